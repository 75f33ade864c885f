"""One document as each writer shows it: the same words, in the way of the medium."""

import re
from textwrap import dedent

from actionplan.report.action_words import state_span
from actionplan.report.document import GAP, Bar, Cells, Column, Facts, Heading, Item, Items, Paragraph, Source, Table
from actionplan.report.inline import Span
from actionplan.report.writers import html, markdown, terminal
from actionplan.report.writers.styled import Screen

DOCUMENT = (
    Heading("A plan"),
    Paragraph(("As at 1 Oct 2024. ", Span("plans/a_b", "code"))),
    GAP,
    Bar(1, 4, "1 of 4 finished (25%)", width=8),
    GAP,
    Heading("Late", 3, count=1),
    Items(
        (
            Item(
                "Give every partner one dashboard",
                "1.1",
                (Cells(("hcc", Span("in progress", "state:in-progress")), Span("3 days late", "late")),),
            ),
        )
    ),
    GAP,
    Facts((("owner", "hcc"), ("rated", Span("At risk", "colour:amber")))),
    GAP,
    Table((Column("Area"), Column("Late", is_number=True)), (("PA1", "1"), ("PA2", "none"))),
    Source(("due = 2024-13-01", "      ^^^^^^^^^^")),
)


def test_a_screen_has_signs_columns_and_blank_lines():
    assert terminal.write(DOCUMENT) == dedent(
        """\
        A plan
        As at 1 Oct 2024. plans/a_b

        ██░░░░░░ 1 of 4 finished (25%)

        Late: 1
        1.1  Give every partner one dashboard
             hcc  ◐ in progress  ! 3 days late

          owner  hcc
          rated  ▲ At risk

        Area  Late
        PA1      1
        PA2   none
        due = 2024-13-01
              ^^^^^^^^^^
        """
    )


def test_a_screen_of_ascii_has_other_signs():
    assert "> in progress  ! 3 days late" in terminal.write(DOCUMENT, Screen(unicode=False))


def test_colours_are_on_the_words_that_have_a_role():
    line = terminal.write([Paragraph(("so ", Span("late", "late")))], Screen(colour=True))
    assert line == "so \x1b[1;31m! late\x1b[0m\n"


def test_styles_stay_on_their_words_where_a_line_is_broken():
    screen = Screen(width=24, colour=True)
    wrapped = terminal.write([Paragraph(("word " * 4, Span("strong words here", "strong")))], screen)
    assert wrapped == "word word word word\n\x1b[1mstrong words here\x1b[0m\n"


def test_markdown_has_marks_for_papers():
    assert markdown.write(DOCUMENT) == dedent(
        """\
        ## A plan

        As at 1 Oct 2024. `plans/a_b`

        1 of 4 finished (25%)

        ### Late

        - **1.1** Give every partner one dashboard
            - hcc, in progress, 3 days late

        - **owner:** hcc
        - **rated:** At risk

        | Area | Late |
        | --- | ---: |
        | PA1 | 1 |
        | PA2 | none |

            due = 2024-13-01
                  ^^^^^^^^^^
        """
    )


def test_a_page_has_one_title_and_elements_that_say_what_they_are():
    page = html.write(DOCUMENT, "Status")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>Status</title>" in page
    without_signs = re.sub(r"<svg.*?</svg>", "", page[page.index("<main>") :])
    assert without_signs == dedent(
        """\
        <main>
        <h1>Status</h1>
        <h2>A plan</h2>
        <p>As at 1 Oct 2024. <code>plans/a_b</code></p>
        <p>1 of 4 finished (25%)</p>
        <h3>Late: 1</h3>
        <ul>
        <li><strong>1.1</strong> Give every partner one dashboard
        <ul>
        <li>hcc, <span class="state-in-progress sign">in progress</span>, <span class="late">3 days late</span></li>
        </ul>
        </li>
        </ul>
        <dl>
        <dt>owner</dt><dd>hcc</dd>
        <dt>rated</dt><dd><span class="colour-amber sign">At risk</span></dd>
        </dl>
        <div class="scroll">
        <table class="stack">
        <thead><tr><th scope="col">Area</th>\
<th scope="col" class="number">Late</th></tr></thead>
        <tbody>
        <tr><th scope="row">PA1</th>\
<td data-heading="Late" class="number">1</td></tr>
        <tr><th scope="row">PA2</th>\
<td data-heading="Late" class="number">none</td></tr>
        </tbody>
        </table>
        </div>
        <pre>due = 2024-13-01
              ^^^^^^^^^^</pre>
        </main>
        </body>
        </html>
        """
    )


def test_states_and_ratings_have_signs_of_their_own_beside_their_words():
    words = (
        state_span("complete"),
        Span("On course", "colour:green"),
        Span("At risk", "colour:amber"),
        state_span(None),
    )
    page = html.write([Paragraph(word) for word in words], "Signs")
    signs = re.findall(r' sign">(<svg viewBox="0 0 16 16" aria-hidden="true".*?</svg>)', page)
    assert len(set(signs)) == len(words)


def test_the_first_heading_of_level_1_is_the_title_of_the_page():
    page = html.write([Heading("What changed", 1), Heading("Again", 1)], "since")
    assert "<title>What changed</title>" in page
    assert page.index("<h1>What changed</h1>") < page.index("<h2>Again</h2>")


def test_a_colour_that_is_none_and_a_state_that_nobody_reported_on_a_page():
    page = html.write([Paragraph((Span("as they see it", "colour:"), " ", state_span(None)))], "T")
    assert "<p>as they see it <span" in page
    assert "</svg>no state given</span></p>" in page
    assert terminal.write([Paragraph(state_span(None))]) == "? no state given\n"
