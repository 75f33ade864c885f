"""Several lines under an item of a list: each screen and page keeps them together, and apart from each other."""

from actionplan.report.document import Facts, Heading, Item, Items, Lines
from actionplan.report.writers import html, markdown, terminal

NOTE = [
    Items((Item("said by hcc", "4 Jun 2024", (Lines(("Two posts:", "- one filled", "", "1. *later*")),)),), indent=2)
]


def test_on_a_screen_each_line_is_one_and_a_blank_one_stays():
    assert terminal.write(NOTE) == (
        "  4 Jun 2024  said by hcc\n              Two posts:\n              - one filled\n\n              1. *later*\n"
    )


def test_in_markdown_lines_are_broken_and_nothing_in_them_is_taken_for_a_list():
    assert markdown.write(NOTE) == (
        "- **4 Jun 2024** said by hcc\n    - Two posts:\\\n      \\- one filled\\\n      \\\n      1\\. \\*later\\*\n"
    )


def test_on_a_page_lines_are_broken():
    page = html.write(NOTE, "Notes")
    assert "<li>Two posts:<br>- one filled<br><br>1. *later*</li>" in page


def test_the_title_of_a_page_is_its_first_heading_with_its_label():
    page = html.write([Heading("Recruit", 1, label="R1")], "Risk R1")
    assert "<title>R1 Recruit</title>" in page
    assert "<h1>R1 Recruit</h1>" in page


def test_a_list_without_items_leaves_nothing_on_a_page():
    assert "<ul" not in html.write([Items(())], "Empty")


def test_a_name_longer_than_its_column_keeps_a_blank_after_it():
    facts = Facts((("owner", "hcc"), ("preferred source", "a council")), width=8)
    assert terminal.write([facts]) == "  owner   hcc\n  preferred source a council\n"


def test_a_label_longer_than_its_column_keeps_a_blank_after_it():
    items = Items((Item("Train", "1"), Item("Build", "PA1.2.3.4")), width=9)
    assert terminal.write([items]) == "1        Train\nPA1.2.3.4 Build\n"
