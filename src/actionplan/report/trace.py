"""One thing's chain in both directions, as an indented tree and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from actionplan.model.measures import PER_CENT
from actionplan.report.history import jsonable
from actionplan.report.measure_words import figure, points, with_unit
from actionplan.report.resolutions import delivery_text, outcome_text, report_text, reports_text
from actionplan.report.risks import level_text
from actionplan.report.status_json import action_json, clause_json, dated, envelope, resolution_json
from actionplan.report.status_lists import late_text
from actionplan.report.words import Signs, at_text, count, date_text, day_text, days_text, one_line, state_words
from actionplan.report.writers.legacy import Screen, draw, hanging, signs_of, styled
from actionplan.summary.actions import ActionSummary
from actionplan.summary.links import LinkType, Node, NodeKind
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.targets import short_of
from actionplan.summary.trace import Step, Trace, TracedNode, Tree

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


def trace_text(traced: Trace, screen: Screen, when: str = "") -> str:
    """Give a chain as text: the thing, what it is for, and what it leads to.

    Args:
        traced: the chain.
        screen: what the reader's screen can show.
        when: the day in words, as `as_at_words` gives it; empty for the day alone.
    """
    parts: list[Any] = []
    for tree in traced.trees:
        parts += [*_tree(traced, tree, screen, when or day_text(traced.as_at)), ""]
    return draw(parts, screen)


def _tree(traced: Trace, tree: Tree, screen: Screen, when: str) -> Iterator[Any]:
    fact = traced.nodes[tree.root]
    title = f"{tree.root.kind.capitalize()} {tree.root.id}: {one_line(fact.title)}"
    yield styled(hanging(title, 4, screen).plain, "bold")
    yield from _facts(traced, fact, 2, screen)
    yield styled(f"  as at {when}, in {traced.plan}")
    for heading, steps, words in (("What it is for", tree.up, _UP), ("What it leads to", tree.down, _DOWN)):
        if steps:
            yield ""
            yield styled(heading, "bold")
            for step in steps:
                yield from _step(traced, tree.root, step, words, screen)
    if not tree.up and not tree.down:
        yield ""
        yield styled("Nothing in this plan leads to it, and it leads to nothing.")


def _step(traced: Trace, root: Node, step: Step, words: Mapping[LinkType, str], screen: Screen) -> Iterator[Any]:
    indent = 2 * step.depth
    fact = traced.nodes[step.node]
    of_area = step.depth == 1 and step.link.type == "measured-by" and root.kind == "finding"
    verb = "its area is measured by" if of_area else words[step.link.type]
    label = " ".join(filter(None, (verb, step.node.kind, step.node.id)))
    if step.is_repeated:
        yield styled(f"{' ' * indent}{label} (see above)")
        return
    yield hanging(f"{' ' * indent}{label}: {one_line(fact.title)}", indent + 6, screen)
    yield from _facts(traced, fact, indent + 4, screen)


def _facts(traced: Trace, fact: TracedNode, indent: int, screen: Screen) -> Iterator[Any]:
    signs = signs_of(screen)
    for line in _lines(traced, fact, signs):
        yield hanging(" " * indent + line, indent + 2, screen)


def _lines(traced: Trace, fact: TracedNode, signs: Signs) -> Iterator[str]:
    if fact.action is not None:
        yield action_text(fact.action, signs)
    elif fact.clause is not None:
        yield delivery_text(fact.clause)
        if report := report_text(fact.clause.reported, traced.bodies):
            yield report
    elif fact.resolution is not None:
        yield outcome_text(fact.resolution, traced.bodies)
        if fact.resolution.is_open:
            yield reports_text(fact.resolution, traced.bodies, signs.late)
    elif fact.measure is not None:
        yield measure_text(fact.measure)
    else:
        score = f"{level_text(fact.residual.level, signs)} {fact.residual.score}" if fact.residual is not None else None
        said = [fact.owner, fact.risk_state, score, one_line(fact.outcome) if fact.outcome else None]
        said += [state_words(fact.state, signs)] if fact.state is not None else []
        said += [_done(fact)] if fact.done_by is not None else []
        if told := ", ".join(word for word in said if word):
            yield told


def _done(fact: TracedNode) -> str:
    one, many = _DONE[fact.node.kind]
    if not fact.done_by:
        # What was reported done needs no action.
        return "" if fact.state is not None else f"no action {one}"
    return f"{count(fact.done_by, 'action')} {one if fact.done_by == 1 else many}"


def action_text(action: ActionSummary, signs: Signs) -> str:
    """Say who owns an action, its state, when it is due, and how late it is, by both dates where they differ."""
    facts = [action.owner or "no owner", state_words(action.state, signs)]
    if action.progress is not None and action.is_open:
        facts[-1] += f" {action.progress}%"
    facts.append(f"due {date_text(action.due)}" if action.due else "no due date")
    late, first = action.days_late, action.days_late_original
    if action.is_open and (text := late_text(action)):
        facts.append(f"{signs.late} {text}")
    elif late and not action.is_open:
        facts.append(f"finished {days_text(late)} late")
    if first and first not in (late, action.days_overdue):
        facts.append(f"{days_text(first)} past the date first agreed")
    return ", ".join(facts)


def measure_text(measure: MeasureSummary) -> str:
    """Say what was last read of a measure, and how that compares with its target, in words."""
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
    """Say how far a value is from its target, from the side on which it lies; empty where it is there."""
    if not short:
        return ""
    if measure.direction == "up":
        return f"{points(short, measure.unit)} short of it"
    if measure.unit.strip().lower() == PER_CENT:
        return f"{points(short, measure.unit)} too high"
    return f"{with_unit(short, measure.unit)} too many"


def _short_by(measure: MeasureSummary) -> Decimal | None:
    """Give by how much the latest reading falls short of the next target, or of the last one where none is to come."""
    latest, target = measure.latest, measure.next_target or measure.last_passed
    if latest is None or target is None:
        return None
    return max(Decimal(0), short_of(latest.value, target.value, measure.direction))


def trace_json(traced: Trace, *, partial: bool) -> dict[str, Any]:
    """Give a chain as a JSON object: everything on it, and the links between."""
    return {
        **envelope("trace", traced.as_at, partial=partial),
        "plan": traced.plan,
        "roots": [_node(tree.root) for tree in traced.trees],
        "nodes": [_fact_json(fact) for fact in traced.nodes.values()],
        "links": [
            {"type": link.type, "source": _node(link.source), "target": _node(link.target)} for link in traced.links
        ],
        "trees": [
            {"root": _node(tree.root), "up": _steps_json(tree.up), "down": _steps_json(tree.down)}
            for tree in traced.trees
        ],
    }


def _steps_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [
        {"depth": step.depth, "link": step.link.type, **_node(step.node), "repeated": step.is_repeated}
        for step in steps
    ]


def _node(node: Node) -> dict[str, str]:
    return {"kind": node.kind, "id": node.id}


def _fact_json(fact: TracedNode) -> dict[str, Any]:
    state = fact.action.state if fact.action is not None else fact.risk_state or fact.state
    return {
        **_node(fact.node),
        "title": fact.title,
        "owner": fact.owner,
        "state": state,
        "score": fact.residual.score if fact.residual is not None else None,
        "level": fact.residual.level.label if fact.residual is not None and fact.residual.level is not None else None,
        "outcome": fact.resolution.outcome if fact.resolution is not None else fact.outcome,
        "done_by": fact.done_by,
        "action": action_json(fact.action) if fact.action is not None else None,
        "clause": clause_json(fact.clause) if fact.clause is not None else None,
        "resolution": resolution_json(fact.resolution) if fact.resolution is not None else None,
        "measure": _measure_json(fact.measure) if fact.measure is not None else None,
    }


def _measure_json(measure: MeasureSummary) -> dict[str, Any]:
    latest, target, short = measure.latest, measure.next_target or measure.last_passed, _short_by(measure)
    return {
        "unit": measure.unit,
        "direction": measure.direction,
        "value": jsonable(latest.value) if latest is not None else None,
        **dated("period", latest.period if latest is not None else None),
        "target": jsonable(target.value) if target is not None else None,
        **dated("target_due", target.due if target is not None else None),
        "short_by": jsonable(short) if short is not None else None,
    }
