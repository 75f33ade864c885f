"""Rules about bodies that begin, end and take over from each other."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, last_day, on_day
from actionplan.model.entries import may_lie_ahead
from actionplan.model.ids import Id
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Plan
from actionplan.model.suggest import listed
from actionplan.model.text import at_text, body_name, date_text
from actionplan.rules.checks.advice import corrected, correction
from actionplan.rules.checks.context import CheckContext, History
from actionplan.rules.checks.dates import is_before
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.ending import Ending, ending
from actionplan.summary.named import Named
from actionplan.summary.owned import Tasks, owned_text, tasks_text, to_hand_over
from actionplan.summary.periods import days_on
from actionplan.summary.timeline import Placed, as_corrected, head_as_at

if TYPE_CHECKING:
    from datetime import date


@rule("E230")
def handed_over_by_another(view: CheckContext) -> Iterator[RuleFault]:
    """`handover_from` names the owner in force before the entry, and `owner` in the same entry who takes over. Of an
    action it may also name one of the partners before, and `partners` in the same entry those from then on. It may be
    without effect, if the body that takes over did so before.
    """
    for before, placed in _handovers(view):
        if not (_is_changed_since(before, placed) or _is_without_effect(before, placed.entry)):
            yield from _wrong_handover(view.plan, before, placed)


@rule("W535")
def changed_before_a_handover(view: CheckContext) -> Iterator[RuleFault]:
    """A handover that was decided ahead is from the owner, or from one of the partners, of the day before. If another
    body came to own the record in the meantime, a correction says that this body keeps it, or that it hands over.
    """
    for before, placed in _handovers(view):
        entry = placed.entry
        if not _is_changed_since(before, placed) or _is_without_effect(before, entry):
            continue
        old, new, owner = (
            body_name(view.plan.bodies, name or "") for name in (entry.handover_from, entry.owner, before.owner)
        )
        if entry.owner is not None:
            message = f"handed over ahead from {old} to {new} {at_text(entry.on)}, but {owner} owns it by then"
            keep, give = f"--owner {before.owner}", f"--handover-from {before.owner}"
            fix = f"if {owner} keeps it: {correction(before, placed.index, options=keep)}; "
            fix += f"if {new} takes over from it: {correction(before, placed.index, options=give)}"
        else:
            message = f"handed over ahead from {old} {at_text(entry.on)}, but it is no partner by then"
            keep = " ".join(f"--partner {name}" for name in before.partners)
            fix = f"name those from then on: {correction(before, placed.index, options=keep)}"
        yield fault(message, before, "status", placed.index, "handover_from", fix=fix)


def _handovers(view: CheckContext) -> Iterator[tuple[Any, Placed]]:
    """Yield each handover, with its record as it was before."""
    records = {id(record): None for record, _, _ in view.stating("handover_from")}
    for history in (history for history in view.histories if id(history.record) in records):
        now: Any = history.record
        for placed in history.beyond:
            if placed.entry.handover_from is not None and not placed.early:
                yield now, placed
            now = head_as_at(now, [placed])


def _is_changed_since(before: Any, placed: Placed) -> bool:
    """Return whether a handover was decided ahead, and what it hands over came to be another body's before its day."""
    entry = placed.entry
    if said_on(entry) == entry.on:
        return False
    if entry.owner is not None:
        return before.owner is not None and entry.handover_from != before.owner
    partners = getattr(before, "partners", ())
    return bool(partners) and bool(entry.partners) and entry.handover_from not in (before.owner, *partners)


def _is_without_effect(before: Any, entry: Any) -> bool:
    """Return whether a handover changes nothing, since the body that takes over did so before."""
    if entry.owner is not None:
        return bool(entry.owner == before.owner)
    partners = getattr(entry, "partners", None)
    return partners is not None and partners == before.partners and entry.handover_from not in partners


def _wrong_handover(plan: Plan, record: Any, placed: Placed) -> Iterator[RuleFault]:
    """Yield what is wrong with a handover of a record, given with its head before it."""
    entry, owner, index = placed.entry, record.owner, placed.index
    handed, partners = entry.handover_from, getattr(entry, "partners", None)
    keys: KeyPath = ("status", index, "handover_from")
    if entry.owner is None and partners and handed != owner:
        yield from _wrong_partner(plan, record, placed)
        return
    if entry.owner is None and (partners is None or handed not in record.partners):
        fix = corrected('add a line: owner = "..."', record, index, options="--owner BODY")
        yield fault("a handover without a new owner", record, *keys, on_key=True, fix=fix)
    if entry.owner is not None and handed != owner and handed in plan.bodies:  # another rule reports an unknown one
        was = f'the owner before was "{owner}"' if owner is not None else "there was no owner before"
        options = f"--handover-from {owner or 'BODY'}"
        edit = f'write: "{owner}"' if owner is not None else "remove the line"
        fix = corrected(edit, record, index, options=options)
        yield fault(f'handed over from "{handed}", but {was}', record, *keys, fix=fix)


def _wrong_partner(plan: Plan, record: Any, placed: Placed) -> Iterator[RuleFault]:
    """Yield what is wrong with the handover of a partner's part in an action."""
    handed, partners = placed.entry.handover_from, placed.entry.partners
    if handed not in plan.bodies or (handed in record.partners and handed not in partners):
        return
    stays = "stays one of the partners" if handed in partners else "was none of the partners before"
    given = " ".join(f"--partner {name}" for name in partners if name != handed) or "--partner BODY"
    options = given if handed in partners else "--handover-from BODY"
    fix = corrected("name those from then on", record, placed.index, options=options)
    message = f'handed over from "{handed}", which {stays}'
    yield fault(message, record, "status", placed.index, "handover_from", fix=fix)


@rule("W530")
def said_out_of_time(view: CheckContext) -> Iterator[RuleFault]:
    """A body says something, in `by`, only while it exists: not before its `from` and not after its `until`. What is
    decided ahead, such as a handover, it says on the day of its recording.
    """
    limited = {name for name, body in view.plan.bodies.items() if body.from_ is not None or body.until is not None}
    for history in view.histories if limited else ():
        if isinstance(history.record, Action) and history.bodies.isdisjoint(limited):
            continue
        for keys, entry in _said(history):
            body = view.plan.bodies[entry.by] if entry.by in limited else None
            if body is not None and (message := out_of_time(body, said_on(entry))):
                fix = f"check the body and the day; if the body's days are wrong: actionplan set body {entry.by} "
                fix += "--from DAY" if is_before(said_on(entry), body.from_) else "--until DAY"
                yield fault(f"said by {body.name}, {message}", history.record, *keys, "by", fix=fix)


def _said(history: History) -> Iterator[tuple[KeyPath, Any]]:
    """Yield everything dated in a record's file with its place, corrections put into what they correct."""
    yield from ((("status", placed.index), placed.entry) for placed in history.entries)
    readings = as_corrected(getattr(history.record, "readings", ()))
    yield from ((("readings", placed.index), placed.entry) for placed in readings)
    yield from ((("targets", index), target) for index, target in enumerate(getattr(history.record, "targets", ())))


@rule("W531")
def given_to_an_ended_body(view: CheckContext) -> Iterator[RuleFault]:
    """An entry gives nothing to an owner or a partner that has ended by the day of the entry."""
    if not any(body.until is not None for body in view.plan.bodies.values()):
        return
    for history in view.histories:
        now: Any = history.record
        for placed in history.beyond:
            entry, before = placed.entry, now
            now = head_as_at(now, [placed])
            for key, name in newly_given(entry, before):
                if message := given_too_late(view.plan, name, entry.on):
                    options = "--owner BODY" if key == "owner" else "--partner BODY"
                    fix = corrected("name the body that took over", history.record, placed.index, options=options)
                    yield fault(message, history.record, "status", placed.index, key, fix=fix)


@rule("W532", one_file=False)
def owned_by_an_ended_body(view: CheckContext) -> Iterator[RuleFault]:
    """What is open has an owner, partners and addressees that exist: nothing is left with a body that has ended, by its
    `until`. `actionplan handover` gives what it owns and helps with to the body that takes over.
    """
    for owner in to_hand_over(view.plan, view.today):
        verb = "has" if owner.partner_in or owner.named else "owns"
        message = f"{owner.name} ended {at_text(owner.handover.ended)} and still {verb} {tasks_text(owner, 0)}"
        fix = _handed_over(owner, owner.body, owner.handover.successors)
        yield fault(message, view.plan, "bodies", owner.body, "until", fix=fix)


@rule("W533", one_file=False)
def ends_before_a_handover(view: CheckContext) -> Iterator[RuleFault]:
    """A body that ends within the policy's `handover_within_months` (6 by default) leaves nothing open behind: what it
    owns, or helps with as a partner, is handed over ahead, with the day after its end.
    """
    for each in ending(view.plan, view.today):
        if each.is_soon:
            more = "other " if each.handed_over else ""
            left = f"no {more}handover is on record of {tasks_text(each, 0)}"
            message = f"{each.name} is to end {at_text(each.until)}, and {left}"
            yield fault(message, view.plan, "bodies", each.body, "until", fix=_handed_over_ahead(each))


@rule("W534", one_file=False)
def due_after_the_owner_ends(view: CheckContext) -> Iterator[RuleFault]:
    """Whoever owns an action is there on the day when it is due: its owner does not end before that, or it is handed
    over by then. Of a body that ends within the policy's `handover_within_months`, W533 says so.
    """
    for each in ending(view.plan, view.today):
        if each.due_later and not each.is_soon:
            owned = owned_text(each.due_later, 0)
            what = "is due after that" if len(each.due_later) == 1 else "are due after that"
            message = f"{each.name} is to end {at_text(each.until)}, but {owned} of it {what}"
            yield fault(message, view.plan, "bodies", each.body, "until", fix=_handed_over_ahead(each))


def _handed_over_ahead(ending: Ending) -> str:
    last = last_day(ending.until)
    assert last is not None
    return _handed_over(ending, ending.body, ending.successors, days_on(last, 1).isoformat())


def _handed_over(tasks: Tasks, name: Id, successors: tuple[Id, ...], day: str = "DAY") -> str:
    to = successors[0] if len(successors) == 1 else "BODY"
    command = f"actionplan handover {name} --to {to} --on {day} --by BODY"
    if not (tasks.owned or tasks.partner_in):
        command = readdressed(tasks.named[0], to)
    if len(successors) == 1:
        return command
    decide = f"decide which of {listed(successors)} takes over" if successors else "decide who takes over"
    return f"{decide}; then: {command}"


def readdressed(named: Named, to: str) -> str:
    """Return the command by which a clause or a recommendation gets another body that has to do something about it."""
    part, key = ("clause", "addressee") if named.kind == "resolution" else ("recommendation", "response-by")
    return f'actionplan amend {named.id} --{part} {named.part} --{key} {to} --reason "..."'


def said_on(entry: Any) -> PlanDate | None:
    """Return when a body said something: on the day of the entry or, if it decides ahead, of its recording."""
    on: PlanDate | None = entry.on
    recorded: date | None = getattr(entry, "recorded", None)
    if on is None or on.first is None or recorded is None or recorded >= on.first or not may_lie_ahead(entry):
        return on
    return on_day(recorded)


def out_of_time(body: Body, when: PlanDate | None) -> str:
    """Return that a body did not exist yet, or no longer, on a day, as part of a sentence; empty if it did."""
    if is_before(when, body.from_):
        return f"which did not exist until {date_text(body.from_)}"
    if body.until is not None and is_before(body.until, when):
        return f"which ended {at_text(body.until)}"
    return ""


def newly_given(entry: Any, before: Any) -> list[tuple[str, Id]]:
    """Return the owner and the partners that an entry gives to a record, each with its key; no partner that stays.

    Args:
        entry: the entry.
        before: the record with its head before the entry.
    """
    owner: Id | None = getattr(entry, "owner", None)
    there = getattr(before, "partners", ())
    given = [("owner", owner)] if owner is not None else []
    return given + [("partners", name) for name in getattr(entry, "partners", None) or () if name not in there]


def given_too_late(plan: Plan, name: Id | None, when: PlanDate | None) -> str:
    """Return that a body had ended by the day on which something is given to it, as a sentence; empty if it had not.

    Args:
        plan: the plan.
        name: the id of the new owner or partner; None for none.
        when: the day.
    """
    body = plan.bodies.get(name) if name is not None else None
    if body is None or body.until is None or when is None or not is_before(body.until, when):
        return ""
    return f"given {at_text(when)} to {body.name}, which ended {at_text(body.until)}"
