"""Figures of the questions that one plan among many raises."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from actionplan.model.records import Plan
from actionplan.report.rollup.rollup import Figures, PartFigures, PlanFigures, plan_figures
from actionplan.rules.questions import CHALLENGE_RULES, Challenge


def question_figures(plan: Plan, asked: Sequence[Challenge]) -> PlanFigures:
    """Give how many questions a plan raises.

    What is counted: ``questions``, and of each seriousness: ``critical``, ``serious``, ``routine``. Parts by ``code``
    are the kinds of question, those by ``owner`` the bodies that would answer.

    Args:
        plan: the plan.
        asked: its questions, as `challenge` gives them.
    """
    names = {rule.code: rule.name.replace("-", " ") for rule in CHALLENGE_RULES}
    codes = _parts(asked, lambda each: each.code, lambda code: names[str(code)])
    bodies = {str(body): known.name for body, known in plan.bodies.items()}
    owners = _parts(
        asked,
        lambda each: each.owner,
        lambda body: bodies.get(body, body) if body is not None else "Several, or nobody named",
    )
    return plan_figures(plan, _figures(asked), parts={"code": tuple(codes), "owner": tuple(owners)})


def _parts(
    asked: Iterable[Challenge], key: Callable[[Challenge], str | None], name: Callable[[str | None], str]
) -> Iterable[PartFigures]:
    grouped: dict[str | None, list[Challenge]] = {}
    for each in asked:
        grouped.setdefault(key(each), []).append(each)
    for identifier, found in grouped.items():
        yield PartFigures(id=identifier, name=name(identifier), figures=_figures(found))


def _figures(asked: Sequence[Challenge]) -> Figures:
    levels = Counter(each.seriousness for each in asked)
    return Figures(
        counts={
            "questions": len(asked),
            "critical": levels["critical"],
            "serious": levels["serious"],
            "routine": levels["routine"],
        }
    )
