"""``actionplan reviews``: reviews in order of time, with their findings and asks, and what was done."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from actionplan.model.text import body_name, count, date_text, day_text, days_text
from actionplan.model.vocabulary import ReviewKind
from actionplan.report.action_words import after_due
from actionplan.report.document import GAP, Document, Heading, Inline, Item, Items, Paragraph, Span
from actionplan.report.provenance import plan_opening, when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.tallies import DELIVERY_WORDS, KIND_WORDS, review_tally_text
from actionplan.report.words import known_of_made, only_words
from actionplan.summary.review_clock import PlanClock
from actionplan.summary.reviews import AskSummary, PlanReviews, ReviewSummary, day_of, plan_reviews


@frozen(kw_only=True)
class ReviewSelection:
    """Which reviews are listed.

    Attributes:
        kind: only those of this kind; None for all.
    """

    kind: ReviewKind | None = None


def reviews_document(run: RunResult, context: Context) -> Document:
    """Return the reviews of plans."""
    kind = context.selection.kind
    only = only_words("reviews", f"of the kind {kind}" if kind is not None else "")
    for plan in run.results:
        yield from plan_opening(plan, f"Reviews as at {when_words(context)}.", only)
        yield from (Paragraph(review_tally_text(plan.tally), hang=4), GAP)
        for review in plan.reviews:
            when = review.held or review.received or review.published or review.announced
            title = f"{review.title} ({review.id})"
            yield Heading(title, 3, label=date_text(when, none="No date", short=True), hang=4)
            facts = [Item(fact) for fact in _facts(review, plan, context.as_at)]
            yield Items((*facts, *_findings(review), *_asks(review)), indent=4, hang=2)
            yield GAP


def _facts(review: ReviewSummary, plan: PlanReviews, as_at: date) -> Iterator[str]:
    by = ", ".join(body_name(plan.bodies, name) for name in review.by)
    yield _capital(KIND_WORDS[review.kind]) + (f" by {by}" if by else "")
    day = day_of(review)
    is_future = day is not None and day > as_at and not review.is_reported
    dates = (
        ("announced", review.announced),
        ("planned for" if is_future else "held", review.held),
        ("report received", review.received),
        ("published", review.published),
    )
    if steps := ", ".join(f"{word} {date_text(when)}" for word, when in dates if when is not None):
        yield _capital(steps)
    if not review.is_reported:
        yield "No report yet."
    if review.outcome:
        yield f"Outcome: {review.outcome}"
    for outcome in review.area_outcomes:
        yield f"{outcome.area}: {outcome.outcome}" + (f" ({outcome.note})" if outcome.note else "")
    if review.clock is not None:
        yield from _clock(review, review.clock)
    elif review.plan_due is not None:
        yield f"Plan due {date_text(review.plan_due)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _clock(review: ReviewSummary, clock: PlanClock) -> Iterator[str]:
    """Yield how many working days there were, or are left, to submit the plan, and from which day they count."""
    days = clock.left
    left = f", {count(days, 'working day')} left" if days is not None and days >= 0 else ""
    if review.plan_due is not None:
        due = f"Plan due {date_text(review.plan_due)}"
        if clock.from_receipt is not None:
            yield f"{due}: {count(clock.from_receipt, 'working day')} after receipt of the report{left}."
        elif clock.from_publication is not None:
            known = "not known" if review.received is None else "not known exactly"
            counted = f"{count(clock.from_publication, 'working day')} after publication"
            yield f"{due}: {counted}{left}. The day of receipt is {known}."
        else:
            yield f"{due}{left}."
    if clock.deadline is not None and (review.plan_due is None or clock.deadline != review.plan_due.last):
        still = left if review.plan_due is None else ""
        yield f"The plan's own deadline, in working days after receipt, is {day_text(clock.deadline)}{still}."


def _findings(review: ReviewSummary) -> Iterator[Item]:
    if review.findings:
        texts = ((each.id, f"{each.text} ({each.area})" if each.area else each.text) for each in review.findings)
        findings = tuple(Item(text, name) for name, text in texts)
        known = known_of_made(len(findings), review.findings_made, "finding")
        yield Item(f"Findings: {known or len(findings)}", under=(Items(findings, indent=6, width=None, hang=3),))


def _asks(review: ReviewSummary) -> Iterator[Item]:
    known = known_of_made(len(review.asks), review.recommendations_made, "recommendation")
    if known:
        yield Item(f"{_capital(known)}.")
    if review.asks:
        answered = sum(not ask.open for ask in review.asks) or "none"
        asks = tuple(Item(ask.text, ask.id, (_ask(ask),)) for ask in review.asks)
        text = f"Asks: {len(asks)}, {answered} answered"
        yield Item(text, under=(Items(asks, indent=6, width=None, hang=3, under=3, under_hang=2),))


def _ask(ask: AskSummary) -> Inline:
    """Return when an ask was due, how far it has come, and by how many days it is or was overdue."""
    facts = [f"due {date_text(ask.due)}" if ask.due is not None else "no due date"]
    by = f" ({'action' if len(ask.actions) == 1 else 'actions'} {', '.join(ask.actions)})" if ask.actions else ""
    late = days_text(ask.days_late) if ask.days_late else ""
    if ask.answered is not None:
        span = after_due(ask.days_late, ask.answered)
        after = f", {span} after its due date" if span else ", whether in time is not known"
        facts.append(f"answered {date_text(ask.answered)}{after if ask.days_late else ''}{by}")
    elif not ask.open:
        facts.append(f"{'answered' if ask.delivery == 'delivered' else 'no longer asked for'}{by}")
    else:
        facts += [f"{DELIVERY_WORDS[ask.delivery]}{by}", *([f"{late} overdue"] if late else [])]
    text = "; ".join(facts)
    return Span(text, "alert") if ask.overdue else text


REVIEWS = Report(
    name="reviews",
    title=lambda context: f"Reviews as at {when_words(context)}",
    result=lambda plan, context: plan_reviews(plan, context.as_at, context.selection.kind),
    document=reviews_document,
)
