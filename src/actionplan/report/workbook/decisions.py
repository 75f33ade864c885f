"""The worksheets of resolutions, their clauses, reviews and their recommendations."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from actionplan.model.text import capitalised, outcome_words
from actionplan.report.workbook.columns import OfDay, SheetTable, printed_as, shown, worked_out
from actionplan.sheets.workbook import CellData
from actionplan.summary.recommendations import RecommendationSummary
from actionplan.summary.resolutions.resolution import ClauseSummary, ResolutionSummary, summarise_resolutions
from actionplan.summary.reviews import ReviewSummary, summarise_reviews


class _Part(NamedTuple):
    """A clause or a recommendation, with its resolution or review."""

    whole: Any
    now: Any


def _resolutions(of: OfDay) -> tuple[ResolutionSummary, ...]:
    return tuple(summarise_resolutions(of.plan, of.actions, of.day))


def _reviews(of: OfDay) -> tuple[ReviewSummary, ...]:
    return tuple(summarise_reviews(of.plan, of.actions, of.day, with_clock=False))


def _clauses(of: OfDay) -> Iterator[_Part]:
    return (_Part(whole, clause) for whole in _resolutions(of) for clause in whole.clauses)


def _recommendations(of: OfDay) -> Iterator[_Part]:
    return (_Part(whole, each) for whole in _reviews(of) for each in whole.recommendations)


def _outcome(row: ResolutionSummary, _: OfDay) -> CellData:
    return capitalised(outcome_words(row.outcome))


def _state(row: _Part, _: OfDay) -> CellData:
    """Return how far a clause or a recommendation has come, or as what it was closed."""
    return capitalised((row.now.closed.closed_as if row.now.closed is not None else row.now.delivery).replace("-", " "))


def _actions(row: _Part, _: OfDay) -> CellData | None:
    return "; ".join(row.now.actions) or None


def _next_report(row: ResolutionSummary, _: OfDay) -> CellData | None:
    return row.reported.due


def _last_report(row: ResolutionSummary, _: OfDay) -> CellData | None:
    return row.reported.last.last if row.reported.last is not None else None


_DUE: Final[dict[str, Any]] = {"in_words": True, "meaning": "When it is due"}

RESOLUTIONS: Final = SheetTable(
    "Resolutions",
    "a resolution",
    (
        *shown(ResolutionSummary, "id", "Resolution", 16, meaning="Its name in the plan"),
        *printed_as(ResolutionSummary),
        *shown(ResolutionSummary, "title", width=40),
        *shown(ResolutionSummary, "body", width=24, meaning="The body that voted on it"),
        *shown(ResolutionSummary, "on", "Voted on", in_words=True),
        *worked_out("Outcome", "The outcome of the vote", _outcome, 14),
        *shown(ResolutionSummary, "mover", width=24),
        *shown(ResolutionSummary, "seconder", width=24),
        *shown(ResolutionSummary, "group", width=24, meaning="The group that moved it"),
        *shown(ResolutionSummary, "open", width=8, meaning="Whether it binds the plan and a clause is open"),
        *shown(ResolutionSummary, "delivered", "Clauses delivered", 10),
        *shown(ResolutionSummary, "clauses_made", "Clauses in all", 10, meaning="By its source"),
        *worked_out("Last report back", "When it was last reported back", _last_report, 13),
        *worked_out("Next report due", "By when the next report back is due", _next_report, 13, "[z]"),
    ),
    _resolutions,
)

CLAUSES: Final = SheetTable(
    "Clauses",
    "a clause of a resolution",
    (
        *shown(ResolutionSummary, "id", "Resolution", 16, at="whole", meaning="The name of the resolution"),
        *shown(ClauseSummary, "id", "Clause", at="now", meaning="Its number in the resolution"),
        *printed_as(ClauseSummary, at="now"),
        *shown(ClauseSummary, "text", width=60, at="now", meaning="What was resolved"),
        *shown(ClauseSummary, "addressee", "Who must do it", 24, at="now", named=True),
        *shown(ClauseSummary, "due", at="now", **_DUE),
        *worked_out("How far it has come", "By its actions, or as it was closed", _state, 16),
        *worked_out("Actions", "The numbers of the actions that carry it out", _actions, 16, of="actions"),
        *shown(ClauseSummary, "no_action_because", "Why it has no action", 40, at="now", blank="[z]"),
        *shown(ClauseSummary, "days_overdue", width=10, at="now", meaning="0 if it is not overdue"),
        *shown(ClauseSummary, "note", "Last note", 60, at="now", meaning="The last note about it"),
        *shown(ClauseSummary, "note_on", "Note of", at="now", meaning="The date of that note"),
    ),
    _clauses,
)

REVIEWS: Final = SheetTable(
    "Reviews",
    "an inspection or another review from outside",
    (
        *shown(ReviewSummary, "id", "Review", 18, meaning="Its name in the plan"),
        *shown(ReviewSummary, "title", width=40, meaning="What it is called"),
        *shown(ReviewSummary, "kind", width=16, meaning="What sort of review it is"),
        *shown(ReviewSummary, "by", "Reviewed by", 24, meaning="The bodies that reviewed"),
        *shown(ReviewSummary, "held", in_words=True, meaning="When it took place, or will"),
        *shown(ReviewSummary, "published", in_words=True, meaning="When its report came out"),
        *shown(ReviewSummary, "outcome", width=40),
        *shown(ReviewSummary, "assurance", width=20),
        *shown(ReviewSummary, "findings_made", "Findings in all", 10, meaning="By the report"),
        *shown(ReviewSummary, "recommendations_made", "Recommendations in all", 17, meaning="By the report"),
    ),
    _reviews,
)

RECOMMENDATIONS: Final = SheetTable(
    "Recommendations",
    "a recommendation of a review",
    (
        *shown(ReviewSummary, "id", "Review", 18, at="whole", meaning="The name of the review"),
        *shown(RecommendationSummary, "id", "Recommendation", 17, at="now", meaning="Its number in the review"),
        *printed_as(RecommendationSummary, at="now"),
        *shown(RecommendationSummary, "text", width=60, at="now", meaning="What is recommended"),
        *shown(RecommendationSummary, "strength", width=10, at="now", meaning="Whether it must or should be done"),
        *shown(RecommendationSummary, "grade", width=12, at="now"),
        *shown(RecommendationSummary, "due", at="now", **_DUE),
        *shown(RecommendationSummary, "response", "Answer", 14, at="now", meaning="The answer to it"),
        *shown(RecommendationSummary, "response_by", "Answer by", 24, at="now", meaning="Who answered, or has to"),
        *shown(RecommendationSummary, "response_on", "Answered", at="now", meaning="When it was answered"),
        *worked_out("How far it has come", "By its actions, or as it was closed", _state, 16),
        *worked_out("Actions", "The numbers of the actions that carry it out", _actions, 16, of="actions"),
        *shown(RecommendationSummary, "days_late", width=10, at="now", meaning="0 if it is not late"),
    ),
    _recommendations,
)
