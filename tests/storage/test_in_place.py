"""A value changes in place: what the file says is the same but for that value, and no byte outside it changes."""

import copy
from functools import reduce
from operator import getitem

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.merge.segments import split
from actionplan.model.matching import content
from actionplan.storage.in_place import with_values
from actionplan.storage.save import SaveError
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


def test_a_value_under_a_header_cannot_be_replaced_in_place():
    with pytest.raises(SaveError, match="cannot be changed safely"):
        changed("[x]\na = 1\n", ("x",), 5)
