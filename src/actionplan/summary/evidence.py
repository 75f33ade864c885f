"""Evidence that has run out: what it showed may hold no longer."""

from collections.abc import Sequence
from datetime import date

from actionplan.model.dates import last_day
from actionplan.model.entries import Evidence
from actionplan.summary.lateness import completion
from actionplan.summary.timeline import Placed


def run_out(entries: Sequence[Placed], as_at: date) -> tuple[Placed, int] | None:
    """Return the piece of evidence that ran out last, if every piece since an action was finished has run out.

    Args:
        entries: the entries in force about the action as a whole.
        as_at: the day.

    Returns:
        The entry that names it, and its place among the evidence of that entry; None if the action is not finished, no
        evidence is on record, or a piece of it still holds.
    """
    done = completion(entries)
    since = entries[next(place for place, each in enumerate(entries) if each is done) :] if done is not None else ()
    pieces = [(placed, number) for placed in since for number in range(len(placed.entry.evidence))]
    ends = [(_end(piece), piece) for piece in pieces]
    if not pieces or any(end is None or end >= as_at for end, _ in ends):
        return None
    return max(ends, key=lambda each: each[0] or date.min)[1]


def piece_of(found: tuple[Placed, int]) -> Evidence:
    """Return the piece of evidence that `run_out` found."""
    placed, number = found
    piece: Evidence = placed.entry.evidence[number]
    return piece


def _end(piece: tuple[Placed, int]) -> date | None:
    return last_day(piece_of(piece).expires)
