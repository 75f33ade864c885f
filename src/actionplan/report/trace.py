"""``actionplan trace``: one thing's chain in both directions, as nested lists."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from actionplan.model.measures import PER_CENT
from actionplan.model.text import at_text, count, date_text, days_text
from actionplan.report.action_words import due_text, late_inline, state_span
from actionplan.report.document import (
    GAP,
    Block,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Paragraph,
    joined,
    plain,
)
from actionplan.report.measure_words import figure, points, with_unit
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context
from actionplan.report.resolutions import delivery_text, outcome_text, report_inline, reports_inline
from actionplan.report.risks import score_span
from actionplan.report.writers.json import as_json, dated, shape
from actionplan.summary.actions import ActionSummary
from actionplan.summary.links import LinkType, Node, NodeKind
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.targets import short_of
from actionplan.summary.trace import Trace, TracedNode, TraceStep, Tree

_UP: Mapping[LinkType, str] = {
    "has-finding": "of",
    "has-clause": "of",
    "has-ask": "of",
    "concerns": "named by",
    "answered-by": "answers",
    "carried-out-by": "carries out",
    "served-by": "serves",
    "threatened-by": "threatens",
    "lessened-by": "lessens",
    "measured-by": "measures",
    "approved": "change approved by",
}
_DOWN: Mapping[LinkType, str] = {
    "has-finding": "",
    "has-clause": "",
    "has-ask": "",
    "concerns": "about",
    "answered-by": "answered by",
    "carried-out-by": "carried out by",
    "served-by": "served by",
    "threatened-by": "threatened by",
    "lessened-by": "lessened by",
    "measured-by": "measured by",
    "approved": "approved a change of",
}

_DONE: Mapping[NodeKind, tuple[str, str]] = {
    "finding": ("answers it", "answer it"),
    "ask": ("answers it", "answer it"),
    "area": ("serves it", "serve it"),
    "risk": ("lessens it", "lessen it"),
}
"""What one action, and what several, do about a thing."""


def trace_document(traced: Trace, context: Context) -> Document:
    """Return a chain: the thing, what it is for, and what it leads to."""
    for tree in traced.trees:
        yield from _tree(traced, tree, context)
        yield GAP


def _tree(traced: Trace, tree: Tree, context: Context) -> Iterator[Block]:
    found = traced.nodes[tree.root]
    yield Heading(f"{tree.root.kind.capitalize()} {tree.root.id}: {found.title}", 1, hang=4)
    yield from (Paragraph(fact, indent=2, hang=2) for fact in _facts(traced, found))
    yield Paragraph(f"as at {when_words(context)}, in {traced.plan}", indent=2)
    for heading, steps, words in (("What it is for", tree.up, _UP), ("What it leads to", tree.down, _DOWN)):
        if steps:
            yield from (GAP, Heading(heading), _steps(traced, tree.root, steps, words))
    if not tree.up and not tree.down:
        yield from (GAP, Paragraph("Nothing in this plan leads to it, and it leads to nothing."))


def _steps(traced: Trace, root: Node, steps: Sequence[TraceStep], words: Mapping[LinkType, str]) -> Items:
    """Return steps as a list: those as deep as the first, and under each the deeper ones that follow it."""
    depth = steps[0].depth
    places = [place for place, step in enumerate(steps) if step.depth == depth]
    items = []
    for first, end in pairwise((*places, len(steps))):
        step, below = steps[first], steps[first + 1 : end]
        found = traced.nodes[step.node]
        of_area = depth == 1 and step.link.type == "measured-by" and root.kind == "finding"
        verb = "its area is measured by" if of_area else words[step.link.type]
        label = " ".join(filter(None, (verb, step.node.kind, step.node.id)))
        if step.repeated:
            items.append(Item(f"{label} (see above)"))
        else:
            under = [_steps(traced, root, below, words)] if below else []
            items.append(Item(f"{label}: {found.title}", under=(*_facts(traced, found), *under)))
    return Items(tuple(items), indent=2 * depth, hang=6, under=4, under_hang=2)


def _facts(traced: Trace, found: TracedNode) -> Iterator[Inline]:
    """Yield what there is to say of a thing, a line each."""
    if found.action is not None:
        yield _action(found.action)
    elif found.clause is not None:
        yield delivery_text(found.clause)
        if report := plain(report_inline(found.clause.reported, traced.bodies)):
            yield report
    elif found.resolution is not None:
        yield outcome_text(found.resolution, traced.bodies)
        if found.resolution.open:
            yield reports_inline(found.resolution, traced.bodies)
    elif found.measure is not None:
        yield measure_text(found.measure)
    else:
        score = score_span(found.residual) if found.residual is not None else ""
        state = state_span(found.state) if found.state is not None else ""
        done = _done(found) if found.done_by is not None else ""
        outcome = (found.outcome or "").strip()
        if fact := joined((found.owner or "", found.risk_state or "", score, outcome, state, done)):
            yield fact


def _done(found: TracedNode) -> str:
    one, many = _DONE[found.node.kind]
    if not found.done_by:
        # What was reported done needs no action.
        return "" if found.state is not None else f"no action {one}"
    return f"{count(found.done_by, 'action')} {one if found.done_by == 1 else many}"


def _action(action: ActionSummary) -> Inline:
    """Return who owns an action, its state, when it is due, and how late it is, by both dates where they differ."""
    state: Inline = state_span(action.state)
    if action.progress is not None and action.open:
        state = (state_span(action.state), f" {action.progress}%")
    first = action.days_late_original
    is_other = bool(first) and first not in (action.days_late, action.days_overdue)
    past = f"{days_text(first or 0)} past the date first agreed" if is_other else ""
    return joined((action.owner or "no owner", state, due_text(action), late_inline(action), past))


def measure_text(measure: MeasureSummary) -> str:
    """Return what was last read of a measure, and how that compares with its target, in words."""
    unit, latest, target = measure.unit, measure.latest, measure.next_target or measure.last_passed
    reading = f"{with_unit(latest.value, unit)} {at_text(latest.period)}" if latest else "no reading yet"
    if target is None:
        return f"{reading}; no target is set"
    said = f"{reading}; target {with_unit(target.value, unit)} by {date_text(target.due)}"
    short = _short_by(measure)
    if short is None:
        return said
    if target.met is None or target.reading is None:
        return f"{said}: {_gap_text(short, measure) or 'reached'}"
    if target.reading is measure.latest:
        return f"{said}: {'met' if target.met else f'missed, {_gap_text(short, measure)}'}"
    then = f"{figure(target.reading.value, unit)} for {date_text(target.reading.period)}"
    if target.met:
        return f"{said}: met then ({then})" + (f", now {_gap_text(short, measure)}" if short else "")
    return f"{said}: missed then ({then}), {_gap_text(short, measure) or 'reached since'}"


def _gap_text(short: Decimal, measure: MeasureSummary) -> str:
    """Return how far a value is from its target, from the side on which it lies; empty where it is there."""
    if not short:
        return ""
    if measure.direction == "up":
        return f"{points(short, measure.unit)} short of it"
    if measure.unit.strip().lower() == PER_CENT:
        return f"{points(short, measure.unit)} too high"
    return f"{with_unit(short, measure.unit)} too many"


def _short_by(measure: MeasureSummary) -> Decimal | None:
    """Return by how much the latest reading falls short of the next target, or of the last where none is to come."""
    latest, target = measure.latest, measure.next_target or measure.last_passed
    if latest is None or target is None:
        return None
    return max(Decimal(0), short_of(latest.value, target.value, measure.direction))


def _measure(measure: MeasureSummary | None) -> dict[str, Any] | None:
    if measure is None:
        return None
    latest, target = measure.latest, measure.next_target or measure.last_passed
    return {
        "unit": measure.unit,
        "direction": measure.direction,
        "value": as_json(latest.value) if latest is not None else None,
        **dated("period", latest.period if latest is not None else None),
        "target": as_json(target.value) if target is not None else None,
        **dated("target_due", target.due if target is not None else None),
        "short_by": as_json(_short_by(measure)),
    }


def _node(found: TracedNode) -> dict[str, Any]:
    residual, level = found.residual, found.residual.level if found.residual is not None else None
    return {
        **found.node._asdict(),
        "state": found.action.state if found.action is not None else found.risk_state or found.state,
        "score": residual.score if residual is not None else None,
        "level": level.label if level is not None else None,
        "outcome": found.resolution.outcome if found.resolution is not None else found.outcome,
    }


shape(
    Trace,
    omit=("as_at", "bodies"),
    values={"nodes": lambda nodes: as_json(nodes.values())},
    more=lambda traced: {"roots": [as_json(tree.root) for tree in traced.trees]},
)
shape(TracedNode, omit=("node", "risk_state", "residual"), values={"measure": _measure}, more=_node)
shape(Tree, names={"root": "root"})
shape(TraceStep, omit=("node",), values={"link": lambda link: link.type}, more=lambda step: step.node._asdict())
