"""``actionplan check`` of many plans: how many problems there are, by region, rule or plan."""

from collections.abc import Iterator, Sequence

from actionplan.model.problem import Problem
from actionplan.model.records import Plan
from actionplan.report.document import Block, Document, Paragraph
from actionplan.report.figures import Figures, PlanFigures, RollUp, part_figures, plan_figures
from actionplan.report.inline import Span
from actionplan.report.problems import problem_lines
from actionplan.report.report_type import Context, PlanResult, RollUpSpec, RunResult
from actionplan.report.rollup.document import counted, example, groups_table, roll_up_blocks, worst_list
from actionplan.report.words import counts_words
from actionplan.rules.checks import RULES
from actionplan.rules.checks.load_errors import READING

_COLUMNS = (counted("Errors", "errors", 7, "alert"), counted("Warnings", "warnings", 8))


def check_figures(plan: Plan, _: Context, found: PlanResult) -> PlanFigures:
    """Return how many ``errors`` and ``warnings`` a plan has; parts by ``rule`` have those of each rule.

    Args:
        plan: the plan.
        found: the plan's problems.
    """
    names = {rule.code: rule.name for rule in READING} | {rule.code: rule.name for rule in RULES}
    parts = part_figures(
        found.problems,
        lambda problem: problem.code,
        lambda code: f"{code} {names.get(code or '', '').replace('-', ' ')}".strip(),
        _figures,
    )
    return plan_figures(plan, _figures(found.problems), parts={"rule": parts})


def _figures(problems: Sequence[Problem]) -> Figures:
    errors = sum(problem.severity == "error" for problem in problems)
    return Figures(counts={"problems": len(problems), "errors": errors, "warnings": len(problems) - errors})


def check_roll_up(roll_up: RollUp, run: RunResult, context: Context) -> Document:
    """Return how many problems many plans have, including plans that could not be read."""
    text = counts_words(run.errors, run.warnings) if run.errors or run.warnings else "No problems."
    table: Iterator[Block] = groups_table(roll_up, _COLUMNS, "problems")
    return roll_up_blocks(
        roll_up,
        context,
        only="",
        totals=[Paragraph(Span(text, "strong")), *_between_plans(run)],
        table=table if run.errors or run.warnings else (),
        details=worst_list(roll_up, ("errors", "warnings"), _COLUMNS, "most errors, then warnings"),
        commands=(
            ("Each problem and its fix:", f"actionplan check {example(roll_up)}"),
            ("Other tables:", "--by region, --by rule, --by plan"),
        ),
    )


def _between_plans(run: RunResult) -> Iterator[Block]:
    """Yield the problems that no row of the table has, being of several plans. Those of one id have a notice above."""
    if found := [each for each in run.between if each not in run.duplicates]:
        yield from (Paragraph("Between plans:"), problem_lines(found, indent=2))


ROLL_UP = RollUpSpec(figures=check_figures, document=check_roll_up)
