"""What we print, we accept: the text of any date, typed again, is the same date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan import Id, PlanDate
from actionplan.input.dates import read_date
from actionplan.model import Term
from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.text import at_text, date_from_to, date_text
from actionplan.model.vocabulary import YearStart
from strategies import plan_dates

YEARS: tuple[YearStart, ...] = ("02-01", "04-01", "09-01", "12-01")
TERMS = {
    Id("autumn-2024"): Term(from_=date(2024, 9, 2), until=date(2024, 12, 20), label="Autumn term 2024"),
    Id("spring-2025"): Term(from_=date(2025, 1, 6), until=date(2025, 4, 4)),
    Id("summer-25"): Term(from_=date(2025, 4, 22), until=date(2025, 7, 18)),
    Id("Autumn-Term-2025-26"): Term(from_=date(2025, 9, 1), until=date(2025, 12, 19)),
    Id("t3"): Term(from_=date(2025, 4, 22), until=date(2025, 7, 22), label="Trinity (summer)"),
}


@st.composite
def dated(draw):
    """Return a calendar, and one of its dates."""
    calendar = draw(st.sampled_from([NO_CALENDAR, *(Calendar(terms=TERMS, year_starts=day) for day in YEARS)]))
    return calendar, draw(plan_dates(calendar))


@given(dated())
def test_the_text_of_any_date_is_read_as_that_date(made):
    calendar, when = made
    texts = [when.text, date_text(when), date_text(when, short=True), date_from_to(when)]
    for text in [*texts, at_text(when)] if when.last is not None else texts:
        again = read_date(text, calendar)
        assert isinstance(again, PlanDate), text
        assert (again.first, again.last) == (when.first, when.last), text


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("spring-2025", "spring term 2025"),
        ("summer-25", "summer term 2025"),
        ("Autumn-Term-2025-26", "autumn term 2025/26"),
        ("to-Nov-2023", "to-Nov-2023"),
    ],
)
def test_a_term_without_a_label_is_named_if_its_id_shows_which_it_is(term, text):
    assert date_text(PlanDate(term, date(2025, 1, 6), date(2025, 4, 4))) == text


@given(dated())
def test_it_has_the_form_of_the_years_of_the_plan(made):
    calendar, when = made
    again = read_date(date_text(when), calendar)
    assert isinstance(again, PlanDate)
    if calendar.year_starts is not None and "Q" in when.text and again.text != when.text:
        assert again.text.startswith("FY")
