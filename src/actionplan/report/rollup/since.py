"""Figures of what changed in one plan among many."""

from collections import Counter
from collections.abc import Iterable

from actionplan.model.records import Plan
from actionplan.report.rollup.rollup import Figures, PlanFigures, plan_figures
from actionplan.summary.changes.records import Change


def change_figures(plan: Plan, changes: Iterable[Change]) -> PlanFigures:
    """Give how many changes of each sort there are in a plan.

    What is counted: ``changes``, and under its heading, such as ``newly-late``, each sort.

    Args:
        plan: the plan.
        changes: what changed in it.
    """
    headings = Counter[str](change.heading for change in changes)
    return plan_figures(plan, Figures(counts={"changes": headings.total(), **headings}))
