"""The actions of one area in time: the dates first agreed and the dates now, what was added, and what is overdue."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import frozen

from actionplan.model.dates import last_day
from actionplan.model.text import capitalised, count, date_text, day_text, in_words, printed_id, short_name
from actionplan.report.action_words import late_span
from actionplan.report.document import Picture, Sign, Table
from actionplan.report.inline import Inline, texts
from actionplan.report.pictures import characters, marks
from actionplan.report.pictures.scales import Days, tick_words
from actionplan.report.pictures.shapes import SIZE, Box, Word, drawn, first_free, lines_of, path, text_width
from actionplan.report.words import STATE_WORDS
from actionplan.report.writers.svg import WIDE
from actionplan.summary.actions import ActionSummary, shown_state

MOST = 16
"""The most actions in one timeline."""

_LINE = 15
"""From one line of a name to the next."""

_HEAD, _FOOT, _EDGE = 22, 24, 8
_NEAR = 10
"""A finished action has no mark for its date, if the two would cover each other."""


@frozen(kw_only=True)
class _Row:
    """One action: its date first agreed, its date now, the day on which it was finished; None for what it lacks."""

    action: ActionSummary
    first: date | None
    now: date | None
    done: date | None


def timeline(name: str, actions: Sequence[ActionSummary], table: Table, as_at: date) -> Picture | None:
    """Return the timeline of an area; None if fewer than two, or than half, of its actions have a date.

    Args:
        name: the name of the area.
        actions: its actions; those that others have replaced are left out, and of many those that are finished.
        table: all of them, with both dates of each.
        as_at: the day of the report.
    """
    every = [each for each in actions if not each.replaced_by]
    rows = [_row(each) for each in _shown(every)]
    dated = sum(row.now is not None or row.done is not None for row in rows)
    if dated < max(2, len(rows) / 2):
        return None
    return Picture(
        caption=_caption(name, every),
        note=_note(every, len(rows)),
        alt=_alt(rows, as_at),
        drawing=marks.drawing(lambda width: _draw(rows, as_at, width)),
        table=table,
        key=tuple(_key(rows)),
        folds=False,
        screen=tuple(_screen(rows, as_at)),
    )


def _shown(actions: Sequence[ActionSummary]) -> list[ActionSummary]:
    """Return the actions that are shown: of too many, the open ones first; all in their order."""
    chosen = sorted(actions, key=lambda each: (not each.open, -each.days_overdue))[:MOST]
    return [each for each in actions if each in chosen]


def _row(action: ActionSummary) -> _Row:
    return _Row(
        action=action,
        first=last_day(action.original_due),
        now=last_day(action.due),
        done=last_day(action.finished),
    )


def _is_out(action: ActionSummary) -> bool:
    """Return whether an action is no longer awaited, and was not finished."""
    return not action.open and action.finished is None


def _caption(name: str, actions: Sequence[ActionSummary]) -> str:
    dated = [each for each in actions if each.open and each.days_late is not None]
    late = [each for each in actions if each.overdue]
    opened = sum(each.open for each in actions)
    if not opened:
        return f"{name}: none of {count(len(actions), 'action')} is still open"
    if not dated:
        return f"{name}: no open action has a date"
    if not late and len(dated) == 1:
        return f"{name}: the 1 open action with a date is not overdue"
    if not late:
        return f"{name}: none of the {len(dated)} open actions with a date is overdue"
    return f"{name}: {_overdue(late, opened)}"


def _overdue(late: Sequence[ActionSummary], opened: int) -> str:
    """Return how many of the open actions are overdue, and how many of these after their date was moved."""
    moved = sum(each.times_redated > 0 for each in late)
    after = "after its date was moved" if moved in (1, len(late)) else "after their dates were moved"
    if len(late) == 1:
        who = "the 1 open action" if opened == 1 else f"1 of {opened} open actions"
        return f"{who} is overdue{f', {after}' if moved else ''}"
    who = "each" if moved == len(late) else f"{moved} of them"
    return f"{len(late)} of {opened} open actions are overdue{f', {who} {after}' if moved else ''}"


def _note(actions: Sequence[ActionSummary], shown: int) -> str:
    counts = {
        "finished": sum(each.finished is not None for each in actions),
        "overdue": sum(each.overdue for each in actions),
        "open and not overdue": sum(each.open and not each.overdue and each.days_late is not None for each in actions),
        "cancelled": sum(each.state == "cancelled" for each in actions),
        "stood down": sum(each.stood_down for each in actions),
        "open without a date": sum(each.open and each.days_late is None for each in actions),
    }
    facts = in_words(f"{number} {words}" for words, number in counts.items() if number)
    most = f"; {shown} of them are shown" if shown < len(actions) else ""
    return f"{count(len(actions), 'action')}: {facts}{most}." if facts else f"{count(len(actions), 'action')}{most}."


def _alt(rows: Sequence[_Row], as_at: date) -> str:
    actions = [row.action for row in rows]
    days = [day for row in rows for day in (row.first, row.now, row.done) if day is not None]
    text = f"Timeline of {count(len(actions), 'action')} from {day_text(min(days))} to {day_text(max(*days, as_at))}."
    late = max(actions, key=lambda each: each.days_overdue)
    moved = max(actions, key=lambda each: each.days_slipped or 0)
    ends = [f"{printed_id(late)} is overdue longest, by {count(late.days_overdue, 'day')}"] if late.overdue else []
    if moved.days_slipped and moved.days_slipped > 0:
        ends.append(f"the date of {printed_id(moved)} was moved furthest, by {count(moved.days_slipped, 'day')}")
    return f"{text} {capitalised('; '.join(ends))}." if ends else text


def _key(rows: Sequence[_Row]) -> Iterator[Sign]:
    yield from (marks.FIRST_DATE, marks.DATE_NOW)
    if any(row.first and row.now and row.first < row.now for row in rows):
        yield marks.TIME_ADDED
    if any(row.action.overdue for row in rows):
        yield marks.OVERDUE
    if any(row.done for row in rows):
        yield marks.FINISHED
    yield marks.TODAY


def _scale(rows: Sequence[_Row], as_at: date, left: float, right: float) -> Days:
    days = [day for row in rows for day in (row.first, row.now, row.done) if day is not None]
    return Days(first=min(*days, as_at), last=max(*days, as_at), today=as_at, left=left, right=right)


def _draw(rows: Sequence[_Row], as_at: date, width: int) -> tuple[str, float]:
    is_wide = width == WIDE
    ids = max(text_width(printed_id(row.action)) for row in rows) + 8
    indent = ids if ids <= 64 else 0
    beside = 268 if is_wide else 0
    scale = _scale(rows, as_at, beside + _EDGE, width - _EDGE)
    shapes: list[str] = []
    y = float(_HEAD)
    for row in rows:
        names = _names(row, indent, (beside or width) - indent - 6)
        space = max(len(names) * _LINE + 8, 36) if is_wide else len(names) * _LINE + 30
        middle = y + space / 2 + 3 if is_wide else y + len(names) * _LINE + 18
        top = y + (space - len(names) * _LINE) / 2 + 11 if is_wide else y + 14
        shapes += _label(row, names, indent, top)
        shapes += _bar(row, scale, middle, width)
        y += space
        shapes.append(path(((0, y), (width, y)), "s-rule"))
    shapes = [*_grid(scale, y), *shapes, marks.today(scale.at(as_at), _HEAD - 6, y + 4)]
    return "".join((*shapes, drawn(_day_word(as_at, scale, y + 17, width)))), y + _FOOT


def _grid(scale: Days, bottom: float) -> Iterator[str]:
    for x, word in tick_words(scale, 48, 14, scale.right + _EDGE):
        yield path(((x, 4), (x, bottom)), "s-rule")
        if word is not None:
            yield drawn(word)


def _day_word(day: date, scale: Days, y: float, width: int) -> Word:
    """Return the day of the report, under its line as far as the edges of the picture allow."""
    half = text_width(day_text(day), bold=True) / 2
    x = min(max(scale.at(day), half), width - half)
    return Word(x=x, y=y, text=day_text(day), look="bold middle")


def _names(row: _Row, indent: float, width: float) -> tuple[str, ...]:
    name = short_name(row.action)
    return lines_of(name if indent else f"{printed_id(row.action)} {name}", width)


def _label(row: _Row, names: Sequence[str], indent: float, top: float) -> Iterator[str]:
    if indent:
        yield drawn(Word(x=0, y=top, text=printed_id(row.action), look="f-ink2"))
    for at, name in enumerate(names):
        yield drawn(Word(x=indent, y=top + at * _LINE, text=name))


def _bar(row: _Row, scale: Days, y: float, width: int) -> Iterator[str]:
    action = row.action
    first, now, done = (scale.at(day) if day is not None else None for day in (row.first, row.now, row.done))
    if _is_out(action):
        x = now if now is not None else first if first is not None else scale.left
        yield marks.crossed(x, y)
        yield from _said((STATE_WORDS[shown_state(action)],), x, y, width)
        return
    if first is not None and now is not None and first < now:
        yield marks.hatched(first, y - 4, round(now - first, 1), 8)
    if action.overdue:
        yield marks.overdue(scale.at(scale.today - timedelta(days=action.days_overdue)), scale.at(scale.today), y)
    if first is not None:
        yield marks.pin(first, y)
    if now is not None and (done is None or abs(done - now) >= _NEAR):
        yield marks.diamond(now, y)
    if done is not None:
        yield marks.ticked(done, y)
    if now is None and done is None:
        text = "no date on record" if first is None else "no date now"
        written = action.due.text if action.due is not None else "unknown"
        quoted = f"{text} (“{written}”)" if written != "unknown" else text
        yield from _said((quoted, text), first, y, width, scale.left)


def _said(texts: Sequence[str], x: float | None, y: float, width: int, left: float = 0) -> Iterator[str]:
    """Yield words beside a place in a row, or at its beginning; of several texts the first that has space."""
    places = [
        Word(x=begin, y=y + SIZE / 3, text=text, look=look)
        for text in texts
        for begin, look in (((x + 10, "f-ink2"), (x - 10, "f-ink2 end")) if x is not None else ((left, "f-ink2"),))
    ]
    if (free := first_free(places, (), Box(0, 0, width, y + SIZE))) is not None:
        yield drawn(free, covers=True)


def _screen(rows: Sequence[_Row], as_at: date) -> Iterator[Inline]:
    """Yield the timeline in characters, a line for each action, and what the characters mean."""
    scale = _scale(rows, as_at, 0, characters.PLACES - 1)
    widest = max(len(printed_id(row.action)) for row in rows)
    for row in rows:
        yield (characters.track(_spans(row, scale), f"{printed_id(row.action):<{widest}}"), "  ", *texts(_words(row)))
    yield characters.meanings()


def _words(row: _Row) -> Inline:
    if row.action.finished is not None:
        return f"finished {date_text(row.action.finished, short=True)}"
    return STATE_WORDS[shown_state(row.action)] if _is_out(row.action) else late_span(row.action)


def _spans(row: _Row, scale: Days) -> Iterator[tuple[int, int, characters.Mark]]:
    first, now, done = (round(scale.at(day)) if day is not None else None for day in (row.first, row.now, row.done))
    today = round(scale.at(scale.today))
    yield today, today, characters.TODAY
    if _is_out(row.action):
        return
    if first is not None and now is not None and first < now:
        yield first, now, characters.ADDED
    if row.action.overdue:
        since = round(scale.at(scale.today - timedelta(days=row.action.days_overdue)))
        yield since, today, characters.LATE
    for place, mark in ((first, characters.FIRST), (now, characters.NOW), (done, characters.DONE)):
        if place is not None:
            yield place, place, mark
