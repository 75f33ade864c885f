"""Tables of what stands in entries as lists, and of what hangs together with what."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from actionplan.model.entries import Approval, Evidence
from actionplan.model.ids import Id
from actionplan.model.kinds import dated_of, records_of
from actionplan.model.records import Plan, Record, Resolution
from actionplan.summary.links import links
from actionplan.summary.timeline import (
    clause_as_at,
    in_order,
)
from actionplan.tables.columns import Table, dated, field
from actionplan.tables.rows import RECORD

_END = date.max
"""As at the end of all days, everything that is on record counts."""


class ClauseAction(NamedTuple):
    """An action that carries out a clause.

    Attributes:
        resolution: the resolution.
        clause: the clause's id.
        action: the action's id.
        as_passed: whether the head names it.
        is_current: whether it still does, by all that is on record.
    """

    resolution: Resolution
    clause: Id
    action: Id
    as_passed: bool
    is_current: bool


def _clause_actions(plan: Plan) -> Iterator[ClauseAction]:
    for resolution in plan.resolutions:
        placed = in_order(resolution.status)
        for clause in resolution.clauses:
            now = clause_as_at(clause, placed).actions
            for action in dict.fromkeys((*clause.actions, *now)):
                yield ClauseAction(resolution, clause.id, action, action in clause.actions, action in now)


CLAUSE_ACTIONS = Table(
    "clause_actions",
    "An action that carries out a clause of a motion, or once did.",
    (
        field("resolution", "text", "the resolution", "resolution.id"),
        field("clause", "text", "the clause"),
        field("action", "text", "the action"),
        field("as_passed", "truth", "whether the head of the file names it"),
        field("is_current", "truth", "whether it carries it out, by all that is on record"),
    ),
    _clause_actions,
)


class Piece(NamedTuple):
    """One thing of a list that an entry or a target has.

    Attributes:
        whole: the record.
        tail: ``status``, ``readings`` or ``targets``.
        position: the entry's place there, from 0.
        number: its own place in the entry, from 0.
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


_PIECE = (
    *RECORD,
    field("tail", "text", "the list in which the entry stands: `status`, `readings` or `targets`"),
    field("position", "whole", "the entry's place there, from 0"),
    field("number", "whole", "its place in the entry, from 0"),
)

EVIDENCE = Table(
    "evidence",
    "Something that an entry names to show that it is true.",
    (
        *_PIECE,
        field("title", "text", "what it is", "part.title"),
        field("link", "text", "its web address; none where it is a file", "part.link"),
        field("path", "text", "its path from the plan's folder; none where it is a web address", "part.path"),
        *dated("on", "when it was made or published", "part.on"),
    ),
    _pieces("evidence"),
)

APPROVALS = Table(
    "approvals",
    "A body's agreement to a change.",
    (
        *_PIECE,
        field("by", "text", "the body", "part.by"),
        *dated("on", "when it agreed", "part.on"),
        field("ref", "text", "where that is written", "part.ref"),
        field("resolution", "text", "the resolution that granted it", "part.resolution"),
    ),
    _pieces("approvals"),
)

LINKS = Table(
    "links",
    "What leads to what, by all that is on record: a finding to an action, an action to a measure, and so on.",
    (
        field("type", "text", "how the two are linked"),
        field("from_kind", "text", "what gives the reason: `finding`, `clause`, `action`, ...", "source.kind"),
        field("from_id", "text", "its id; of a part, with that of its record: `PA1:a`", "source.id"),
        field("to_kind", "text", "what follows from it", "target.kind"),
        field("to_id", "text", "its id, likewise", "target.id"),
    ),
    lambda plan: links(plan, _END),
)
