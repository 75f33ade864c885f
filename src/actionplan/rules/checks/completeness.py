"""Rules about what is missing: nothing is wrong, but somebody will ask."""

from collections.abc import Iterator

from actionplan.model.resolutions import Resolution
from actionplan.model.vocabulary import BINDING, CLOSED
from actionplan.rules.checks.advice import BECAUSE, amended, linked
from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.history import without_evidence
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.lateness import completion
from actionplan.summary.timeline import by_part, last_stated, part_as_at


@rule("W501")
def complete_without_evidence(view: CheckContext) -> Iterator[RuleFault]:
    """An entry with `state = "complete"`, or a later entry, names `evidence`, so that readers can see what was done."""
    return without_evidence(view, "complete")


@rule("W502")
def no_owner(view: CheckContext) -> Iterator[RuleFault]:
    """An action has an `owner`. As long as none has been named, nobody answers for it."""
    for history in view.actions:
        if history.now.owner is None and "replaced" not in history.states:
            fix = amended(view, history.record, 'add a line: owner = "..."', "--owner BODY")
            yield fault("no owner is named", history.record, fix=fix)


@rule("W503", one_file=False)
def area_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """Every area that is not stood down is named by at least one action; otherwise nothing is being done about it."""
    served = {link.source.id for link in view.links if link.type == "served-by"}
    for area in () if view.plan.unread else view.areas_in_force:
        if area.id not in served:
            new = f'actionplan new action ID --title "..." --area {area.id} --owner BODY'
            new += " --measure MEASURE" if view.plan.measures else ""
            link = linked(view, "ACTION", f"--area {area.id}", of=area)
            fix = f"add an action for it: {new}" if view.is_agreed(area) else link
            yield fault(f"no action serves the area {area.id}", area, fix=fix)


@rule("E504")
def clause_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """Each clause of a resolution that was carried names the `actions` that carry it out, or `areas`, `whole_plan` or
    other `resolutions`, or has the key `no_action_because`, or has entries about it in the resolution's history.
    """
    for history in view.of_kind(Resolution):
        resolution, own = history.record, by_part(history.entries)
        reported = {entry.clause for entry in resolution.status if entry.state or entry.closed_as}
        for index, clause in enumerate(resolution.clauses if history.now.outcome in BINDING else ()):
            now = part_as_at(clause, own.get(clause.id, ()))
            has_history = clause.id in reported
            is_carried_out = now.actions or now.areas or now.whole_plan or now.resolutions
            if not is_carried_out and not now.no_action_because and not has_history:
                none = f'actionplan amend {resolution.id} --clause {clause.id} --no-action-because "..." {BECAUSE}'
                fix = f"actionplan link {resolution.id}:{clause.id} --action ACTION; if none does: {none}"
                message = f"clause {clause.id} was carried, but nothing carries it out"
                yield fault(message, resolution, "clauses", index, fix=fix)


@rule("E505", fix="remove this line, or else the actions")
def clause_with_action_and_reason_for_none(view: CheckContext) -> Iterator[RuleFault]:
    """A clause has actions, its own or those of `areas` or the `whole_plan`, or a reason why it has none, not both."""
    # An entry may give a clause its first actions, or withdraw them: only keys of the same table can disagree.
    for resolution, keys, part in items_of(view.plan.resolutions, "clauses", "status"):
        if (part.actions or part.areas or part.whole_plan) and part.no_action_because:
            message = "this clause names actions and says why it has none"
            yield fault(message, resolution, *keys, "no_action_because", on_key=True)


@rule("W506")
def area_not_named(view: CheckContext) -> Iterator[RuleFault]:
    """An action names at least one area; otherwise it is missing from the figures of every area."""
    for history in view.actions:
        if not history.now.areas:
            fix = linked(view, history.record.id, "--area AREA", of=history.record)
            yield fault("this action serves no area", history.record, "areas", fix=fix)


@rule("W507")
def complete_with_open_milestone(view: CheckContext) -> Iterator[RuleFault]:
    """When an action is complete, each of its milestones is complete too, or `cancelled` if it will not be done."""
    for history in view.actions:
        action = history.record
        done = completion(history.whole) if action.milestones else None
        own = by_part(history.entries) if done is not None else {}
        for milestone in action.milestones:
            if done is not None and last_stated(own.get(milestone.id, ()), "state") not in CLOSED:
                message = f"the action is {done.entry.state}, but its milestone {milestone.id} is not done"
                fix = f"if it is done: actionplan update {action.id} --milestone {milestone.id} --state complete"
                yield fault(message, action, "status", done.index, "state", fix=fix)
