"""Whole pages of a site about a small plan: an action, a measure, a resolution, and the plan."""

import re
from collections.abc import Callable

import pytest

from conftest import ACTION, PlanMaker, Runner

PLAN_TOML = """
    format = 1
    id = "p"
    title = "A plan"
    agreed = 2024-01-31
    description = "It is invented."

    [bodies.hcc]
    name = "County Council"
    kind = "council"

    [bodies.board]
    name = "Improvement Board"
    kind = "board"

    [[meetings]]
    body = "board"
    on = 2024-06-10

    [[meetings]]
    body = "board"
    on = 2024-10-14

    [ratings.red]
    label = "Off course"
    meaning = "the date will not be kept"
    colour = "red"
"""

AREA = """
    title = "Data"
    kind = "priority-action"
    owner = "hcc"
    measures = ["waits"]

    [[findings]]
    id = "a"
    text = "Nobody could say how long children wait."
"""

HISTORY = """
    findings = ["PA1:a"]
    success = "Every team sees its own figures."

    [[milestones]]
    id = "m"
    title = "Figures agreed"
    due = 2024-05-31

    [[status]]
    on = 2024-05-20
    by = "hcc"
    state = "in-progress"
    progress = 40
    rating = "red"
    note = "Two teams have no figures."

      [[status.evidence]]
      title = "Report to the board"
      link = "https://example.org/report"

    [[status]]
    on = 2024-06-10
    by = "hcc"
    due = 2024-12-20
    reason = "A post is vacant."

    [[status]]
    on = 2024-06-30
    by = "board"
    milestone = "m"
    due = 2024-09-30
    reason = "The teams disagree."

      [[status.approvals]]
      by = "board"
      on = 2024-06-30
      ref = "minute 4"
"""

MEASURE = """
    title = "Children who wait more than a year"
    unit = "children"
    direction = "down"
    owner = "hcc"

    [baseline]
    value = 640
    period = "2023"

    [[targets]]
    value = 300
    due = 2024-12-31

    [[readings]]
    period = "2024-03"
    value = 655
    on = 2024-05-02
    source = ["https://example.org/waits"]

    [[readings]]
    period = "2024-06"
    value = 702
    on = 2024-08-01
"""

RESOLUTION = """
    title = "Say how long children wait"
    body = "hcc"
    on = 2024-03-01
    outcome = "carried"

    [[clauses]]
    id = "a"
    text = "Publish the waits every quarter."
    actions = ["1.1"]
"""

FILES = {
    "plan.toml": PLAN_TOML,
    "areas/PA1.toml": AREA,
    "actions/1.1.toml": ACTION + HISTORY,
    "measures/waits.toml": MEASURE,
    "resolutions/2024-03-01-a.toml": RESOLUTION,
}


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "actions/1.1.html",
        "measures/waits.html",
        "resolutions/2024-03-01-a.html",
        "meetings/board-2024-10-14.html",
    ],
)
def test_whole_pages(make_plan: PlanMaker, actionplan: Runner, golden: Callable[[str, str], None], page: str) -> None:
    plan = make_plan(FILES)
    folder = plan.parent / "site"
    assert actionplan("site", plan, "-o", folder, "--as-at", "2025-01-31").code == 0
    written = (folder / "p" / page).read_text(encoding="utf-8")
    golden(f"site/{page.replace('/', '-')}", re.sub(r"(?s)(<svg[^>]*>).*?</svg>", r"\1</svg>", written))
