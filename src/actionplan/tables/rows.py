"""What tables share: how rows are found in a plan, and the columns that many of them have."""

import json
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from actionplan.model.kinds import KINDS
from actionplan.model.records import Plan
from actionplan.summary.as_known import recorded_day
from actionplan.summary.timeline import agreed_on
from actionplan.tables.columns import Column, ColumnType, dated, field, listed


class Of(NamedTuple):
    """A thing and that to which it belongs.

    Attributes:
        whole: the plan or the record to which it belongs.
        part: the thing.
        position: its place there, from 0.
        id: its id, where that stands outside the thing itself.
    """

    whole: Any
    part: Any
    position: int
    id: str = ""


def plain(value: Any) -> str | None:
    """Give a plan's own fields, or a value of any type, as JSON; None where there are none."""
    if value is None or value == {}:
        return None
    return json.dumps(value, ensure_ascii=False, default=str)


def extra(path: str = "extra") -> Column:
    """Make the column of the plan's own fields."""
    take = attrgetter(path)
    return Column(
        "extra", "text", "the plan's own fields, as JSON; none where there are none", lambda row: plain(take(row))
    )


def each_record(folder: str) -> Callable[[Plan], Iterator[Of]]:
    """Give each record of a kind, beside its plan."""
    return lambda plan: (Of(plan, record, position) for position, record in enumerate(getattr(plan, folder)))


def each_part(folder: str, parts: str) -> Callable[[Plan], Iterator[Of]]:
    """Give each part of each record of a kind, such as every milestone of every action."""
    return lambda plan: (
        Of(record, part, position)
        for record in getattr(plan, folder)
        for position, part in enumerate(getattr(record, parts))
    )


def columns(*given: Column | tuple[Column, ...]) -> tuple[Column, ...]:
    """Put columns in a row, those of a date among them."""
    return tuple(one for each in given for one in (each if isinstance(each, tuple) else (each,)))


def of(name: str, kind: ColumnType, meaning: str, path: str | None = None) -> Column:
    """Make a column of a field of the row's ``part``; see `field`."""
    return field(name, kind, meaning, f"part.{path or name}")


def lists(name: str, meaning: str) -> Column:
    """Make a column of a list that the row's ``part`` has; see `listed`."""
    return listed(name, meaning, f"part.{name}")


def when(name: str, meaning: str, path: str | None = None) -> tuple[Column, ...]:
    """Make the three columns of a date that the row's ``part`` has; see `dated`."""
    return dated(name, meaning, f"part.{path or name}")


ID = of("id", "text", "its id")
TITLE = of("title", "text", "its title as first agreed")
OWNER = of("owner", "text", "the body that answered for it at first; none where none was named")
PLACE = field("position", "whole", "its place among its like, from 0")
SOURCE = listed("source", "web addresses in which this was read")
SOURCES = lists("source", SOURCE.meaning)
FORMER = lists("formerly", "ids that it had before")
AGREED = dated(
    "agreed", "when it joined the plan: with it, or by a day of its own", lambda row: agreed_on(row.whole, row.part)
)
"""Columns that many tables have."""

RECORD = (
    Column("kind", "text", "of what kind of record: `action`, `area`, ...", lambda row: KINDS[type(row.whole)]),
    field("record", "text", "the record's id", "whole.id"),
)
"""The columns that say to which record a row belongs, where there are several kinds of them."""

IN_FILE = field("position", "whole", "its place in the file, from 0")
IN_FORCE = Column(
    "in_force",
    "day",
    "the day from which it counts; of a correction, that of the entry it corrects; none where it states nothing",
    lambda row: row.placed.day if row.placed is not None else None,
)
ORDER = field(
    "place", "whole", "its place, from 0, among those that count, in the order in which they do; none likewise"
)

EVERY_ENTRY = (
    *dated("on", "when it was true", "entry.on"),
    Column(
        "recorded", "day", "the day on which it was written down, given or not", lambda row: recorded_day(row.entry)
    ),
    field("by", "text", "the body that says so", "entry.by"),
    field("note", "text", "what there is to say", "entry.note"),
    field("reason", "text", "why something agreed was changed", "entry.reason"),
    listed("source", SOURCE.meaning, "entry.source"),
)
"""The columns that every entry has."""
