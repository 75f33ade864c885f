"""Progress in dated paragraphs becomes an entry for each."""

import pytest

from actionplan.edit.imports.paragraphs import dates_in, progress_in
from actionplan.model.dates import NO_CALENDAR


def paragraphs(text):
    found = progress_in(text, NO_CALENDAR, "day-first")
    return found.undated, [(str(each.on), each.text) for each in found.dated]


@pytest.mark.parametrize(
    ("text", "on", "rest"),
    [
        ("12/3/24: Two are in post", "2024-03-12", "Two are in post"),
        ("12.03.2024 - Two are in post", "2024-03-12", "Two are in post"),
        ("Update 3 May 2024: Signed", "2024-05-03", "Signed"),
        ("[March 2024] Signed: by all", None, None),
        ("[March 2024]: Signed by all", "2024-03", "Signed by all"),
        ("12th March 2024 \u2013 Signed", "2024-03-12", "Signed"),
        ("May 24\nSigned by all", "2024-05", "Signed by all"),
        ("2024 was a good year: all signed", None, None),
        ("Target 12/3/24: not met", None, None),
    ],
)
def test_a_paragraph_begins_with_its_date(text, on, rest):
    assert paragraphs(text) == (("", [(on, rest)]) if on else (text, []))


def test_lines_without_a_date_go_with_the_paragraph_above_and_others_come_first():
    text = "On track.\n12/3/24: Two are in post\nThe third starts in May\n1/6/24: All are"
    assert paragraphs(text) == (
        "On track.",
        [("2024-03-12", "Two are in post\nThe third starts in May"), ("2024-06-01", "All are")],
    )


def test_the_dates_of_paragraphs_show_the_order_of_day_and_month():
    assert dates_in(["3/28/24: Signed\nMore", "no date"]) == ["3/28/24"]
