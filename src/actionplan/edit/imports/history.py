"""The history that a sheet gives of an action: dated paragraphs, moved dates, and how it is as at the sheet's day."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from actionplan.edit.imports.ratings import RatingWord
from actionplan.edit.imports.sayings import Place, Sayings
from actionplan.edit.imports.values import Reading
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.problem import KeyPath
from actionplan.model.vocabulary import FINISHED

NO_REASON = "No reason in the source"
DATED_BY_END = "The source does not give the day of this change: it is dated to the day on which it was finished."
DATED_BY_SHEET = "The source does not give the day of this change: it is dated to the sheet."


class _Step(NamedTuple):
    """The values of an entry, and the cell of each."""

    values: dict[str, Any]
    cells: dict[str, Place]


def history_of(sayings: Sayings, reading: Reading) -> tuple[tuple[ActionEntry, ...], dict[KeyPath, Place]]:
    """Return the entries that a sheet gives of an action, oldest first, and the cells of their values.

    A change whose day is not known is dated to the sheet, and says so.
    """
    steps = [*_paragraphs(sayings), *_moves(sayings, reading), *_position(sayings, reading)]
    steps.sort(key=lambda step: step.values["on"].last or reading.day)
    by = (sayings.first("by") or (None,))[0]
    places: dict[KeyPath, Place] = {}
    for index, step in enumerate(steps):
        places.update({("status", index, key): where for key, where in step.cells.items()})
        places[("status", index)] = next(iter(step.cells.values()))
    return tuple(ActionEntry(**{"by": by, **step.values}) for step in steps), places


def moves_of(sayings: Sayings) -> list[tuple[PlanDate, Place]]:
    """Return the due dates that came after the one first agreed, each different from the one before it."""
    agreed = [*sayings.all("original_due"), *sayings.all("due")]
    dates = [*agreed, *sayings.all("revised_due")]
    before = agreed[0][0] if agreed else None
    moves = []
    for when, where in dates[1:] if agreed else dates:
        if when != before:
            moves.append((when, where))
        before = when
    return moves


def _paragraphs(sayings: Sayings) -> Iterator[_Step]:
    for paragraph, where in sayings.all("dated"):
        yield _Step({"on": paragraph.on, "note": paragraph.text}, {"note": where, "on": where})


def _moves(sayings: Sayings, reading: Reading) -> Iterator[_Step]:
    on, on_place = sayings.first("on") or (on_day(reading.day), None)
    moves, reason = moves_of(sayings), sayings.joined("reason")
    finished = sayings.first("finished")
    is_after = finished is not None and on_place is None and finished[0] < reading.day
    if finished is not None and is_after:  # it was moved before
        on = finished[0]
    for due, where in moves:
        note = None if on_place is not None else DATED_BY_END if is_after else DATED_BY_SHEET
        yield _Step({"on": on, "due": due, "reason": reason or NO_REASON, "note": note}, {"due": where})
    if reason and not moves:
        sayings.add_extra("reason", reason)


def _position(sayings: Sayings, reading: Reading) -> Iterator[_Step]:
    """Yield how the action is as at the sheet's day; that it was finished goes to the day on which it was."""
    on, on_place = sayings.first("on") or (on_day(reading.day), None)
    now = _Step({"on": on}, {})
    for field in ("state", "rating", "progress"):
        if found := sayings.first(field):
            now.values[field], now.cells[field] = found
            sayings.keep_others(field)
    if isinstance(rating := now.values.get("rating"), RatingWord):
        now.values["rating"] = rating.id
    if note := sayings.joined("note"):
        now.values["note"], now.cells["note"] = note, sayings.all("note")[0][1]
    if evidence := sayings.all("evidence"):
        now.values["evidence"], now.cells["evidence"] = tuple(each for each, _ in evidence), evidence[0][1]
    _verified(sayings, now)
    yield from _finished(sayings, now)
    if on_place and now.cells:
        now.cells["on"] = on_place
    if now.cells:
        yield now


def _finished(sayings: Sayings, now: _Step) -> Iterator[_Step]:
    """Yield that an action was finished, on its day; one that is verified was complete before."""
    finished, state = sayings.first("finished"), now.values.get("state")
    if state == "verified":
        on, where = finished or (now.values["on"], now.cells["state"])
        yield _Step({"on": on, "state": "complete"}, {"state": where, "on": where})
    elif finished and state in (None, *FINISHED):
        now.values.pop("state", None)
        where = now.cells.pop("state", finished[1])
        yield _Step({"on": finished[0], "state": "complete"}, {"state": where, "on": finished[1]})
    elif finished:
        sayings.add_extra("finished", str(finished[0]))


def _verified(sayings: Sayings, now: _Step) -> None:
    """Take an action for complete that the sheet calls verified without saying by which body, or without evidence."""
    if now.values.get("state") != "verified":
        return
    by = sayings.first("verified_by") or sayings.first("by")
    if by is not None and "evidence" in now.values:
        now.values["by"] = by[0]
    else:
        now.values["state"] = "complete"
        sayings.add_extra("state_in_source", "verified")
