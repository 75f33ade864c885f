"""Changes of what was agreed, and corrections: each field of a record or of a part of it, with both values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import fields_dict

from actionplan.model.as_known import agreed_day
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, PARTS, tail_of
from actionplan.model.matching import content
from actionplan.model.records import Action, Milestone
from actionplan.summary.changes.records import Change, Heading, News, RecordPair
from actionplan.summary.history import HeadChange, head_changes
from actionplan.summary.lateness import due_steps
from actionplan.summary.timeline import Placed, by_part, in_order, of_whole, part_named, restates, stated_by

_OWN_HEADING: Mapping[str, Heading] = {
    "residual": "risk-moved",
    "published": "review-published",
    "response": "recommendation-answered",
}
"""Fields whose change has a heading of its own."""


def head_news(pair: RecordPair, found: News, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield a change for each field of the head of a record, or of a part of it, that a new entry changes.

    A due date counts as moved if `due_steps` counts a move, as in every other figure. A first one is ``changed``. What
    a redacted entry had stated, and a new one states again, is no change.

    Args:
        pair: the record in both views.
        found: what is new about it.
        changes: the changes found so far, under headings of their own.
    """
    entries = [entry for entry in found.fresh if tail_of(entry) == "status"]
    new = {id(entry) for entry in entries}
    reported = {(change.heading, id(change.entry)) for change in changes}
    for head, placed in _heads(pair.new, entries, found.placed):
        moved: Heading = "re-dated" if head is pair.new else "milestone-moved"
        steps = due_steps(head.due, placed) if isinstance(head, Action | Milestone) else ()
        moves = {id(step.placed.entry) for step in steps if step.move}
        for changed in head_changes(head, [each.entry for each in placed if not each.early]):
            if _is_stated_again(changed, found):
                continue
            if id(changed.entry) in new and (_OWN_HEADING.get(changed.field), id(changed.entry)) not in reported:
                heading = moved if changed.field == "due" and id(changed.entry) in moves else "changed"
                values = {"before": changed.before, "after": changed.after}
                part = head.id if head is not pair.new else None
                yield pair.change(heading, changed.entry, **values, **_named(changed.entry, part, changed.field))


def _is_stated_again(changed: HeadChange, found: News) -> bool:
    """Return whether an entry that was redacted between the two views had made the same change."""
    about = part_named(changed.entry)
    had = (getattr(was, changed.field, None) for was in found.withdrawn if part_named(was) == about)
    return any(content(value) == content(changed.after) for value in had if value is not None)


def _heads(record: Any, fresh: Sequence[Entry], placed: Sequence[Placed]) -> Iterator[tuple[Any, Sequence[Placed]]]:
    """Yield the record and each of its parts of which a new entry may state a field, with the entries about it."""
    if any(restates(record, entry) for entry in fresh):
        yield record, of_whole(placed)
    named, own = {part_named(entry) for entry in fresh}, by_part(placed)
    for parts in PARTS.values():
        for part in getattr(record, parts, ()):
            if part.id in named:
                yield part, own.get(part.id, ())


def _named(entry: Entry, part: Id | None, field: str) -> dict[str, Any]:
    """Return the fields of `Change` that name a field of a record, or of a part of it."""
    if part is None:
        return {"field": field}
    key = next(key for key in PARTS if hasattr(entry, key))
    return {"field": field, "milestone": part} if key == "milestone" else {"field": f"{PARTS[key]}.{part}.{field}"}


def corrections(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield a change for each field that a new correction corrects: from the value before it to the one that it states.

    If the corrected entry does not state the field, the value before is the one that was in force. A correction that
    states no value, but evidence for one, is one change without a field. Those of readings are not included.

    Args:
        pair: the record in both views.
        found: what is new about it.
    """
    waiting = {id(entry): entry for entry in found.corrections if tail_of(entry) == "status"}
    if not waiting:
        return
    record, agreed = pair.new, agreed_day(pair.plan, pair.new)
    in_force: dict[Id | None, dict[str, Any]] = {part.id: _head(part) for part in _parts(record)}
    in_force[None] = _head(record)
    stated: dict[int, dict[str, Any]] = {}
    for placed in in_order(record.status, agreed):
        part, values = part_named(placed.entry), _values(placed.entry)
        known = in_force.setdefault(part, {})
        before = {name: known.get(name) for name in values if name in _LASTING}
        before |= stated.setdefault(placed.root, {})
        if waiting.pop(id(placed.entry), None) is not None:
            yield from _corrected(pair, placed.entry, part, before, values)
        stated[placed.root] |= values
        known.update((name, value) for name, value in values.items() if not (placed.early and name in _CHANGEABLE))
    yield from (pair.change("corrected", entry) for entry in waiting.values())


def _corrected(
    pair: RecordPair, entry: Entry, part: Id | None, before: Mapping[str, Any], values: Mapping[str, Any]
) -> Iterator[Change]:
    changed = [name for name, value in values.items() if value != before.get(name)]
    for name in changed:
        about = _named(entry, part, name)
        yield pair.change("corrected", entry, before=before.get(name), after=values[name], **about)
    if not changed:
        yield pair.change("corrected", entry)


def _parts(record: Any) -> Iterator[Any]:
    return (part for parts in PARTS.values() for part in getattr(record, parts, ()))


def _head(head: Any) -> dict[str, Any]:
    return {name: getattr(head, name) for name in HEADS[type(head)]}


def _values(entry: Entry) -> dict[str, Any]:
    """Return what an entry says of its record: its note, and the fields that only entries of its kind have."""
    return {name: value for name, value in stated_by(entry).items() if name == "note" or name not in _NO_VALUES}


_NO_VALUES = frozenset({*fields_dict(Entry), *PARTS})
"""The fields that say who made an entry, when, why and about what."""

_CHANGEABLE = frozenset(name for names in HEADS.values() for name in names)
"""The fields of heads that entries may change."""

_LASTING = _CHANGEABLE | {"state", "rating", "progress"}
"""The fields whose values last until another entry states them."""
