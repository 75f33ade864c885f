"""What git does not have yet can be taken back, entry by entry, and nothing else with it."""

from datetime import date
from pathlib import Path

import pytest

from actionplan.edit.append import append_status
from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.undo import prepare_undo
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.problem import ProblemsFound
from actionplan.storage.save import SaveError
from conftest import ACTION, TODAY, PlanMaker, dedented

HEAD = dedented(ACTION)
ONE = '\n[[status]]\non = 2024-02-01\nnote = "one"\n'
TWO = '\n[[status]]\non = 2024-03-01\nnote = "two"\n'


def plan_with(make_plan: PlanMaker, text: str) -> str:
    return str(make_plan({"actions/1.1.toml": text.encode()}))


def undone(plan: str, recorded: str | None) -> tuple[str, str] | None:
    """Return the file's text without its last entry, and the text of that entry."""
    found = prepare_undo(PlanEdit(plan), "action", "1.1", recorded.encode() if recorded is not None else None)
    if found is None:
        return None
    change, text = found
    assert change.before == Path(plan, "actions", "1.1.toml").read_bytes()
    return (change.after or b"").decode(), text


def refusal(plan: str, recorded: str | None) -> str:
    with pytest.raises((ProblemsFound, SaveError)) as raised:
        undone(plan, recorded)
    if isinstance(raised.value, ProblemsFound):
        (found,) = raised.value.problems
        return found.message
    return str(raised.value).rpartition(": ")[0].rpartition(": ")[2]


@pytest.mark.parametrize("recorded", [HEAD, HEAD + ONE, "", None], ids=["head", "one", "empty", "never"])
def test_the_last_entry_is_taken_back(make_plan: PlanMaker, recorded: str | None) -> None:
    plan = plan_with(make_plan, HEAD + ONE + TWO)

    assert undone(plan, recorded) == (HEAD + ONE, TWO.lstrip("\n"))


@pytest.mark.parametrize(
    "text", [HEAD, HEAD.rstrip("\n"), HEAD.replace("\n", "\r\n"), HEAD + "# the end", HEAD + "\n\n\n"]
)
def test_after_an_update_the_very_bytes_come_back(make_plan: PlanMaker, text: str) -> None:
    plan = plan_with(make_plan, text)
    append_status(plan, "1.1", ActionEntry(on=on_day(date(2024, 5, 1)), note="A\nB"), today=TODAY)

    found = undone(plan, text)

    assert found is not None
    assert found[0] == text
    assert "\r" not in found[1]


@pytest.mark.parametrize("text", [HEAD, HEAD + ONE, HEAD + ONE + TWO], ids=["none", "one", "two"])
def test_what_is_on_record_stays(make_plan: PlanMaker, text: str) -> None:
    assert undone(plan_with(make_plan, text), text) is None


def test_what_is_on_record_stays_even_if_the_head_was_edited(make_plan: PlanMaker) -> None:
    assert undone(plan_with(make_plan, "# edited\n" + HEAD + ONE), HEAD + ONE) is None


def test_an_edited_head_is_kept(make_plan: PlanMaker) -> None:
    plan = plan_with(make_plan, "# edited\n" + HEAD + ONE + TWO)

    found = undone(plan, HEAD + ONE)

    assert found is not None
    assert found[0] == "# edited\n" + HEAD + ONE


def test_comments_before_the_entry_are_kept(make_plan: PlanMaker) -> None:
    plan = plan_with(make_plan, HEAD + "\n# May\n" + ONE)

    found = undone(plan, None)

    assert found is not None
    assert found[0] == HEAD + "\n# May\n"


def test_tables_of_the_entry_go_with_it(make_plan: PlanMaker) -> None:
    plan = plan_with(
        make_plan, HEAD + ONE + "\n[status.extra]\nminute = 7\n\n[[status.evidence]]\nlink = 'https://a.b'\n"
    )

    found = undone(plan, None)

    assert found is not None
    assert found[0] == HEAD


@pytest.mark.parametrize("recorded", [HEAD, None], ids=["recorded", "never"])
def test_what_follows_the_entry_is_never_taken_with_it(make_plan: PlanMaker, recorded: str | None) -> None:
    plan = plan_with(make_plan, HEAD + ONE + '\n[extra]\nours = "since May"\n')

    assert refusal(plan, recorded) == "something else follows this entry, so it cannot be taken back"


@pytest.mark.parametrize(
    "status",
    [
        'status = [\n  { on = 2024-02-01, note = "x" },\n]\n',
        'status = [{ on = 2024-02-01, note = "x" }] # all\nowner = "hcc"\n',
    ],
    ids=["over lines", "before something else"],
)
def test_an_entry_in_brackets_is_left_to_an_editor(make_plan: PlanMaker, status: str) -> None:
    plan = plan_with(make_plan, 'title = "T"\nareas = []\n' + status)

    assert refusal(plan, None) == "something else follows this entry, so it cannot be taken back"


@pytest.mark.parametrize("later_syntax", ['note = "\\e"\n', "extra.at = 19:30\n"])
def test_an_entry_in_later_syntax_is_taken_back_all_the_same(make_plan: PlanMaker, later_syntax: str) -> None:
    head = HEAD + "\n[[status]]\non = 2024-02-01\n" + later_syntax
    plan = plan_with(make_plan, head + TWO)

    found = undone(plan, None)

    assert found is not None
    assert found[0] == head


def test_a_file_that_cannot_be_read_is_reported(make_plan: PlanMaker) -> None:
    assert refusal(plan_with(make_plan, "title = "), HEAD).startswith("not TOML")


@pytest.mark.parametrize(
    ("recorded", "message"),
    [(b"title = ", "in the last commit: not TOML"), (b"\xff", "in the last commit: this is not UTF-8 text")],
    ids=["not TOML", "not UTF-8"],
)
def test_a_commit_that_cannot_be_read_is_reported(make_plan: PlanMaker, recorded: bytes, message: str) -> None:
    plan = plan_with(make_plan, HEAD + ONE)

    with pytest.raises(ProblemsFound) as raised:
        prepare_undo(PlanEdit(plan), "action", "1.1", recorded)

    assert raised.value.problems[0].message.startswith(message)


@pytest.mark.parametrize("recorded", ["status = 7\n", "[status]\n"], ids=["number", "table"])
def test_a_recorded_status_that_is_no_history_counts_as_none(make_plan: PlanMaker, recorded: str) -> None:
    found = undone(plan_with(make_plan, HEAD + ONE), recorded)

    assert found is not None
    assert found[0] == HEAD
