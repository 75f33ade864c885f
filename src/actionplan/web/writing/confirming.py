"""What is asked before something is saved or shared, each a sentence to tick."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from actionplan.model.problem import Problem
from actionplan.model.text import capitalised
from actionplan.report.document import Block, Heading, Item, Items
from actionplan.rules.checks.privacy import personal_in
from actionplan.rules.confirmations import personal
from actionplan.web.writing.form import Choice, Field
from actionplan.web.writing.outcome import Outcome, confirmation_key

_CONFIRM: Final = Field(name="confirmed", label="Tick each sentence that you have checked", look="boxes")
CONFIRM_PERSONAL: Final = evolve(
    _CONFIRM, hint="What looks like personal data stays in the plan's history for good. If it is such, change it first."
)
"""The question where something looks like personal data."""


def confirming(outcome: Outcome) -> tuple[Field, tuple[Choice, ...]]:
    """Return the question that confirms what a command asks, with a choice for each sentence."""
    blocks = outcome.prepared.blocks if outcome.prepared is not None else ()
    choices = tuple(Choice(confirmation_key(each), _sentence(each, blocks)) for each in outcome.asked)
    return (CONFIRM_PERSONAL if personal(outcome.asked) else _CONFIRM), choices


def check_again(problems: Sequence[Problem]) -> Iterator[Block]:
    """Yield what the rules say of a change that they do not refuse."""
    if problems:
        yield Heading("Check this again", 2)
        yield Items(tuple(Item(f"{capitalised(each.message)}.") for each in problems), mark="- ")


def _sentence(asked: Problem, blocks: Sequence[str]) -> str:
    """Return what is asked, with the words that look like personal data."""
    said = capitalised(asked.message)
    lines = (line for block in blocks for line in block.split("\n")) if personal((asked,)) else ()
    words = dict.fromkeys(found for line in lines for noun, found in personal_in(line).items() if noun in said)
    return ": ".join((said, *([", ".join(f"“{each}”" for each in words)] if words else [])))


def personal_sentences(text: str) -> list[str]:
    """Return a sentence for each thing in a text that looks like personal data."""
    return [f"“{words}” looks like {noun}, which is personal data" for noun, words in personal_in(text).items()]
