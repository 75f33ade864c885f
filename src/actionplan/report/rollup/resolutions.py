"""``actionplan resolutions`` of many plans: how many motions are open where, and those asked for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import asdict, frozen

from actionplan.model.dates import PlanDate, is_exact
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.text import body_name, count, date_text, days_text
from actionplan.report.document import GAP, Bar, Block, Document, Heading, Item, Items, Paragraph, Span
from actionplan.report.figures import Figures, PartFigures, PlanFigures, RollUp, plan_figures
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, RollUpSpec, RunResult
from actionplan.report.rollup.document import (
    counted,
    days,
    example,
    groups_table,
    hints,
    number,
    per_cent,
    share,
    title_lines,
    worst_list,
)
from actionplan.summary.resolutions.resolution import ResolutionSummary
from actionplan.summary.resolutions.resolutions import (
    EVERY_RESOLUTION,
    PlanResolutions,
    ResolutionSelection,
    plan_resolutions,
    resolution_tally,
)


@frozen(kw_only=True)
class ListedMotion:
    """One open motion in a list across plans.

    Attributes:
        plan: the id of its plan.
        id, title, on, days_since: as in `ResolutionSummary`.
        body: the name of the body to which it was put.
        open_clauses: how many of its clauses are open.
        has_action_overdue: whether an action that carries it out is overdue.
        report_days_overdue: by how many days its report is overdue; 0 where it is not.
    """

    plan: Id
    id: Id
    title: str
    body: str
    on: PlanDate
    days_since: int | None
    open_clauses: int
    has_action_overdue: bool
    report_days_overdue: int


def resolution_figures(plan: Plan, as_at: date, selection: ResolutionSelection = EVERY_RESOLUTION) -> PlanFigures:
    """Return the figures of one plan's motions.

    What is counted: ``motions``, ``carried``, ``open``, ``done``, ``not_carried``, ``open_clauses``,
    ``overdue_actions`` and ``overdue_reports`` (motions that are open with one), ``due_at_next_meeting``; the most of
    ``oldest``, in days. Parts by ``body`` have the same.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which motions to count; the open ones are listed too if it leaves any out.
    """
    found = plan_resolutions(plan, as_at, selection)
    every = (*found.open, *found.done, *found.not_carried)
    by_body = {body: [motion for motion in every if motion.body == body] for body in {each.body for each in every}}
    parts = tuple(
        PartFigures(id=body, name=body_name(plan.bodies, body), figures=_figures(chosen))
        for body, chosen in by_body.items()
    )
    listed = tuple(_listed(plan, found)) if selection != EVERY_RESOLUTION else ()
    return plan_figures(plan, _figures(every), parts={"body": parts}, listed=listed)


def _figures(chosen: Sequence[ResolutionSummary]) -> Figures:
    tally = asdict(resolution_tally(chosen))
    oldest = tally.pop("oldest_days") or 0
    return Figures(
        counts={"motions": len(chosen), "carried": tally["open"] + tally["done"], **tally}, most={"oldest": oldest}
    )


def _listed(plan: Plan, found: PlanResolutions) -> Iterable[ListedMotion]:
    for motion in found.open:
        yield ListedMotion(
            plan=plan.id,
            id=motion.id,
            title=motion.title,
            body=body_name(plan.bodies, motion.body),
            on=motion.on,
            days_since=motion.days_since,
            open_clauses=sum(clause.open for clause in motion.clauses),
            has_action_overdue=any(clause.overdue for clause in motion.clauses),
            report_days_overdue=motion.reported.days_overdue,
        )


_COLUMNS = (
    share("Done of all carried", "done", "carried"),
    counted("Open", "open", 5),
    counted("Overdue", "overdue_reports", 7, "alert"),
    days("Oldest", "oldest"),
)


def motions_roll_up(roll_up: RollUp, _: RunResult, context: Context) -> Document:
    """Return where the motions of many plans stand."""
    yield from title_lines(roll_up, when_words(context))
    if context.selection != EVERY_RESOLUTION:
        yield Paragraph(Span(f"Only {_selected(context.selection)}.", "strong"))
    yield GAP
    yield from _totals(roll_up.total.figures)
    yield GAP
    yield from groups_table(roll_up, _COLUMNS, "open", "Overdue: open, and not reported back when it was due.")
    if listed := [motion for plan in roll_up.plans for motion in plan.listed]:
        listed.sort(key=lambda motion: (-(motion.days_since or 0), natural_order(motion.plan)))
        yield Heading(f"Open: {number(len(listed))}, the oldest first", 3)
        yield Items(tuple(map(_listed_item, listed)), indent=2, width=None, hang=4, under=4)
        yield GAP
    else:
        names = ("overdue_reports", "overdue_actions", "open")
        yield from worst_list(roll_up, names, _COLUMNS, "most reports overdue, then actions")
    yield hints(
        ("One plan's motions:", f"actionplan resolutions {example(roll_up)}"),
        ("Other tables:", "--by region, --by body, --by plan"),
        ("One by one:", "--open, --overdue, --body BODY"),
    )


def _selected(selection: ResolutionSelection) -> str:
    conditions = [
        "motions that are open" if selection.open or selection.overdue else "motions",
        f"put to {selection.body}" if selection.body else "",
        "with an action or a report overdue" if selection.overdue else "",
    ]
    return " ".join(filter(None, conditions))


def _totals(figures: Figures) -> Iterator[Block]:
    carried = figures["carried"]
    yield Heading(count(figures["motions"], "motion"), 3)
    if not figures["motions"]:
        return
    share_done = f" ({per_cent(figures['done'], carried)})" if carried else ""
    yield Bar(figures["done"], carried, f"{number(figures['done'])} of {number(carried)} carried are done{share_done}")
    still = f"{number(figures['open'], 'None')} open with {count(figures['open_clauses'], 'open clause')}"
    still += f", the oldest for {days_text(figures['oldest'])}" if figures["oldest"] else ""
    yield Paragraph(Span(still, "strong"))
    facts = {
        "overdue_reports": "with a report overdue",
        "overdue_actions": "with an action overdue",
        "due_at_next_meeting": "to be reported to the next meeting of their body",
        "not_carried": "not carried",
    }
    yield Paragraph(", ".join(f"{number(figures[name])} {what}" for name, what in facts.items() if figures[name]))


def _listed_item(motion: ListedMotion) -> Item:
    facts = (
        f"{motion.body}, {'' if is_exact(motion.on) else 'in '}{date_text(motion.on)}",
        count(motion.open_clauses, "open clause"),
        "an action is overdue" if motion.has_action_overdue else "",
        f"its report is {days_text(motion.report_days_overdue)} overdue" if motion.report_days_overdue else "",
    )
    return Item(motion.title, f"{motion.plan}  {motion.id}", ("; ".join(filter(None, facts)),))


ROLL_UP = RollUpSpec(
    figures=lambda plan, context, _: resolution_figures(plan, context.as_at, context.selection),
    document=motions_roll_up,
)
