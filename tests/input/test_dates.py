"""What people write for a date, in whatever place, and how a plan file writes it."""

from datetime import date

import pytest

from actionplan import Id, PlanDate
from actionplan.input.dates import is_month_first, read_date
from actionplan.input.unclear import Unclear, explained
from actionplan.model import Term
from actionplan.model.dates import NO_CALENDAR, Calendar

TERMS = {
    Id("autumn-2024"): Term(from_=date(2024, 9, 2), until=date(2024, 12, 20), label="Autumn term 2024"),
    Id("spring-2025"): Term(from_=date(2025, 1, 6), until=date(2025, 4, 4)),
}
COUNCIL = Calendar(terms=TERMS, year_starts="04-01")


def answer(typed, calendar=NO_CALENDAR):
    """Return what an unclear date is answered with."""
    unclear = read_date(typed, calendar)
    assert isinstance(unclear, Unclear)
    return explained(unclear)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-11-05", "2026-11-05"),
        ("05/11/2026", "2026-11-05"),
        ("5.11.26", "2026-11-05"),
        ("05-11-2026", "2026-11-05"),
        ("5 Nov 2026", "2026-11-05"),
        ("5-Nov-26", "2026-11-05"),
        ("Thursday 5th November 2026", "2026-11-05"),
        ("the 5th of November 2026", "2026-11-05"),
        ("Thurs, 5 Nov 2026", "2026-11-05"),
        ("November 5, 2026", "2026-11-05"),
        ("20261105", "2026-11-05"),
        ("by 5 November 2026", "2026-11-05"),
        ("01/09/14", "2014-09-01"),
        ("1 May 98", "1998-05-01"),
        ("5\u00a0Nov\u202f2026", "2026-11-05"),
        ("\u200e05/\u200e11/\u200e2026", "2026-11-05"),
        ("05\u201111\u20112026", "2026-11-05"),
        ("\uff10\uff15/\uff11\uff11/\uff12\uff10\uff12\uff16", "2026-11-05"),
    ],
)
def test_a_day_in_the_forms_of_people(typed, written):
    assert read_date(typed) == PlanDate(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("05/11/2026 00:00", "2026-11-05"),
        ("05/11/2026 14:30:00", "2026-11-05"),
        ("2026-11-05T00:00:00Z", "2026-11-05"),
        ("2026-11-05 00:00:00+00:00", "2026-11-05"),
        ("2026-11-05T09:15:22.123456", "2026-11-05"),
        ("2026-12-05T23:00:00Z", "2026-12-05"),
        ("46331", "2026-11-05"),
        ("46331.0", "2026-11-05"),
    ],
)
def test_a_day_in_the_forms_of_programs(typed, written):
    assert read_date(typed) == PlanDate(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2024-09", "2024-09"),
        ("Sept 24", "2024-09"),
        ("Sep 2024", "2024-09"),
        ("Sept. '24", "2024-09"),
        ("September, 2024", "2024-09"),
        ("Nov-26", "2026-11"),
        ("09/2024", "2024-09"),
        ("2024/09", "2024-09"),
        ("2024 September", "2024-09"),
        ("end of September 2024", "2024-09"),
        ("End-Sept 2024", "2024-09"),
        ("by March 2025", "2025-03"),
        ("by the end of 2025", "2025"),
        ("2024", "2024"),
    ],
)
def test_a_month_or_a_year(typed, written):
    assert read_date(typed) == PlanDate(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026/27", "FY2026-27"),
        ("FY 2026/27", "FY2026-27"),
        ("2026-2027", "FY2026-27"),
        ("FY26/27", "FY2026-27"),
        ("26/27", "FY2026-27"),
        ("financial year 2026/27", "FY2026-27"),
        ("end of 2024/25", "FY2024-25"),
        ("Q3 2026/27", "FY2026-27-Q3"),
        ("2024-25 Q3", "FY2024-25-Q3"),
        ("FY2024/25 Q3", "FY2024-25-Q3"),
        ("end of Q2 2024/25", "FY2024-25-Q2"),
        ("Quarter 3, 2024-25", "FY2024-25-Q3"),
        ("3rd quarter of 2024/25", "FY2024-25-Q3"),
        ("2024-Q3", "2024-Q3"),
        ("2024\u2013Q3", "2024-Q3"),
        ("fy2024-25-q3", "FY2024-25-Q3"),
        ("July to September 2025", "2025-Q3"),
        ("Jul \u2013 Sep 2025", "2025-Q3"),
        ("April 2024 to March 2025", "FY2024-25"),
    ],
)
def test_quarters_and_years_of_councils(typed, written):
    assert read_date(typed) == PlanDate(written)


@pytest.mark.parametrize(
    ("calendar", "first"), [(Calendar(), "2024-Q3"), (Calendar(year_starts="04-01"), "FY2024-25-Q3")]
)
@pytest.mark.parametrize("typed", ["Q3 2024", "2024 q3", "Q3-24", "third quarter of 2024", "end of Q3 2024"])
def test_a_bare_quarter_is_asked_about_and_the_years_of_the_plan_come_first(typed, calendar, first):
    unclear = read_date(typed, calendar)
    assert isinstance(unclear, Unclear)
    assert unclear.choices[0][0] == first
    assert dict(unclear.choices) == {"2024-Q3": "July to September 2024", "FY2024-25-Q3": "October to December 2024"}


@pytest.mark.parametrize("typed", ["Autumn term 2024", "autumn 2024", "AUTUMN-2024", "end of the Autumn term 24"])
def test_a_declared_term_by_its_id_or_label(typed):
    assert read_date(typed, COUNCIL) == PlanDate.parse("autumn-2024", COUNCIL)


def test_a_term_that_nobody_declared_is_asked_about():
    known = "it declares autumn-2024, spring-2025"
    assert answer("Summer 2025", COUNCIL) == f'the plan declares no term "Summer 2025"; {known}'
    assert answer("Spring term 2025") == 'the plan declares no term "Spring term 2025"'


@pytest.mark.parametrize("typed", ["TBC", "tbd", "to be confirmed", "Unknown", "n/a"])
def test_words_for_no_date(typed):
    assert read_date(typed) == PlanDate("unknown")


@pytest.mark.parametrize("typed", ["Ongoing", "on-going", "CONTINUOUS"])
def test_words_for_no_end(typed):
    assert read_date(typed) == PlanDate("ongoing")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("early 2025", '"early 2025" is not exact: write 2025-Q1 (January to March 2025) or 2025'),
        ("mid-March 2025", '"mid-March 2025" is not exact: write 2025-03 (Mar 2025)'),
        ("before March 2025", '"before March 2025" is not exact: write 2025-03 (Mar 2025)'),
        ("w/c 12 May 2025", '"w/c 12 May 2025" is not exact: write 2025-05-12 (12 May 2025)'),
        ("11/28/2026", '"11/28/2026" has the month before the day: write 2026-11-28 (28 Nov 2026)'),
        ("31/02/2025", '"31/02/2025" is not a day, since February 2025 has 28 days: did you mean "2025-02-28"?'),
        ("31 June 2025", '"31 June 2025" is not a day, since June has 30 days: did you mean "2025-06-30"?'),
        ("Q3", '"Q3" has no year'),
        ("end of Q2", '"end of Q2" has no year'),
        ("5 Nov", '"5 Nov" has no year'),
        ("Sept 5", '"Sept 5" has no year'),
        ("July 2025 to May 2025", '"July 2025 to May 2025" does not run from one month to a later one'),
        (
            "FY25",
            '"FY25" can mean two financial years: write FY2024-25 (April 2024 to March 2025) '
            "or FY2025-26 (April 2025 to March 2026)",
        ),
        (
            "2011/12",
            '"2011/12" can be a financial year or a month: write FY2011-12 (April 2011 to March 2012) '
            "or 2011-12 (Dec 2011)",
        ),
        ("09/24", '"09/24" is not clearly a month: write 2024-09 (Sep 2024)'),
        (
            "2026-06-30T23:00:00Z",
            '"2026-06-30T23:00:00Z" is midnight in British summer time: write '
            "2026-07-01 (1 Jul 2026) or 2026-06-30 (30 Jun 2026)",
        ),
        ("soon", '"soon" is not a date'),
        ("13/13/2025", '"13/13/2025" is not a day'),
        ("99999", '"99999" is not a date'),
        ("x" * 5000, "a date is shorter than this text"),
    ],
)
def test_an_unclear_date_has_a_reason_with_the_spellings_to_choose_from(typed, said):
    assert answer(typed) == said


def test_a_column_that_has_the_month_first():
    assert is_month_first("11/28/2026") is True
    assert is_month_first("28/11/2026 00:00") is False
    assert is_month_first("10/11/2026") is None
    assert is_month_first("5 Nov 2026") is None
    assert read_date("10/11/2026", month_first=True) == PlanDate("2026-10-11")
