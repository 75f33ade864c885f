"""Two versions of a file go together by what they say: entries are all kept, heads field by field, clashes are told."""

from itertools import combinations_with_replacement, product

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.store.alike import content
from actionplan.store.blocks import split
from actionplan.store.merge import CannotMerge, merge
from actionplan.store.write import entry_text, record_text
from strategies import action_entries, actions, areas, ids, plan_dates, resolutions, texts
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
    """Give all entries of two versions of `BASE`; an entry that one of them changed as it is there."""
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
    assert found.clashes == ("actions/1.1.toml: both sides changed due: ours takes it out, theirs says 2024-12-31",)
    assert "due" not in tomli.loads(merged(BASE, ours, BASE + "# x\n").data.decode())


def test_an_entry_edited_on_both_sides_clashes_in_that_field():
    ours, theirs = BASE.replace('note = "one"', 'note = "1"'), BASE.replace('note = "one"', 'note = "I"')
    assert merged(BASE, ours, theirs).clashes == (
        'actions/1.1.toml: both sides changed entry one1, note: ours says "1", theirs says "I"',
    )


def test_one_new_entry_that_each_side_worded_anew_clashes_in_that_field():
    ours, theirs = (BASE + entry("2024-05-01", note, 'id = "a"\n') for note in ("x", "y"))
    assert merged(BASE, ours, theirs).clashes == (
        'actions/1.1.toml: both sides changed entry a, note: ours says "x", theirs says "y"',
    )


def test_two_entries_with_one_id_are_both_shown_and_both_stay():
    ours, theirs = (BASE + entry(f"2024-0{day}-01", note, 'id = "a"\n') for day, note in ((6, "x"), (5, "y")))
    found = merged(BASE, ours, theirs)
    assert found.clashes == ("actions/1.1.toml: both sides added entry a, and mean two: only one can have that id",)
    assert found.data.decode().removeprefix(BASE) == (
        f"<<<<<<< ours\n{ours.removeprefix(BASE)}=======\n{theirs.removeprefix(BASE)}>>>>>>> theirs\n"
    )
    settled = read(merged(BASE, ours, theirs, prefer="ours"))["status"][3:]
    assert [(said["note"], said.get("id")) for said in settled] == [("y", None), ("x", "a")]
    assert read(merged(BASE, theirs, ours, prefer="theirs"))["status"][3:] == settled


def test_an_entry_that_was_taken_out_stays_and_that_is_said():
    ours = BASE.replace(entry("2024-02-01", "one", 'id = "one1"\n'), "") + entry("2024-05-01", "x")
    found = merged(BASE, ours, EDITS["edit the head"])
    assert notes(read(found)) == ["one", "two", "three", "x"]
    assert found.notes == ("actions/1.1.toml: entry one1 was taken out on one side; entries stay, so it is kept",)


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
    assert found.clashes == ("actions/1.1.toml: both sides changed bodies.b: ours takes it out, theirs has its own",)
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


# Laws

DATES = plan_dates()
RECORDS = st.one_of(actions(DATES), areas(DATES), resolutions(DATES))


@st.composite
def versions(draw):
    """Give a file and two versions of it to which entries were added, and in whose heads something changed."""
    dates = plan_dates()
    base = record_text(draw(actions(dates, entries=2)))
    sides = []
    for _ in range(2):
        side = base
        for found in draw(st.lists(action_entries(dates), max_size=3)):
            side += "\n" + entry_text(found)
        if draw(st.booleans()):
            side = side.replace("title = ", f"lead2 = {draw(st.integers(0, 2))}\ntitle = ", 1)
        sides.append(side)
    return base, *sides


@settings(max_examples=15, deadline=None)
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
    tables = [tomli.loads(found.data.decode()) for found in (there, back)]
    assert content(tables[0]) == content(tables[1])
    if merged(base, ours, theirs).clashes:
        return
    histories = [[content(found) for found in tomli.loads(side).get("status", [])] for side in three]
    result = [content(found) for found in tables[0].get("status", [])]
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
