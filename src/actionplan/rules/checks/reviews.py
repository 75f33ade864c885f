"""Rules about reviews: the order of their dates, one outcome for each area, and notices that replace others."""

from collections.abc import Iterator, Mapping

from actionplan.model.dates import PlanDate
from actionplan.model.reviews import Review
from actionplan.rules.checks.advice import amended
from actionplan.rules.checks.context import CheckContext, History, items_of
from actionplan.rules.checks.dates import is_before
from actionplan.rules.checks.references import lists_stated
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.reviews import summarise_reviews

_NEVER_BEFORE = {
    "held": ("announced",),
    "received": ("announced", "held"),
    "published": ("announced", "held"),
    "plan_due": ("held", "received"),
}
"""For each date of a review, those that cannot be after it."""

_SELDOM_BEFORE = {"published": ("received",), "plan_due": ("published",)}
"""For each date of a review, those that are seldom after it."""


@rule("E214", fix="keep one of them")
def area_concluded_twice(view: CheckContext) -> Iterator[RuleFault]:
    """A review has one outcome for each area: no `area` appears twice under `[[area_outcomes]]`."""
    seen: set[tuple[str, str]] = set()
    for review, keys, outcome in items_of(view.plan.reviews, "area_outcomes"):
        if (review.id, outcome.area) in seen:
            yield fault(f'the area "{outcome.area}" has an outcome already', review, *keys, "area")
        seen.add((review.id, outcome.area))


@rule("E262", one_file=False, fix="take it out")
def replaces_no_notice(view: CheckContext) -> Iterator[RuleFault]:
    """Only a notice `replaces` another, and only an earlier notice: `kind` is "notice" in both."""
    known = {history.record.id: history.now for history in view.of_kind(Review)}
    for history in view.of_kind(Review):
        now = history.now
        named = [
            ((*keys, at), known[name])
            for keys, names in lists_stated(history, "replaces")
            for at, name in enumerate(names)
            if name in known
        ]
        for keys, other in named:
            if now.kind != "notice":
                yield fault("this is no notice, so it replaces none", history.record, *keys)
            elif other.kind != "notice":
                yield fault(f'"{other.id}" is no notice, so none replaces it', history.record, *keys)
            elif is_before(_came_out(now), _came_out(other)):
                yield fault(f'"{other.id}" is a later notice, so this one does not replace it', history.record, *keys)


def _came_out(now: Review) -> PlanDate | None:
    return now.published or now.received or now.held or now.announced


@rule("W560")
def response_overdue(view: CheckContext) -> Iterator[RuleFault]:
    """A recommendation is answered by its `response_due`. The answer is an entry with `response`."""
    reviews = summarise_reviews(view.plan, (), view.today, with_clock=False)
    late = {(review.id, each.id) for review in reviews for each in review.recommendations if each.response_overdue}
    for review, keys, each in items_of(view.plan.reviews, "recommendations") if late else ():
        if (review.id, each.id) in late:
            fix = f"actionplan update {review.id} --recommendation {each.id} --response accepted --by BODY --on DAY"
            yield fault(f"no answer to recommendation {each.id} is on record, and it was due", review, *keys, fix=fix)


@rule("E309")
def review_out_of_order(view: CheckContext) -> Iterator[RuleFault]:
    """A review is announced before it is held. Its report is received and published after that, and the plan is due
    after the report was received.
    """
    return (found for history in view.of_kind(Review) for found in _out_of_order(view, history, _NEVER_BEFORE))


@rule("W310")
def report_published_early(view: CheckContext) -> Iterator[RuleFault]:
    """A report is received before it is published, and the plan is due after its publication. If the dates contradict
    this, one of them is probably a typing error.
    """
    for history in view.of_kind(Review):
        impossible = {found.keys for found in _out_of_order(view, history, _NEVER_BEFORE)}
        yield from (found for found in _out_of_order(view, history, _SELDOM_BEFORE) if found.keys not in impossible)


def _out_of_order(
    view: CheckContext, history: History, earlier_ones: Mapping[str, tuple[str, ...]]
) -> Iterator[RuleFault]:
    """Compare the dates as they are after all entries; the place is that of the date stated last."""
    review, now = history.record, history.now
    for later, earlier in ((later, earlier) for later, names in earlier_ones.items() for earlier in names):
        one, other = getattr(now, later), getattr(now, earlier)
        if is_before(one, other):
            stating = [
                ("status", placed.index, name)
                for placed in history.entries
                for name in (earlier, later)
                if getattr(placed.entry, name) is not None
            ]
            head = (later,) if getattr(review, later) is not None else (earlier,)
            keys: tuple[str | int, ...] = stating[-1] if stating else head
            event = f"the {'report' if earlier in ('received', 'published') else 'review'} was {earlier}"
            fix = amended(view, review, "check both days", f"--{str(keys[-1]).replace('_', '-')} DAY")
            yield fault(f"{later} is {one}, before {event} ({other})", review, *keys, fix=fix)
