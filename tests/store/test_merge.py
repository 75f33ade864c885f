"""Two versions of a file go together by what they say: entries are all kept, heads field by field, clashes are told."""

from itertools import combinations_with_replacement

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.store.alike import content
from actionplan.store.blocks import split
from actionplan.store.merge import CannotMerge, merge
from actionplan.store.write import record_text
from strategies import action_entries, actions, areas, ids, plan_dates, resolutions, texts

HEAD = """\
# The plan's first action
title = "Build it"   # as agreed
areas = ["PA1"]
owner = "hcc"
due = 2024-09-30
partners = [
    "icb",  # since March
]
"""


def entry(on, note, name=None):
    named = f'id = "{name}"\n' if name else ""
    return f'\n# about {note}\n[[status]]\n{named}on = {on}\nby = "hcc"\nnote = "{note}"\n'


ONE = entry("2024-02-01", "one", "one1")
TWO = entry("2024-03-01", "two")
BASE = HEAD + ONE + TWO

EDITS = {
    "append": BASE + entry("2024-05-01", "May", "may1"),
    "append same day": BASE + entry("2024-06-01", "June", "jun1"),
    "append same day without id": BASE + entry("2024-06-01", "June, too"),
    "amend": BASE + '\n[[status]]\non = 2024-06-01\nby = "board"\ndue = 2024-12-31\nreason = "late"\n',
    "edit the head": BASE.replace('owner = "hcc"', 'owner = "icb"  # new'),
    "add to the head": BASE.replace('owner = "hcc"', 'owner = "hcc"\nlead = "Head of data"'),
    "table in the head": BASE.replace(ONE, '\n[extra]\nbudget = "E-1"\n' + ONE),
    "redact": BASE.replace('by = "hcc"\nnote = "one"', 'redacted = "a court\'s order"'),
    "redact without id": BASE.replace('by = "hcc"\nnote = "two"', 'redacted = "a court\'s order"'),
    "name an entry": BASE.replace("on = 2024-03-01", 'id = "two2"\non = 2024-03-01'),
}


def merged(base, ours, theirs, **options):
    return merge(base.encode(), ours.encode(), theirs.encode(), "actions/1.1.toml", **options)


def notes(table):
    return [found.get("note", found.get("due", "-")) for found in table["status"]]


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(EDITS, 2)))
@pytest.mark.parametrize("ends", ["LF", "CRLF", "ours CRLF", "theirs CRLF"])
def test_every_pair_of_changes_goes_together(one, other, ends):
    base, ours, theirs = BASE, EDITS[one], EDITS[other]
    if ends in ("CRLF", "ours CRLF"):
        ours = ours.replace("\n", "\r\n")
    if ends in ("CRLF", "theirs CRLF"):
        theirs = theirs.replace("\n", "\r\n")
    there, back = merged(base, ours, theirs), merged(base, theirs, ours)
    assert there.clashes == back.clashes == ()
    table, table_back = (tomli.loads(found.data.decode()) for found in (there, back))
    assert content(table) == content(table_back)
    assert [content(found) for found in table["status"]] == [content(found) for found in table_back["status"]]
    is_redacted = "redact" in (one + other)
    for side in (ours, theirs):
        for said in tomli.loads(side)["status"]:
            if not is_redacted and "name an entry" not in (one, other):
                assert table["status"].count(said) == 1
    if is_redacted and one != other:
        assert any("redacted" in found for found in table["status"])
    if ends == "CRLF":
        assert there.data.count(b"\n") == there.data.count(b"\r\n")
    for comment in ("# The plan's first action", "# as agreed", "# since March", "# about one", "# about two"):
        assert there.data.decode().count(comment) == 1


def test_our_bytes_stay_wherever_nothing_changed():
    theirs = EDITS["append"].replace("due = 2024-09-30", "due = 2024-10-31")
    ours = BASE.replace("\n", "\r\n").replace("# as agreed", "#   our layout")
    found = merge(BASE.encode(), b"\xef\xbb\xbf" + ours.encode(), theirs.encode(), "1.1")
    expected = ours.replace("2024-09-30", "2024-10-31") + entry("2024-05-01", "May", "may1").replace("\n", "\r\n")
    assert found.data == b"\xef\xbb\xbf" + expected.encode()


def test_new_entries_go_by_day_and_each_side_keeps_its_own_order():
    ours = BASE + entry("2024-06-01", "first") + entry("2024-04-01", "told late")
    theirs = BASE + entry("2024-05-01", "theirs")
    for found in (merged(BASE, ours, theirs), merged(BASE, theirs, ours)):
        assert notes(tomli.loads(found.data.decode())) == ["one", "two", "theirs", "first", "told late"]


def test_an_entry_that_both_sides_have_is_there_once():
    both = entry("2024-05-01", "both")
    ours, theirs = BASE + both + entry("2024-06-01", "x"), BASE + entry("2024-04-01", "y") + both
    assert notes(tomli.loads(merged(BASE, ours, theirs).data.decode())) == ["one", "two", "y", "both", "x"]


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


def test_two_entries_with_one_id_are_both_shown():
    ours, theirs = BASE + entry("2024-05-01", "x", "a"), BASE + entry("2024-06-01", "y", "a")
    found = merged(BASE, ours, theirs)
    assert len(found.clashes) == 1
    assert found.data.decode().count("[[status]]") == 4


def test_an_entry_that_was_taken_out_stays_and_that_is_said():
    ours = BASE.replace(ONE, "") + entry("2024-05-01", "x")
    found = merged(BASE, ours, EDITS["edit the head"])
    assert notes(tomli.loads(found.data.decode())) == ["one", "two", "x"]
    assert found.notes == ("actions/1.1.toml: entry one1 was taken out on one side; entries stay, so it is kept",)


def test_the_text_of_a_redacted_entry_does_not_come_back():
    old = EDITS["append"].replace('note = "one"', 'note = "one, mended"')
    for found in (merged(BASE, EDITS["redact"], old), merged(BASE, old, EDITS["redact"])):
        assert found.clashes == ()
        assert b'note = "one' not in found.data


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
    ours, theirs = BASE.replace("# about two", "# about two\n# ours"), BASE.replace("# about two", "# about two\n# its")
    text = merged(BASE, ours, theirs).data.decode()
    assert "# about two\n# ours\n# its\n[[status]]" in text


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "reason"),
    [
        (BASE, BASE + "x", EDITS["append"], "not TOML"),
        (BASE, 'title = "T"\nstatus = []\n', EDITS["append"], "not in blocks"),
        ("", HEAD, HEAD.replace("Build it", "Other"), "both sides made a new file"),
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
            side += record_text_of_entry(found)
        if draw(st.booleans()):
            side = side.replace("title = ", f"lead2 = {draw(st.integers(0, 2))}\ntitle = ", 1)
        sides.append(side)
    return base, *sides


def record_text_of_entry(found):
    from actionplan.store.write import entry_text

    return "\n" + entry_text(found)


@settings(max_examples=30, deadline=None)
@given(RECORDS, RECORDS, st.booleans())
def test_a_side_that_changed_nothing_gives_way(one, other, is_windows):
    base, side = record_text(one).encode(), record_text(other).encode()
    if is_windows:
        side = side.replace(b"\n", b"\r\n")
    assert merge(base, side, side, "x").data == side
    assert merge(base, base, side, "x").data == side
    assert merge(base, side, base, "x").data == side


@settings(max_examples=50, deadline=None)
@given(RECORDS)
def test_a_text_is_its_pieces(record):
    text = record_text(record)
    file = split(text)
    assert file.text == text
    assert content(file.root.value) == content(tomli.loads(text))


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=50, deadline=None)
@given(st.lists(texts(), max_size=3), ids())
def test_any_text_is_merged_or_refused(pieces, name):
    theirs = f'title = "T"\n[[status]]\nid = "{name}"\non = 2024-01-01\n' + "\n".join(pieces)
    try:
        found = merged(HEAD, BASE, theirs)
    except CannotMerge:
        return
    assert found.clashes or tomli.loads(found.data.decode("utf-8-sig"))
