"""What does not go as planned: actions in trouble, ratings that dates have overtaken, and dates that were moved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from actionplan.model.ids import Id
from actionplan.model.text import count, date_text, days_text, numbered_name, some_of, times_text
from actionplan.model.vocabulary import DROPPED
from actionplan.report.action_words import finished_text, late_span, state_span
from actionplan.report.document import Block, Cell, Column, Drawn, Key, Lines, Paragraph, Table
from actionplan.report.inline import Span
from actionplan.report.papers.material import Material, in_cell
from actionplan.report.papers.wording import approved_by, last_word, named, quoted, rated, slip_lines, with_owner
from actionplan.report.pictures.scales import Days
from actionplan.report.pictures.slip import KEY, slip_drawing, slip_scale
from actionplan.summary.actions import ActionSummary

_LONG_OVERDUE = 183
"""Days from which an overdue action is an exception whatever its rating: half a year."""

_NAMED = 4
"""How many overdue actions are named where none is an exception."""

_BAD = frozenset({"red"})
_GOOD = frozenset({"green", "blue"})
"""Colours of ratings by which a plan says that an action is in trouble, or goes well."""


def _colour(material: Material, action: ActionSummary) -> str | None:
    rating = material.status.ratings.get(action.rating) if action.rating is not None else None
    return rating.colour if rating is not None else None


def in_trouble(material: Material) -> list[ActionSummary]:
    """Return the open actions that are rated worst, or overdue by half a year.

    Those that hold up most other actions come first, then the longest overdue.
    """
    found = [
        action
        for action in material.status.actions
        if action.open and (_colour(material, action) in _BAD or action.days_overdue >= _LONG_OVERDUE)
    ]
    holds = _held_up(material)
    return sorted(found, key=lambda action: (-len(holds[action.id]), -action.days_overdue))


def _held_up(material: Material) -> Mapping[Id, tuple[Id, ...]]:
    """Return the open actions that wait for each action."""
    return {each.action.id: each.holds_up for each in material.dependencies.actions}


def troubled(material: Material, most: int | None = None) -> Iterator[Block]:
    """Yield the actions in trouble: rating and lateness, both dates, what waits for them, and the owner's last word.

    Args:
        material: what the paper is made from.
        most: the most rows; None for all.
    """
    found = in_trouble(material)
    if not found:
        yield Paragraph(f"No open action is rated off course or overdue by half a year.{_overdue(material)}")
        return
    shown = found[:most]
    more = f"{len(shown)} of {len(found)}; the rest are in the board pack" if len(shown) < len(found) else ""
    yield from standing_table(material, shown, "Rated off course, or overdue by more than half a year", more)


def _overdue(material: Material) -> str:
    """Return which open actions are overdue, the longest first and the first few by name; empty if none is."""
    found = sorted((each for each in material.status.actions if each.overdue), key=lambda each: -each.days_overdue)
    names = [f"{numbered_name(each)} ({count(each.days_overdue, 'day')})" for each in found[:_NAMED]]
    more = f"; {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f" Overdue, the longest first: {'; '.join(names)}{more}." if found else ""


def standing_table(material: Material, shown: Sequence[ActionSummary], caption: str, note: str = "") -> Iterator[Block]:
    """Yield a table of actions: rating and lateness, both dates, what waits for each, and the owner's last word.

    Args:
        material: what the paper is made from.
        shown: the actions.
        caption: the caption of the table.
        note: more about it.
    """
    columns = tuple(
        map(Column, ("Action and owner", "Rating and lateness", "First date and date now", "The last word"))
    )
    scale = slip_scale(material.status.actions, material.as_at)
    holds = _held_up(material)
    rows = tuple((*_standing(material, each, scale), _why(material, each, holds)) for each in shown)
    yield Table(columns, rows, caption, note=note)
    yield Key(KEY)


def _standing(material: Material, action: ActionSummary, scale: Days) -> tuple[Cell, ...]:
    rating = rated(material, action.id).lines[0]
    suspended = [state_span(action.state)] if action.state == "suspended" else []
    drawn = Drawn(slip_drawing(action, scale), slip_lines(action))
    return with_owner(material, action), Lines((rating, late_span(action), *suspended)), drawn


def _why(material: Material, action: ActionSummary, holds: Mapping[Id, tuple[Id, ...]]) -> Lines:
    waiting = holds[action.id]
    named = some_of(material.status.names.get(each, each) for each in waiting)
    held = [f"Holds up {count(len(waiting), 'action')} ({named})."] if waiting else []
    return Lines((*held, last_word(material, action)))


def overtaken(material: Material) -> Iterator[Block]:
    """Yield the actions that are rated well although they are overdue, without those that are suspended."""
    found = [
        each
        for each in material.status.actions
        if each.overdue and each.state != "suspended" and _colour(material, each) in _GOOD
    ]
    if found:
        found.sort(key=lambda action: -action.days_overdue)
        columns = tuple(map(Column, ("Action", "Rating", "Lateness")))
        rows = tuple((named(each), rated(material, each.id), late_span(each)) for each in found)
        overdue = sum(each.overdue for each in material.status.actions)
        yield Table(columns, rows, "Rated on course, although overdue", note=f"{len(found)} of {overdue} overdue")


def moved(material: Material) -> Iterator[Block]:
    """Yield the open actions whose date was moved, those moved furthest first, with the latest reason and approval.

    Under them is what was finished late, or after its date was moved, since the last meeting.
    """
    found = [each for each in material.status.actions if each.times_redated and each.state not in DROPPED and each.open]
    if found:
        yield from _moved_table(material, found)
    else:
        yield Paragraph("No date of an open action has been moved.")
    yield from _finished_late(material)


def _finished_late(material: Material) -> Iterator[Block]:
    """Yield what was finished since the last meeting after its due date, or after its date was moved."""
    finished = [each.now for each in material.changes if each.heading == "finished" and each.milestone is None]
    found = [each for each in finished if each is not None and (each.days_late or each.times_redated)]
    if found:
        columns = (Column("Action"), Column("First date and date now"), Column("Finished"))
        rows = tuple(
            (named(each), Lines(slip_lines(each)), Lines((date_text(each.finished, short=True), finished_text(each))))
            for each in found
        )
        caption = "Finished since the last meeting, late or after a moved date"
        yield Table(
            columns, rows, caption if material.selection.since is None else "Finished late or after a moved date"
        )


def _moved_table(material: Material, found: list[ActionSummary]) -> Iterator[Block]:
    found.sort(key=lambda action: -(action.days_slipped or 0))
    columns = tuple(
        map(Column, ("Action", "First date and date now", "Days added", "Latest reason, and who approved it"))
    )
    scale = slip_scale(material.status.actions, material.as_at)
    rows = tuple(
        (named(each), Drawn(slip_drawing(each, scale), slip_lines(each)[:1]), _added(each), _reason(material, each))
        for each in found
    )
    opened = sum(each.open for each in material.status.actions)
    yield Table(
        columns, rows, "Open actions whose date was moved", note=f"{len(found)} of {opened} open, most days first"
    )
    yield Key(KEY)
    yield from _unapproved(material, found)


def _added(action: ActionSummary) -> Lines:
    days = days_text(action.days_slipped) if action.days_slipped is not None else "not known"
    return Lines((days, Span(f"moved {times_text(action.times_redated)}", "quiet")))


def _reason(material: Material, action: ActionSummary) -> Lines:
    entry = material.moves.get(action.id)
    if entry is None:
        return Lines(("not on record",))
    reason = quoted(entry.reason) if entry.reason else "no reason is on record"
    return Lines((reason, Span(approved_by(entry, partial(in_cell, material), short=True), "quiet")))


def _unapproved(material: Material, found: Iterable[ActionSummary]) -> Iterator[Block]:
    without = [each for each in found if each.id in material.moves and not material.moves[each.id].approvals]
    if without:
        yield Paragraph(f"No approval is on record for the latest date of {some_of(map(numbered_name, without))}.")
