"""Risks and reviews in one line each, and how far clauses have come; for ``status`` and for their own reports."""

from collections import Counter
from collections.abc import Mapping

from actionplan.model.dates import PlanDate
from actionplan.model.text import at_text, count, date_text, outcome_words
from actionplan.model.vocabulary import DONE, ReviewKind
from actionplan.report.part_words import CLOSING_WORDS, part_text
from actionplan.report.words import in_sentence, known_of_made
from actionplan.summary.delivery import Delivery
from actionplan.summary.resolutions.resolution import ResolutionSummary
from actionplan.summary.reviews import ReviewTally
from actionplan.summary.risks import RiskTally
from actionplan.summary.status import PlanSummary

KIND_WORDS: Mapping[ReviewKind, str] = {
    "inspection": "inspection",
    "monitoring": "monitoring visit",
    "stocktake": "stocktake",
    "deep-dive": "deep dive",
    "peer-review": "peer review",
    "notice": "notice",
    "other": "review",
}
"""The word for each kind of review."""


DELIVERY_WORDS: Mapping[Delivery, str] = {
    "delivered": "delivered",
    "under-way": "under way",
    "suspended": "suspended",
    "not-begun": "not begun",
    "not-reported": "no progress reported",
    "not-tracked": "not known whether done",
}
"""The word for how far a clause or a recommendation has come."""


def risk_tally_text(tally: RiskTally) -> str:
    """Return how many risks are open, by level, and how many have happened or are closed."""
    if not (tally.open or tally.happened or tally.closed):
        return "No risk is on record."
    levels = [(label or "without a level", number) for label, number in tally.levels.items()]
    levels.append(("not scored", tally.not_scored))
    by_level = ", ".join(f"{number} {label}" for label, number in levels if number)
    parts = [f"{tally.open} open" + (f" ({by_level})" if tally.open and by_level else "")]
    parts += [f"{tally.happened} {'has' if tally.happened == 1 else 'have'} happened"] if tally.happened else []
    parts += [f"{tally.closed} closed"] if tally.closed else []
    return "; ".join(parts) + "."


def review_tally_text(tally: ReviewTally) -> str:
    """Return how many reviews there were, how many recommendations are open or overdue, and what comes next."""
    parts = [count(tally.reviews, "review") if tally.reviews else "No review is on record"]
    if tally.recommendations:
        parts.append(_recommendations(tally))
    if tally.recommendations_made > tally.recommendations_known:
        known = f"{tally.recommendations_known or 'none'} of {tally.recommendations_made}"
        parts.append(f"where it is known how many were made, {known} are on record")
    if tally.responses_overdue:
        parts.append(f"{count(tally.responses_overdue, 'response')} overdue")
    if tally.next_recommendation is not None:
        review, each = tally.next_recommendation
        what = f'"{in_sentence(part_text(each.text))}", of {review.title}'
        parts.append(f"next recommendation due {date_text(each.due)} ({what})")
    if tally.next_review is not None:
        review = tally.next_review
        when = to_come_text(review.held, review.expected)
        parts.append(f"next {KIND_WORDS[review.kind]} {when} ({review.title})")
    return "; ".join(parts) + "."


def to_come_text(held: PlanDate | None, expected: PlanDate | None) -> str:
    """Return when a review is held or, if no day is planned, when it is expected: ``expected in 2026``."""
    return date_text(held) if held is not None or expected is None else f"expected {at_text(expected)}"


def _recommendations(tally: ReviewTally) -> str:
    """Return how many of the recommendations on record are open, and how many of these are overdue or have no date."""
    number, dated = tally.recommendations_open, tally.recommendations_with_due_day
    undated = number - dated
    overdue = f", {tally.recommendations_overdue} overdue" if tally.recommendations_overdue else ""
    no_date = f", {undated if dated else 'none'} with{'out' * bool(dated)} a due date" if undated else ""
    return f"{count(tally.recommendations, 'recommendation')} on record, {number or 'none'} open{overdue}{no_date}"


def replaced_count_text(number: int) -> str:
    """Return how many actions were split or joined, and what is counted in their place."""
    was, its = ("was", "its") if number == 1 else ("were", "their")
    return f"{number} more {was} split or joined; what is in {its} place is counted."


def finished_text(plan: PlanSummary) -> str:
    """Return how many actions are finished, with the share in per cent unless the record is incomplete."""
    tally = plan.tally
    if plan.coverage == "incomplete":
        be = "is" if tally.finished == 1 else "are"
        return f"{tally.finished or 'none'} of the {tally.actions} on this record {be} finished"
    return f"{tally.finished} of {tally.actions} finished ({tally.finished / (tally.actions or 1):.0%})"


def clauses_text(resolution: ResolutionSummary) -> str:
    """Return the outcome of a resolution, and how many of its clauses have come how far."""
    outcome = outcome_words(resolution.outcome)
    if resolution.outcome == "unknown":
        return outcome
    if not resolution.binding:
        return f"{outcome}; does not bind the plan"
    told = clauses_stand(resolution)
    return f"{outcome}; {told}" if told else f"{outcome}; no clauses"


def clauses_stand(resolution: ResolutionSummary) -> str:
    """Return how many clauses of a resolution have come how far: ``3 clauses: 3 delivered``; empty if it has none."""
    closed = {clause.id: clause.closed.closed_as for clause in resolution.clauses if clause.closed is not None}
    dropped = {name for name, how in closed.items() if how not in DONE}
    counts = Counter(clause.delivery for clause in resolution.clauses if clause.id not in dropped)
    words = {
        **DELIVERY_WORDS,
        "not-reported": "with no progress reported",
        "not-tracked": "without an action on record",
    }
    how_closed = [(how, f"{number} closed as {CLOSING_WORDS[how]}") for how, number in Counter(closed.values()).items()]
    if done := ", ".join(text for how, text in how_closed if how in DONE):
        words["delivered"] += f" ({done})"
    parts = [f"{counts[delivery]} {text}" for delivery, text in words.items() if counts[delivery]]
    parts += [text for how, text in how_closed if how not in DONE]
    clauses = ", ".join(parts)
    number = len(resolution.clauses)
    known = known_of_made(number, resolution.clauses_made, "clause") or count(number, "clause")
    return f"{known}: {clauses}" if clauses else ""
