"""Drawing: what our few lines lay out is held against rich, which knows far more of terminals than we need."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText

from actionplan.report.writers.layout import Text, cells, lines_of
from actionplan.report.writers.legacy import Screen, as_it_is, draw, styled, table

WORDS = st.text("abcdefgh iäéß●日本-/.", max_size=40)
"""Letters, blanks, signs, and characters that take two places."""


def by_rich(part, width):
    console = Console(file=StringIO(), width=width, color_system=None, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")).rstrip("\n") + "\n"


@given(text=WORDS, width=st.integers(4, 50))
def test_text_is_wrapped_as_rich_wraps_it(text, width):
    assert draw([text], Screen(width=width)) == by_rich(RichText(text), width)


@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4),
    headings=st.tuples(WORDS, WORDS, WORDS),
    sizes=st.tuples(st.none() | st.integers(2, 12), st.none() | st.integers(2, 12), st.none()),
    right=st.sets(st.integers(0, 2)),
    width=st.integers(30, 100),
)
def test_a_table_is_laid_out_as_rich_lays_it_out(rows, headings, sizes, right, width):
    ours = table(*headings, widths=sizes, right=right)
    theirs = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(headings))
    for index, (heading, size) in enumerate(zip(headings, sizes, strict=True)):
        theirs.add_column(heading, width=size, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        ours.add_row(*row)
        theirs.add_row(*row)
    assert draw([ours], Screen(width=width)) == by_rich(theirs, width)


def test_styles_are_shown_only_where_there_is_colour():
    text = styled("late", "bold red")
    text.append(" by 3 days")
    text.append(" or so", "dim")
    text.append("   ")
    assert draw([text], Screen(colour=True)) == "\x1b[1;31mlate by 3 days\x1b[0m\x1b[1;31;2m or so\x1b[0m\n"
    assert draw([text], Screen(colour=False)) == "late by 3 days or so\n"


def test_a_stretch_of_a_text_can_be_given_a_style():
    text = styled("Risk 16: likely")
    text.stylize("red", 5, 7)
    assert text.pieces == [("Risk ", ""), ("16", "red"), (": likely", "")]
    assert text.plain == "Risk 16: likely"


def test_styles_go_on_where_a_text_is_wrapped():
    lines = list(lines_of(styled("one two three", "bold"), 8))
    assert [line.pieces for line in lines] == [[("one two ", "bold")], [("three", "bold")]]


def test_an_address_longer_than_the_screen_stays_whole():
    address = "https://example.org/" + "a" * 80
    assert draw([as_it_is(["Read it at:", address])], Screen(width=60)) == f"Read it at:\n{address}\n"


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("●✔", 2)])
def test_how_many_places_a_text_takes(text, width):
    assert cells(text) == width
    assert Text(text).cell_len == width
