"""Drawing: our layout is compared with rich, which supports far more than we need."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText

from actionplan.report.document import Paragraph
from actionplan.report.writers import terminal
from actionplan.report.writers.layout import Text, cells, shown, table_lines

WORDS = st.text("abcdefgh iäéß●日本-/.", max_size=40)
"""Letters, blanks, signs, and characters that take two places."""


def by_rich(part, width):
    console = Console(file=StringIO(), width=width, color_system=None, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")).rstrip("\n") + "\n"


def drawn(lines):
    return "".join(f"{shown(line, colour=False)}\n" for line in lines).rstrip("\n") + "\n"


@given(text=WORDS, width=st.integers(4, 50))
def test_a_cell_is_wrapped_as_rich_wraps_it(text, width):
    assert drawn(table_lines([[Text(text)]], [width], (), width, headed=False)) == by_rich(RichText(text), width)


@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4),
    headings=st.tuples(WORDS, WORDS, WORDS),
    sizes=st.tuples(st.none() | st.integers(2, 12), st.none() | st.integers(2, 12), st.none()),
    right=st.sets(st.integers(0, 2)),
    width=st.integers(30, 100),
)
def test_a_table_is_laid_out_as_rich_lays_it_out(rows, headings, sizes, right, width):
    headed = any(headings)
    ours = [[*map(Text, row)] for row in ([headings, *rows] if headed else rows)]
    theirs = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=headed)
    for index, (heading, size) in enumerate(zip(headings, sizes, strict=True)):
        theirs.add_column(heading, width=size, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        theirs.add_row(*row)
    assert drawn(table_lines(ours, sizes, right, width, headed=headed)) == by_rich(theirs, width)


def test_styles_are_shown_only_where_there_is_colour():
    text = Text("late by 3 days", "bold red")
    text.append(" or so", "dim")
    text.append("   ")
    assert shown(text, colour=True) == "\x1b[1;31mlate by 3 days\x1b[0m\x1b[2m or so\x1b[0m"
    assert shown(text, colour=False) == "late by 3 days or so"


def test_a_text_can_be_given_a_further_style():
    text = Text("16", "red")
    text.append(" of 25")
    text.stylize("bold")
    assert text.pieces == [("16", "red bold"), (" of 25", "bold")]


def test_styles_go_on_where_a_cell_is_wrapped():
    lines = list(table_lines([[Text("one two three", "bold")]], [8], (), 8, headed=False))
    assert [line.pieces[0] for line in lines] == [("one two", "bold"), ("three", "bold")]


def test_an_address_longer_than_the_screen_stays_whole():
    address = "https://example.org/" + "a" * 80
    assert terminal.write([Paragraph(f"Read it at: {address}")]) == f"Read it at: {address}\n"


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("●✔", 2)])
def test_how_many_places_a_text_takes(text, width):
    assert cells(text) == width
    assert Text(text).cell_len == width
