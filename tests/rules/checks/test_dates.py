"""Dates: the order in which things can have happened."""

from datetime import date, timedelta

import pytest

import actionplan
from conftest import ACTION, TODAY


def head(start, due):
    return f'title = "Build"\nareas = ["PA1"]\nowner = "hcc"\nstart = {start}\ndue = {due}\n'


@pytest.mark.parametrize(
    ("start", "due", "codes"),
    [
        ("2024-09-30", "2024-09-29", ["E301"]),
        ("2024-09-30", "2024-09-30", []),
        ("2024-09-30", '"2024-08"', ["E301"]),
        ("2024-09-30", '"2024-09"', []),
        ('"2024-Q4"', "2024-09-30", ["E301"]),
        ('"2024-Q4"', "2024-10-01", []),
        ('"2024"', '"2024-Q1"', []),
        ("2024-09-30", '"ongoing"', []),
        ('"unknown"', "2024-09-30", []),
    ],
)
def test_an_action_is_not_due_before_it_can_start(codes_of_action, start, due, codes):
    assert codes_of_action(head=head(start, due)) == codes


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("due = 2024-03-31", ["E301"]),
        ("due = 2024-04-01", []),
        ("start = 2024-10-01", ["E301"]),
        ("start = 2024-09-30", []),
        ("start = 2024-02-01\ndue = 2024-03-31", []),
    ],
)
def test_nor_after_a_change(codes_of_action, change, codes):
    entry = f'[[status]]\non = 2024-03-05\nby = "hcc"\nreason = "It had to be"\n{change}'
    assert codes_of_action(entry, head=head("2024-04-01", "2024-09-30")) == codes


def test_an_entry_that_changes_neither_date_is_not_blamed(codes_of_action):
    note = '[[status]]\non = 2024-03-05\nby = "hcc"\nnote = "All is well"'
    assert codes_of_action(note, head=head("2024-09-30", "2024-09-29")) == ["E301"]


@pytest.mark.parametrize(("days", "codes"), [(0, []), (1, []), (2, ["E302"])])
def test_history_ends_on_the_last_day_that_has_begun_somewhere_on_earth(codes_of_action, days, codes):
    day = TODAY + timedelta(days)
    assert codes_of_action(f'[[status]]\non = {day}\nby = "hcc"\nnote = "Done"') == codes


@pytest.mark.parametrize(("days", "codes"), [(0, []), (1, []), (2, ["E302"])])
def test_nothing_was_written_down_after_today(codes_of_action, days, codes):
    day = TODAY + timedelta(days)
    assert codes_of_action(f'[[status]]\non = 2024-03-05\nrecorded = {day}\nby = "hcc"\nnote = "Done"') == codes


@pytest.mark.parametrize(
    ("day", "fix"),
    [
        ("2026-12-20", "a state is of the day on which it was so; give the day of today or an earlier one"),
        ("2062-03-20", "check the year"),
    ],
)
def test_of_an_entry_ahead_within_the_year_the_year_is_not_doubted(make_plan, day, fix):
    plan = make_plan({"actions/1.1.toml": ACTION + f'\n[[status]]\non = {day}\nby = "hcc"\nstate = "complete"\n'})
    (found,) = actionplan.check(actionplan.load(plan).at(TODAY), select="E302")
    assert found.fix == fix


def test_the_month_that_is_not_over_yet_is_not_after_today(codes_of_action):
    assert codes_of_action('[[status]]\non = "2026-11"\nby = "hcc"\nnote = "So far"') == []
    assert codes_of_action('[[status]]\non = "2026-12"\nby = "hcc"\nnote = "So far"') == ["E302"]


@pytest.mark.parametrize(
    ("on", "recorded", "codes"),
    [
        ("2024-03-05", "2024-03-04", ["E303"]),
        ("2999-03-05", "2024-03-04", ["E302"]),
        ("2024-03-05", "2024-03-05", []),
        ('"2024-03"', "2024-02-29", ["E303"]),
        ('"2024-03"', "2024-03-01", []),
    ],
)
def test_an_entry_is_written_down_when_it_is_true_or_later(codes_of_action, on, recorded, codes):
    assert codes_of_action(f'[[status]]\non = {on}\nrecorded = {recorded}\nby = "hcc"\nnote = "Done"') == codes


@pytest.mark.parametrize(("until", "codes"), [("2024-08-31", ["E304"]), ("2024-09-01", [])])
def test_a_term_does_not_end_before_it_begins(codes_of_plan, until, codes):
    assert codes_of_plan(f"[terms.autumn]\nfrom = 2024-09-01\nuntil = {until}") == codes


@pytest.mark.parametrize(("until", "codes"), [('"2022-06"', ["E304"]), ('"2022-07"', []), ('"2022"', [])])
def test_a_body_does_not_end_before_it_begins(codes_of_plan, until, codes):
    assert codes_of_plan(f'[bodies.x]\nname = "X"\nkind = "team"\nfrom = 2022-07-01\nuntil = {until}') == codes


@pytest.mark.parametrize(
    ("due", "codes"), [("2024-01-30", ["W305"]), ("2024-01-31", []), ('"2024-01"', []), ('"2023-Q4"', ["W305"])]
)
def test_an_action_is_not_due_before_the_plan_was_agreed(codes_of_action, due, codes):
    assert codes_of_action(head=head('"unknown"', due)) == codes


def test_an_action_that_joined_later_is_measured_by_its_own_agreement(codes_of_action):
    assert codes_of_action(head=head('"unknown"', "2024-06-30") + "agreed = 2024-07-01\n") == ["W305"]


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("", "from = 2025-04-01", []),
        ("from = 2025-03-31", "from = 2025-04-01", []),
        ("from = 2025-04-01", "from = 2025-04-01", ["E306"]),
        ("", "", ["E306"]),
    ],
)
def test_meanings_are_in_order_of_the_days_from_which_they_apply(codes_of_plan, first, second, codes):
    assert codes_of_plan(f"[[policy]]\n{first}\n[[policy]]\n{second}\n") == codes
    rating = '[[ratings.blue]]\nlabel = "Blue"\nmeaning = "x"\n'
    assert codes_of_plan(f"{rating}{first}\n{rating}{second}\n") == codes


def test_one_meaning_may_begin_later(codes_of_plan):
    assert codes_of_plan("[policy]\nfrom = 2025-04-01\n") == []


@pytest.mark.parametrize(("days", "codes"), [(1, []), (2, ["E307"])])
def test_an_entry_redacted_in_auckland_is_not_redacted_after_today(codes_of_action, days, codes):
    marker = f'redacted = {{ on = {TODAY + timedelta(days)}, reason = "A name", authority = "hcc" }}'
    assert codes_of_action(f"[[status]]\non = 2024-03-05\n{marker}") == codes


def test_the_last_day_of_the_calendar_has_no_day_after_it(make_plan):
    view = actionplan.load(make_plan()).at(date.max)
    assert [found.code for found in actionplan.check(view, select="E302")] == []


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("Autumn term 2024", []),
        ("The first term", []),
        ("2024", ["E127"]),
        ("Sep 2024", ["E127"]),
        ("spring-2025", ["E127"]),
        ("Spring term 2025", ["E127"]),
    ],
)
def test_the_label_of_a_term_names_this_term_alone(codes_of_plan, label, codes):
    term = "[terms.{}]\nfrom = 2024-09-01\nuntil = 2024-12-20\n"
    terms = term.format("autumn-2024") + f'label = "{label}"\n' + term.format("spring-2025")
    assert codes_of_plan(terms) == codes


@pytest.mark.parametrize(
    ("outcome", "on", "codes"),
    [
        ("carried", "2028-11-01", ["E302"]),
        ("carried-as-amended", '"2027"', ["E302"]),
        ("lost", "2026-11-26", ["E302"]),
        ("carried", "2026-11-25", []),
        ("unknown", "2028-11-01", []),
    ],
)
def test_a_resolution_that_was_carried_or_lost_was_debated_before(codes_of, outcome, on, codes):
    resolution = f'title = "T"\nbody = "board"\non = {on}\noutcome = "{outcome}"\nsource = ["https://x.example"]\n'
    assert [code for code in codes_of({"resolutions/x.toml": resolution}) if code == "E302"] == codes
