"""Which rows are about one action, and the ids of actions, from references in any shape."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count

from attrs import evolve, frozen

from actionplan.edit.imports.columns import ReadColumn, column_of
from actionplan.edit.imports.tables import FoundTable, TableRow
from actionplan.input.text import one_line, with_hyphens
from actionplan.model.ids import fault_in_id

_WORD = re.compile(r"^(?:action|ref(?:erence)?|no|number|item)\b[.: #]*(?=\w*\d)", re.IGNORECASE)


@frozen(kw_only=True)
class Group:
    """The rows of one action.

    Attributes:
        rows: the rows, the first of them with its reference and title.
        ref: its reference as written; empty for none.
        id: its id; empty until one is made.
        remark: how its id was made, if not from a reference of its own; empty otherwise.
    """

    rows: tuple[TableRow, ...]
    ref: str = ""
    id: str = ""
    remark: str = ""


def groups_of(table: FoundTable, columns: Sequence[ReadColumn]) -> list[Group]:
    """Return the rows of a table by action, in order.

    A row without a reference of its own belongs to the action above it, unless it has a title: then it is another one.
    """
    refs, titles = (column_of(columns, field) for field in ("action", "title"))
    groups: list[Group] = []
    for row in table.rows:
        ref, title = (_own(row, column) for column in (refs, titles))
        is_new = not groups or bool(ref) or (bool(title) and (refs is None or _is_more_than_text(row, columns)))
        if is_new:
            shared = refs is not None and refs.column in row.spread
            above = row.cells[refs.column].text if shared and refs is not None else ""
            groups.append(Group(rows=(row,), ref=ref or one_line(above)))
        else:
            groups[-1] = evolve(groups[-1], rows=(*groups[-1].rows, row))
    return groups


def with_ids(groups: Sequence[Group], taken: set[str]) -> Iterator[Group]:
    """Yield groups with their ids; those with the reference of another are lettered, and those without are numbered.

    Args:
        groups: the groups of all tables.
        taken: ids that are taken, in small letters; those that are given here are added.
    """
    refs = [id_of(group.ref) for group in groups]
    is_numbered = not any(refs)
    previous = ""
    for position, (group, wanted) in enumerate(zip(groups, refs, strict=True), 1):
        if is_numbered:
            made, remark = _free(str(position), taken), ""
        else:
            made, remark = _id(group.ref, wanted, previous, taken)
        taken.add(made.casefold())
        previous = made
        yield evolve(group, id=made, remark=remark)


def _id(ref: str, wanted: str, previous: str, taken: set[str]) -> tuple[str, str]:
    """Return the id of an action, and how it was made if it is not what its reference gives."""
    if wanted and wanted.casefold() not in taken:
        return wanted, ""
    if wanted and _is_lost_zero(wanted, previous):
        return f"{wanted}0", f"{ref} comes after {previous}, so it is read as {wanted}0"
    made = _free(f"{wanted or previous or 'action'}-a", taken)
    return made, f"has the reference {ref} of another action" if wanted else "has no reference"


def id_of(ref: str) -> str:
    """Return the id that a reference gives: ``PA1/4`` is ``PA1-4`` and ``Action 7`` is ``7``; empty for none."""
    text = _WORD.sub("", with_hyphens(one_line(ref)))
    made = re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.")
    made = re.sub(r"\.{2,}", ".", made)
    return made[:60] if made and fault_in_id(made[:60]) is None else ""


def _own(row: TableRow, column: ReadColumn | None) -> str:
    """Return the text of a row's own cell in a column; empty if it has none there."""
    if column is None or column.column in row.spread or column.column not in row.cells:
        return ""
    return one_line(row.cells[column.column].text)


def _is_more_than_text(row: TableRow, columns: Sequence[ReadColumn]) -> bool:
    """Return whether a row has, beside its title, what only an action has: a date, an owner, a state or a rating."""
    own = ("due", "revised_due", "span", "owner", "lead", "state", "rating", "progress")
    return any(each.field in own and _own(row, each) for each in columns)


def _is_lost_zero(wanted: str, previous: str) -> bool:
    """Return whether a number is the tenth of its series, from which a spreadsheet took the zero: 1.1 after 1.9."""
    return wanted.endswith(".1") and previous == f"{wanted[:-1]}9"


def _free(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken: the one that is wanted, or that with another letter or a number at its end."""
    stem = wanted.removesuffix("-a")
    others = (f"{stem}-{chr(number)}" for number in range(ord("b"), ord("z") + 1))
    numbers = (f"{stem}-{number}" for number in count(27))
    return next(each for each in chain((wanted,), others, numbers) if each.casefold() not in taken)
