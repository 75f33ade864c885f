"""Rules about reviews: the order of their dates, and one outcome for each area."""

from collections.abc import Iterator, Mapping

from actionplan.model.reviews import Review
from actionplan.rules.checks.context import CheckContext, History, items_of
from actionplan.rules.checks.dates import is_before
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import head_as_at

_NEVER_BEFORE = {
    "held": ("announced",),
    "received": ("announced", "held"),
    "published": ("announced", "held"),
    "plan_due": ("held", "received"),
}
"""For each date of a review, those that cannot be after it."""

_SELDOM_BEFORE = {"published": ("received",), "plan_due": ("published",)}
"""For each date of a review, those that are seldom after it."""


@rule("E214", fix="keep one, and put the rest into its note")
def area_concluded_twice(view: CheckContext) -> Iterator[RuleFault]:
    """A review has one outcome for each area: no `area` appears twice under `[[area_outcomes]]`."""
    seen: set[tuple[str, str]] = set()
    for review, keys, outcome in items_of(view.plan.reviews, "area_outcomes"):
        if (review.id, outcome.area) in seen:
            yield fault(f'the area "{outcome.area}" has an outcome already', review, *keys, "area")
        seen.add((review.id, outcome.area))


@rule("E309", fix="check both days")
def review_out_of_order(view: CheckContext) -> Iterator[RuleFault]:
    """A review is announced before it is held. Its report is received and published after that, and the plan is due
    after the report was received.
    """
    return (found for history in view.of_kind(Review) for found in _out_of_order(history, _NEVER_BEFORE))


@rule("W310", fix="check both days")
def report_published_early(view: CheckContext) -> Iterator[RuleFault]:
    """A report is received before it is published, and the plan is due after its publication. If the dates contradict
    this, one of them is probably a typing error.
    """
    for history in view.of_kind(Review):
        impossible = {found.keys for found in _out_of_order(history, _NEVER_BEFORE)}
        yield from (found for found in _out_of_order(history, _SELDOM_BEFORE) if found.keys not in impossible)


def _out_of_order(history: History, earlier_ones: Mapping[str, tuple[str, ...]]) -> Iterator[RuleFault]:
    """Compare the dates of the head, and those after each entry that states one of them."""
    review, entries = history.record, history.entries
    versions = [(review, review)] + [
        (placed.entry, head_as_at(review, entries[:number])) for number, placed in enumerate(entries, start=1)
    ]
    places: list[tuple[str | int, ...]] = [(), *(("status", placed.index) for placed in entries)]
    for later, earlier in ((later, earlier) for later, names in earlier_ones.items() for earlier in names):
        for keys, (stating, now) in zip(places, versions, strict=True):
            stated = [name for name in (later, earlier) if getattr(stating, name) is not None]
            one, other = getattr(now, later), getattr(now, earlier)
            if stated and is_before(one, other):
                event = f"the {'report' if earlier in ('received', 'published') else 'review'} was {earlier}"
                yield fault(f"{later} is {one}, before {event} ({other})", review, *keys, stated[0])
