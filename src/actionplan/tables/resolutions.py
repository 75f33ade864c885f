"""Tables of resolutions that were passed, and of what carries them out."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.resolutions import Resolution
from actionplan.summary.replaced import in_place_of, replaced_as_at
from actionplan.summary.timeline import by_part, in_order, part_as_at
from actionplan.tables.columns import DataTable, columns, field
from actionplan.tables.rows import Of, part_table, record_id, record_table


def _stances(plan: Plan) -> Iterator[Of]:
    for resolution in plan.resolutions:
        for position, (group, stance) in enumerate(resolution.stances.items()):
            yield Of(resolution, stance, position, group)


class ClauseAction(NamedTuple):
    """An action that carries out a clause.

    Attributes:
        resolution: the id of the resolution.
        clause: the clause's id.
        action: the action's id.
        as_passed: whether the head of the file names it.
        current: whether it carries it out, by all that is on record; not if it was split or joined, but those in its
            place.
    """

    resolution: Id
    clause: Id
    action: Id
    as_passed: bool
    current: bool


def _clause_actions(plan: Plan) -> Iterator[ClauseAction]:
    replaced = replaced_as_at(plan, date.max)
    for resolution in plan.resolutions:
        own = by_part(in_order(resolution.status))
        for clause in resolution.clauses:
            now = in_place_of(part_as_at(clause, own.get(clause.id, ())).actions, replaced)
            for action in dict.fromkeys((*clause.actions, *now)):
                yield ClauseAction(resolution.id, clause.id, action, action in clause.actions, action in now)


TABLES = (
    record_table(Resolution, "A resolution put to a body."),
    DataTable(
        "stances",
        "How a group voted on a resolution.",
        (
            *record_id("resolution"),
            *field("group", "text", "the group's id", "id"),
            *field("stance", "text", "how it voted", "part"),
        ),
        _stances,
    ),
    part_table(
        Resolution,
        "clauses",
        "One thing that a resolution resolves, as passed; `clause_actions` has what carries it out.",
        "id position text ref addressee due actions areas whole_plan resolutions no_action_because",
    ),
    part_table(
        Resolution,
        "amendments",
        "An amendment that was moved to a resolution.",
        "id position text mover seconder group outcome votes.for_ votes.against votes.abstained stances source",
    ),
    DataTable(
        "clause_actions",
        "An action that carries out a clause of a resolution, or once did.",
        columns("resolution clause action as_passed current", {"": ClauseAction}),
        _clause_actions,
    ),
)
