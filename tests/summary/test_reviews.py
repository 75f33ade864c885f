"""Reviews as at a day: what is known of them, how far what they ask for has come, and the clock of an inspection."""

from datetime import date

import pytest

import actionplan
from actionplan.summary.reviews import reviews
from conftest import PLAN

REVIEW = 'title = "Inspection"\nkind = "inspection"\nby = ["board"]\n'
ASK = '\n[[recommendations]]\nid = "a"\ntext = "Cut the waits."\ndue = 2024-06-30\n'


def said(on, state):
    return f'\n[[status]]\non = {on}\nby = "hcc"\nrecommendation = "a"\nstate = "{state}"\n'


@pytest.fixture
def on(make_plan):
    """Return the reviews of a plan on a day."""

    def of(text, day=date(2024, 10, 1), policy="", **files):
        files = {"plan.toml": PLAN + policy, "reviews/R1.toml": text, **files}
        return reviews(actionplan.load_strict(make_plan(files)).at(day))[0]

    return of


@pytest.fixture
def ask(on):
    def of(text, day=date(2024, 10, 1)):
        return on(text, day).reviews[0].recommendations[0]

    return of


# The clock


def test_hertfordshire_by_publication(on):
    """Published 10 Nov 2023, due 19 Dec 2023; when the report was received is not on record."""
    clock = on(f"{REVIEW}published = 2023-11-10\nplan_due = 2023-12-19\n").reviews[0].clock
    assert (clock.from_receipt, clock.from_publication, clock.deadline) == (None, 27, None)


def test_by_receipt_where_that_is_known(on):
    text = f"{REVIEW}received = 2023-10-31\npublished = 2023-11-10\nplan_due = 2023-12-19\n"
    clock = on(text, date(2023, 12, 15)).reviews[0].clock
    assert (clock.from_receipt, clock.from_publication, clock.left) == (35, 27, 2)


def test_the_plans_own_rule_runs_from_receipt(on):
    policy = "\n[policy]\nplan_due_working_days = 35\n"
    clock = on(f"{REVIEW}received = 2023-10-31\n", date(2023, 12, 20), policy).reviews[0].clock
    assert (clock.deadline, clock.left) == (date(2023, 12, 19), -1)
    assert on(f"{REVIEW}published = 2023-10-31\n", policy=policy).reviews[0].clock is None


def test_closed_days_put_the_deadline_off(on):
    policy = "\n[policy]\nplan_due_working_days = 35\nclosed_days = [2023-11-01]\n"
    assert on(f"{REVIEW}received = 2023-10-31\n", policy=policy).reviews[0].clock.deadline == date(2023, 12, 20)


def test_nobody_counts_from_a_month(on):
    assert on(f'{REVIEW}received = "2023-10"\nplan_due = "2023-12"\n').reviews[0].clock is None


def test_only_an_inspection_starts_the_plans_own_clock(on):
    policy = "\n[policy]\nplan_due_working_days = 35\n"
    stocktake = REVIEW.replace("inspection", "stocktake")
    assert on(f"{stocktake}received = 2023-10-31\n", policy=policy).reviews[0].clock is None


# What is known on a day


def test_what_a_report_says_is_known_once_there_is_one(on):
    text = f'{REVIEW}held = 2024-05-07\npublished = 2024-06-03\noutcome = "good"\nplan_due = 2024-07-01\n{ASK}'
    before, after = on(text, date(2024, 6, 2)).reviews[0], on(text, date(2024, 6, 3)).reviews[0]
    assert (before.is_reported, before.published, before.outcome, before.recommendations) == (False, None, None, ())
    assert (after.is_reported, after.outcome, len(after.recommendations)) == (True, "good", 1)
    assert (before.plan_due, before.clock) == (None, None)


def test_a_review_that_was_not_announced_yet_is_not_there(on):
    text = f"{REVIEW}announced = 2024-04-29\nheld = 2024-05-07\n"
    assert on(text, date(2024, 4, 28)).reviews == ()
    assert on(text, date(2024, 4, 29)).tally.next_review.id == "R1"
    assert on(text, date(2024, 5, 7)).tally.next_review is None


EXPECTED = f'{REVIEW}expected = "2024"\n'
SAID = '[[status]]\non = 2024-02-05\nby = "hcc"\nnote = "The minister said so."\n'


def test_a_review_that_is_expected_is_known_from_its_first_entry(on):
    assert on(EXPECTED + SAID, date(2024, 2, 4)).reviews == ()
    [review] = on(EXPECTED + SAID, date(2024, 2, 5)).reviews
    assert (review.expected.text, review.is_reported) == ("2024", False)
    assert on(EXPECTED, date(2024, 2, 4)).reviews[0].expected.text == "2024"


def test_a_review_that_was_expected_and_has_been_announced_is_known_from_then_on_too(on):
    text = f"{EXPECTED}announced = 2024-01-15\n{SAID}"
    assert [len(on(text, date(2024, 1, day)).reviews) for day in (14, 15)] == [0, 1]


def test_an_expected_review_is_the_next_one_and_no_review_that_has_begun(on):
    tally = on(EXPECTED + SAID, date(2025, 1, 2)).tally
    assert (tally.reviews, tally.next_review.id) == (0, "R1")
    held = on(f"{EXPECTED}held = 2024-12-03\n{SAID}", date(2025, 1, 2)).tally
    assert (held.reviews, held.next_review) == (1, None)


def test_the_one_that_comes_first_is_the_next(on):
    other = {"reviews/R2.toml": 'title = "Visit"\nkind = "monitoring"\nheld = 2024-11-05\n'}
    assert on(EXPECTED + SAID, date(2024, 10, 1), **other).tally.next_review.id == "R2"


def test_an_entry_moves_what_is_expected(on):
    later = '[[status]]\non = 2024-09-02\nby = "hcc"\nexpected = "2025"\nreason = "Put off"\n'
    days = (date(2024, 9, 1), date(2024, 9, 2))
    assert [on(EXPECTED + SAID + later, day).reviews[0].expected.text for day in days] == ["2024", "2025"]


def test_reviews_are_in_order_of_time(on):
    first = 'title = "Visit"\nkind = "monitoring"\nheld = 2023-02-01\n'
    text = f"{REVIEW}held = 2024-05-07\n"
    assert [review.id for review in on(text, **{"reviews/R2.toml": first}).reviews] == ["R2", "R1"]


# What is asked for


def test_an_ask_is_answered_by_its_actions(on):
    done = 'title = "T"\nareas = ["PA1"]\n[[status]]\non = 2024-07-02\nstate = "complete"\n'
    text = REVIEW + ASK.replace("due", 'actions = ["1.1"]\ndue')
    found = on(text, **{"actions/1.1.toml": done}).reviews[0].recommendations[0]
    assert (found.delivery, found.carried_out.text, found.days_late, found.overdue) == (
        "delivered",
        "2024-07-02",
        2,
        False,
    )


def test_an_ask_without_actions_is_answered_by_its_entries(ask):
    text = REVIEW + ASK + said("2024-05-01", "in-progress") + said("2024-06-30", "complete")
    assert (ask(text, date(2024, 6, 1)).delivery, ask(text, date(2024, 6, 1)).open) == ("under-way", True)
    assert (ask(text).carried_out.text, ask(text).days_late) == ("2024-06-30", 0)


def test_an_answer_that_did_not_hold(ask):
    text = REVIEW + ASK + said("2024-05-01", "complete") + said("2024-06-01", "in-progress")
    again = text + said("2024-07-01", "verified")
    assert (ask(text).open, ask(text).carried_out) == (True, None)
    assert ask(again).carried_out.text == "2024-07-01"


def test_an_ask_is_overdue_from_the_day_after(ask):
    assert not ask(REVIEW + ASK, date(2024, 6, 30)).overdue
    assert ask(REVIEW + ASK, date(2024, 7, 1)).days_late == 1


def test_an_ask_that_is_no_longer_asked(ask):
    found = ask(REVIEW + ASK + said("2024-05-01", "cancelled"))
    assert (found.open, found.overdue, found.delivery) == (False, False, "not-tracked")


def test_what_comes_next(on):
    later = ASK.replace('"a"', '"b"').replace("2024-06-30", "2024-12-31")
    tally = on(REVIEW + ASK + later).tally
    assert (tally.reviews, tally.recommendations_open, tally.recommendations_overdue) == (1, 2, 1)
    assert tally.next_recommendation[1].id == "b"


# Notices


NOTICE = 'title = "Improvement notice"\nkind = "notice"\nby = ["board"]\npublished = {published}\n'
FIRST = NOTICE.format(published="2024-05-15") + ASK.replace("2024-06-30", "2024-05-31\nresponse_due = 2024-05-20")
SECOND = NOTICE.format(published="2024-09-06")


@pytest.fixture
def notices(on):
    """Return the notice of May, and the tally, on a day; the text is that of the notice of September."""

    def of(text, day=date(2024, 10, 1)):
        plan = on(FIRST, day, **{"reviews/R2.toml": text})
        return plan.reviews[0], plan.tally

    return of


def test_a_notice_applies_until_the_one_that_replaces_it_is_published(notices):
    first, tally = notices(SECOND + 'replaces = ["R1"]\n', day=date(2024, 9, 5))
    asked = first.recommendations[0]
    assert (first.replaced_by, asked.replaced, asked.open, asked.overdue) == ((), False, True, True)
    assert (tally.recommendations_open, tally.recommendations_overdue, tally.responses_overdue) == (1, 1, 1)


def test_nothing_in_a_replaced_notice_is_asked_for_any_more(notices):
    first, tally = notices(SECOND + 'replaces = ["R1"]\n', day=date(2024, 9, 6))
    asked = first.recommendations[0]
    assert (first.replaced_by, asked.replaced, asked.open, asked.overdue) == (("R2",), True, False, False)
    assert (asked.days_late, asked.response_days_late, asked.response_overdue) == (0, 0, False)
    assert (tally.recommendations_open, tally.recommendations_overdue, tally.responses_overdue) == (0, 0, 0)


def test_what_a_notice_replaces_may_be_learned_later(notices):
    entry = '\n[[status]]\non = 2024-09-20\nby = "hcc"\nreplaces = ["R1"]\nreason = "Its covering letter says so"\n'
    assert notices(SECOND + entry, day=date(2024, 9, 19))[1].recommendations_open == 1
    assert notices(SECOND + entry, day=date(2024, 9, 20))[1].recommendations_open == 0


def test_what_was_carried_out_of_a_replaced_notice_stays_so(on):
    files = {"reviews/R2.toml": SECOND + 'replaces = ["R1"]\n'}
    asked = on(FIRST + said("2024-06-10", "complete"), **files).reviews[0].recommendations[0]
    assert (asked.replaced, asked.delivery, asked.carried_out.text, asked.days_late) == (
        True, "delivered", "2024-06-10", 10,
    )  # fmt: skip
