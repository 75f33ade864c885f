"""Risks and reviews in a line each, for ``status`` and at the head of their own reports."""

from collections.abc import Mapping

from actionplan.model.text import count, date_text
from actionplan.model.vocabulary import ReviewKind
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
"""What each kind of review is called in text."""


def risk_tally_text(tally: RiskTally) -> str:
    """Return how many risks are open, by level, and how many have happened or are closed."""
    if not (tally.open or tally.happened or tally.closed):
        return "No risk is on record."
    present = [(label, number) for label, number in tally.levels.items() if number]
    by_level = [f"{number} {label or 'of no level'}" for label, number in present]
    by_level += [f"{tally.not_scored} not scored"] if tally.not_scored else []
    levels = f" ({', '.join(by_level)})" if tally.open and by_level else ""
    happened = f"; {tally.happened} {'has' if tally.happened == 1 else 'have'} happened" if tally.happened else ""
    closed = f"; {tally.closed} closed" if tally.closed else ""
    return f"{tally.open} open{levels}{happened}{closed}."


def review_tally_text(tally: ReviewTally) -> str:
    """Return how many reviews there were, what they still ask for, and what comes next."""
    parts = [count(tally.reviews, "review") if tally.reviews else "No review is on record"]
    if tally.asks_open:
        many = "all" if 1 < tally.asks_overdue == tally.asks_open else f"{tally.asks_overdue}"
        overdue = f", {many} of them overdue" if tally.asks_overdue else ""
        overdue = ", overdue" if tally.asks_overdue == tally.asks_open == 1 else overdue
        parts.append(f"{count(tally.asks_open, 'ask')} open{overdue}")
    if tally.next_ask is not None:
        review, ask = tally.next_ask
        parts.append(f"next ask due {date_text(ask.due)} ({review.id}:{ask.id})")
    if tally.next_review is not None:
        review = tally.next_review
        parts.append(f"next {KIND_WORDS[review.kind]} {date_text(review.held)} ({review.id})")
    return "; ".join(parts) + "."
