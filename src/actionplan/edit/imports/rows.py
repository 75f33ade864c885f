"""What the rows of one action say: its head, its history, and what has no field."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, frozen

from actionplan.edit.imports.columns import ReadColumn
from actionplan.edit.imports.history import history_of
from actionplan.edit.imports.ratings import RatingWord
from actionplan.edit.imports.refs import Group
from actionplan.edit.imports.sayings import Place, Sayings
from actionplan.edit.imports.values import EXPECTED, Reading, Said, said_by
from actionplan.input.text import cleaned, one_line, plain
from actionplan.input.unclear import Unclear, suggestion
from actionplan.model.entries import ActionEntry
from actionplan.model.problem import KeyPath, Location, Problem, problem
from actionplan.sheets.grid import Cell, place

PLACED, EXTRA, EMPTY, LEFT_OUT, HEADINGS = "placed", "extra", "empty", "left out", "headings"
"""What a receipt counts a cell as."""


@frozen(kw_only=True)
class Draft:
    """An action as its rows give it.

    Attributes:
        group: its rows, its id and its reference.
        sheet: the sheet's name.
        head: the values of its head but its areas.
        area: what a column says of its area; empty for nothing.
        entries: its history, oldest first.
        ratings: the ratings that it uses and that the plan does not declare yet.
        extra: what has no field, by key.
        places: for the path of a value in the file its cell.
        fates: what became of each cell.
        texts: what it says in each column, by field or by key under ``extra``; a later version is compared with that.
        problems: cells that cannot be read.
    """

    group: Group
    sheet: str
    head: Mapping[str, Any]
    area: str
    entries: tuple[ActionEntry, ...]
    ratings: tuple[RatingWord, ...]
    extra: Mapping[str, Any]
    places: Mapping[KeyPath, Place]
    fates: Mapping[Place, str]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def drafted(
    group: Group,
    columns: Sequence[ReadColumn],
    reading: Reading,
    file: str,
    *,
    across: Mapping[Place, Sequence[int]],
    leave_out: frozenset[Place],
) -> Draft:
    """Return an action as its rows give it.

    Args:
        group: its rows.
        columns: the columns of the table.
        reading: how cells are read.
        file: the file's name, for messages.
        across: for the first cell of merged ones the other columns that they are in.
        leave_out: cells that are not read, since something is wrong with them; their texts go to ``extra``.
    """
    sayings = Sayings()
    fates: dict[Place, str] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    of_extra: dict[KeyPath, Place] = {}
    problems: list[Problem] = []
    by_number = {column.column: column for column in columns}
    for column, cell, is_own in _cells(group, columns):
        where, key = (cell.row, cell.column), extra_key(column)
        found: tuple[Said, ...] = (Said("extra", cleaned(cell.text)),) if cell.text else ()
        if where in leave_out:
            fate, key = LEFT_OUT, f"{key}_left_out"
        elif column.field in ("", "action"):
            fate, found = (PLACED, ()) if column.field else (EXTRA if found else EMPTY, found)
        else:
            read = _read(
                cell, column, [by_number[each] for each in across.get(where, ()) if each in by_number], reading
            )
            if isinstance(read, Unclear):
                problems.append(_unread(read, cell, column, file))
            found = () if isinstance(read, Unclear) else read
            fate = PLACED if any(each.field != "extra" for each in found) else EXTRA if found else EMPTY
        sayings.add(found, where, key)
        of_extra.setdefault(("extra", key), where)
        fate = _add_the_rest(sayings, cell, column, fate)
        if is_own:
            fates[where] = fate
            texts[column.field or extra_key(column)].append(text_of(cell))
    head, places = _head(group, sayings)
    entries, of_entries = history_of(sayings, reading)
    if any(row.hidden for row in group.rows):
        sayings.add_extra("hidden_in_source", True)  # a value of TOML
    return Draft(
        group=group,
        sheet=columns[0].sheet,
        head=head,
        area=sayings.joined("areas"),
        entries=entries,
        ratings=tuple(each for each, _ in sayings.all("rating") if isinstance(each, RatingWord)),
        extra=sayings.extra,
        places={**of_extra, **places, **of_entries},
        fates=fates,
        texts={key: "\n".join(each) for key, each in texts.items() if any(each)},
        problems=tuple(problems),
    )


def extra_key(column: ReadColumn) -> str:
    """Return the key under which what a column says is kept that has no field."""
    return _key_of(column.heading) or f"column_{column.letter.lower()}"


@cache
def _key_of(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", plain(heading)).strip("_")[:40]


def _cells(group: Group, columns: Sequence[ReadColumn]) -> Iterator[tuple[ReadColumn, Cell, bool]]:
    """Yield the cells of an action with their columns, and whether each is its own, not one merged from above."""
    own_rows = {row.number for row in group.rows}
    for column in columns:
        seen: set[Place] = set()
        for row in group.rows:
            cell = row.cells.get(column.column)
            if cell is not None and (cell.row, cell.column) not in seen:
                seen.add((cell.row, cell.column))
                yield column, cell, cell.row in own_rows


def _read(cell: Cell, column: ReadColumn, others: Sequence[ReadColumn], reading: Reading) -> tuple[Said, ...] | Unclear:
    """Return what a cell says; one merged over several columns may be of any of them, or name a state."""
    read = said_by(cell, column, reading)
    if isinstance(read, Unclear) and others:
        as_state = evolve(column, field="state")
        readings = (said_by(cell, each, reading) for each in (as_state, *others) if each.field)
        return next((each for each in readings if not isinstance(each, Unclear)), read)
    return read


def text_of(cell: Cell) -> str:
    """Return what a cell shows as one text: its words, those that are struck out, and its colour."""
    parts = (plain(cell.text), cell.struck and f"~{plain(cell.struck)}~", cell.fill if not cell.text else "")
    return " ".join(filter(None, parts))


def _add_the_rest(sayings: Sayings, cell: Cell, column: ReadColumn, fate: str) -> str:
    """Keep what a cell has beside its text: a comment, struck words, and a colour alone."""
    key = extra_key(column)
    if cell.comment:
        sayings.add_extra(f"{key}_comment", cleaned(cell.comment))
    if cell.struck and column.field not in ("due", "revised_due"):
        sayings.add_extra(f"{key}_struck_out", cleaned(cell.struck))
    is_sign = bool(cell.fill) and not cell.text and column.field in ("rating", "") and fate != PLACED
    if is_sign and cell.fill:
        sayings.add_extra(f"{key}_colour", cell.fill.lower())
    return EXTRA if fate == EMPTY and (cell.comment or cell.struck or is_sign) else fate


def _unread(unclear: Unclear, cell: Cell, column: ReadColumn, file: str) -> Problem:
    code, expected = EXPECTED.get(column.field, ("E103", ""))
    where = Location(path=file, cell=place(column.sheet, cell.row, cell.column))
    return problem(code, f"{column.heading}: {unclear.reason}", where, expected=expected, fix=suggestion(unclear))


def _head(group: Group, sayings: Sayings) -> tuple[dict[str, Any], dict[KeyPath, Place]]:
    """Return the values of the head, and their cells; dates that came later are left to the history."""
    head: dict[str, Any] = {"title": one_line(sayings.joined("title"))}
    places: dict[KeyPath, Place] = {}
    for field in ("title", "owner", "senior_responsible", "start"):
        if found := sayings.first(field):
            head.setdefault(field, found[0])
            places[(field,)] = found[1]
            sayings.keep_others(field)
    if success := sayings.joined("success"):
        head["success"] = success
        places[("success",)] = sayings.all("success")[0][1]
    leads = list(dict.fromkeys(lead for lead, _ in sayings.all("lead")))
    joint = (*leads[1:], *(each for each, _ in sayings.all("joint_leads")))
    head |= {"lead": leads[0]} if leads else {}
    head |= {"joint_leads": tuple(dict.fromkeys(joint))} if joint else {}
    for field in ("lead", "joint_leads"):
        if found := sayings.first("lead") or sayings.first("joint_leads"):
            places[(field,)] = found[1]
    partners = dict.fromkeys(body for body, _ in sayings.all("partners") if body != head.get("owner"))
    if partners:
        head["partners"] = tuple(partners)
    if agreed := sayings.first("original_due") or sayings.first("due"):
        head["due"] = agreed[0]
        places[("due",)] = agreed[1]
    if group.ref and group.ref != group.id:
        head["ref"] = group.ref
    return head, places
