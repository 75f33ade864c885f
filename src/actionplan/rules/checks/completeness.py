"""Rules about what is missing: nothing here is wrong, but someone will ask."""

from collections.abc import Iterator

from actionplan.model.records import Clause, Resolution
from actionplan.model.vocabulary import BINDING, CLOSED
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.history import without_evidence
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.lateness import completion
from actionplan.summary.timeline import last_stated, of_part, part_as_at


@rule("W501")
def complete_without_evidence(view: CheckContext) -> Iterator[RuleFault]:
    """Readers believe `complete` when they can see what shows it: such an entry names `evidence`."""
    return without_evidence(view, "complete")


@rule("W502")
def no_owner(view: CheckContext) -> Iterator[RuleFault]:
    """An action without `owner` is nobody's. Where none has been named yet, that is worth saying at every board."""
    for history in view.actions:
        if history.now.owner is None:
            yield fault("no owner is named", history.record, fix='add a line: owner = "..."')


@rule("W503", one_file=False)
def area_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """An area that no action serves was found wanting, and nothing is being done about it."""
    if view.plan.unread:
        return
    served = {link.source.id for link in view.links if link.type == "served-by"}
    for area in view.plan.areas:
        if area.id not in served:
            fix = f'name it in an action: areas = ["{area.id}"]'
            yield fault(f"no action serves the area {area.id}", area, fix=fix)


@rule("E504")
def clause_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """Each clause of a resolution that was carried names the `actions` that carry it out, says `no_action_because`, or
    has entries of its own in the resolution's history.
    """
    for resolution, index, clause in _binding_clauses(view):
        has_history = any(entry.clause == clause.id and entry.state for entry in resolution.status)
        if not clause.actions and not clause.no_action_because and not has_history:
            message = f"clause {clause.id} was carried, but nothing carries it out"
            fix = 'add a line: actions = ["..."], or: no_action_because = "..."'
            yield fault(message, resolution, "clauses", index, fix=fix)


@rule("E505")
def clause_with_action_and_reason_for_none(view: CheckContext) -> Iterator[RuleFault]:
    """A clause has actions or a reason why it has none, not both."""
    for resolution in view.plan.resolutions:
        # An entry may give actions to a clause that had none, or take them away: only what stands together disagrees.
        for name in ("clauses", "status"):
            for index, part in enumerate(getattr(resolution, name)):
                if part.actions and part.no_action_because:
                    message = "this clause names actions and says why it has none"
                    fix = "keep one of the two"
                    yield fault(message, resolution, name, index, "no_action_because", fix=fix, on_key=True)


@rule("W506")
def area_not_named(view: CheckContext) -> Iterator[RuleFault]:
    """An action that serves no area is missing from every area's count."""
    for action in view.plan.actions:
        if not action.areas:
            fix = 'name at least one: areas = ["..."]'
            yield fault("this action serves no area", action, "areas", fix=fix)


@rule("W507")
def complete_with_open_milestone(view: CheckContext) -> Iterator[RuleFault]:
    """When an action is complete, so is each of its milestones; one that will not be done is `cancelled`."""
    for history in view.actions:
        action = history.record
        done = completion(history.whole) if action.milestones else None
        if done is None:
            continue
        for milestone in action.milestones:
            if last_stated(of_part(history.entries, milestone.id), "state") not in CLOSED:
                message = f"the action is {done.entry.state}, but its milestone {milestone.id} is not done"
                fix = f'say so in an entry: milestone = "{milestone.id}", with state = "complete" or "cancelled"'
                yield fault(message, action, "status", done.index, "state", fix=fix)


def _binding_clauses(view: CheckContext) -> Iterator[tuple[Resolution, int, Clause]]:
    """Yield the clauses of carried resolutions, each as it stands now."""
    for history in view.of_kind(Resolution):
        if history.now.outcome in BINDING:
            for index, clause in enumerate(history.record.clauses):
                yield history.record, index, part_as_at(clause, history.entries)
