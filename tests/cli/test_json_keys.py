"""The keys of the JSON of `status`, `measures`, `dependencies` and `since`: every object of a sort has the same."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import REPOSITORY, Runner

NORTHSHIRE = str(REPOSITORY / "examples" / "northshire-send")

TOTALS = """
    actions states finished overdue overdue_original longest_overdue redated due_soon stale never_updated milestones
    milestones_done milestones_overdue
"""
MEASURES = "measures missed behind overdue eased clashing"
ACTION = """
    id title area areas owner partners lead state rating rating_computed progress start start_day after original_due
    original_due_day due due_day days_late days_late_original days_overdue times_redated days_slipped finished
    finished_day updates last_update last_update_day days_since_update open overdue overdue_original due_soon stale
    recently_finished milestones
"""
MILESTONE = """
    id title state original_due original_due_day due due_day days_late days_late_original days_overdue times_redated
    days_slipped finished finished_day done open overdue due_soon
"""
READING = "value period period_day on on_day by source preferred rivals"
PUBLISHED = "value period period_day on on_day by source"
TARGET = "due due_day value on on_day by reason approvals source"
AIM = "due due_day value"

KEYS = {
    "status": {
        "": "schema_version kind as_at partial known_at selection plans unread problems rev",
        "selection": "owner area overdue",
        "plans[]": """
            id title path agreed agreed_day late_against totals areas owners actions risks reviews resolutions
            measures unread
        """,
        "plans[].totals": TOTALS,
        "plans[].areas[]": "id title kind owner rating totals",
        "plans[].areas[].totals": TOTALS,
        "plans[].owners[]": "id name kind totals",
        "plans[].owners[].totals": TOTALS,
        "plans[].actions[]": ACTION,
        "plans[].actions[].milestones[]": MILESTONE,
        "plans[].risks": "open happened closed levels not_scored",
        "plans[].risks.levels[]": "label risks",
        "plans[].reviews": """
            reviews recommendations recommendations_open recommendations_overdue responses_overdue next_review
            next_recommendation
        """,
        "plans[].reviews.next_recommendation": "review id due due_day",
        "plans[].resolutions[]": """
            id title body on on_day outcome binding delivered under_way not_begun not_tracked clauses mover group
            report_every days_since last_reported last_reported_day last_reported_to report_due report_days_overdue
            next_meeting next_meeting_day due_at_next_meeting open overdue
        """,
        "plans[].resolutions[].clauses[]": """
            id text actions no_action_because delivery state owners days_late days_late_original last_reported
            last_reported_day last_reported_to report_due report_days_overdue open overdue
        """,
        "plans[].measures": MEASURES,
        "problems[]": "code severity message path line column keys expected fix",
    },
    "measures": {
        "": "schema_version kind as_at partial known_at selection plans unread rev",
        "selection": "area missed overdue",
        "plans[]": "id title path totals measures unread",
        "plans[].totals": MEASURES,
        "plans[].measures[]": """
            id title unit direction definition owner areas actions baseline tolerance floor readings_every latest
            before change travel change_since_baseline travel_since_baseline targets next_target gap last_passed
            missed_targets expected course rating rated_against missed behind reading_due days_overdue overdue
            clashes readings
        """,
        "plans[].measures[].baseline": "value period period_day source",
        "plans[].measures[].latest": READING,
        "plans[].measures[].before": READING,
        "plans[].measures[].targets[]": """
            due due_day value original current steps turn days_moved changed_after passed met met_by
        """,
        "plans[].measures[].targets[].original": TARGET,
        "plans[].measures[].targets[].current": TARGET,
        "plans[].measures[].targets[].met_by": PUBLISHED,
        "plans[].measures[].next_target": AIM,
        "plans[].measures[].last_passed": AIM,
        "plans[].measures[].rated_against": AIM,
        "plans[].measures[].readings[]": READING,
        "plans[].measures[].latest.rivals[]": PUBLISHED,
        "plans[].measures[].missed_targets[]": AIM,
        "plans[].measures[].readings[].rivals[]": PUBLISHED,
        "plans[].measures[].targets[].current.approvals[]": "by on on_day ref",
    },
    "dependencies": {
        "": "schema_version kind as_at partial action plans rev",
        "plans[]": "id title path overdue held_up_by longest longest_in_days circles actions links",
        "plans[].longest": "actions days ties",
        "plans[].longest_in_days": "actions days ties",
        "plans[].actions[]": "action waits_for holds_up onward owners",
        "plans[].actions[].action": ACTION,
        "plans[].actions[].action.milestones[]": MILESTONE,
        "plans[].links[]": "before action gap_days overlap_days waits",
    },
    "since": {
        "": """
            schema_version kind as_at partial known_at selection since until changes since_rev until_rev unread rev
        """,
        "selection": "since until",
        "changes[]": "heading plan kind id title milestone field before after entry",
    },
}


def objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object in a JSON value with its path, without those whose keys come from a plan's own files."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            if key not in {"states", "entry"} and not path.startswith("changes"):
                yield from objects(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner, f"{path}[]")


@pytest.mark.parametrize(
    "command",
    [
        ("status", NORTHSHIRE, "--as-at", "2025-10-01"),
        ("measures", NORTHSHIRE, "--as-at", "2025-10-01"),
        ("dependencies", NORTHSHIRE, "--as-at", "2025-10-01"),
        ("since", "2024-12-01", NORTHSHIRE, "--until", "2025-02-01"),
    ],
    ids=lambda command: command[0],
)
def test_no_key_of_any_object_is_gone(actionplan: Runner, command: tuple[str, ...]) -> None:
    answer = json.loads(actionplan(*command, "--format", "json").out)
    wanted = {path: set(keys.split()) for path, keys in KEYS[command[0]].items()}
    found = list(objects(answer))
    assert wanted.keys() - {path for path, _ in found} == set()
    assert [
        (path, wanted[path] - thing.keys()) for path, thing in found if wanted.get(path, set()) - thing.keys()
    ] == []
    assert (answer["schema_version"], answer["kind"], answer["partial"]) == (1, command[0], False)
