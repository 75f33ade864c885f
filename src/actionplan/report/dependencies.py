"""``actionplan dependencies``: what holds up what, by the dates of the files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actionplan.model.ids import Id
from actionplan.model.text import count, date_text, days_text
from actionplan.report.action_words import due_text, late_inline, state_span
from actionplan.report.document import GAP, Block, Document, Heading, Inline, Item, Items, Paragraph, joined
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.writers.json import as_json, shape
from actionplan.summary.actions import ActionSummary
from actionplan.summary.chains import Chain
from actionplan.summary.dependencies import Dependencies, Dependency, PlanDependencies, plan_dependencies

Actions = Mapping[Id, ActionSummary]


def dependencies_document(run: RunResult, context: Context) -> Document:
    """Return what holds up what in each plan, or what has to do with the one action asked for."""
    for plan in run.results:
        actions = {found.action.id: found.action for found in plan.actions}
        yield from _plan(plan, actions, context) if plan.action is None else _action(plan, actions, context)


def _plan(plan: PlanDependencies, actions: Actions, context: Context) -> Iterator[Block]:
    yield from (Heading(plan.title), Paragraph(f"What holds up what, as at {when_words(context)}"), GAP)
    if not plan.links:
        yield from (Paragraph("No action comes after another."), GAP)
        return
    late = count(plan.overdue, "late action")
    yield Heading(f"Late, and holding others up: {len(plan.held_up_by) or 'none'} of {late}", 3)
    yield Items(tuple(map(_holding, plan.held_up_by)), indent=2)
    yield GAP
    yield from _chains(plan, actions)
    begun = [link for link in plan.links if link.overlap_days is not None and actions[link.before].open]
    yield from _list("Begun before what it waits for is finished", (_begun(link, actions) for link in begun))
    early = [link for link in plan.links if link.waits and link.gap_days is not None and link.gap_days < 0]
    yield from _list(
        "Starts, by its dates, before what it waits for is due", (_overlap(link, actions) for link in early)
    )
    if plan.circles:
        yield Paragraph(f"In a circle, and so in no chain: {', '.join(plan.circles)}. See actionplan check.", hang=4)
        yield GAP


def _holding(found: Dependencies) -> Item:
    action = found.action
    text = f"holds up {', '.join(found.holds_up)}"
    if found.onward:
        text += f"; through {'it' if len(found.holds_up) == 1 else 'them'} {', '.join(found.onward)}"
    late = joined((action.owner or "no owner", late_inline(action)))
    return Item(action.title, action.id, (late, f"{text} ({_owners(found)})"))


def _owners(found: Dependencies) -> str:
    return f"owned by {', '.join(owner or 'nobody' for owner in found.owners)}"


def _chains(plan: PlanDependencies, actions: Actions) -> Iterator[Block]:
    first, second = plan.longest, plan.longest_in_days
    if first is None:
        yield from (Paragraph("No open action waits for another open one."), GAP)
    elif second is not None and second.actions == first.actions:
        yield from _chain("Longest chain, by count and by days", first, actions)
    else:
        yield from _chain("Longest chain", first, actions)
        if second is not None:
            yield from _chain("Longest chain by its dates", second, actions)


def _chain(title: str, chain: Chain, actions: Actions) -> Iterator[Block]:
    days = f", {days_text(chain.days)}" if chain.days is not None else ""
    ties = f" ({chain.ties} more {'is' if chain.ties == 1 else 'are'} as long)" if chain.ties else ""
    yield Heading(f"{title}: {count(len(chain.actions), 'action')}{days}{ties}", 3, hang=4, is_quiet=True)
    yield Items(tuple(Item(actions[name].title, name, (_facts(actions[name]),)) for name in chain.actions), indent=2)
    yield GAP


def _list(title: str, lines: Iterable[str]) -> Iterator[Block]:
    if items := tuple(map(Item, lines)):
        yield from (Heading(title, 3, count=len(items)), Items(items, indent=2, hang=2), GAP)


def _begun(link: Dependency, actions: Actions) -> str:
    begun = f"{link.action} was begun {days_text(link.overlap_days or 0)}"
    if actions[link.before].finished is not None:
        return f"{begun} before {link.before} was finished"
    return f"{begun} ago; {link.before} is not finished"


def _overlap(link: Dependency, actions: Actions) -> str:
    start, due = date_text(actions[link.action].start), date_text(actions[link.before].due)
    return f"{link.action} from {start}; {link.before} is due {due}, {days_text(-(link.gap_days or 0))} later"


def _action(plan: PlanDependencies, actions: Actions, context: Context) -> Iterator[Block]:
    found = next(found for found in plan.actions if found.action.id == plan.action)
    action = found.action
    yield Heading(action.title, label=action.id)
    yield Paragraph(joined((f"As at {when_words(context)}", _facts(action)), ": "), hang=4)
    yield GAP
    before = [(link.before, link) for link in plan.links if link.action == action.id]
    after = [(link.action, link) for link in plan.links if link.before == action.id]
    for title, others in (("Comes after", before), ("Directly after it", after)):
        yield Heading(title, 3, count=len(others) or "none")
        yield Items(tuple(_related(name, link, actions) for name, link in others), indent=2)
        yield GAP
    if found.onward:
        yield from (Paragraph(f"Onward, and still waiting: {', '.join(found.onward)}", hang=4), GAP)
    if found.holds_up and action.overdue:
        many = count(len(found.holds_up) + len(found.onward), "action")
        yield Paragraph(f"Late, it holds up {many} ({_owners(found)}).", hang=4)


def _related(name: Id, link: Dependency, actions: Actions) -> Item:
    gap = begun = ""
    if link.gap_days is not None:
        when = "before" if link.gap_days < 0 else "after"
        gap = f"{link.action} starts {days_text(abs(link.gap_days))} {when} {link.before} is due"
    if link.gap_days == 0:
        gap = f"{link.action} starts on the day on which {link.before} is due"
    if link.overlap_days is not None:
        begun = _begun(link, actions)
    return Item(actions[name].title, name, (_facts(actions[name]), *filter(None, (gap, begun))))


def _facts(action: ActionSummary) -> Inline:
    start = f"from {date_text(action.start)}" if action.start else ""
    late = late_inline(action) if action.overdue else ""
    return joined((action.owner or "no owner", state_span(action.state), start, due_text(action), late))


def _members(plan: PlanDependencies) -> dict[str, Any]:
    """Return the actions that others wait for or that wait for others, or the one asked for."""
    linked = {name for link in plan.links for name in (link.before, link.action)}
    shown = linked if plan.action is None else {plan.action}
    return {"actions": [as_json(found) for found in plan.actions if found.action.id in shown]}


DEPENDENCIES = Report(
    name="dependencies",
    title=lambda context: f"What holds up what, as at {when_words(context)}",
    result=lambda plan, context: plan_dependencies(plan, context.as_at, context.selection.action),
    document=dependencies_document,
    head=lambda context: {"action": context.selection.action},
)

shape(
    PlanDependencies,
    omit=("action", "actions"),
    values={"held_up_by": lambda held: [found.action.id for found in held]},
    more=_members,
)
