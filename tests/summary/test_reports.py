"""When a resolution must be reported back."""

from datetime import date

import pytest

from actionplan.summary.periods import after


@pytest.mark.parametrize(
    ("day", "every", "next_day"),
    [
        (date(2024, 1, 31), "week", date(2024, 2, 7)),
        (date(2024, 1, 31), "month", date(2024, 2, 29)),
        (date(2024, 11, 30), "quarter", date(2025, 2, 28)),
        (date(2024, 7, 16), "half-year", date(2025, 1, 16)),
        (date(2024, 2, 29), "year", date(2025, 2, 28)),
        (date(9999, 12, 30), "week", date.max),
        (date(9999, 12, 30), "month", date.max),
    ],
)
def test_the_same_day_later(day, every, next_day):
    assert after(day, every) == next_day
