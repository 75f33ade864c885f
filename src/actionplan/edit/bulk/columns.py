"""What each column of a spreadsheet means: by its heading, by its cells, or as the user says."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from attrs import evolve, frozen

from actionplan.edit.bulk.cells import CellContext, is_nothing, likeness
from actionplan.edit.bulk.sheet import Sheet, heading_place, letters
from actionplan.input.headings import ENTERED, FIELDS, fields_of, likely_field, plain_heading
from actionplan.input.text import one_line
from actionplan.model.errors import ActionPlanError
from actionplan.model.problem import Problem, problem
from actionplan.model.suggest import hint, listed


class WrongColumn(ActionPlanError, ValueError):
    """A column or a field is named that is not there; ``args[0]`` says which are."""


_NAMED_IN_PLAN = frozenset({"areas", "partners", "start", "original_due"})
"""Fields that cells only have if they contain names that the plan has, or dates: "Workstream" may be something else."""


@frozen(kw_only=True)
class SheetColumn:
    """One column and what it is read as.

    Attributes:
        position: its place, from 0.
        name: its heading on one line, or ``column C`` if it has none.
        handle: how an option names it: by its heading, or its letter if that would not be clear.
        has_heading: whether it has one.
        texts: its cells, one for each row.
        field: the field that it is read as, one of `FIELDS`; empty if it is not read, or if that is not known.
        may_be: the fields that it may be where that is not known.
        is_named: whether the user said which field it is.
        is_empty: whether it has nothing to say.
        is_ignored: whether the user said that it is not read.
    """

    position: int
    name: str
    handle: str
    has_heading: bool
    texts: tuple[str, ...]
    field: str = ""
    may_be: tuple[str, ...] = ()
    is_named: bool = False
    is_empty: bool = False
    is_ignored: bool = False


def columns_of(sheet: Sheet, named: Sequence[tuple[str, str]], ignored: Sequence[str]) -> tuple[SheetColumn, ...]:
    """Return the columns of a table, each with the fields that it may be by its heading, or as the user says.

    Args:
        sheet: the table, its cells cleaned.
        named: pairs of a column, by its heading or its letter, and the field that it is.
        ignored: columns that are not read, named in the same way.

    Raises:
        WrongColumn: a column or a field is named that is not there.
    """
    fields = {_position(name, sheet): _field(field) for name, field in named}
    left_out = {_position(name, sheet) for name in ignored}
    uses = Counter(one_line(heading).casefold() for heading in sheet.headings)
    columns = []
    for position, heading in enumerate(sheet.headings):
        texts = tuple(row.cells[position] for row in sheet.rows)
        if not heading and not any(texts):
            continue
        name, letter = one_line(heading), letters(position)
        column = SheetColumn(
            position=position,
            name=name or f"column {letter}",
            has_heading=bool(name),
            handle=name if name and uses[name.casefold()] == 1 and '"' not in name else letter,
            texts=texts,
            is_named=position in fields,
            may_be=(fields[position],) if position in fields else fields_of(heading),
            is_empty=all(map(is_nothing, texts)),
        )
        columns.append(evolve(column, may_be=(), is_ignored=True) if position in left_out else column)
    return tuple(columns)


def with_ids_found(columns: Sequence[SheetColumn], reading: CellContext) -> tuple[SheetColumn, ...]:
    """Return columns of which one at most is that of the actions' ids: the one with most of them in it."""
    with_ids = max(
        (each for each in columns if "action" in each.may_be and (each.is_empty or _share(each, "action", reading))),
        key=lambda column: (column.is_named, _share(column, "action", reading)),
        default=None,
    )
    return tuple(
        evolve(column, field="action", may_be=())
        if column is with_ids
        else evolve(column, may_be=tuple(field for field in column.may_be if field != "action"))
        for column in columns
    )


def decided(columns: Sequence[SheetColumn], reading: CellContext) -> tuple[SheetColumn, ...]:
    """Return columns with their meanings, decided by their cells where a heading has several.

    Args:
        columns: the columns, from `with_ids_found`.
        reading: the plan, and the action of each row.
    """
    certain = [
        evolve(column, field=column.may_be[0], may_be=())
        if len(column.may_be) == 1 and (column.is_named or column.may_be[0] not in _NAMED_IN_PLAN)
        else column
        for column in columns
    ]
    taken = {column.field for column in certain} & ENTERED.keys()
    return tuple(_decided_by_cells(column, taken, reading) if column.may_be else column for column in certain)


def problems_of_columns(columns: Sequence[SheetColumn], sheet: Sheet) -> Iterator[Problem]:
    """Yield a problem for each column whose meaning is not known, and for each that means the same as another."""
    first: dict[str, SheetColumn] = {}
    for column in columns:
        if column.field in ENTERED:
            first.setdefault(column.field, column)
    for column in columns:
        where = heading_place(sheet, column.position)
        if column.may_be:
            meanings = " or ".join(FIELDS[field] for field in column.may_be)
            message = f'the column "{column.name}" can be {meanings}: it has {_some_cells(column)}'
            options = " or ".join(_option(column, field) for field in column.may_be)
            yield problem("E132", message, where, fix=f"say which: {options}")
        elif (other := first.get(column.field, column)) is not column:
            message = f"the columns {_called(other)} and {_called(column)} are both {FIELDS[column.field]}"
            fix = f"leave one of them out: {ignore_option(other)} or {ignore_option(column)}"
            yield problem("E132", message, where, fix=fix)
        elif not (column.field or column.is_empty or column.is_ignored):
            called = f'the column "{column.name}"' if column.has_heading else column.name
            what = f"{called} {'is not understood' if column.has_heading else 'has no heading'}"
            likely = likely_field(column.name)
            meant = f"if it is {FIELDS[likely]}: {_option(column, likely)}; " if likely not in ("", *first) else ""
            fix = f"{meant}if it is not needed: {ignore_option(column)}"
            yield problem("E131", f"{what}: it has {_some_cells(column)}", where, fix=fix)


def _decided_by_cells(column: SheetColumn, taken: Set[str], reading: CellContext) -> SheetColumn:
    """Return a column with the one field that explains most of its cells, and at least half of them.

    Without such a field the column keeps those that explain it best, which the user is asked about. Dates are those of
    the updates only if none can be a due date; dates of which most cannot be read get a meaning all the same, so that
    each is reported.
    """
    left = [field for field in column.may_be if field not in taken]
    shares = {field: _share(column, field, reading) for field in left}
    best = max(shares.values(), default=0)
    likely = [field for field in left if shares[field] == best]
    if {"on", "due"} <= shares.keys():
        if best < 0.5:
            likely, best = [max(("on", "due"), key=shares.__getitem__)], 1
        elif likely == ["on"] and shares["due"]:
            likely = ["on", "due"]
    if len(likely) == 1 and best >= 0.5:
        return evolve(column, field=likely[0], may_be=())
    return evolve(column, may_be=tuple(likely) if len(likely) > 1 and not column.is_empty else ())


def _share(column: SheetColumn, field: str, reading: CellContext) -> float:
    """Return which share of a column's cells has a meaning as a field."""
    rows = reading.rows or [None] * len(column.texts)
    filled = [(text, row) for text, row in zip(column.texts, rows, strict=True) if not is_nothing(text)]
    if not filled:
        return 0
    return sum(likeness(field, text, row, reading) for text, row in filled) / len(filled)


def _position(name: str, sheet: Sheet) -> int:
    """Return the position of the column that a user names by its heading or its letter."""
    letter = name.casefold().removeprefix("column ").strip()
    headings = list(enumerate(sheet.headings))
    same = [position for position, heading in headings if one_line(heading).casefold() == name.casefold()]
    plainly = [position for position, heading in headings if plain_heading(heading) == plain_heading(name)]
    found = same or plainly or [position for position, _ in headings if letters(position).casefold() == letter]
    if len(found) > 1:
        which = " or ".join(letters(position) for position in found)
        raise WrongColumn(f'{len(found)} columns are called "{name}": name one by its letter, {which}')
    if not found:
        raise WrongColumn(f'there is no column "{name}". {hint(name, filter(None, map(one_line, sheet.headings)))}')
    return found[0]


def _field(name: str) -> str:
    if name not in FIELDS:
        raise WrongColumn(f'a column cannot be "{name}". {hint(name, FIELDS)}')
    return name


def _called(column: SheetColumn) -> str:
    return f'"{column.name}" ({letters(column.position)})'


def _option(column: SheetColumn, field: str) -> str:
    return f'--column "{column.handle}={field}"'


def ignore_option(column: SheetColumn) -> str:
    """Return the option with which a column is not read."""
    return f'--ignore-column "{column.handle}"'


def _some_cells(column: SheetColumn) -> str:
    """Return a few different cells of a column, for a message."""
    different = dict.fromkeys(one_line(text) for text in column.texts if not is_nothing(text))
    return listed((f'"{text if len(text) <= 30 else text[:29] + chr(8230)}"' for text in different), most=3)
