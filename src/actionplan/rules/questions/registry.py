"""What a question is: a code, a paragraph, the words for one case and for several, and a function that finds cases."""

from collections.abc import Callable, Iterator, Mapping
from inspect import getdoc
from typing import Any, Final, Literal, NamedTuple

from attrs import evolve, frozen

from actionplan.model.ids import Id
from actionplan.model.problem import Location
from actionplan.model.text import numbered_title
from actionplan.rules.questions.context import QuestionContext, Standing, what
from actionplan.summary.answering import answers_for

Seriousness = Literal["critical", "serious", "routine"]
"""How much an answer matters."""

SERIOUSNESS: Final[Mapping[Seriousness, str]] = {
    "critical": "reports to the board may be wrong, or nothing gets better for children",
    "serious": "the plan may not be kept",
    "routine": "worth asking before it grows",
}
"""What each level means, the highest first."""

Together = Literal["owner", "plan", "nothing"]
"""Which cases make one question: those of one owner, those of a plan, or each case alone."""


class QuestionCase(NamedTuple):
    """One thing that a rule found.

    Attributes:
        record: the id of the record that it is about.
        owner: the id of the body that would answer; None if none is named.
        areas: ids of the areas that it concerns.
        name: what the case is called if there are several, such as an action's id and title.
        why: the facts with dates and numbers, as a sentence without its full stop.
        places: where the facts are in the files.
        weight: its size, such as a number of days; the largest comes first.
        words: values for the names in braces in the rule's questions.
        note: what a reader must know to be fair, as a sentence without its full stop; printed once for all cases of a
            question.
        also: ids of other bodies that it concerns: whoever asks for the questions of one of these gets it too.
    """

    record: Id
    owner: Id | None
    areas: tuple[Id, ...]
    name: str
    why: str
    places: tuple[Location, ...]
    weight: int
    words: Mapping[str, Any]
    note: str = ""
    also: tuple[Id, ...] = ()


def about(
    standing: Standing, why: str, places: tuple[Location, ...], weight: int = 0, words: Mapping[str, Any] | None = None
) -> QuestionCase:
    """Return a case that is about one action.

    Args:
        standing: the action on the day.
        why: the facts.
        places: where they are in the files.
        weight: its size.
        words: what the question needs, besides ``what``.
    """
    now, words = standing.now, {"what": what(standing), **(words or {})}
    return QuestionCase(now.id, answers_for(now), now.areas, numbered_title(now), why, places, weight, words)


CaseFunction = Callable[[QuestionContext], Iterator[QuestionCase]]


@frozen(kw_only=True)
class ChallengeRule:
    """One kind of question.

    Attributes:
        code: its stable code.
        name: a short name in words with hyphens.
        text: when it is asked and how to read it, as a paragraph for people.
        seriousness: how much the answer matters.
        one: the question about one case, with names in braces for the case's words.
        run: returns the cases of a plan.
        many: the question about several cases, with ``{count}``, ``{actions}`` and ``{owner}`` too; empty if each case
            is a question of its own.
        together: which cases make one question.
    """

    code: str
    name: str
    text: str
    seriousness: Seriousness
    one: str
    run: CaseFunction
    many: str = ""
    together: Together = "nothing"


def challenge_rule(code: str, seriousness: Seriousness, one: str) -> Callable[[CaseFunction], ChallengeRule]:
    """Make a rule of a function. The function's name becomes the rule's name, and its docstring the rule's text.

    Args:
        code: the rule's code, never used before.
        seriousness: how much the answer matters.
        one: the question about one case.
    """

    def rule_of(function: CaseFunction) -> ChallengeRule:
        name, text = function.__name__.replace("_", "-"), getdoc(function) or ""
        return ChallengeRule(code=code, name=name, text=text, seriousness=seriousness, one=one, run=function)

    return rule_of


def for_several(question: str, together: Together = "owner") -> Callable[[ChallengeRule], ChallengeRule]:
    """Let a rule ask about several cases in one question.

    Args:
        question: the question about several cases.
        together: which cases make one question.
    """
    return lambda rule: evolve(rule, many=question, together=together)
