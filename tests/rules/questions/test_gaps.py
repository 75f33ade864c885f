"""Questions about what nothing on record answers: the smallest plan of which each is asked, and one short of it."""

import pytest

from conftest import ACTION, AREA, PLAN

FINDINGS = """
    [[findings]]
    id = "a"
    text = "Data are not shared."

    [[findings]]
    id = "b"
    text = "Families are not heard."
"""
FORUM = """
    [bodies.forum]
    name = "Parents Forum"
    kind = "parent-carer-forum"
"""
CLAUSE = """
    title = "Say sorry"
    body = "board"
    on = 2024-03-04
    outcome = "carried"

    [[clauses]]
    id = "a"
    text = "Apologise."
    no_action_because = "It is done once."
"""


def test_a_finding_that_no_action_names(challenges_of):
    files = {"areas/PA1.toml": AREA + FINDINGS, "actions/1.1.toml": ACTION + 'findings = ["a"]\n'}
    (found,) = challenges_of("C490", "2024-06-03", files)
    assert found.question == ('What is done about finding PA1:b ("Families are not heard"), which no action answers?')
    assert found.why == ("1 action serves the area, and none of them names it.",)


@pytest.mark.parametrize("names", ['findings = ["a", "PA1:b"]', ""])
def test_all_findings_are_named_or_none_is(challenges_of, names):
    files = {"areas/PA1.toml": AREA + FINDINGS, "actions/1.1.toml": ACTION + names + "\n"}
    assert challenges_of("C490", "2024-06-03", files) == ()


def test_a_target_of_which_no_reading_was_ever_published(challenges_of):
    targets = "[[targets]]\ndue = 2026-12-31\nvalue = 1000\n\n[[targets]]\ndue = 2027-12-31\nvalue = 1000\n"
    measure = f'title = "Places"\nunit = "places"\ndirection = "up"\n\n{targets}'
    (found,) = challenges_of("C491", "2024-06-03", {"measures/places.toml": measure})
    assert found.question == 'How far is "Places", which has a target and no reading?'
    assert found.why == ("The target is 1,000 by 31 Dec 2026; 1,000 by 31 Dec 2027.",)
    reading = '\n[[readings]]\non = 2024-06-03\nperiod = "2024-05"\nvalue = 3\n'
    read = {"measures/places.toml": measure + reading}
    assert challenges_of("C491", "2024-06-03", read) == ()
    assert len(challenges_of("C491", "2024-06-02", read)) == 1, "not published yet"


def test_a_clause_of_which_nobody_knows_what_became(challenges_of):
    (found,) = challenges_of("C590", "2024-06-03", {"resolutions/r.toml": CLAUSE})
    assert found.question == 'What became of 1 clause of the resolution "Say sorry" of 4 Mar 2024?'
    assert found.why == ('Resolved 91 days ago: a "Apologise"; whether it was done is not on record.',)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2024-04-15", CLAUSE),
        ("2024-06-03", CLAUSE.replace('"carried"', '"lost"')),
        ("2024-06-03", CLAUSE + '\n[[status]]\non = 2024-04-02\nclause = "a"\nstate = "complete"\n'),
        ("2024-06-03", CLAUSE.replace('no_action_because = "It is done once."', 'actions = ["1.1"]')),
    ],
)
def test_no_clause_is_asked_about(challenges_of, day, text):
    """It is six weeks old, does not bind, was reported, or an action carries it out."""
    assert challenges_of("C590", day, {"resolutions/r.toml": text}) == ()


def note(by, on="2024-04-02", rest=""):
    return f'[[status]]\non = {on}\nby = "{by}"\nnote = "Nothing is better."\n{rest}\n'


def asked_of_forum(challenges_of, history, day="2024-06-03"):
    files = {"plan.toml": PLAN + FORUM, "areas/PA1.toml": AREA, "actions/1.1.toml": ACTION + history}
    return challenges_of("C390", day, files)


def test_what_parents_reported_is_the_last_word(challenges_of):
    (found,) = asked_of_forum(challenges_of, note("hcc", "2024-03-04") + note("forum"))
    assert found.question == (
        'What has been done about what Parents Forum reported of action 1.1 ("Build the dashboard"), dated 2 Apr 2024?'
    )
    assert found.why == ('It reported: "Nothing is better".',)
    assert found.owner == "hcc"


@pytest.mark.parametrize(
    "history",
    [
        note("forum") + note("hcc", "2024-04-03"),
        note("forum", rest='state = "in-progress"'),
        note("forum", "2024-05-01"),
        note("forum", "2024-03-04") + '[[status]]\non = 2024-04-02\nby = "forum"\nprogress = 10\n',
    ],
    ids=["answered", "an update of its own", "a month ago", "no words"],
)
def test_nothing_that_parents_reported_is_left_unanswered(challenges_of, history):
    assert asked_of_forum(challenges_of, history) == ()


def test_a_finished_action_is_past_answering(challenges_of):
    done = '[[status]]\non = 2024-03-04\nby = "hcc"\nstate = "complete"\nnote = "Live"\n'
    assert asked_of_forum(challenges_of, done + note("forum")) == ()
