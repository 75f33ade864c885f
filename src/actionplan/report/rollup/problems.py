"""Figures of what is wrong with one plan among many."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from actionplan.model.problem import Problem
from actionplan.report.rollup.rollup import Figures, PartFigures, PlanFigures
from actionplan.rules.checks import RULES
from actionplan.rules.checks.load_errors import READING


def problem_figures(plan: PlanFigures, problems: Sequence[Problem]) -> PlanFigures:
    """Give how many ``errors`` and ``warnings`` a plan has, and in parts by ``rule`` how many break which.

    Args:
        plan: whose they are.
        problems: the problems.
    """
    names = {rule.code: rule.name for rule in READING} | {rule.code: rule.name for rule in RULES}
    by_code: dict[str, list[Problem]] = {}
    for found in problems:
        by_code.setdefault(found.code, []).append(found)
    parts = tuple(
        PartFigures(id=code, name=f"{code} {names.get(code, '').replace('-', ' ')}".strip(), figures=_figures(broken))
        for code, broken in by_code.items()
    )
    return evolve(plan, figures=_figures(problems), parts={"rule": parts})


def _figures(problems: Iterable[Problem]) -> Figures:
    problems = tuple(problems)
    errors = sum(found.severity == "error" for found in problems)
    return Figures(counts={"problems": len(problems), "errors": errors, "warnings": len(problems) - errors})
