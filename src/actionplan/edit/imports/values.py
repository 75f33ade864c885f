"""What one cell says, as values of a plan: each with the field that it is for."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from attrs import evolve, frozen

from actionplan.edit.bulk.cells import READERS, CellContext, is_nothing
from actionplan.edit.bulk.date_order import DateOrder
from actionplan.edit.bulk.per_cents import per_cent
from actionplan.edit.bulk.plan_now import PlanNow
from actionplan.edit.imports.bodies import BodiesFound
from actionplan.edit.imports.columns import ReadColumn
from actionplan.edit.imports.dates import date_of, due_dates, span_dates
from actionplan.edit.imports.mapping import Mapped
from actionplan.edit.imports.paragraphs import Dated, progress_in
from actionplan.edit.imports.ratings import USUAL, own_rating, rating_in
from actionplan.input.dates import read_date
from actionplan.input.names import read_rating, read_state
from actionplan.input.text import cleaned, one_line, plain
from actionplan.input.unclear import Unclear
from actionplan.model.dates import Calendar, PlanDate
from actionplan.sheets.grid import Cell

EXPECTED: Mapping[str, tuple[str, str]] = {
    field: (READERS[like].code, READERS[like].expected)
    for field, like in {
        **{field: field for field in ("state", "rating", "progress", "evidence", "on")},
        **dict.fromkeys(("start", "due", "original_due", "revised_due", "finished", "span"), "due"),
    }.items()
}
"""For each field the code of the problem if a cell cannot be read, and what is expected."""

_NOBODY = re.compile(r"tb[cda]|to be (?:confirmed|agreed|decided)|none|vacant|not known|unknown|\?+", re.IGNORECASE)
_REST = re.compile(r"\s+[-\u2013\u2014]\s+|\s*[:;(\n]\s*")
"""What is between a state or a rating and more words in one cell."""


class Said(NamedTuple):
    """One thing that a cell says.

    Attributes:
        field: the field that it is for: one of `BUILT` but ``span``, or ``dated`` for a paragraph with its own date.
        value: the value.
    """

    field: str
    value: Any


@frozen(kw_only=True)
class Reading:
    """What is needed to read the cells of a table.

    Attributes:
        mapped: what somebody says about the file.
        calendar: the periods of the plan.
        bodies: the bodies of the plan, to which new ones are added.
        day: the day that the sheet describes.
        today: today's date.
        orders: for columns of dates the order of day and month.
        are_fractions: whether progress is in parts of 1.
        fields: the fields that the table has columns for.
    """

    mapped: Mapped
    calendar: Calendar
    bodies: BodiesFound
    day: date
    today: date
    orders: Mapping[int, DateOrder]
    are_fractions: bool
    fields: frozenset[str]


def said_by(cell: Cell, column: ReadColumn, reading: Reading) -> tuple[Said, ...] | Unclear:
    """Return what a cell says; nothing if it is empty, and an `Unclear` if it cannot be read.

    Args:
        cell: the cell.
        column: its column, which has a field.
        reading: how to read it.
    """
    if (meant := _meant(cell, reading.mapped)) is not None:
        cell = evolve(cell, text=meant, value=meant)
    text = cleaned(cell.text)
    if is_nothing(one_line(text)) and not (cell.struck or _rated_by_fill(cell, column, reading)):
        return ()
    read = _READERS.get(column.field, _as_text)
    found = read(cell, column, reading)
    return found if isinstance(found, Unclear) else tuple(found)


def _meant(cell: Cell, mapped: Mapped) -> str | None:
    """Return the words that a mapping gives for those of a cell; None if it gives none."""
    words = {plain(each): str(meant) for each, meant in mapped.words.items()}
    return words.get(plain(cell.text)) if cell.text else None


Found = Iterator[Said] | list[Said] | Unclear


def _as_text(cell: Cell, column: ReadColumn, _: Reading) -> Found:
    return [Said(column.field, cleaned(cell.text))]


def _on_one_line(cell: Cell, column: ReadColumn, _: Reading) -> Found:
    return [Said(column.field, one_line(cell.text))]


def _state(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    """Return a state; or a rating, in a table without a column of them, since some sheets have both in one."""
    text = cleaned(cell.text)
    first, rest = _parts(text)
    for written, more in ((text, ""), (first, rest)):
        state = read_state(written)
        if not isinstance(state, Unclear):
            return [Said("state", state), *_note(more)]
    rated = rating_in(text) if "rating" not in reading.fields or column.field == "rating" else None
    if rated is not None and not reading.mapped.ratings:
        return [Said("rating", rated), *_note(rated.rest)]
    return _unclear(read_state(text))


def _rating(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    text, ratings = cleaned(cell.text), reading.mapped.ratings
    if is_nothing(one_line(text)):
        meant = _rated_by_fill(cell, column, reading)
        return [Said("rating", rating_in(meant) or own_rating(meant))] if meant else []
    first, rest = _parts(text)
    if ratings:
        return _declared(text, first, rest, reading)
    if rated := rating_in(text):
        return [Said("rating", rated), *_note(rated.rest)]
    state = read_state(first)
    if "state" not in reading.fields and not isinstance(state, Unclear):
        return [Said("state", state), *_note(rest)]
    rated = own_rating(first)
    return [Said("rating", rated), *_note(rest)] if rated else Unclear(f'"{one_line(text)[:60]}" is no rating')


def _declared(text: str, first: str, rest: str, reading: Reading) -> Found:
    """Return the rating of a mapping that a cell names, or a state where the table has no other column for it."""
    letter = rating_in(text)
    for written, more in ((text, ""), (first, rest), *([(letter.label, letter.rest)] if letter else [])):
        known = read_rating(written, reading.mapped.ratings)
        if not isinstance(known, Unclear):
            return [Said("rating", known), *_note(more)]
    state = read_state(first)
    if "state" not in reading.fields and not isinstance(state, Unclear):
        return [Said("state", state), *_note(rest)]
    return _unclear(read_rating(text, reading.mapped.ratings))


def _unclear(reading: str | Unclear) -> Unclear:
    assert isinstance(reading, Unclear)
    return reading


def _rated_by_fill(cell: Cell, column: ReadColumn, reading: Reading) -> str:
    """Return the rating that the colour of a cell means by a mapping; empty for none."""
    if column.field != "rating" or cell.fill is None:
        return ""
    usual = USUAL if reading.mapped.usual_colours else {}
    colours = {**usual, **{key.lower(): str(meant) for key, meant in reading.mapped.colours.items()}}
    return colours.get(cell.fill.lower(), "")


def _progress(cell: Cell, _: ReadColumn, reading: Reading) -> Found:
    text = one_line(cell.text)
    whole = per_cent(f"{cell.value}" if is_bare_number(cell) else text, are_fractions=reading.are_fractions)
    return whole if isinstance(whole, Unclear) else [Said("progress", whole)]


def is_bare_number(cell: Cell) -> bool:
    """Return whether a cell holds a number and shows it without a per cent sign."""
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and "%" not in cell.text


def _note_of(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    progress = progress_in(cell.text, reading.calendar, reading.orders.get(column.column, "day-first"))
    past = [each for each in progress.dated if each.on.last is not None and each.on.last <= reading.today]
    ahead = [f"{each.on}: {each.text}" for each in progress.dated if each not in past]
    undated = "\n".join(filter(None, (progress.undated, *ahead)))
    month = _month_of(column.heading)
    if undated and month is not None and month.last is not None and month.last <= reading.today:
        return [*(Said("dated", each) for each in past), Said("dated", Dated(month, undated))]
    return [*(Said("dated", each) for each in past), *_note(undated)]


def _month_of(heading: str) -> PlanDate | None:
    """Return the month of a column of progress, such as ``Sept 25 update``; None for none."""
    match = re.search(r"\b([A-Za-z]{3,9}) '?((?:20)?\d\d)\b", heading)
    when = read_date(f"{match[1]} {match[2]}") if match else None
    return when if isinstance(when, PlanDate) and re.fullmatch(r"\d{4}-\d\d", when.text) else None


def _note(text: str) -> list[Said]:
    text = text.rstrip(")") if text.count("(") < text.count(")") else text
    return [Said("note", text)] if text.strip() else []


def _date(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    when = date_of(cell, reading.calendar, reading.orders.get(column.column, "day-first"))
    if column.field in ("on", "finished") and isinstance(when, PlanDate) and when.last is None:
        return Unclear(f'"{one_line(cell.text)}" is not a day')
    return when if isinstance(when, Unclear) else [Said(column.field, when)]


def _due(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    dates = due_dates(cell, reading.calendar, reading.orders.get(column.column, "day-first"))
    if isinstance(dates, Unclear):
        return dates
    return [Said(column.field if not number else "revised_due", each) for number, each in enumerate(dates)]


def _span(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    dates = span_dates(cell, column.heading, reading.calendar, reading.orders.get(column.column, "day-first"))
    return dates if isinstance(dates, Unclear) else [Said(field, each) for field, each in dates.items()]


def _owner(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    """Return who is named: the first body is the owner and others are partners; roles lead."""
    if _NOBODY.fullmatch(one_line(cell.text)):
        return [Said("extra", cleaned(cell.text))]
    named = reading.bodies.named_in(cell.text)
    partners = named.bodies if column.field == "partners" else named.bodies[1:]
    owner = [Said("owner", body) for body in named.bodies[:1] if column.field == "owner"]
    return [*owner, *(Said("partners", body) for body in partners), *_leads(named.roles)]


def _lead(cell: Cell, _: ReadColumn, __: Reading) -> Found:
    parts = [one_line(part) for part in re.split(r"\n|;|\s+/\s+", cleaned(cell.text))]
    return _leads(tuple(filter(None, parts)))


def _leads(roles: tuple[str, ...]) -> list[Said]:
    return [Said("lead", role) for role in roles]


def _joint_leads(cell: Cell, _: ReadColumn, __: Reading) -> Found:
    parts = [one_line(part) for part in re.split(r"[;\n]|,\s(?=[A-Z])|\band\b", cleaned(cell.text))]
    return [Said("joint_leads", part) for part in parts if part]


def _by(cell: Cell, column: ReadColumn, reading: Reading) -> Found:
    named = reading.bodies.named_in(cell.text)
    return [Said(column.field, body) for body in named.bodies[:1]] or [Said("extra", cleaned(cell.text))]


def _evidence(cell: Cell, _: ReadColumn, __: Reading) -> Found:
    found = READERS["evidence"].read(cleaned(cell.text), CellContext(now=_NO_PLAN))
    return [Said("extra", cleaned(cell.text))] if isinstance(found, Unclear) else [Said("evidence", e) for e in found]


def _parts(text: str) -> tuple[str, str]:
    """Return the first words of a cell and what follows after a dash, a colon or a bracket."""
    first, *rest = _REST.split(text, maxsplit=1)
    return first.strip(), rest[0] if rest else ""


_NO_PLAN: PlanNow = None  # type: ignore[assignment]  # evidence is read without a plan

_READERS: Mapping[str, Callable[[Cell, ReadColumn, Reading], Found]] = {
    **dict.fromkeys(("title", "senior_responsible", "areas"), _on_one_line),
    "state": _state,
    "rating": _rating,
    "progress": _progress,
    "note": _note_of,
    **dict.fromkeys(("on", "start", "original_due", "finished"), _date),
    **dict.fromkeys(("due", "revised_due"), _due),
    "span": _span,
    **dict.fromkeys(("owner", "partners"), _owner),
    "lead": _lead,
    "joint_leads": _joint_leads,
    **dict.fromkeys(("by", "verified_by"), _by),
    "evidence": _evidence,
    "portfolio_holder": lambda cell, _column, _reading: [Said("extra", cleaned(cell.text))],
}
"""How the cells of each field are read; those of others are texts."""
