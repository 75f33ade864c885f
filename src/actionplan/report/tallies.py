"""Risks and reviews in one line each, and how far clauses have come; for ``status`` and for their own reports."""

from collections.abc import Mapping

from actionplan.model.text import count, date_text
from actionplan.model.vocabulary import ReviewKind
from actionplan.report.words import known_of_made
from actionplan.summary.delivery import Delivery
from actionplan.summary.reviews import ReviewTally
from actionplan.summary.risks import RiskTally

KIND_WORDS: Mapping[ReviewKind, str] = {
    "inspection": "inspection",
    "monitoring": "monitoring visit",
    "stocktake": "stocktake",
    "deep-dive": "deep dive",
    "peer-review": "peer review",
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
    if known := known_of_made(tally.recommendations_known, tally.recommendations_made, "recommendation"):
        parts.append(known)
    if tally.recommendations_open:
        dated = tally.recommendations_with_due_day
        undated = tally.recommendations_open - dated
        overdue = f", {tally.recommendations_overdue} overdue" if tally.recommendations_overdue else ""
        no_date = f", {undated if dated else 'none'} with{'out' * bool(dated)} a due date" if undated else ""
        parts.append(f"{count(tally.recommendations_open, 'recommendation')} open{overdue}{no_date}")
    if tally.responses_overdue:
        parts.append(f"{count(tally.responses_overdue, 'response')} overdue")
    if tally.next_recommendation is not None:
        review, each = tally.next_recommendation
        parts.append(f"next recommendation due {date_text(each.due)} ({review.id}:{each.id})")
    if tally.next_review is not None:
        review = tally.next_review
        parts.append(f"next {KIND_WORDS[review.kind]} {date_text(review.held)} ({review.id})")
    return "; ".join(parts) + "."
