"""States, ratings and bodies by the words that people use for them."""

import pytest

from actionplan import Body, Id
from actionplan.input.names import read_body, read_rating, read_state, read_word
from actionplan.input.unclear import Unclear, explained
from actionplan.model.policy import Rating
from actionplan.model.vocabulary import BodyKind, Outcome, RiskState

BODIES = {
    Id("hcc"): Body(name="Example County Council", kind="council", aliases=("ECC",)),
    Id("cs"): Body(name="Children\u2019s Services & Caf\u00e9", kind="team"),
    Id("north"): Body(name="Area team", kind="team"),
    Id("south"): Body(name="Area team", kind="team"),
}
RATINGS = {Id("amber"): (Rating(label="At risk", meaning="M"), Rating(label="Some risk", meaning="M"))}


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("In progress", "in-progress"),
        ("IN-PROGRESS", "in-progress"),
        ("in\u2011progress", "in-progress"),
        ("In\u00a0progress", "in-progress"),
        ("Underway", "in-progress"),
        ("Not yet started", "not-started"),
        ("SUSPENDED", "suspended"),
        ("Completed", "complete"),
        ("Achieved", "complete"),
        ("Complete and independently checked", "verified"),
        ("No longer required", "cancelled"),
    ],
)
def test_a_state(typed, state):
    assert read_state(typed) == state


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Closed", '"Closed" does not say whether it was done: write complete or cancelled'),
        ("On track", '"On track" is a rating or a date, and no state: write in-progress or not-started'),
        ("Reprogrammed", '"Reprogrammed" says that a date moved, and is no state: write in-progress or suspended'),
        ("Complet", 'there is no state "Complet": did you mean "complete"?'),
    ],
)
def test_a_word_that_is_no_state(typed, answer):
    unclear = read_state(typed)
    assert isinstance(unclear, Unclear)
    assert explained(unclear) == answer


def test_other_vocabularies_have_synonyms_too():
    assert read_state("Materialised", RiskState) == "happened"
    assert read_word("NHS Trust", BodyKind) == "provider"
    assert read_word("Passed", Outcome) == "carried"


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("hcc", "hcc"),
        ("HCC", "hcc"),
        ("ecc", "hcc"),
        ("the Example  County\u00a0Council", "hcc"),
        ("children's services and cafe\u0301", "cs"),
        ("CHILDREN\u2019S SERVICES & CAF\u00c9\u200b", "cs"),
    ],
)
def test_a_body(typed, body):
    assert read_body(typed, BODIES) == body


def test_a_body_that_is_not_there_or_not_alone():
    nobody, two = read_body("Exampel Council", BODIES), read_body("area team", BODIES)
    assert isinstance(nobody, Unclear)
    assert isinstance(two, Unclear)
    assert explained(nobody) == 'there is no body "Exampel Council": did you mean "hcc" (Example County Council)?'
    assert explained(two) == '"area team" is the name of 2 bodies: write north (Area team) or south (Area team)'


@pytest.mark.parametrize("typed", ["amber", "Amber", "at risk", "AT\u00a0RISK", "Some risk"])
def test_a_rating_by_any_label_that_it_had(typed):
    assert read_rating(typed, RATINGS) == "amber"
