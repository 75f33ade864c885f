"""Questions about records that do not go together, and about what nobody has answered."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from actionplan.model.problem import Location
from actionplan.model.records import Action
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.model.text import count, day_text, days_text, number_of, numbered_title, printed_id
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, Standing
from actionplan.rules.questions.owners import kept_note
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule, for_several
from actionplan.summary.resources import is_money
from actionplan.summary.reviews import day_of, summarise_reviews
from actionplan.summary.timeline import up_to

MOST_DAYS_APART = 31
"""Two counts from days further apart may both have been right."""


class Counted(NamedTuple):
    """A number in a text, as part of an amount that an action has.

    Attributes:
        number: the number.
        day: the day on which it was true.
        name: where it is written: ``milestone c``, ``risk R5``.
        text: the text.
        where: its place in the files.
    """

    number: int
    day: date
    name: str
    text: str
    where: Location


@for_several("How do the counts that different records give of the amounts of {actions} agree?")
@challenge_rule("C110", "routine", "How do {first} and {second} of the {whole} {unit} of {what} agree?")
def counts_that_do_not_agree(view: QuestionContext) -> Iterator[QuestionCase]:
    """Two records give counts of the same amount, such as the 120 places of an action, at most a month apart, and the
    counts are neither equal nor add up to the amount. They are read in the titles of milestones that are done ("the
    first 84 places are open") and in notes about the action or a risk that names it ("forty of 120 places did not
    open"). Both may be right, if they count different things.
    """
    for standing in view.actions:
        for resource in standing.action.resources:
            whole = int(resource.amount)
            if whole != resource.amount or is_money(resource.unit):
                continue
            for one, other in combinations(_counted(view, standing, whole, resource.unit), 2):
                apart = abs((one.day - other.day).days)
                agree = one.number == other.number or one.number + other.number == whole
                if one.name != other.name and apart <= MOST_DAYS_APART and not agree:
                    why = "; ".join(
                        f'{each.name}, {day_text(each.day)}: "{each.text.rstrip(".")}"' for each in (one, other)
                    )
                    words = {"first": one.number, "second": other.number, "whole": whole, "unit": resource.unit}
                    yield about(standing, why, (one.where, other.where), whole, words)


def _counted(view: QuestionContext, standing: Standing, whole: int, unit: str) -> Iterator[Counted]:
    """Yield the numbers that records give as parts of an amount of an action."""
    of_whole = rf"\b([\w,-]+) of (?:the |its |all )?{whole:,}\b".replace(",", ",?")
    of_unit = rf"\b([\w,-]+) {re.escape(unit)}\b"
    action = standing.action
    for number, part in enumerate(standing.now.milestones):
        if part.done and part.finished is not None and part.finished.last is not None:
            where = place(view.plan, action, "milestones", number, "title")
            for found in _numbers(part.title, f"{of_whole}|{of_unit}", whole):
                yield Counted(found, part.finished.last, f"milestone {number + 1}", part.title, where)
    risks = (risk for risk in view.plan.risks if action.id in risk.actions)
    records: tuple[Action | Risk, ...] = (action, *risks)
    for record in records:
        yield from _in_notes(view, record, of_whole, whole)


def _in_notes(view: QuestionContext, record: Action | Risk, pattern: str, whole: int) -> Iterator[Counted]:
    kind = "risk" if isinstance(record, Risk) else "action"
    name = f"{kind} {number_of(record) or record.title}"
    for placed in up_to(record.status, view.as_at):
        note = " ".join((placed.entry.note or "").split())
        for found in _numbers(note, pattern, whole):
            where = place(view.plan, record, "status", placed.index, "note")
            yield Counted(found, placed.day, name, note, where)


def _numbers(text: str, pattern: str, whole: int) -> Iterator[int]:
    """Yield the numbers below a whole that a pattern finds in a text."""
    for groups in re.findall(pattern, text, re.IGNORECASE):
        word = next(filter(None, groups if isinstance(groups, tuple) else (groups,)), "")
        number = _number(word.replace(",", "").casefold())
        if number is not None and number < whole:
            yield number


def _number(word: str) -> int | None:
    """Return the number of a word such as ``84`` or ``twenty-four``; None for any other word."""
    if word.isascii() and word.isdigit():
        return int(word)
    tens, _, ones = word.rpartition("-")
    if ones not in _NUMBER_WORDS or (tens and _NUMBER_WORDS.get(tens, 0) not in range(20, 100, 10)):
        return None
    return _NUMBER_WORDS[ones] + (_NUMBER_WORDS[tens] if tens else 0)


_UP_TO_NINETEEN = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {word: number for number, word in enumerate(_UP_TO_NINETEEN.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}


@challenge_rule("C111", "serious", 'What has become of {which} of the review "{review}", {lacking}?')
def recommendation_without_an_answer(view: QuestionContext) -> Iterator[QuestionCase]:
    """A review recommended something, no action carries it out and no state of it was ever reported, and the review is
    further back than the policy's `challenge_weeks_silent` (6 weeks by default). The reviewers may come back to see.
    Where it was answered, or has entries of its own, the question is about the action that is not there.
    """
    actions = [standing.now for standing in view.actions]
    by_id = {review.id: review for review in view.plan.reviews}
    for review in summarise_reviews(view.plan, actions, view.as_at, with_clock=False):
        day, record = day_of(review), by_id[review.id]
        open_ones = [each for each in review.recommendations if each.open and each.delivery == "not-tracked"]
        if day is None or not open_ones or (view.as_at - day).days <= 7 * view.policy.challenge_weeks_silent:
            continue
        texts = "; ".join(f'{printed_id(each)} "{each.text.strip().rstrip(".")}"' for each in open_ones)
        why = f"{days_text((view.as_at - day).days, ' ago')} it recommended: {texts}"
        places = tuple(place(view.plan, record, "recommendations", _index(record, each.id)) for each in open_ones)
        said = {placed.entry.recommendation for placed in up_to(record.status, view.as_at)}
        has_words = any(each.response is not None or each.id in said for each in open_ones)
        lacking = "for which no action is on record" if has_words else "of which nothing is on record"
        words = {"which": count(len(open_ones), "recommendation"), "review": review.title, "lacking": lacking}
        name, days = numbered_title(review), (view.as_at - day).days
        yield QuestionCase(review.id, None, (), name, why, places, days, words, kept_note(view, None))


def _index(record: Review, name: str) -> int:
    return next(number for number, each in enumerate(record.recommendations) if each.id == name)
