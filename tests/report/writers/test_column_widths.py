"""Widths of columns on paper, by the widths of letters in the font that comes with us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.report.document import Block, Column, Columns, Drawing, Drawn, Lines, Paragraph, Picture, Table
from actionplan.report.inline import Span
from actionplan.report.writers.column_widths import alike, column_widths, tables
from actionplan.report.writers.font import advances

LONG = "Children wait for a first appointment, and nobody could say for how long or in which district. It is a start."


def letters(text, *, bold=False):
    """Return the width of a text in letters of 10 points."""
    return 10 * sum(advances(bold=bold)[ord(letter)] for letter in text)


def widths(*columns, width=500, names=False):
    """Return the widths of columns, each given by its cells, in letters of 10 points with gaps of 10."""
    rows = tuple(zip(*columns, strict=True))
    table = Table(tuple(Column("Head") for _ in columns), rows, has_row_headings=names)
    return column_widths(table, width, 10, 10)


def test_letters_have_the_widths_of_arial():
    assert (letters("A"), letters("A", bold=True)) == (pytest.approx(6.67, 0.001), pytest.approx(7.22, 0.001))
    assert (letters(" "), letters("m")) == (pytest.approx(2.78, 0.001), pytest.approx(8.33, 0.001))
    assert {ord("•"), ord("ŵ"), ord("½"), ord("→")} <= advances().keys()
    assert advances().keys().isdisjoint({ord("✅"), ord("日"), 0xF0B7})


@pytest.mark.parametrize(
    ("text", "is_bold", "sign"),
    [
        ("overdue by 290 days", False, 0),
        (Span("overdue by 290 days", "late"), True, 0),
        (Span("Off course", "colour:red"), False, 13.5),
    ],
)
def test_a_short_line_is_not_broken_and_the_long_text_gets_the_rest(text, is_bold, sign):
    short, long = widths([text], [LONG])
    line = letters(text if isinstance(text, str) else text.text, bold=is_bold) + sign
    assert line <= short - 10 <= line + 5
    assert short + long == pytest.approx(500)


def test_the_name_of_a_row_is_bold():
    plain, _ = widths(["overdue by 290 days"], [LONG])
    bold, _ = widths(["overdue by 290 days"], [LONG], names=True)
    assert bold - plain == pytest.approx(
        letters("overdue by 290 days", bold=True) - letters("overdue by 290 days"), abs=3
    )


def test_rows_are_as_low_as_they_can_be():
    first, second = widths([LONG], [LONG])
    assert abs(first - second) < 80
    first, second = widths([LONG * 3], [LONG])
    assert 2 < first / second < 4


def test_no_column_is_narrower_than_its_longest_word_or_its_drawing():
    assert widths(["neurodevelopmental"], *[[LONG * 9]] * 4)[0] >= min(letters("neurodevelopmental"), 0.2 * 460)
    drawn = Drawn(Drawing(wide="", wide_height=10, width=150), ("now",))
    assert widths([drawn], [LONG * 9], [LONG * 9])[0] >= 150 * 0.75


def test_one_long_line_among_short_ones_is_broken():
    usual, rare = "31 Mar 2025 to 26 Sep 2025", "spring term 2025 to the end of the summer term 2025"
    assert widths([usual] * 8 + [rare], [LONG] * 9)[0] < letters(rare)


def test_a_drawing_makes_a_row_higher():
    drawing = Drawing(wide="", wide_height=120, width=10)
    name = "Align speech and language therapy contracts"
    assert widths([name], [LONG])[0] > widths([Drawn(drawing, ("now",))], [LONG])[0]


def test_tables_with_the_same_columns_are_measured_as_one():
    head = (Column("Action"), Column("Why"))
    one, two, other = Table(head, (("1.1", "a"),)), Table(head, (("1.2", LONG),)), Table((Column("N"),), (("1",),))
    picture = Picture("A", "a", Drawing(wide="", wide_height=1), other)
    document: list[Block] = [one, Columns(((two,), (Paragraph("x"),))), picture]
    assert list(tables(document)) == [one, two, other]
    assert alike(document) == {head: Table(head, (*one.rows, *two.rows)), other.columns: other}


@given(st.lists(st.lists(st.text(max_size=60), min_size=2, max_size=2), min_size=1, max_size=5))
def test_columns_are_as_wide_as_their_table_and_none_vanishes(columns):
    table = Table(tuple(Column() for _ in columns), tuple(zip(*columns, strict=True)))
    found = column_widths(table, 510, 9, 9)
    assert sum(found) == pytest.approx(510)
    assert min(found) >= 8


def test_a_table_without_rows_or_columns():
    assert sum(column_widths(Table((Column("A"), Column("B")), ()), 100, 10, 10)) == pytest.approx(100)
    assert column_widths(Table((), ()), 100, 10, 10) == ()


def test_cells_with_several_lines():
    assert widths([Lines(("County Council", "overdue by 290 days"))], [LONG])[0] >= letters("overdue by 290 days")
