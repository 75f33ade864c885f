"""The links between the records of a plan, each once, with its type and direction.

A link runs from the reason to the response: from a mandate (a finding, a clause, a recommendation of a review) to the
action that answers it, and from the action to the measure that shows whether it helped.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from actionplan.model.fields import links_of, names_of
from actionplan.model.ids import Id, PartId
from actionplan.model.kinds import HEADS, KINDS, TAILS, parts_of_kind, records_of
from actionplan.model.records import Action, Plan, Record
from actionplan.summary.replaced import in_place_of, replaced_as_at
from actionplan.summary.timeline import by_part, part_as_at, stated_as_at, up_to

NodeKind = Literal["area", "finding", "action", "resolution", "clause", "measure", "risk", "review", "recommendation"]
"""What can be linked: the records, and the parts of them that have an id."""

LinkType = Literal[
    "has-finding",
    "has-clause",
    "has-recommendation",
    "concerns",
    "answered-by",
    "carried-out-by",
    "served-by",
    "threatened-by",
    "lessened-by",
    "measured-by",
    "followed-by",
    "replaced-by",
    "approved",
]
"""How two things are linked. ``concerns``: what a review found or concluded is about an area. ``followed-by``: an
action waits for another. ``replaced-by``: an action was split or joined, and another is in its place; what names
it leads to that one. ``approved``: a resolution agreed to a change of what was agreed.
"""


class Node(NamedTuple):
    """One thing that can be linked.

    Attributes:
        kind: what it is.
        id: its id; of a part, that of its record and its own: ``PA1:a``.
    """

    kind: NodeKind
    id: str


class Link(NamedTuple):
    """One link.

    Attributes:
        type: how the two are linked.
        source: what gives the reason.
        target: what follows from it.
    """

    type: LinkType
    source: Node
    target: Node


def links(plan: Plan, as_at: date) -> tuple[Link, ...]:
    """Return every link of a plan as at a day, each once, those of each record in the order of its file.

    What names an action that was split or joined leads to those in its place, and that action itself only to these.

    A link to something that the plan does not have is left out: a rule names it.

    Args:
        plan: the plan; all its records are read, whether or not they had joined it by then.
        as_at: the day whose values of ``areas``, ``actions`` and the like count.
    """
    there = set(nodes(plan))
    replaced = replaced_as_at(plan, as_at)
    found = dict.fromkeys([link for record in records_of(plan) for link in _of_record(plan, record, as_at, replaced)])
    return tuple([link for link in found if link.source in there and link.target in there])


def nodes(plan: Plan) -> tuple[Node, ...]:
    """Return everything in a plan that can be linked, each record followed by its parts."""
    return tuple(node for record in records_of(plan) for node in (node_of(record), *parts_of(record)))


def node_of(record: Record) -> Node:
    """Return the node of a record."""
    return Node(_kind(record), record.id)


def parts_of(record: Record) -> tuple[Node, ...]:
    """Return the nodes of a record's findings, recommendations and clauses."""
    return tuple(Node(kind, f"{record.id}:{part.id}") for kind, part in _parts(record))


def part_tables(record: Record) -> tuple[Any, ...]:
    """Return a record's findings, recommendations and clauses, in the order of `parts_of`."""
    return tuple(part for _, part in _parts(record))


def _parts(record: Record) -> Iterator[tuple[NodeKind, Any]]:
    lists: tuple[tuple[NodeKind, str], ...] = (
        ("finding", "findings"),
        ("recommendation", "recommendations"),
        ("clause", "clauses"),
    )
    if not isinstance(record, Action):  # its findings are those of areas, which it answers
        yield from ((kind, part) for kind, name in lists for part in getattr(record, name, ()))


def finding_meant(name: PartId, areas: tuple[Id, ...]) -> str:
    """Return the whole id of a finding that an action names: a finding's id alone means one of its primary area.

    Args:
        name: the finding as the action names it.
        areas: ids of the action's areas, the primary one first.
    """
    area, _, finding = name.rpartition(":")
    return f"{area or (areas[0] if areas else '')}:{finding}"


def _kind(record: Record) -> NodeKind:
    kind: NodeKind = KINDS[type(record)]  # type: ignore[assignment]  # the kinds of records are among those of nodes
    return kind


Replaced = Mapping[Id, tuple[Id, ...]]
"""The actions that were split or joined, each with those in its place."""


def _of_record(plan: Plan, record: Record, as_at: date, replaced: Replaced) -> Iterator[Link]:
    here = node_of(record)
    yield from (Link(_HAS[part.kind], here, part) for part in parts_of(record))
    class_: Any = type(record)
    names = _ONLY_ORIGIN if here.kind == "action" and record.id in replaced else links_of(class_)
    stated = {name: stated_as_at(plan, record, name, as_at) for name in links_of(class_)}
    yield from _of_fields(here, class_, stated, names, replaced)
    parts = parts_of_kind(class_).items()
    for name, kind in sorted(parts, key=lambda part: part[0] not in _SINGULAR):  # first those that have ids
        if linked := links_of(kind):
            own = by_part(up_to(record.status, as_at))
            for part in getattr(record, name):
                now = part_as_at(part, own.get(part.id, ())) if kind in HEADS else part
                node = Node(_SINGULAR[name], f"{record.id}:{part.id}") if hasattr(part, "id") else here
                yield from _of_fields(node, kind, {field: getattr(now, field) for field in linked}, linked, replaced)
    yield from _approved(here, record, as_at)


_HAS: Mapping[NodeKind, LinkType] = {
    "finding": "has-finding",
    "recommendation": "has-recommendation",
    "clause": "has-clause",
}
_SINGULAR: Mapping[str, NodeKind] = {"findings": "finding", "recommendations": "recommendation", "clauses": "clause"}


_ONLY_ORIGIN = ("replaces",)
"""The only field of an action that was split or joined which still makes links."""


def _of_fields(
    here: Node, kind: Any, values: Mapping[str, Any], fields: Iterable[str], replaced: Replaced
) -> Iterator[Link]:
    """Yield the links of a record or a part of one by its fields that name others.

    Args:
        here: the record or part.
        kind: its class.
        values: the values of its fields with links.
        fields: those of these fields that make links.
        replaced: the actions that were split or joined.
    """
    for field in fields:
        link, is_reason = links_of(kind)[field]
        target: Any = names_of(kind)[field]
        type_: Any = link
        value = values[field]
        names: Any = (value,) if isinstance(value, str) else value or ()
        if target == "action" and field not in _ONLY_ORIGIN:
            names = in_place_of(names, replaced)
        for name in names:
            there = Node(target, finding_meant(PartId(name), values["areas"]) if target == "finding" else name)
            yield Link(type_, there, here) if is_reason else Link(type_, here, there)


def _approved(here: Node, record: Record, as_at: date) -> Iterator[Link]:
    approved = [entry for tail in reversed(TAILS) for entry in getattr(record, tail, ()) if entry.approvals]
    for entry in approved:
        if entry.on is None or (entry.on.last is not None and entry.on.last <= as_at):
            for approval in entry.approvals:
                if approval.resolution is not None:
                    yield Link("approved", Node("resolution", approval.resolution), here)
