"""Entries are added at the end of a file, in its own line ends, and never where something would be wrong."""

from datetime import date
from pathlib import Path

import pytest

from actionplan.edit.append import Addition, append_status, prepare, with_block
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.dates import on_day, parse_date
from actionplan.model.entries import ActionEntry, AreaEntry, Entry
from actionplan.model.ids import Id
from actionplan.model.problem import ProblemsFound
from actionplan.model.resolutions import ResolutionEntry
from actionplan.storage.load import load
from conftest import ACTION, TODAY, PlanMaker, dedented

NOTE = ActionEntry(on=on_day(date(2024, 3, 5)), by=Id("hcc"), note="Two schools left")
ADDED = """\
[[status]]
id = "{id}"
on = 2024-03-05
by = "hcc"
note = "Two schools left"
"""


def text_of(plan: Path, path: str = "actions/1.1.toml") -> str:
    return (plan / path).read_bytes().decode()


def test_an_entry_is_a_block_at_the_end(make_plan: PlanMaker) -> None:
    plan = make_plan()

    prepared = append_status(str(plan), "1.1", NOTE, today=TODAY)

    identifier = load(plan).plans[0].actions[0].status[0].id
    block = ADDED.format(id=identifier)
    assert prepared.blocks == (block,)
    assert text_of(plan) == dedented(ACTION) + "\n" + block


def test_the_same_entry_gets_the_same_id_in_any_plan(make_plan: PlanMaker) -> None:
    blocks = {append_status(str(make_plan(name=name)), "1.1", NOTE, today=TODAY).blocks for name in ("p", "q")}

    assert len(blocks) == 1


def test_an_entry_added_twice_gets_a_longer_id_the_second_time(make_plan: PlanMaker) -> None:
    plan = make_plan()

    for _ in range(3):
        append_status(str(plan), "1.1", NOTE, today=TODAY)

    ids = [entry.id or "" for entry in load(plan).plans[0].actions[0].status]
    assert [len(name) for name in ids] == [6, 7, 8]
    assert ids[2].startswith(ids[1])


def test_an_id_that_was_given_stays(make_plan: PlanMaker) -> None:
    entry = ActionEntry(on=NOTE.on, id=Id("k3f9"), note="Two schools left")

    (block,) = append_status(str(make_plan()), "1.1", entry, today=TODAY).blocks

    assert 'id = "k3f9"' in block


@pytest.mark.parametrize(
    ("kind", "name", "path", "entry"),
    [
        ("area", "PA1", "areas/PA1.toml", AreaEntry(on=NOTE.on, rating=Id("red"))),
        ("resolution", "2024-01-01-a", "resolutions/2024-01-01-a.toml", ResolutionEntry(on=NOTE.on, note="Sent")),
    ],
    ids=["area", "resolution"],
)
def test_areas_and_resolutions_have_a_history_too(
    make_plan: PlanMaker, kind: str, name: str, path: str, entry: Entry
) -> None:
    resolution = 'title = "Act"\nbody = "hcc"\non = 2024-01-01\noutcome = "carried"\n'
    plan = make_plan({"resolutions/2024-01-01-a.toml": resolution})

    append_status(str(plan), name, entry, today=TODAY, kind=kind)

    assert text_of(plan, path).count("[[status]]") == 1


@pytest.mark.parametrize(
    ("there", "then"),
    [
        (b"", b"x\n"),
        (b"a\n", b"a\n\nx\n"),
        (b"a", b"a\n\nx\n"),
        (b"a\n\n", b"a\n\nx\n"),
        (b"a\r\n", b"a\r\n\r\nx\r\n"),
        (b"a\r\nb", b"a\r\nb\r\n\r\nx\r\n"),
        (b"a\r\n\r\n", b"a\r\n\r\nx\r\n"),
        (b"a # the end", b"a # the end\n\nx\n"),
    ],
)
def test_a_blank_line_separates_entries(there: bytes, then: bytes) -> None:
    assert with_block(there, "x\n") == then


# What is refused


def refused(plan: Path, entry: Entry, name: str = "1.1") -> list[str]:
    """Return the codes for which an entry is refused; the file stays as it was."""
    before = {path: path.read_bytes() for path in plan.rglob("*.toml")}
    with pytest.raises(ProblemsFound) as raised:
        append_status(str(plan), name, entry, today=TODAY)
    assert {path: path.read_bytes() for path in plan.rglob("*.toml")} == before
    return [found.code for found in raised.value.problems]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (ActionEntry(on=NOTE.on, by=Id("hc"), note="x"), "E201"),
        (ActionEntry(on=NOTE.on, rating=Id("gold")), "E204"),
        (ActionEntry(on=NOTE.on, progress=101), "E107"),
        (ActionEntry(on=on_day(date(2027, 1, 1)), note="x"), "E302"),
        (ActionEntry(on=parse_date("unknown"), note="x"), "E110"),
        (ActionEntry(on=NOTE.on, due=on_day(date(2025, 1, 1))), "E407"),
        (ActionEntry(on=NOTE.on), "E112"),
    ],
    ids=["body", "rating", "range", "future", "no day", "no reason", "empty"],
)
def test_an_entry_that_would_be_wrong_is_not_written(make_plan: PlanMaker, entry: ActionEntry, code: str) -> None:
    assert code in refused(make_plan(), entry)


def test_problems_are_placed_in_the_file_as_it_would_be(make_plan: PlanMaker) -> None:
    prepared = prepare(
        PlanEdit(str(make_plan())),
        [Addition(kind="action", id="1.1", entry=ActionEntry(on=NOTE.on, rating=Id("gold")))],
        TODAY,
    )

    (found,) = prepared.problems
    assert (found.where.line, found.where.text) == (9, 'rating = "gold"')


def test_old_problems_do_not_stop_an_append(make_plan: PlanMaker) -> None:
    plan = make_plan(
        {"actions/1.1.toml": dedented(ACTION) + '\n[[status]]\non = 2024-02-01\nby = "nobody"\nnote = "x"\n'}
    )

    assert append_status(str(plan), "1.1", NOTE, today=TODAY).problems == ()


@pytest.mark.parametrize("key", ["status", '"status"', "  'status'"])
def test_a_history_in_brackets_cannot_be_added_to(make_plan: PlanMaker, key: str) -> None:
    plan = make_plan(
        {"actions/1.1.toml": f'title = "T"\nareas = ["PA1"]\n{key} = [{{ on = 2024-02-01, note = "x" }}]\n'}
    )

    assert refused(plan, NOTE) == ["E108"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"actions/1.1.toml": "title = "}, "E001"),
        ({"actions/1.1.toml": "title = 1\nareas = []\n"}, "E103"),
        ({"plan.toml": "format = 2\n"}, "E008"),
    ],
    ids=["not TOML", "wrong type", "later format"],
)
def test_nothing_is_added_to_what_cannot_be_read(make_plan: PlanMaker, files: dict[str, str], code: str) -> None:
    assert code in refused(make_plan(files), NOTE)


def test_nothing_is_added_to_what_is_not_there(make_plan: PlanMaker) -> None:
    assert refused(make_plan(), NOTE, "9.9") == ["E004"]


def test_a_table_called_status_is_no_history(make_plan: PlanMaker) -> None:
    plan = make_plan({"actions/1.1.toml": 'title = "T"\nareas = ["PA1"]\n[status]\non = 2024-02-01\n'})

    assert refused(plan, NOTE) == ["E103"]


# Several at once


def test_several_entries_of_one_file_are_one_change(make_plan: PlanMaker) -> None:
    later = ActionEntry(on=on_day(date(2024, 4, 1)), note="None left")

    prepared = prepare(
        PlanEdit(str(make_plan())), [Addition(kind="action", id="1.1", entry=entry) for entry in (NOTE, later)], TODAY
    )

    (change,) = prepared.changes
    assert change.after is not None
    assert change.after.count(b"[[status]]") == 2
    assert change.after.endswith(prepared.blocks[0].encode())


def test_an_entry_that_is_there_already_is_left_out(make_plan: PlanMaker) -> None:
    plan = make_plan()
    append_status(str(plan), "1.1", NOTE, today=TODAY)

    again = prepare(PlanEdit(str(plan)), [Addition(kind="action", id="1.1", entry=NOTE)], TODAY, once=True)

    assert (again.changes, again.blocks, again.already) == ((), (), ("1.1",))


def test_rules_across_files_are_applied_for_the_whole_plan(make_plan: PlanMaker) -> None:
    entry = ActionEntry(on=NOTE.on, areas=(Id("PA1"),), note="Half done")
    additions = [Addition(kind="action", id="1.1", entry=entry), Addition(kind="area", id="PA1", entry=NOTE_ON_AREA)]
    nowhere = ActionEntry(on=NOTE.on, after=(Id("7.7"),), reason="They say so")

    assert prepare(PlanEdit(str(make_plan())), additions, TODAY, whole_plan=True).problems == ()
    wrong = prepare(
        PlanEdit(str(make_plan())), [Addition(kind="action", id="1.1", entry=nowhere)], TODAY, whole_plan=True
    )
    assert [found.code for found in wrong.problems] == ["E203"]


NOTE_ON_AREA = AreaEntry(on=NOTE.on, note="Half done")


def test_a_number_that_is_none_is_equal_to_itself(make_plan: PlanMaker) -> None:
    plan = make_plan({"actions/1.1.toml": dedented(ACTION) + "extra.measured = nan\n"})

    append_status(str(plan), "1.1", NOTE, today=TODAY)

    assert "measured = nan" in text_of(plan)
