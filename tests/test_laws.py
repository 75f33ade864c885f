"""Laws that must hold for every plan, every file and every day."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import tomli
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import strategies
from actionplan.edit.append import append_status
from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.undo import prepare_undo
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.kinds import path_of, records_of
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Plan
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.model.view import Portfolio
from actionplan.report.report_type import Context, RunResult
from actionplan.report.reviews import REVIEWS, ReviewSelection
from actionplan.report.risks import RISKS
from actionplan.report.since import SINCE, Comparison, ViewSide
from actionplan.report.writers import html, json, markdown, terminal
from actionplan.storage.load import load
from actionplan.storage.positions import spans
from actionplan.storage.save import save
from actionplan.storage.writer import plan_text, record_text
from actionplan.summary.actions import summarise_action
from actionplan.summary.changes.since import since
from actionplan.summary.risks import OPEN_RISKS
from actionplan.summary.timeline import in_order, up_to
from conftest import AREA, TODAY, write_plan
from strategies import action_entries, actions, days, folder, notes_by, plan_dates, plans
from toml_texts import Written, action_files

LAW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def plan_with(root: Path, action: bytes) -> str:
    """Write the plan of `conftest` with this action, and give its folder."""
    return str(write_plan(root, {"areas/PA1.toml": AREA, "actions/1.1.toml": action}))


# Writing and reading


@settings(LAW, max_examples=20)
@given(plans())
def test_a_plan_is_read_as_it_was_written(plan: Plan) -> None:
    with folder() as root:
        files = {os.path.relpath(path_of(plan, record), plan.root): record_text(record) for record in records_of(plan)}
        for path, text in {"plan.toml": plan_text(plan), **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())

        portfolio = load(root)
        problems = portfolio.problems

    assert problems == ()
    assert portfolio.plans == (plan,)


@LAW
@given(action_files(), notes_by("icb", "red"))
def test_adding_an_entry_changes_no_byte_that_is_there(file: Written, entry: ActionEntry) -> None:
    with folder() as root:
        plan = plan_with(root, file.data)
        before = only_action(root)

        append_status(plan, "1.1", entry, today=TODAY)

        assert (root / "actions/1.1.toml").read_bytes().startswith(file.data)
        after = only_action(root)
    added = after.status[-1]
    assert attrs.evolve(added, id=None) == entry
    assert attrs.evolve(after, status=after.status[:-1]) == before


@LAW
@given(action_files(), notes_by("icb", "red"))
def test_undoing_gives_back_the_bytes_that_git_has(file: Written, entry: ActionEntry) -> None:
    with folder() as root:
        plan = plan_with(root, file.data)
        append_status(plan, "1.1", entry, today=TODAY)

        undone = prepare_undo(PlanEdit(plan), "action", "1.1", file.data)

        assert undone is not None
        save(plan, [undone[0]])
        assert (root / "actions/1.1.toml").read_bytes() == file.data
        assert prepare_undo(PlanEdit(plan), "action", "1.1", file.data) is None


@LAW
@given(action_files(), notes_by("icb", "red"), notes_by("hcc", "green"))
def test_undoing_takes_back_one_entry_of_several(file: Written, first: ActionEntry, second: ActionEntry) -> None:
    assume(first != second)
    with folder() as root:
        plan = plan_with(root, file.data)
        append_status(plan, "1.1", first, today=TODAY)
        with_first = (root / "actions/1.1.toml").read_bytes()
        append_status(plan, "1.1", second, today=TODAY)

        undone = prepare_undo(PlanEdit(plan), "action", "1.1", file.data)

    assert undone is not None
    assert undone[0].after == with_first


@LAW
@given(action_files(), notes_by("icb", "red"))
def test_undoing_without_git_keeps_all_but_line_ends_at_the_end(file: Written, entry: ActionEntry) -> None:
    with folder() as root:
        plan = plan_with(root, file.data)
        append_status(plan, "1.1", entry, today=TODAY)

        undone = prepare_undo(PlanEdit(plan), "action", "1.1", None)

    assert undone is not None
    assert undone[0].after is not None
    assert undone[0].after.rstrip(b"\r\n") == file.data.rstrip(b"\r\n")


def only_action(root: Path) -> Action:
    """Read the one action of a plan, which has no problem."""
    portfolio = load(root)
    problems = portfolio.problems
    assert problems == ()
    (action,) = portfolio.plans[0].actions
    return action


# Places


@LAW
@given(st.booleans().flatmap(lambda later: action_files(later_syntax=later)))
def test_every_key_has_its_place(file: Written) -> None:
    found = spans(file.text)

    assert set(found) == set(key_paths(tomli.loads(file.text)))
    for path, (key, value) in file.places.items():
        assert found[path].key == (key.line, key.column, len(key.text)), path
        assert found[path].value == (value.line, value.column, len(value.text)), path


def key_paths(value: Any, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of every key and element inside a table or list."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*above, key)
        yield from key_paths(inner, (*above, key))


# Any day can be shown again


def dated(entries: st.SearchStrategy[ActionEntry]) -> st.SearchStrategy[ActionEntry]:
    """Return independent entries: they have a day, and neither correct others nor are corrected."""
    return entries.filter(lambda entry: entry.on.last is not None).map(
        lambda e: attrs.evolve(e, id=None, corrects=None)
    )


@LAW
@given(actions(plan_dates(), entries=0), st.lists(dated(action_entries(plan_dates())), max_size=4), days(), st.data())
def test_what_comes_later_changes_nothing_before(
    action: Action, entries: list[ActionEntry], as_at: date, data: st.DataObject
) -> None:
    known = [entry for entry in entries if entry.on.last is not None and entry.on.last <= as_at]
    with_later = list(known)
    for entry in data.draw(st.lists(dated(action_entries(plan_dates())), max_size=3)) + entries:
        if entry.on.last is not None and entry.on.last > as_at:
            with_later.insert(data.draw(st.integers(0, len(with_later))), entry)

    without = summarise_action(attrs.evolve(action, status=tuple(known)), as_at)

    assert summarise_action(attrs.evolve(action, status=tuple(with_later)), as_at) == without


@LAW
@given(st.lists(action_entries(plan_dates()), max_size=5), days(), days())
def test_what_was_known_on_a_day_is_the_beginning_of_what_is_known_later(
    entries: list[ActionEntry], one_day: date, other_day: date
) -> None:
    early, late = sorted([one_day, other_day])

    assert up_to(entries, late)[: len(up_to(entries, early))] == up_to(entries, early)


@LAW
@given(st.lists(dated(action_entries(plan_dates())), max_size=6))
def test_entries_are_in_order_of_days_and_within_a_day_in_that_of_the_file(entries: list[ActionEntry]) -> None:
    placed = in_order(entries, with_redacted=True)

    assert [(p.day, p.index) for p in placed] == sorted((p.day, p.index) for p in placed)
    assert sorted(p.index for p in placed) == list(range(len(entries)))
    assert in_order(entries) == tuple(p for p in placed if p.entry.redacted is None)
    assert all(p.day == p.entry.on.last for p in placed)


@LAW
@given(
    st.lists(action_entries(plan_dates()).map(lambda e: attrs.evolve(e, id=None)), min_size=1, max_size=5), st.data()
)
def test_a_correction_is_in_force_from_the_day_of_what_it_corrects(
    entries: list[ActionEntry], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(entries) - 1))
    wrong = attrs.evolve(entries[number], id=Id("k3f9"), corrects=None)
    right = attrs.evolve(data.draw(action_entries(plan_dates())), id=None, corrects=Id("k3f9"))
    status = [*entries[:number], wrong, *entries[number + 1 :], right]

    placed = [p for p in in_order(status, with_redacted=True) if p.index in (number, len(entries))]

    if wrong.on.last is None:
        assert placed == []
    else:
        assert [(p.day, p.index) for p in placed] == [(wrong.on.last, number), (wrong.on.last, len(entries))]


@settings(LAW, max_examples=10)
@given(strategies.risks(plan_dates()), strategies.reviews(plan_dates()), days(), days())
def test_any_risk_and_review_can_be_shown_and_compared(risk: Risk, review: Review, one: date, other: date) -> None:
    plan = Plan(format=1, id=Id("p"), title="A plan", risks=(risk,), reviews=(review,))
    portfolio, start, until = Portfolio(plans=(plan,)), min(one, other), max(one, other)
    comparison = Comparison(since=ViewSide(day=start), until=ViewSide(day=until), typed="")
    for report, selection in ((RISKS, OPEN_RISKS), (REVIEWS, ReviewSelection()), (SINCE, comparison)):
        context = Context(as_at=until, selection=selection)
        result = report.result(plan, context)
        document = list(report.document(RunResult(results=(result,)), context))
        assert all((terminal.write(document), markdown.write(document), html.write(document, "T"), json.chunk(result)))
    assert since(portfolio.at(until), portfolio.at(until)) == ()


@LAW
@given(actions(plan_dates(), entries=5), days())
def test_lateness_is_never_negative(action: Action, as_at: date) -> None:
    today = summarise_action(action, as_at)
    tomorrow = summarise_action(attrs.evolve(action, status=()), as_at + timedelta(days=1))

    assert (today.days_late or 0) >= 0
    assert (today.days_late_original or 0) >= 0
    assert not today.overdue or (today.open and today.days_late)
    assert tomorrow.days_late == tomorrow.days_late_original
