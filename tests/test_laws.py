"""Laws: what must hold for every plan, every file and every day, whatever stands in them."""

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
import tomli
import tomli_w
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from actionplan.cli import common
from actionplan.cli.main import run as run_command_line
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.layout import path_of, plan_path, records_of
from actionplan.model.problem import KeyPath, Location, problem
from actionplan.model.records import Action, Plan
from actionplan.store.append import append_status
from actionplan.store.load import load
from actionplan.store.locate import locate, spans
from actionplan.store.save import save
from actionplan.store.undo import prepare_undo
from actionplan.store.write import plan_text, record_text
from actionplan.summary.actions import summarise_action
from actionplan.summary.fold import in_order, up_to
from conftest import ACTION, AREA, PLAN, TODAY, dedented, write_plan
from strategies import action_entries, actions, days, keys, notes_by, plan_dates, plans, toml_values
from toml_texts import Written, action_files

LAW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Give a new folder for one example."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "p"


def plan_with(root: Path, action: bytes | str = ACTION, **files: bytes | str) -> str:
    """Write the plan of `conftest`, its action as given, and give its folder."""
    return str(write_plan(root, {"areas/PA1.toml": AREA, "actions/1.1.toml": action, **files}))


# Writing and reading


@LAW
@given(plans())
def test_a_plan_is_read_as_it_was_written(plan: Plan) -> None:
    with folder() as root:
        files = {os.path.relpath(path_of(plan, record), plan.root): record_text(record) for record in records_of(plan)}
        for path, text in {"plan.toml": plan_text(plan), **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())

        portfolio, problems = load(root)

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

        undone = prepare_undo(plan, "action", "1.1", file.data)

        assert undone is not None
        save(plan, [undone[0]])
        assert (root / "actions/1.1.toml").read_bytes() == file.data
        assert prepare_undo(plan, "action", "1.1", file.data) is None


@LAW
@given(action_files(), notes_by("icb", "red"), notes_by("hcc", "green"))
def test_undoing_takes_back_one_entry_of_several(file: Written, first: ActionEntry, second: ActionEntry) -> None:
    assume(first != second)
    with folder() as root:
        plan = plan_with(root, file.data)
        append_status(plan, "1.1", first, today=TODAY)
        with_first = (root / "actions/1.1.toml").read_bytes()
        append_status(plan, "1.1", second, today=TODAY)

        undone = prepare_undo(plan, "action", "1.1", file.data)

    assert undone is not None
    assert undone[0].after == with_first


@LAW
@given(action_files(), notes_by("icb", "red"))
def test_undoing_without_git_keeps_all_but_line_ends_at_the_end(file: Written, entry: ActionEntry) -> None:
    with folder() as root:
        plan = plan_with(root, file.data)
        append_status(plan, "1.1", entry, today=TODAY)

        undone = prepare_undo(plan, "action", "1.1", None)

    assert undone is not None
    assert undone[0].after.rstrip(b"\r\n") == file.data.rstrip(b"\r\n")


def only_action(root: Path) -> Action:
    """Read the one action of a plan, which has no problem."""
    portfolio, problems = load(root)
    assert problems == ()
    (action,) = portfolio.plans[0].actions
    return action


# Places


@LAW
@given(action_files())
def test_every_key_has_its_place(file: Written) -> None:
    found = spans(file.text)

    assert set(found) == set(key_paths(tomli.loads(file.text)))
    for path, (key, value) in file.places.items():
        assert found[path].key == (key.line, key.column, len(key.text)), path
        assert found[path].value == (value.line, value.column, len(value.text)), path


@LAW
@given(action_files(later_syntax=True))
def test_what_later_syntax_hides_is_placed_within_or_at_what_encloses_it(file: Written) -> None:
    paths = key_paths(tomli.loads(file.text))
    wrong = [problem("E101", "wrong", Location(path="a.toml", keys=path)) for path in paths]

    for located in locate(wrong, {"a.toml": file.text}):
        where, keys = located.where, located.where.keys
        enclosing = [file.places[keys[:depth]][1][:2] for depth in range(1, len(keys))]
        within = [value[:2] for path, (_, value) in file.places.items() if path[: len(keys)] == keys]
        assert (where.line, where.column) in [*within, *enclosing, (1, 1)], keys


def key_paths(value: Any, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Give the path of every key and element inside a table or list."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*above, key)
        yield from key_paths(inner, (*above, key))


# Any day can be looked at again


def dated(entries: st.SearchStrategy[ActionEntry]) -> st.SearchStrategy[ActionEntry]:
    """Give entries that stand for themselves: they have a day, and neither correct others nor are corrected."""
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
    placed = in_order(entries)

    assert [(p.day, p.index) for p in placed] == sorted((p.day, p.index) for p in placed)
    assert sorted(p.index for p in placed) == list(range(len(entries)))
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

    placed = [p for p in in_order(status) if p.index in (number, len(entries))]

    if wrong.on.last is None:
        assert placed == []
    else:
        assert [(p.day, p.index) for p in placed] == [(wrong.on.last, number), (wrong.on.last, len(entries))]


@LAW
@given(actions(plan_dates(), entries=5), days())
def test_lateness_is_never_negative(action: Action, as_at: date) -> None:
    today = summarise_action(action, as_at)
    tomorrow = summarise_action(attrs.evolve(action, status=()), as_at + timedelta(days=1))

    assert (today.days_late or 0) >= 0
    assert (today.days_late_original or 0) >= 0
    assert not today.is_overdue or (today.is_open and today.days_late)
    assert tomorrow.days_late == tomorrow.days_late_original


# Nothing that stands in a file is a fault of ours

FILES = ("plan.toml", "areas/PA1.toml", "actions/1.1.toml", "resolutions/2024-05-01-a.toml")
RESOLUTION = """
    title = "Act faster"
    body = "hcc"
    on = 2024-05-01
    outcome = "carried"
    votes = { for = 12 }

    [[clauses]]
    id = "a"
    text = "Plans are speeded up"
    actions = ["1.1"]

    [[status]]
    on = 2024-06-01
    clause = "a"
    state = "complete"
"""
HISTORY = """
    [[status]]
    id = "k3f9"
    on = 2024-03-05
    by = "hcc"
    state = "in-progress"
    rating = "green"
    progress = 40
    evidence = [{ link = "https://example.org", title = "Minutes" }]

    [[status]]
    on = "2024-09"
    due = "2024-Q4"
    reason = "Two schools more"
    approvals = [{ by = "board", on = 2024-07-01 }]
    corrects = "k3f9"
"""
VALID = dict(
    zip(FILES, map(dedented, (PLAN, AREA, dedented(ACTION) + "\n" + dedented(HISTORY), RESOLUTION)), strict=True)
)
KNOWN_KEYS = sorted({str(key) for text in VALID.values() for path in key_paths(tomli.loads(text)) for key in path})
TOKENS = (
    "[",
    "]",
    "[[",
    "{",
    "}",
    '"',
    "'''",
    "=",
    "\n",
    "\r",
    ",",
    ".",
    "#",
    "\\",
    "status",
    "1.1",
    "0x1F",
    "nan",
    "\0",
)


def names_and_values() -> st.SearchStrategy[dict[str, Any]]:
    """Give tables in which known keys hold anything at all."""
    known = st.sampled_from(KNOWN_KEYS)
    values = st.recursive(
        toml_values() | st.sampled_from(["hcc", "1.1", "PA1", "complete", "2024-09", "k3f9"]) | days(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(known | keys(), inner, max_size=4),
        max_leaves=8,
    )
    return st.dictionaries(known, values, max_size=6)


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """Give a valid file in which some places were cut out, doubled or written over."""
    data = VALID[name].encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        token = draw(st.sampled_from(TOKENS).map(str.encode) | st.binary(max_size=2))
        data = draw(st.sampled_from([data[:start], data[:end]])) + token + data[end:]
    return data


def broken_files() -> st.SearchStrategy[dict[str, bytes]]:
    """Give what may stand in each file of a plan in place of what should."""
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(
                damaged(name),
                st.binary(max_size=60),
                names_and_values().map(as_toml),
                names_and_values().map(
                    lambda table, text=VALID[name]: (text + tomli_w.dumps({"status": [table]})).encode()
                ),
            )
            for name in FILES
        },
    )


def ran(*arguments: str) -> tuple[int, str]:
    """Run the command line on `TODAY`, and give its exit code and all that it said."""
    with pytest.MonkeyPatch.context() as patch, io.StringIO() as said:
        patch.setattr(common, "today", lambda: TODAY)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run_command_line(list(arguments))
        return code, said.getvalue()


@settings(LAW, max_examples=150)
@given(broken_files(), st.sampled_from(["text", "json"]))
def test_whatever_stands_in_files_has_an_answer(files: dict[str, bytes], output: str) -> None:
    with folder() as root:
        plan = plan_with(root, **{**VALID, **files})
        for command in ("check", "status"):
            code, said = ran(command, plan, "--format", output)

            assert code in (0, 1, 2), said
            assert "Traceback" not in said


@LAW
@given(st.binary(max_size=200), st.sampled_from(FILES))
def test_any_bytes_are_told_as_problems(data: bytes, name: str) -> None:
    with folder() as root:
        plan = plan_with(root, **{**VALID, name: data})

        _, problems = load(plan)

        assert all(found.where.line is not None for found in problems)
        assert ran("check", plan)[0] in (1, 2) or name != "plan.toml"


def test_the_plan_from_which_damaged_ones_are_made_is_fine(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, **VALID)

    assert ran("check", plan, "--ignore", "W")[0] == 0
    assert plan_path(plan).endswith("plan.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "[extra]\na = " + "[" * 300 + "]" * 300,
        "[extra]\na" + ".a" * 3000 + " = 1",
        "[" + "a." * 3000 + "a]",
        "owner = 0x" + "f" * 5000,
        "owner = " + "9" * 5000,
        "on = 9999-99-99",
        "[extra]\na = " + "{a = " * 300 + "1" + "}" * 300,
    ],
    ids=["arrays", "closed arrays", "dotted key", "header", "hexadecimal", "decimal", "day", "tables"],
)
@pytest.mark.parametrize("name", FILES)
def test_what_is_too_deep_or_too_long_is_told(tmp_path: Path, text: str, name: str) -> None:
    plan = plan_with(tmp_path, **{**VALID, name: text if text.startswith("[") else f"{text}\n{VALID[name]}"})

    code, said = ran("check", plan)

    assert code == 2
    assert name in said
