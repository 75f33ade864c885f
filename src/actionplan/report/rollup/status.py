"""``actionplan status`` of many plans: where they are worst, by region, owner or plan."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.text import count, date_text, days_text
from actionplan.model.vocabulary import State
from actionplan.report.document import GAP, Bar, Block, Document, Flow, Heading, Inline, Item, Items, Paragraph, Span
from actionplan.report.figures import Figures, PartFigures, PlanFigures, RollUp, plan_figures
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, PlanResult, RollUpSpec, RunResult
from actionplan.report.rollup.document import (
    FigureColumn,
    counted,
    days,
    example,
    folder_of,
    groups_table,
    hints,
    number,
    per_cent,
    share,
    title_lines,
    worst_list,
)
from actionplan.report.words import counts_words
from actionplan.summary.actions import ActionSummary
from actionplan.summary.status import EVERYTHING, AreaSummary, PlanSummary, Selection, Tally, summarise_plan

_MOST_NAMES = 5
_COLOURS = ("red", "amber", "green", "blue", "grey")
_NO_COLOUR = (("other", "of no colour"), ("not-rated", "not rated"))


@frozen(kw_only=True)
class ListedAction:
    """One action in a list across plans.

    Attributes:
        plan: the id of its plan.
        id, title, state, due, days_late, days_overdue, open: as in `ActionSummary`.
        owner: the owner's name in that plan; None where none is named.
    """

    plan: Id
    id: Id
    title: str
    owner: str | None
    state: State | None
    due: PlanDate | None
    days_late: int | None
    days_overdue: int
    open: bool


def status_figures(plan: Plan, as_at: date, selection: Selection = EVERYTHING) -> PlanFigures:
    """Return the figures of where one plan stands.

    What is counted: ``actions``, ``open``, ``finished``, ``overdue``, ``overdue_original``, ``redated``, ``due_soon``,
    ``stale``, ``never_updated``; ``milestones``, ``milestones_done``, ``milestones_overdue``; ``measures``,
    ``measures_missed``, ``measures_behind``, ``measures_overdue``; ``resolutions_open``, ``risks_open``,
    ``asks_overdue``; under ``state:STATE`` and ``kind:KIND`` the actions in each state and of each kind of area; and
    under ``area:COLOUR`` the areas by the colour of the rating last declared, which may be ``other`` or ``not-rated``.
    The most is taken of ``longest_overdue``. Parts by ``owner`` have those of the actions.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which actions to count; those of an owner, or those overdue, are listed too. Its owner is a body's id
            in this plan.
    """
    summary = summarise_plan(plan, as_at, selection)
    counts = {
        **_tallied(summary.tally),
        "measures": summary.measures.measures,
        "measures_missed": summary.measures.missed,
        "measures_behind": summary.measures.behind,
        "measures_overdue": summary.measures.overdue,
        "resolutions_open": sum(resolution.open for resolution in summary.resolutions),
        "risks_open": summary.risks.open,
        "asks_overdue": summary.reviews.asks_overdue,
    }
    for area in summary.areas:
        counts[f"kind:{area.kind}"] = counts.get(f"kind:{area.kind}", 0) + area.tally.actions
        colour = _colour(summary, area)
        counts[f"area:{colour}"] = counts.get(f"area:{colour}", 0) + 1
    figures = Figures(counts=counts, most={"longest_overdue": summary.tally.longest_overdue})
    is_listed = selection.owner is not None or selection.overdue
    listed = tuple(_listed(summary, summary.actions)) if is_listed else ()
    return plan_figures(plan, figures, parts={"owner": tuple(_owners(summary))}, listed=listed)


def latest_first(actions: Iterable[ListedAction]) -> tuple[ListedAction, ...]:
    """Return open actions, the latest first, then by the day on which they are due, those without a day last."""
    return tuple(
        sorted(
            (action for action in actions if action.open),
            key=lambda action: (
                -action.days_overdue,
                _day(action),
                natural_order(action.plan),
                natural_order(action.id),
            ),
        )
    )


def _colour(summary: PlanSummary, area: AreaSummary) -> str:
    if area.rating is None:
        return "not-rated"
    rating = summary.ratings.get(area.rating)
    return (rating.colour if rating is not None else None) or "other"


def _day(action: ListedAction) -> date:
    return action.due.last if action.due is not None and action.due.last is not None else date.max


def _tallied(tally: Tally) -> dict[str, int]:
    return {
        "actions": tally.actions,
        "open": tally.actions - tally.finished - tally.states.get("cancelled", 0),
        "finished": tally.finished,
        "overdue": tally.overdue,
        "overdue_original": tally.overdue_original,
        "redated": tally.redated,
        "due_soon": tally.due_soon,
        "stale": tally.stale,
        "never_updated": tally.never_updated,
        "milestones": tally.milestones,
        "milestones_done": tally.milestones_done,
        "milestones_overdue": tally.milestones_overdue,
        **{f"state:{state or 'not-reported'}": number for state, number in tally.states.items()},
    }


def _owners(summary: PlanSummary) -> Iterable[PartFigures]:
    for owner in summary.owners:
        figures = Figures(counts=_tallied(owner.tally), most={"longest_overdue": owner.tally.longest_overdue})
        yield PartFigures(id=owner.id, name=owner.name, figures=figures)


def _listed(summary: PlanSummary, actions: Iterable[ActionSummary]) -> Iterable[ListedAction]:
    names = {owner.id: owner.name for owner in summary.owners}
    for action in actions:
        yield ListedAction(
            plan=summary.id,
            id=action.id,
            title=action.title,
            owner=names[action.owner] if action.owner is not None else None,
            state=action.state,
            due=action.due,
            days_late=action.days_late,
            days_overdue=action.days_overdue,
            open=action.open,
        )


def status_roll_up(roll_up: RollUp, run: RunResult, context: Context) -> Document:
    """Return where many plans stand."""
    selection: Selection = context.selection
    everything = selection == EVERYTHING
    yield from title_lines(roll_up, when_words(context))
    if not everything:
        yield from _selected(roll_up, selection, len(run.roots))
    yield GAP
    yield from _totals(roll_up.total.figures, everything=everything)
    yield GAP
    yield from groups_table(roll_up, _columns(roll_up.by, selection), "overdue", _note(roll_up.by, selection))
    if listed := [action for plan in roll_up.plans for action in plan.listed]:
        yield from _actions(listed, owner=selection.owner is None)
    else:
        names = ("overdue", "longest_overdue")
        yield from worst_list(roll_up, names, _columns("plan", selection), "most actions late")
    yield hints(
        ("One plan in full:", f"actionplan status {example(roll_up)}"),
        ("Other tables:", "--by region, --by owner, --by plan"),
        ("One body's actions:", "--owner BODY"),
    )
    yield GAP
    where = folder_of(roll_up) if len(run.roots) == len(roll_up.plans) else "PATH"
    problems = f"{counts_words(run.errors, run.warnings)}. To see them: actionplan check {where}"
    yield Paragraph(f"Check: {problems if run.errors or run.warnings else 'nothing wrong.'}")


def _columns(by: str, selection: Selection) -> list[FigureColumn]:
    """Return the columns that fit beside what is grouped by: measures are no body's, and no part of a selection."""
    columns = [
        share("Finished of all", "finished", "actions"),
        counted("Late", "overdue", role="alert"),
        days("Longest", "longest_overdue"),
    ]
    if by in ("region", "plan") and selection == EVERYTHING:
        columns += [counted("Missed", "measures_missed")]
    return columns


def _note(by: str, selection: Selection) -> str:
    late = "Late: open, and past the day by which they were due."
    is_of_plans = by in ("region", "plan") and selection == EVERYTHING
    return f"{late} Missed: measures that missed their last target." if is_of_plans else late


def _selected(roll_up: RollUp, selection: Selection, of: int) -> Iterator[Block]:
    """Yield which actions are counted; `of` is the number of plans among which they were looked for."""
    names = list(dict.fromkeys(part.name for plan in roll_up.plans for part in plan.parts.get("owner", ())))
    conditions = [
        f"owned by {names[0] if len(names) == 1 else selection.owner}" if selection.owner is not None else "",
        f"serving the area {selection.area}" if selection.area is not None else "",
        "overdue" if selection.overdue else "",
    ]
    others = of - len(roll_up.plans)
    fewer = f", in {len(roll_up.plans)} of {of} plans: the others do not know it" if others else ""
    yield Paragraph(Span(f"Only actions {' and '.join(filter(None, conditions))}{fewer}.", "strong"))
    if selection.owner is not None and len(names) > 1:
        some = ", ".join(f'"{name}"' for name in names[:_MOST_NAMES])
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        yield Paragraph(f"These are {len(names)} bodies: {some}{more}. To see one of them, give its name to --owner.")


def _totals(figures: Figures, *, everything: bool) -> Iterator[Block]:
    total = figures["actions"]
    yield Heading(count(total, "action") if total == 1 else f"{number(total)} actions", 3)
    if not total:
        return
    finished = f"{number(figures['finished'])} finished ({per_cent(figures['finished'], total)})"
    yield Bar(figures["finished"], total, finished)
    late = f"Late: {number(figures['overdue'], 'none')} of {number(figures['open'])} open"
    late += f", by up to {number(figures['longest_overdue'])} days" if figures["overdue"] else ""
    yield Paragraph(Span(f"{late}; {number(figures['overdue_original'])} by the dates first agreed", "strong"))
    facts = {
        "due_soon": "due soon",
        "stale": "without a recent update",
        "never_updated": "never updated",
        "redated": "moved to another date",
    }
    yield from _facts(figures, facts)
    if not everything:
        return
    yield from _measures(figures)
    if rated := [(colour, figures[f"area:{colour}"]) for colour in _COLOURS if figures[f"area:{colour}"]]:
        words: list[str | Span] = ["Areas, as their plans rate them: "]
        for colour, many in rated:
            words += ["" if len(words) == 1 else ", ", Span(f"{number(many)} {colour}", f"colour:{colour}")]
        others = [f", {number(figures[f'area:{each}'])} {said}" for each, said in _NO_COLOUR if figures[f"area:{each}"]]
        yield Paragraph((*words, *others), hang=2)
    outside = {
        "resolutions_open": "open motions",
        "risks_open": "open risks",
        "asks_overdue": "overdue asks of reviews",
    }
    yield from _facts(figures, outside)


def _measures(figures: Figures) -> Iterator[Block]:
    if measures := figures["measures"]:
        sorts = {
            "measures_missed": "missed their last target",
            "measures_behind": "behind their trajectory",
            "measures_overdue": "with a reading overdue",
        }
        words = [f"{number(figures[name])} {what}" for name, what in sorts.items() if figures[name]]
        text = ", ".join(words or ["none missed, behind or overdue"])
        yield Paragraph(f"{count(measures, 'measure')}: {text}", hang=2)


def _facts(figures: Figures, sorts: dict[str, str]) -> Iterator[Block]:
    if facts := tuple(f"{number(figures[name])} {what}" for name, what in sorts.items() if figures[name]):
        yield Flow(facts)


def _actions(listed: "Sequence[ListedAction]", *, owner: bool) -> Iterator[Block]:
    """Yield open actions, those that are late first."""
    actions = latest_first(listed)
    late = [action for action in actions if action.days_overdue]
    groups = (
        ("Late: {}, the latest first", late),
        ("Open and not late: {}, what is due next first", actions[len(late) :]),
    )
    for title, group in groups:
        if group:
            yield Heading(title.format(number(len(group))), 3)
            yield Items(
                tuple(_listed_item(action, owner=owner) for action in group), indent=2, width=None, hang=4, under=4
            )
            yield GAP
    if not actions:
        yield from (Paragraph("None of these actions is open."), GAP)


def _listed_item(action: "ListedAction", *, owner: bool) -> Item:
    due = f"due {date_text(action.due)}" if action.due is not None else "no due date"
    late = days_text(action.days_overdue) + " late" if action.days_overdue else ""
    who = f" ({action.owner or 'no owner'})" if owner else ""
    text: Inline = f"{action.title}{who}"
    return Item(text, f"{action.plan}  {action.id}", (", ".join(filter(None, (late, due))),))


def _roll_up_figures(plan: Plan, context: Context, _: PlanResult) -> PlanFigures:
    return status_figures(plan, context.as_at, context.selection)


ROLL_UP = RollUpSpec(figures=_roll_up_figures, document=status_roll_up)
