"""Exceptions in the JSON of results that several reports share, where it differs from their fields."""

from typing import TYPE_CHECKING, Any

from actionplan.model.measures import Benchmark, Reading
from actionplan.model.problem import Problem
from actionplan.report.writers.json import as_json, dated, shape
from actionplan.summary.actions import ActionSummary
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import PeriodReading
from actionplan.summary.measures.standards import BenchmarkSummary
from actionplan.summary.measures.targets import TargetSummary
from actionplan.summary.owned import EndedOwner
from actionplan.summary.resolutions.report_back import Reported
from actionplan.summary.resolutions.resolution import ClauseSummary, ResolutionSummary
from actionplan.summary.reviews import ReviewTally
from actionplan.summary.risks import RiskTally
from actionplan.summary.status import AreaSummary, OwnerSummary

if TYPE_CHECKING:
    from actionplan.summary.answering import Handover


def _reported(reported: Reported) -> dict[str, Any]:
    return {
        **dated("last_reported", reported.last),
        "last_reported_to": reported.last_to,
        "report_due": as_json(reported.due),
        "report_days_overdue": reported.days_overdue,
    }


def _next_in(tally: ReviewTally) -> dict[str, Any]:
    held = tally.next_review
    review, recommendation = tally.next_recommendation if tally.next_recommendation is not None else (None, None)
    return {
        "next_review": {
            "id": held.id,
            "kind": held.kind,
            **dated("held", held.held),
            **dated("expected", held.expected),
        }
        if held is not None
        else None,
        "next_recommendation": {"review": review.id, "id": recommendation.id, **dated("due", recommendation.due)}
        if review and recommendation
        else None,
    }


def _due_and_value(target: TargetSummary | None) -> dict[str, Any] | None:
    return {**dated("due", target.due), "value": as_json(target.value)} if target is not None else None


def _published(reading: PeriodReading | None) -> Any:
    return as_json(reading.taken) if reading is not None else None


def handed_over(thing: Any) -> dict[str, Any]:
    """Return whether something must be handed over, and the ids of those who take over, as keys of JSON."""
    handover: Handover | None = thing.handover
    return {"to_hand_over": handover is not None, "successors": as_json(handover.successors if handover else ())}


for _owned in (ActionSummary, AreaSummary, OwnerSummary):
    shape(_owned, omit=("handover",), more=handed_over)
shape(
    EndedOwner,
    names={"body": "id"},
    omit=("handover",),
    more=lambda owner: {**dated("ended", owner.handover.ended), "successors": as_json(owner.handover.successors)},
)
shape(ClauseSummary, omit=("carried_by", "reported"), more=lambda clause: _reported(clause.reported))
shape(ResolutionSummary, omit=("reported", "reported_whole"), more=lambda resolution: _reported(resolution.reported))
shape(ReviewTally, omit=("next_review", "next_recommendation"), more=_next_in)
shape(
    RiskTally,
    values={"levels": lambda levels: [{"label": label, "risks": number} for label, number in levels.items()]},
)
shape(Reading, omit=("evidence", "approvals", "redacted", "extra"))
shape(
    PeriodReading,
    omit=("period", "value", "taken", "break_in_series", "series"),
    more=lambda reading: as_json(reading.taken),
)
shape(Benchmark, omit=("evidence", "approvals", "redacted", "extra"))
shape(
    BenchmarkSummary,
    omit=("of", "period", "value", "taken"),
    values={"reading": _published},
    more=lambda benchmark: as_json(benchmark.taken),
)
shape(
    TargetSummary,
    names={"reading": "met_by"},
    values={"steps": len, **dict.fromkeys(("reading", "last_before", "reached_since"), _published)},
)
shape(
    MeasureSummary,
    values={
        **dict.fromkeys(("next_target", "last_passed", "last_judged", "rated_against"), _due_and_value),
        "missed_targets": lambda targets: [_due_and_value(target) for target in targets],
        "clashes": lambda readings: [reading.period.text for reading in readings],
    },
    omit=("handover",),
    more=handed_over,
)
shape(
    Problem,
    omit=("where",),
    values=dict.fromkeys(("expected", "fix"), lambda text: text or None),
    more=lambda problem: {name: getattr(problem.where, name) for name in ("path", "line", "column", "keys")},
)
