"""The cells of one column, read as one of a plan's fields: as values to enter, or as what the plan says already."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import frozen

from actionplan.edit.bulk.date_order import DateOrder, date_in_order
from actionplan.edit.bulk.per_cents import per_cent
from actionplan.edit.bulk.plan_now import PlanNow, action_named
from actionplan.input.headings import COMPARED
from actionplan.input.names import read_body, read_rating, read_state
from actionplan.input.text import one_line, plain
from actionplan.input.unclear import Unclear
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Evidence
from actionplan.model.ratings import ratings_known

READ, EMPTY, SAME, DIFFERENT = "read", "empty", "same as in the plan", "different from the plan"
"""What a receipt counts a cell as."""

_NOTHING = re.compile(r"[-\u2013\u2014]+|n/?a", re.IGNORECASE)
"""What people put into a cell that has nothing to say."""

_PROSE = 4
"""The number of words from which a cell is a text, not a state or a rating."""

_PATH = re.compile(r"(?!www\.)[^\s,;]+\.[A-Za-z]\w{0,4}")


@frozen(kw_only=True)
class Cell:
    """What is made of a cell.

    Attributes:
        counted: what the receipt counts it as.
        value: the value to enter; None if there is nothing to enter.
        unclear: why it cannot be read; None if it can.
    """

    counted: str
    value: Any = None
    unclear: Unclear | None = None


@frozen(kw_only=True)
class CellContext:
    """What is needed to read the cells of a column.

    Attributes:
        now: the plan as it is.
        rows: for each cell the id of its row's action; None where there is no such action.
        order: how dates are read that may have the day or the month first.
        are_fractions: whether numbers without a sign are parts of 1.
    """

    now: PlanNow
    rows: Sequence[str | None] = ()
    order: DateOrder = "day-first"
    are_fractions: bool = False


def read_cells(field: str, texts: Sequence[str], reading: CellContext) -> list[Cell]:
    """Read the cells of one column.

    Args:
        field: the field, one of `FIELDS` but not the action's id.
        texts: the texts, cleaned, one for each row.
        reading: the plan and how to read it.
    """
    return [_cell(field, text, row, reading) for text, row in zip(texts, reading.rows, strict=True)]


def is_nothing(text: str) -> bool:
    """Return whether a cell has nothing to say: it is empty, or has a dash or "n/a"."""
    return not text or _NOTHING.fullmatch(text) is not None


def likeness(field: str, text: str, row: str | None, reading: CellContext) -> float:
    """Return how well a text fits a field, from 0 to 1, to decide what a column is whose heading has two meanings.

    Args:
        field: the field, one of `FIELDS`.
        text: the text of a cell that is not empty.
        row: the id of its row's action; None where there is no such action.
        reading: the plan.
    """
    match field:
        case "action":
            fit = 1.0 if action_named(text, reading.now) else 0.0 if " " in text else 0.5
        case "note":
            is_title = row is not None and _says_the_same("title", text, row, reading)
            fit = len(text.split()) >= _PROSE and not is_title
        case "areas" | "partners":
            fit = _ids_named(field, text, reading) is not None
        case "title" | "lead" | "senior_responsible" | "joint_leads" | "portfolio_holder":
            fit = 1.0 if row is not None and _says_the_same(field, text, row, reading) else 0.5
        case "on" | "due" | "start" | "original_due":
            fit = _is_day_of(field, _date(text, reading), row, reading)
        case _:
            fit = not isinstance(READERS[field].read(text, reading), Unclear)
    return fit


def _is_day_of(field: str, day: PlanDate | Unclear, row: str | None, reading: CellContext) -> bool:
    """Return whether a date may be that of a field: an update has been, and a new due date is to come."""
    if isinstance(day, Unclear):
        return False
    is_past = day.last is not None and day.last <= reading.now.day
    return {"on": is_past, "due": not is_past or _stands(day, row, "due", reading)}.get(field, True)


def _cell(field: str, text: str, row: str | None, reading: CellContext) -> Cell:
    if is_nothing(text):
        return Cell(counted=EMPTY)
    if field in COMPARED:
        return Cell(counted=SAME if row is None or _says_the_same(field, text, row, reading) else DIFFERENT)
    value = READERS[field].read(text, reading)
    if isinstance(value, Unclear):
        return Cell(counted=READ, unclear=value)
    if field in ("due", "owner") and _stands(value, row, field, reading):
        return Cell(counted=SAME)
    if field == "due" and row is not None and _says_the_same("original_due", text, row, reading):
        return Cell(counted=DIFFERENT)  # the sheet has a date that was revised since
    return Cell(counted=READ, value=value)


def _stands(value: Any, row: str | None, field: str, reading: CellContext) -> bool:
    """Return whether a value is the one in force; a due date that is not known is that of a plan without one."""
    head = reading.now.heads.get(row or "")
    current = getattr(head, field, None)
    is_unknown = current is None and isinstance(value, PlanDate) and value.text == "unknown"
    return head is not None and (value == current or is_unknown)


def _says_the_same(field: str, text: str, row: str, reading: CellContext) -> bool:
    if field == "start":
        return _stands(_date(text, reading), row, field, reading)
    if field == "original_due":
        action = reading.now.originals.get(row)
        return action is not None and _date(text, reading) == action.due
    head = reading.now.heads.get(row)
    if field in ("areas", "partners"):
        named = _ids_named(field, text, reading)
        return named is not None and named <= set(getattr(head, field, ()))
    if field == "portfolio_holder":
        return _words(text) in map(_words, reading.now.portfolio_holders.get(row, ()))
    if field == "joint_leads":
        parts = [_words(part) for part in re.split(r"[;\n]|,(?! )|\band\b", text) if part.strip()]
        leads = [_words(lead) for lead in getattr(head, field, ())]
        return sorted(parts) == sorted(leads) or _words(text) in (", ".join(leads), " and ".join(leads))
    return _words(text) == _words(getattr(head, field, None) or "")


def _words(text: str) -> str:
    """Return a text for comparison, without the full stop at its end."""
    return plain(text).rstrip(".")


def _ids_named(field: str, text: str, reading: CellContext) -> set[str] | None:
    """Return the areas or bodies that a cell names, by id or name, with commas, semicolons or lines between them.

    None means that it names something else.
    """
    plan = reading.now.plan
    if field == "areas":
        names: dict[str, tuple[str, ...]] = {
            area.id: (area.id, area.title, f"{area.id} {area.title}") for area in plan.areas
        }
    else:
        names = {name: (name, body.name, *body.aliases) for name, body in plan.bodies.items()}
    named = {_name(word): name for name, words in names.items() for word in words}
    parts = [text] if _name(text) in named else re.split(r"[,;/\n]", text)
    found = {named.get(_name(part)) for part in parts if part.strip()}
    return None if None in found else {each for each in found if each is not None}


def _name(text: str) -> str:
    return plain(re.sub(r"\s*[:-]\s+", " ", text))


def _text(text: str, _: CellContext) -> str:
    return text


def _state(text: str, _: CellContext) -> str | Unclear:
    return read_state(text)


def _rating(text: str, reading: CellContext) -> str | Unclear:
    return read_rating(text, ratings_known(reading.now.plan))


def _body(text: str, reading: CellContext) -> str | Unclear:
    return read_body(text, reading.now.plan.bodies)


def _progress(text: str, reading: CellContext) -> int | Unclear:
    return per_cent(text, are_fractions=reading.are_fractions)


def _date(text: str, reading: CellContext) -> PlanDate | Unclear:
    return date_in_order(text, reading.now.plan.calendar, reading.order)


def _day(text: str, reading: CellContext) -> PlanDate | Unclear:
    """Return the date of an update, which has happened; a date without days, such as "ongoing", is none."""
    day = _date(text, reading)
    is_open = isinstance(day, PlanDate) and day.last is None
    return Unclear(f'"{one_line(text)}" is not a day') if is_open else day


def _evidence(text: str, _: CellContext) -> tuple[Evidence, ...] | Unclear:
    """Return the links and paths in a cell."""
    found: list[Evidence] = []
    for part in re.split(r"\n+|;(?=\s|$|\w+://)", text):
        if "://" in part:
            found += [Evidence(link=word.rstrip(",")) for word in part.split()]
        else:
            found += [Evidence(path=path.strip()) for path in part.split(";") if path.strip()]
    if all("://" in (one.link or "") or _PATH.fullmatch(one.path or "") for one in found):
        return tuple(found)
    return Unclear(f'"{one_line(text)}" is neither a web address nor the path of a file')


class Reader(NamedTuple):
    """How the cells of a field are read.

    Attributes:
        read: returns the value of a text, or an `Unclear`.
        code: the code of the problem if a text cannot be read.
        expected: what is expected.
    """

    read: Callable[[str, CellContext], Any]
    code: str = ""
    expected: str = ""


_DATE = Reader(_date, "E105", "a date such as 31/10/2026, 2026-10-31, 31 Oct 2026 or Oct 2026")
_BODY = Reader(_body, "E201", "the id, the name or an alias of one body of the plan")
READERS: Mapping[str, Reader] = {
    "on": Reader(_day, "E105", "a day or a month, such as 31/10/2026, 2026-10-31, 31 Oct 2026 or Oct 2026"),
    "by": _BODY,
    "state": Reader(_state, "E104", "a state, such as In progress or Complete"),
    "rating": Reader(_rating, "E204", "the id or the label of one of the plan's ratings"),
    "progress": Reader(_progress, "E103", "per cent done, such as 40 or 40%"),
    "note": Reader(_text),
    "evidence": Reader(
        _evidence,
        "E111",
        "https://..., or report.pdf in the plan's folder, without blanks in it; several with a semicolon between them",
    ),
    "due": _DATE,
    "owner": _BODY,
    "reason": Reader(_text),
}
"""How the cells of each field are read that a round can enter, but the action's id."""
