"""One thing's chain in both directions: what it is for, and what it leads to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day, plan_joined_by
from actionplan.model.bodies import Body
from actionplan.model.errors import ActionPlanError, UnknownName
from actionplan.model.ids import Id
from actionplan.model.kinds import records_of
from actionplan.model.measures import Measure
from actionplan.model.records import Area, Plan, Record
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.model.view import View
from actionplan.model.vocabulary import RiskState, State
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.links import Link, LinkType, Node, links, node_of, nodes
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import measure_in_plan
from actionplan.summary.plans import needs_view
from actionplan.summary.resolutions.resolution import ClauseSummary, ResolutionSummary, summarise_resolutions
from actionplan.summary.risks import ScoreSummary, score_summary
from actionplan.summary.timeline import head_as_at, last_stated, of_part, up_to

_ORDER: tuple[LinkType, ...] = (
    "has-clause",
    "has-finding",
    "has-ask",
    "answered-by",
    "carried-out-by",
    "concerns",
    "served-by",
    "measured-by",
    "threatened-by",
    "lessened-by",
    "approved",
)
"""In which order the links of one thing are followed. The order of work, ``followed-by``, gives no reason for anything
and is not followed."""


@frozen(kw_only=True)
class TracedNode:
    """One thing on a chain, as it stood on the day.

    Attributes:
        node: what it is.
        title: its title, or the text of a finding, a clause or an ask.
        owner: the id of the body that answers for it; None where none is named, or it has none.
        action: where it stands, if it is an action.
        clause: how far it has come, if it is a clause.
        resolution: where it stands, if it is a resolution.
        measure: where it stands, if it is a measure.
        state: the state last reported, if it is an ask; None where none has been.
        risk_state: whether it is to be watched, if it is a risk.
        residual: its score with what is done about it, if it is a risk that was scored.
        outcome: what was concluded, if it is a review; None where that is not known.
        done_by: of an area's finding or an ask, how many actions answer it; of a clause, how many carry it out; of an
            area, how many serve it; of a risk, how many lessen it. None of anything else.
    """

    node: Node
    title: str
    owner: Id | None = None
    action: ActionSummary | None = None
    clause: ClauseSummary | None = None
    resolution: ResolutionSummary | None = None
    measure: MeasureSummary | None = None
    state: State | None = None
    risk_state: RiskState | None = None
    residual: ScoreSummary | None = None
    outcome: str | None = None
    done_by: int | None = None


@frozen(kw_only=True)
class TraceStep:
    """One line of a tree.

    Attributes:
        depth: how deep it stands, from 1 under the root.
        link: the link that leads there.
        node: what stands there.
        repeated: whether it stands higher up already; what hangs on it is told there.
    """

    depth: int
    link: Link
    node: Node
    repeated: bool


@frozen(kw_only=True)
class Tree:
    """What one thing comes from and leads to.

    Attributes:
        root: the thing.
        up: what it is for, each line under what it gives a reason for.
        down: what follows from it, each line under its reason; of a finding also what its area is measured by.
    """

    root: Node
    up: tuple[TraceStep, ...]
    down: tuple[TraceStep, ...]


@frozen(kw_only=True)
class Trace:
    """The chain of one id.

    Attributes:
        plan: the plan's id.
        as_at: the day.
        bodies: who takes part, by id.
        trees: one for each thing of that id: a review's finding and what it asks for may share one. None where nothing
            of it was on record on the day.
        nodes: everything on them, each once.
        links: every link followed, each once.
    """

    plan: Id
    as_at: date
    bodies: Mapping[Id, Body]
    trees: tuple[Tree, ...]
    nodes: Mapping[Node, TracedNode]
    links: tuple[Link, ...]


def trace(view: View, identifier: str) -> Trace:
    """Return what one thing rests on, and what is done about it.

    Args:
        view: the plans, and the day; records that had not joined their plan by then are left out.
        identifier: the id of a record, or ``RECORD:PART`` of a finding, a clause or an ask.

    Raises:
        UnknownName: no plan has it.
        ActionPlanError: several plans have it; load one of them.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [tree] = trace(view, "1.1").trees
        >>> tree.root
        Node(kind='action', id='1.1')
    """
    names = [{node.id for node in nodes(plan_joined_by(plan, view.day))} for plan in needs_view(view).plans]
    having = [plan for plan, known in zip(view.plans, names, strict=True) if identifier in known]
    if not having:
        raise UnknownName("record", identifier, set[str]().union(*names))
    if len(having) > 1:
        raise ActionPlanError(f"{identifier} is in {' and in '.join(plan.root for plan in having)}: load one of them")
    return trace_in_plan(having[0], identifier, view.day)


def trace_in_plan(plan: Plan, identifier: str, as_at: date) -> Trace:
    """Return what one thing rests on and what is done about it; see `trace`.

    Args:
        plan: the plan.
        identifier: the id of a record, or ``RECORD:PART`` of a finding, a clause or an ask.
        as_at: the day; records that had not joined the plan by then are left out.
    """
    plan = plan_joined_by(plan, as_at)
    every = links(plan, as_at)
    trees = tuple(_tree(node, every) for node in nodes(plan) if node.id == identifier)
    steps = [step for tree in trees for step in (*tree.up, *tree.down)]
    found = dict.fromkeys([*(tree.root for tree in trees), *(step.node for step in steps)])
    facts = _facts(plan, every, as_at)
    return Trace(
        plan=plan.id,
        as_at=as_at,
        bodies=plan.bodies,
        trees=trees,
        nodes={node: facts[node] for node in found},
        links=tuple(dict.fromkeys(step.link for step in steps)),
    )


def _tree(root: Node, every: Iterable[Link]) -> Tree:
    followed = sorted((link for link in every if link.type in _ORDER), key=lambda link: _ORDER.index(link.type))
    up: dict[Node, list[TraceStep]] = {}
    down: dict[Node, list[TraceStep]] = {}
    for link in followed:
        up.setdefault(link.target, []).append(TraceStep(depth=0, link=link, node=link.source, repeated=False))
        down.setdefault(link.source, []).append(TraceStep(depth=0, link=link, node=link.target, repeated=False))
    if root.kind == "finding":
        # Whether what was found becomes better shows in what its area is measured by, whatever the actions name.
        areas = [step.node for step in up.get(root, ()) if step.node.kind == "area"]
        measured = [step for area in areas for step in down.get(area, ()) if step.link.type == "measured-by"]
        down[root] = [*down.get(root, ()), *measured]
    return Tree(root=root, up=tuple(_steps(root, up, set())), down=tuple(_steps(root, down, set())))


_IMPLIED: tuple[LinkType, ...] = ("served-by", "concerns")
"""Links that say nothing new of what stands under the same thing already: an action that answers one of an area's
findings serves the area, and a review that found something about an area is about it."""


def _steps(
    node: Node, following: Mapping[Node, Iterable[TraceStep]], seen: set[Node], depth: int = 1
) -> Iterator[TraceStep]:
    """Walk from one thing on. Each is told once, so that the walk comes to an end whatever the links are."""
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


def _facts(plan: Plan, every: Iterable[Link], as_at: date) -> Mapping[Node, TracedNode]:
    actions = summarise_actions(plan, as_at)
    done_by = Counter(link.source for link in every if link.type in _DONE_BY)
    facts = (
        *(_of_action(action) for action in actions),
        *(fact for resolution in summarise_resolutions(plan, actions, as_at) for fact in _of_resolution(resolution)),
        *(fact for record in records_of(plan) for fact in _of_record(plan, record, as_at)),
    )
    return {fact.node: fact if fact.done_by is None else evolve(fact, done_by=done_by[fact.node]) for fact in facts}


_DONE_BY: tuple[LinkType, ...] = ("answered-by", "carried-out-by", "served-by", "lessened-by")
"""Links to the actions that do something about a thing."""


def _of_action(action: ActionSummary) -> TracedNode:
    return TracedNode(node=Node("action", action.id), title=action.title, owner=action.owner, action=action)


def _of_resolution(resolution: ResolutionSummary) -> Iterator[TracedNode]:
    yield TracedNode(node=Node("resolution", resolution.id), title=resolution.title, resolution=resolution)
    for clause in resolution.clauses:
        yield TracedNode(
            node=Node("clause", f"{resolution.id}:{clause.id}"), title=clause.text, clause=clause, done_by=0
        )


def _of_record(plan: Plan, record: Record, as_at: date) -> Iterator[TracedNode]:
    """Yield the facts of areas, measures, risks and reviews, and of their findings and asks."""
    here = node_of(record)
    if isinstance(record, Measure):
        measure = measure_in_plan(plan, record, as_at)
        yield TracedNode(node=here, title=measure.title, owner=measure.owner, measure=measure)
    elif isinstance(record, Area):
        area = head_as_at(record, up_to(record.status, as_at, agreed_day(plan, record)))
        yield TracedNode(node=here, title=area.title, owner=area.owner, done_by=0)
        for finding in record.findings:
            yield TracedNode(node=Node("finding", f"{record.id}:{finding.id}"), title=finding.text, done_by=0)
    elif isinstance(record, Risk):
        entries = up_to(record.status, as_at, agreed_day(plan, record))
        risk = head_as_at(record, entries)
        state: RiskState = last_stated(entries, "state") or "open"
        residual = score_summary(plan.risk_scale, risk.residual)
        yield TracedNode(node=here, title=risk.title, owner=risk.owner, risk_state=state, residual=residual, done_by=0)
    elif isinstance(record, Review):
        yield from _of_review(record, as_at)


def _of_review(record: Review, as_at: date) -> Iterator[TracedNode]:
    entries = up_to(record.status, as_at)
    review = head_as_at(record, entries)
    yield TracedNode(node=node_of(record), title=review.title, outcome=review.outcome)
    for finding in record.findings:
        yield TracedNode(node=Node("finding", f"{record.id}:{finding.id}"), title=finding.text)
    for ask in record.asks:
        state = last_stated(of_part(entries, ask.id), "state")
        yield TracedNode(node=Node("ask", f"{record.id}:{ask.id}"), title=ask.text, state=state, done_by=0)
