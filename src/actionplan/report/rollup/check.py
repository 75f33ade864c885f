"""``actionplan check`` of many plans: how much is wrong where, by region, rule or plan."""

from collections.abc import Iterable

from actionplan.model.problem import Problem
from actionplan.model.records import Plan
from actionplan.report.document import GAP, Document, Paragraph, Span
from actionplan.report.figures import Figures, PartFigures, PlanFigures, RollUp, plan_figures
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, PlanResult, RollUpSpec, RunResult
from actionplan.report.rollup.document import counted, example, groups_table, hints, title_lines, worst_list
from actionplan.report.words import counts_words
from actionplan.rules.checks import RULES
from actionplan.rules.checks.load_errors import READING

_COLUMNS = (counted("Errors", "errors", 7, "alert"), counted("Warnings", "warnings", 8))


def check_figures(plan: Plan, _: Context, found: PlanResult) -> PlanFigures:
    """Return how many ``errors`` and ``warnings`` a plan has, and in parts by ``rule`` how many of which.

    Args:
        plan: the plan.
        found: what is wrong with it.
    """
    names = {rule.code: rule.name for rule in READING} | {rule.code: rule.name for rule in RULES}
    by_code: dict[str, list[Problem]] = {}
    for each in found.problems:
        by_code.setdefault(each.code, []).append(each)
    parts = tuple(
        PartFigures(id=code, name=f"{code} {names.get(code, '').replace('-', ' ')}".strip(), figures=_figures(broken))
        for code, broken in by_code.items()
    )
    return plan_figures(plan, _figures(found.problems), parts={"rule": parts})


def _figures(problems: Iterable[Problem]) -> Figures:
    problems = tuple(problems)
    errors = sum(found.severity == "error" for found in problems)
    return Figures(counts={"problems": len(problems), "errors": errors, "warnings": len(problems) - errors})


def check_roll_up(roll_up: RollUp, run: RunResult, context: Context) -> Document:
    """Return how much is wrong with many plans, also with those of which nothing could be read."""
    is_wrong = bool(run.errors or run.warnings)
    yield from title_lines(roll_up, when_words(context))
    yield GAP
    yield Paragraph(Span(counts_words(run.errors, run.warnings) if is_wrong else "Nothing wrong.", "strong"))
    yield GAP
    if is_wrong:
        yield from groups_table(roll_up, _COLUMNS, "problems")
    yield from worst_list(roll_up, ("errors", "warnings"), _COLUMNS, "most errors, then warnings")
    yield hints(
        ("Each problem and its mend:", f"actionplan check {example(roll_up)}"),
        ("Other tables:", "--by region, --by rule, --by plan"),
    )


ROLL_UP = RollUpSpec(figures=check_figures, document=check_roll_up)
