"""Rules about what is missing: nothing here is wrong, but someone will ask."""

from collections.abc import Iterator
from datetime import date

from actionplan.checks.rules import place, rule
from actionplan.model.problem import Problem, problem
from actionplan.model.records import Clause, Plan, Resolution
from actionplan.model.vocabulary import BINDING, CLOSED
from actionplan.summary.fold import agreed_day, clause_as_at, head_as_at, in_order, last_stated, of_part, of_whole
from actionplan.summary.lateness import completion
from actionplan.summary.links import links


@rule("W501")
def complete_without_evidence(plan: Plan, today: date) -> Iterator[Problem]:
    """Readers believe `complete` when they can see what shows it: such an entry names `evidence`."""
    for action in plan.actions:
        for index, entry in enumerate(action.status):
            if entry.state == "complete" and entry.milestone is None and not entry.evidence:
                where = place(plan, action, "status", index, "state")
                fix = 'add a line: evidence = [{ link = "https://..." }]'
                yield problem("W501", "complete, but without evidence", where, fix=fix)


@rule("W502")
def no_owner(plan: Plan, today: date) -> Iterator[Problem]:
    """An action without `owner` is nobody's. Where none has been named yet, that is worth saying at every board."""
    for action in plan.actions:
        if head_as_at(action, in_order(action.status, agreed_day(plan, action))).owner is None:
            yield problem("W502", "no owner is named", place(plan, action), fix='add a line: owner = "..."')


@rule("W503", one_file=False)
def area_without_action(plan: Plan, today: date) -> Iterator[Problem]:
    """An area that no action serves was found wanting, and nothing is being done about it."""
    served = {link.source.id for link in links(plan, today) if link.type == "served-by"}
    for area in plan.areas:
        if area.id not in served and not plan.unread:
            fix = f'name it in an action: areas = ["{area.id}"]'
            yield problem("W503", f"no action serves the area {area.id}", place(plan, area), fix=fix)


@rule("E504")
def clause_without_action(plan: Plan, today: date) -> Iterator[Problem]:
    """Each clause of a resolution that was carried names the `actions` that carry it out, says `no_action_because`, or
    has entries of its own in the resolution's history.
    """
    for resolution, index, clause in _binding_clauses(plan):
        has_history = any(entry.clause == clause.id and entry.state for entry in resolution.status)
        if not clause.actions and not clause.no_action_because and not has_history:
            where = place(plan, resolution, "clauses", index)
            message = f"clause {clause.id} was carried, but nothing carries it out"
            fix = 'add a line: actions = ["..."], or: no_action_because = "..."'
            yield problem("E504", message, where, fix=fix)


@rule("E505")
def clause_with_action_and_reason_for_none(plan: Plan, today: date) -> Iterator[Problem]:
    """A clause has actions or a reason why it has none, not both."""
    for resolution in plan.resolutions:
        # An entry may give actions to a clause that had none, or take them away: only what stands together disagrees.
        for name in ("clauses", "status"):
            for index, part in enumerate(getattr(resolution, name)):
                if part.actions and part.no_action_because:
                    where = place(plan, resolution, name, index, "no_action_because", on_key=True)
                    message = "this clause names actions and says why it has none"
                    yield problem("E505", message, where, fix="keep one of the two")


@rule("W506")
def area_not_named(plan: Plan, today: date) -> Iterator[Problem]:
    """An action that serves no area is missing from every area's count."""
    for action in plan.actions:
        if not action.areas:
            fix = 'name at least one: areas = ["..."]'
            yield problem("W506", "this action serves no area", place(plan, action, "areas"), fix=fix)


@rule("W507")
def complete_with_open_milestone(plan: Plan, today: date) -> Iterator[Problem]:
    """When an action is complete, so is each of its milestones; one that will not be done is `cancelled`."""
    for action in plan.actions:
        entries = in_order(action.status, agreed_day(plan, action))
        done = completion(of_whole(entries))
        if done is None:
            continue
        for milestone in action.milestones:
            if last_stated(of_part(entries, milestone.id), "state") not in CLOSED:
                where = place(plan, action, "status", done.index, "state")
                message = f"the action is {done.entry.state}, but its milestone {milestone.id} is not done"
                fix = f'say so in an entry: milestone = "{milestone.id}", with state = "complete" or "cancelled"'
                yield problem("W507", message, where, fix=fix)


def _binding_clauses(plan: Plan) -> Iterator[tuple[Resolution, int, Clause]]:
    """Give the clauses of carried resolutions, each as it stands now."""
    for resolution in plan.resolutions:
        entries = in_order(resolution.status)
        if head_as_at(resolution, entries).outcome in BINDING:
            for index, clause in enumerate(resolution.clauses):
                yield resolution, index, clause_as_at(clause, entries)


RULES = (
    complete_without_evidence,
    no_owner,
    area_without_action,
    clause_without_action,
    clause_with_action_and_reason_for_none,
    area_not_named,
    complete_with_open_milestone,
)
