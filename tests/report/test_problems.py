"""Problems as text: place and code first, the line with a caret, what was expected, the likely fix."""

import actionplan.report.json_exceptions  # noqa: F401  # it says how problems become JSON
from actionplan.model.problem import Location, problem
from actionplan.report.problems import problems_document
from actionplan.report.writers import html, markdown, terminal
from actionplan.report.writers.json import as_json
from actionplan.report.writers.styled import PLAIN, Screen


def written(problems, screen=PLAIN):
    return terminal.write(problems_document(problems), screen).rstrip("\n")


AT = Location(path="actions/1.1.toml", line=3, column=9, text='owner = "hc"', length=4)


def at(text, column, length=1, code="E201", line=3):
    where = Location(path="actions/1.1.toml", line=line, column=column, text=text, length=length)
    return problem(code, 'there is no body "hc"', where, expected="one of hcc, icb", fix='did you mean "hcc"?')


def test_the_whole_of_it():
    assert written([at('owner = "hc"', 9, 4)]) == (
        'actions/1.1.toml:3:9: E201 there is no body "hc"\n'
        '    owner = "hc"\n'
        "            ^^^^\n"
        "    expected: one of hcc, icb\n"
        '    fix: did you mean "hcc"?'
    )


def test_a_long_line_is_cut_around_the_caret():
    shown = written([at("x" * 200 + "HERE" + "y" * 200, 201, 4)]).split("\n")
    assert len(shown[1]) <= 80
    assert shown[1][shown[2].index("^") :].startswith("HERE")


def test_only_a_terminal_wraps_the_first_line_which_editors_read_whole():
    long = problem(
        "W515", "no body has said anything about this action since the meeting of the board in September", AT
    )
    assert written([long]).startswith(f"actions/1.1.toml:3:9: W515 {long.message}\n")
    assert written([long], Screen(is_terminal=True)).startswith(
        "actions/1.1.toml:3:9: W515 no body has said anything about this action since the\n"
        "    meeting of the board in September\n"
    )


def test_the_caret_stays_under_the_fault_when_characters_are_made_visible():
    shown = written([at('a = "\u202e" # HERE', 11, 4)]).split("\n")
    assert shown[1][shown[2].index("^") :] == "HERE"


def test_of_many_problems_alike_in_one_file_the_first_hundred_are_shown():
    text = written([at("", 1, line=number) for number in range(1, 104)] + [at("", 1, code="E202")])
    assert text.count("E201 there is no body") == 100
    more = "actions/1.1.toml: 3 more problems with the code E201; --format json lists all of them."
    assert " ".join(text.split()).endswith(more)
    assert "E202" in text


def test_unreadable_files_come_first_then_errors_then_warnings():
    text = written([at("", 1, code="W502"), at("", 1, code="E201"), at("", 1, code="E001")])
    assert [line.split()[1] for line in text.split("\n") if line.startswith("actions")] == ["E001", "E201", "W502"]


def test_a_tab_before_the_fault_takes_one_place():
    shown = written([at("\towner = HERE", 10, 4)]).split("\n")
    assert shown[1:3] == ["     owner = HERE", "             ^^^^"]


def test_a_page_has_a_heading_for_each_problem():
    problems = [at('owner = "hc"', 9, 4), at("", 1, code="W502")]
    assert markdown.write(problems_document(problems, is_page=True)) == (
        "## Errors\n\n"
        '### E201 there is no body "hc"\n\n'
        "`actions/1.1.toml:3:9`\n\n"
        '    owner = "hc"\n'
        "            ^^^^\n\n"
        "- expected: one of hcc, icb\n"
        '- fix: did you mean "hcc"?\n\n'
        "## Warnings\n\n"
        '### W502 there is no body "hc"\n\n'
        "`actions/1.1.toml:3:1`\n\n"
        "- expected: one of hcc, icb\n"
        '- fix: did you mean "hcc"?\n'
    )


def test_what_a_file_says_is_not_taken_for_html():
    page = html.write(problems_document([at("owner = <b>", 9, 3)], is_page=True), "Check")
    assert "<pre>owner = &lt;b&gt;\n        ^^^</pre>" in page


def test_json_has_the_same_words():
    answer = as_json(at('owner = "hc"', 9))
    assert (answer["code"], answer["severity"], answer["expected"]) == ("E201", "error", "one of hcc, icb")
    assert (answer["path"], answer["line"], answer["column"]) == ("actions/1.1.toml", 3, 9)
    assert answer["fix"] == 'did you mean "hcc"?'
