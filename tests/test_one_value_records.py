"""One value for records other than actions: areas, measures, resolutions, reviews and risks.

As in `test_one_value`, the value is worked out a second time, plainly.
"""

import os
import random
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

import actionplan
from actionplan.model.kinds import HEADS, KINDS, records_of
from actionplan.model.measures import Measure
from actionplan.model.records import Plan
from actionplan.model.risks import RiskScore
from actionplan.model.view import Portfolio, View
from actionplan.report.show_record import record_json
from actionplan.report.writers.json import as_json
from actionplan.tables.frames import frames
from conftest import ACTION, PLAN, PlanMaker
from made_histories import made_history
from plain_fold import head_plainly, told
from readers import alike

EXAMPLES = int(os.environ.get("VALUES", "0"))

FILES: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]] = {
    "areas/A.toml": (
        'title = "A"\nkind = "priority-action"\nowner = "hcc"\n',
        {"title": ('"A2"', '"A3"'), "owner": ('"icb"', '"board"'), "rating": ('"red"', '"green"')},
    ),
    "measures/M.toml": (
        'title = "M"\nunit = "weeks"\ndirection = "down"\n',
        {"title": ('"M2"',), "unit": ('"days"',), "owner": ('"icb"', '"board"')},
    ),
    "resolutions/R.toml": (
        'title = "R"\nbody = "board"\non = 2024-01-02\noutcome = "carried"\n[[clauses]]\nid = "a"\ntext = "T"\n',
        {"title": ('"R2"',), "outcome": ('"lost"', '"carried"'), "report_every": ('"month"', '"year"')},
    ),
    "resolutions/S.toml": (
        'title = "S"\nbody = "board"\non = 2024-01-02\noutcome = "carried"\n[[clauses]]\nid = "a"\ntext = "T"\n',
        {"clause": ('"a"',), "state": ('"in-progress"', '"complete"'), "actions": ('["1.1"]', "[]")},
    ),
    "reviews/V.toml": (
        'title = "V"\nkind = "monitoring"\nheld = 2024-01-02\n[[recommendations]]\nid = "a"\ntext = "T"\n',
        {"title": ('"V2"',), "outcome": ('"Good"', '"Bad"')},
    ),
    "risks/K.toml": (
        'title = "K"\nowner = "hcc"\nresidual = { likelihood = 2, impact = 2 }\n',
        {
            "title": ('"K2"',),
            "state": ('"closed"', '"open"', '"happened"'),
            "owner": ('"icb"', '"board"'),
            "residual": ("{ likelihood = 3, impact = 1 }", "{ likelihood = 1, impact = 1 }"),
        },
    ),
}
"""A record of each kind, and what its entries may state."""

Found = Iterator[tuple[str, str, Mapping[str, Any]]]
"""The reader, the id of a record, and its values."""


def summaries(view: View) -> Found:
    """Yield what each calculation says."""
    [status], [reviews] = actionplan.status(view).plans, actionplan.reviews(view)
    for area in status.areas:
        yield "status", area.id, {name: getattr(area, name) for name in ("title", "owner", "rating")}
    for measure in actionplan.measures(view).plans[0].measures:
        latest = {"value": measure.latest.value if measure.latest else None}
        yield "measures", measure.id, {name: getattr(measure, name) for name in ("title", "unit", "owner")} | latest
    for resolution in status.resolutions:
        [clause] = resolution.clauses
        values = {name: getattr(resolution, name) for name in ("title", "outcome", "report_every")}
        yield "resolutions", resolution.id, values
        yield "resolutions", f"{resolution.id}:a", {"state": clause.state, "actions": list(clause.actions)}
    for review in reviews.reviews:
        yield "reviews", review.id, {name: getattr(review, name) for name in ("title", "outcome")}
    for risk in actionplan.risks(view, actionplan.RiskSelection(closed=True))[0].risks:
        score = risk.residual.score if risk.residual else None
        yield "risks", risk.id, {name: getattr(risk, name) for name in ("title", "owner", "state")} | {"score": score}


def pages(view: View) -> Found:
    """Yield what `show` and `trace` say of each record, and the table of changes."""
    [plan] = view.plans
    changes = [row for row in frames(plan, tables=["changes"])["changes"].to_pylist() if row["in_force"] <= view.day]
    for record in records_of(plan):
        if record.id == "1.1":
            continue
        shown = as_json(record_json(plan, record, view.day))
        values = shown["in_force"] if isinstance(record, Measure) else shown[KINDS[type(record)]]
        yield "show", record.id, {name: values.get(name) for name in ("title", "owner", "outcome") if name in values}
        node = next(node for node in actionplan.trace(view, record.id).nodes.values() if node.node.id == record.id)
        yield "trace", record.id, {"title": node.title}
        own = [row for row in changes if (row["record"], row["part"], row["early"]) == (record.id, None, False)]
        yield "changes", record.id, {row["field"]: row["value"] for row in own if row["field"] in ("title", "owner")}


def expected(plan: Plan, name: str, day: date, known_at: date | None) -> dict[str, Any]:
    record = next(each for each in records_of(plan) if each.id == name.partition(":")[0])
    part = name.partition(":")[2] or None
    names = (*HEADS[type(record)], "state", "rating") if part is None else ("state", "actions")
    values = {key: alike(value) for key, value in head_plainly(plan, record, names, day, known_at, part).items()}
    if isinstance(record, Measure):
        read = [each.values["value"] for each in told(record.readings, None, day, known_at)]
        values["value"] = read[-1] if read else None
    if isinstance(residual := values.get("residual"), RiskScore):
        values |= {"score": residual.likelihood * residual.impact, "state": values["state"] or "open"}
    return values


@pytest.mark.parametrize("seed", range(EXAMPLES or 8))
def test_every_reader_gives_the_value_that_a_file_holds(seed: int, make_plan: PlanMaker) -> None:
    dice = random.Random(seed)
    files = {name: head + made_history(dice, values) for name, (head, values) in FILES.items()}
    files["measures/M.toml"] += made_history(dice, {"value": ("1", "2", "3")}, "readings", 'period = "2023"\n')
    [plan] = actionplan.load_strict(make_plan({"plan.toml": PLAN, "actions/1.1.toml": ACTION, **files})).plans
    for day in (date(2024, 3, 1), date(2024, 5, 10), date(2024, 12, 31)):
        for known_at in (None, day):
            view = Portfolio(plans=(plan,)).at(day, known_at)
            for reader, name, values in (*summaries(view), *pages(view)):
                if reader != "status" or name != "PA1":
                    right = expected(plan, name, day, known_at)
                    assert values == {key: right[key] for key in values}, (reader, name, day, known_at)
