"""``actionplan since`` of many plans: how many changes of each kind there are, and in which plans."""

from collections import Counter
from collections.abc import Iterable, Iterator

from actionplan.model.records import Plan
from actionplan.model.text import day_text
from actionplan.report.document import GAP, Block, Column, Commands, Document, Heading, Paragraph, Table
from actionplan.report.figures import Figures, PlanFigures, RollUp, plan_figures
from actionplan.report.inline import Span
from actionplan.report.report_type import Context, PlanResult, RollUpSpec, RunResult
from actionplan.report.rollup.document import counted, example, groups_table, number, title_lines, worst_list
from actionplan.report.since import changes_of, comparison_title
from actionplan.report.since_sentences import HEADING_WORDS
from actionplan.summary.changes.records import HEADINGS, Change

_COLUMNS = (
    counted("Finished", "finished", 8),
    counted("Moved", "re-dated", 8),
    counted("Newly overdue", "newly-late", 13, "alert"),
    counted("Changes", "changes", 7),
)


def change_figures(plan: Plan, changes: Iterable[Change]) -> PlanFigures:
    """Return how many changes of each kind there are in a plan.

    The counts are ``changes``, and one for each heading, such as ``newly-late``.

    Args:
        plan: the plan.
        changes: its changes.

    Example:
        >>> plans, march = load("examples/northshire-send"), date(2025, 3, 31)
        >>> changes = since(plans.at(march, known_at=march), plans.at(date(2025, 10, 1)))
        >>> change_figures(plans.plans[0], changes).figures["finished"]
        7
    """
    headings = Counter[str](change.heading for change in changes)
    counts = {"changes": headings.total(), **{str(heading): headings[heading] for heading in HEADINGS}}
    return plan_figures(plan, Figures(counts=counts))


def since_roll_up(roll_up: RollUp, _: RunResult, context: Context) -> Document:
    """Return how much changed in many plans."""
    yield Heading(comparison_title(context.selection), 1)
    yield from title_lines(roll_up, day_text(context.as_at))
    yield GAP
    if not roll_up.total.figures["changes"]:
        yield Paragraph(Span("Nothing has changed.", "strong"))
        return
    yield from _headings(roll_up)
    yield from groups_table(roll_up, _COLUMNS)
    names = ("newly-late", "re-dated", "changes")
    yield from worst_list(roll_up, names, _COLUMNS, "most actions newly overdue, then moved")
    one = f"actionplan since {context.selection.typed} {example(roll_up)}"
    yield Commands((("One plan's changes:", one), ("Other tables:", "--by region, --by plan")))


def _headings(roll_up: RollUp) -> Iterator[Block]:
    """Yield the number of changes of each kind, in the order of minutes, and in how many plans."""
    columns = (
        Column("Changes", width=40),
        Column("Number", is_number=True, width=8),
        Column("Plans", is_number=True, width=6),
    )
    rows = []
    for heading in HEADINGS:
        if changes := roll_up.total.figures[heading]:
            plans = sum(plan.figures[heading] > 0 for plan in roll_up.plans)
            rows.append((HEADING_WORDS[heading], number(changes), number(plans)))
    yield from (Table(columns, tuple(rows), "Changes by kind"), GAP)


def _figures(plan: Plan, context: Context, _: PlanResult) -> PlanFigures:
    return change_figures(plan, changes_of(plan, context.selection)[0])


ROLL_UP = RollUpSpec(figures=_figures, document=since_roll_up)
