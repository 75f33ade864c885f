"""Merges of two versions of a file by contents: all entries are kept, heads merged by field, conflicts reported."""

from itertools import combinations_with_replacement, product

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.merge.markers import marked
from actionplan.merge.merge import CannotMerge, merge
from actionplan.model.kinds import TAILS
from actionplan.model.matching import content
from actionplan.storage.segments import split
from actionplan.storage.writer import record_text
from strategies import actions, areas, ids, plan_dates, resolutions, texts
from two_branches import BASE, EDITS, MORE_EDITS, STUB, entry

EVERY_EDIT = EDITS | MORE_EDITS
COMMENTS = ("# as agreed", "# on two", "# on three", "# on May", "# on June", "# on moved", "# on owner", "# on July")


def merged(base, ours, theirs, **options):
    return merge(base.encode(), ours.encode(), theirs.encode(), "actions/1.1.toml", **options)


def read(found):
    return tomli.loads(found.data.decode("utf-8-sig"))


def notes(table):
    return [said.get("note", "-") for said in table["status"]]


def uncommented(text):
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))


def entries_of_both(*texts):
    """Return all entries of two versions of `BASE`; an entry that one of them changed as it is there."""
    histories = [[content(said) for said in tomli.loads(text)["status"]] for text in (BASE, *texts)]
    changed = {said for said in histories[0] if any(said not in history for history in histories[1:])}
    return sorted({said for history in histories for said in history} - changed)


# Every pair of changes


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(EVERY_EDIT, 2)))
def test_every_pair_of_changes_goes_together(one, other):
    expected = entries_of_both(EVERY_EDIT[one], EVERY_EDIT[other])
    for ends, has_comments in product(["LF", "CRLF", "LF and CRLF", "no end"], [True, False]):
        versions = [BASE, EVERY_EDIT[one], EVERY_EDIT[other]]
        if not has_comments:
            versions = [uncommented(text) for text in versions]
        if ends == "no end":
            versions = [text.rstrip("\n") for text in versions]
        if ends == "CRLF":
            versions = [text.replace("\n", "\r\n") for text in versions]
        if ends == "LF and CRLF":
            versions[2] = versions[2].replace("\n", "\r\n")
        base, ours, theirs = versions
        there, back = merged(base, ours, theirs), merged(base, theirs, ours)
        assert there.clashes == there.notes == back.clashes == back.notes == ()
        assert sorted(content(said) for said in read(there)["status"]) == expected
        assert content(read(there)) == content(read(back))
        if ends == "LF and CRLF":
            assert there.data.replace(b"\r\n", b"\n") == back.data.replace(b"\r\n", b"\n")
        else:
            assert there.data == back.data
            assert there.data.count(b"\r\n") == (there.data.count(b"\n") if ends == "CRLF" else 0)
        for comment in COMMENTS:
            shown = max(text.count(comment) for text in (ours, theirs))
            assert there.data.decode().count(comment) == shown


# Line ends, layout, order


def test_our_bytes_stay_wherever_nothing_changed():
    theirs = EDITS["append"].replace("due = 2024-09-30", "due = 2024-10-31")
    ours = BASE.replace("\n", "\r\n").replace("# as agreed", "#   our layout")
    found = merge(BASE.encode(), b"\xef\xbb\xbf" + ours.encode(), theirs.encode(), "1.1")
    added = EDITS["append"].removeprefix(BASE).replace("\n", "\r\n")
    assert found.data == b"\xef\xbb\xbf" + (ours.replace("2024-09-30", "2024-10-31") + added).encode()


def test_new_entries_go_by_day_and_each_side_keeps_its_own_order():
    ours = BASE + entry("2024-06-01", "first") + entry("2024-04-01", "told late")
    theirs = BASE + entry("2024-05-01", "theirs")
    for found in (merged(BASE, ours, theirs), merged(BASE, theirs, ours)):
        assert notes(tomli.loads(found.data.decode())) == ["one", "two", "three", "theirs", "first", "told late"]


def test_an_entry_that_both_sides_have_is_there_once():
    both = entry("2024-05-01", "both")
    ours, theirs = BASE + both + entry("2024-06-01", "x"), BASE + entry("2024-04-01", "y") + both
    assert notes(tomli.loads(merged(BASE, ours, theirs).data.decode())) == ["one", "two", "three", "y", "both", "x"]


def test_a_clash_shows_the_lines_of_that_field_and_says_one_sentence():
    ours = EDITS["append"].replace("due = 2024-09-30", "due = 2024-12-31")
    theirs = BASE.replace("due = 2024-09-30", 'due = "2025-Q1"').replace('"PA1"', '"PA2"')
    found = merged(BASE, ours, theirs)
    clash = '<<<<<<< ours\ndue = 2024-12-31\n=======\ndue = "2025-Q1"\n>>>>>>> theirs\n'
    assert found.data.decode() == ours.replace("due = 2024-12-31\n", clash).replace('"PA1"', '"PA2"')
    sentence = 'actions/1.1.toml: both sides changed due: ours says 2024-12-31, theirs says "2025-Q1"'
    assert found.clashes == (sentence,)
    preferred = merged(BASE, ours, theirs, prefer="theirs")
    assert preferred.clashes == ()
    assert tomli.loads(preferred.data.decode())["due"] == "2025-Q1"


def test_a_field_taken_out_here_and_changed_there():
    ours, theirs = BASE.replace("due = 2024-09-30\n", ""), BASE.replace("2024-09-30", "2024-12-31")
    found = merged(BASE, ours, theirs)
    assert "<<<<<<< ours\n=======\ndue = 2024-12-31\n>>>>>>> theirs\n" in found.data.decode()
    assert found.clashes == ("actions/1.1.toml: both sides changed due: ours removes it, theirs says 2024-12-31",)
    assert "due" not in tomli.loads(merged(BASE, ours, BASE + "# x\n").data.decode())


def test_an_entry_edited_on_both_sides_clashes_in_that_field():
    ours, theirs = BASE.replace('note = "one"', 'note = "1"'), BASE.replace('note = "one"', 'note = "I"')
    assert merged(BASE, ours, theirs).clashes == (
        'actions/1.1.toml: both sides changed entry one1, note: ours says "1", theirs says "I"',
    )


@pytest.mark.parametrize("days", [(6, 5), (6, 6)], ids=["of two days", "of one day"])
def test_two_entries_with_one_id_are_both_shown_and_both_stay(days):
    """Even if they differ in one word alone: each was committed, so neither may go."""
    said = zip(days, ("x", "y"), strict=True)
    ours, theirs = (BASE + entry(f"2024-0{day}-01", note, 'id = "a"\n') for day, note in said)
    found = merged(BASE, ours, theirs)
    assert found.clashes == ("actions/1.1.toml: both sides added entry a, each a different one: ids must be unique",)
    assert found.data.decode().removeprefix(BASE) == (
        f"<<<<<<< ours\n{ours.removeprefix(BASE)}=======\n{theirs.removeprefix(BASE)}>>>>>>> theirs\n"
    )
    settled = read(merged(BASE, ours, theirs, prefer="ours"))["status"][3:]
    assert sorted((said["note"], said.get("id")) for said in settled) == [("x", "a"), ("y", None)]
    assert read(merged(BASE, theirs, ours, prefer="theirs"))["status"][3:] == settled


def test_an_entry_that_one_side_removed_is_kept_and_reported():
    ours = BASE.replace(entry("2024-02-01", "one", 'id = "one1"\n'), "") + entry("2024-05-01", "x")
    found = merged(BASE, ours, EDITS["edit the head"])
    assert notes(read(found)) == ["one", "two", "three", "x"]
    assert found.notes == ("actions/1.1.toml: entry one1 was removed on one side, but entries are never removed",)


# Redaction


def test_the_text_of_a_redacted_entry_does_not_come_back():
    old = EDITS["append"].replace('note = "one"', 'note = "one, mended"')
    for found in (merged(BASE, EDITS["redact"], old), merged(BASE, old, EDITS["redact"])):
        assert found.clashes == ()
        assert b'note = "one' not in found.data
    again = merged(EDITS["redact"], old, EDITS["redact"] + entry("2024-06-01", "June"))
    assert b'note = "one' not in again.data


def test_a_redacted_entry_keeps_the_id_that_the_other_side_gave_it():
    named, stub = (BASE.replace('note = "two"', new) for new in ('id = "two2"\nnote = "two"', STUB))
    for found in (merged(BASE, named, stub), merged(BASE, stub, named)):
        assert read(found)["status"][1] == tomli.loads(f'id = "two2"\non = 2024-03-01\nby = "hcc"\n{STUB}')


def test_the_id_goes_to_the_redaction_marker_and_not_to_a_new_entry_beside_it():
    named, stub = (BASE.replace('note = "two"', new) for new in ('id = "two2"\nnote = "two"', STUB))
    beside = 'on = 2024-03-01\nby = "hcc"\nnote = "new"\n'
    stub = stub.replace("[[status]]\non = 2024-03-01", f"[[status]]\n{beside}\n[[status]]\non = 2024-03-01")
    assert beside in stub
    for found in (merged(BASE, named, stub), merged(BASE, stub, named)):
        assert [each["id"] for each in read(found)["status"] if "redacted" in each] == ["two2"]


def test_of_two_redactions_of_one_entry_only_what_both_left_stays():
    less, more = (
        BASE.replace('by = "hcc"\nid = "one1"\nnote = "one"', f'{left}id = "one1"\n{STUB}')
        for left in ("", 'by = "hcc"\n')
    )
    for found in (merged(BASE, less, more), merged(BASE, more, less)):
        assert read(found) == tomli.loads(less)
    other = less.replace("names a child", "a court's order")
    (clash,) = merged(BASE, more, other).clashes
    assert clash.startswith("actions/1.1.toml: both sides changed entry one1, redacted: ours says {")
    later = less.replace("2024-06-02", "2024-06-03")
    assert read(merged(less, later, less + entry("2024-06-01", "June")))["status"][0]["redacted"]["on"].day == 3


# Heads


def test_small_tables_and_lists_of_tables_go_together_inside():
    base = (
        'title = "T"\nvotes = { for = 1, against = 2 } # count\n\n[[clauses]]\nid = "a"\ntext = "A"\nactions = ["1"]\n'
    )
    ours = base.replace("for = 1", "for = 3").replace('"A"', '"B"')
    theirs = base.replace("against = 2", "against = 4").replace('["1"]', '["2"]')
    theirs += '\n[[clauses]]\nid = "b"\ntext = "N"\n'
    found = merged(base, ours, theirs)
    expected = (
        ours.replace("against = 2", "against = 4").replace('["1"]', '["2"]')
        + "\n"
        + theirs.partition("\n\n")[2].partition("\n\n")[2]
    )
    assert found.data.decode().rstrip() == expected.rstrip()
    assert found.clashes == ()


def test_a_table_taken_out_here_and_changed_there():
    base = 'format = 1\n\n[bodies.a]\nname = "A"\n\n[bodies.b]\nname = "B"\n'
    ours, theirs = base.replace('\n[bodies.b]\nname = "B"\n', ""), base.replace('"B"', '"BB"')
    found = merged(base, ours, theirs)
    assert "<<<<<<< ours\n=======\n[bodies.b]" in found.data.decode()
    assert found.clashes == ("actions/1.1.toml: both sides changed bodies.b: ours removes it, theirs has its own",)
    assert merged(base, ours, base.replace('"A"', '"AA"')).data.decode() == ours.replace('"A"', '"AA"')


def test_a_comment_that_ended_the_file_is_there_once():
    base = BASE + "\n# the end\n"
    found = merged(base, base + entry("2024-05-01", "x"), base + entry("2024-06-01", "y"))
    assert found.data.decode().count("# the end") == 1


def test_comments_of_both_sides_are_kept():
    ours, theirs = BASE.replace("# on two", "# on two\n# ours"), BASE.replace("# on two", "# on two\n# its")
    text = merged(BASE, ours, theirs).data.decode()
    assert "# on two\n# its\n# ours\n[[status]]" in text
    assert merged(BASE, theirs, ours).data.decode() == text


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "reason"),
    [
        (BASE, BASE + "x", EDITS["append"], "not TOML"),
        (BASE, 'title = "T"\nstatus = []\n', EDITS["append"], "not in blocks"),
        ("", BASE, EDITS["edit the head"], "both sides made a new file"),
        ("a.b = 1\n", "a.b = 2\n", "a = { b = 1, c = 2 }\n", "laid out too differently"),
    ],
)
def test_what_is_left_to_a_merge_by_lines(base, ours, theirs, reason):
    with pytest.raises(CannotMerge, match=reason):
        merged(base, ours, theirs)


# Readings and targets

MEASURE = """\
title = "Waits of more than 18 weeks"
unit = "children"

[[targets]]
due = 2024-12-31
value = 100

[[readings]]
period = "2024-Q1"
value = 180
by = "icb"
"""


def reading(period, value, more=""):
    return f'\n[[readings]]\nperiod = "{period}"\nvalue = {value}\nby = "icb"\n{more}'


def test_readings_and_targets_of_a_measure_go_together_as_a_history_does():
    target = "\n[[targets]]\ndue = 2025-12-31\nvalue = 50\n"
    ours = MEASURE + reading("2024-Q3", 150) + entry("2024-10-01", "Two therapists started")
    theirs = MEASURE + target + reading("2024-Q2", 160)
    found = merged(MEASURE, ours, theirs)
    assert found == merged(MEASURE, theirs, ours)
    table = read(found)
    assert [said["period"] for said in table["readings"]] == ["2024-Q1", "2024-Q2", "2024-Q3"]
    assert [said["value"] for said in table["targets"]] == [100, 50]
    assert notes(table) == ["Two therapists started"]


def test_rival_readings_of_one_period_are_both_kept():
    ours, theirs = MEASURE + reading("2024-Q2", 150), MEASURE + reading("2024-Q2", 160)
    found = merged(MEASURE, ours, theirs)
    assert found == merged(MEASURE, theirs, ours)
    assert [said["value"] for said in read(found)["readings"]] == [180, 150, 160]


def test_a_reading_that_was_taken_out_stays_and_one_that_was_edited_on_both_sides_clashes():
    ours, theirs = (MEASURE.replace("180", number) for number in ("181", "182"))
    sentence = "actions/1.1.toml: both sides changed reading 2024-Q1, value: ours says 181, theirs says 182"
    assert merged(MEASURE, ours, theirs).clashes == (sentence,)
    shorter = MEASURE.partition("\n[[readings]]")[0] + entry("2024-10-01", "x")
    found = merged(MEASURE, shorter, MEASURE.replace("Waits", "Long waits"))
    assert [said["value"] for said in read(found)["readings"]] == [180]
    assert found.notes == ("actions/1.1.toml: reading 2024-Q1 was removed on one side, but entries are never removed",)


# What a value is made of, and order that one side changed


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("votes = { for = 1 }", "votes = { for = 2 }", "votes = { for = 1, no = 3 }", "votes = { for = 2, no = 3 }"),
        ("votes = { for = 1, no = 3 }", "votes = { for = 2, no = 3 }", "votes = { for = 1 }", "votes = { for = 2 }"),
        ("a.b = { c = 1, d = 1 }", "a.b = { c = 2, d = 1 }", "a.b = { c = 1, d = 2 }", "a.b = { c = 2, d = 2 }"),
        (
            "v = [{ id = 1 }]",
            "v = [{ id = 1, x = 2 }]",
            "v = [{ id = 1 }, { id = 2 }]",
            "v = [{ id = 1, x = 2 }, { id = 2 }]",
        ),
        (
            "v = [{ id = 1 }, { id = 2 }]",
            "v = [{ id = 2 }]",
            "v = [{ id = 1 }, { id = 2, x = 2 }]",
            "v = [{ id = 2, x = 2 }]",
        ),
    ],
)
def test_a_value_in_braces_goes_together_inside(base, ours, theirs, expected):
    base, ours, theirs = (f"{text}  # why\n" for text in (base, ours, theirs))
    for found in (merged(base, ours, theirs), merged(base, theirs, ours)):
        assert content(read(found)) == content(tomli.loads(expected))
        assert b"# why" in found.data


def test_a_comment_below_a_clash_stays_out_of_it():
    base = "due = 2024-09-30\n# a comment on it\n"
    ours, theirs = base.replace("09", "10"), base.replace("09", "11")
    expected = marked("due = 2024-10-30", "due = 2024-11-30", "\n") + "# a comment on it\n"
    assert merged(base, ours, theirs).data.decode() == expected


def test_a_list_of_plain_values_that_both_sides_changed_clashes():
    base, ours, theirs = ('partners = ["a"]', 'partners = ["a", "b"]', 'partners = ["a", "c"]')
    (clash,) = merged(base, ours, theirs).clashes
    assert clash.endswith('both sides changed partners: ours says ["a", "b"], theirs says ["a", "c"]')


def test_an_order_that_one_side_changed_holds():
    base = 'title = "T"\nowner = "hcc"\nlead = "L"\ndue = 2024-09-30\n'
    ours = 'due = 2024-09-30\nlead = "L"\nowner = "hcc"\ntitle = "T"\n'
    theirs = base.replace('lead = "L"\n', 'lead = "L"\nstart = 2024-01-15\n')
    expected = ours.replace('lead = "L"\n', 'lead = "L"\nstart = 2024-01-15\n')
    assert merged(base, ours, theirs).data.decode() == expected
    assert merged(base, theirs, ours).data.decode() == expected


def test_of_two_new_orders_always_the_same_one_holds():
    base = "a = 1\nb = 2\nc = 3\n"
    ours, theirs = "c = 3\na = 1\nb = 2\n", "b = 2\na = 1\nc = 3\nd = 4\n"
    assert merged(base, ours, theirs).data == merged(base, theirs, ours).data == b"b = 2\na = 1\nc = 3\nd = 4\n"


def test_an_invalid_day_does_not_stop_a_merge():
    ours, theirs = BASE + entry('"soon"', "x"), BASE + entry("2024-05-01", "y")
    assert merged(BASE, ours, theirs).data == merged(BASE, theirs, ours).data


# What both sides come from, with markers in it


def test_text_between_markers_in_the_base_is_unknown():
    old = BASE.replace("due = 2024-09-30\n", marked("due = 2024-10-31\n", "due = 2024-11-30\n", "\n", 9))
    ours, theirs = (BASE + entry(f"2024-0{day}-01", str(day)) for day in (5, 6))
    assert merged(old, ours, theirs).data == merged(BASE, ours, theirs).data
    other = theirs.replace("2024-09-30", "2024-12-31")
    assert merged(old, ours, other).clashes == (
        "actions/1.1.toml: both sides changed due: ours says 2024-09-30, theirs says 2024-12-31",
    )


# Laws

DATES = plan_dates()
RECORDS = st.one_of(actions(DATES), areas(DATES), resolutions(DATES))


@st.composite
def new_entries(draw, names):
    tail, day = draw(st.sampled_from(TAILS)), draw(st.integers(1, 3))
    lines = [f"[[{tail}]]", f'note = "{draw(names)}"', f'by = "{draw(st.sampled_from(["hcc", "icb"]))}"']
    if draw(st.booleans()):
        lines.append(f'id = "{draw(names)}"')
    if tail != "status":
        lines.append(f'period = "2024-Q{day}"' if tail == "readings" else f"due = 2024-01-0{day}")
    if tail == "status" or draw(st.booleans()):
        lines.append(f"on = 2024-02-0{day}")
    return "\n" * draw(st.integers(0, 1)) + "\n".join(lines) + "\n"


@st.composite
def versions(draw):
    """Return a file and two versions of it with new entries, readings or targets and changed heads."""
    base = 'title = "T"\ndue = 2024-09-30\n' + "".join(draw(st.lists(new_entries(st.just("old")), max_size=2)))
    shared = draw(new_entries(st.just("shared")))
    sides = []
    for side in ("ours", "theirs"):
        new = draw(st.lists(new_entries(st.sampled_from([side, f"{side} 2"])) | st.just(shared), max_size=3))
        head = base.replace("30", draw(st.sampled_from(["30", "29"])))
        sides.append((head + "".join(new)).rstrip("\n" if draw(st.booleans()) else ""))
    return base, *sides


@settings(max_examples=8, deadline=None)
@given(RECORDS, RECORDS, st.booleans())
def test_a_side_that_changed_nothing_gives_way(one, other, is_windows):
    base, side = record_text(one).encode(), record_text(other).encode()
    if is_windows:
        side = side.replace(b"\n", b"\r\n")
    assert merge(base, side, side, "x").data == side
    assert merge(base, base, side, "x").data == side
    assert merge(base, side, base, "x").data == side


@settings(max_examples=25, deadline=None)
@given(RECORDS)
def test_a_text_is_its_pieces(record):
    text = record_text(record)
    file = split(text)
    assert file.text == text
    assert content(file.root.value) == content(tomli.loads(text))


@settings(max_examples=15, deadline=None)
@given(versions())
def test_every_entry_is_kept_once_and_it_does_not_matter_whose_side_is_ours(three):
    base, ours, theirs = three
    there, back = merged(base, ours, theirs, prefer="ours"), merged(base, theirs, ours, prefer="theirs")
    assert there.data == back.data
    for tail in TAILS:
        histories = [[content(found) for found in tomli.loads(side).get(tail, [])] for side in three]
        result = [content(found) for found in read(there).get(tail, [])]
        for said in {said for history in histories for said in history}:
            assert result.count(said) == max(history.count(said) for history in histories)


@settings(max_examples=25, deadline=None)
@given(st.lists(texts(), max_size=3), ids())
def test_any_text_is_merged_or_refused(pieces, name):
    theirs = f'title = "T"\n[[status]]\nid = "{name}"\non = 2024-01-01\n' + "\n".join(pieces)
    try:
        found = merged("title = 1\n", BASE, theirs)
    except CannotMerge:
        return
    assert found.clashes or tomli.loads(found.data.decode("utf-8-sig"))


# Former ids


@pytest.mark.parametrize("base", ['formerly = ["0.9"]', 'formerly = ["0.9", "1.4"]', ""])
def test_former_ids_of_both_sides_stay_whatever_they_come_from(base):
    """Git makes a base of several, which may have those of one side; the id that the file has is no former one."""
    versions = [
        BASE.replace("due = ", f"{line}\ndue = " if line else "due = ")
        for line in (base, 'formerly = ["0.9", "1.3"]', 'formerly = ["0.9", "1.4", "1.1"]')
    ]
    assert sorted(read(merged(*versions))["formerly"]) == ["0.9", "1.3", "1.4"]
