"""What one command wrote into several files is taken back from all of them: a handover, a split or a join."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from actionplan.edit.handover import receiver
from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.undo import last_new_entry, new_status
from actionplan.model.ids import Id
from actionplan.model.kinds import record_path
from actionplan.model.records import Action, Record
from actionplan.storage.save import FileEdit, SaveError
from actionplan.summary.timeline import as_corrected

Place = tuple[str, str]
"""The kind and the id of a record."""

Committed = Callable[[str, str], bytes | None]
"""Returns the bytes that the file of a kind and id has in the last commit; None if it has none."""


class Together(NamedTuple):
    """What goes with the last new entry of a record.

    Attributes:
        others: the other records whose last entry goes too.
        removed: the files of new records, which go as a whole.
        entry: the entry of the record, which says what it was.
        to: the id of the body that took over, of a handover; None for a split or a join.
    """

    others: tuple[Place, ...]
    removed: tuple[FileEdit, ...]
    entry: Any
    to: Id | None = None


def undone_together(edit: PlanEdit, kind: str, identifier: str, committed: Committed) -> Together | None:
    """Return what goes with the last new entry of a record; None if nothing does.

    Args:
        edit: the plan.
        kind: the record's kind.
        identifier: the record's id.
        committed: returns a file's bytes in the last commit.

    Raises:
        ProblemsFound: a file cannot be read.
        SaveError: what goes too is committed, or has a later entry.
    """
    entry: Any = last_new_entry(edit, kind, identifier, committed(kind, identifier))
    if getattr(entry, "handover_from", None) is not None:
        to, others = _of_one_handover(edit, (kind, identifier), entry, committed)
        return Together(tuple(others), (), entry, to) if others else None
    return _split(edit, identifier, entry, committed) if getattr(entry, "replaced_by", None) else None


def original_of(edit: PlanEdit, kind: str, identifier: str, committed: Committed) -> str:
    """Return the action whose undoing takes back another one, which replaces it and is new; else that one's own id."""
    if kind != "action" or committed(kind, identifier) is not None:
        return identifier
    action, _ = edit.record(kind, identifier).readable()
    is_new = isinstance(action, Action) and bool(action.replaces) and not _has_own_entries(edit, action)
    return action.replaces[0] if is_new and isinstance(action, Action) else identifier


def _has_own_entries(edit: PlanEdit, part: Action) -> bool:
    """Return whether an action that replaces others has an entry that was not taken over from one of them."""
    originals = [edit.record("action", name).readable()[0] for name in part.replaces if part.status]
    taken = [placed.entry for original in originals for placed in as_corrected(original.status)]
    return any(not any(_is_like(each, other, _TAKEN_OVER) for other in taken) for each in part.status)


def _of_one_handover(edit: PlanEdit, first: Place, entry: Any, committed: Committed) -> tuple[Id | None, list[Place]]:
    """Return the body that took over, and the other records that it took over in the same handover.

    Those of which git has that already are left out. The body is None if several may have taken over in several
    handovers: then nothing says to which of these the entry belongs.
    """
    alike = {place: edit.record(*place).readable()[0] for place in edit.ids()}
    found = {place: receiver(record, each) for place, record in alike.items() for each in _like(record, entry)}
    receivers = {to for to in found.values() if to is not None}
    to = found[first] or (receivers.pop() if len(receivers) == 1 else None)
    others = []
    for place in (place for place, other in found.items() if place != first and to is not None and other in (to, None)):
        recorded = committed(*place)
        if any(_is_like(each, entry) for each in new_status(edit, *place, recorded)):
            if not _is_like(last_new_entry(edit, *place, recorded), entry):
                raise SaveError(f"{place[1]} has a later entry: undo that first (actionplan undo {place[1]})")
            others.append(place)
    return to, others


def _like(record: Record, entry: Any) -> list[Any]:
    return [each for each in record.status if _is_like(each, entry)]


def _is_like(each: Any, entry: Any, keys: Sequence[str] = ()) -> bool:
    """Return whether two entries may be of one handover, or agree in other keys."""
    return all(getattr(each, key, None) == getattr(entry, key) for key in keys or _ALIKE)


_ALIKE = ("handover_from", "on", "recorded", "by", "reason", "approvals", "note")
"""What all entries of one handover have in common, apart from the body that takes over."""

_TAKEN_OVER = ("id", "handover_from", "on", "by", "reason", "note")
"""What an entry that is decided ahead keeps when an action in place of another takes it over."""


def _split(edit: PlanEdit, identifier: str, entry: Any, committed: Committed) -> Together:
    """Return what goes with the entry that replaces an action: the actions in its place, and others joined with it."""
    there = {name for kind, name in edit.ids() if kind == "action"}
    originals: dict[str, None] = {}
    removed = []
    for part in (part for part in entry.replaced_by if part in there):
        record, document = edit.record("action", part).readable()
        assert isinstance(record, Action)
        if committed("action", part) is not None:
            raise SaveError(
                f"{part} is committed in git, so {identifier} stays split or joined: record what is decided now"
            )
        if _has_own_entries(edit, record):
            raise SaveError(f"{part} has entries of its own: undo them first (actionplan undo {part})")
        removed.append(FileEdit(path=record_path(edit.root, "action", part), before=document.data, after=None))
        originals |= dict.fromkeys(name for name in record.replaces if name != identifier)
    for name in originals:
        other, _ = edit.record("action", name).readable()
        if not isinstance(other, Action) or not other.status or other.status[-1].replaced_by != entry.replaced_by:
            raise SaveError(f"{name} has a later entry: undo that first (actionplan undo {name})")
    return Together(tuple(("action", name) for name in originals), tuple(removed), entry)
