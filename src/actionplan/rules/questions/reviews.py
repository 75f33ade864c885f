"""Questions about reviews: answers and recommendations that are overdue, and the review that comes next."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.text import at_text, body_name, count, date_text, days_text, in_words, printed_id
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext
from actionplan.rules.questions.registry import QuestionCase, challenge_rule
from actionplan.summary.answering import answers, answers_for, handover_due
from actionplan.summary.recommendations import RecommendationSummary
from actionplan.summary.reviews import ReviewSummary, is_to_come, summarise_reviews

MOST_DAYS_AHEAD = 366
"""A review that comes later is not asked about yet."""


@challenge_rule("C112", "serious", 'When does {name} answer {which} of the review "{review}", of which {is_due}?')
def answer_overdue(view: QuestionContext) -> Iterator[QuestionCase]:
    """The `response_due` of a recommendation has passed, and no answer to it is on record. If the body that has to
    answer has ended, its only successor is asked.
    """
    for review in _reviews(view):
        late: dict[Id | None, list[RecommendationSummary]] = {}
        for each in review.recommendations:
            if each.response_overdue:
                handover = handover_due(view.plan.bodies, each.response_by, view.as_at)
                late.setdefault(answers(each.response_by, handover) or each.response_by, []).append(each)
        for owner, found in late.items():
            texts = (
                f"{_quoted(each)}, due {date_text(each.response_due)}, {days_text(each.response_days_late)} overdue"
                for each in found
            )
            words = {
                "name": body_name(view.plan.bodies, owner, "the body that has to"),
                "which": count(len(found), "recommendation"),
                "is_due": "an answer is overdue" if len(found) == 1 else "answers are overdue",
                "review": review.title,
            }
            why = "; ".join(texts)
            yield _case(view, review, found, owner, why, max(each.response_days_late for each in found), words)


@challenge_rule("C113", "serious", 'Why {are_which} of the review "{review}" not carried out by {its_due}?')
def recommendation_overdue(view: QuestionContext) -> Iterator[QuestionCase]:
    """A recommendation of a review is open and its due date has passed, and work on it is on record. If nothing is on
    record, C111 asks about it.
    """
    actions = {standing.now.id: standing.now for standing in view.actions}
    for review in _reviews(view):
        found = [each for each in review.recommendations if each.overdue and each.delivery != "not-tracked"]
        if found:
            owners = {answers_for(actions[name]) for each in found for name in each.actions if name in actions}
            texts = (
                f"{_quoted(each)}, due {date_text(each.due)}, {days_text(each.days_late)} overdue"
                + (f" (action {', '.join(each.actions)})" if each.actions else "")
                for each in found
            )
            owner = next(iter(owners)) if len(owners) == 1 else None
            is_one = len(found) == 1
            words = {
                "are_which": f"{'is' if is_one else 'are'} {count(len(found), 'recommendation')}",
                "review": review.title,
                "its_due": "its due date" if is_one else "their due dates",
            }
            yield _case(view, review, found, owner, "; ".join(texts), max(each.days_late for each in found), words)


@challenge_rule("C114", "serious", 'What will {reviewers} be shown at "{review}", {when}?')
def review_to_come(view: QuestionContext) -> Iterator[QuestionCase]:
    """The next review is planned or expected within a year. The facts are what reviewers will ask about: how many
    recommendations of earlier reviews and how many actions are open, and how old the last update of these is.
    """
    reviews = _reviews(view)
    coming = [review for review in reviews if is_to_come(review, view.as_at) and _is_near(review, view.as_at)]
    for review in sorted(coming, key=lambda each: last_day(each.held or each.expected) or view.as_at)[:1]:
        still = [each for other in reviews for each in other.recommendations if each.open]
        names = in_words(body_name(view.plan.bodies, name) for name in review.by) or "the reviewers"
        when = f"planned for {date_text(review.held)}" if review.held else _expected(review)
        words = {"reviewers": names, "review": review.title, "when": when}
        why = "; ".join(filter(None, (_open_recommendations(still), _open_actions(view))))
        yield _case(view, review, (), None, why or "nothing in the plan is open", 0, words)


@challenge_rule("C115", "routine", 'Was "{review}" held, which was {when}?')
def expected_review_not_on_record(view: QuestionContext) -> Iterator[QuestionCase]:
    """The time for which a review was expected has passed, and neither a visit nor another time is on record."""
    for review in _reviews(view):
        day = last_day(review.expected)
        if is_to_come(review, view.as_at) and review.held is None and day is not None and day < view.as_at:
            why = f"that time ended {days_text((view.as_at - day).days, ' ago')}, and nothing newer is on record"
            yield _case(view, review, (), None, why, 0, {"review": review.title, "when": _expected(review)})


def _is_near(review: ReviewSummary, as_at: date) -> bool:
    day = last_day(review.held or review.expected)
    return day is not None and 0 <= (day - as_at).days <= MOST_DAYS_AHEAD


def _reviews(view: QuestionContext) -> tuple[ReviewSummary, ...]:
    actions = [standing.now for standing in view.actions]
    return summarise_reviews(view.plan, actions, view.as_at, with_clock=False)


def _open_recommendations(still: list[RecommendationSummary]) -> str:
    if not still:
        return ""
    overdue = sum(each.overdue for each in still)
    dated = sum(last_day(each.due) is not None for each in still)
    late = f", {overdue} overdue" if overdue else "" if dated else ", none with a due date"
    are = "is" if len(still) == 1 else "are"
    return f"{count(len(still), 'recommendation')} of earlier reviews {are} open{late}"


def _open_actions(view: QuestionContext) -> str:
    """Return how many actions are open or overdue, and when the last of them was updated."""
    still = [standing.now for standing in view.actions if standing.now.open]
    if not still:
        return ""
    overdue = sum(action.overdue for action in still)
    late = f", {overdue} overdue" if overdue else ""
    updates = [action.last_update for action in still if action.last_update is not None]
    last = f"; their last update is dated {date_text(max(updates))}" if updates else ""
    are = "is" if len(still) == 1 else "are"
    return f"{len(still)} of {count(len(view.actions), 'action')} {are} open{late}{last}"


def _quoted(each: RecommendationSummary) -> str:
    return f'recommendation {printed_id(each)} "{each.text.strip().rstrip(".")}"'


def _expected(review: ReviewSummary) -> str:
    return f"expected {at_text(review.expected)}" if review.expected is not None else "expected"


def _case(
    view: QuestionContext,
    review: ReviewSummary,
    found: Iterable[RecommendationSummary],
    owner: Id | None,
    why: str,
    weight: int,
    words: Mapping[str, str],
) -> QuestionCase:
    record = view.plan.review(review.id)
    index = {each.id: number for number, each in enumerate(record.recommendations)}
    places = tuple(place(view.plan, record, "recommendations", index[each.id]) for each in found)
    keys = [key for key in ("held", "expected") if getattr(record, key) is not None][:1]
    name = f"{review.id} {review.title}"
    return QuestionCase(review.id, owner, (), name, why, places or (place(view.plan, record, *keys),), weight, words)
