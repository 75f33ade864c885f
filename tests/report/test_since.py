"""The sentences of `since`: each says what changed, when, who says so and why, and says it once."""

from datetime import date

import pytest
from attrs import evolve

import actionplan
from actionplan.model.ids import Id
from actionplan.report.report_type import Context, RunResult
from actionplan.report.since import SINCE, Comparison, ViewSide
from actionplan.report.writers import terminal
from actionplan.summary.changes.records import Change
from actionplan.summary.changes.since import difference
from conftest import ACTION

LATER = ACTION.replace("2024-09-30", "2026-09-30")
JUNE, JULY = date(2024, 6, 1), date(2024, 7, 1)


def flat(plans, changes=None):
    """Return the screen of June 2024 without its line ends, or that of changes that were worked out already."""
    changes = {plan.id: changes for plan in plans} if changes is not None else None
    compared = Comparison(since=ViewSide(day=JUNE), until=ViewSide(day=JULY), typed="2024-06-01", changes=changes)
    context = Context(as_at=JULY, selection=compared)
    run = RunResult(results=tuple(SINCE.result(plan, context) for plan in plans))
    return " ".join(terminal.write(SINCE.document(run, context)).split())


@pytest.fixture
def text_of_june(make_plan):
    """Return what `since` says of June 2024 about an action with the given history."""

    def text(history, head=LATER, **files):
        return flat(actionplan.load_strict(make_plan({"actions/1.1.toml": head + history, **files})).plans)

    return text


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('owner = "icb"', 'owner was County Council, now Integrated Care Board on 10 Jun 2024, reported by'),
        ('partners = ["icb"]', "partners was none, now Integrated Care Board on 10 Jun 2024"),
        ("start = 2024-07-01", "start was none, now 1 Jul 2024 on 10 Jun 2024"),
        ('success = "All use it."', 'success measure was none, now "All use it." on 10 Jun 2024'),
        ("due = 2026-12-31", "moved on 10 Jun 2024 from 30 Sep 2026 to 31 Dec 2026, 92 days later, reported by"),
        ("due = 2026-08-31", "to 31 Aug 2026, 30 days earlier"),
        ('due = "unknown"', "moved on 10 Jun 2024 from 30 Sep 2026 to unknown, reported by County Council"),
    ],
)  # fmt: skip
def test_what_was_agreed_changed(text_of_june, entry, sentence):
    assert sentence in text_of_june(f'[[status]]\non = 2024-06-10\nby = "hcc"\n{entry}\nreason = "x"\n')


def test_a_first_date(text_of_june):
    entry = '[[status]]\non = 2024-06-10\ndue = 2026-12-31\nreason = "x"\n'
    assert "due date was none, now 31 Dec 2026 on 10 Jun 2024; reason: x" in text_of_june(
        entry, head=LATER.replace("due", "start")
    )


def test_the_entry_that_brought_an_action_back_says_why_not_those_after_it(text_of_june):
    done = '[[status]]\non = 2024-05-20\nstate = "complete"\n'
    back = '[[status]]\non = 2024-06-03\nstate = "in-progress"\nreason = "Two schools had been forgotten"\n'
    after = '[[status]]\non = 2024-06-20\nstate = "in-progress"\nprogress = 80\n'
    assert "now in progress on 3 Jun 2024; reason: Two schools had been forgotten." in text_of_june(done + back + after)


def test_what_came_and_went_between_the_two_days_keeps_its_reason(text_of_june):
    stopped = '[[status]]\non = 2024-06-03\nstate = "suspended"\nreason = "A strike"\n'
    again = '[[status]]\non = 2024-06-20\nstate = "in-progress"\n'
    assert "suspended on 3 Jun 2024; reason: A strike." in text_of_june(stopped + again)


def test_a_note_is_given_once(text_of_june):
    entry = '[[status]]\non = 2024-06-10\nstate = "complete"\nrating = "green"\nnote = "All schools use it"\n'
    said = text_of_june(entry)
    assert "Finished: 1" in said
    assert "Ratings changed: 1" in said
    assert said.count("All schools use it") == 1


def test_an_update_says_how_it_was_rated(text_of_june):
    red = '[[status]]\non = {}\nrating = "red"\nnote = "x"\n'
    assert 'rated Red on 10 Jun 2024: "x"' in text_of_june(red.format("2024-05-20") + red.format("2024-06-10"))


def test_what_is_new_and_what_is_gone(make_plan):
    portfolio = actionplan.load_strict(make_plan({"resolutions/R1.toml": RESOLUTION, "actions/1.1.toml": LATER}))
    before, after = portfolio.at(JUNE, known_at=JUNE), portfolio.at(JULY, known_at=JULY)
    assert "R1 Act: new resolution." in flat(portfolio.plans, difference(before, after))
    gone = actionplan.load_strict(make_plan({"actions/1.2.toml": LATER}, name="q")).at(JULY)
    said = flat(gone.portfolio.plans, difference(before, gone))
    assert "1.1 Build the dashboard: no longer in the plan." in said
    assert "1.2 Build the dashboard: joined the plan; County Council, due 30 Sep 2026." in said


RESOLUTION = 'title = "Act"\nbody = "board"\non = 2024-06-05\noutcome = "lost"\n'


def test_ids_stand_for_names_that_the_plan_does_not_have(make_plan):
    history = '[[status]]\non = 2024-06-10\nby = "hcc"\nrating = "red"\n'
    (plan,) = actionplan.load_strict(make_plan({"actions/1.1.toml": LATER + history})).plans
    assert "rating changed from none to red on 10 Jun 2024, reported by hcc." in flat(
        [evolve(plan, bodies={}, ratings={})]
    )


@pytest.mark.parametrize(
    ("heading", "sentence"), [("newly-late", "1.1 T: overdue."), ("corrected", "1.1 T: an earlier entry is corrected.")]
)
def test_a_change_without_an_entry_or_a_state(make_plan, heading, sentence):
    (plan,) = actionplan.load_strict(make_plan()).plans
    change = Change(heading=heading, plan=Id("p"), record=Id("1.1"), kind="action", title="T")
    assert sentence in flat([plan], [change])


def test_a_reading_that_was_corrected_at_once_is_given_by_the_value_that_holds(text_of_june):
    measure = 'title = "Plans in time"\nunit = "per cent"\ndirection = "up"\n'
    slip = '[[readings]]\nid = "slip"\non = 2024-06-03\nperiod = "2024-05"\nvalue = 442\n'
    right = '[[readings]]\non = 2024-06-04\nperiod = "2024-05"\nvalue = 44.2\ncorrects = "slip"\nreason = "A slip"\n'
    text = text_of_june("", **{"measures/m.toml": measure + slip + right})
    assert "44.2% for May 2024; published 3 Jun 2024" in text
    said = "the reading for May 2024 is corrected, 442% for May 2024, now 44.2% for May 2024, on 4 Jun 2024; reason: A"
    assert said in text
    assert text.count("442%") == 1


def test_a_reading_is_not_compared_with_a_baseline_of_a_later_time(text_of_june):
    head = 'title = "Plans in time"\nunit = "per cent"\ndirection = "up"\n[baseline]\nperiod = "2023"\nvalue = 40\n'
    for_2022 = '[[readings]]\non = 2024-06-03\nperiod = "2022"\nvalue = 32.6\n'
    for_2024 = '[[readings]]\non = 2024-06-04\nperiod = "2024"\nvalue = 54\n'
    text = text_of_june("", **{"measures/m.toml": head + for_2022 + for_2024})
    assert "32.6% for 2022; published 3 Jun 2024" in text
    assert "54% for 2024 (was 32.6% for 2022), better" in text
