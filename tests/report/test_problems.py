"""Problems as text: place and code first, the line with a caret, what was expected, the likely mend."""

from actionplan.model.problem import Location, problem
from actionplan.report.problems import counts_text, problem_json, problem_text, problems_text


def at(text, column, length=1, code="E201", line=3):
    where = Location(path="actions/1.1.toml", line=line, column=column, text=text, length=length)
    return problem(code, 'there is no body "hc"', where, expected="one of hcc, icb", fix='did you mean "hcc"?')


def test_the_whole_of_it():
    assert problem_text(at('owner = "hc"', 9, 4)) == (
        'actions/1.1.toml:3:9: E201 there is no body "hc"\n'
        '    owner = "hc"\n'
        "            ^^^^\n"
        "    expected: one of hcc, icb\n"
        '    to mend it: did you mean "hcc"?'
    )


def test_a_long_line_is_cut_around_the_caret():
    shown = problem_text(at("x" * 200 + "HERE" + "y" * 200, 201, 4)).split("\n")
    assert len(shown[1]) <= 82
    assert shown[1][shown[2].index("^") :].startswith("HERE")


def test_the_caret_stays_under_the_fault_when_characters_are_made_visible():
    shown = problem_text(at('a = "\u202e" # HERE', 11, 4)).split("\n")
    assert shown[1][shown[2].index("^") :] == "HERE"


def test_unreadable_files_come_first_then_errors_then_warnings():
    text = problems_text([at("", 1, code="W502"), at("", 1, code="E201"), at("", 1, code="E001")])
    assert [line.split()[1] for line in text.split("\n") if line.startswith("actions")] == ["E001", "E201", "W502"]


def test_counts():
    assert counts_text([at("", 1), at("", 1, code="W502"), at("", 1, code="W503")]) == "1 error, 2 warnings"


def test_json_has_the_same_words():
    answer = problem_json(at('owner = "hc"', 9))
    assert answer["code"] == "E201"
    assert (answer["path"], answer["line"], answer["column"]) == ("actions/1.1.toml", 3, 9)
    assert answer["fix"] == 'did you mean "hcc"?'
