"""What a question is: a code, a paragraph, words for one case and for several, and a pure function that finds cases."""

from collections.abc import Callable, Iterator, Mapping
from inspect import getdoc
from typing import Any, Final, Literal

from attrs import field, frozen

from actionplan.model.ids import Id
from actionplan.model.problem import Location
from actionplan.rules.questions.context import QuestionContext, Standing, what

Seriousness = Literal["critical", "serious", "routine"]
"""How much an answer matters."""

SERIOUSNESS: Final[Mapping[Seriousness, str]] = {
    "critical": "reports to the board may be wrong, or nothing gets better for children",
    "serious": "the plan may not be kept",
    "routine": "worth asking before it grows",
}
"""What each level means, the highest first."""

Together = Literal["owner", "plan", "nothing"]
"""Which cases make one question: those of one owner, those of a plan, or each case separately."""


@frozen(kw_only=True)
class QuestionCase:
    """One thing that a rule found.

    Attributes:
        record: the id of the record that it is about.
        owner: the id of the body that would answer; None where none is named.
        areas: ids of the areas that it concerns.
        name: what the case is called where there are several, such as an action's id and title.
        why: the facts with dates and numbers, as a sentence without its full stop.
        weight: its size, such as days; the largest comes first.
        places: the places of the facts.
        words: what the rule's words need to become a question.
        note: what must be known to be fair, as a sentence without its full stop; said once for all cases of a question.
    """

    record: Id
    owner: Id | None
    areas: tuple[Id, ...]
    name: str
    why: str
    weight: int = 0
    places: tuple[Location, ...]
    words: Mapping[str, Any] = field(factory=dict)
    note: str = ""


def about(
    standing: Standing, why: str, places: tuple[Location, ...], weight: int = 0, words: Mapping[str, Any] | None = None
) -> QuestionCase:
    """Make a case that is about one action.

    Args:
        standing: the action with its status.
        why: the facts.
        places: the places of the facts.
        weight: its size.
        words: what the question needs, beside ``what``.
    """
    now = standing.now
    return QuestionCase(
        record=now.id,
        owner=now.owner,
        areas=now.areas,
        name=f"{now.id} {now.title}",
        why=why,
        weight=weight,
        places=places,
        words={"what": what(standing), **(words or {})},
    )


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
        many: the question about several; with ``{count}``, ``{actions}`` and ``{owner}`` besides.
        together: which cases make one question.
        run: gives the cases of a plan.
    """

    code: str
    name: str
    text: str
    seriousness: Seriousness
    one: str
    many: str
    together: Together
    run: CaseFunction


def challenge_rule(
    code: str, seriousness: Seriousness, *, one: str, many: str = "", together: Together = "owner"
) -> Callable[[CaseFunction], ChallengeRule]:
    """Make a rule of a function: its name becomes the rule's name, its docstring the rule's text.

    Args:
        code: the rule's code, never used before.
        seriousness: how much the answer matters.
        one: the question about one case.
        many: the question about several; required unless each case is a separate question.
        together: which cases make one question.
    """

    def made(function: CaseFunction) -> ChallengeRule:
        return ChallengeRule(
            code=code,
            name=function.__name__.replace("_", "-"),
            text=getdoc(function) or "",
            seriousness=seriousness,
            one=one,
            many=many,
            together=together if many else "nothing",
            run=function,
        )

    return made
