"""The sentences of `since`: each tells what changed, when, who says so and why, and tells it once."""

from datetime import date

import pytest

import actionplan
from actionplan.model.ids import Id
from actionplan.report.since import since_text
from actionplan.report.writers.legacy import Screen
from actionplan.summary.changes.since import Change, View, difference, since, view_at
from conftest import ACTION

LATER = ACTION.replace("2024-09-30", "2026-09-30")
JUNE, JULY = date(2024, 6, 1), date(2024, 7, 1)
SCREEN = Screen(width=80, colour=False, unicode=True)


def flat(changes, plans):
    return " ".join(since_text(changes, plans, "What changed", SCREEN).split())


@pytest.fixture
def told(make_plan):
    """Give what is told of June 2024 about an action with the given history."""

    def text(history, head=LATER, **files):
        portfolio = actionplan.load_strict(make_plan({"actions/1.1.toml": head + history, **files}))
        return flat(since(portfolio, JUNE, JULY), portfolio.plans)

    return text


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('owner = "icb"', 'owner was County Council, now Integrated Care Board on 10 Jun 2024, says'),
        ('partners = ["icb"]', "partners was none, now Integrated Care Board on 10 Jun 2024"),
        ("start = 2024-07-01", "start was none, now 1 Jul 2024 on 10 Jun 2024"),
        ('success = "All use it."', 'success measure was none, now "All use it." on 10 Jun 2024'),
        ("due = 2026-12-31", "moved on 10 Jun 2024 from 30 Sep 2026 to 31 Dec 2026, 92 days later, says"),
        ("due = 2026-08-31", "to 31 Aug 2026, 30 days earlier"),
        ('due = "unknown"', "moved on 10 Jun 2024 from 30 Sep 2026 to unknown, says County Council"),
    ],
)  # fmt: skip
def test_what_was_agreed_changed(told, entry, sentence):
    assert sentence in told(f'[[status]]\non = 2024-06-10\nby = "hcc"\n{entry}\nreason = "x"\n')


def test_a_first_date(told):
    entry = '[[status]]\non = 2024-06-10\ndue = 2026-12-31\nreason = "x"\n'
    assert "due was none, now 31 Dec 2026 on 10 Jun 2024; why: x" in told(entry, head=LATER.replace("due", "start"))


def test_the_entry_that_brought_an_action_back_says_why_not_those_after_it(told):
    done = '[[status]]\non = 2024-05-20\nstate = "complete"\n'
    back = '[[status]]\non = 2024-06-03\nstate = "in-progress"\nreason = "Two schools had been forgotten"\n'
    after = '[[status]]\non = 2024-06-20\nstate = "in-progress"\nprogress = 80\n'
    assert "now in progress on 3 Jun 2024; why: Two schools had been forgotten." in told(done + back + after)


def test_what_came_and_went_between_the_two_days_keeps_its_reason(told):
    stopped = '[[status]]\non = 2024-06-03\nstate = "suspended"\nreason = "A strike"\n'
    again = '[[status]]\non = 2024-06-20\nstate = "in-progress"\n'
    assert "suspended on 3 Jun 2024; why: A strike." in told(stopped + again)


def test_a_note_is_told_once(told):
    entry = '[[status]]\non = 2024-06-10\nstate = "complete"\nrating = "green"\nnote = "All schools use it"\n'
    said = told(entry)
    assert "Finished: 1" in said
    assert "Rating moved: 1" in said
    assert said.count("All schools use it") == 1


def test_an_update_says_how_it_was_rated(told):
    red = '[[status]]\non = {}\nrating = "red"\nnote = "x"\n'
    assert 'rated Red on 10 Jun 2024: "x"' in told(red.format("2024-05-20") + red.format("2024-06-10"))


def test_what_is_new_and_what_is_gone(make_plan):
    portfolio = actionplan.load_strict(make_plan({"resolutions/R1.toml": RESOLUTION, "actions/1.1.toml": LATER}))
    before, after = view_at(portfolio, JUNE), view_at(portfolio, JULY)
    assert "R1 Act: a new resolution." in flat(difference(before, after), portfolio.plans)
    gone = View(portfolio=actionplan.load_strict(make_plan({"actions/1.2.toml": LATER}, name="q")), as_at=JULY)
    said = flat(difference(before, gone), gone.portfolio.plans)
    assert "1.1 Build the dashboard: no longer in the plan." in said
    assert "1.2 Build the dashboard: joined the plan; County Council, due 30 Sep 2026." in said


RESOLUTION = 'title = "Act"\nbody = "board"\non = 2024-06-05\noutcome = "lost"\n'


def test_where_the_plan_is_not_there_ids_stand_for_names(make_plan):
    history = '[[status]]\non = 2024-06-10\nby = "hcc"\nrating = "red"\n'
    changes = since(actionplan.load_strict(make_plan({"actions/1.1.toml": LATER + history})), JUNE, JULY)
    assert "rated from none to red on 10 Jun 2024, says hcc." in flat(changes, ())


@pytest.mark.parametrize(
    ("heading", "sentence"), [("newly-late", "1.1 T: late."), ("corrected", "1.1 T: the entry is put right.")]
)
def test_a_change_without_an_entry_or_a_standing(heading, sentence):
    change = Change(heading=heading, plan=Id("p"), record=Id("1.1"), kind="action", title="T")
    assert sentence in flat((change,), ())


def test_a_reading_that_was_corrected_at_once_is_told_by_the_value_that_holds(told):
    measure = 'title = "Plans in time"\nunit = "per cent"\ndirection = "up"\n'
    slip = '[[readings]]\nid = "slip"\non = 2024-06-03\nperiod = "2024-05"\nvalue = 442\n'
    right = '[[readings]]\non = 2024-06-04\nperiod = "2024-05"\nvalue = 44.2\ncorrects = "slip"\nreason = "A slip"\n'
    text = told("", **{"measures/m.toml": measure + slip + right})
    assert "44.2% for May 2024; published 4 Jun 2024" in text
    assert "the entry slip is put right, 442% for May 2024, now 44.2% for May 2024, on 4 Jun 2024; why: A slip" in text
    assert text.count("442%") == 1


def test_a_reading_is_not_held_against_a_baseline_of_a_later_time(told):
    head = 'title = "Plans in time"\nunit = "per cent"\ndirection = "up"\n[baseline]\nperiod = "2023"\nvalue = 40\n'
    for_2022 = '[[readings]]\non = 2024-06-03\nperiod = "2022"\nvalue = 32.6\n'
    for_2024 = '[[readings]]\non = 2024-06-04\nperiod = "2024"\nvalue = 54\n'
    text = told("", **{"measures/m.toml": head + for_2022 + for_2024})
    assert "32.6% for 2022; published 3 Jun 2024" in text
    assert "54% for 2024 (was 32.6% for 2022), better" in text
