"""Changes of one risk or one review between two views.

Of a risk: a new state, a new residual score. Of a review: that it was published, and what
became of its recommendations.
"""

from collections.abc import Iterator
from datetime import date

from actionplan.model.kinds import with_records
from actionplan.model.records import Plan
from actionplan.model.reviews import Review, ReviewEntry
from actionplan.model.risks import Risk, RiskEntry
from actionplan.summary.actions import summarise_in_plan
from actionplan.summary.changes.parts import part_changes
from actionplan.summary.changes.records import Change, News, RecordPair, last_stating
from actionplan.summary.replaced import with_those_in_place
from actionplan.summary.reviews import ReviewSummary, summarise_reviews
from actionplan.summary.risks import RiskSummary, summarise_risks


def risk_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield the changes that only risks have."""
    was, now = _risk(pair.was_plan, found.was, pair.start), _risk(pair.plan, pair.new, pair.until)
    fresh = found.of(RiskEntry)
    if pair.old is None:
        yield pair.change("new")
    before, after = (risk.state if risk is not None else "open" for risk in (was, now))
    scores = [risk.residual.score if risk is not None and risk.residual is not None else None for risk in (was, now)]
    if after != before:
        yield pair.change("risk-state", last_stating(fresh, "state"), before=before, after=after)
    if was is not None and scores[0] != scores[1]:
        values = {"field": "residual", "before": scores[0], "after": scores[1]}
        yield pair.change("risk-moved", last_stating(fresh, "residual"), **values)


def review_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield the changes that only reviews have."""
    was, now = _review(pair.was_plan, found.was, pair.start), _review(pair.plan, pair.new, pair.until)
    fresh = found.of(ReviewEntry)
    published = now.published if now is not None else None
    if pair.old is None and published is None:
        yield pair.change("new")
    if published is not None and (was is None or was.published is None):
        yield pair.change("review-published", last_stating(fresh, "published"), after=published)
    earlier = {each.id: each.delivery for each in was.recommendations} if was is not None else {}
    for each in now.recommendations if now is not None else ():
        before = earlier.get(each.id)
        if each.delivery == "delivered" and before != "delivered":
            entry = last_stating((entry for entry in fresh if entry.recommendation == each.id), "state")
            yield pair.change("recommendation-done", entry, field=each.id, before=before, after=each.delivery)
    yield from part_changes(pair, found)


def _risk(plan: Plan | None, risk: Risk | None, day: date) -> RiskSummary | None:
    """Return the status of a risk in a view; None if it was not there."""
    if plan is None or risk is None:
        return None
    return next(iter(summarise_risks(with_records(plan, {"risks": (risk,)}), (), day)), None)


def _review(plan: Plan | None, review: Review | None, day: date) -> ReviewSummary | None:
    """Return the status of a review in a view; None if it was not there."""
    if plan is None or review is None:
        return None
    heads = (name for each in review.recommendations for name in each.actions)
    later = (name for entry in review.status for name in entry.actions or ())
    named = with_those_in_place(plan, (*heads, *later), day)
    answering = [summarise_in_plan(plan, action, day) for action in plan.actions if action.id in named]
    reviews = tuple(review if each.id == review.id else each for each in plan.reviews)
    every = summarise_reviews(with_records(plan, {"reviews": reviews}), answering, day, with_clock=False)
    return next((each for each in every if each.id == review.id), None)
