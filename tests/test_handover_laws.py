"""Laws of a handover: totals stay as they are, a view before its day is untouched, and nothing looks fresher for it."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import actionplan
import actionplan.report.json_exceptions
from actionplan.edit.append import prepare, refuse_errors
from actionplan.edit.handover import HandoverDecision, Transfer, handed_over, handover_additions
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.ids import Id
from actionplan.model.kinds import records_of
from actionplan.model.records import Plan
from actionplan.model.view import Portfolio
from actionplan.report.show import show_json
from actionplan.report.writers.json import as_json
from actionplan.storage.save import save
from actionplan.summary.changes.since import since
from conftest import PLAN, TODAY, write_plan

FIRST = date(2024, 2, 1)
ENDED = PLAN.replace('kind = "icb"\n', 'kind = "icb"\n    until = 2025-03-31\n    successor = ["hcc", "board"]\n')

DAYS = st.integers(0, 1000).map(lambda number: FIRST + timedelta(days=number))
"""Days from February 2024 to October 2026, all before the day of the tests."""

AHEAD = st.integers(1, 700).map(lambda number: TODAY + timedelta(days=number))


def texts(**values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.fixed_dictionaries({}, optional=values).map(
        lambda chosen: "".join(f"{key} = {value}\n" for key, value in chosen.items())
    )


BODIES = st.sampled_from(['"icb"', '"hcc"', '"board"'])
ENTRY = texts(
    state=st.sampled_from(['"not-started"', '"in-progress"', '"complete"', '"cancelled"']),
    progress=st.integers(0, 100).map(str),
    owner=BODIES,
    note=st.just('"N"'),
)
ENTRIES = st.lists(st.tuples(DAYS, ENTRY), max_size=4).map(
    lambda pairs: "".join(
        f'\n[[status]]\non = {day}\nby = "board"\nreason = "R"\n{text}' for day, text in sorted(pairs)
    )
)
PARTNERS = st.sampled_from(["", 'partners = ["icb"]\n', 'partners = ["board", "icb", "hcc"]\n'])
OWNER = st.sampled_from(["", 'owner = "icb"\n', 'owner = "icb"\n', 'owner = "hcc"\n'])
ACTION = st.tuples(OWNER, PARTNERS, st.sampled_from(["", "due = 2025-06-30\n"]), ENTRIES).map(
    lambda parts: 'title = "T"\nareas = ["PA1"]\n' + "".join(parts)
)
RISK = st.tuples(OWNER, ENTRIES.filter(lambda text: "state" not in text and "progress" not in text)).map(
    lambda parts: 'title = "T"\n' + "".join(parts)
)
MEASURE = OWNER.map(lambda owner: f'title = "T"\nunit = "weeks"\ndirection = "down"\n{owner}')
AREA = OWNER.map(lambda owner: f'title = "T"\nkind = "priority-action"\n{owner}')
FILES = st.fixed_dictionaries(
    {
        "actions/1.1.toml": ACTION,
        "actions/1.2.toml": ACTION,
        "actions/1.3.toml": ACTION,
        "areas/PA1.toml": AREA,
        "measures/M.toml": MEASURE,
        "risks/R1.toml": RISK,
    }
)


def after_handover(files: Mapping[str, str], on: date) -> tuple[Plan, Plan]:
    """Return a plan before and after a handover of all that a body owns, if it owns anything."""
    with TemporaryDirectory() as folder:
        root = str(write_plan(Path(folder) / "p", {"plan.toml": ENDED, **files}))
        edit = PlanEdit(root)
        before, _ = edit.complete
        decision = HandoverDecision(body=Id("icb"), to=Id("hcc"), on=on, by=Id("board"), reason="R")
        transfer = handed_over(before, Id("icb"), on, TODAY)
        prepared = prepare(edit, handover_additions(before, decision, transfer, TODAY), TODAY)
        refuse_errors(prepared, allowed=["E401", "E404", "E405", "E406", "E408"])  # of the states, which are any
        save(root, prepared.changes)
        (after,) = actionplan.load_strict(root).plans
        return before, after


def ids(transfer: Transfer) -> set[Id]:
    return {each.id for each in (*transfer.owned, *transfer.partner_in)}


def summary(plan: Plan, day: date, known_at: date | None = None) -> Any:
    [found] = actionplan.status(Portfolio(plans=(plan,)).at(day, known_at)).plans
    return found


def without_owner(action: actionplan.summary.ActionSummary) -> Any:
    return evolve(action, owner=None, partners=(), handover=None)


LAW = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])


@given(FILES, DAYS | AHEAD, DAYS | AHEAD)
@LAW
def test_totals_are_equal_before_and_after_and_nothing_is_fresher(files, on, day):
    before, after = (summary(plan, day) for plan in after_handover(files, on))
    assert before.tally == after.tally
    assert before.record == after.record
    assert list(map(without_owner, before.actions)) == list(map(without_owner, after.actions))
    assert before.measures == after.measures
    assert before.risks == after.risks


@given(FILES, DAYS | AHEAD, DAYS | AHEAD)
@LAW
def test_a_view_before_the_day_is_untouched(files, on, day):
    day = min(day, on - timedelta(days=1))
    before, after = after_handover(files, on)
    assert text_of(summary(before, day)) == text_of(summary(after, day))
    if day < TODAY:  # the handover was not on record either
        assert shown(before, day) == shown(after, day)
    known = TODAY - timedelta(days=1)
    assert text_of(summary(before, max(day, on), known)) == text_of(summary(after, max(day, on), known))


def text_of(result: Any) -> str:
    return json.dumps({**as_json(result), "path": None})


def shown(plan: Plan, day: date) -> list[Any]:
    return [{**as_json(show_json(plan, record, day)), "path": None} for record in records_of(plan)]


@given(FILES, DAYS | AHEAD)
@LAW
def test_nothing_open_is_left_with_the_body_and_everything_has_one_entry_more(files, on):
    before, after = after_handover(files, on)
    moved = ids(handed_over(before, Id("icb"), on, TODAY))
    assert handed_over(after, Id("icb"), on, TODAY) == Transfer(owned=(), partner_in=())
    for folder in ("actions", "areas", "measures", "risks"):
        for old, new in zip(getattr(before, folder), getattr(after, folder), strict=True):
            assert new.status[: len(old.status)] == old.status
            assert len(new.status) - len(old.status) == (old.id in moved)


@given(FILES, DAYS | AHEAD)
@LAW
def test_the_other_body_takes_the_place_of_a_partner_and_all_others_stay(files, on):
    before, after = after_handover(files, on)
    moved = {each.id for each in handed_over(before, Id("icb"), on, TODAY).partner_in}
    for old, new in zip(summary(before, on).actions, summary(after, on).actions, strict=True):
        if old.id in moved:
            assert {*new.partners, new.owner} == {*old.partners, new.owner, "hcc"} - {"icb"}
            assert new.owner not in new.partners
        else:
            assert new.partners == old.partners


@given(FILES, AHEAD)
@LAW
def test_a_handover_ahead_is_news_when_it_is_recorded_and_when_it_takes_effect(files, on):
    before, after = after_handover(files, on)
    moved = ids(handed_over(before, Id("icb"), on, TODAY))
    portfolio = Portfolio(plans=(after,))

    def news(start: date, until: date) -> list[tuple[str, str]]:
        changes = since(portfolio.at(start, start), portfolio.at(until, until))
        handed = (change for change in changes if getattr(change.entry, "handover_from", None))
        return sorted({(change.heading, change.record) for change in handed})

    yesterday, eve = TODAY - timedelta(days=1), on - timedelta(days=1)
    assert news(yesterday, TODAY) == sorted(("coming", name) for name in moved)
    assert news(eve, on) == sorted(("changed", name) for name in moved)
