"""Reports lead to the records that they name."""

import re

import pytest


@pytest.fixture(scope="module")
def north(view):
    return view("examples/northshire-send")


def links(page):
    """Return the words of the links in the main part of a page, with their addresses."""
    main = page.partition("<main")[2].partition("</main>")[0]
    found = re.findall(r'<a href="([^"]*)">(.*?)</a>', main)
    return {re.sub("<[^>]*>", "", words): address for address, words in found}


@pytest.mark.parametrize("name", ["status", "due", "since?day=2025-09-01", "challenge", "dependencies"])
def test_an_action_in_a_report_leads_to_its_page(north, name):
    found = links(north.page(f"/northshire-send/reports/{name}"))
    numbers = {words for words in found if re.fullmatch(r"[1-5]\.\d+", words)}
    assert numbers
    for number in numbers:
        assert found[number].partition("?")[0] == f"/northshire-send/actions/{number}"


def test_what_the_board_is_asked_leads_to_the_actions(north):
    found = links(north.page("/northshire-send/"))
    assert {"4.12", "1.3"} <= set(found)


def test_a_number_in_a_sentence_is_no_record(north):
    measures = north.page("/northshire-send/reports/measures")
    assert not re.search(r"<a [^>]*>[0-9.]+</a>(%| points| children)", measures)
