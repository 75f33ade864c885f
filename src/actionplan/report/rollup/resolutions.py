"""``actionplan resolutions`` of many plans: how many resolutions are open, and the selected ones."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from attrs import asdict

from actionplan.model.dates import is_exact
from actionplan.model.ids import natural_order
from actionplan.model.records import Plan
from actionplan.model.text import body_name, count, date_text, days_text
from actionplan.report.document import Block, Document, Heading, Item, Paragraph
from actionplan.report.figures import Figures, Listed, PlanFigures, RollUp, part_figures, plan_figures
from actionplan.report.inline import Span
from actionplan.report.report_type import Context, RollUpSpec, RunResult
from actionplan.report.rollup.document import (
    amounts,
    counted,
    days,
    example,
    groups_table,
    listed_blocks,
    number,
    roll_up_blocks,
    share,
    share_block,
    worst_list,
)
from actionplan.report.words import only_words
from actionplan.summary.plans import refuse_unknown
from actionplan.summary.resolutions.resolution import ResolutionSummary
from actionplan.summary.resolutions.resolutions import (
    EVERY_RESOLUTION,
    ResolutionSelection,
    plan_resolutions,
    resolution_tally,
)


def resolution_figures(plan: Plan, as_at: date, selection: ResolutionSelection = EVERY_RESOLUTION) -> PlanFigures:
    """Return the figures of one plan's resolutions.

    The counts are ``resolutions`` (for older readers also under another key), ``carried``, and those of
    `ResolutionTally`; the highest value is ``oldest``, in days. Parts by ``body`` have the same.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which resolutions to count; the open ones are also listed if it leaves any out.

    Raises:
        UnknownName: the plan has no such body as the selection names.

    Example:
        >>> [plan] = load("examples/northshire-send").plans
        >>> resolution_figures(plan, date(2025, 10, 1)).figures["open"]
        2
    """
    refuse_unknown((plan,), body=selection.body)
    resolutions = plan_resolutions(plan, as_at, selection)
    every = (*resolutions.open, *resolutions.done, *resolutions.not_carried)
    name = partial(body_name, plan.bodies)
    bodies = part_figures(every, lambda each: each.body, name, _figures)
    chosen = resolutions.open if selection != EVERY_RESOLUTION else ()
    listed = tuple(Listed(plan=plan.id, item=each, body=name(each.body)) for each in chosen)
    return plan_figures(plan, _figures(every), parts={"body": bodies}, listed=listed)


def _figures(chosen: Sequence[ResolutionSummary]) -> Figures:
    tally = asdict(resolution_tally(chosen))
    oldest = tally.pop("oldest_days") or 0
    totals = {"resolutions": len(chosen), "motions": len(chosen), "carried": tally["open"] + tally["done"]}
    return Figures(counts={**totals, **tally}, most={"oldest": oldest})


_COLUMNS = (
    share("Done of all carried", "done", "carried"),
    counted("Open", "open", 5),
    counted("Overdue", "overdue_reports", 7, "alert"),
    days("Oldest", "oldest"),
)


def resolutions_roll_up(roll_up: RollUp, _: RunResult, context: Context) -> Document:
    """Return the counts of resolutions of many plans."""
    selection: ResolutionSelection = context.selection
    if listed := [each for plan in roll_up.plans for each in plan.listed]:
        listed.sort(key=lambda each: (-(each.item.days_since or 0), natural_order(each.plan)))
        details = listed_blocks(f"Open: {number(len(listed))}, the oldest first", map(_listed_item, listed))
    else:
        names = ("overdue_reports", "overdue_actions", "open")
        details = worst_list(roll_up, names, _COLUMNS, "most reports overdue, then actions")
    return roll_up_blocks(
        roll_up,
        context,
        only=only_words(
            "resolutions",
            "that are open" if selection.open or selection.overdue else "",
            f"put to {selection.body}" if selection.body else "",
            "with an action or a report overdue" if selection.overdue else "",
        ),
        totals=_totals(roll_up.total.figures),
        table=groups_table(roll_up, _COLUMNS, "open", "Overdue: open, with a report back overdue."),
        details=details,
        commands=(
            ("One plan's resolutions:", f"actionplan resolutions {example(roll_up)}"),
            ("Other tables:", "--by region, --by body, --by plan"),
            ("One by one:", "--open, --overdue, --body BODY"),
        ),
    )


def _totals(figures: Figures) -> Iterator[Block]:
    carried = figures["carried"]
    yield Heading(count(figures["resolutions"], "resolution"), 3)
    if not figures["resolutions"]:
        return
    done = f"{number(figures['done'])} of {number(carried)} carried are done"
    yield share_block(figures, "done", "carried", done)
    still = f"{number(figures['open'], 'None')} open with {count(figures['open_clauses'], 'open clause')}"
    still += f", the oldest for {days_text(figures['oldest'])}" if figures["oldest"] else ""
    yield Paragraph(Span(still, "strong"))
    facts = {
        "overdue_reports": "with a report overdue",
        "overdue_actions": "with an action overdue",
        "due_at_next_meeting": "due to be reported at the next meeting of the body",
        "not_carried": "not carried, or of unknown outcome" if figures["outcome_unknown"] else "not carried",
    }
    yield Paragraph(", ".join(amounts(figures, facts)))


def _listed_item(listed: Listed) -> Item:
    resolution: ResolutionSummary = listed.item
    report_late = resolution.reported.days_overdue
    facts = (
        f"{listed.body}, {'' if is_exact(resolution.on) else 'in '}{date_text(resolution.on)}",
        count(sum(clause.open for clause in resolution.clauses), "open clause"),
        "an action is overdue" if any(clause.overdue for clause in resolution.clauses) else "",
        f"its report is {days_text(report_late)} overdue" if report_late else "",
    )
    return Item(resolution.title, listed.label, ("; ".join(filter(None, facts)),))


ROLL_UP = RollUpSpec(
    figures=lambda plan, context, _: resolution_figures(plan, context.as_at, context.selection),
    document=resolutions_roll_up,
)
