"""``actionplan reviews``: what reviewers found and what became of it, in order of time."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from actionplan.model.text import body_name, count, date_text, day_text, days_text
from actionplan.model.vocabulary import ReviewKind
from actionplan.report.document import GAP, Document, Heading, Inline, Item, Items, Paragraph, Span
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.tallies import KIND_WORDS, review_tally_text
from actionplan.summary.reviews import AskSummary, PlanClock, PlanReviews, ReviewSummary, day_of, plan_reviews


@frozen(kw_only=True)
class ReviewSelection:
    """Which reviews are listed.

    Attributes:
        kind: only those of this kind; None for all.
    """

    kind: ReviewKind | None = None


def reviews_document(run: RunResult, context: Context) -> Document:
    """Return the reviews of plans."""
    for plan in run.results:
        yield Heading(plan.title)
        yield Paragraph((f"Reviews as at {when_words(context)}. ", Span(plan.root, "code")))
        yield Paragraph(review_tally_text(plan.tally), hang=4)
        if context.selection.kind is not None:
            yield Paragraph(Span(f"Listed: only reviews of the kind {context.selection.kind}.", "strong"))
        yield GAP
        for review in plan.reviews:
            when = review.held or review.received or review.published or review.announced
            title = f"{review.title} ({review.id})"
            yield Heading(title, 3, label=date_text(when, none="No date"), hang=4)
            facts = [Item(fact) for fact in _facts(review, plan, context.as_at)]
            yield Items((*facts, *_findings(review), *_asks(review)), indent=4, hang=2)
            yield GAP


def _facts(review: ReviewSummary, plan: PlanReviews, as_at: date) -> Iterator[str]:
    by = ", ".join(body_name(plan.bodies, name) for name in review.by)
    kind = KIND_WORDS[review.kind]
    yield f"{kind[:1].upper()}{kind[1:]}" + (f" by {by}" if by else "")
    day = day_of(review)
    is_future = day is not None and day > as_at and not review.is_reported
    dates = (
        ("announced", review.announced),
        ("to be held" if is_future else "held", review.held),
        ("report received", review.received),
        ("published", review.published),
    )
    if steps := ", ".join(f"{word} {date_text(when)}" for word, when in dates if when is not None):
        yield steps[:1].upper() + steps[1:]
    if not review.is_reported:
        yield "No report yet."
    if review.outcome:
        yield f"Outcome: {review.outcome}"
    for outcome in review.area_outcomes:
        yield f"{outcome.area}: {outcome.outcome}" + (f" ({outcome.note})" if outcome.note else "")
    yield from _clock(review)


def _clock(review: ReviewSummary) -> Iterator[str]:
    """Yield how many working days there were, or are, to hand in the plan, and from which day they are counted."""
    clock = review.clock
    due = f"Plan due {date_text(review.plan_due)}" if review.plan_due is not None else ""
    if clock is None:
        if due:
            yield f"{due}."
        return
    if due and clock.from_receipt is not None:
        yield f"{due}: {_working(clock.from_receipt)} from the receipt of the report{_left(clock)}."
    elif due and clock.from_publication is not None:
        known = "is not known" if review.received is None else "is not known to the day"
        counted = f"{_working(clock.from_publication)} from publication"
        yield f"{due}: {counted}{_left(clock)}. When the report was received {known}."
    elif due:
        yield f"{due}{_left(clock)}."
    if clock.deadline is not None and (review.plan_due is None or clock.deadline != review.plan_due.last):
        left = "" if due else _left(clock)
        yield f"By its own rule, counted from receipt, the plan is due {day_text(clock.deadline)}{left}."


def _left(clock: PlanClock) -> str:
    return "" if clock.left is None or clock.left < 0 else f", {_working(clock.left)} left"


def _working(days: int) -> str:
    return count(days, "working day")


def _findings(review: ReviewSummary) -> Iterator[Item]:
    if review.findings:
        found = tuple(
            Item(f"{finding.text} ({finding.area})" if finding.area else finding.text, finding.id)
            for finding in review.findings
        )
        yield Item(f"Found: {len(found)}", under=(Items(found, indent=6, width=None, hang=3),))


def _asks(review: ReviewSummary) -> Iterator[Item]:
    if review.asks:
        answered = sum(not ask.open for ask in review.asks) or "none"
        asks = tuple(Item(ask.text, ask.id, (_ask(ask),)) for ask in review.asks)
        text = f"Asked for: {len(asks)}, {answered} answered"
        yield Item(text, under=(Items(asks, indent=6, width=None, hang=3, under=3, under_hang=2),))


def _ask(ask: AskSummary) -> Inline:
    """Return by when an ask was due, how far it has come, and how late it is."""
    due = f"due {date_text(ask.due)}" if ask.due is not None else "no due date"
    actions = "action" if len(ask.actions) == 1 else "actions"
    by = f" ({actions} {', '.join(ask.actions)})" if ask.actions else ""
    late = f"{days_text(ask.days_late)} late" if ask.days_late else ""
    if ask.answered is not None:
        return f"{due}; answered {date_text(ask.answered)}{late and f', {late}'}{by}"
    if not ask.open:
        return f"{due}; {'answered' if ask.delivery == 'delivered' else 'no longer asked for'}{by}"
    text = f"{due}; {ask.delivery.replace('-', ' ')}{by}{late and f'; {late}'}"
    return Span(text, "alert") if ask.overdue else text


REVIEWS = Report(
    name="reviews",
    title=lambda context: f"Reviews as at {when_words(context)}",
    result=lambda plan, context: plan_reviews(plan, context.as_at, context.selection.kind),
    document=reviews_document,
)
