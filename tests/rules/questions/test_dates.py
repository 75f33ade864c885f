"""Questions about dates: the smallest plan of which each is asked, and one just short of it."""

import pytest

from conftest import ACTION, PLAN

WHAT = 'action 1.1 ("Build the dashboard")'


def moves(*days):
    return "".join(f"[[status]]\non = {on}\nby = 'hcc'\ndue = {due}\nreason = 'Late'\n" for on, due in days)


TWICE = moves(("2024-09-01", "2024-10-31"), ("2024-10-01", "2024-11-30"))
THRICE = TWICE + moves(("2024-11-01", "2024-12-31"))


def test_moved_more_than_twice(challenges_of):
    (found,) = challenges_of("C201", "2024-11-01", {"actions/1.1.toml": ACTION + THRICE})
    assert found.question == f"Why should anyone believe the new date of {WHAT}, which has moved 3 times?"
    assert found.why == ("Moved 3 times, from 30 Sep 2024 to 31 Dec 2024, 92 days in all.",)
    assert [where.keys for where in found.rests_on] == [("status", index, "due") for index in range(3)]


def test_moved_twice(asked):
    assert asked("C201", "2024-11-01", TWICE) == []
    assert asked("C201", "2024-12-01", THRICE + "[[status]]\non = 2024-12-01\nby = 'hcc'\nstate = 'complete'\n") == []


MILESTONE = "[[milestones]]\nid = 'a'\ntitle = 'Chosen'\ndue = 2024-05-01\n"
APPROVAL = "approvals = [{ by = 'board', on = 2024-04-01 }]\n"


def milestone_moved(rest="", key="milestone = 'a'\n"):
    return f"[[status]]\non = 2024-04-01\nby = 'hcc'\n{key}due = 2024-12-31\nreason = 'Late'\n{rest}"


@pytest.mark.parametrize(
    ("policy", "action_moves", "questions"),
    [
        ("[policy]\nredate_approvals = ['board']\n", "", 1),
        ("", milestone_moved(APPROVAL, key=""), 1),
        ("", milestone_moved(key=""), 0),
        ("", "", 0),
    ],
    ids=["the policy asks for it", "it is usual here", "it is not usual here", "nothing shows what is usual"],
)
def test_a_milestone_that_moved_without_approval_is_named(challenges_of, policy, action_moves, questions):
    """Kind: records of one plan that disagree are not held together."""
    files = {"plan.toml": PLAN + policy, "actions/1.1.toml": ACTION + MILESTONE + action_moves + milestone_moved()}
    found = challenges_of("C208", "2024-06-01", files)
    assert [each.question for each in found] == [f'Who agreed that the milestone "Chosen" of {WHAT} moved?'] * questions
    if questions:
        why = (
            'The milestone "Chosen" moved on 1 Apr 2024 to 31 Dec 2024, first due 1 May 2024; no approval is on record.'
        )
        assert found[0].why == (why,)
    files["actions/1.1.toml"] = ACTION + MILESTONE + action_moves + milestone_moved(APPROVAL)
    assert challenges_of("C208", "2024-06-01", files) == ()


STATED = "[[stated]]\nfield = 'due'\nvalue = '{}'\nsource = ['https://a.example']\n"


@pytest.mark.parametrize(
    ("rest", "questions"),
    [
        (STATED.format("2024-12"), 1),
        (STATED.format("2024-09-30"), 0),
        (STATED.format("2024-12").replace("'due'", "'title'"), 0),
        (STATED.format("2024-12") + moves(("2024-09-01", "2024-10-31")), 0),
    ],
    ids=["another date", "the same date", "another field", "moved since"],
)
def test_rival_due_dates(asked, rest, questions):
    """Kind: records of one plan that disagree are not held together."""
    question = f"Which due date of {WHAT} holds, if sources also give Dec 2024?"
    assert asked("C209", "2024-09-15", rest) == [question] * questions


BEGUN = "[[status]]\non = 2024-05-01\nby = 'hcc'\nstate = 'in-progress'\n"
NOT_STARTED = BEGUN.replace("in-progress", "not-started")
HEAD = ACTION.replace("due = 2024-09-30", "start = 2024-06-01\n    due = 2024-08-30")  # ninety days


def test_not_begun_with_a_third_of_the_time_gone(challenges_of, asked):
    (found,) = challenges_of("C202", "2024-07-02", {"actions/1.1.toml": HEAD + NOT_STARTED})
    assert found.question == f"When will {WHAT} begin, now that 34% of its time has passed?"
    assert found.why == ("Reported as not started; 34% of the time from 1 Jun 2024 to 30 Aug 2024 has passed.",)
    assert asked("C202", "2024-07-01", NOT_STARTED, head=HEAD) == []  # a third, and no more
    assert asked("C202", "2024-07-02", BEGUN, head=HEAD) == []


def test_not_reported_differs_from_not_started(challenges_of):
    (found,) = challenges_of("C202", "2024-08-31", {"actions/1.1.toml": HEAD})
    assert found.question == f"What has happened with {WHAT}, now that its due date has passed?"
    assert found.why == ("No report says that it has begun; it was planned from 1 Jun 2024 to 30 Aug 2024.",)


def test_without_a_start_the_time_runs_from_the_day_it_was_agreed(asked):
    assert asked("C202", "2024-04-21", NOT_STARTED) == []  # 81 of 243 days since 31 January
    assert len(asked("C202", "2024-04-22")) == 1


def actions(number, due="2024-09-30", owner="hcc"):
    head = ACTION.replace("2024-09-30", due).replace("hcc", owner)
    return {f"actions/1.{index}.toml": head for index in range(1, number + 1)}


def test_too_many_due_at_once(challenges_of):
    (found,) = challenges_of("C203", "2024-09-15", actions(6))
    assert found.question == "Can County Council finish 6 actions in Sep 2024?"
    first = "; ".join(f"1.{number} Build the dashboard" for number in (1, 2, 3))
    assert found.why == (f"6 of its open actions are due in Sep 2024: {first}; 3 others.",)
    assert challenges_of("C203", "2024-09-15", actions(5)) == ()
    assert challenges_of("C203", "2024-10-01", actions(6)) == ()  # overdue, which others ask


def test_how_many_are_too_many_is_the_plans_to_say(challenges_of):
    policy = {"plan.toml": PLAN + "\n[policy]\nchallenge_due_in_month = 2\n"}
    assert len(challenges_of("C203", "2024-09-15", {**policy, **actions(3)})) == 1
    assert challenges_of("C203", "2024-09-15", {**policy, **actions(2)}) == ()


def bunched(in_december, elsewhere):
    files = actions(in_december, '"2024"')
    files |= {path.replace("/1.", "/2."): text for path, text in actions(elsewhere, "2024-10-31", "icb").items()}
    return files


@pytest.mark.parametrize(("in_december", "elsewhere", "questions"), [(3, 5, 1), (3, 6, 0), (2, 3, 0)])
def test_dates_bunched_at_a_years_end(challenges_of, in_december, elsewhere, questions):
    assert len(challenges_of("C204", "2024-09-15", bunched(in_december, elsewhere))) == questions


def test_bunched_dates_are_asked_about_in_numbers(challenges_of):
    (found,) = challenges_of("C204", "2024-09-15", bunched(4, 4))
    assert found.question == (
        "Why are 4 of the 8 open due dates in Dec 2024: does the work end then, or only the year?"
    )


SUSPENDED = "[[status]]\non = 2024-06-03\nby = 'hcc'\nstate = 'suspended'\nreason = 'Guidance is awaited'\n"


def test_suspended_without_review(asked):
    question = f"What will happen to {WHAT}, suspended with no entry for 12 weeks?"
    assert asked("C205", "2024-08-27", SUSPENDED) == [question]
    assert asked("C205", "2024-08-26", SUSPENDED) == []  # twelve weeks, and no more
    review = "[[status]]\non = 2024-08-01\nby = 'board'\nnote = 'Still awaited'\n"
    assert asked("C205", "2024-08-27", SUSPENDED + review) == []


def progress(*reports):
    return "".join(
        f"[[status]]\non = {on}\nby = 'hcc'\nstate = 'in-progress'\nprogress = {per_cent}\n" for on, per_cent in reports
    )


STILL = progress(("2024-03-05", 20), ("2024-04-05", 40), ("2024-05-05", 40), ("2024-07-01", 40))


def test_progress_unchanged(asked):
    assert asked("C206", "2024-07-05", STILL) == [f"What delays {WHAT}, which has been at 40% since 5 Apr 2024?"]
    assert asked("C206", "2024-07-04", STILL) == []
    assert asked("C206", "2024-07-05", STILL + progress(("2024-07-04", 41))) == []
    assert asked("C206", "2024-07-05", STILL.replace("40", "100")) == []  # which is another question


def test_of_an_owner_gone_silent_progress_is_not_asked_besides(asked):
    assert asked("C206", "2024-09-01", STILL) == []
    assert len(asked("C301", "2024-09-01", STILL)) == 1
