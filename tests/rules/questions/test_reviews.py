"""Questions about reviews: answers and recommendations that are overdue, and the review that comes next."""

import pytest

from conftest import ACTION, PLAN

REVIEW = 'title = "Audit of data"\nkind = "other"\nby = ["board"]\npublished = 2024-05-07\n'
PART = '[[recommendations]]\nid = "a"\ntext = "Name one owner of the data."\n'
NEXT = 'title = "Next inspection"\nkind = "inspection"\nby = ["board"]\n'


def entry(on, *lines):
    return "\n".join(("[[status]]", f"on = {on}", 'recommendation = "a"', *lines, ""))


# C112


def test_an_answer_that_is_overdue(challenges_of):
    text = REVIEW + PART + 'response_by = "hcc"\nresponse_due = 2024-06-30\n'
    (found,) = challenges_of("C112", "2024-07-10", {"reviews/r.toml": text})
    assert found.question == (
        'When does County Council answer 1 recommendation of the review "Audit of data", of which an answer is overdue?'
    )
    assert found.why == ('Recommendation a "Name one owner of the data", due 30 Jun 2024, 10 days overdue.',)
    assert (found.owner, found.records) == ("hcc", ("r",))
    assert not challenges_of("C112", "2024-06-30", {"reviews/r.toml": text})
    answered = text + entry("2024-07-01", 'response = "accepted"')
    assert not challenges_of("C112", "2024-07-10", {"reviews/r.toml": answered})


def test_the_successor_of_a_body_is_asked_for_its_answer(challenges_of):
    plan = PLAN.replace("[bodies.hcc]", '[bodies.hcc]\n    until = 2024-05-31\n    successor = "icb"')
    text = REVIEW + PART + 'response_by = "hcc"\nresponse_due = 2024-06-30\n'
    (found,) = challenges_of("C112", "2024-07-10", {"reviews/r.toml": text, "plan.toml": plan}, owner="icb")
    assert found.question.startswith("When does Integrated Care Board answer")


def test_answers_of_different_bodies_are_different_questions(challenges_of):
    other = PART.replace('"a"', '"b"')
    due = "response_due = 2024-06-30\n"
    text = f'{REVIEW}{PART}response_by = "hcc"\n{due}{other}{due}'
    questions = [found.question for found in challenges_of("C112", "2024-07-10", {"reviews/r.toml": text})]
    assert len(questions) == 2
    assert any(question.startswith("When does the body that has to answer") for question in questions)


# C113


def test_a_recommendation_past_its_due_date(challenges_of):
    text = REVIEW + PART + 'due = 2024-06-30\nactions = ["1.1"]\n'
    files = {"reviews/r.toml": text, "actions/1.1.toml": ACTION}
    (found,) = challenges_of("C113", "2024-07-10", files)
    assert found.question == 'Why is 1 recommendation of the review "Audit of data" not carried out by its due date?'
    assert found.why == (
        'Recommendation a "Name one owner of the data", due 30 Jun 2024, 10 days overdue (action 1.1).',
    )
    assert found.owner == "hcc"
    assert not challenges_of("C113", "2024-06-30", files)


def test_one_of_which_nothing_is_on_record_is_asked_about_once(challenges_of):
    files = {"reviews/r.toml": REVIEW + PART + "due = 2024-06-30\n"}
    assert not challenges_of("C113", "2024-07-10", files)
    assert len(challenges_of("C111", "2024-07-10", files)) == 1


# C114 and C115


@pytest.mark.parametrize(
    ("key", "when"),
    [
        ('expected = "2024"', "expected in 2024"),
        ("expected = 2024-11-05", "expected on 5 Nov 2024"),
        ("held = 2024-11-05", "planned for 5 Nov 2024"),
    ],
)
def test_a_review_that_comes_within_a_year(challenges_of, key, when):
    """With what the reviewers will ask about: here one recommendation, and one action that nobody has updated."""
    files = {"reviews/n.toml": NEXT + key, "reviews/r.toml": REVIEW + PART + "due = 2024-06-30\n"}
    (found,) = challenges_of("C114", "2024-10-02", files)
    assert found.question == f'What will Improvement Board be shown at "Next inspection", {when}?'
    assert found.why == ("1 recommendation of earlier reviews is open, 1 overdue; 1 of 1 action is open, 1 overdue.",)


@pytest.mark.parametrize("key", ["expected = 2026-01-31", "held = 2024-09-01", 'expected = "unknown"', ""])
def test_a_review_that_is_far_off_or_over_is_not_asked_about(challenges_of, key):
    assert not challenges_of("C114", "2024-10-02", {"reviews/n.toml": NEXT + key})


def test_a_review_that_was_expected_and_of_which_nothing_is_on_record(challenges_of):
    (found,) = challenges_of("C115", "2025-01-02", {"reviews/n.toml": NEXT + 'expected = "2024"'})
    assert found.question == 'Was "Next inspection" held, which was expected in 2024?'
    assert found.why == ("That time ended 2 days ago, and nothing newer is on record.",)
    for other in ("held = 2024-12-03", "published = 2024-12-19"):
        files = {"reviews/n.toml": f'{NEXT}expected = "2024"\n{other}\n'}
        assert not challenges_of("C115", "2025-01-02", files)
