"""What changed about risks and reviews between two views; `since` has the rest.

Of a risk: that it is new, what state it came into, how far its residual score moved. Of a review: that it was begun or
published, and what it asked for was answered. Every other new entry is told as an update.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.summary.actions import ActionSummary
from actionplan.summary.fresh import fresh_entries, is_late
from actionplan.summary.known import is_known
from actionplan.summary.reviews import AskSummary, ReviewSummary, summarise_reviews
from actionplan.summary.risks import RiskSummary, summarise_risks

if TYPE_CHECKING:
    from actionplan.summary.since import Change

EntryType = TypeVar("EntryType", bound=Entry)
Make = Callable[..., "Change"]


def outside_changes(
    make: Make,
    before: tuple[Plan | None, date, Iterable[ActionSummary]],
    after: tuple[Plan, date, Iterable[ActionSummary]],
) -> Iterator["Change"]:
    """Give what changed about a plan's risks and reviews.

    Args:
        make: makes a change of its heading and fields.
        before: the plan in the earlier view, the day, and its actions on that day; the plan is None where it was not
            there yet.
        after: the same in the later view.
    """
    old, start, old_actions = before
    plan, until, actions = after
    risks = {risk.id: risk for risk in summarise_risks(old, old_actions, start)} if old is not None else {}
    had_risks = {risk.id: risk for risk in old.risks} if old is not None else {}
    risks_now = {risk.id: risk for risk in summarise_risks(plan, actions, until)}
    for risk in plan.risks:
        if risk.id in risks_now:
            yield from _risk(
                make, plan.id, (had_risks.get(risk.id), risks.get(risk.id)), (risk, risks_now[risk.id]), start
            )
    reviews = {review.id: review for review in summarise_reviews(old, old_actions, start)} if old is not None else {}
    had_reviews = {review.id: review for review in old.reviews} if old is not None else {}
    reviews_now = {review.id: review for review in summarise_reviews(plan, actions, until)}
    for review in plan.reviews:
        if review.id in reviews_now and is_known(plan, review, until):
            seen = had_reviews.get(review.id)
            was = reviews.get(review.id) if seen is not None else None
            yield from _review(make, plan.id, (seen, was), (review, reviews_now[review.id]), start)


def _risk(
    make: Make, plan: Id, before: tuple[Risk | None, RiskSummary | None], after: tuple[Risk, RiskSummary], start: date
) -> Iterator["Change"]:
    old, was = before
    risk, now = after

    def change(heading: str, entry: Entry | None = None, **values: object) -> "Change":
        return make(heading=heading, plan=plan, record=risk.id, kind="risk", title=now.title, entry=entry, **values)

    new = fresh_entries(old.status if old is not None else (), risk.status)
    changes: list[Change] = []
    if was is None:
        changes.append(change("new"))
    state = was.state if was is not None else "open"
    if now.state != state:
        changes.append(change("risk-state", _last(new, "state"), before=state, after=now.state))
    scores = [
        found.residual.score if found is not None and found.residual is not None else None for found in (was, now)
    ]
    if was is not None and scores[0] != scores[1]:
        entry = _last(new, "residual")
        changes.append(change("risk-moved", entry, field="residual", before=scores[0], after=scores[1]))
    yield from _with_rest(change, changes, new, start)


def _review(
    make: Make,
    plan: Id,
    before: tuple[Review | None, ReviewSummary | None],
    after: tuple[Review, ReviewSummary],
    start: date,
) -> Iterator["Change"]:
    old, was = before
    review, now = after

    def change(heading: str, entry: Entry | None = None, **values: object) -> "Change":
        return make(heading=heading, plan=plan, record=review.id, kind="review", title=now.title, entry=entry, **values)

    new = fresh_entries(old.status if old is not None else (), review.status)
    changes: list[Change] = []
    if was is None and now.published is None:
        changes.append(change("new"))
    if now.published is not None and (was is None or was.published is None):
        changes.append(change("review-published", _last(new, "published"), after=now.published))
    asked: dict[Id, AskSummary] = {ask.id: ask for ask in was.asks} if was is not None else {}
    for ask in now.asks:
        delivery = asked[ask.id].delivery if ask.id in asked else None
        if ask.delivery == "delivered" and delivery != "delivered":
            entry = _last((entry for entry in new if entry.ask == ask.id), "state")
            changes.append(change("ask-answered", entry, field=ask.id, before=delivery, after=ask.delivery))
    yield from _with_rest(change, changes, new, start)


def _with_rest(make: Make, changes: list["Change"], new: list[EntryType], start: date) -> Iterator["Change"]:
    """Give changes, and after them every new entry that none of them tells."""
    yield from changes
    told = {id(made.entry) for made in changes}
    for entry in new:
        if entry.corrects is not None:
            yield make("corrected", entry)
        elif id(entry) not in told:
            yield make("other", entry)
        if is_late(entry, start):
            yield make("recorded-late", entry)


def _last(entries: Iterable[EntryType], name: str) -> EntryType | None:
    stating = [entry for entry in entries if getattr(entry, name) is not None]
    return stating[-1] if stating else None
