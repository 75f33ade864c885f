"""What ``actionplan export`` writes as a workbook can be imported: actions, areas, owners, dates, states and notes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from actionplan import load
from actionplan.edit.imports.newer import prepare_update
from actionplan.edit.imports.prepare import PreparedImport, prepare_import
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry, Evidence, Redaction
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Area, Milestone, Plan
from actionplan.model.refused import Refused
from actionplan.model.view import Portfolio
from actionplan.report.workbook.book import workbook_of
from actionplan.rules.checks import check_plan
from actionplan.sheets.ods_writer import write_ods
from actionplan.sheets.reading import read_here
from actionplan.sheets.xlsx_writer import write_xlsx
from actionplan.summary.actions import summarise_action
from actionplan.summary.timeline import in_order
from conftest import REPOSITORY, TODAY
from strategies import plan_dates

TEXTS = st.lists(st.text("abcäé'()-=+@1.;,\n", min_size=1, max_size=6), min_size=2, max_size=5).map(
    lambda words: f"x{' '.join(words)} x"
)
NAMES = ("H Council", "Children, Families and Learning", "Trust (HT); North", "Board")
BODIES = {Id(f"b{number}"): Body(name=name, kind="other") for number, name in enumerate(NAMES)}
RATINGS = {Id(f"r{n}"): (Rating(label=label, meaning="m", colour=None),) for n, label in enumerate(("Red", "On-track"))}
WITH_REASON = ("suspended", "cancelled")
PROGRESS = {"complete": 100, "verified": 100, "not-started": 0}


@st.composite
def entries(draw: st.DrawFn, milestones: list[Id]) -> tuple[ActionEntry, ...]:
    """Draw a history: reports, dates that moved, reports on milestones, corrections, and redactions."""
    found: list[ActionEntry] = []
    for number in range(draw(st.integers(0, 5))):
        on = draw(st.sampled_from(["2024-05-01", "2024-06", "2024-06-30", "2025-02-03", "2026-01-09"]))
        state = draw(st.sampled_from([None, "not-started", "in-progress", "complete", *WITH_REASON]))
        due = draw(st.none() | plan_dates())
        corrected = draw(st.sampled_from([None, *(each.id for each in found if each.redacted is None)]))
        milestone = draw(st.sampled_from([None, *milestones]))
        if corrected is not None:
            milestone = next(each.milestone for each in found if each.id == corrected)
        is_redacted = draw(st.integers(0, 9)) == 0
        said: dict[str, Any] = {
            "state": state,
            "due": due,
            "note": draw(TEXTS),
            "progress": None if milestone else PROGRESS.get(state or "", draw(st.none() | st.integers(1, 99))),
            "rating": None if milestone else draw(st.sampled_from([None, *RATINGS])),
            "evidence": draw(st.sampled_from([(), (Evidence(title="A paper", link="https://example.org/a"),)])),
        }
        found.append(
            ActionEntry(
                on=PlanDate.parse(on),
                id=Id(f"e{number}"),
                by=draw(st.sampled_from([None, *BODIES])),
                milestone=milestone,
                corrects=corrected,
                reason=draw(TEXTS) if due or corrected or state in WITH_REASON else None,
                redacted=Redaction(on=date(2026, 2, 1), reason="r", authority="a") if is_redacted else None,
                **({} if is_redacted else said),
            )
        )
    return tuple(found)


@st.composite
def actions(draw: st.DrawFn, name: str, areas: list[Id]) -> Action:
    owner = draw(st.sampled_from([None, *BODIES]))
    milestones = [Id(f"m{number}") for number in range(draw(st.integers(0, 2)))]
    return Action(
        id=Id(name),
        title=draw(TEXTS),
        areas=tuple(draw(st.lists(st.sampled_from(areas), unique=True))),
        owner=owner,
        partners=tuple(draw(st.lists(st.sampled_from([each for each in BODIES if each != owner]), unique=True))),
        lead=draw(st.none() | TEXTS),
        ref=draw(st.none() | st.just(f"Action {name}")),
        start=draw(st.none() | plan_dates()),
        due=draw(st.none() | plan_dates()),
        success=draw(st.none() | TEXTS),
        milestones=tuple(Milestone(id=each, title=draw(TEXTS), due=draw(plan_dates())) for each in milestones),
        status=draw(entries(milestones)),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan that has no error."""
    areas = [Area(id=Id(name), title=draw(TEXTS), kind="improvement", owner=Id("b0")) for name in ("A1", "waits")]
    ids = [area.id for area in areas]
    plan = Plan(
        format=1,
        id=Id("p"),
        title=" ".join(draw(TEXTS).split()),
        bodies=FrozenDict(BODIES),
        ratings=FrozenDict(RATINGS),
        areas=tuple(areas),
        actions=tuple(draw(actions(f"1.{number}", ids)) for number in range(1, draw(st.integers(2, 4)))),
    )
    assume(not any(found.severity == "error" for found in check_plan(plan, TODAY)))
    return plan


def read_back(plan: Plan, writer: Any, name: str) -> PreparedImport:
    view = Portfolio(plans=(plan,)).at(TODAY)
    book = read_here(writer(workbook_of(view)), name)
    return prepare_import([book], "back", today=TODAY)


def words(text: str | None) -> str:
    return " ".join((text or "").split())


def facts(plan: Plan) -> list[tuple[Any, ...]]:
    """What must be the same: of bodies and ratings their names, of dates their first and last day."""
    found: list[tuple[Any, ...]] = []
    for action in plan.actions:
        head = (words(action.title), action.ref, words(action.lead), words(action.success), _days(action.start))
        areas = [(area.id, area.kind, words(area.title)) for area in plan.areas if area.id in action.areas]
        bodies = [_name(plan, body) for body in (action.owner, *action.partners)]
        found += [(action.id, head, action.areas[:1], areas, bodies, _days(action.due))]
        found += [(each.id, words(each.title), _days(each.due)) for each in action.milestones]
        found += [_now(plan, action, day) for day in (*DAYS, TODAY)]
        found += [
            (
                *(_days(each.on), _name(plan, each.by), each.milestone, each.state, each.progress, _days(each.due)),
                *(_label(plan, each.rating), words(each.note), words(each.reason), each.evidence),
            )
            for each in (placed.entry for placed in in_order(action.status))
        ]
    return found


DAYS = (date(2024, 5, 1), date(2024, 6, 29), date(2024, 6, 30), date(2025, 2, 3))


def _now(plan: Plan, action: Action, day: date) -> tuple[Any, ...]:
    now = summarise_action(action, day)
    steps = [(each.id, each.state, _days(each.due)) for each in now.milestones]
    return (now.state, now.progress, _label(plan, now.rating), _days(now.due), now.times_redated, now.finished, steps)


def _days(when: PlanDate | None) -> tuple[Any, ...]:
    return (when.first, when.last) if when is not None else ()


def _name(plan: Plan, body: Id | None) -> str:
    return plan.bodies[body].name if body is not None else ""


def _label(plan: Plan, rating: Id | None) -> str:
    return plan.ratings[rating][0].label if rating is not None else ""


@pytest.mark.parametrize(("writer", "name"), [(write_xlsx, "p.xlsx"), (write_ods, "p.ods")])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
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


@pytest.fixture
def northshire() -> PreparedImport:
    return read_back(load(REPOSITORY / "examples" / "northshire-send").plans[0], write_xlsx, "p.xlsx")


def test_each_re_dating_comes_back_with_its_day_its_reason_and_who_agreed_it(northshire: PreparedImport) -> None:
    plan = load(REPOSITORY / "examples" / "northshire-send").plans[0]

    def moves(plan: Plan) -> list[tuple[Any, ...]]:
        said = ((action, each, each.due) for action in plan.actions for each in action.status if not each.milestone)
        return [
            (action.id, str(each.on), due.last, _name(plan, each.by), words(each.reason))
            for action, each, due in said
            if due
        ]

    assert len(moves(plan)) > 20
    assert moves(northshire.built.plan) == moves(plan)


def test_the_receipt_names_the_worksheets_that_are_not_read_back(northshire: PreparedImport) -> None:
    assert {"Measures", "Risks", "Reviews"} <= set(northshire.not_read)
    assert not {"Actions", "Milestones", "History"} & set(northshire.not_read)


def test_an_export_is_not_taken_for_a_newer_version(tmp_path: Path) -> None:
    plan = load(REPOSITORY / "examples" / "northshire-send").plans[0]
    book = read_here(write_xlsx(workbook_of(Portfolio(plans=(plan,)).at(TODAY))), "p.xlsx")
    with pytest.raises(Refused, match="import it into a new folder"):
        prepare_update(PlanEdit(str(tmp_path)), [book], today=TODAY)
