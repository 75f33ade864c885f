"""Tables of what records and entries have in lists, and of what hangs together with what."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from actionplan.model.entries import Approval, Evidence, Stated
from actionplan.model.kinds import dated_of, records_of
from actionplan.model.records import Plan, Record
from actionplan.model.resources import Resource
from actionplan.summary.links import Link, links
from actionplan.tables.columns import DataTable, columns, field
from actionplan.tables.rows import RECORD, Of, columns_of, in_turn


def _listed(name: str) -> Callable[[Plan], Iterator[Of]]:
    return lambda plan: (row for record in records_of(plan) for row in in_turn(record, getattr(record, name, ())))


class Piece(NamedTuple):
    """One thing of a list that an entry or a target has.

    Attributes:
        whole: the record.
        tail: the list that has the entry: ``status``, ``readings``, ``targets`` or ``benchmarks``.
        position: the entry's place there, from 0.
        number: its place in the entry, from 0.
        part: the thing.
    """

    whole: Record
    tail: str
    position: int
    number: int
    part: Evidence | Approval


def _pieces(name: str) -> Callable[[Plan], Iterator[Piece]]:
    def rows(plan: Plan) -> Iterator[Piece]:
        for record in records_of(plan):
            for (tail, position), entry in dated_of(record):
                for number, part in enumerate(getattr(entry, name, ())):
                    yield Piece(record, str(tail), int(position), number, part)

    return rows


TABLES = (
    DataTable(
        "resources",
        "Money, posts or places given to an action or by a resolution.",
        columns_of(
            Resource, "kind record position amount unit per period funding within mentioned note source", *RECORD
        ),
        _listed("resources"),
    ),
    DataTable(
        "stated",
        "A value that a source gives for a field, where sources disagree.",
        columns_of(Stated, "kind record field value note source", *RECORD),
        _listed("stated"),
    ),
    DataTable(
        "evidence",
        "Something that an entry names to show that it is true.",
        columns(
            "kind record tail position number title link path on effective expires",
            {"part": Evidence, "": Piece},
            *RECORD,
        ),
        _pieces("evidence"),
    ),
    DataTable(
        "approvals",
        "A body's agreement to a change.",
        columns("kind record tail position number by on ref resolution", {"part": Approval, "": Piece}, *RECORD),
        _pieces("approvals"),
    ),
    DataTable(
        "links",
        "What leads to what, by all that is on record: a finding to an action, an action to a measure, and so on.",
        columns(
            "type from_kind from_id to_kind to_id",
            {"": Link},
            field("from_kind", "text", "what gives the reason: `finding`, `clause`, `action`, ...", "source.kind"),
            field("from_id", "text", "its id; of a part, with that of its record: `PA1:a`", "source.id"),
            field("to_kind", "text", "what follows from it", "target.kind"),
            field("to_id", "text", "the id of the thing it names", "target.id"),
        ),
        lambda plan: links(plan, date.max),
    ),
)
