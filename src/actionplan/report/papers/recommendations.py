"""What reviewers recommended: the answer to each recommendation, and how far it has come."""

from collections.abc import Iterator

from actionplan.model.text import capitalised, count, date_text, printed_id
from actionplan.report.action_words import after_due
from actionplan.report.document import Block, Cell, Column, Lines, Paragraph, Table
from actionplan.report.inline import Inline, PageLink, Span, joined, texts
from actionplan.report.papers.material import Material, name_of
from actionplan.report.part_words import RESPONSE_WORDS, closed_text, due_words, part_text
from actionplan.report.tallies import DELIVERY_WORDS, review_tally_text
from actionplan.summary.recommendations import RecommendationSummary
from actionplan.summary.reviews import ReviewSummary


def recommendations(material: Material) -> Iterator[Block]:
    """Yield a table for each review that recommended anything, the latest first."""
    yield Paragraph(review_tally_text(material.reviews.tally))
    for review in reversed(material.reviews.reviews):
        if review.recommendations:
            yield recommendation_table(material, review)


def recommendation_table(material: Material, review: ReviewSummary) -> Table:
    """Return the recommendations of a review with their answers and their progress."""
    rows = tuple(_row(material, each) for each in review.recommendations)
    columns = tuple(map(Column, ("Recommendation", "Answer", "Due", "Progress")))
    made = review.recommendations_made
    note = f"{len(rows)} of {made} are known" if made and made > len(rows) else count(len(rows), "recommendation")
    return Table(columns, rows, review.title, note=note)


def _row(material: Material, each: RecommendationSummary) -> tuple[Cell, ...]:
    text = (Span(f"{printed_id(each)} ", "ref"), part_text(each.text))
    due = due_words(each.due, each.due_first) or "no date"
    late: list[Inline] = [Span(f"overdue by {count(each.days_late, 'day')}", "late")] if each.overdue else []
    return text, _answer(material, each), Lines((capitalised(due), *late)), _progress(material, each)


def _answer(material: Material, each: RecommendationSummary) -> Lines:
    if each.response is None:
        if not each.response_overdue:
            return Lines(("No answer is on record.",))
        return Lines((Span(f"No answer is on record; one was due by {date_text(each.response_due)}.", "late"),))
    by = name_of(material, each.response_by, "")
    when = ", ".join(filter(None, (by, date_text(each.response_on, short=True))))
    span = after_due(each.response_days_late, each.response_on) if each.response_on and each.response_days_late else ""
    late = [Span(f"answered {span} late", "late")] if span else []
    return Lines((capitalised(RESPONSE_WORDS[each.response]), *([Span(when, "quiet")] if when else []), *late))


def _progress(material: Material, each: RecommendationSummary) -> Lines:
    if each.closed is not None:
        return Lines((capitalised(closed_text(each.closed, material.plan.bodies)),))
    ids = joined(Span(name, "quiet", link=PageLink("action", name)) for name in each.actions)
    by = (Span("by ", "quiet"), *texts(ids)) if each.actions else (Span("no action is named for it", "quiet"),)
    done = each.carried_out
    span = after_due(each.days_late, done) if done is not None and each.days_late else ""
    late = [Span(f"carried out {span} after its due date", "late")] if span else []
    return Lines((capitalised(DELIVERY_WORDS[each.delivery]), by, *late))
