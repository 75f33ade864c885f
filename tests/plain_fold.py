"""The values of a record on a day, worked out plainly from its file: what every reader has to say.

Nothing of `actionplan.summary` is used here, so that a fault which all readers share is found too.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from attrs import fields

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan, Record

HEAD = ("title", "areas", "owner", "partners", "lead", "start", "due")
KEPT = ("on", "id", "recorded", "corrects", "redacted", "reason")


class Told(NamedTuple):
    """An entry with its corrections: its day, whether it is from before the agreement, and what it states."""

    day: date
    on: PlanDate
    early: bool
    is_update: bool
    values: dict[str, Any]


def recorded(entry: Entry) -> date | None:
    return entry.recorded or entry.on.last


def stated(entry: Entry) -> dict[str, Any]:
    values = ((each, getattr(entry, each.name)) for each in fields(type(entry)) if each.name not in KEPT)
    return {each.name: value for each, value in values if value != each.default}


def told(history: Sequence[Entry], agreed: date | None, day: date, known_at: date | None) -> Iterator[Told]:
    """Yield the entries in force on a day, in order: by the day of the first entry of each chain of corrections."""
    by_id = {entry.id: place for place, entry in enumerate(history) if entry.id}
    chains: dict[int, list[Entry]] = {}
    for place, entry in enumerate(history):
        chain = [place]
        while (corrects := history[chain[-1]].corrects) is not None:
            chain.append(by_id[corrects])
        days = [recorded(history[each]) for each in chain]
        if known_at is None or all(each is not None and each <= known_at for each in days):
            chains.setdefault(chain[-1], []).append(entry)
    dated = [(history[root].on.last, root, chain) for root, chain in chains.items()]
    for when, root, entries in sorted((each for each in dated if each[0] is not None), key=lambda each: each[:2]):
        values = {name: value for entry in entries if not entry.redacted for name, value in stated(entry).items()}
        if when is not None and when <= day and not all(entry.redacted for entry in entries):
            decided = (getattr(history[root], name, None) for name in ("handover_from", "decides"))
            is_update = history[root].redacted is None and not any(decided)
            yield Told(when, history[root].on, agreed is not None and when < agreed, is_update, values)


def plainly(plan: Plan, action: Action, day: date, known_at: date | None = None) -> dict[str, Any] | None:
    """Return the values of an action on a day; None if it was not in the plan then.

    Args:
        plan: the plan.
        action: the action.
        day: the day.
        known_at: the day by which an entry was recorded to count; None for every entry.
    """
    joined = replacing_day(plan, action) or action.agreed or plan.agreed
    agreed = joined.last if joined else None
    if agreed is not None and agreed > min(day, known_at or day):
        return None
    kept = kept_of(plan, action, known_at)
    if action.replaces and not kept.is_known:
        return None
    entries = list(told(action.status, agreed, day, known_at))
    whole = [each for each in entries if "milestone" not in each.values]
    updates = [each for each in entries if each.is_update and "replaced_by" not in each.values]
    head = {name: getattr(action, name) for name in HEAD}
    now = dict(life(head | {"due": kept.dues[None][0]}, [*moves(kept.dues[None]), *whole], day))
    is_open = now["state"] not in CLOSED
    milestones = {}
    for part in action.milestones:
        own = [each for each in entries if each.values.get("milestone") == part.id]
        dues = kept.dues.get(part.id, [part.due])
        milestones[part.id] = life({"title": part.title, "due": dues[0]}, [*moves(dues), *own], day, is_awaited=is_open)
    return now | {
        "updates": len(updates) + kept.updates,
        "last_update": updates[-1].on if updates else kept.last_update,
        "successors": successors(plan, now["owner"], day) if is_open and ended(plan, now["owner"], day) else [],
        "milestones": milestones,
    }


def ended(plan: Plan, body: Id | None, day: date) -> bool:
    until = last(plan.bodies[body].until) if body is not None and body in plan.bodies else None
    return until is not None and until < day


def successors(plan: Plan, body: Id, day: date, seen: tuple[Id, ...] = ()) -> list[Id]:
    """Return the bodies that take over from one that has ended, each once."""
    found: list[Id] = []
    for heir in plan.bodies[body].successor:
        if not ended(plan, heir, day):
            found.append(heir)
        elif heir not in (*seen, body):
            found += successors(plan, heir, day, (*seen, body))
    return list(dict.fromkeys(found))


CLOSED = ("complete", "verified", "cancelled", "replaced")


class Kept(NamedTuple):
    """What an action has of those it replaces: its due dates so far, under None, and those of its milestones."""

    dues: dict[str | None, list[PlanDate | None]]
    updates: int
    last_update: PlanDate | None
    is_known: bool


def replacing_day(plan: Plan, action: Action) -> PlanDate | None:
    entries = [entry for each in plan.actions if each.id in action.replaces for entry in each.status]
    return next((entry.on for entry in entries if action.id in (entry.replaced_by or ())), None)


def kept_of(plan: Plan, action: Action, known_at: date | None) -> Kept:
    """Return what an action has of the one that it replaces; only of one, since joins are tested elsewhere."""
    heads: dict[str | None, PlanDate | None] = {None: action.due}
    heads |= {part.id: part.due for part in action.milestones}
    if not action.replaces:
        return Kept({name: [due] for name, due in heads.items()}, 0, None, is_known=True)
    (original,) = [each for each in plan.actions if each.id in action.replaces]
    before = kept_of(plan, original, known_at)
    dues = {name: list(found) for name, found in before.dues.items()}
    updates, last_update, is_known = before.updates, before.last_update, False
    joined = original.agreed or plan.agreed
    for each in told(original.status, joined.last if joined else None, date.max, known_at):
        if action.id in each.values.get("replaced_by", ()):
            is_known = True
            break
        if each.is_update:
            updates, last_update = updates + 1, each.on
        if "due" in each.values and not each.early:
            dues[each.values.get("milestone")].append(each.values["due"])
    for name, due in heads.items():
        dues[name] = [*dues[name], due] if any(map(last, dues.get(name, []))) else [due]
    return Kept(dues, updates, last_update, is_known)


def moves(dues: list[PlanDate | None]) -> list[Told]:
    return [Told(date.min, PlanDate.parse("unknown"), False, False, {"due": due}) for due in dues[1:]]


def life(head: dict[str, Any], entries: list[Told], day: date, *, is_awaited: bool = True) -> dict[str, Any]:
    """Return the values of an action or a milestone after some entries."""
    now = head | {"state": None, "rating": None, "progress": None, "times_redated": 0}
    began, held = None, head["due"]
    for each in entries:
        if (state := each.values.get("state")) is not None:
            if state not in ("complete", "verified"):
                began = None
            elif began is None:
                began, held = each, now["due"]
        due = None if each.early else each.values.get("due")
        if due is not None and last(now["due"]) not in (None, last(due)):
            now["times_redated"] += 1
        names = ("state", "rating", "progress", *(() if each.early else head))
        now |= {name: each.values[name] for name in names if name in each.values}
    is_open = is_awaited and now["state"] not in CLOSED
    counts = is_open or began is not None
    until = began.day if began is not None else day
    return now | {
        "original_due": head["due"],
        "finished": began.on if began is not None else None,
        "days_late": late(held if began is not None else now["due"], until) if counts else None,
        "days_late_original": late(head["due"], until) if counts else None,
    }


def last(when: PlanDate | None) -> date | None:
    return when.last if when is not None else None


def late(due: PlanDate | None, until: date) -> int | None:
    day = last(due)
    return None if day is None else max(0, (until - day).days)


def head_plainly(
    plan: Plan, record: Record, names: Sequence[str], day: date, known_at: date | None, part: str | None = None
) -> dict[str, Any]:
    """Return values of a record of any kind, or of a clause or a recommendation of it, on a day.

    Args:
        plan: the plan.
        record: the record.
        names: the fields; those that the head does not have are None until an entry states them.
        day: the day.
        known_at: the day by which an entry was recorded to count; None for every entry.
        part: the id of the clause or recommendation; None for the record as a whole.
    """
    joined = getattr(record, "agreed", None) or (plan.agreed if hasattr(record, "agreed") else None)
    parts = [*getattr(record, "clauses", ()), *getattr(record, "recommendations", ())]
    head: Any = next((each for each in parts if each.id == part), record)
    now = {name: getattr(head, name, None) for name in names}
    for each in told(record.status, joined.last if joined else None, day, known_at):
        about = each.values.get("clause", each.values.get("recommendation"))
        for name in names if about == part else ():
            if name in each.values and not (each.early and hasattr(head, name)):
                now[name] = each.values[name]
    return now
