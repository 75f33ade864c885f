"""How the date of one action was moved, a rung for each decision: when it was made, and the date that it promised."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.text import capitalised, count, date_text, day_text
from actionplan.report.action_words import late_span
from actionplan.report.document import Picture, Sign, Table
from actionplan.report.inline import plain
from actionplan.report.pictures import marks
from actionplan.report.pictures.scales import Days, tick_words
from actionplan.report.pictures.shapes import Box, Word, box_of, drawn, first_free, path, px, text_width
from actionplan.report.words import STATE_WORDS
from actionplan.report.writers.svg import WIDE
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.history import ActionStory

_HEAD, _RUNG, _TALL, _EDGE = 26, 42, 60, 8


@frozen(kw_only=True)
class _Rung:
    """One decision: its name, when it was made, and the date before and after it; of the first there is none before."""

    name: str
    made: PlanDate
    before: date | None
    promised: PlanDate

    @property
    def decided(self) -> date:
        """The day of the decision; of a month the last."""
        return self.made.last or date.min

    @property
    def day(self) -> date:
        """The day promised; of a month the last."""
        return self.promised.last or date.min


def ladder(story: ActionStory, table: Table, as_at: date) -> Picture | None:
    """Return the date changes of an action; None if it was never moved from one day to another.

    Args:
        story: the action with its history.
        table: every date that was promised, with its reason and approval.
        as_at: the day of the report.
    """
    rungs = _rungs(story)
    if len(rungs) < 2:
        return None
    moves = len(rungs) - 1
    slipped = (rungs[-1].day - rungs[0].day).days
    far = f"{count(abs(slipped), 'day')} {'later' if slipped > 0 else 'earlier'} in all" if slipped else "and back"
    late = plain(late_span(story.now)) if story.now.open else STATE_WORDS[shown_state(story.now)]
    return Picture(
        caption=f"{count(moves, 'move')}, {far}; {late}",
        alt=f"The date first agreed is {date_text(rungs[0].promised)}, the date now {date_text(rungs[-1].promised)}.",
        drawing=marks.drawing(lambda width: _draw(rungs, story.now, as_at, width)),
        table=table,
        key=tuple(_key(rungs, story.now)),
        folds=False,
    )


def _rungs(story: ActionStory) -> list[_Rung]:
    """Return the decisions that have both their days; one that takes a date away has none, and is in the table only."""
    changes = [change for change in story.changes if change.field == "due"]
    if not changes:
        return []
    first: PlanDate | None = changes[0].before
    rungs = []
    if story.agreed is not None and story.agreed.last is not None and first is not None and first.last is not None:
        rungs.append(_Rung(name="Agreed", made=story.agreed, before=None, promised=first))
    for change in changes:
        made, after = change.entry.on, change.after
        if made.last is not None and after is not None and after.last is not None and rungs:
            name = f"{_ordinal(len(rungs))} move"
            rungs.append(_Rung(name=name, made=made, before=rungs[-1].day, promised=after))
    return rungs


def _ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else ends.get(number % 10, 'th')}"


def _key(rungs: Sequence[_Rung], now: ActionSummary) -> Iterator[Sign]:
    yield Sign(_dot(11, 7), "Day of the decision")
    yield Sign(marks.diamond(11, 7), "Date that it promised")
    if any(rung.before is not None and rung.before < rung.day for rung in rungs):
        yield marks.TIME_ADDED
    if now.overdue:
        yield marks.OVERDUE
    if now.finished is not None:
        yield marks.FINISHED
    yield marks.TODAY


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{px(x)}" cy="{px(y)}" r="3" class="f-rule2"/>'


def _draw(rungs: Sequence[_Rung], now: ActionSummary, as_at: date, width: int) -> tuple[str, float]:
    is_wide = width == WIDE
    names = [(rung.name, date_text(rung.made, short=True)) for rung in rungs]
    names.append(_last_name(now, as_at))
    left = max(text_width(f"{name} ", bold=True) + text_width(when) for name, when in names) + 10 if is_wide else 0
    days = [day for rung in rungs for day in (rung.decided, rung.day)]
    ends = [*days, as_at, *([now.finished.last] if now.finished is not None and now.finished.last is not None else [])]
    scale = Days(first=min(ends), last=max(ends), today=as_at, left=min(left, width / 2) + _EDGE, right=width - _EDGE)
    high = _RUNG if is_wide else _TALL
    bottom = _HEAD + high * len(names)
    shapes = [*_grid(scale, bottom, width), marks.today(scale.at(as_at), 20, bottom)]
    for at, rung in enumerate(rungs):
        y = _HEAD + high * at + high - 16
        following = y + high - 8
        shapes.append(path(((scale.at(rung.day), y), (scale.at(rung.day), following)), "s-rule2 dotted"))
        shapes += _rung(rung, scale, y, width, is_wide=is_wide)
    for at, (name, when) in enumerate(names):
        more = f", to {date_text(rungs[at].promised, short=True)}" if not is_wide and at < len(rungs) else ""
        shapes += _name(name, (f"{when}{more}", when), _HEAD + high * at + (high - 12 if is_wide else 14), width)
    shapes += _end(now, rungs[-1].day, scale, _HEAD + high * len(rungs) + high - 16, width)
    return "".join(shapes), bottom + 4


def _last_name(now: ActionSummary, as_at: date) -> tuple[str, str]:
    if now.finished is not None:
        return "Finished", date_text(now.finished, short=True)
    return ("Not done" if now.open else capitalised(STATE_WORDS[shown_state(now)]), day_text(as_at))


def _grid(scale: Days, bottom: float, width: int) -> Iterator[str]:
    for x, word in tick_words(scale, 48, 14, width):
        yield path(((x, 4), (x, bottom)), "s-rule")
        if word is not None:
            yield drawn(word)


def _name(name: str, texts: Sequence[str], y: float, width: int) -> Iterator[str]:
    """Yield what a rung is called, and the first of several texts after it that is not too long."""
    yield drawn(Word(x=0, y=y, text=name, look="bold"), covers=True)
    places = (Word(x=text_width(f"{name} ", bold=True), y=y, text=text, look="f-ink2") for text in texts)
    if (free := first_free(places, (), Box(0, 0, width, y + 20))) is not None:
        yield drawn(free, covers=True)


def _rung(rung: _Rung, scale: Days, y: float, width: int, *, is_wide: bool) -> Iterator[str]:
    decided, now = scale.at(rung.decided), scale.at(rung.day)
    before = scale.at(rung.before) if rung.before is not None else now
    yield path(((decided, y), (before, y)), "s-rule2", 'stroke-width="1.5"')
    yield path(((before, y), (now, y)), "s-rule2", 'stroke-width="1.5"')
    taken = [Box(now - 6, y - 6, now + 6, y + 6), Box(min(before, now), y - 5, max(before, now), y + 5)]
    if before < now:
        yield marks.hatched(before, y - 5, round(now - before, 1), 10)
    yield from (_dot(decided, y), marks.diamond(now, y))
    if rung.before is not None:
        added = (rung.day - rung.before).days
        text = f"+{count(added, 'day')}" if added >= 0 else f"{count(-added, 'day')} earlier"
        half = text_width(text) / 2
        x = min(max((before + now) / 2, scale.left - _EDGE + half), width - half)
        word = Word(x=x, y=y - 10, text=text, look="middle")
        taken.append(box_of(word))
        yield drawn(word, covers=True)
    if is_wide:
        text = date_text(rung.promised, short=True)
        places = [
            Word(x=now + 9, y=y + 4, text=text),
            Word(x=min(before, now) - 9, y=y + 4, text=text, look="end"),
            Word(x=now - 9, y=y + 17, text=text, look="end"),
            Word(x=now + 9, y=y + 17, text=text),
        ]
        free = first_free(places, taken, Box(scale.left - _EDGE, 0, width, y + 24))
        if free is not None:
            yield drawn(free, covers=True)


def _end(now: ActionSummary, due: date, scale: Days, y: float, width: int) -> Iterator[str]:
    """Yield the last rung: how long it is overdue, or when it was finished."""
    x = scale.at(due)
    if now.finished is not None and now.finished.last is not None:
        x = scale.at(now.finished.last)
        yield marks.ticked(x, y)
        return
    text, look = plain(late_span(now)) if now.open else "", "f-ink2"
    if now.overdue:
        x, look = scale.at(scale.today - timedelta(days=now.days_overdue)), "bold f-late"
        yield marks.overdue(x, scale.at(scale.today), y, 10)
    places = (
        Word(x=x - 8, y=y + 4, text=text, look=f"{look} end"),
        Word(x=scale.at(scale.today) + 8, y=y + 4, text=text, look=look),
    )
    free = first_free(places, (), Box(scale.left - _EDGE, 0, width, y + 20))
    if free is not None and text:
        yield drawn(free, covers=True)
