"""One document as each writer shows it: the same words, in the way of the medium."""

from textwrap import dedent

from actionplan.report.action_words import state_span
from actionplan.report.document import (
    GAP,
    Bar,
    Cells,
    Column,
    Facts,
    Heading,
    Item,
    Items,
    Paragraph,
    Source,
    Span,
    Table,
)
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
    assert html.write(DOCUMENT, "Status") == dedent(
        """\
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Status</title>
        </head>
        <body>
        <main>
        <h1>Status</h1>
        <h2>A plan</h2>
        <p>As at 1 Oct 2024. <code>plans/a_b</code></p>
        <p>1 of 4 finished (25%)</p>
        <h3>Late: 1</h3>
        <ul>
        <li><strong>1.1</strong> Give every partner one dashboard
        <ul>
        <li>hcc, <span class="state-in-progress">in progress</span>, <span class="late">3 days late</span></li>
        </ul>
        </li>
        </ul>
        <dl>
        <dt>owner</dt><dd>hcc</dd>
        <dt>rated</dt><dd><span class="colour-amber">At risk</span></dd>
        </dl>
        <table>
        <thead><tr><th scope="col">Area</th><th scope="col">Late</th></tr></thead>
        <tbody>
        <tr><th scope="row">PA1</th><td>1</td></tr>
        <tr><th scope="row">PA2</th><td>none</td></tr>
        </tbody>
        </table>
        <pre>due = 2024-13-01
              ^^^^^^^^^^</pre>
        </main>
        </body>
        </html>
        """
    )


def test_the_first_heading_of_level_1_is_the_title_of_the_page():
    page = html.write([Heading("What changed", 1), Heading("Again", 1)], "since")
    assert "<title>What changed</title>" in page
    assert page.index("<h1>What changed</h1>") < page.index("<h2>Again</h2>")


def test_a_colour_that_is_none_and_a_state_that_nobody_reported_on_a_page():
    page = html.write([Paragraph((Span("as they see it", "colour:"), " ", state_span(None)))], "T")
    assert '<p>as they see it <span class="state-not-reported">no state given</span></p>' in page
    assert terminal.write([Paragraph(state_span(None))]) == "? no state given\n"
