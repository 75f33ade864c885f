"""Actions counted up over time: those finished, and those that had come due, by the dates now and those at first."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from attrs import frozen

from actionplan.model.dates import last_day
from actionplan.model.text import count, day_text, in_words
from actionplan.report.document import Cell, Column, Picture, Sign, Table
from actionplan.report.pictures import marks
from actionplan.report.pictures.scales import Days, Numbers, number_ticks, numbers, tick_words
from actionplan.report.pictures.shapes import Box, Word, box_of, drawn, first_free, path, text_width
from actionplan.report.writers.svg import WIDE
from actionplan.summary.actions import ActionSummary
from actionplan.summary.periods import months_on

_HEIGHT, _LOW, _TOP, _FOOT = 190, 240, 14, 22


@frozen(kw_only=True)
class _Counted:
    """What is counted: the days on which actions were finished and are due, those of the open ones, and counts."""

    finished: tuple[date, ...]
    now: tuple[date, ...]
    first: tuple[date, ...]
    still_open: tuple[date, ...]
    actions: int
    overdue: int
    cancelled: int
    stood_down: int
    undated: int


def burn_up(actions: Sequence[ActionSummary], as_at: date) -> Picture | None:
    """Return how many actions were finished and had come due over time; None if fewer than half have a due date.

    It is only for a record that is complete: it would take what is not on record for what was not done.

    Args:
        actions: all actions of the plan; those cancelled or stood down, and those that others have replaced, do not
            count.
        as_at: the day of the report.
    """
    counted = _counted(actions)
    if len(counted.now) < max(2, counted.actions / 2):
        return None
    return Picture(
        caption=_caption(counted, as_at),
        note=_note(counted),
        alt=_alt(counted, as_at),
        drawing=marks.drawing(lambda width: _draw(counted, as_at, width)),
        table=_table(counted, as_at),
        key=(FINISHED, DUE_NOW, DUE_FIRST, marks.TODAY),
    )


FINISHED = Sign(path(((0, 7), (22, 7)), "s-line1", 'stroke-width="3"'), "Finished")
DUE_NOW = Sign(path(((0, 7), (22, 7)), "s-line2 dashed", 'stroke-width="2"'), "Due, by the dates now")
DUE_FIRST = Sign(path(((0, 7), (22, 7)), "s-ink2 dotted", 'stroke-width="1.5"'), "Due, by the dates first agreed")


def _counted(actions: Sequence[ActionSummary]) -> _Counted:
    kept = [each for each in actions if not each.replaced_by and (each.open or each.finished is not None)]
    dues = [last_day(each.due) for each in kept]
    return _Counted(
        finished=_in_order(last_day(each.finished) for each in kept),
        now=_in_order(dues),
        first=_in_order(last_day(each.original_due) for each in kept),
        still_open=_in_order(last_day(each.due) for each in kept if each.open),
        actions=len(kept),
        overdue=sum(each.overdue for each in kept),
        cancelled=sum(each.state == "cancelled" for each in actions),
        stood_down=sum(each.stood_down for each in actions),
        undated=sum(each is None for each in dues),
    )


def _in_order(days: Iterable[date | None]) -> tuple[date, ...]:
    return tuple(sorted(day for day in days if day is not None))


def _up_to(days: Sequence[date], day: date) -> int:
    return bisect_right(days, day)


def _caption(counted: _Counted, as_at: date) -> str:
    finished, due = len(counted.finished), _up_to(counted.now, as_at)
    come = f"{count(due, 'action') if due else 'no action'} {'have' if due > 1 else 'has'} come due"
    if not finished:
        return f"Nothing has been reported as finished; {come}"
    last = counted.finished[-1]
    since = _up_to(counted.still_open, as_at) - _up_to(counted.still_open, last)
    if since and (as_at - last).days > _LONG:
        verb = "has" if since == 1 else "have"
        more = f"{count(since, 'open action')} {verb} come due since then"
        return f"Nothing has been reported as finished since {day_text(last)}; {more}"
    verb = "is" if counted.overdue == 1 else "are"
    late = f"{counted.overdue} {verb} overdue" if counted.overdue else "none is overdue"
    return f"{finished} of {count(counted.actions, 'action')} {'is' if finished == 1 else 'are'} finished; {late}"


_LONG = 61
"""Days without a finished action from which that is what a picture shows: two months."""


def _note(counted: _Counted) -> str:
    dropped = {"cancelled": counted.cancelled, "stood down": counted.stood_down}
    without = in_words(f"the {number} {words}" for words, number in dropped.items() if number)
    have, are = ("has", "is") if counted.undated == 1 else ("have", "are")
    undated = f"; {counted.undated} {have} no due date and {are} counted only when finished" if counted.undated else ""
    return f"Actions counted up{f', without {without}' if without else ''}{undated}."


def _alt(counted: _Counted, as_at: date) -> str:
    finished, now, first = (len(counted.finished), _up_to(counted.now, as_at), _up_to(counted.first, as_at))
    return (
        f"Three lines of steps. Up to {day_text(as_at)}, {finished} were finished; {now} were due by the dates now, "
        f"{first} by the dates first agreed."
    )


def _table(counted: _Counted, as_at: date) -> Table:
    columns = (Column("Up to"), *(Column(name, is_number=True) for name in ("Finished", "Due now", "Due at first")))
    days = list(_quarter_ends(counted, as_at))
    rows: list[tuple[Cell, ...]] = [
        (
            day_text(day),
            str(_up_to(counted.finished, day)) if day <= as_at else "still to come",
            str(_up_to(counted.now, day)),
            str(_up_to(counted.first, day)),
        )
        for day in days
    ]
    return Table(columns, tuple(rows), "Actions counted up to the end of each quarter", note="")


def _span(counted: _Counted, as_at: date) -> tuple[date, date]:
    every = (*counted.finished, *counted.now, *counted.first, as_at)
    return min(every), max(every)


def _quarter_ends(counted: _Counted, as_at: date) -> Iterator[date]:
    first, last = _span(counted, as_at)
    months = 3 if (last - first).days <= 5 * 366 else 12
    end = months_on(date(first.year, 1, 1), 3 * ((first.month - 1) // 3 + 1)) - timedelta(days=1)
    has_today = False
    while end < last:
        if as_at <= end and not has_today:
            yield as_at
            has_today = True
        if end != as_at:
            yield end
        end = months_on(end, months, is_end=True)
    if not has_today and as_at < last:
        yield as_at
    yield last


def _draw(counted: _Counted, as_at: date, width: int) -> tuple[str, float]:
    bottom = _TOP + (_HEIGHT if width == WIDE else _LOW)
    scale = numbers((counted.actions,), bottom, _TOP, whole=True)
    left = max(text_width(label) for _, label in number_ticks(scale)) + 8
    room = text_width(_late(counted), bold=True) + 14 if width == WIDE else 12
    first, last = _span(counted, as_at)
    days = Days(first=first, last=last, today=as_at, left=left, right=width - room)
    shapes = [*_lines(scale, left, width), *_months(days, bottom, width)]
    steps = {
        "s-ink2 dotted": (counted.first, last, 1.5),
        "s-line2 dashed": (counted.now, last, 2),
        "s-line1": (counted.finished, as_at, 3),
    }
    for look, (dates, until, thick) in steps.items():
        shapes.append(path(_steps(dates, until, days, scale), look, f'stroke-width="{thick}"'))
    shapes.append(marks.today(days.at(as_at), _TOP - 8, bottom))
    shapes += _ends(counted, days, scale, width)
    return "".join(shapes), bottom + _FOOT


def _lines(scale: Numbers, left: float, width: int) -> Iterator[str]:
    for value, label in number_ticks(scale):
        y = scale.at(value)
        yield path(((left, y), (width, y)), "s-rule")
        yield drawn(Word(x=left - 8, y=y + 4, text=label, look="end f-ink2"))


def _months(days: Days, bottom: float, width: int) -> Iterator[str]:
    for x, word in tick_words(days, 48, bottom + 18, width, "middle"):
        yield path(((x, bottom), (x, bottom + 5)), "s-rule2")
        if word is not None:
            yield drawn(word)


def _steps(dates: Sequence[date], until: date, days: Days, scale: Numbers) -> Iterator[tuple[float, float]]:
    """Yield the corners of a line that goes up by one on each day."""
    yield days.left, scale.at(0)
    for day in sorted({each for each in dates if each <= until}):
        before = _up_to(dates, day - timedelta(days=1))
        yield days.at(day), scale.at(before)
        yield days.at(day), scale.at(_up_to(dates, day))
    yield days.at(until), scale.at(_up_to(dates, until))


def _late(counted: _Counted) -> str:
    return f"{counted.overdue} overdue"


def _ends(counted: _Counted, days: Days, scale: Numbers, width: int) -> Iterator[str]:
    """Yield the number finished, and a bracket up to those that are due, where it is that of the overdue ones."""
    finished, due = len(counted.finished), _up_to(counted.now, days.today)
    x, low, high = days.at(days.today), scale.at(finished), scale.at(due)
    done = Word(x=x - 6, y=low + 16, text=f"{finished} finished", look="bold end")
    if box_of(done).bottom > scale.bottom:
        done = Word(x=x - 6, y=low - 8, text=done.text, look=done.look)
    if box_of(done).left >= days.left:
        yield drawn(done, covers=True)
    if not counted.overdue:
        return
    if due - finished == counted.overdue:
        at = x + 10 if width == WIDE else x + 6
        yield path(((x + 4, high), (at, high), (at, low), (x + 4, low)), "s-late", 'stroke-width="2"')
    late = _late(counted)
    middle = (low + high) / 2
    begin = Word(x=x + 15, y=middle + 4, text=late, look="bold f-late")
    places = (begin, Word(x=x - 6, y=low + 34, text=late, look="bold f-late end"), _above(done, late))
    free = first_free(places, (box_of(done),), Box(days.left, _TOP, width, scale.bottom))
    if free is not None:
        yield drawn(free, covers=True)


def _above(word: Word, text: str) -> Word:
    return Word(x=word.x, y=word.y - 18, text=text, look="bold f-late end")
