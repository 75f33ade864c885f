"""Rules about actions that were split or joined: both sides say so, on one day, and nothing is counted twice."""

from collections.abc import Iterator, Mapping
from datetime import date

from actionplan.model.entries import ActionEntry, may_lie_ahead
from actionplan.model.ids import Id
from actionplan.model.records import Action
from actionplan.model.suggest import listed
from actionplan.rules.checks.advice import corrected
from actionplan.rules.checks.context import CheckContext, History
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.effective import policy_as_at
from actionplan.summary.lateness import due_steps
from actionplan.summary.replaced import origin_of
from actionplan.summary.timeline import Placed, of_whole


@rule("E240")
def replaced_by_none(view: CheckContext) -> Iterator[RuleFault]:
    """`state = "replaced"` and `replaced_by` are in one entry, about the action as a whole. `replaced_by` names other
    actions: several for a split, one for a join.
    """
    for history in view.actions:
        has_parts = False
        for placed in history.entries if _mentions(history) else ():
            entry, record, place = placed.entry, history.record, ("status", placed.index)
            is_replaced, is_corrected = entry.state == "replaced", placed.index != placed.root
            has_parts = has_parts or bool(entry.replaced_by)
            back = corrected('name those in its place: replaced_by = ["..."]', record, placed.index, options=_BACK)
            if entry.milestone is not None and (is_replaced or entry.replaced_by is not None):
                fix = corrected("leave out the milestone", record, placed.index, options=_BACK)
                yield fault("a milestone is not replaced: only an action as a whole is", record, *place, fix=fix)
            elif is_replaced and not has_parts:
                yield fault("replaced, but not by what", record, *place, "state", fix=back)
            elif entry.replaced_by is not None and not is_replaced and not is_corrected:
                fix = corrected('add a line: state = "replaced"', record, placed.index, options=_BACK)
                yield fault("replaced_by without the state that goes with it", record, *place, "replaced_by", fix=fix)
            elif is_replaced and record.id in (entry.replaced_by or ()):
                yield fault("this action names itself as what replaces it", record, *place, "replaced_by", fix=back)


_BACK = "--state in-progress"
"""The option of `correct` by which an entry replaces nothing any more."""


@rule("E241", one_file=False)
def replaced_on_one_side(view: CheckContext) -> Iterator[RuleFault]:
    """Of an action that was split or joined, an entry names under `replaced_by` each action in its place, and the head
    of each of these names it under `replaces`.
    """
    heads = {history.record.id: history.record for history in view.actions}
    replacing = _replacing(view)
    for name, parts in replacing.items():
        for part, placed in parts.items():
            if part in heads and name not in heads[part].replaces:
                message = f'{part} does not say that it replaces "{name}"'
                edit = f'add to the file of {part}: replaces = ["{name}"]'
                fix = corrected(edit, heads[name], placed.index, options=_BACK)
                yield fault(message, heads[name], "status", placed.index, "replaced_by", fix=fix)
    for action in heads.values():
        for number, name in enumerate(action.replaces):
            if name in heads and not any(action.id in (entry.replaced_by or ()) for entry in heads[name].status):
                message = f'no entry of "{name}" says that it was replaced by {action.id}'
                fix = f'add an entry to {name}: state = "replaced", replaced_by = ["{action.id}"] and a reason'
                yield fault(message, action, "replaces", number, fix=fix)


@rule("E440", one_file=False)
def moved_by_a_split(view: CheckContext) -> Iterator[RuleFault]:
    """If the plan's policy names bodies under `redate_approvals`, and an action in the place of others is due on
    another day than they were, the entry that replaces them has an approval by each of these bodies.
    """
    if not any(policy.redate_approvals for policy in view.plan.policy):
        return
    heads = {history.record.id: history.record for history in view.actions}
    for name, parts in _replacing(view).items():
        for part, placed in parts.items():
            wanted = policy_as_at(view.plan, placed.day).redate_approvals
            given = {approval.by for approval in placed.entry.approvals}
            missing = [body for body in wanted if body not in given]
            if missing and part in heads and _is_moved(view, heads[part]):
                message = f"{part} is due on another day than {name} was, without the approval of {listed(missing)}"
                edit = f'add to the entry: approvals = [{{ by = "{missing[0]}", on = ... }}]'
                options = " ".join([*(f"--approved {body}:DATE" for body in missing), '--note "..."'])
                fix = corrected(edit, heads[name], placed.index, options=options)
                expected = f"approved by {listed(wanted)}"
                yield fault(message, heads[name], "status", placed.index, expected=expected, fix=fix)


@rule("E441")
def replaced_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """An entry with `replaced_by` has a `reason`: why the action was split or joined."""
    for history in view.actions:
        for placed in history.entries if _mentions(history) else ():
            if placed.entry.replaced_by and not placed.entry.reason:
                edit = 'say why in the same entry: reason = "..."'
                fix = corrected(edit, history.record, placed.index, options='--note "..."')
                yield fault(
                    "replaced, without a reason", history.record, "status", placed.index, "replaced_by", fix=fix
                )


@rule("E442")
def reported_after_replaced(view: CheckContext) -> Iterator[RuleFault]:
    """Once an action was split or joined, what is reported and changed is that of the actions in its place: a later
    entry of it has only a note or evidence. What had been decided ahead, such as a handover, is left without effect.
    """
    for history in view.actions:
        parts: tuple[Id, ...] = ()
        replaced_on = date.max
        for placed in history.entries if _mentions(history) else ():
            if (
                parts
                and placed.index == placed.root
                and placed.entry.replaced_by is None
                and not _was_decided(placed.entry, replaced_on)
                and (key := _key_stated(placed))
            ):
                edit = f"report it of {' or '.join(parts)}"
                fix = corrected(edit, history.record, placed.index, options="--state replaced")
                message = f"{key} of an action that was replaced by {' and '.join(parts)}"
                yield fault(message, history.record, "status", placed.index, key, fix=fix)
            if placed.entry.state == "replaced" and placed.entry.replaced_by:
                parts, replaced_on = placed.entry.replaced_by, placed.entry.recorded or placed.day


def _was_decided(entry: ActionEntry, day: date) -> bool:
    """Return whether an entry about a later day was on record by a day."""
    return may_lie_ahead(entry) and entry.recorded is not None and entry.recorded <= day


_REPORTED = ("state", "progress", "rating", "due", "owner", "title")


def _key_stated(placed: Placed) -> str:
    return next((name for name in _REPORTED if getattr(placed.entry, name) is not None), "")


def _mentions(history: History) -> bool:
    return "replaced" in history.states or any(placed.entry.replaced_by is not None for placed in history.beyond)


def _replacing(view: CheckContext) -> Mapping[Id, Mapping[Id, Placed]]:
    """Return the actions that entries replace, each with those in its place and the entry that says so."""
    stating = ((each.record.id, placed) for each in view.actions if _mentions(each) for placed in each.whole)
    found: dict[Id, dict[Id, Placed]] = {}
    for name, placed in stating:
        for part in placed.entry.replaced_by or () if placed.entry.state == "replaced" else ():
            found.setdefault(name, {})[part] = placed
    return found


def _is_moved(view: CheckContext, part: Action) -> bool:
    """Return whether the due date in an action's head is another than that of those that it replaces."""
    origin = origin_of(view.plan, part)
    moves = due_steps(origin.first_dues[None], of_whole(origin.entries)) if origin is not None else ()
    return bool(moves) and moves[-1].placed.index < 0
