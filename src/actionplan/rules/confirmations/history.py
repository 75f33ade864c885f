"""Confirmations about the life of a record: progress, states, and the order of entries."""

from collections.abc import Iterable, Iterator
from typing import Any

from actionplan.model.kinds import HEADS
from actionplan.model.text import date_text, day_text, field_words, numbered_name, some_of
from actionplan.model.vocabulary import CLOSED, FINISHED
from actionplan.rules.confirmations.registry import (
    AddedEntry,
    Doubt,
    PlannedChange,
    confirmation,
    doubt,
    parts_with_actions,
)
from actionplan.summary.actions import summarise_action
from actionplan.summary.timeline import Placed, part_as_at, part_named

_CLOSED = CLOSED | {"closed"}
"""States after which nothing more is expected: those of an action, a clause or a recommendation, and that of a risk."""

_OPEN = ("not-started", "in-progress", "suspended")
"""States of an action that is still to be completed."""


@confirmation("P101")
def progress_falls(change: PlannedChange) -> Iterator[Doubt]:
    """The progress of an action is lower than it was reported before. It is not asked if the entry has a reason and
    changes nothing else that the reason may explain, such as a due date, or if the action was reopened since.
    """
    for added in change.entries:
        now, before = _progress(added.entry), _last(added.earlier, "progress")
        if now is None or before is None or now >= before.entry.progress or _explains_progress(added, change):
            continue
        since = added.earlier[added.earlier.index(before) + 1 :]
        if not any(map(_reopens, since)) and _state(added) not in FINISHED:
            was = f"{before.entry.progress}% ({day_text(before.day)})"
            yield doubt(f"progress falls from {was} to {now}%", *added.keys, "progress")


@confirmation("P102")
def progress_after_completion(change: PlannedChange) -> Iterator[Doubt]:
    """The action is complete or verified, and an entry without a state reports progress below 100 per cent."""
    for added in change.entries:
        progress, state = _progress(added.entry), _state(added)
        if progress is not None and progress < 100 and added.entry.state is None and state in FINISHED:
            fix = f'to reopen it: actionplan reopen {change.record.id} --reason "..."'
            yield doubt(f"progress is {progress}%, although the action is {state}", *added.keys, "progress", fix=fix)


@confirmation("P103")
def change_after_the_end(change: PlannedChange) -> Iterator[Doubt]:
    """An action, clause or recommendation is complete, verified or cancelled, or a risk is closed, and an entry gives
    it another state or changes a detail that was agreed. A note, a rating or evidence is not asked about, and neither
    is an entry that reopens it with a reason, a correction, or a verification.
    """
    for added in change.entries:
        state, entry = _state(added), added.entry
        if state not in _CLOSED or entry.corrects is not None:
            continue
        now = getattr(entry, "state", None)
        is_expected = now in (None, state) or (state in FINISHED and now == "verified")
        if not is_expected and not _reopens_with_reason(entry):
            yield doubt(f"it is {state}, and would become {now}", *added.keys, "state")
        elif is_expected and (changed := [name for name in HEADS[type(change.record)] if _states(entry, name)]):
            yield doubt(
                f"it is {state}, and its {' and '.join(map(field_words, changed))} would change",
                *added.keys,
                changed[0],
            )


@confirmation("P104")
def later_entry_prevails(change: PlannedChange) -> Iterator[Doubt]:
    """The entry is dated before another one that states the same, such as a state or a due date, so it changes nothing
    as at today. A correction is not asked about, and what is decided ahead decides nothing yet.
    """
    for added in change.entries:
        entry = added.entry
        names = ("state", "rating", "progress", *HEADS[type(change.record)])
        stated = [name for name in names if _states(entry, name) and entry.corrects is None]
        for name in stated:
            in_force = tuple(each for each in added.later if each.day <= change.today)
            if (later := _last(in_force, name)) is not None:
                message = f"this entry is dated {date_text(entry.on)}, so one of {day_text(later.day)} still decides"
                yield doubt(f"{message} the {field_words(name)}", *added.keys, "on")
                break


@confirmation("P105")
def progress_stays_complete(change: PlannedChange) -> Iterator[Doubt]:
    """An action that was complete or verified becomes open again, by a new state or a correction, and its progress is
    still 100 per cent as reported before. It is not asked if the entry states the progress.
    """
    for added in change.entries:
        before = _last(added.earlier, "progress")
        is_open = getattr(added.entry, "state", None) in _OPEN and _state(added) in FINISHED
        is_stated = _states(added.entry, "progress") or _last(added.later, "progress") is not None
        if is_open and not is_stated and before is not None and before.entry.progress == 100:
            message = f"it becomes {added.entry.state}, but its progress stays 100% ({day_text(before.day)})"
            yield doubt(message, *added.keys, "state", fix="state the progress too: --progress N")


@confirmation("P106")
def complete_before_its_action(change: PlannedChange) -> Iterator[Doubt]:
    """A clause of a resolution or a recommendation is reported as complete, and an action that carries it out is still
    open. Reports go by the actions: they show it as carried out only once these are complete.
    """
    parts = {part.id: part for part in parts_with_actions(change.record)}
    for added in change.entries:
        part = parts.get(part_named(added.entry))
        if part is None or added.entry.corrects is not None or getattr(added.entry, "state", None) not in FINISHED:
            continue
        names = part_as_at(part, added.earlier).actions
        carrying = [summarise_action(each, change.today) for each in change.carrying if each.id in names]
        if still := [numbered_name(now) for now in carrying if now.open]:
            which = "its action is" if len(still) == 1 else f"{len(still)} of its actions are"
            yield doubt(f"{which} still under way: {some_of(still)}", *added.keys, "state")


def _progress(entry: Any) -> int | None:
    """Return the progress that an entry reports; None for a correction, whose reason explains it."""
    return getattr(entry, "progress", None) if entry.corrects is None else None


def _explains_progress(added: AddedEntry, change: PlannedChange) -> bool:
    """Return whether an entry has a reason that can only be about its progress."""
    entry, heads = added.entry, HEADS[type(change.record)]
    is_stopped = getattr(entry, "state", None) in ("suspended", "cancelled")
    return bool(entry.reason) and not is_stopped and not any(_states(entry, name) for name in heads)


def _state(added: AddedEntry) -> str | None:
    """Return the state before an entry; None if none was reported or records of this kind have none."""
    last = _last(added.earlier, "state")
    return last.entry.state if last is not None else None


def _last(entries: Iterable[Placed], name: str) -> Placed | None:
    """Return the last entry that states a field; None if none does."""
    return next((each for each in reversed(tuple(entries)) if _states(each.entry, name)), None)


def _states(entry: Any, name: str) -> bool:
    return getattr(entry, name, None) is not None


def _reopens(placed: Placed) -> bool:
    return _reopens_with_reason(placed.entry)


def _reopens_with_reason(entry: Any) -> bool:
    return entry.reason is not None and getattr(entry, "state", None) in ("in-progress", "not-started", "open")
