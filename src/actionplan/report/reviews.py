"""``actionplan reviews``: reviews in order of time, with their findings and recommendations, and what was done."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from actionplan.model.ids import Id
from actionplan.model.text import (
    at_text,
    body_name,
    capitalised,
    count,
    date_text,
    day_text,
    days_text,
    in_words,
    printed_id,
    some_of,
)
from actionplan.model.vocabulary import ReviewKind
from actionplan.report.action_words import after_due
from actionplan.report.document import GAP, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span
from actionplan.report.part_words import (
    RECHECK_WORDS,
    RESPONSE_WORDS,
    Bodies,
    closed_text,
    due_words,
    part_text,
)
from actionplan.report.provenance import plan_opening, when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.tallies import DELIVERY_WORDS, KIND_WORDS, review_tally_text
from actionplan.report.words import known_of_made, only_words
from actionplan.summary.recommendations import RecommendationSummary
from actionplan.summary.review_clock import PlanClock
from actionplan.summary.reviews import PlanReviews, ReviewSummary, day_of, plan_reviews


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
        yield from plan_opening(plan, context, f"Reviews as at {when_words(context)}.", only)
        yield from (Paragraph(review_tally_text(plan.tally), hang=4), GAP)
        for review in plan.reviews:
            when = review.held or review.received or review.published or review.announced
            title = f"{review.title} ({review.id})"
            none = "Expected" if review.expected is not None else "No date"
            yield Heading(title, 3, label=date_text(when, none=none, short=True), hang=4)
            facts = [Item(fact) for fact in review_facts(review, plan, context.as_at)]
            yield Items((*facts, *_findings(review, plan), *_recommendations(review, plan)), indent=4, hang=2)
            yield GAP


def review_facts(review: ReviewSummary, plan: PlanReviews, as_at: date) -> Iterator[str]:
    """Yield what is known about a review: who held it, when, what came of it, and when the plan is due."""
    by = ", ".join(body_name(plan.bodies, name) for name in review.by)
    yield capitalised(KIND_WORDS[review.kind]) + (f" by {by}" if by else "")
    day = day_of(review)
    is_future = day is not None and day > as_at and not review.is_reported
    dates = (
        ("expected", review.expected if review.held is None else None),
        ("announced", review.announced),
        ("planned for" if is_future else "held", review.held),
        ("report received", review.received),
        ("published", review.published),
    )
    if steps := ", ".join(f"{word} {date_text(when)}" for word, when in dates if when is not None):
        yield capitalised(steps)
    if not review.is_reported:
        yield "No report yet."
    titles = {each.id: each.title for each in plan.reviews}
    yield from (f"{capitalised(text)}." for text in replaced_texts(review.replaces, review.replaced_by, titles))
    if review.outcome:
        yield f"Outcome: {review.outcome}"
    if review.assurance:
        yield f"Assurance: {review.assurance}"
    for outcome in review.area_outcomes:
        note = f" ({outcome.note})" if outcome.note else ""
        yield f"{plan.names.get(outcome.area, outcome.area)}: {outcome.outcome}{note}"
    if review.clock is not None:
        yield from _clock(review, review.clock)
    elif review.plan_due is not None:
        yield f"Plan due {date_text(review.plan_due)}."


def replaced_texts(replaces: Iterable[Id], replaced_by: Iterable[Id], titles: Mapping[Id, str]) -> Iterator[str]:
    """Yield the words about the notices that one replaces, and those about the ones in its place; none for none.

    Args:
        replaces: their ids.
        replaced_by: the ids of those in its place.
        titles: the titles of the plan's reviews by their ids.
    """
    for words, ids in (("replaces", replaces), ("replaced by", replaced_by)):
        if names := in_words(f'"{titles[name]}"' if name in titles else name for name in ids):
            yield f"{words} {names}"


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


def _findings(review: ReviewSummary, plan: PlanReviews) -> Iterator[Item]:
    if review.findings:
        about = (f" ({plan.names.get(each.area, each.area)})" if each.area else "" for each in review.findings)
        pairs = zip(review.findings, about, strict=True)
        findings = tuple(Item(f"{each.text}{area}", printed_id(each)) for each, area in pairs)
        known = known_of_made(len(findings), review.findings_made, "finding")
        yield Item(f"Findings: {known or len(findings)}", under=(Items(findings, indent=6, width=None, hang=3),))


def _recommendations(review: ReviewSummary, plan: PlanReviews) -> Iterator[Item]:
    every = review.recommendations
    known = known_of_made(len(every), review.recommendations_made, "recommendation")
    if known:
        yield Item(f"{capitalised(known)}.")
    if every:
        items = tuple(Item(part_text(each.text), printed_id(each), tuple(_facts_of(each, plan))) for each in every)
        counts = {
            "carried out": sum(each.delivery == "delivered" and not each.open for each in every),
            "rejected": sum(each.response == "rejected" for each in every),
            "closed otherwise": sum(each.closed is not None and each.delivery != "delivered" for each in every),
        }
        done = ", ".join(f"{number} {words}" for words, number in counts.items() if number) or "none carried out"
        text = f"Recommendations{' on record' if known else ''}: {len(every)}, {done}"
        yield Item(text, under=(Items(items, indent=6, width=None, hang=3, under=3, under_hang=2),))


def _facts_of(each: RecommendationSummary, plan: PlanReviews) -> Iterator[Inline]:
    """Yield the facts about a recommendation: its answer, how far it has come, and what a later check found."""
    bodies = plan.bodies
    response = response_text(each, bodies)
    if response:
        yield Span(response, "alert") if each.response_overdue else response
    progress = _progress(each, plan)
    yield Span(progress, "alert") if each.overdue else progress
    if each.rechecked is not None:
        by = f" by {body_name(bodies, each.rechecked.by)}" if each.rechecked.by else ""
        text = f"checked again {at_text(each.rechecked.on)}{by}: {RECHECK_WORDS[each.rechecked.found]}"
        yield Span(text, "alert") if each.rechecked.found == "not-sustained" else text


def response_text(each: RecommendationSummary, bodies: Bodies) -> str:
    """Return how a recommendation was answered, or when an answer is due; empty if neither is known."""
    by = f" by {body_name(bodies, each.response_by)}" if each.response_by else ""
    late = days_text(each.response_days_late) if each.response_days_late else ""
    if each.response is not None:
        on = f" {date_text(each.response_on)}" if each.response_on is not None else ""
        span = after_due(each.response_days_late, each.response_on) if each.response_on is not None and late else ""
        return f"{RESPONSE_WORDS[each.response]}{by}{on}" + (f", {span} after the answer was due" if span else "")
    if each.response_due is None:
        return ""
    return f"answer{by} due {date_text(each.response_due)}: none on record" + (f", {late} overdue" if late else "")


def _progress(each: RecommendationSummary, plan: PlanReviews) -> str:
    """Return when a recommendation is due, how far it has come, and by how many days it is or was overdue."""
    facts = [each.strength or "", f"grade {each.grade}" if each.grade else ""]
    facts.append(due_words(each.due, each.due_first) or "no due date")
    by = f" ({some_of(plan.names.get(name, name) for name in each.actions)})" if each.actions else ""
    if each.closed is not None:
        facts.append(closed_text(each.closed, plan.bodies))
    elif each.carried_out is not None:
        span = after_due(each.days_late, each.carried_out)
        after = f", {span} after its due date" if span else ", whether in time is not known"
        facts.append(f"carried out {at_text(each.carried_out)}{after if each.days_late else ''}{by}")
    elif each.replaced and each.delivery != "delivered":
        facts.append(f"{DELIVERY_WORDS[each.delivery]}{by}, not asked for any more")
    elif each.delivery == "delivered" or not each.open:
        is_dropped = each.delivery != "delivered"
        facts.append(f"{'not to be carried out' if is_dropped else 'carried out'}{by}")
    else:
        facts.append(f"{DELIVERY_WORDS[each.delivery]}{by}")
    if each.overdue:
        facts.append(f"{days_text(each.days_late)} overdue")
    return "; ".join(filter(None, facts))


REVIEWS = Report(
    name="reviews",
    title=lambda context: f"Reviews as at {when_words(context)}",
    result=lambda plan, context: plan_reviews(plan, context.as_at, context.selection.kind),
    document=reviews_document,
)
