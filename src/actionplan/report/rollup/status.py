"""``actionplan status`` of many plans: the totals, and the plans that need attention, by region, owner or plan."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import asdict

from actionplan.model.dates import last_day
from actionplan.model.ids import natural_order
from actionplan.model.records import Plan
from actionplan.model.text import count, days_text
from actionplan.report.action_words import due_text
from actionplan.report.document import GAP, Block, Document, Flow, Heading, Item, Paragraph
from actionplan.report.figures import Figures, Listed, PartFigures, PlanFigures, RollUp, plan_figures
from actionplan.report.inline import Span
from actionplan.report.report_type import Context, RollUpSpec, RunResult
from actionplan.report.rollup.document import (
    FigureColumn,
    amounts,
    counted,
    days,
    example,
    folder_of,
    groups_table,
    listed_blocks,
    number,
    roll_up_blocks,
    share,
    share_block,
    worst_list,
)
from actionplan.report.words import counts_words
from actionplan.summary.plans import refuse_unknown
from actionplan.summary.status import EVERYTHING, Selection, Tally, summarise_plan

_MOST_NAMES = 5
_COLOURS = ("red", "amber", "green", "blue", "grey")
_NO_COLOUR = (("other", "without a colour"), ("not-rated", "not rated"))
_FACTS = {
    "due_soon": "due soon",
    "stale": "without a recent update",
    "never_updated": "never updated",
    "redated": "with a due date that was moved",
    "requests": "requests that no body has decided",
}
_MEASURE_FACTS = {
    "measures_missed": "missed their target when last judged",
    "measures_reached_since": "of these have reached it since",
    "measures_not_judged": "whose target that fell due last cannot be judged",
    "measures_behind": "behind their trajectory",
    "measures_overdue": "with a reading overdue",
}
_OTHER_FACTS = {
    "resolutions_open": "open resolutions",
    "risks_open": "open risks",
    "recommendations_overdue": "overdue recommendations of reviews",
}


def status_figures(plan: Plan, as_at: date, selection: Selection = EVERYTHING) -> PlanFigures:
    """Return the figures of one plan's actions, areas, measures, resolutions, risks and reviews.

    The counts are those of `Tally`, ``undated`` (open without a due date), ``record_old`` (1 if no action was updated
    for longer than the plan's ``stale_after_days``), ``measures``, the other counts of
    `MeasureTally` under names such as ``measures_missed``, ``resolutions_open``, ``risks_open``,
    ``recommendations_overdue``; under ``state:STATE`` and ``kind:KIND`` the actions in each state and of each kind of
    area; and under ``area:COLOUR`` the areas by the colour of the rating last declared, which may be ``other`` or
    ``not-rated``.
    The highest values are ``longest_overdue`` and ``record_days``, the days since the last update of an action, or
    without any since the plan was agreed. Parts by ``owner`` have the counts of actions.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which actions to count; those of an owner, or those overdue, are also listed. Its owner is a body's
            id in this plan.

    Raises:
        UnknownName: the plan has no such body or area as the selection names.

    Example:
        >>> [plan] = load("examples/northshire-send").plans
        >>> status_figures(plan, date(2025, 10, 1)).figures["overdue"]
        10
    """
    refuse_unknown((plan,), owner=selection.owner, area=selection.area)
    summary = summarise_plan(plan, as_at, selection)
    tallied, age, agreed = _tallied(summary.tally), summary.record.days, last_day(summary.agreed)
    if age is None and agreed is not None:
        age = (as_at - agreed).days
    counts = {
        **tallied.counts,
        "undated": summary.tally.open - summary.tally.has_due_day,
        "record_old": int(bool(summary.actions) and (age or 0) > summary.policy.stale_after_days),
        "measures": summary.measures.measures,
        **{f"measures_{name}": number for name, number in asdict(summary.measures).items() if name != "measures"},
        "resolutions_open": sum(resolution.open for resolution in summary.resolutions),
        "risks_open": summary.risks.open,
        "recommendations_overdue": summary.reviews.recommendations_overdue,
    }
    for area in summary.areas:
        counts[f"kind:{area.kind}"] = counts.get(f"kind:{area.kind}", 0) + area.tally.actions
        rating = summary.ratings.get(area.rating) if area.rating is not None else None
        colour = "not-rated" if area.rating is None else (rating is not None and rating.colour) or "other"
        counts[f"area:{colour}"] = counts.get(f"area:{colour}", 0) + 1
    names = {owner.id: owner.name if owner.id is not None else None for owner in summary.owners}
    listed = summary.actions if selection.owner is not None or selection.overdue else ()
    owners = (PartFigures(id=each.id, name=each.name, figures=_tallied(each.tally)) for each in summary.owners)
    return plan_figures(
        plan,
        Figures(counts=counts, most={**tallied.most, "record_days": age or 0}),
        parts={"owner": tuple(owners)},
        listed=tuple(Listed(plan=plan.id, item=action, body=names[action.owner]) for action in listed),
    )


def _tallied(tally: Tally) -> Figures:
    counts = asdict(tally, recurse=False)
    states, longest = counts.pop("states"), counts.pop("longest_overdue")
    counts |= {f"state:{state or 'not-reported'}": many for state, many in states.items()}
    return Figures(counts=counts, most={"longest_overdue": longest})


def status_roll_up(roll_up: RollUp, run: RunResult, context: Context) -> Document:
    """Return the totals of many plans, and the plans or actions that need attention."""
    selection: Selection = context.selection
    everything = selection == EVERYTHING
    columns = _columns(roll_up.by, selection)
    meanings = (
        "Overdue: open, and past the due date.",
        "Missed: measures that missed their last target. -: not known.",
    )
    note = " ".join(meanings if any(column.heading == "Missed" for column in columns) else meanings[:1])
    listed = [action for plan in roll_up.plans for action in plan.listed]
    names = ("overdue", "longest_overdue")
    worst = worst_list(roll_up, names, _columns("plan", selection), "most actions overdue")
    yield from roll_up_blocks(
        roll_up,
        context,
        only="" if everything else _only(roll_up, selection, len(run.roots)),
        totals=(*_several(roll_up, selection), *_totals(roll_up.total.figures, everything=everything)),
        table=groups_table(roll_up, columns, "overdue", note),
        details=_actions(listed, is_owner_shown=selection.owner is None) if listed else worst,
        commands=(
            ("One plan in full:", f"actionplan status {example(roll_up)}"),
            ("Other tables:", "--by region, --by owner, --by plan"),
            ("One body's actions:", "--owner BODY"),
        ),
    )
    yield GAP
    where = folder_of(roll_up) if len(run.roots) == len(roll_up.plans) else "PATH"
    problems = f"{counts_words(run.errors, run.warnings)}. To see them: actionplan check {where}"
    yield Paragraph(f"Check: {problems if run.errors or run.warnings else 'no problems.'}")


def _columns(by: str, selection: Selection) -> list[FigureColumn]:
    """Return the columns for a kind of group; measures belong to no body, and to no selection of actions."""
    columns = [
        share("Finished of all", "finished", "actions"),
        counted("Overdue", "overdue", 7, role="alert", of="has_due_day"),
        days("Longest", "longest_overdue"),
    ]
    is_of_plans = by in ("region", "plan") and selection == EVERYTHING
    return [*columns, counted("Missed", "measures_missed", of="measures_judged")] if is_of_plans else columns


def _owner_names(roll_up: RollUp) -> list[str]:
    return list(dict.fromkeys(part.name for plan in roll_up.plans for part in plan.parts.get("owner", ())))


def _only(roll_up: RollUp, selection: Selection, of: int) -> str:
    """Return which actions are counted, and in how many of the plans."""
    names, plans = _owner_names(roll_up), len(roll_up.plans)
    conditions = (
        f"owned by {names[0] if len(names) == 1 else selection.owner}" if selection.owner is not None else "",
        f"serving the area {selection.area}" if selection.area is not None else "",
        "overdue" if selection.overdue else "",
    )
    fewer = f", in {plans} of {of} plans: the others do not have it" if plans < of else ""
    return f"Only actions {' and '.join(filter(None, conditions))}{fewer}."


def _several(roll_up: RollUp, selection: Selection) -> Iterator[Block]:
    """Yield a note if the selected owner is more than one body."""
    names = _owner_names(roll_up)
    if selection.owner is not None and len(names) > 1:
        some = ", ".join(f'"{name}"' for name in names[:_MOST_NAMES])
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        yield Paragraph(f"These are {len(names)} bodies: {some}{more}. To see one of them, give its name to --owner.")
        yield GAP


def _totals(figures: Figures, *, everything: bool) -> Iterator[Block]:
    total = figures["actions"]
    if old := figures["record_old"]:
        plans = f"In {number(old)} of {count(figures.plans, 'plan')}"
        oldest = f" (in one for {days_text(figures['record_days'])})" if figures["record_days"] else ""
        yield Paragraph(Span(f"{plans} no action was updated for longer than the plan allows{oldest}.", "strong"))
    yield Heading(count(total, "action"), 3)
    if not total:
        return
    finished = f"{number(figures['finished'])} of {number(total)} finished"
    yield share_block(figures, "finished", "actions", finished)
    yield Paragraph(Span(_overdue_text(figures), "strong"))
    if facts := amounts(figures, _FACTS):
        yield Flow(facts)
    if everything:
        yield from _others(figures)


def _overdue_text(figures: Figures) -> str:
    if not figures["open"]:
        return "Overdue: no action is open"
    if not figures["has_due_day"]:
        return f"Overdue: not known, as none of {number(figures['open'])} open has a due date on record"
    late = f"Overdue: {number(figures['overdue'], 'none')} of {number(figures['has_due_day'])} open with a due date"
    late += f", by up to {days_text(figures['longest_overdue'])}" if figures["overdue"] else ""
    late += f"; {number(figures['undated'])} more without one" if figures["undated"] else ""
    return f"{late}; {number(figures['overdue_original'], 'none')} overdue by the dates first agreed"


def _others(figures: Figures) -> Iterator[Block]:
    """Yield totals of measures, areas, resolutions, risks and reviews."""
    if measures := figures["measures"]:
        text = ", ".join(
            amounts(figures, _MEASURE_FACTS) or ["none known to have missed a target, to be behind or overdue"]
        )
        yield Paragraph(f"{count(measures, 'measure')}: {text}", hang=2)
    if rated := [(colour, figures[f"area:{colour}"]) for colour in _COLOURS if figures[f"area:{colour}"]]:
        words: list[str | Span] = ["Areas, as their plans rate them: "]
        for colour, many in rated:
            words += ["" if len(words) == 1 else ", ", Span(f"{number(many)} {colour}", f"colour:{colour}")]
        others = [f", {number(figures[f'area:{key}'])} {name}" for key, name in _NO_COLOUR if figures[f"area:{key}"]]
        yield Paragraph((*words, *others), hang=2)
    if facts := amounts(figures, _OTHER_FACTS):
        yield Flow(facts)


def latest_first(actions: Iterable[Listed]) -> list[Listed]:
    """Return open actions, the longest overdue first, then by due date; those without a due date last."""

    def order(listed: Listed) -> tuple[Any, ...]:
        action = listed.item
        due = action.due.last if action.due is not None and action.due.last is not None else date.max
        return -action.days_overdue, due, natural_order(listed.plan), natural_order(action.id)

    return sorted((each for each in actions if each.item.open), key=order)


def _actions(listed: Sequence[Listed], *, is_owner_shown: bool) -> Iterator[Block]:
    """Yield open actions, those that are overdue first."""
    actions = latest_first(listed)
    overdue = [each for each in actions if each.item.days_overdue]
    groups = (
        ("Overdue: {}, the longest first", overdue),
        ("Open and not overdue: {}, the next due first", actions[len(overdue) :]),
    )
    for title, group in groups:
        if group:
            items = (_listed_item(each, is_owner_shown=is_owner_shown) for each in group)
            yield from listed_blocks(title.format(number(len(group))), items)
    if not actions:
        yield from (Paragraph("None of these actions is open."), GAP)


def _listed_item(listed: Listed, *, is_owner_shown: bool) -> Item:
    action = listed.item
    late = f"{days_text(action.days_overdue)} overdue, " if action.days_overdue else ""
    owner = f" ({listed.body or 'no owner named'})" if is_owner_shown else ""
    return Item(f"{action.title}{owner}", listed.label, (f"{late}{due_text(action)}",))


ROLL_UP = RollUpSpec(
    figures=lambda plan, context, _: status_figures(plan, context.as_at, context.selection),
    document=status_roll_up,
)
