"""The links between the records of a plan, each once, with its type and direction.

A link runs from the reason to the response: from a mandate (a finding, a clause, an ask of a review) to the action that
answers it, and from the action to the measure that shows whether it helped.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from actionplan.model.as_known import agreed_day
from actionplan.model.ids import Id, PartId
from actionplan.model.kinds import KINDS, TAILS, records_of
from actionplan.model.records import Action, Area, Plan, Record, Resolution
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.summary.timeline import ask_as_at, clause_as_at, head_as_at, stated_as_at, up_to

NodeKind = Literal["area", "finding", "action", "resolution", "clause", "measure", "risk", "review", "ask"]
"""What can be linked: the records, and the parts of them that have an id."""

LinkType = Literal[
    "has-finding",
    "has-clause",
    "has-ask",
    "concerns",
    "answered-by",
    "carried-out-by",
    "served-by",
    "threatened-by",
    "lessened-by",
    "measured-by",
    "followed-by",
    "approved",
]
"""How two things are linked. ``concerns``: what a review found or concluded is about an area. ``followed-by``: an
action waits for another. ``approved``: a resolution agreed to a change of what was agreed.
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

    A link to something that the plan does not have is left out: a rule names it.

    Args:
        plan: the plan; all its records are looked at, whether or not they had joined it by then.
        as_at: the day whose values of ``areas``, ``actions`` and the like count.
    """
    there = set(nodes(plan))
    found = dict.fromkeys([link for record in records_of(plan) for link in _of_record(plan, record, as_at)])
    return tuple([link for link in found if link.source in there and link.target in there])


def nodes(plan: Plan) -> tuple[Node, ...]:
    """Return everything in a plan that can be linked, each record followed by its parts."""
    return tuple(node for record in records_of(plan) for node in (node_of(record), *parts_of(record)))


def node_of(record: Record) -> Node:
    """Return the node of a record."""
    return Node(_kind(record), record.id)


def parts_of(record: Record) -> tuple[Node, ...]:
    """Return the nodes of a record's findings, asks and clauses."""
    if isinstance(record, Action):  # its findings are those of areas, which it answers
        return ()
    lists: tuple[tuple[NodeKind, str], ...] = (("finding", "findings"), ("ask", "asks"), ("clause", "clauses"))
    return tuple(Node(kind, f"{record.id}:{part.id}") for kind, name in lists for part in getattr(record, name, ()))


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


def _of_record(plan: Plan, record: Record, as_at: date) -> Iterator[Link]:
    here = node_of(record)
    yield from (Link(_HAS[part.kind], here, part) for part in parts_of(record))
    if isinstance(record, Area):
        yield from _to("measured-by", here, "measure", stated_as_at(plan, record, "measures", as_at))
    elif isinstance(record, Action):
        yield from _of_action(here, plan, record, as_at)
    elif isinstance(record, Resolution):
        entries = up_to(record.status, as_at)
        for clause in record.clauses:
            part = Node("clause", f"{record.id}:{clause.id}")
            yield from _to("carried-out-by", part, "action", clause_as_at(clause, entries).actions)
    elif isinstance(record, Risk):
        areas = stated_as_at(plan, record, "areas", as_at)
        yield from (Link("threatened-by", Node("area", area), here) for area in areas)
        yield from _to("lessened-by", here, "action", stated_as_at(plan, record, "actions", as_at))
    elif isinstance(record, Review):
        yield from _of_review(here, record, as_at)
    yield from _approved(here, record, as_at)


_HAS: Mapping[NodeKind, LinkType] = {"finding": "has-finding", "ask": "has-ask", "clause": "has-clause"}


def _of_action(here: Node, plan: Plan, action: Action, as_at: date) -> Iterator[Link]:
    relinking = [
        entry
        for entry in action.status
        if not (entry.areas is None and entry.findings is None and entry.after is None and entry.measures is None)
    ]
    now = head_as_at(action, up_to(action.status, as_at, agreed_day(plan, action))) if relinking else action
    for area in now.areas:
        yield Link("served-by", Node("area", area), here)
    for finding in now.findings:
        yield Link("answered-by", Node("finding", finding_meant(finding, now.areas)), here)
    for before in now.after:
        yield Link("followed-by", Node("action", before), here)
    for measure in now.measures:
        yield Link("measured-by", here, Node("measure", measure))


def _of_review(here: Node, review: Review, as_at: date) -> Iterator[Link]:
    entries = up_to(review.status, as_at)
    for finding in review.findings:
        if finding.area is not None:
            yield Link("concerns", Node("finding", f"{review.id}:{finding.id}"), Node("area", finding.area))
    for ask in review.asks:
        yield from _to("answered-by", Node("ask", f"{review.id}:{ask.id}"), "action", ask_as_at(ask, entries).actions)
    yield from _to("concerns", here, "area", (outcome.area for outcome in review.area_outcomes))


def _approved(here: Node, record: Record, as_at: date) -> Iterator[Link]:
    approved = [entry for tail in reversed(TAILS) for entry in getattr(record, tail, ()) if entry.approvals]
    for entry in approved:
        if entry.on is None or (entry.on.last is not None and entry.on.last <= as_at):
            for approval in entry.approvals:
                if approval.resolution is not None:
                    yield Link("approved", Node("resolution", approval.resolution), here)


def _to(kind: LinkType, here: Node, target: NodeKind, names: Iterable[str]) -> Iterator[Link]:
    return (Link(kind, here, Node(target, name)) for name in names)
