"""``actionplan dependencies``: which actions delay others, by the dates in the files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.text import (
    ago_text,
    body_name,
    count,
    date_from_to,
    date_text,
    days_text,
    numbered_name,
    printed_id,
    some_of,
    span_text,
)
from actionplan.report.action_words import due_text, late_inline, state_span, waiting_text
from actionplan.report.document import GAP, Block, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, joined
from actionplan.report.provenance import plan_opening, when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.writers.json import as_json, shape
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.dependencies import Dependencies, Dependency, PlanDependencies, plan_dependencies

Actions = Mapping[Id, ActionSummary]


def dependencies_document(run: RunResult, context: Context) -> Document:
    """Return which actions delay others in each plan, or the dependencies of the one action asked for."""
    for plan in run.results:
        actions = {each.action.id: each.action for each in plan.actions}
        yield from _plan(plan, actions, context) if plan.action is None else _action(plan, actions, context)


def _plan(plan: PlanDependencies, actions: Actions, context: Context) -> Iterator[Block]:
    yield from plan_opening(plan, context, f"Dependencies as at {when_words(context)}.")
    waits = ((action, waiting_text(action, plan.bodies)) for action in actions.values())
    yield from _list("Waiting for a body", [f"{numbered_name(action)}: {text}" for action, text in waits if text])
    if not plan.links:
        yield from (Paragraph("No action waits for another."), GAP)
        return
    overdue = count(plan.overdue, "overdue action")
    yield Heading(f"Overdue and delaying others: {len(plan.held_up_by) or 'none'} of {overdue}", 3)
    yield Items(tuple(_delaying(each, actions, plan.bodies) for each in plan.held_up_by), indent=2)
    yield GAP
    yield from _chains(plan, actions)
    begun = [
        _begun(each, actions) for each in plan.links if each.overlap_days is not None and actions[each.before].open
    ]
    early = [_overlap(each, actions) for each in plan.links if each.waits and (each.gap_days or 0) < 0]
    yield from _list("Started before the action that it waits for was finished", begun)
    yield from _list("Planned to start before the action that it waits for is due", early)
    if plan.circles:
        text = f"Depend on each other in a circle, and are left out of chains: {_some(plan.circles, actions)}."
        yield from (Paragraph(f"{text} See actionplan check.", hang=4), GAP)


def _some(names: Iterable[Id], actions: Actions) -> str:
    return some_of(numbered_name(actions[name]) for name in names)


def _delaying(each: Dependencies, actions: Actions, bodies: Mapping[Id, Body]) -> Item:
    action = each.action
    text = f"delays {_some(each.holds_up, actions)}"
    if each.onward:
        text += f"; through {'it' if len(each.holds_up) == 1 else 'them'} {_some(each.onward, actions)}"
    late = joined((body_name(bodies, action.owner, "no owner named"), late_inline(action)))
    return Item(action.title, printed_id(action), (late, f"{text} ({_owners(each, bodies)})"))


def _owners(each: Dependencies, bodies: Mapping[Id, Body]) -> str:
    names = ", ".join(body_name(bodies, owner, "no owner named") for owner in each.owners)
    return f"{'owner' if len(each.owners) == 1 else 'owners'}: {names}"


def _chains(plan: PlanDependencies, actions: Actions) -> Iterator[Block]:
    first, second = plan.longest, plan.longest_in_days
    if first is None:
        yield from (Paragraph("No open action waits for another open one."), GAP)
        return
    is_same = second is not None and second.actions == first.actions
    chains = {f"Most actions one after another{', and the longest time' if is_same else ''}": first}
    if second is not None and not is_same:
        chains["Longest time for actions one after another"] = second
    for title, chain in chains.items():
        days = f", {days_text(chain.days)} from the first start to the last due date" if chain.days is not None else ""
        ties = f"; {chain.ties} more {'is' if chain.ties == 1 else 'are'} as long" if chain.ties else ""
        yield Heading(f"{title}: {count(len(chain.actions), 'action')}{days}{ties}", 3, hang=4, is_quiet=True)
        links = (actions[name] for name in chain.actions)
        items = (Item(each.title, printed_id(each), (_facts(each, plan.bodies),)) for each in links)
        yield from (Items(tuple(items), indent=2), GAP)


def _list(title: str, lines: Iterable[str]) -> Iterator[Block]:
    if items := tuple(map(Item, lines)):
        yield from (Heading(title, 3, count=len(items)), Items(items, indent=2, hang=2), GAP)


def _begun(link: Dependency, actions: Actions) -> str:
    days, start, finished = link.overlap_days or 0, actions[link.action].start, actions[link.before].finished
    action, before = numbered_name(actions[link.action]), numbered_name(actions[link.before])
    if finished is not None:
        return f"{action}: started {span_text(days, start, finished)} before the end of {before}"
    return f"{action}: started {ago_text(days, start)}; {before} is not finished"


def _overlap(link: Dependency, actions: Actions) -> str:
    start, due = actions[link.action].start, actions[link.before].due
    later = span_text(-(link.gap_days or 0), start, due, after=" later")
    action, before = numbered_name(actions[link.action]), numbered_name(actions[link.before])
    return f"{action}: from {date_from_to(start)}; {before} is due {date_text(due)}, {later}"


def _action(plan: PlanDependencies, actions: Actions, context: Context) -> Iterator[Block]:
    each = next(each for each in plan.actions if each.action.id == plan.action)
    action = each.action
    yield Heading(action.title, label=printed_id(action))
    yield Paragraph(joined((f"As at {when_words(context)}", _facts(action, plan.bodies)), ": "), hang=4)
    yield GAP
    before = [(link.before, link) for link in plan.links if link.action == action.id]
    after = [(link.action, link) for link in plan.links if link.before == action.id]
    for title, others in (("Comes after", before), ("Followed directly by", after)):
        yield Heading(title, 3, count=len(others) or "none")
        yield Items(tuple(_related(name, link, plan, actions) for name, link in others), indent=2)
        yield GAP
    if each.onward:
        yield from (Paragraph(f"Followed later by, still open: {_some(each.onward, actions)}", hang=4), GAP)
    if each.holds_up and action.overdue:
        many = count(len(each.holds_up) + len(each.onward), "action")
        yield Paragraph(f"It is overdue and delays {many} ({_owners(each, plan.bodies)}).", hang=4)


def _related(name: Id, link: Dependency, plan: PlanDependencies, actions: Actions) -> Item:
    facts = [_facts(actions[name], plan.bodies)]
    if link.gap_days is not None:
        span = span_text(abs(link.gap_days), actions[link.action].start, actions[link.before].due)
        days = f"{span} {'before' if link.gap_days < 0 else 'after'}"
        this, other = (printed_id(actions[each]) for each in (link.action, link.before))
        facts.append(f"{this} starts {days if link.gap_days else 'on the day on which'} {other} is due")
    if link.overlap_days is not None:
        facts.append(_begun(link, actions))
    return Item(actions[name].title, printed_id(actions[name]), tuple(facts))


def _facts(action: ActionSummary, bodies: Mapping[Id, Body]) -> Inline:
    start = f"from {date_from_to(action.start)}" if action.start else ""
    late = late_inline(action) if action.overdue else ""
    owner = body_name(bodies, action.owner, "no owner named")
    return joined((owner, state_span(shown_state(action)), start, due_text(action), late))


def _members(plan: PlanDependencies) -> dict[str, Any]:
    """Return the actions with dependencies, or the one asked for."""
    linked = {name for link in plan.links for name in (link.before, link.action)}
    shown = linked if plan.action is None else {plan.action}
    return {"actions": [as_json(found) for found in plan.actions if found.action.id in shown]}


DEPENDENCIES = Report(
    name="dependencies",
    title=lambda context: f"Dependencies as at {when_words(context)}",
    result=lambda plan, context: plan_dependencies(plan, context.as_at, context.selection.action),
    document=dependencies_document,
    first_keys=lambda context: {"action": context.selection.action},
)

shape(
    PlanDependencies,
    omit=("action", "actions"),
    values={"held_up_by": lambda held: [found.action.id for found in held]},
    more=_members,
)
