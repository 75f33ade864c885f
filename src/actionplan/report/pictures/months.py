"""The ratings of one action month by month, with the months in which its date was moved in bold."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.text import count
from actionplan.report.document import Column, Picture, Sign, Table
from actionplan.report.pictures import marks
from actionplan.report.pictures.rating_cells import (
    Look,
    State,
    Stretch,
    cell,
    day_of,
    key,
    looks,
    raters,
    said,
    states,
    stretches,
)
from actionplan.report.pictures.shapes import SMALL, Box, Word, drawn, text_width
from actionplan.report.writers.svg import WIDE
from actionplan.summary.last_words import Rated

MONTHS = 21
"""The most months in a strip, and in one row of it on a page; on a telephone a row has 11."""

_NARROW_MONTHS = 11
_MOVED = Sign(drawn(Word(x=11, y=11, text="Oct", look="bold middle", size=11)), "Month in which the date was moved")
_HEAD, _CELL, _BETWEEN = 34, 32, 12


def month_strip(
    given: Sequence[Rated],
    ratings: Mapping[Id, Rating],
    bodies: Mapping[Id, Body],
    moved: Collection[date],
    as_at: date,
) -> Picture | None:
    """Return the ratings of an action by months; None if fewer than two are on record, or all are of one month.

    Args:
        given: the ratings that it was given, the last first; ratings that the plan lacks are left out.
        ratings: the plan's ratings.
        bodies: the plan's bodies, for the names of those who rated.
        moved: the days on which its date was moved.
        as_at: the day of the report.
    """
    known = [each for each in given if each.rating in ratings]
    if len(known) < 2:
        return None
    times = stretches(day_of(known[-1]), as_at, 1, MONTHS)
    if len(times) < 2:
        return None
    row = states(known, times)
    found = looks(ratings, (state.rating for state in row if state.rating is not None))
    moves = [any(time.first <= day <= time.last for day in moved) for time in times]
    return Picture(
        caption=_caption(known, row, ratings),
        note=raters(known, bodies),
        alt=f"Ratings of {count(len(times), 'month')}: first {said(found, row[0])}, last {said(found, row[-1])}.",
        drawing=marks.drawing(lambda width: _draw(times, row, moves, found, width)),
        table=_table(times, row, moves, found),
        key=(*key(found, [row]), *([_MOVED] if any(moves) else [])),
    )


def _caption(given: Sequence[Rated], row: Sequence[State], ratings: Mapping[Id, Rating]) -> str:
    new = sum(each.is_new for each in row)
    last = ratings[given[0].rating].label.strip()
    return f"Rated in {new} of the last {count(len(row), 'month')}, last as {last}"


def _table(times: Sequence[Stretch], row: Sequence[State], moves: Sequence[bool], found: Mapping[Id, Look]) -> Table:
    rows = tuple(
        (f"{time.name} {time.first.year}", said(found, state), "moved" if is_moved else "not moved")
        for time, state, is_moved in zip(times, row, moves, strict=True)
    )
    return Table(tuple(map(Column, ("Month", "Rating", "Due date"))), rows, "Rating in each month", note="")


def _draw(
    times: Sequence[Stretch], row: Sequence[State], moves: Sequence[bool], found: Mapping[Id, Look], width: int
) -> tuple[str, float]:
    most = MONTHS if width == WIDE else _NARROW_MONTHS
    step = width / most
    shapes: list[str] = []
    rows = range(0, len(times), most)
    for line, begin in enumerate(rows):
        y = line * (_HEAD + _CELL + _BETWEEN)
        part = slice(begin, begin + most)
        shapes += _heads(times[part], moves[part], step, y, width)
        for at, state in enumerate(row[part]):
            box = Box(at * step, y + _HEAD, (at + 1) * step, y + _HEAD + _CELL)
            look = found[state.rating] if state.rating is not None else None
            shapes.append(cell(look, box, is_new=state.is_new, has_word=False))
    return "".join(shapes), len(rows) * (_HEAD + _CELL + _BETWEEN) - _BETWEEN + 2


def _heads(times: Sequence[Stretch], moves: Sequence[bool], step: float, y: float, width: int) -> Iterator[str]:
    year = 0
    for at, (time, is_moved) in enumerate(zip(times, moves, strict=True)):
        is_alone = at + 1 < len(times) and times[at + 1].first.year != time.first.year
        if time.first.year != year and not is_alone:
            x = min(at * step, width - text_width(str(time.first.year), size=SMALL))
            yield drawn(Word(x=x, y=y + 11, text=str(time.first.year), look="f-ink2", size=SMALL))
        year = time.first.year
        look = "bold middle" if is_moved else "middle f-ink2"
        yield drawn(Word(x=(at + 0.5) * step, y=y + 28, text=time.name, look=look, size=SMALL))
