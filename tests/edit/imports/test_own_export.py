"""What ``actionplan export`` writes as a workbook can be imported: actions, areas, owners, dates, states and notes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.edit.imports.prepare import PreparedImport, prepare_import
from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Area, Plan
from actionplan.model.view import Portfolio
from actionplan.report.workbook.book import workbook_of
from actionplan.sheets.ods_writer import write_ods
from actionplan.sheets.reading import read_here
from actionplan.sheets.xlsx_writer import write_xlsx
from actionplan.summary.actions import summarise_action
from conftest import TODAY

TEXTS = st.lists(st.text("abcäé'()-=+@1.", min_size=1, max_size=6), min_size=2, max_size=5).map(
    lambda words: f"{' '.join(words)} x"
)
DATES = st.sampled_from(
    ["2025-03-31", "2025-03", "2025-Q1", "2025", "FY2025-26", "FY2024-25-Q3", "2025-04..2025-08", "ongoing"]
).map(PlanDate.parse)
BODIES = {Id("hcc"): Body(name="H Council", kind="council"), Id("icb"): Body(name="H ICB", kind="icb")}
RATINGS = {Id(label.lower()): (Rating(label=label, meaning="m", colour=None),) for label in ("Red", "Green")}


@st.composite
def actions(draw: st.DrawFn, name: str, areas: list[Id]) -> Action:
    """Draw an action that breaks no rule: with dates that may have moved, a position, and a note."""
    state = draw(st.sampled_from([None, "not-started", "in-progress", "complete", "suspended", "cancelled"]))
    progress = {"complete": 100, "in-progress": draw(st.integers(1, 99)), "not-started": 0}.get(state or "")
    due, moved = draw(DATES), draw(st.none() | DATES)
    entries = []
    if moved is not None and moved != due:
        entries.append(ActionEntry(on=PlanDate("2024-05-01"), by=Id("hcc"), due=moved, reason="Late"))
    said: dict[str, Any] = {"state": state, "progress": progress, "rating": draw(st.sampled_from([None, *RATINGS]))}
    note = draw(st.none() | TEXTS)
    reason = "Why" if state in ("suspended", "cancelled") else None
    entries.append(ActionEntry(on=PlanDate("2024-06-03"), by=Id("icb"), note=note or "as it is", reason=reason, **said))
    owner = draw(st.sampled_from([None, *BODIES]))
    return Action(
        id=Id(name),
        title=draw(TEXTS),
        areas=(draw(st.sampled_from(areas)),),
        owner=owner,
        partners=draw(st.sampled_from([(), *(((body,)) for body in BODIES if body != owner)])),
        start=PlanDate("2024-01"),
        due=due,
        success=draw(st.none() | TEXTS),
        status=tuple(entries),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    areas = [Area(id=Id(name), title=draw(TEXTS), kind="improvement", owner=Id("hcc")) for name in ("A1", "waits")]
    ids = [area.id for area in areas]
    return Plan(
        format=1,
        id=Id("p"),
        title=draw(TEXTS),
        bodies=FrozenDict(BODIES),
        ratings=FrozenDict(RATINGS),
        areas=tuple(areas),
        actions=tuple(draw(actions(f"1.{number}", ids)) for number in range(1, draw(st.integers(2, 4)))),
    )


def read_back(plan: Plan, writer: Any, name: str) -> PreparedImport:
    view = Portfolio(plans=(plan,)).at(TODAY)
    book = read_here(writer(workbook_of(view)), name)
    return prepare_import([book], "back", today=TODAY)


def facts(plan: Plan) -> list[tuple[Any, ...]]:
    """What must be the same: of bodies and ratings their names."""
    found = []
    for action in plan.actions:
        now = summarise_action(action, TODAY)
        rating = plan.ratings[now.rating][0].label if now.rating else None
        owner, *partners = (plan.bodies[body].name if body else None for body in (now.owner, *now.partners))
        notes = [" ".join(entry.note.split()) for entry in action.status if entry.note and entry.due is None]
        area = plan.area(action.areas[0])
        titles = (" ".join(text.split()) for text in (action.title, area.title))
        dates = [(each.first, each.last) for each in (action.start, action.due, now.due) if each]
        found.append(
            (action.id, area.id, area.kind, *titles, owner, partners, now.state, now.progress, rating, *dates, notes)
        )
    return found


@pytest.mark.parametrize(("writer", "name"), [(write_xlsx, "p.xlsx"), (write_ods, "p.ods")])
@settings(max_examples=8, deadline=None)
@given(plan=plans())
def test_an_export_is_imported_with_what_it_says(writer: Any, name: str, plan: Plan) -> None:
    ready = read_back(plan, writer, name)
    assert [str(found) for found in ready.prepared.problems if found.severity == "error"] == []
    assert facts(ready.built.plan) == facts(plan)
    assert ready.receipt.not_read > 0


def test_the_day_is_that_of_the_export() -> None:
    plan = Plan(
        format=1, id=Id("p"), title="A plan", areas=(Area(id=Id("A1"), title="Data", kind="other"),),
        actions=(Action(id=Id("1"), title="Share", areas=(Id("A1"),)),),
    )  # fmt: skip
    book = read_here(write_xlsx(workbook_of(Portfolio(plans=(plan,)).at(date(2024, 10, 1)))), "p.xlsx")
    assert prepare_import([book], "back", today=TODAY).receipt.sheet_date == date(2024, 10, 1)
