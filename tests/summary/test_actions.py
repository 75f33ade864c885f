"""Where an action stands on a day, folded from its head and the entries up to that day."""

from datetime import date

import pytest

import actionplan
from actionplan.model import Policy
from actionplan.summary.actions import summarise_action
from conftest import ACTION


@pytest.fixture
def stands(make_plan):
    """Return the status of action 1.1, with the head `ACTION` (due 30 September 2024) and its history as given."""

    def summary(history, on, head=ACTION, policy=None):
        portfolio = actionplan.load_strict(make_plan({"actions/1.1.toml": head + history}))
        [action] = portfolio.plans[0].actions
        return summarise_action(action, date.fromisoformat(on), policy, date(2024, 1, 31))

    return summary


LIFE = """
    [[status]]
    on = 2024-03-05
    by = "hcc"
    state = "in-progress"
    rating = "green"
    progress = 40

    [[status]]
    on = 2024-07-02
    by = "board"
    due = 2024-12-31
    owner = "icb"
    reason = "The supplier is late"

    [[status]]
    on = "2024-11"
    by = "icb"
    state = "complete"

    [[status]]
    on = 2025-02-01
    by = "icb"
    state = "in-progress"
    reason = "Two schools had been forgotten"

    [[status]]
    on = 2025-03-10
    by = "icb"
    state = "complete"

    [[status]]
    on = 2025-05-01
    by = "board"
    state = "verified"
"""


@pytest.mark.parametrize(
    ("on", "state", "owner", "due", "late", "late_original", "moved"),
    [
        ("2024-02-01", None, "hcc", "2024-09-30", 0, 0, 0),
        ("2024-03-05", "in-progress", "hcc", "2024-09-30", 0, 0, 0),
        ("2024-07-02", "in-progress", "icb", "2024-12-31", 0, 0, 1),
        ("2024-10-05", "in-progress", "icb", "2024-12-31", 0, 5, 1),
        ("2024-11-29", "in-progress", "icb", "2024-12-31", 0, 60, 1),  # November is not over yet
        ("2024-11-30", "complete", "icb", "2024-12-31", 0, 61, 1),
        ("2025-01-31", "complete", "icb", "2024-12-31", 0, 61, 1),  # finished: lateness no longer grows
        ("2025-02-01", "in-progress", "icb", "2024-12-31", 32, 124, 1),  # reopened: it runs on
        ("2025-04-01", "complete", "icb", "2024-12-31", 69, 161, 1),
        ("2025-06-01", "verified", "icb", "2024-12-31", 69, 161, 1),  # the completion of March still counts
    ],
)
def test_a_life(stands, on, state, owner, due, late, late_original, moved):
    action = stands(LIFE, on)
    assert (action.state, action.owner, action.due.text) == (state, owner, due)
    assert (action.days_late, action.days_late_original, action.times_redated) == (late, late_original, moved)
    assert action.original_due.text == "2024-09-30"


def test_the_due_day_itself_is_not_late(stands):
    assert stands("", "2024-09-30").days_late == 0
    assert stands("", "2024-10-01").days_late == 1
    assert stands("", "2024-10-01").overdue


@pytest.mark.parametrize("due", ['"ongoing"', '"unknown"', None])
def test_no_due_day_no_lateness(stands, due):
    head = ACTION.replace("due = 2024-09-30", f"due = {due}" if due else "")
    action = stands("", "2030-01-01", head)
    assert action.days_late is None
    assert not action.overdue


def test_a_cancelled_action_is_not_late(stands):
    assert stands('[[status]]\non = 2024-10-05\nstate = "cancelled"', "2025-01-01").days_late is None


def test_a_suspended_action_is(stands):
    assert stands('[[status]]\non = 2024-10-05\nstate = "suspended"', "2024-10-10").days_late == 10


def test_within_a_day_the_order_of_the_file_counts(stands):
    history = '[[status]]\non = 2024-03-05\nrating = "red"\n[[status]]\non = 2024-03-05\nrating = "green"'
    assert stands(history, "2024-03-05").rating == "green"


def test_an_older_entry_that_is_added_later_changes_nothing_after_it(stands):
    history = '[[status]]\non = 2024-03-05\nrating = "red"\n[[status]]\non = 2024-02-05\nrating = "green"'
    assert stands(history, "2024-03-05").rating == "red"


def test_a_correction_holds_from_the_day_of_what_it_corrects(stands):
    history = """
    [[status]]
    id = "a"
    on = 2024-03-05
    progress = 90

    [[status]]
    on = 2024-04-05
    progress = 45

    [[status]]
    on = 2024-06-01
    corrects = "a"
    progress = 40
    reason = "A slip of the hand"
    """
    assert stands(history, "2024-03-05").progress == 40
    assert stands(history, "2024-06-01").progress == 45
    assert stands(history, "2024-06-01").last_update.text == "2024-04-05"


def test_naming_the_same_day_again_is_no_move(stands):
    history = '[[status]]\non = 2024-03-05\ndue = "2024-09"\nreason = "x"'
    assert stands(history, "2024-03-06").times_redated == 0


@pytest.mark.parametrize(("due", "moves"), [("", 0), ('due = "ongoing"', 0), ('due = "unknown"', 1)])
def test_a_first_day_is_a_move_only_where_the_date_before_it_is_unknown(stands, due, moves):
    head = ACTION.replace("due = 2024-09-30", due)
    history = "[[status]]\non = 2024-03-05\ndue = 2024-12-31\nreason = 'x'"
    action = stands(history, "2024-03-06", head)
    assert (action.times_redated, action.due.text, action.days_late_original) == (moves, "2024-12-31", None)
    assert action.days_slipped is None


def test_stale_due_soon_and_never_updated(stands):
    history = "[[status]]\non = 2024-08-01\nnote = 'x'"
    assert not stands(history, "2024-09-15").stale
    assert stands(history, "2024-09-16").stale
    assert not stands(history, "2024-08-30").due_soon
    assert stands(history, "2024-08-31").due_soon
    assert stands("", "2024-09-01").updates == 0
    assert not stands("", "2024-09-01").stale


def test_recently_finished(stands):
    history = "[[status]]\non = 2024-09-05\nstate = 'complete'"
    assert stands(history, "2024-10-04").recently_finished
    assert not stands(history, "2024-10-05").recently_finished


MOVED = '[[status]]\non = 2024-07-02\ndue = 2024-12-31\nreason = "x"\n'


@pytest.mark.parametrize(
    ("due", "slipped"),
    [("2024-12-31", 92), ("2024-09-30", 0), ("2024-09-01", -29), ('"2024-10"', 31), ('"unknown"', None)],
)
def test_days_slipped_run_from_the_first_due_day_to_the_present_one(stands, due, slipped):
    assert stands(MOVED.replace("2024-12-31", due), "2024-10-01").days_slipped == slipped


def test_without_an_original_due_date_there_is_no_slippage(stands):
    assert stands(MOVED, "2024-10-01", ACTION.replace("due = 2024-09-30", "")).days_slipped is None


@pytest.mark.parametrize(
    ("against", "on", "overdue"),
    [
        ("current", "2024-10-01", 0),
        ("original", "2024-09-30", 0),
        ("original", "2024-10-01", 1),
        ("current", "2025-01-01", 1),
        ("original", "2025-01-01", 93),
    ],
)
def test_a_plan_says_by_which_date_an_action_is_overdue(stands, against, on, overdue):
    action = stands(MOVED, on, policy=Policy(late_against=against))
    assert (action.days_overdue, action.overdue) == (overdue, overdue > 0)
    assert action.overdue_original == (on > "2024-09-30")


def test_without_a_first_date_the_present_one_counts(stands):
    head = ACTION.replace("due = 2024-09-30", "")
    assert stands(MOVED, "2025-01-02", head, Policy(late_against="original")).days_overdue == 2


def test_what_is_finished_is_not_overdue(stands):
    done = MOVED + '[[status]]\non = 2025-02-01\nstate = "complete"\n'
    assert stands(done, "2025-03-01", policy=Policy(late_against="original")).days_overdue == 0


def test_a_date_set_after_the_end_does_not_make_late_work_on_time(stands):
    done = '[[status]]\non = 2024-11-01\nstate = "complete"\n'
    later = MOVED.replace("2024-07-02", "2024-11-02")
    action = stands(done + later, "2024-12-01")
    assert (action.days_late, action.days_late_original) == (32, 32)
    assert stands(MOVED + done, "2024-12-01").days_late == 0
