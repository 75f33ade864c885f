"""Rules about reviews: the order in which a review goes, and one outcome for each area."""

from collections.abc import Iterator

from actionplan.model.reviews import Review, ReviewEntry
from actionplan.rules.checks.context import CheckContext, History
from actionplan.rules.checks.dates import is_before
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import head_as_at

_NEVER_BEFORE = (
    ("held", "announced"),
    ("received", "announced"),
    ("received", "held"),
    ("published", "announced"),
    ("published", "held"),
    ("plan_due", "held"),
    ("plan_due", "received"),
)
"""Pairs of which the first cannot come before the second."""

_SELDOM_BEFORE = (("published", "received"), ("plan_due", "published"))
"""Pairs of which the first seldom comes before the second."""

_SAYINGS = {
    "announced": "the review was announced",
    "held": "the review was held",
    "received": "the report was received",
    "published": "the report was published",
}


@rule("E214")
def area_concluded_twice(view: CheckContext) -> Iterator[RuleFault]:
    """A review concludes one thing of each area: its `area` stands once under `[[area_outcomes]]`."""
    for review in view.plan.reviews:
        seen: set[str] = set()
        for index, outcome in enumerate(review.area_outcomes):
            if outcome.area in seen:
                message = f'the area "{outcome.area}" has an outcome already'
                fix = "keep one, and put the rest into its note"
                yield fault(message, review, "area_outcomes", index, "area", fix=fix)
            seen.add(outcome.area)


@rule("E309")
def review_out_of_order(view: CheckContext) -> Iterator[RuleFault]:
    """A review is announced, then held; its report is received and published after that, and then the plan is due."""
    for history in view.of_kind(Review):
        yield from _out_of_order(history, _NEVER_BEFORE)


@rule("W310")
def report_published_early(view: CheckContext) -> Iterator[RuleFault]:
    """An area gets its report before the public does, and hands in its plan after both. Where the days say otherwise,
    one of them is more often than not mistyped.
    """
    for history in view.of_kind(Review):
        impossible = {found.keys for found in _out_of_order(history, _NEVER_BEFORE)}
        for found in _out_of_order(history, _SELDOM_BEFORE):
            if found.keys not in impossible:
                yield found


def _out_of_order(history: History, pairs: tuple[tuple[str, str], ...]) -> Iterator[RuleFault]:
    """Compare the days of a head, and of what each entry made of it where it states one of them."""
    review, entries = history.record, history.entries
    versions: list[tuple[tuple[str | int, ...], Review | ReviewEntry, Review]] = [((), review, review)]
    for number, placed in enumerate(entries, start=1):
        versions.append((("status", placed.index), placed.entry, head_as_at(review, entries[:number])))
    for later, earlier in pairs:
        for keys, stating, now in versions:
            stated = [name for name in (later, earlier) if getattr(stating, name) is not None]
            one, other = getattr(now, later), getattr(now, earlier)
            if stated and is_before(one, other):
                message = f"{later} is {one.text}, before {_SAYINGS[earlier]} ({other.text})"
                yield fault(message, review, *keys, stated[0], fix="check both days")
