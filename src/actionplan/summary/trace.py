"""The chain of links of one record or part in both directions: what it is for, and what follows from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day, plan_joined_by
from actionplan.model.bodies import Body
from actionplan.model.checked import checks_arguments
from actionplan.model.errors import ActionPlanError, UnknownName
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, records_of
from actionplan.model.measures import Measure
from actionplan.model.records import Area, Plan, Record
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.model.text import number_of
from actionplan.model.view import View
from actionplan.model.vocabulary import RiskState, State
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.links import Link, LinkType, Node, links, node_of, nodes, part_tables, parts_of
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import measure_in_plan
from actionplan.summary.names import number_of_part
from actionplan.summary.recommendations import RecommendationSummary
from actionplan.summary.resolutions.resolution import ClauseSummary, ResolutionSummary, summarise_resolutions
from actionplan.summary.reviews import reviews_known, summarise_reviews
from actionplan.summary.risks import ScoreSummary, score_summary
from actionplan.summary.timeline import Placed, by_part, head_as_at, last_stated, part_as_at, up_to

_ORDER: tuple[LinkType, ...] = (
    "has-clause",
    "has-finding",
    "has-recommendation",
    "answered-by",
    "carried-out-by",
    "concerns",
    "served-by",
    "measured-by",
    "threatened-by",
    "lessened-by",
    "replaced-by",
    "approved",
)
"""The order in which the links of one node are followed. ``followed-by`` is only the order of work, not a reason, and
is not followed."""


@frozen(kw_only=True)
class TracedNode:
    """One record or part on a chain, with its status on the day. A field is None for nodes of other kinds.

    Attributes:
        node: its kind and id.
        title: its title, or the text of a finding, a clause or a recommendation.
        number: the number by which readers know it; empty if it has none.
        owner: the id of the accountable body; None if none is named.
        action: the status of an action.
        clause: the status of a clause.
        resolution: the status of a resolution.
        measure: the status of a measure.
        recommendation: the status of a recommendation: its answer, and how far it has come.
        state: the state last reported of a recommendation; None if none has been.
        risk_state: the state of a risk: open, happened or closed.
        residual: the residual score of a risk; None if it was not scored.
        outcome: the conclusion of a review; None if it is not known.
        done_by: how many actions answer an area's finding, carry out a clause or a recommendation, serve an area, or
            lessen a risk.
    """

    node: Node
    title: str
    number: str
    owner: Id | None = None
    action: ActionSummary | None = None
    clause: ClauseSummary | None = None
    resolution: ResolutionSummary | None = None
    measure: MeasureSummary | None = None
    recommendation: RecommendationSummary | None = None
    state: State | None = None
    risk_state: RiskState | None = None
    residual: ScoreSummary | None = None
    outcome: str | None = None
    done_by: int | None = None


@frozen(kw_only=True)
class TraceStep:
    """One line of a tree.

    Attributes:
        depth: its depth in the tree, from 1 under the root.
        link: the link that leads to it.
        node: the record or part.
        repeated: whether it is in the tree already, further up; what follows from it is shown there.
    """

    depth: int
    link: Link
    node: Node
    repeated: bool


@frozen(kw_only=True)
class Tree:
    """The reasons for one record or part, and what follows from it.

    Attributes:
        root: the record or part.
        up: its reasons, each line under the node that it is a reason for.
        down: what follows from it, each line under its reason; for a finding, also the measures of its area.
    """

    root: Node
    up: tuple[TraceStep, ...]
    down: tuple[TraceStep, ...]


@frozen(kw_only=True)
class Trace:
    """The chain of one id.

    Attributes:
        plan, title: the plan's id and title.
        as_at: the day.
        bodies: the plan's bodies, by id.
        trees: one for each node of that id, since a finding and a recommendation of one review may share an id; empty
            if there was none on the day.
        nodes: every node of the trees.
        links: every link followed, each once.
    """

    plan: Id
    title: str
    as_at: date
    bodies: Mapping[Id, Body]
    trees: tuple[Tree, ...]
    nodes: Mapping[Node, TracedNode]
    links: tuple[Link, ...]


@checks_arguments
def trace(view: View, identifier: str) -> Trace:
    """Return the reasons for a record or part, and what is done about it.

    Args:
        view: the plans, and the day; records that had not joined their plan by then are left out.
        identifier: the id of a record, or ``RECORD:PART`` of a finding, a clause or a recommendation.

    Raises:
        UnknownName: no plan has it.
        ActionPlanError: several plans have it; load one of them.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [tree] = trace(view, "1.1").trees
        >>> tree.root
        Node(kind='action', id='1.1')
    """
    names = [{node.id for node in nodes(_known(plan, view.day))} for plan in view.plans]
    having = [plan for plan, known in zip(view.plans, names, strict=True) if identifier in known]
    if not having:
        raise UnknownName("record", identifier, set[str]().union(*names))
    if len(having) > 1:
        raise ActionPlanError(f"{identifier} is in {' and in '.join(plan.root for plan in having)}: load one of them")
    return trace_in_plan(having[0], identifier, view.day)


def trace_in_plan(plan: Plan, identifier: str, as_at: date) -> Trace:
    """Return the reasons for a record or part of a plan, and what is done about it; see `trace`.

    Args:
        plan: the plan.
        identifier: the id of a record, or ``RECORD:PART`` of a finding, a clause or a recommendation.
        as_at: the day; records that had not joined the plan by then are left out.
    """
    plan = _known(plan, as_at)
    every = links(plan, as_at)
    trees = tuple(_tree(node, every) for node in nodes(plan) if node.id == identifier)
    steps = [step for tree in trees for step in (*tree.up, *tree.down)]
    found = dict.fromkeys([*(tree.root for tree in trees), *(step.node for step in steps)])
    facts = {fact.node: fact for fact in _facts(plan, every, as_at)}
    return Trace(
        plan=plan.id,
        title=plan.title,
        as_at=as_at,
        bodies=plan.bodies,
        trees=trees,
        nodes=FrozenDict({node: facts[node] for node in found}),
        links=tuple(dict.fromkeys(step.link for step in steps)),
    )


def _known(plan: Plan, day: date) -> Plan:
    """Return a plan with the records that had joined it by a day, and with what reviews had reported by then."""
    return reviews_known(plan_joined_by(plan, day), day)


def _tree(root: Node, every: Iterable[Link]) -> Tree:
    followed = sorted((link for link in every if link.type in _ORDER), key=lambda link: _ORDER.index(link.type))
    up: dict[Node, list[TraceStep]] = {}
    down: dict[Node, list[TraceStep]] = {}
    for link in followed:
        up.setdefault(link.target, []).append(TraceStep(depth=0, link=link, node=link.source, repeated=False))
        down.setdefault(link.source, []).append(TraceStep(depth=0, link=link, node=link.target, repeated=False))
    if root.kind == "finding":
        # The measures of the area show whether the finding improves, even if no action names them.
        areas = [step.node for step in up.get(root, ()) if step.node.kind == "area"]
        measured = [step for area in areas for step in down.get(area, ()) if step.link.type == "measured-by"]
        down[root] = [*down.get(root, ()), *measured]
    return Tree(root=root, up=tuple(_steps(root, up, set())), down=tuple(_steps(root, down, set())))


_IMPLIED: tuple[LinkType, ...] = ("served-by", "concerns")
"""Links that add nothing if the node is already under the same one: an action that answers one of an area's findings
also serves the area, and a review with a finding about an area also concerns it."""


def _steps(
    node: Node, following: Mapping[Node, Iterable[TraceStep]], seen: set[Node], depth: int = 1
) -> Iterator[TraceStep]:
    """Yield the lines under a node, to any depth.

    Invariant: a node is followed only once, at its first place, so the walk ends even if links make a circle.
    """
    seen.add(node)
    below: set[Node] = set()
    for step in following.get(node, ()):
        if step.link.type in _IMPLIED and step.node in below:
            continue
        repeated = step.node in seen
        yield evolve(step, depth=depth, repeated=repeated)
        below.add(step.node)
        for further in () if repeated else _steps(step.node, following, seen, depth + 1):
            below.add(further.node)
            yield further


def _facts(plan: Plan, every: Iterable[Link], as_at: date) -> Iterator[TracedNode]:
    """Yield the facts of every record of a plan and of its findings, clauses and recommendations."""
    actions = summarise_actions(plan, as_at)
    resolutions = summarise_resolutions(plan, actions, as_at)
    clauses = {f"{each.id}:{clause.id}": clause for each in resolutions for clause in each.clauses}
    reviews = summarise_reviews(plan, actions, as_at, with_clock=False)
    recommendations = {f"{each.id}:{asked.id}": asked for each in reviews for asked in each.recommendations}
    about: dict[Node, dict[str, Any]] = {Node("action", each.id): {"action": each} for each in actions}
    about |= {Node("resolution", each.id): {"resolution": each} for each in resolutions}
    done_by = Counter(link.source for link in every if link.type in _DONE_BY and link.target.kind == "action")
    for record in records_of(plan):
        entries = up_to(record.status, as_at, agreed_day(plan, record))
        now: Any = head_as_at(record, entries)
        node, owner = node_of(record), getattr(now, "owner", None)
        done = done_by[node] if isinstance(record, Area | Risk) else None
        values = about.get(node) or _about(plan, record, now, entries, as_at)
        yield TracedNode(node=node, title=now.title, number=number_of(now), owner=owner, done_by=done, **values)
        own = by_part(entries)
        for node, part in zip(parts_of(record), part_tables(record), strict=True):
            about_it = own.get(part.id, ())
            values = {"clause": clauses.get(node.id)}
            if node.kind == "recommendation":
                values |= {
                    "recommendation": recommendations.get(node.id),
                    "state": last_stated(about_it, "state"),
                }
            values["done_by"] = done_by[node] if node.kind != "finding" or isinstance(record, Area) else None
            number = number_of_part(now, part_as_at(part, about_it) if type(part) in HEADS else part)
            yield TracedNode(node=node, title=part.text, number=number, **values)


def _about(plan: Plan, record: Record, now: Any, entries: Iterable[Placed], as_at: date) -> dict[str, Any]:
    """Return the fields of `TracedNode` that only a measure, a risk or a review has."""
    if isinstance(record, Measure):
        return {"measure": measure_in_plan(plan, record, as_at)}
    if isinstance(record, Risk):
        residual = score_summary(plan.risk_scale, now.residual)
        return {"risk_state": last_stated(entries, "state") or "open", "residual": residual}
    return {"outcome": now.outcome} if isinstance(record, Review) else {}


_DONE_BY: tuple[LinkType, ...] = ("answered-by", "carried-out-by", "served-by", "lessened-by")
"""Links to the actions that do something about a thing."""
