"""The screen and the JSON of ``actionplan reviews``: a timeline of what outside eyes found and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from actionplan.model.vocabulary import ReviewKind
from actionplan.report.status_json import dated, envelope, review_tally_json, unread_json
from actionplan.report.tallies import KIND_WORDS, review_tally_text
from actionplan.report.words import count, date_text, day_text, days_text, one_line
from actionplan.report.writers.layout import Part
from actionplan.report.writers.legacy import Screen, draw, hanging, styled
from actionplan.summary.reviews import AskSummary, PlanClock, PlanReviews, ReviewSummary, day_of

if TYPE_CHECKING:
    from actionplan.model.dates import PlanDate

_INDENT = 4


def reviews_text(
    plans: Sequence[PlanReviews], as_at: date, screen: Screen, kind: ReviewKind | None = None, when: str = ""
) -> str:
    """Give the reviews of plans as text for a screen.

    Args:
        plans: the plans.
        as_at: the day.
        screen: what the reader's screen can show.
        kind: the only kind that is listed; None for all.
        when: the day in words, as `as_at_words` gives it; empty for the day alone.
    """
    parts: list[Part] = []
    for plan in plans:
        parts.append(styled(one_line(plan.title), "bold"))
        parts.append(styled(f"Reviews as at {when or day_text(as_at)}. {one_line(plan.root)}"))
        parts.append(hanging(review_tally_text(plan.tally), 4, screen))
        if kind is not None:
            parts.append(styled(f"Listed: only reviews of the kind {kind}.", "bold"))
        parts.append("")
        for review in plan.reviews:
            parts.extend(_review(review, plan, as_at, screen))
            parts.append("")
    return draw(parts, screen)


def _review(review: ReviewSummary, plan: PlanReviews, as_at: date, screen: Screen) -> Iterator[Part]:
    when = review.held or review.received or review.published or review.announced
    title = hanging(f"{date_text(when, none='No date')}  {one_line(review.title)} ({review.id})", _INDENT, screen)
    title.stylize("bold")
    yield title
    for text in _facts(review, plan, as_at):
        yield hanging(" " * _INDENT + text, _INDENT + 2, screen)
    if review.findings:
        yield styled(f"    Found: {len(review.findings)}")
        for finding in review.findings:
            where = f" ({finding.area})" if finding.area else ""
            yield hanging(f"      {finding.id}  {one_line(finding.text)}{where}", 9, screen)
    if review.asks:
        answered = sum(not ask.is_open for ask in review.asks)
        yield styled(f"    Asked for: {len(review.asks)}, {answered or 'none'} answered")
        for ask in review.asks:
            yield hanging(f"      {ask.id}  {one_line(ask.text)}", 9, screen)
            line = hanging(f"         {ask_text(ask)}", 11, screen)
            if ask.is_overdue:
                line.stylize("bold red")
            yield line


def _facts(review: ReviewSummary, plan: PlanReviews, as_at: date) -> Iterator[str]:
    by = ", ".join(one_line(plan.bodies.get(name, name)) for name in review.by)
    kind = KIND_WORDS[review.kind]
    yield f"{kind[:1].upper()}{kind[1:]}" + (f" by {by}" if by else "")
    day = day_of(review)
    is_to_come = day is not None and day > as_at and not review.is_reported
    held = "to be held" if is_to_come else "held"
    steps: list[tuple[str, PlanDate | None]] = [
        ("announced", review.announced),
        (held, review.held),
        ("report received", review.received),
        ("published", review.published),
    ]
    told = ", ".join(f"{word} {date_text(when)}" for word, when in steps if when is not None)
    if told:
        yield told[:1].upper() + told[1:]
    if not review.is_reported:
        yield "No report yet."
    if review.outcome:
        yield f"Outcome: {one_line(review.outcome)}"
    for outcome in review.area_outcomes:
        note = f" ({one_line(outcome.note)})" if outcome.note else ""
        yield f"{outcome.area}: {one_line(outcome.outcome)}{note}"
    yield from clock_texts(review)


def clock_texts(review: ReviewSummary) -> Iterator[str]:
    """Say how many working days there were, or are, to hand in the plan, and from which day they are counted."""
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
    if clock.left is None or clock.left < 0:
        return ""
    return f", {_working(clock.left)} left"


def _working(days: int) -> str:
    return count(days, "working day")


def ask_text(ask: AskSummary) -> str:
    """Say how far an ask has come, by when it was due, and how late it is."""
    due = f"due {date_text(ask.due)}" if ask.due is not None else "no due date"
    by = f" (actions {', '.join(ask.actions)})" if len(ask.actions) > 1 else ""
    by = f" (action {ask.actions[0]})" if len(ask.actions) == 1 else by
    if ask.answered is not None:
        late = f", {days_text(ask.days_late)} late" if ask.days_late else ""
        return f"{due}; answered {date_text(ask.answered)}{late}{by}"
    if not ask.is_open:
        return f"{due}; {'answered' if ask.delivery == 'delivered' else 'no longer asked for'}{by}"
    late = f"; {days_text(ask.days_late)} late" if ask.days_late else ""
    return f"{due}; {ask.delivery.replace('-', ' ')}{by}{late}"


def reviews_json(
    plans: Iterable[PlanReviews],
    as_at: date,
    kind: ReviewKind | None = None,
    known_at: date | None = None,
    *,
    partial: bool,
) -> dict[str, Any]:
    """Give the reviews of plans as a JSON object; see `reviews_text`."""
    return {
        **envelope("reviews", as_at, partial=partial),
        "known_at": known_at.isoformat() if known_at is not None else None,
        "selection": {"kind": kind},
        "plans": [
            {
                "id": plan.id,
                "title": plan.title,
                "path": plan.root,
                "totals": review_tally_json(plan.tally),
                "reviews": [_review_json(review) for review in plan.reviews],
                "unread": [unread_json(unread) for unread in plan.unread],
            }
            for plan in plans
        ],
    }


def _review_json(review: ReviewSummary) -> dict[str, Any]:
    return {
        "id": review.id,
        "title": review.title,
        "kind": review.kind,
        "by": list(review.by),
        **dated("announced", review.announced),
        **dated("held", review.held),
        **dated("received", review.received),
        **dated("published", review.published),
        "reported": review.is_reported,
        **dated("plan_due", review.plan_due),
        "clock": _clock_json(review.clock),
        "outcome": review.outcome,
        "area_outcomes": [
            {"area": outcome.area, "outcome": outcome.outcome, "note": outcome.note} for outcome in review.area_outcomes
        ],
        "findings": [{"id": finding.id, "text": finding.text, "area": finding.area} for finding in review.findings],
        "asks": [_ask_json(ask) for ask in review.asks],
        "source": list(review.source),
    }


def _clock_json(clock: PlanClock | None) -> dict[str, Any] | None:
    if clock is None:
        return None
    return {
        "from_receipt": clock.from_receipt,
        "from_publication": clock.from_publication,
        "deadline": clock.deadline.isoformat() if clock.deadline is not None else None,
        "left": clock.left,
    }


def _ask_json(ask: AskSummary) -> dict[str, Any]:
    return {
        "id": ask.id,
        "text": ask.text,
        **dated("due", ask.due),
        "actions": list(ask.actions),
        "state": ask.state,
        "delivery": ask.delivery,
        **dated("answered", ask.answered),
        "open": ask.is_open,
        "overdue": ask.is_overdue,
        "days_late": ask.days_late,
    }
