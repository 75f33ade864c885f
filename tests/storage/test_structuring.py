"""A table becomes a record; all its faults are reported at once, in the order of the record's fields."""

import tomllib

import pytest

from actionplan.model.records import Action, Plan
from actionplan.storage.structuring import structure


def action(text):
    return structure({"id": "a1", **tomllib.loads(text)}, Action, "p/actions/a1.toml")


def said_of(problems):
    """Return each problem's code, the way to its place, and its message or fix."""
    return [(found.code, ".".join(map(str, found.where.keys)), found.fix or found.message) for found in problems]


def test_all_faults_are_reported_at_once_each_with_its_place():
    record, problems = action(
        """
        notes = "x"
        areas = ["A", "B b", 3]
        titel = "T"

        [[status]]
        on = 2024-01-05
        by = 5
        evidence = [{ title = 7, link = "https://a.example" }, "report.pdf"]

        [[status]]
        progress = "40%"
        """
    )

    assert record is None
    assert said_of(problems) == [
        ("E102", "", "add: title = ..."),
        ("E106", "areas.1", "write the id, not the name: an id has no spaces"),
        ("E106", "areas.2", 'put quotes round it: "3"'),
        ("E106", "status.0.by", 'put quotes round it: "5"'),
        ("E103", "status.0.evidence.0.title", 'put quotes round it: "7"'),
        ("E103", "status.0.evidence.1", 'write: { path = "report.pdf" }'),
        ("E102", "status.1", "add: on = ..."),
        ("E103", "status.1.progress", "write: 40"),
        ("E101", "notes", "fields of your own go under [extra]"),
        ("E101", "titel", 'did you mean "title"?'),
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[[status]]\non = 2024-01-05\ncomments = 'x'", '"note"'),
        ("[[status]]\non = 2024-01-05\nrag = 'x'", '"rating"'),
        ("deadline = 2024-09-30", '"due"'),
        ("responsible = 'x'", '"owner" or "lead"'),
        ("success_criteria = 'x'", '"success"'),
    ],
)
def test_a_heading_of_councils_as_a_key_leads_to_the_key(text, keys):
    [found] = action(f'title = "T"\nareas = ["A"]\n{text}\n')[1]
    assert (found.code, found.fix) == ("E101", f"did you mean {keys}? If not, put it under [extra]")


@pytest.mark.parametrize("text", ["colour = 1", "[[status]]\non = 2024-01-05\nnotes = 'x'", "lables = ['x']"])
def test_a_record_is_made_without_keys_that_are_not_known(text):
    record, problems = action(f'title = "T"\nareas = ["A"]\n{text}\n')

    assert [found.code for found in problems] == ["E101"]
    assert record == action(f'title = "T"\nareas = ["A"]\n{text[: text.rfind(chr(10)) + 1]}')[0]
    assert record is not None


@pytest.mark.parametrize("text", ['Owner = "hcc"', "[[Status]]\non = 2024-01-05", "[states]\nx = 1", "steps = [{}]"])
def test_no_record_is_made_without_keys_that_may_hide_what_figures_need(text):
    record, problems = action(f'title = "T"\nareas = ["A"]\n{text}\n')

    assert [found.code for found in problems] == ["E101"]
    assert record is None


def test_a_key_in_capitals_is_not_said_to_be_missing_too():
    _, problems = action('Title = "T"\nareas = ["A"]\n')

    assert said_of(problems) == [("E101", "Title", "keys are written in small letters: title")]


def test_the_id_comes_from_the_files_name_so_one_in_capitals_is_no_key_of_a_record():
    _, problems = structure({"ID": "a1", "title": "T", "areas": ["A"]}, Action, "typed")

    assert said_of(problems) == [("E102", "", "add: id = ..."), ("E101", "ID", "fields of your own go under [extra]")]


def test_a_rating_has_a_header_of_its_own_or_several():
    text = 'format = 1\nid = "p"\ntitle = "P"\n'
    one, two = (
        structure(tomllib.loads(f'{text}{header}\nlabel = "Green"\nmeaning = "On time"\n'), Plan, "p/plan.toml")[0]
        for header in ("[ratings.green]", "[[ratings.green]]")
    )
    assert one is not None
    assert one == two


@pytest.mark.parametrize(
    "line",
    [
        'evidence = "https://example.org/a"',
        'evidence = ["https://example.org/a"]',
        'evidence = ["www.example.org/a"]',
        'evidence = "minutes/a.pdf"',
        'approvals = "board"',
        'approvals = ["board"]',
        'source = "https://example.org/a"',
        'partners = "icb, board"',
    ],
)
def test_the_form_that_a_fault_suggests_for_a_text_is_accepted(line):
    entry = 'title = "T"\nareas = []\n\n[[status]]\non = 2024-01-05\n'
    head, _, last = entry.rpartition("[[status]]")
    about_head = line.startswith("partners")
    wrong = f"{head}{line}\n[[status]]{last}" if about_head else f"{entry}{line}\n"
    _, (problem,) = action(wrong)
    written = problem.fix.rpartition(": ")[2].replace("DATE", "2024-01-01")
    key, _, value = line.partition(" = ")
    value = f"[{written}]" if value.startswith("[") else written
    assert action(wrong.replace(line, f"{key} = {value}"))[1] == ()
