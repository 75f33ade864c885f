"""Widths of columns on paper, by the widths of letters in the font that comes with us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.report.document import Column, Drawing, Drawn, Lines, Span, Table
from actionplan.report.writers.column_widths import column_widths
from actionplan.report.writers.font import advances

LONG = "Children wait for a first appointment, and nobody could say for how long or in which district."


def widths(*columns, width=500, names=False):
    """Return the widths of columns, each given by its cells, in letters of 10 points with gaps of 10."""
    rows = tuple(zip(*columns, strict=True))
    table = Table(tuple(Column("Head") for _ in columns), rows, has_row_headings=names)
    return [round(each) for each in column_widths(table, width, 10, 10)]


def test_letters_have_the_widths_of_arial():
    assert (advances()[ord("A")], advances(bold=True)[ord("A")]) == (
        pytest.approx(0.667, 0.001),
        pytest.approx(0.722, 0.001),
    )
    assert (advances()[ord(" ")], advances()[ord("m")]) == (pytest.approx(0.278, 0.001), pytest.approx(0.833, 0.001))
    assert {ord("•"), ord("ŵ"), ord("½"), ord("→")} <= advances().keys()
    assert advances().keys().isdisjoint({ord("✅"), ord("日"), 0xF0B7})


def test_a_short_line_is_not_broken_and_a_long_text_takes_the_rest():
    short, long = widths(["overdue by 290 days"], [LONG])
    wide = sum(advances()[ord(letter)] for letter in "overdue by 290 days") * 10
    assert (short, long) == (round(wide + 10), round(500 - wide - 10))


def test_texts_of_one_length_get_one_width_and_longer_ones_more():
    first, second = widths([LONG], [LONG])
    assert (first, second) == (255, 245)  # the gap belongs to the first
    first, second = widths([LONG * 3], [LONG])
    assert first > second


def test_bold_letters_and_signs_widen_a_column():
    plain, _ = widths(["Off course"], [LONG])
    bold, _ = widths([Span("Off course", "strong")], [LONG])
    signed, _ = widths([Span("Off course", "colour:red")], [LONG])
    named, _ = widths(["Off course"], [LONG], names=True)
    assert plain < bold == named < signed


def test_no_column_is_narrower_than_its_longest_word_or_its_drawing():
    word = sum(advances()[ord(letter)] for letter in "neurodevelopmental") * 10
    assert widths(["neurodevelopmental"], [LONG * 9], [LONG * 9], [LONG * 9], width=400)[0] >= round(word)
    drawing = Drawn(Drawing(wide="", wide_height=10, width=150), ("now",))
    assert widths([drawing], [LONG * 9], [LONG * 9])[0] >= 150 * 0.75


def test_one_long_line_among_short_ones_is_broken():
    usual, rare = "31 Mar 2025 to 26 Sep 2025", "spring term 2025 to the end of the summer term 2025"
    assert widths([usual] * 4, [LONG] * 4) == widths([usual] * 3 + [rare], [LONG] * 4)
    assert widths([Lines((usual, rare))], [LONG]) != widths([Lines((usual,))], [LONG])


@given(st.lists(st.lists(st.text(max_size=200), min_size=2, max_size=2), min_size=1, max_size=9))
def test_columns_are_as_wide_as_their_table_and_none_vanishes(columns):
    table = Table(tuple(Column() for _ in columns), tuple(zip(*columns, strict=True)))
    found = column_widths(table, 510, 9, 9)
    assert sum(found) == pytest.approx(510)
    assert min(found) > 0
