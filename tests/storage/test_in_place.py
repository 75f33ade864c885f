"""A value changes in place: what the file says is the same but for that value, and no byte outside it changes."""

import copy
from functools import reduce
from operator import getitem

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.model.matching import content
from actionplan.storage.in_place import with_table, with_values, without_table
from actionplan.storage.save import SaveError
from actionplan.storage.segments import split
from actionplan.storage.toml import document_of
from actionplan.storage.writer import value_text
from strategies import texts, toml_values
from toml_texts import action_files

LAW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ANY_FILE = st.booleans().flatmap(lambda later: action_files(later_syntax=later))
VALUES = texts() | st.integers(-9, 9) | toml_values() | st.lists(st.dictionaries(texts(), st.booleans()), max_size=3)


def changed(text, path, value):
    return with_values(document_of("a.toml", text.encode()), {path: value}).decode()


def replaced(table, path, value):
    table = copy.deepcopy(table)
    *above, key = path
    reduce(getitem, above, table)[key] = value
    return table


def offset(text, place):
    """Return where a place of a text is, in characters from its start."""
    return sum(len(line) for line in text.split("\n")[: place.line - 1]) + place.line - 1 + place.column - 1


def stated_values(places):
    """Return the paths of values written right of an equals sign or in a list, not under a header or by dotted keys."""

    def is_stated(path):
        inside = [place for other, place in places.items() if other[: len(path)] == path and other != path]
        return places[path] not in inside and (
            path in keyed or any(path[:depth] in keyed for depth in range(len(path)))
        )

    keyed = {path for path, (key, value) in places.items() if key != value}
    return [path for path in places if is_stated(path)]


@LAW
@given(ANY_FILE, VALUES, st.data())
def test_one_value_changes_and_no_other_byte(file, value, data):
    table = tomli.loads(file.text)
    path = data.draw(st.sampled_from(stated_values(file.places)))
    old = reduce(getitem, path, table)
    value = tomli.loads(f"x = {value_text(value)}")["x"]  # as TOML has it: without the fold of a time

    after = with_values(document_of("a.toml", file.data), {path: value})

    assert content(tomli.loads(after.decode("utf-8-sig"))) == content(replaced(table, path, value))
    assert after.startswith(b"\xef\xbb\xbf") == file.data.startswith(b"\xef\xbb\xbf")
    text = after.decode("utf-8-sig")
    start = offset(file.text, file.places[path][1])
    assert text[:start] == file.text[:start]
    if content(old) == content(value):
        assert after == file.data
    elif not isinstance(value, list | dict):
        was, is_now = file.text[start:], text[start:]
        assert is_now.startswith(value_text(value))
        rest = is_now.removeprefix(value_text(value))
        assert was.endswith(rest)
        own = was.removesuffix(rest)
        assert own.split("\n")[0].rstrip("\r") == file.places[path][1].text
        assert content(tomli.loads(f"x = {own}")["x"]) == content(old)


def tables_in(value, path=()):
    """Yield the path of every table that has a key; an empty one loses a comment in it when it gets its first."""
    if isinstance(value, dict):
        if value:
            yield path
        for key, inner in value.items():
            yield from tables_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from tables_in(inner, (*path, index))


@LAW
@given(ANY_FILE, texts() | st.integers() | st.lists(texts()) | st.just({"x": 1, "y": "z"}), st.data())
def test_something_new_is_put_in_and_no_other_byte_changes(file, value, data):
    table, document = tomli.loads(file.text), document_of("a.toml", file.data)
    expected = copy.deepcopy(table)
    if isinstance(value, dict):
        name = data.draw(st.sampled_from(["stated", "status", "new key"]))
        expected.setdefault(name, []).append(value)
        after = with_table(document, (name,), value, after=["stated", "extra"])
    else:
        path = (*data.draw(st.sampled_from(list(tables_in(table)))), "new key")
        reduce(getitem, path[:-1], expected)[path[-1]] = value
        after = with_values(document, {path: value})

    assert content(tomli.loads(after.decode("utf-8-sig"))) == content(expected)
    rest = iter(after)
    assert all(byte in rest for byte in file.data)  # every byte is there still, in its order


@LAW
@given(ANY_FILE)
def test_any_file_is_made_of_its_keys_and_tables(file):
    pieces = split(file.text)

    assert pieces.text == file.text
    names = {section.name[0] for section in pieces.root.sections} | {pair.name[0] for pair in pieces.root.pairs}
    assert names == set(tomli.loads(file.text))
    for pair in pieces.root.pairs:
        assert content(pair.value) == content(reduce(getitem, pair.name, tomli.loads(file.text)))


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ('x = ["a", "b"] # c', ["a"], 'x = ["a"] # c'),
        ('x = ["a"] # c', ["a", "é"], 'x = ["a", "é"] # c'),
        ("x = ['a' ,]", ["a", "b"], "x = ['a', \"b\" ,]"),
        ("x = ['é', # one\n]", ["ü"], 'x = ["ü", # one\n]'),
        ("x = [\n  1, # one\n  2, # two\n]", [1, 2, 3], "x = [\n  1, # one\n  2, # two\n  3,\n]"),
        (
            "x = [\r\n  1, # one\r\n  2 # two\r\n]",
            [1, 2, 3, 4],
            "x = [\r\n  1, # one\r\n  2, # two\r\n  3,\r\n  4\r\n]",
        ),
        ("x = [\n  1,\n  2, # two\n]", [1], "x = [\n  1, # two\n]"),
        ("x = [1]", [], "x = []"),
        ("x = []", [1], "x = [1]"),
        ("x = { a = 1, b.c = 2 }", {"a": 1}, "x = { a = 1 }"),
        ("x = {a=1, b=2, c=3}", {"b": 2}, "x = {b=2}"),
        ("x = {a=1, b=2, c=3}", {"c": 4, "d": 5}, "x = {c=4, d = 5}"),
        ("x = {a=1, c=3}", {"a": 1, "d": 5}, "x = {a=1, d = 5}"),
        ('x = """\na"""  # c', "b", 'x = "b"  # c'),
    ],
)
def test_a_list_or_table_keeps_the_layout_of_what_stays(before, value, after):
    assert changed(f"{before}\ny = 1\n", ("x",), value) == f"{after}\ny = 1\n"


PLAN = """\
format = 1
# agreed = 2026-01-31   # not yet

# Who takes part
[bodies.icb]
name = "ICB"            # in full
# the one of the county

# What colours mean
[ratings.green]
label = "Green"

[policy]
stale_after_days = 45   # six weeks
"""


@pytest.mark.parametrize(
    ("path", "value", "above", "added"),
    [
        (("title",), "A plan", "# agreed = 2026-01-31   # not yet\n", 'title = "A plan"\n'),
        (("bodies", "icb", "until"), "2026", "# the one of the county\n", 'until = "2026"\n'),
        (("bodies", "a.b"), {"name": "AB"}, "# the one of the county\n", '\n[bodies."a.b"]\nname = "AB"\n'),
        (("meetings", 0), {"body": "icb"}, "# the one of the county\n", '\n[[meetings]]\nbody = "icb"\n'),
    ],
)
def test_a_new_key_or_table_comes_after_those_of_its_kind(path, value, above, added):
    after = with_values(document_of("plan.toml", PLAN.encode()), {path: value}, ["bodies"]).decode()

    assert after == PLAN.replace(above, above + added)


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a = 1\n# of x\nx = 2 # two\n# of b\nb = 3\n", ("x",), "a = 1\n# of x\n# of b\nb = 3\n"),
        ("[a]\nx = [\n  1,\n]\n\n[b]\n", ("a", "x"), "[a]\n\n[b]\n"),
        ("a = { b = 1, x = 2 }\n", ("a", "x"), "a = { b = 1 }\n"),
        ("[[a]]\nx = 1\n[[a]]\nx = 2", ("a", 1, "x"), "[[a]]\nx = 1\n[[a]]\n"),
    ],
)
def test_a_key_goes_with_its_line_and_without_any_other(before, path, after):
    assert changed(before, path, None) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("[a.b]\nx = 1\n# of b\n\n# of c\n[a.c]\nx = 2\n", ("a", "b"), "\n# of c\n[a.c]\nx = 2\n"),
        ("x = 1\n\n[a.b]\n[a.b.c]\ny = 1\n\n[d]\n", ("a", "b"), "x = 1\n\n[d]\n"),
        ("[[a]]\nx = 1\n\n# two\n[[a]]\nx = 2\n[[a]]\nx = 3\n", ("a", 1), "[[a]]\nx = 1\n\n# two\n[[a]]\nx = 3\n"),
        ("a = [{ x = 1 }, { x = 2 }]\n", ("a", 0), "a = [{ x = 2 }]\n"),
        ("[a]\nb = { x = 1 }\ny = 1\n", ("a", "b"), "[a]\ny = 1\n"),
    ],
)
def test_a_table_goes_with_its_lines_and_the_comments_above_it_stay(before, path, after):
    assert without_table(document_of("a.toml", before.encode()), path).decode() == after


def test_a_single_table_becomes_the_first_of_several():
    after = with_values(document_of("plan.toml", PLAN.encode()), {("policy", 1): {"stale_after_days": 30}}).decode()

    assert after == PLAN.replace("[policy]", "[[policy]]") + "\n[[policy]]\nstale_after_days = 30\n"


def test_new_lines_end_as_those_of_the_file_do():
    assert changed("a = 1\r\n[b]\r\nc = 2", ("b", "d"), 3) == "a = 1\r\n[b]\r\nc = 2\r\nd = 3\r\n"
    assert changed("a = 1\r\n[b]\r\nc = 2", ("d",), 3) == "a = 1\r\nd = 3\r\n[b]\r\nc = 2"


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("x.y.a = 1\n", ("x", "y", "b"), "x.y.a = 1\nx.y.b = 0\n"),
        ("[x]\ny.a = 1\n", ("x", "y", "b"), "[x]\ny.a = 1\ny.b = 0\n"),
        ("x = { y = { a = 1 } }\n", ("x", "y", "b"), "x = { y = { a = 1, b = 0 } }\n"),
        ("x = [{ a = 1 }]\n", ("x", 0, "b"), "x = [{ a = 1, b = 0 }]\n"),
        ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x", 0, "b"), "[[x]]\na = 1\nb = 0\n[[x]]\na = 2\n"),
        ("[[x]]\n[[x.y]]\na = 1\n[[x]]\n", ("x", 0, "y", 0, "b"), "[[x]]\n[[x.y]]\na = 1\nb = 0\n[[x]]\n"),
    ],
)
def test_a_new_key_is_written_as_its_table_is(before, path, after):
    assert changed(before, path, 0) == after


def test_a_value_under_a_header_cannot_be_replaced_in_place():
    with pytest.raises(SaveError, match="cannot be changed safely"):
        changed("[x]\na = 1\n", ("x",), 5)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('x = 1 # one\n# and more\n\n[[status]]\nx = 1\n', 'x = 1 # one\n# and more\n\nNEW\n[[status]]\nx = 1\n'),
        ("x = 1", "x = 1\n\nNEW"),
        ("", "NEW"),
        ('[[a]]\nx = 1\n# of 1\n\n# of 2\n[[b]]\nx = 2\n', '[[a]]\nx = 1\n# of 1\n\nNEW\n# of 2\n[[b]]\nx = 2\n'),
        ("[[a]]\n[[a]]\nx = 1\n[a.y]\n[[b]]\n", "[[a]]\n[[a]]\nx = 1\n[a.y]\n\nNEW\n[[b]]\n"),
        ("[[z]]\nx = 1\n\n[[b]]\n", "[[z]]\nx = 1\n\nNEW\n[[b]]\n"),
        ("a = [ { x = 1 } ] # one\n", "a = [ { x = 1 }, { id = \"c\" } ] # one\n"),
        ("a = []\n", "a = [{ id = \"c\" }]\n"),
        ("x = 1\r\n\r\n[b]\r\n", "x = 1\r\n\r\n[[a]]\r\nid = \"c\"\r\n\r\n[b]\r\n"),
    ],
)  # fmt: skip
def test_a_table_joins_its_list_below_the_comments_of_the_last_one(before, after):
    document = document_of("a.toml", before.encode())

    added = with_table(document, ("a",), {"id": "c"}, after=("z",)).decode()

    assert added == after.replace("NEW", '[[a]]\nid = "c"\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a.b]\nx = 1\n\n[b]\n", '[a.b]\nx = 1\n\n[a."c d"]\nid = "c"\n\n[b]\n'),
        ("a = { b = { x = 1 } }\n", 'a = { b = { x = 1 }, "c d" = { id = "c" } }\n'),
        ("[a]\nb = { x = 1 }\n", '[a]\nb = { x = 1 }\n\n[a."c d"]\nid = "c"\n'),
    ],
)
def test_a_named_table_joins_those_under_the_same_name(before, after):
    document = document_of("a.toml", before.encode())

    assert with_table(document, ("a", "c d"), {"id": "c"}).decode() == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("[[a]]\ny = 1\n# of a\n\n# of b\n[b]\n", ("a", 0, "c"), "[[a]]\ny = 1\n# of a\nc = [1]\n\n# of b\n[b]\n"),
        ("x = 1 # one\n\n[[a]]\ny = 1\n", ("c",), "x = 1 # one\nc = [1]\n\n[[a]]\ny = 1\n"),
        ("[a]\ny = 1", ("c",), "c = [1]\n[a]\ny = 1"),
        ("[a]\ny = 1", ("a", "c"), "[a]\ny = 1\nc = [1]\n"),
        ("a = [{ y = 1 }, {}]\n", ("a", 0, "c"), "a = [{ y = 1, c = [1] }, {}]\n"),
        ("a = [{ y = 1 }, {}]\n", ("a", 1, "c"), "a = [{ y = 1 }, { c = [1] }]\n"),
    ],
)  # fmt: skip
def test_a_key_comes_last_in_its_table(before, path, after):
    assert changed(before, path, [1]) == after
