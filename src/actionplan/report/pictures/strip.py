"""The ratings of areas over time, as a strip of cells for each: one cell for a quarter."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.text import MONTHS, day_text, printed_id, short_name
from actionplan.report.document import Column, Picture, Table
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
from actionplan.report.pictures.shapes import SMALL, Box, Word, drawn, lines_of, text_width
from actionplan.report.writers.svg import WIDE
from actionplan.summary.last_words import Rated
from actionplan.summary.status import AreaSummary

QUARTERS = 8
"""The most quarters in a strip."""

_NAMES, _CELL, _HIGH, _LOW, _LINE = 252, 66, 46, 34, 15


@frozen(kw_only=True)
class _Row:
    """One area with its ratings, and their state in each quarter."""

    area: AreaSummary
    given: tuple[Rated, ...]
    states: tuple[State, ...]


def area_strip(
    areas: Sequence[AreaSummary],
    given: Mapping[Id, Sequence[Rated]],
    ratings: Mapping[Id, Rating],
    bodies: Mapping[Id, Body],
    as_at: date,
) -> Picture | None:
    """Return the ratings of areas by quarters; None if fewer than two are on record, or all are of one quarter.

    Args:
        areas: the areas.
        given: the ratings that each was given, the last first, by its id; ratings that the plan lacks are left out.
        ratings: the plan's ratings.
        bodies: the plan's bodies, for the names of those who rated.
        as_at: the day of the report.
    """
    known = {area.id: tuple(each for each in given.get(area.id, ()) if each.rating in ratings) for area in areas}
    every = [each for rated in known.values() for each in rated]
    if len(every) < 2:
        return None
    times = stretches(min(map(day_of, every)), as_at, 3, QUARTERS)
    if len(times) < 2:
        return None
    rows = [_Row(area=area, given=known[area.id], states=tuple(states(known[area.id], times))) for area in areas]
    found = looks(ratings, (state.rating for row in rows for state in row.states if state.rating is not None))
    return Picture(
        caption=_caption(rows, max(map(day_of, every))),
        note=raters(every, bodies),
        alt=_alt(rows, found),
        drawing=marks.drawing(lambda width: _draw(rows, times, found, width)),
        table=_table(rows, times, found),
        key=tuple(key(found, (row.states for row in rows))),
    )


def _caption(rows: Sequence[_Row], last: date) -> str:
    on_last = sum(any(day_of(each) == last for each in row.given) for row in rows)
    never = sum(not row.given for row in rows)
    whose = f", to {on_last} of {len(rows)} areas" if len(rows) > 1 else ""
    text = f"The last rating was given on {day_text(last)}{whose}"
    return f"{text}; {never} {'has' if never == 1 else 'have'} never been rated" if never else text


def _alt(rows: Sequence[_Row], found: Mapping[Id, Look]) -> str:
    ends = [f"{printed_id(row.area)}: {_course(row.states, found) or 'never rated'}" for row in rows]
    return f"Ratings by quarters. {'; '.join(ends)}."


def _course(every: Sequence[State], found: Mapping[Id, Look]) -> str:
    """Return the ratings of an area, one after the other; one that stays is named once."""
    named = [found[state.rating].word for state in every if state.rating is not None]
    return ", then ".join(word for word, _ in groupby(named))


def _table(rows: Sequence[_Row], times: Sequence[Stretch], found: Mapping[Id, Look]) -> Table:
    columns = (Column("Quarter"), *(Column(printed_id(row.area)) for row in rows))
    cells = tuple(
        (f"{time.name} {time.first.year}", *(said(found, row.states[at]) for row in rows))
        for at, time in enumerate(times)
    )
    return Table(columns, cells, "Rating of each area in each quarter", note="")


def _draw(rows: Sequence[_Row], times: Sequence[Stretch], found: Mapping[Id, Look], width: int) -> tuple[str, float]:
    is_wide = width == WIDE
    left = min(max(width - _CELL * len(times), _CELL), _NAMES) if is_wide else 0
    step = min((width - left) / len(times), _CELL)
    shapes = list(_heads(times, left, step, is_wide=is_wide))
    y = 36.0
    for row in rows:
        names = lines_of(f"{printed_id(row.area)} {short_name(row.area)}", (left or width) - 8)
        below = 0 if is_wide else len(names) * _LINE + 2
        space = max(_HIGH, len(names) * _LINE + 4) if is_wide else below + _LOW
        top = y + (space - len(names) * _LINE) / 2 + 11 if is_wide else y + 12
        shapes += (drawn(Word(x=0, y=top + at * _LINE, text=name)) for at, name in enumerate(names))
        for at, state in enumerate(row.states):
            box = Box(left + at * step, y + below, left + (at + 1) * step, y + below + (_HIGH if is_wide else _LOW) - 3)
            look = found[state.rating] if state.rating is not None else None
            shapes.append(cell(look, box, is_new=state.is_new, has_word=is_wide))
        y += space + (0 if is_wide else 6)
    return "".join(shapes), y + 2


def _heads(times: Sequence[Stretch], left: float, step: float, *, is_wide: bool) -> Iterator[str]:
    year = 0
    for at, time in enumerate(times):
        x = left + (at + 0.5) * step
        if time.first.year != year:
            yield drawn(Word(x=x, y=11, text=str(time.first.year), look="bold middle"))
        year = time.first.year
        is_short = not is_wide or text_width(time.name, size=SMALL) > step
        text = MONTHS[time.first.month - 1] if is_short else time.name
        yield drawn(Word(x=x, y=28, text=text, look="middle f-ink2", size=SMALL))
