"""Plan dates: the precision that the source gave, and not a day more."""

import datetime as datetime_module
from datetime import date, datetime

import pytest

from actionplan import Id, PlanDate
from actionplan.model import Term, on_day
from actionplan.model.dates import Calendar, WrongDate, is_exact, parse_date


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-09", date(2024, 9, 1), date(2024, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("FY2024-25", date(2024, 4, 1), date(2025, 3, 31)),
        ("FY2099-00", date(2099, 4, 1), date(2100, 3, 31)),
        ("FY2024-25-Q1", date(2024, 4, 1), date(2024, 6, 30)),
        ("FY2024-25-Q3", date(2024, 10, 1), date(2024, 12, 31)),
        ("FY2024-25-Q4", date(2025, 1, 1), date(2025, 3, 31)),
        ("ongoing", None, None),
        ("unknown", None, None),
    ],
)
def test_what_is_written_means_from_first_to_last_day(written, first, last):
    assert parse_date(written) == PlanDate(written, first, last)


def test_a_day_is_itself():
    day = date(2024, 9, 30)
    assert parse_date(day) == on_day(day) == PlanDate("2024-09-30", day, day)
    assert is_exact(parse_date(day))
    assert not is_exact(parse_date("2024-09"))


def test_a_term_means_what_the_plan_says():
    terms = {Id("autumn"): Term(from_=date(2024, 9, 2), until=date(2024, 12, 20))}
    assert parse_date("autumn", Calendar(terms=terms)).last == date(2024, 12, 20)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("FY2024-25", date(2024, 9, 1), date(2025, 8, 31)),
        ("FY2024-25-Q1", date(2024, 9, 1), date(2024, 11, 30)),
        ("FY2024-25-Q2", date(2024, 12, 1), date(2025, 2, 28)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
    ],
)
def test_a_plan_says_when_its_year_starts(written, first, last):
    when = PlanDate.parse(written, Calendar(year_starts="09-01"))
    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize(
    "written", ["2024-01-01", "2024-09", "2024-Q3", "2024", "FY2024-25", "FY2024-25-Q3", "ongoing"]
)
def test_a_date_made_from_its_text_alone_knows_its_days(written):
    when = PlanDate(written)
    assert when == PlanDate.parse(written)
    assert (when.first, when.last) == (PlanDate.parse(written).first, PlanDate.parse(written).last)
    assert eval(repr(when)) == when


@pytest.mark.parametrize("text", ["autumn-2024", "", "2024-13", "30/09/2024", None, date(2024, 1, 1)])
def test_no_date_can_be_made_without_its_days(text):
    with pytest.raises(WrongDate):
        PlanDate(text)


@pytest.mark.parametrize("written", ["autumn-2024", "FY2024-25-Q1"])
def test_the_text_of_a_date_that_the_calendar_decides_makes_it_again(written):
    terms = {Id("autumn-2024"): Term(from_=date(2024, 9, 2), until=date(2024, 12, 20))}
    when = PlanDate.parse(written, Calendar(terms=terms, year_starts="09-01"))
    assert eval(repr(when), {"PlanDate": PlanDate, "datetime": datetime_module}) == when


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("2024-13", '"2024-13" is not a plan date'),
        ("2024-Q5", '"2024-Q5" is not a plan date'),
        ("FY2024-25-Q5", '"FY2024-25-Q5" is not a plan date'),
        ("FY2024-26-Q1", '"FY2024-26-Q1" is not a plan date'),
        ("FY2024-26", '"FY2024-26" is not a plan date'),
        ("0000", '"0000" is not a plan date'),
        ("soon", '"soon" is not a plan date'),
        ("autumn", '"autumn" is not a plan date'),
        ("2024-09-30", "a day is written without them: 2024-09-30"),
        (2024, "2024 is not a plan date"),
        (True, "True is not a plan date"),
        (datetime(2024, 9, 30, 10, 0), "2024-09-30 10:00:00 has a time of day"),
    ],
)
def test_anything_else_is_refused_with_a_reason(value, complaint):
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the message is compared below
        parse_date(value)
    assert complaint in str(refused.value)


def test_a_text_is_read_and_printed_as_written():
    assert str(PlanDate.parse("2024-Q3")) == "2024-Q3"
    assert repr(PlanDate.parse("2024-Q3")) == "PlanDate('2024-Q3')"
    assert PlanDate.parse("2024-09-30") == on_day(date(2024, 9, 30))


def test_dates_are_ordered_by_the_last_day_that_they_can_mean():
    written = ["ongoing", "2024-10", "2024-09-30", "2024", "2024-Q3", "2024-08"]
    in_order = sorted(map(PlanDate.parse, written))
    assert list(map(str, in_order)) == ["2024-08", "2024-09-30", "2024-Q3", "2024-10", "2024", "ongoing"]
    assert PlanDate.parse("2024-09") <= PlanDate.parse("2024-09-30") <= PlanDate.parse("2024-09")
    assert PlanDate.parse("2024-09") != PlanDate.parse("2024-09-30")


def test_a_date_compares_with_a_day():
    september = PlanDate.parse("2024-09")
    assert september < date(2024, 10, 1)
    assert not september < date(2024, 9, 30)
    assert date(2024, 9, 30) >= september > date(2024, 9, 29)
    assert PlanDate.parse("unknown") > date(2999, 1, 1)
    assert PlanDate.parse("2024-09-30") == date(2024, 9, 30) in {PlanDate.parse("2024-09-30")}
    assert september != date(2024, 9, 30)


def test_a_datetime_is_refused_by_name():
    with pytest.raises(TypeError, match=r"must be a date or a PlanDate, not datetime .*; use .date\(\) of it"):
        _ = PlanDate.parse("2024-09") < datetime(2024, 9, 30)
    with pytest.raises(TypeError, match="must be a date or a PlanDate, not str '2024'"):
        _ = PlanDate.parse("2024-09") < "2024"  # type: ignore[operator]
