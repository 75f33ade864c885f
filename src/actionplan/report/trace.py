"""``actionplan trace``: the chain of one thing in both directions, as nested lists."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from actionplan.model.bodies import Body
from actionplan.model.figures import points, with_unit
from actionplan.model.ids import Id
from actionplan.model.measures import PER_CENT
from actionplan.model.text import at_text, body_name, count
from actionplan.report.action_words import (
    due_stated_text,
    due_text,
    first_date_text,
    late_inline,
    progress_inline,
    replaced_text,
    state_span,
)
from actionplan.report.document import GAP, Block, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, joined, plain
from actionplan.report.measure_words import benchmark_text, by_text, duty_gap_text, figure_for
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context
from actionplan.report.resolutions import delivery_text, outcome_text, report_inline, reports_inline
from actionplan.report.reviews import response_text
from actionplan.report.risks import score_span
from actionplan.report.writers.json import as_json, dated, shape
from actionplan.summary.actions import ActionSummary
from actionplan.summary.links import LinkType, Node, NodeKind
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import PeriodReading
from actionplan.summary.measures.targets import short_of
from actionplan.summary.trace import Trace, TracedNode, TraceStep, Tree

_WORDS: Mapping[LinkType, tuple[str, str]] = {
    "has-finding": ("of", ""),
    "has-clause": ("of", ""),
    "has-recommendation": ("of", ""),
    "concerns": ("named by", "about"),
    "answered-by": ("answers", "answered by"),
    "carried-out-by": ("carries out", "carried out by"),
    "served-by": ("serves", "served by"),
    "threatened-by": ("threatens", "threatened by"),
    "lessened-by": ("mitigates", "mitigated by"),
    "measured-by": ("measures", "measured by"),
    "replaced-by": ("is in the place of", "replaced by"),
    "approved": ("change approved by", "approved a change of"),
}
"""The words of each link, upwards and downwards."""

_DONE: Mapping[NodeKind, tuple[str, str]] = {
    "finding": ("answers it", "answer it"),
    "recommendation": ("carries it out", "carry it out"),
    "area": ("serves it", "serve it"),
    "risk": ("mitigates it", "mitigate it"),
}
"""The words for what one action, and several actions, do for a thing."""


def trace_document(traced: Trace, context: Context) -> Document:
    """Return a chain: the thing, its purpose, and its results."""
    for tree in traced.trees:
        yield from _tree(traced, tree, context)
        yield GAP


def _tree(traced: Trace, tree: Tree, context: Context) -> Iterator[Block]:
    found = traced.nodes[tree.root]
    named = found.number if _is_clear(found) else tree.root.id
    yield Heading(f"{tree.root.kind.capitalize()} {named}: {found.title}", 1, hang=4)
    yield from (Paragraph(fact, indent=2, hang=2) for fact in _facts(traced, found))
    yield Paragraph(f'As at {when_words(context)}, in the plan "{traced.title}".', indent=2)
    for way, (heading, steps) in enumerate((("What it is for", tree.up), ("What it leads to", tree.down))):
        if steps:
            yield from (GAP, Heading(heading), _steps(traced, tree.root, steps, way))
    if not tree.up and not tree.down:
        yield from (GAP, Paragraph("Nothing in this plan is linked to it."))


def _steps(traced: Trace, root: Node, steps: Sequence[TraceStep], way: int) -> Items:
    """Return steps as a list: those at the depth of the first, each with the deeper ones that follow it.

    Args:
        traced: the chain.
        root: the thing whose chain it is.
        steps: the steps.
        way: 0 for the chain upwards, 1 downwards.
    """
    depth = steps[0].depth
    places = [place for place, step in enumerate(steps) if step.depth == depth]
    items = []
    for first, end in pairwise((*places, len(steps))):
        step, below = steps[first], steps[first + 1 : end]
        found = traced.nodes[step.node]
        of_area = depth == 1 and step.link.type == "measured-by" and root.kind == "finding"
        verb = "its area is measured by" if of_area else _WORDS[step.link.type][way]
        kind = step.node.kind if found.number or step.node.kind != "measure" else ""  # its verb says that it is one
        label = " ".join(filter(None, (verb, kind, found.number)))
        if step.repeated:
            items.append(Item(f"{label}{'' if _is_clear(found) else f': {found.title}'} (see above)"))
        else:
            under = [_steps(traced, root, below, way)] if below else []
            items.append(Item(f"{label}: {found.title}", under=(*_facts(traced, found), *under)))
    return Items(tuple(items), indent=2 * depth, hang=6, under=4, under_hang=2)


def _is_clear(found: TracedNode) -> bool:
    """Return whether the number of a thing is that of no other: that of a clause alone, such as ``b``, may be."""
    return bool(found.number) and found.node.id.count(":") == found.number.count(":")


def _facts(traced: Trace, found: TracedNode) -> Iterator[Inline]:
    """Yield the facts about a thing, a line each."""
    bodies = traced.bodies
    if found.action is not None:
        yield _action(found.action, bodies)
    elif found.clause is not None:
        yield delivery_text(found.clause, bodies)
        if report := plain(report_inline(found.clause.reported, bodies)):
            yield report
    elif found.resolution is not None:
        yield outcome_text(found.resolution, bodies)
        if found.resolution.open:
            yield reports_inline(found.resolution, bodies)
    elif found.measure is not None:
        yield measure_text(found.measure)
        yield from (benchmark_text(each, found.measure) for each in found.measure.benchmarks)
    else:
        if found.recommendation is not None and (answer := response_text(found.recommendation, bodies)):
            yield answer
        if fact := _other(found, bodies):
            yield fact


def _other(found: TracedNode, bodies: Mapping[Id, Body]) -> Inline:
    """Return the facts about an area, a finding, a recommendation, a risk or a review."""
    done: Inline = ""
    if found.done_by:
        one, many = _DONE[found.node.kind]
        done = f"{count(found.done_by, 'action')} {one if found.done_by == 1 else many}"
    elif found.done_by is not None and found.state is None:  # what was reported done needs no action
        done = f"no action {_DONE[found.node.kind][0]}"
    score = score_span(found.residual) if found.residual is not None else ""
    state = state_span(found.state) if found.state is not None else ""
    owner, outcome = body_name(bodies, found.owner), (found.outcome or "").strip()
    return joined((owner, found.risk_state or "", score, outcome, state, done))


def _action(action: ActionSummary, bodies: Mapping[Id, Body]) -> Inline:
    """Return an action's owner, state, due date and days overdue, by both dates if they differ."""
    owner = body_name(bodies, action.owner, "no owner named")
    if action.replaced_by:
        return replaced_text(action)
    late = (late_inline(action), first_date_text(action), due_stated_text(action))
    return joined((owner, progress_inline(action), due_text(action), *late))


def measure_text(measure: MeasureSummary) -> str:
    """Return the last reading of a measure, and how it compares with the target and the duty."""
    return "; ".join(filter(None, (_against_target(measure), duty_gap_text(measure))))


def _against_target(measure: MeasureSummary) -> str:
    unit, latest, target = measure.unit, measure.latest, measure.next_target or measure.last_passed
    reading = f"{with_unit(latest.value, unit)} {at_text(latest.period)}" if latest else "no reading published"
    if target is None:
        return f"{reading}; no target is set"
    text = f"{reading}; target {with_unit(target.value, unit)} {by_text(target.due)}"
    same = (other for other in measure.targets if other is not target and other.value == target.value)
    if others := ", ".join(by_text(other.due) for other in same):
        text += f" (also {others})"
    short = _short_by(measure)
    gap = _gap_text(short, measure) if short is not None else ""
    if not target.passed or target.met is None:
        unknown, reached = ("not known whether it was met, ", "reached since") if target.passed else ("", "reached")
        return f"{text}: {unknown}{gap or reached}" if short is not None else text
    is_latest = target.reading is measure.latest
    then = "" if target.reading is None or is_latest else f" then ({_read_then(target.reading, unit)})"
    if target.met:
        return f"{text}: met{then}" + (f", now {gap}" if gap else "")
    return f"{text}: missed{then}, {gap or 'reached since'}"


def _read_then(reading: PeriodReading, unit: str) -> str:
    return figure_for(reading.value, unit, reading.period)


def _gap_text(short: Decimal, measure: MeasureSummary) -> str:
    """Return how far a value is short of its target, or too high; empty if it has reached it."""
    if not short:
        return ""
    if measure.direction == "up":
        return f"{points(short, measure.unit)} short of it"
    is_per_cent = measure.unit.strip().lower() == PER_CENT
    return f"{points(short, measure.unit)} too high" if is_per_cent else f"{with_unit(short, measure.unit)} too many"


def _short_by(measure: MeasureSummary) -> Decimal | None:
    """Return by how much the latest reading is short of the next target, or of the last if there is no next one."""
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
        "target_met": target.met if target is not None else None,
        "short_by": as_json(_short_by(measure)),
        "duty": as_json(measure.duty),
        "benchmarks": as_json(measure.benchmarks),
    }


def _node(found: TracedNode) -> dict[str, Any]:
    residual, level = found.residual, found.residual.level if found.residual is not None else None
    return {
        **found.node._asdict(),
        "state": found.action.state if found.action is not None else found.risk_state or found.state,
        "score": residual.score if residual is not None else None,
        "level": level.label if level is not None else None,
        "outcome": found.resolution.outcome if found.resolution is not None else found.outcome,
        "response": found.recommendation.response if found.recommendation is not None else None,
    }


shape(
    Trace,
    omit=("title", "as_at", "bodies"),
    values={"nodes": lambda nodes: as_json(nodes.values())},
    more=lambda traced: {"roots": [as_json(tree.root) for tree in traced.trees]},
)
shape(TracedNode, omit=("node", "risk_state", "residual", "recommendation"), values={"measure": _measure}, more=_node)
shape(Tree, names={"root": "root"})
shape(TraceStep, omit=("node",), values={"link": lambda link: link.type}, more=lambda step: step.node._asdict())
