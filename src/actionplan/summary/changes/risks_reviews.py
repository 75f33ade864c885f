"""What changed about one risk or one review between two views.

Of a risk: that it is new, what state it came into, how far its residual score moved. Of a review: that it was begun or
published, and what it asked for was answered.
"""

from collections.abc import Iterator
from datetime import date

from actionplan.model.kinds import with_records
from actionplan.model.records import Plan
from actionplan.model.reviews import Review, ReviewEntry
from actionplan.model.risks import Risk, RiskEntry
from actionplan.summary.actions import summarise_in_plan
from actionplan.summary.changes.records import Change, RecordPair, last_stating, news, rest
from actionplan.summary.reviews import ReviewSummary, summarise_reviews
from actionplan.summary.risks import RiskSummary, summarise_risks


def risk_changes(pair: RecordPair) -> Iterator[Change]:
    """Yield the changes of one risk; entries that none of them explains stand under ``other``."""
    now = _risk(pair.plan, pair.new, pair.until)
    was = _risk(pair.was_plan, pair.old, pair.start)
    make = pair.maker(now.title if now is not None else pair.new.title)
    found = news(pair, make)
    fresh = found.of(RiskEntry)
    changes: list[Change] = [make("new")] if pair.old is None else []
    changes.extend(found.edits)
    before, after = (risk.state if risk is not None else "open" for risk in (was, now))
    said = last_stating(fresh, "state")
    if after != before and not (said is None and found.redacted):
        changes.append(make("risk-state", said, before=before, after=after))
    scores = [risk.residual.score if risk is not None and risk.residual is not None else None for risk in (was, now)]
    entry = last_stating(fresh, "residual")
    # What only a redaction took away did not move: the redaction is told, and that is all.
    if was is not None and scores[0] != scores[1] and not (entry is None and found.redacted):
        changes.append(make("risk-moved", entry, field="residual", before=scores[0], after=scores[1]))
    yield from changes
    yield from rest(pair, found, make, changes)


def review_changes(pair: RecordPair) -> Iterator[Change]:
    """Yield the changes of one review; entries that none of them explains stand under ``other``."""
    now = _review(pair.plan, pair.new, pair.until)
    was = _review(pair.was_plan, pair.old, pair.start)
    make = pair.maker(now.title if now is not None else pair.new.title)
    found = news(pair, make)
    fresh = found.of(ReviewEntry)
    published = now.published if now is not None else None
    changes: list[Change] = [make("new")] if pair.old is None and published is None else []
    changes.extend(found.edits)
    if published is not None and (was is None or was.published is None):
        changes.append(make("review-published", last_stating(fresh, "published"), after=published))
    asked = {ask.id: ask for ask in was.asks} if was is not None else {}
    for ask in now.asks if now is not None else ():
        delivery = asked[ask.id].delivery if ask.id in asked else None
        if ask.delivery == "delivered" and delivery != "delivered":
            entry = last_stating((entry for entry in fresh if entry.ask == ask.id), "state")
            changes.append(make("ask-answered", entry, field=ask.id, before=delivery, after=ask.delivery))
    yield from changes
    yield from rest(pair, found, make, changes)


def _risk(plan: Plan | None, risk: Risk | None, day: date) -> RiskSummary | None:
    """Return where a risk stood in a view; None where it was not there."""
    if plan is None or risk is None:
        return None
    alone = with_records(plan, {"risks": (risk,)})
    return next(iter(summarise_risks(alone, (), day)), None)


def _review(plan: Plan | None, review: Review | None, day: date) -> ReviewSummary | None:
    """Return where a review stood in a view; None where it was not there."""
    if plan is None or review is None:
        return None
    asked = (name for ask in review.asks for name in ask.actions)
    named = {*asked, *(name for entry in review.status for name in entry.actions or ())}
    answering = [summarise_in_plan(plan, action, day) for action in plan.actions if action.id in named]
    alone = with_records(plan, {"reviews": (review,)})
    return next(iter(summarise_reviews(alone, answering, day, with_clock=False)), None)
