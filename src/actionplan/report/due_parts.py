"""What is due beside actions, in words: each kind under its own heading, with its own counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from actionplan.model.bodies import Body
from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.text import body_name, capitalised, count, date_text, days_text, in_words
from actionplan.report.document import GAP, Block, Column, Heading, Item, Items, Lines, Paragraph, Table
from actionplan.report.inline import Inline, Span
from actionplan.report.part_words import part_text
from actionplan.report.tallies import KIND_WORDS, to_come_text
from actionplan.report.words import in_sentence
from actionplan.summary.due import Due
from actionplan.summary.due_parts import DuePart, ReviewToCome

BodiesOf = Mapping[Id, Mapping[Id, Body]]
"""The bodies of each plan, by the plan's id."""


def due_parts_blocks(due: Due, bodies: BodiesOf, as_at: date) -> Iterator[Block]:
    """Yield what is due beside actions; nothing of a kind of which nothing is due.

    Args:
        due: what is due.
        bodies: the bodies of each plan, for their names.
        as_at: the day.
    """
    dated = tuple(each for each in due.recommendations if each.due is not None)
    undated = [each for each in due.recommendations if each.due is None]
    yield from _kind("Answers to recommendations", "answer", due.answers, bodies)
    if due.recommendations:
        more = f"{len(undated)} {'more ' if dated else ''}without a due date" if undated else ""
        facts = filter(None, (f"{len(dated)} due{_overdue(dated)}" if dated else "", more))
        yield Heading(f"Open recommendations: {'; '.join(facts)}")
        yield from _table(dated, bodies, "Open recommendations") if dated else ()
        if undated:
            yield Paragraph("Without a due date:", indent=4)
            texts = (Item(f"{each.title}: {part_text(each.text or '')}") for each in undated)
            yield Items(tuple(texts), indent=6, hang=2)
        yield GAP
    yield from _kind("Clauses of resolutions", "clause", due.clauses, bodies)
    yield from _kind("Reports back", "report", due.reports_back, bodies)
    if due.reviews:
        yield Heading("Reviews to come", count=len(due.reviews))
        columns = (Column("Review", shows_heading=False), Column("When", width=30, shows_heading=False))
        rows = tuple((_review(each, bodies), _when(each, as_at)) for each in due.reviews)
        yield from (Table(columns, rows, "Reviews to come", indent=4), GAP)


def _kind(title: str, noun: str, parts: tuple[DuePart, ...], bodies: BodiesOf) -> Iterator[Block]:
    if parts:
        yield Heading(f"{title}: {count(len(parts), noun)}{_overdue(parts)}")
        yield from (*_table(parts, bodies, title), GAP)


def _overdue(parts: Sequence[DuePart]) -> str:
    overdue = sum(part.days_overdue > 0 for part in parts)
    return f", {overdue} overdue" if overdue else ""


def _table(parts: Iterable[DuePart], bodies: BodiesOf, caption: str) -> Iterator[Block]:
    columns = (Column("What", shows_heading=False), Column("Due", width=30, shows_heading=False))
    rows = tuple((_what(part, bodies.get(part.plan, {})), _due(part)) for part in parts)
    yield Table(columns, rows, caption, indent=4)


def _what(part: DuePart, bodies: Mapping[Id, Body]) -> Lines:
    """Return what is due, in which review or resolution, from which body and to which."""
    by, to = (in_words(body_name(bodies, name) for name in names) for names in (part.by, part.to))
    sides = filter(None, (f"from {by}" if by else "who must do it is not on record", f"to {to}" if to else ""))
    texts = (in_sentence(part_text(part.text)) if part.text is not None else "", part.title, ", ".join(sides))
    return Lines(tuple(filter(None, texts)))


def _due(part: DuePart) -> Inline | Lines:
    due = f"due {date_text(part.due, short=True)}"
    return Lines((due, Span(f"{days_text(part.days_overdue)} overdue", "late"))) if part.days_overdue else due


def _review(review: ReviewToCome, bodies: BodiesOf) -> Lines:
    by = in_words(body_name(bodies.get(review.plan, {}), name) for name in review.by)
    return Lines((review.title, capitalised(KIND_WORDS[review.kind]) + (f" by {by}" if by else "")))


def _when(review: ReviewToCome, as_at: date) -> str:
    when = to_come_text(review.held, review.expected)
    if review.held is not None:
        return f"planned for {when}"
    last = last_day(review.expected)
    return f"{when}; whether it was held is not on record" if last is not None and last < as_at else when
