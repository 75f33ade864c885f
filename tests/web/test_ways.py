"""How pages lead on: counts to what they count, a page that is not there to the others, and what a chosen day says."""

import re
from html import unescape

import pytest

from actionplan.web.pages.help_pages import TERMS
from conftest import REPOSITORY


def main(page):
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(
    ("count", "when"), [("34 of 64", "done"), ("25, by up to", "overdue"), ("3", "open"), ("20 ", "moved")]
)
def test_each_count_of_the_overview_leads_to_the_list_of_what_it_counts(north, count, when):
    link = rf'<a href="([^"]*when={when}[^"]*)">(?:<[^>]*>)*{count}'
    found = re.search(link, main(north.page("/northshire-send/?as_at=2026-01-15")))
    assert found is not None
    listed = main(north.page(unescape(found[1])))
    assert f"<strong>{count.split()[0].rstrip(',')} of 64 actions</strong>" in listed
    assert "as_at=2026-01-15" in unescape(found[1])


def test_a_page_that_is_not_there_leads_to_the_others(north):
    answer = north.get("/northshire-send/actions/99?as_at=2026-01-10")
    assert answer.status_code == 404
    page = answer.get_data(as_text=True)
    assert "Position as at 10 Jan 2026" in page
    assert 'href="/northshire-send/measures?as_at=2026-01-10"' in page
    elsewhere = north.get("/nowhere/actions")
    assert elsewhere.status_code == 404
    assert "Position as at" not in elsewhere.get_data(as_text=True)


@pytest.mark.parametrize("page", ["actions", "actions/1.3", "measures", "reports/status", "risks"])
def test_every_page_of_a_day_before_the_files_says_what_is_not_known(north, page):
    caution = "This plan has been kept in these files only since 1 Oct 2025."
    for days in ("known_at=2025-06-30", "as_at=2025-06-30"):
        assert caution in north.page(f"/northshire-send/{page}?{days}")
    assert caution not in north.page(f"/northshire-send/{page}?as_at=2026-01-15")


def test_a_filtered_list_is_called_that_as_a_file(north):
    name = north.get("/northshire-send/actions?form=csv&when=overdue").headers["Content-Disposition"]
    assert name == 'attachment; filename="northshire-send-actions-filtered-2026-01-15.csv"'
    assert "filtered" not in north.get("/northshire-send/actions?form=csv").headers["Content-Disposition"]


def test_changes_since_a_day_name_no_meeting(north):
    chosen = re.findall(
        r'<option value="([^"]*)" selected>', north.page("/northshire-send/reports/since?day=2025-10-01")
    )
    assert chosen == [""]
    chosen = re.findall(r'<option value="([^"]*)" selected>', north.page("/northshire-send/reports/since"))
    assert chosen == ["2026-01-08"]


def test_an_action_is_called_in_a_form_as_it_is_on_the_day(north):
    page = north.page("/northshire-send/reports/dependencies")
    assert ">5.8 Write a transition policy<" not in page


def test_the_help_has_the_words_of_the_glossary(north):
    glossary = (REPOSITORY / "docs" / "glossary.md").read_text("utf-8")
    for word, meaning in TERMS.items():
        assert f"| **{word}** | {meaning}" in glossary
    assert "trajectory" in north.page("/help").casefold()
