"""What holds up what, as text and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from actionplan.model.ids import Id
from actionplan.report.status_json import action_json, envelope
from actionplan.report.status_lists import late_text
from actionplan.report.words import Signs, count, date_text, day_text, days_text, one_line, state_words
from actionplan.report.writers.layout import Part
from actionplan.report.writers.legacy import Screen, draw, hanging, signs_of, styled
from actionplan.summary.actions import ActionSummary
from actionplan.summary.chains import Chain
from actionplan.summary.dependencies import Dependencies, Dependency, PlanDependencies


def dependencies_text(plans: Sequence[PlanDependencies], as_at: date, screen: Screen, when: str = "") -> str:
    """Give what holds up what as text, plan by plan.

    Args:
        plans: the dependencies of each plan.
        as_at: the day.
        screen: what the reader's screen can show.
        when: the day in words, as `as_at_words` gives it; empty for the day alone.
    """
    parts: list[Part] = []
    for plan in plans:
        parts += [
            styled(one_line(plan.title), "bold"),
            styled(f"What holds up what, as at {when or day_text(as_at)}"),
            "",
        ]
        parts += list(_plan(plan, screen))
    return draw(parts, screen)


def _plan(plan: PlanDependencies, screen: Screen) -> Iterator[Part]:
    if not plan.links:
        yield styled("No action comes after another.")
        yield ""
        return
    actions = {one.action.id: one.action for one in plan.actions}
    yield from _holding(plan, screen)
    yield from _chains(plan, actions, screen)
    begun = [link for link in plan.links if link.overlap_days is not None and not _is_over(link, actions)]
    yield from _list("Begun before what it waits for is finished", [_begun(link, actions) for link in begun], screen)
    early = [link for link in plan.links if link.waits and link.gap_days is not None and link.gap_days < 0]
    yield from _list(
        "Starts, by its dates, before what it waits for is due", [_overlap(link, actions) for link in early], screen
    )
    if plan.circles:
        text = f"In a circle, and so in no chain: {', '.join(plan.circles)}. See actionplan check."
        yield hanging(text, 4, screen)
        yield ""


def _is_over(link: Dependency, actions: dict[Id, ActionSummary]) -> bool:
    """Say whether an overlap is of the past: what was waited for has been finished since."""
    return not actions[link.before].is_open


def _holding(plan: PlanDependencies, screen: Screen) -> Iterator[Part]:
    signs = signs_of(screen)
    many = len(plan.held_up_by)
    yield styled(f"Late, and holding others up: {many or 'none'} of {count(plan.overdue, 'late action')}", "bold")
    indent = max((len(found.action.id) for found in plan.held_up_by), default=0) + 4
    for found in plan.held_up_by:
        action = found.action
        yield hanging(f"  {action.id:<{indent - 2}}{one_line(action.title)}", indent, screen)
        late = f"{action.owner or 'no owner'}, {signs.late} {late_text(action)}"
        yield hanging(" " * indent + late, indent, screen)
        yield hanging(" " * indent + _holds_up(found), indent, screen)
    yield ""


def _holds_up(found: Dependencies) -> str:
    text = f"holds up {', '.join(found.holds_up)}"
    if found.onward:
        text += f"; through {'it' if len(found.holds_up) == 1 else 'them'} {', '.join(found.onward)}"
    return f"{text} (owned by {_owners(found.owners)})"


def _owners(owners: Iterable[Id | None]) -> str:
    return ", ".join(owner or "nobody" for owner in owners)


def _chains(plan: PlanDependencies, actions: dict[Id, ActionSummary], screen: Screen) -> Iterator[Part]:
    if plan.longest is None:
        yield styled("No open action waits for another open one.")
        yield ""
        return
    first, second = plan.longest, plan.longest_in_days
    if second is not None and second.actions == first.actions:
        title = f"Longest chain, by count and by days: {len(first.actions)} actions, {days_text(second.days or 0)}"
        yield from _chain(title, first, actions, screen)
        return
    yield from _chain(f"Longest chain: {len(first.actions)} actions{_days(first)}", first, actions, screen)
    if second is not None:
        title = f"Longest chain by its dates: {count(len(second.actions), 'action')}{_days(second)}"
        yield from _chain(title, second, actions, screen)


def _days(chain: Chain) -> str:
    return f", {days_text(chain.days)}" if chain.days is not None else ""


def _chain(title: str, chain: Chain, actions: dict[Id, ActionSummary], screen: Screen) -> Iterator[Part]:
    ties = f" ({chain.ties} more {'is' if chain.ties == 1 else 'are'} as long)" if chain.ties else ""
    yield hanging(f"{title}{ties}", 4, screen)
    indent = max(len(name) for name in chain.actions) + 4
    for name in chain.actions:
        yield hanging(f"  {name:<{indent - 2}}{one_line(actions[name].title)}", indent, screen)
        yield hanging(" " * indent + _facts(actions[name], signs_of(screen)), indent, screen)
    yield ""


def _list(title: str, lines: Sequence[str], screen: Screen) -> Iterator[Part]:
    if lines:
        yield styled(f"{title}: {len(lines)}", "bold")
        for line in lines:
            yield hanging(f"  {line}", 4, screen)
        yield ""


def _begun(link: Dependency, actions: dict[Id, ActionSummary]) -> str:
    before = actions[link.before]
    if before.finished is not None:
        return f"{link.action} was begun {days_text(link.overlap_days or 0)} before {link.before} was finished"
    return f"{link.action} was begun {days_text(link.overlap_days or 0)} ago; {link.before} is not finished"


def _overlap(link: Dependency, actions: dict[Id, ActionSummary]) -> str:
    start, due = date_text(actions[link.action].start), date_text(actions[link.before].due)
    return f"{link.action} from {start}; {link.before} is due {due}, {days_text(-(link.gap_days or 0))} later"


def action_text(plan: PlanDependencies, found: Dependencies, as_at: date, screen: Screen, when: str = "") -> str:
    """Give what one action waits for and what waits for it as text; see `dependencies_text`."""
    signs, action = signs_of(screen), found.action
    actions = {one.action.id: one.action for one in plan.actions}
    parts: list[Part] = [
        styled(hanging(f"{action.id}  {one_line(action.title)}", 0, screen).plain, "bold"),
        hanging(f"As at {when or day_text(as_at)}: {_facts(action, signs)}", 4, screen),
        "",
    ]
    before = [link for link in plan.links if link.action == action.id]
    after = [link for link in plan.links if link.before == action.id]
    parts += _related("Comes after", [(link.before, link) for link in before], actions, screen)
    parts += _related("Directly after it", [(link.action, link) for link in after], actions, screen)
    if found.onward:
        onward = f"Onward, and still waiting: {', '.join(found.onward)}"
        parts += [hanging(onward, 4, screen), ""]
    if found.holds_up and action.is_overdue:
        many = len(found.holds_up) + len(found.onward)
        text = f"Late, it holds up {count(many, 'action')} (owned by {_owners(found.owners)})."
        parts.append(hanging(text, 4, screen))
    return draw(parts, screen)


def _related(
    title: str, others: Sequence[tuple[Id, Dependency]], actions: dict[Id, ActionSummary], screen: Screen
) -> "list[Part]":
    parts: list[Part] = [styled(f"{title}: {len(others) or 'none'}", "bold")]
    indent = max((len(name) for name, _ in others), default=0) + 4
    for name, link in others:
        parts.append(hanging(f"  {name:<{indent - 2}}{one_line(actions[name].title)}", indent, screen))
        parts.append(hanging(" " * indent + _facts(actions[name], signs_of(screen)), indent, screen))
        lines = [_gap(link), _begun(link, actions) if link.overlap_days is not None else ""]
        parts += [hanging(" " * indent + line, indent, screen) for line in lines if line]
    return [*parts, ""]


def _facts(action: ActionSummary, signs: Signs) -> str:
    start = [f"from {date_text(action.start)}"] if action.start else []
    due = f"due {date_text(action.due)}" if action.due else "no due date"
    late = [f"{signs.late} {late_text(action)}"] if action.is_overdue else []
    return ", ".join([action.owner or "no owner", state_words(action.state, signs), *start, due, *late])


def _gap(link: Dependency) -> str:
    if link.gap_days is None:
        return ""
    if link.gap_days == 0:
        return f"{link.action} starts on the day on which {link.before} is due"
    when = "before" if link.gap_days < 0 else "after"
    return f"{link.action} starts {days_text(abs(link.gap_days))} {when} {link.before} is due"


def dependencies_json(
    plans: Sequence[PlanDependencies], as_at: date, *, partial: bool, only: Id | None = None
) -> dict[str, Any]:
    """Give what holds up what as a JSON object.

    Args:
        plans: the dependencies of each plan.
        as_at: the day.
        partial: whether some file could not be read.
        only: the id of the only action to tell of; None for all that have to do with others.
    """
    return {
        **envelope("dependencies", as_at, partial=partial),
        "action": only,
        "plans": [
            {
                "id": plan.id,
                "title": plan.title,
                "path": plan.root,
                "overdue": plan.overdue,
                "held_up_by": [found.action.id for found in plan.held_up_by if only in (None, found.action.id)],
                "longest": _chain_json(plan.longest),
                "longest_in_days": _chain_json(plan.longest_in_days),
                "circles": list(plan.circles),
                "actions": [_action(found) for found in plan.actions if _is_told(found, plan, only)],
                "links": [_link(link) for link in plan.links if only is None or only in (link.before, link.action)],
            }
            for plan in plans
        ],
    }


def _is_told(found: Dependencies, plan: PlanDependencies, only: Id | None) -> bool:
    name = found.action.id
    return name == only if only is not None else any(name in (link.before, link.action) for link in plan.links)


def _action(found: Dependencies) -> dict[str, Any]:
    return {
        "action": action_json(found.action),
        "waits_for": list(found.waits_for),
        "holds_up": list(found.holds_up),
        "onward": list(found.onward),
        "owners": list(found.owners),
    }


def _link(link: Dependency) -> dict[str, Any]:
    return {
        "before": link.before,
        "action": link.action,
        "gap_days": link.gap_days,
        "overlap_days": link.overlap_days,
        "waits": link.waits,
    }


def _chain_json(chain: Chain | None) -> dict[str, Any] | None:
    if chain is None:
        return None
    return {"actions": list(chain.actions), "days": chain.days, "ties": chain.ties}
