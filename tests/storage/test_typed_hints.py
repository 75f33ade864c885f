"""What files say of dates, names, numbers and words in other forms: always how a file writes them."""

import pytest

from actionplan import load

PLAN = """format = 1
id = "p"
title = "Plan"
{more}
[bodies.hcc]
name = "Example Council"
kind = "council"
aliases = ["The County Council"]
[bodies.cafe]
name = "Caf\u00e9 Forum"
kind = "parent-carer-forum"
[ratings.amber]
label = "At risk"
meaning = "May be late"
"""


def problem_of(make_plan, action="", *, more=""):
    files = {"plan.toml": PLAN.format(more=more), "actions/1.1.toml": f'title = "T"\nareas = ["PA1"]\n{action}\n'}
    (found,) = load(make_plan(files)).problems
    return found


@pytest.mark.parametrize(
    ("typed", "fix"),
    [
        ('"Sept 24"', 'write: "2024-09"'),
        ('"5-Nov-26"', "write: 2026-11-05"),
        ('"TBC"', 'write: "unknown"'),
        ('"Ongoing"', 'write: "ongoing"'),
        ('"2026/27"', 'write: "FY2026-27"'),
        ('"05/11/2026 00:00"', "write: 2026-11-05"),
        ('"2026-11-05T00:00:00Z"', "write: 2026-11-05"),
        ("2026-11-05T00:00:00Z", "write: 2026-11-05"),
        ("2026-06-30T23:00:00Z", "write: 2026-07-01 or 2026-06-30"),
        ('"Q3 2026/27"', 'write: "FY2026-27-Q3"'),
        ('"Quarter 3 of 2026/27"', 'write: "FY2026-27-Q3"'),
        ('"end of Q2 2024/25"', 'write: "FY2024-25-Q2"'),
        ('"July to September 2025"', 'write: "2025-Q3"'),
        ('"Spring term 2025"', 'write: "spring-2025"'),
        ("46331", "write: 2026-11-05"),
        ("2026", 'put quotes round it: "2026"'),
        ('"11/28/2026"', "write: 2026-11-28 (28 Nov 2026)"),
        ('"early 2025"', 'write: "2025-Q1" (January to March 2025) or "2025"'),
        ('"Q3 2024"', 'write: "2024-Q3" (July to September 2024) or "FY2024-25-Q3" (October to December 2024)'),
    ],
)
def test_a_date_in_another_form_has_the_form_of_a_file_as_its_fix(make_plan, typed, fix):
    term = "[terms.spring-2025]\nfrom = 2025-01-06\nuntil = 2025-04-04\n"
    assert problem_of(make_plan, f"due = {typed}", more=term).fix == fix


@pytest.mark.parametrize("typed", ["Sept 24", "5-Nov-26", "TBC", "2026/27", "05/11/2026 00:00", "Q3 2026/27"])
def test_a_date_without_quotes_has_the_same_fix(make_plan, typed):
    found = problem_of(make_plan, f"due = {typed}")
    assert found.code == "E001"
    assert found.fix == problem_of(make_plan, f'due = "{typed}"').fix


def test_the_year_of_the_plan_comes_first_in_the_fix_for_a_bare_quarter(make_plan):
    fix = problem_of(make_plan, 'due = "Q3 2024"', more='year_starts = "04-01"').fix
    assert fix == 'write: "FY2024-25-Q3" (October to December 2024) or "2024-Q3" (July to September 2024)'


@pytest.mark.parametrize("typed", ["04-06", "01-01", "1 April"])
def test_a_year_starts_on_the_first_of_a_month(make_plan, typed):
    found = problem_of(make_plan, more=f'year_starts = "{typed}"')
    assert (found.code, found.where.keys) == ("E104", ("year_starts",))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Example Council", "hcc"),
        ("the county\u00a0council", "hcc"),
        ("EXAMPLE  COUNCIL", "hcc"),
        ("Cafe\u0301 Forum", "cafe"),
    ],
)
@pytest.mark.parametrize("key", ['owner = "{}"', 'partners = ["{}"]', '[[status]]\non = 2024-01-01\nby = "{}"\n'])
def test_a_body_by_its_name_has_its_id_as_the_fix(make_plan, typed, name, key):
    assert problem_of(make_plan, key.format(typed)).fix == f'write its id: "{name}"'


def test_a_body_by_its_name_in_the_plan_file(make_plan):
    found = problem_of(make_plan, more='[[meetings]]\nbody = "Example Council"\non = 2024-01-01\n')
    assert found.fix == 'write its id: "hcc"'


def test_a_rating_by_its_label(make_plan):
    found = problem_of(make_plan, '[[status]]\non = 2024-01-01\nby = "hcc"\nrating = "At risk"\n')
    assert found.fix == 'write its id: "amber"'


@pytest.mark.parametrize(
    ("typed", "fix"),
    [
        ("In\u00a0progress", 'write: "in-progress"'),
        ("Underway", 'write: "in-progress"'),
        ("On hold", 'write: "suspended"'),
        ("Closed", '"Closed" does not say whether it was done; write: "complete" or "cancelled"'),
        ("cancelld", 'did you mean "cancelled"?'),
    ],
)
def test_a_state_in_other_words(make_plan, typed, fix):
    assert problem_of(make_plan, f'[[status]]\non = 2024-01-01\nby = "hcc"\nstate = "{typed}"\n').fix == fix


@pytest.mark.parametrize(
    ("typed", "fix"),
    [
        ('"40%"', "write: 40"),
        ('"40 per cent"', "write: 40"),
        ('"0.4"', "write: 40"),
        ('"lots"', ""),
    ],
)
def test_a_per_cent_in_quotes(make_plan, typed, fix):
    assert problem_of(make_plan, f'[[status]]\non = 2024-01-01\nby = "hcc"\nprogress = {typed}\n').fix == fix
