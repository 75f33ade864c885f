"""Numbers as people write them, and in the unit in which they are wanted."""

from decimal import Decimal

import pytest

from actionplan.input.numbers import read_number, read_per_cent
from actionplan.input.unclear import Unclear, explained


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("54", None, "54"),
        ("1,390", None, "1390"),
        ("1 390", None, "1390"),
        ("1\u00a0390", None, "1390"),
        ("-5", None, "-5"),
        ("\u22125", None, "-5"),
        ("(1,200)", None, "-1200"),
        (".5", None, "0.5"),
        ("97.5 %", "per cent", "97.5"),
        ("97.5 per cent", "per cent", "97.5"),
        ("97.5", "per cent", "97.5"),
        ("97.5%", None, "97.5"),
        ("\u00a31.2m", "GBP", "1200000"),
        ("\u00a31.2m", "\u00a3m", "1.2"),
        ("\u00a31,200k", "\u00a3 million", "1.2"),
        ("12m", "GBP", "12000000"),
        ("1.5k", "children", "1500"),
        ("1.2 million", "children", "1200000"),
        ("\uff15\uff14", None, "54"),
    ],
)
def test_a_number_in_its_unit(typed, unit, number):
    assert read_number(typed, unit) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "unit", "answer"),
    [
        ("5%", "days", '"5%" is in per cent, and "days" is counted'),
        ("\u00a35", "weeks", '"\u00a35" is not a number in "weeks"'),
        ("5k", "per cent", '"5k" is not a number in "per cent"'),
        ("\u00a31.2m", None, '"\u00a31.2m" has a sign or letter that a number has not: write 1200000'),
        ("12m", "children", '"12m" has a sign or letter that a number has not: write 12000000'),
        ("97,5", None, '"97,5" has a comma where a point belongs: write 97.5'),
        ("1.200,50", None, '"1.200,50" has a comma where a point belongs: write 1200.50'),
        ("<5", None, '"<5" is not one number'),
        ("40-50", None, '"40-50" is not one number'),
        ("817 of 1,078", None, '"817 of 1,078" is not one number'),
        ("half", None, '"half" is not a number'),
        ("nan", None, '"nan" is not a number'),
        ("9" * 17, None, f'"{"9" * 17}" has too many digits to be kept exactly'),
    ],
)
def test_what_is_unclear_about_a_number(typed, unit, answer):
    unclear = read_number(typed, unit)
    assert isinstance(unclear, Unclear)
    assert explained(unclear) == answer


@pytest.mark.parametrize(
    ("typed", "number"), [("40", 40), ("40%", 40), ("40 per cent", 40), ("40.0", 40), ("1", 1), ("817", 817)]
)
def test_a_whole_per_cent(typed, number):
    assert read_per_cent(typed) == number


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("0.4", '"0.4" looks like a share of 1: write 40 (per cent)'),
        ("0.975", '"0.975" looks like a share of 1: write 98 (per cent)'),
        ("97.5", '"97.5" is not a whole number of per cent: write 98'),
    ],
)
def test_a_share_is_asked_about(typed, answer):
    unclear = read_per_cent(typed)
    assert isinstance(unclear, Unclear)
    assert explained(unclear) == answer
