"""Ratings in cells, one for each stretch of time: a solid shape for a new one, a hollow one for one from before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.risks import RiskLevel
from actionplan.model.text import MONTHS, body_name, day_text, in_words
from actionplan.report.document import Sign
from actionplan.report.pictures.shapes import SMALL, Box, Word, drawn, path, px, rect, text_width
from actionplan.report.writers import svg
from actionplan.summary.last_words import Rated
from actionplan.summary.periods import months_on


@frozen(kw_only=True)
class Stretch:
    """A quarter or a month.

    Attributes:
        first, last: its first and its last day; of the one that is not over, the day of the report.
        name: what it is called, without its year.
    """

    first: date
    last: date
    name: str


@frozen(kw_only=True)
class State:
    """The rating of a record in a stretch of time.

    Attributes:
        rating: the id of the rating; None if it had none.
        is_new: whether it was given in that time, and not before.
    """

    rating: Id | None
    is_new: bool


def stretches(since: date, as_at: date, months: int, most: int) -> list[Stretch]:
    """Return the quarters or the months up to a day, at most so many.

    Args:
        since: the day from which they are wanted.
        as_at: the day.
        months: how many months each has.
        most: how many there may be.
    """
    month = 12 * as_at.year + as_at.month - 1
    begin = months_on(date(1, 1, 1), month - month % months - 12)
    found: list[Stretch] = []
    while len(found) < most and begin != date.min:
        after = months_on(begin, months)
        end = after - timedelta(days=1)
        name = f"{MONTHS[begin.month - 1]} to {MONTHS[end.month - 1]}" if end <= as_at else f"to {day_text(as_at)[:-5]}"
        name = MONTHS[begin.month - 1] if months == 1 else name
        found.append(Stretch(first=begin, last=min(end, as_at), name=name))
        if begin <= since:
            break
        begin = months_on(begin, -months)
    return found[::-1]


def states(given: Sequence[Rated], times: Iterable[Stretch]) -> list[State]:
    """Return the rating in each stretch of time: the last one given in it, or else before it.

    Args:
        given: the ratings that a record was given, the last first.
        times: the stretches of time.
    """
    found = []
    for time in times:
        last = next((each for each in given if day_of(each) <= time.last), None)
        is_new = last is not None and day_of(last) >= time.first
        found.append(State(rating=last.rating if last is not None else None, is_new=is_new))
    return found


def day_of(rated: Rated) -> date:
    """Return the day on which a rating was given; of a month the last."""
    return rated.on.last or date.min


def raters(given: Iterable[Rated], bodies: Mapping[Id, Body]) -> str:
    """Return who gave ratings: ``Rated by the Improvement Board.``; empty if nobody says."""
    names = dict.fromkeys(body_name(bodies, each.by) for each in given if each.by is not None)
    return f"Rated by {in_words(names)}." if 0 < len(names) <= _MOST_NAMED else ""


_MOST_NAMED = 4


@frozen(kw_only=True)
class Look:
    """How a rating is drawn: its word, its colour, and its shape in 16 by 16 pixels without a colour."""

    word: str
    colour: str | None
    shape: str


_SPARE = (
    '<path d="M8 14.2L1.2 2.2h13.6z"{}/>',
    '<path d="M5.6 1.6h4.8v4h4v4.8h-4v4H5.6v-4h-4V5.6h4z"{}/>',
    '<path d="M8 1.4l6.6 4.8-2.5 7.8H3.9L1.4 6.2z"{}/>',
    '<path d="M1.6 4.8h12.8v6.4H1.6z"{}/>',
)
"""Shapes for ratings whose colour another rating has already."""


Name = TypeVar("Name", bound=str)


def looks(ratings: Mapping[Name, Rating | RiskLevel], used: Iterable[Name]) -> dict[Name, Look]:
    """Return how each rating that is used is drawn: the shape of its colour, or one of its own if that is taken.

    Args:
        ratings: the plan's ratings by their ids, or the levels of its risks by their labels.
        used: the names of those that are drawn.
    """
    wanted, taken, spare = set(used), set[str | None](), iter(_SPARE)
    found: dict[Name, Look] = {}
    for name, rating in ratings.items():
        if name in wanted:
            own = svg.colour_shape(rating.colour)
            shape = own if rating.colour not in taken else next(spare, own)
            taken.add(rating.colour)
            found[name] = Look(word=rating.label.strip(), colour=rating.colour, shape=shape)
    return found


def shape_at(look: Look, x: float, y: float, *, is_new: bool = True, size: float = 12.8) -> str:
    """Return the shape of a rating around a place: solid if it is new, else hollow.

    Args:
        look: the rating.
        x: the middle of the shape.
        y: the same, from the top.
        is_new: whether it was given in the time of the cell.
        size: its width and height.
    """
    classes = f' class="f-{look.colour or "ink"}"' if is_new else ' class="f-none s-rule2" stroke-width="1.8"'
    place = f"translate({px(x - size / 2)} {px(y - size / 2)}) scale({size / 16:g})"
    return f'<g transform="{place}">{look.shape.format(classes)}</g>'


def cell(look: Look | None, box: Box, *, is_new: bool, has_word: bool = True) -> str:
    """Return one cell: the shape with its word, ``as before`` under a hollow one, or a dash.

    Args:
        look: the rating; None if there is none.
        box: the cell.
        is_new: whether the rating was given in its time.
        has_word: whether there is space for a word, if it is not too long.
    """
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if look is None:
        return path(((x - 5, y), (x + 5, y)), "s-ink2", 'stroke-width="1.5"')
    text = look.word if is_new else "as before"
    fits = has_word and text_width(text, size=SMALL) <= box.right - box.left - 4
    colour = look.colour
    frame = f"f-{colour}-cell s-{colour}" if is_new and colour else "f-none s-rule2" if not is_new else "f-none s-ink"
    dash = "" if is_new else 'stroke-dasharray="2.5 2.5"'
    inner = Box(box.left + 1, box.top, box.right - 1, box.bottom)
    shapes = rect(inner, frame, dash) + shape_at(look, x, y - 8 if fits else y, is_new=is_new)
    if fits:
        ink = "middle" if is_new else "middle f-ink2"
        shapes += drawn(Word(x=x, y=box.bottom - 7, text=text, look=ink, size=SMALL))
    return shapes


def key(found: Mapping[Id, Look], rows: Iterable[Sequence[State]]) -> Iterator[Sign]:
    """Yield the signs of the ratings, and that of what is as before."""
    every = [state for row in rows for state in row]
    for look in found.values():
        yield Sign(shape_at(look, 11, 7), look.word)
    old = next((found[each.rating] for each in every if each.rating is not None and not each.is_new), None)
    if old is not None:
        yield Sign(shape_at(old, 11, 7, is_new=False), "As before, not rated again")
    if any(each.rating is None for each in every):
        yield Sign(path(((6, 7), (16, 7)), "s-ink2", 'stroke-width="1.5"'), "Not rated yet")


def said(found: Mapping[Id, Look], state: State) -> str:
    """Return the state of a cell in words: ``At risk``, ``At risk, as before``, ``not rated``."""
    if state.rating is None:
        return "not rated"
    word = found[state.rating].word
    return word if state.is_new else f"{word}, as before"
