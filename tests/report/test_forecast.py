"""The words for a chance: they go by the whole range, and nothing is called certain."""

from decimal import Decimal
from fractions import Fraction

import pytest

from actionplan.report.forecast import likelihood


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        ("1", "0.76", "1", "very likely, more than 9 in 10"),
        ("1", "0.72", "1", "likely, more than 9 in 10"),
        ("0.7", "0.55", "0.8", "likely, about 7 in 10"),
        ("0.7", "0.45", "0.9", "could go either way, about 7 in 10"),
        ("0.36", "0.24", "0.49", "unlikely, about 4 in 10"),
        ("0.06", "0.01", "0.2", "very unlikely, about 1 in 10"),
        ("0", "0", "0.2", "very unlikely, less than 1 in 10"),
    ],
)
def test_words(value, low, high, words):
    assert likelihood(Fraction(value), Decimal(low), Decimal(high)) == words
