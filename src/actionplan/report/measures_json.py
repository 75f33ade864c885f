"""The JSON of ``actionplan measures``: figures as numbers, words as in the files; keys are only ever added."""

from decimal import Decimal
from typing import Any

from actionplan.model.measures import Baseline, Reading, Target
from actionplan.report.status_json import dated, envelope, measure_tally_json, unread_json
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import MeasuresSummary, PlanMeasures
from actionplan.summary.measures.readings import PeriodReading
from actionplan.summary.measures.targets import TargetSummary


def measures_json(summary: MeasuresSummary) -> dict[str, Any]:
    """Give where measures stand as a JSON object."""
    selection = summary.selection
    return {
        **envelope("measures", summary.as_at, partial=summary.partial),
        "known_at": summary.known_at.isoformat() if summary.known_at is not None else None,
        "selection": {"area": selection.area, "missed": selection.missed, "overdue": selection.overdue},
        "plans": [plan_measures_json(plan) for plan in summary.plans],
        "unread": [unread_json(unread) for unread in summary.unread],
    }


def plan_measures_json(plan: PlanMeasures) -> dict[str, Any]:
    """Give where the measures of one plan stand."""
    return {
        "id": plan.id,
        "title": plan.title,
        "path": plan.root,
        "totals": measure_tally_json(plan.tally),
        "measures": [measure_json(measure) for measure in plan.measures],
        "unread": [unread_json(unread) for unread in plan.unread],
    }


def measure_json(measure: MeasureSummary) -> dict[str, Any]:
    """Give where one measure stands."""
    due = measure.reading_due
    return {
        "id": measure.id,
        "title": measure.title,
        "unit": measure.unit,
        "direction": measure.direction,
        "definition": measure.definition,
        "owner": measure.owner,
        "areas": list(measure.areas),
        "actions": list(measure.actions),
        "baseline": _baseline(measure.baseline),
        "tolerance": number(measure.tolerance),
        "floor": number(measure.floor),
        "readings_every": measure.readings_every,
        "latest": _period(measure.latest),
        "before": _period(measure.before),
        "change": number(measure.change),
        "travel": measure.travel,
        "change_since_baseline": number(measure.change_since_baseline),
        "travel_since_baseline": measure.travel_since_baseline,
        "targets": [_target(target) for target in measure.targets],
        "next_target": _due_and_value(measure.next_target),
        "gap": number(measure.gap),
        "last_passed": _due_and_value(measure.last_passed),
        "missed_targets": [_due_and_value(target) for target in measure.missed],
        "expected": number(measure.expected),
        "course": measure.course,
        "rating": measure.rating,
        "rated_against": _due_and_value(measure.rated_against),
        "missed": measure.is_missed,
        "behind": measure.is_behind,
        "reading_due": due.isoformat() if due is not None else None,
        "days_overdue": measure.days_overdue,
        "overdue": measure.is_overdue,
        "clashes": [reading.period.text for reading in measure.clashes],
        "readings": [_period(reading) for reading in measure.readings],
    }


def number(value: Decimal | None) -> int | float | None:
    """Give a figure as a JSON number; what was worked out is rounded to nine places."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 9)


def _baseline(baseline: Baseline | None) -> dict[str, Any] | None:
    if baseline is None:
        return None
    return {"value": number(baseline.value), **dated("period", baseline.period), "source": list(baseline.source)}


def _period(reading: PeriodReading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {
        **_reading(reading.taken),
        "preferred": reading.is_preferred,
        "rivals": [_reading(rival) for rival in reading.rivals],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "value": number(reading.value),
        **dated("period", reading.period),
        **dated("on", reading.on),
        "by": reading.by,
        "source": list(reading.source),
    }


def _due_and_value(target: TargetSummary | None) -> dict[str, Any] | None:
    return {**dated("due", target.due), "value": number(target.value)} if target is not None else None


def _target(target: TargetSummary) -> dict[str, Any]:
    return {
        **dated("due", target.due),
        "value": number(target.value),
        "original": _set(target.original),
        "current": _set(target.current),
        "steps": len(target.steps),
        "turn": target.turn,
        "days_moved": target.days_moved,
        "changed_after": [_set(late) for late in target.changed_after],
        "passed": target.is_passed,
        "met": target.met,
        "met_by": _reading(target.reading.taken) if target.reading is not None else None,
    }


def _set(target: Target) -> dict[str, Any]:
    return {
        **dated("due", target.due),
        "value": number(target.value),
        **dated("on", target.on),
        "by": target.by,
        "reason": target.reason,
        "approvals": [
            {"by": approval.by, **dated("on", approval.on), "ref": approval.ref} for approval in target.approvals
        ],
        "source": list(target.source),
    }
