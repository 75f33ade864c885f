"""Questions about records that do not go together: the smallest plan of each, and one just short of it."""

import pytest

from conftest import ACTION, PLAN

PLACES = "[[resources]]\namount = 120\nunit = 'places'\n"
RISK = "title = 'Places open late'\nowner = 'hcc'\nactions = ['1.1']\nraised = 2024-02-01\n"


def milestone(title, done="2024-05-04"):
    head = f"[[milestones]]\nid = 'a'\ntitle = '{title}'\ndue = 2024-05-01\n"
    return head, f"[[status]]\non = {done}\nby = 'hcc'\nmilestone = 'a'\nstate = 'complete'\n"


def said(note, on="2024-05-02"):
    return f"[[status]]\non = {on}\nby = 'hcc'\nnote = '{note}'\n"


def files(title, note, done="2024-05-04", on="2024-05-02", resource=PLACES):
    head, entry = milestone(title, done)
    return {"actions/1.1.toml": ACTION + head + resource + entry, "risks/R1.toml": RISK + said(note, on)}


def test_counts_that_do_not_agree(challenges_of):
    """Kind: records of one plan that disagree are not held together."""
    texts = ("The first 84 places are open", "Forty of 120 places did not open.")
    (found,) = challenges_of("C110", "2024-06-01", files(*texts))
    assert found.question == 'How do 84 and 40 of the 120 places of action 1.1 ("Build the dashboard") agree?'
    first, second = 'milestone 1, 4 May 2024: "The first 84 places are open', "Forty of 120 places did not open"
    assert found.why == (f'{first[0].upper()}{first[1:]}"; risk R1, 2 May 2024: "{second}".',)


@pytest.mark.parametrize(
    ("title", "note", "questions"),
    [
        ("The first 84 places are open", "84 of the 120 places are open", 0),
        ("The first 84 places are open", "Thirty-six of 120 are late", 0),
        ("The first 84 places are open", "twenty-four of all 120 are late", 1),
        ("The first eighty-four places are open", "2 of 120 are late", 1),
        ("Sites for all 120 places", "Forty of 120 are late", 0),
        ("The first 84 children came", "Forty of 120 are late", 0),
        ("The first 84 places are open", "Some of 120 are late, and 5 of 12 sites", 0),
    ],
    ids=["equal", "the rest", "not the rest", "in words", "the whole", "another unit", "no number"],
)
def test_counts_that_agree_are_not_asked_about(challenges_of, title, note, questions):
    assert len(challenges_of("C110", "2024-06-01", files(title, note))) == questions


@pytest.mark.parametrize(
    "plan",
    [
        files("The first 84 places are open", "Forty of 120 are late", on="2024-06-05"),
        files("The first 84 places are open", "Forty of 120 are late", done="'2024-07'"),
        files("The first 84 places are open", "Forty of 120 are late", resource=PLACES.replace("places", "GBP")),
    ],
    ids=["a month later", "not done yet", "money"],
)
def test_counts_of_other_times_or_things_are_not_asked_about(challenges_of, plan):
    assert challenges_of("C110", "2024-06-10", plan) == ()


ASKED = """
    title = "Inspection"
    kind = "inspection"
    by = ["hcc"]
    held = 2024-05-01

    [[recommendations]]
    id = "a"
    text = "Hurry."
"""


def test_an_ask_without_an_answer(challenges_of):
    (found,) = challenges_of("C111", "2024-06-13", {"reviews/r.toml": ASKED})
    assert (
        found.question
        == 'What has become of 1 recommendation of the review "Inspection", of which nothing is on record?'
    )
    assert found.why == ('43 days ago it recommended: a "Hurry".',)
    assert challenges_of("C111", "2024-06-12", {"reviews/r.toml": ASKED}) == ()  # six weeks, and no more


@pytest.mark.parametrize(
    "rest",
    ["actions = ['1.1']\n", "[[status]]\non = 2024-05-20\nby = 'hcc'\nrecommendation = 'a'\nstate = 'in-progress'\n"],
    ids=["an action answers it", "something was reported"],
)
def test_an_ask_that_is_followed_up_is_not_asked_about(challenges_of, rest):
    assert challenges_of("C111", "2024-07-01", {"reviews/r.toml": ASKED + rest, "actions/1.1.toml": ACTION}) == ()


@pytest.mark.parametrize(
    "rest",
    [
        "response = 'partly-accepted'\nresponse_by = 'hcc'\n",
        "[[status]]\non = 2024-05-20\nby = 'hcc'\nrecommendation = 'a'\nnote = 'In part'\n",
    ],
    ids=["it was answered", "a note was written"],
)
def test_an_ask_of_which_something_is_on_record_is_asked_about_as_one_without_an_action(challenges_of, rest):
    (found,) = challenges_of("C111", "2024-07-01", {"reviews/r.toml": ASKED + rest})
    assert found.question.endswith('of the review "Inspection", for which no action is on record?')


def test_a_plan_taken_over_says_so(challenges_of):
    plan = PLAN.replace("agreed =", "kept_since = 2024-06-01\n    agreed =")
    (found,) = challenges_of("C111", "2024-07-01", {"plan.toml": plan, "reviews/r.toml": ASKED})
    assert found.why[-1].startswith("This plan has been kept in these files since 1 Jun 2024")
