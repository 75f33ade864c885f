"""The JSON of ``actionplan status``: one contract, to which keys are only ever added."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from actionplan.model.dates import PlanDate
from actionplan.model.problem import Problem
from actionplan.model.records import Unread
from actionplan.report.problems import problem_json
from actionplan.summary.actions import ActionSummary
from actionplan.summary.measures.measures import MeasureTally
from actionplan.summary.milestones import MilestoneSummary
from actionplan.summary.report_back import Reported
from actionplan.summary.resolutions import ClauseSummary, ResolutionSummary
from actionplan.summary.reviews import ReviewTally
from actionplan.summary.risks import RiskTally
from actionplan.summary.status import AreaSummary, OwnerSummary, PlanSummary, StatusSummary, Tally

SCHEMA_VERSION = 1


def status_json(summary: StatusSummary, problems: Iterable[Problem]) -> dict[str, Any]:
    """Give a status as a JSON object. Dates are as the file has them; ``*_day`` beside them is the day used."""
    return {
        **envelope("status", summary.as_at, partial=summary.partial),
        "known_at": summary.known_at.isoformat() if summary.known_at is not None else None,
        "selection": {
            "owner": summary.selection.owner,
            "area": summary.selection.area,
            "overdue": summary.selection.overdue,
        },
        "plans": [plan_json(plan) for plan in summary.plans],
        "unread": [unread_json(unread) for unread in summary.unread],
        "problems": [problem_json(found) for found in problems],
    }


def envelope(kind: str, as_at: date | None, *, partial: bool) -> dict[str, Any]:
    """Give the keys with which every JSON answer begins."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": kind,
        "as_at": as_at.isoformat() if as_at is not None else None,
        "partial": partial,
    }


def dated(name: str, when: PlanDate | None) -> dict[str, str | None]:
    """Give a date under its name as the file has it, and under ``NAME_day`` the day used for it."""
    last = when.last if when is not None else None
    return {name: when.text if when is not None else None, f"{name}_day": last.isoformat() if last else None}


def action_json(action: ActionSummary) -> dict[str, Any]:
    """Give where one action stands."""
    return {
        "id": action.id,
        "title": action.title,
        "area": action.area,
        "areas": list(action.areas),
        "owner": action.owner,
        "partners": list(action.partners),
        "lead": action.lead,
        "state": action.state,
        "rating": action.rating,
        "rating_computed": action.rating_computed,
        "progress": action.progress,
        **dated("start", action.start),
        "after": list(action.after),
        **dated("original_due", action.original_due),
        **dated("due", action.due),
        "days_late": action.days_late,
        "days_late_original": action.days_late_original,
        "days_overdue": action.days_overdue,
        "times_redated": action.times_redated,
        "days_slipped": action.days_slipped,
        **dated("finished", action.finished),
        "updates": action.updates,
        **dated("last_update", action.last_update),
        "days_since_update": action.days_since_update,
        "open": action.is_open,
        "overdue": action.is_overdue,
        "overdue_original": action.is_overdue_original,
        "due_soon": action.is_due_soon,
        "stale": action.is_stale,
        "recently_finished": action.is_recently_finished,
        "milestones": [_milestone(milestone) for milestone in action.milestones],
    }


def _milestone(milestone: MilestoneSummary) -> dict[str, Any]:
    return {
        "id": milestone.id,
        "title": milestone.title,
        "state": milestone.state,
        **dated("original_due", milestone.original_due),
        **dated("due", milestone.due),
        "days_late": milestone.days_late,
        "days_late_original": milestone.days_late_original,
        "days_overdue": milestone.days_overdue,
        "times_redated": milestone.times_redated,
        "days_slipped": milestone.days_slipped,
        **dated("finished", milestone.finished),
        "done": milestone.is_done,
        "open": milestone.is_open,
        "overdue": milestone.is_overdue,
        "due_soon": milestone.is_due_soon,
    }


def plan_json(plan: PlanSummary) -> dict[str, Any]:
    """Give where one plan stands."""
    return {
        "id": plan.id,
        "title": plan.title,
        "path": plan.root,
        **dated("agreed", plan.agreed),
        "late_against": plan.policy.late_against,
        "totals": _tally(plan.tally),
        "areas": [_area(area) for area in plan.areas],
        "owners": [_owner(owner) for owner in plan.owners],
        "actions": [action_json(action) for action in plan.actions],
        "risks": risk_tally_json(plan.risks),
        "reviews": review_tally_json(plan.reviews),
        "resolutions": [resolution_json(resolution) for resolution in plan.resolutions],
        "measures": measure_tally_json(plan.measures),
        "unread": [unread_json(unread) for unread in plan.unread],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "actions": tally.actions,
        "states": {state or "not-reported": number for state, number in sorted(tally.states.items(), key=str)},
        "finished": tally.finished,
        "overdue": tally.overdue,
        "overdue_original": tally.overdue_original,
        "longest_overdue": tally.longest_overdue,
        "redated": tally.redated,
        "due_soon": tally.due_soon,
        "stale": tally.stale,
        "never_updated": tally.never_updated,
        "milestones": tally.milestones,
        "milestones_done": tally.milestones_done,
        "milestones_overdue": tally.milestones_overdue,
    }


def measure_tally_json(tally: MeasureTally) -> dict[str, int]:
    """Give counts of measures."""
    return {
        "measures": tally.measures,
        "missed": tally.missed,
        "behind": tally.behind,
        "overdue": tally.overdue,
        "eased": tally.eased,
        "clashing": tally.clashing,
    }


def _area(area: AreaSummary) -> dict[str, Any]:
    return {
        "id": area.id,
        "title": area.title,
        "kind": area.kind,
        "owner": area.owner,
        "rating": area.rating,
        "totals": _tally(area.tally),
    }


def _owner(owner: OwnerSummary) -> dict[str, Any]:
    return {"id": owner.id, "name": owner.name, "kind": owner.kind, "totals": _tally(owner.tally)}


def resolution_json(resolution: ResolutionSummary) -> dict[str, Any]:
    """Give where one resolution stands."""
    return {
        "id": resolution.id,
        "title": resolution.title,
        "body": resolution.body,
        **dated("on", resolution.on),
        "outcome": resolution.outcome,
        "binding": resolution.binding,
        "delivered": resolution.delivered,
        "under_way": resolution.under_way,
        "not_begun": resolution.not_begun,
        "not_tracked": resolution.not_tracked,
        "clauses": [clause_json(clause) for clause in resolution.clauses],
        "mover": resolution.mover,
        "group": resolution.group,
        "report_every": resolution.report_every,
        "days_since": resolution.days_since,
        **_reported(resolution.reported),
        **dated("next_meeting", resolution.next_meeting),
        "due_at_next_meeting": resolution.due_at_next_meeting,
        "open": resolution.is_open,
        "overdue": resolution.is_overdue,
    }


def clause_json(clause: ClauseSummary) -> dict[str, Any]:
    """Give where one clause of a resolution stands."""
    return {
        "id": clause.id,
        "text": clause.text,
        "actions": list(clause.actions),
        "no_action_because": clause.no_action_because,
        "delivery": clause.delivery,
        "state": clause.state,
        "owners": list(clause.owners),
        "days_late": clause.days_late,
        "days_late_original": clause.days_late_original,
        **_reported(clause.reported),
        "open": clause.is_open,
        "overdue": clause.is_overdue,
    }


def _reported(reported: Reported) -> dict[str, Any]:
    return {
        **dated("last_reported", reported.last),
        "last_reported_to": reported.last_to,
        "report_due": reported.due.isoformat() if reported.due is not None else None,
        "report_days_overdue": reported.days_overdue,
    }


def unread_json(unread: Unread) -> dict[str, str]:
    """Give a file that could not be read."""
    return {"path": unread.path, "id": unread.id}


def risk_tally_json(tally: RiskTally) -> dict[str, Any]:
    """Give counts over risks; a level without label counts those that are scored but have no level."""
    return {
        "open": tally.open,
        "happened": tally.happened,
        "closed": tally.closed,
        "levels": [{"label": label, "risks": number} for label, number in tally.levels.items()],
        "not_scored": tally.not_scored,
    }


def review_tally_json(tally: ReviewTally) -> dict[str, Any]:
    """Give counts over reviews, and what comes next; None where nothing does."""
    review, ask = tally.next_ask if tally.next_ask is not None else (None, None)
    held = tally.next_review
    return {
        "reviews": tally.reviews,
        "asks_open": tally.asks_open,
        "asks_overdue": tally.asks_overdue,
        "next_review": {"id": held.id, "kind": held.kind, **dated("held", held.held)} if held is not None else None,
        "next_ask": {"review": review.id, "id": ask.id, **dated("due", ask.due)} if review and ask else None,
    }
