"""What readers must know of plans' records before any figure: how old, how complete, and since when kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.ids import Id
from actionplan.model.publish import LeftOut
from actionplan.model.records import Plan
from actionplan.model.text import at_text, body_name, capitalised, count, date_text, day_text, field_words, in_words
from actionplan.model.vocabulary import Coverage
from actionplan.report.document import Block, Document, Heading, Item, Items, Paragraph
from actionplan.report.handovers import ended_body
from actionplan.report.inline import Span, joined
from actionplan.report.words import in_sentence
from actionplan.report.writers.json import shape
from actionplan.summary.silence import Silence, silence

_MOST_NAMED = 5
"""The most plans that one sentence about several names."""


@frozen(kw_only=True)
class RecordNotes:
    """How old and how complete the record of one plan is.

    Attributes:
        id, title, root: which plan.
        silence: that no owner has reported since the last meeting; None if one has.
        coverage, coverage_reason, kept_since: as in the plan.
        age: a sentence on how old the record is; empty where an owner has reported since the last meeting.
        incomplete: a sentence that the record is incomplete, and why; empty if that is not stated.
        kept: a sentence that the report is of a day before the plan was kept in its files; empty if it is not.
        ended: sentences that bodies have ended to which the report is limited.
        left_out: a sentence on what was left out for the public; empty if nothing was.
    """

    id: Id
    title: str
    root: str
    silence: Silence | None
    coverage: Coverage | None
    coverage_reason: str | None
    kept_since: PlanDate | None
    age: str
    incomplete: str
    kept: str
    ended: tuple[str, ...]
    left_out: str

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in their order, without empty ones."""
        spans = (
            Span(self.age, "strong"),
            Span(self.incomplete, "strong"),
            Span(self.kept),
            *map(Span, self.ended),
            Span(self.left_out),
        )
        return tuple(span for span in spans if span.text)


def record_notes(plan: Plan, as_at: date, known_at: date | None = None, bodies: Iterable[str] = ()) -> RecordNotes:
    """Return how old and how complete a plan's record is.

    Args:
        plan: the plan.
        as_at: the day of the report.
        known_at: the day by whose record it is made; None for the record of today.
        bodies: the ids of the bodies to which the report is limited.
    """
    silent = silence(plan, as_at)
    return RecordNotes(
        id=plan.id,
        title=plan.title,
        root=plan.root,
        silence=silent,
        coverage=plan.coverage,
        coverage_reason=plan.coverage_reason,
        kept_since=plan.kept_since,
        age=_age_text(silent, plan) if silent is not None else "",
        incomplete=f"This record of the plan is incomplete{_reason(plan)}." if plan.coverage == "incomplete" else "",
        kept=_kept_text(plan, as_at, known_at),
        ended=tuple(filter(None, (ended_body(plan, body, as_at) for body in bodies))),
        left_out=left_out_text(plan.left_out) if plan.left_out is not None else "",
    )


def _age_text(silent: Silence, plan: Plan) -> str:
    name = _board(silent, {each.body for each in plan.meetings}, plan.bodies)
    if silent.last is None:
        return f"No report by an owner is on record; {name} met {at_text(silent.met)}."
    latest = f"the latest report is of {date_text(silent.last)}"
    return f"No owner has reported since {name} met {at_text(silent.met)}; {latest}."


def _board(silent: Silence, meeting: Iterable[Id], bodies: Mapping[Id, Body]) -> str:
    """Return the name of the body that met: ``the board`` where only one board has meetings."""
    boards = {name for name in meeting if name in bodies and bodies[name].kind == "board"}
    if boards == {silent.body}:
        return "the board"
    name = body_name(bodies, silent.body)
    return f"the {name}" if silent.body in boards else name


def _reason(plan: Plan | RecordNotes) -> str:
    return f": {in_sentence(plan.coverage_reason)}" if plan.coverage_reason else ""


def _kept_text(plan: Plan, as_at: date, known_at: date | None) -> str:
    kept = last_day(plan.kept_since)
    if kept is None or kept <= (known_at or as_at):
        return ""
    since = f"This plan has been kept in these files only since {date_text(plan.kept_since)}."
    if known_at is not None:
        return f"{since} What was on record before is not known: earlier entries count as recorded on their own days."
    return f"{since} What it says of {day_text(as_at)} was entered later, from older papers."


def left_out_text(left_out: LeftOut) -> str:
    """Return a sentence on what was left out of a plan for the public, and of its figures; empty if nothing was."""
    parts = [count(number, kind) for kind, number in left_out.records.items()]
    if left_out.fields:
        names = in_words(f"“{field_words(each)}”" for each in left_out.fields)
        parts.append(f"the field{'s' if left_out.fields[1:] else ''} {names}")
    if not parts:
        return ""
    verb = "is" if sum(left_out.records.values()) + len(left_out.fields) == 1 else "are"
    figures = " Figures count only what is published." if left_out.records else ""
    return f"{capitalised(in_words(parts))} {verb} left out of what is published.{figures}"


def with_notes(document: Document, notes: Sequence[RecordNotes]) -> Document:
    """Return a document that says first, under the heading of each plan, how old and how complete its record is.

    Where a plan has no heading of its own, that comes under the first heading, after the plan's title if there are
    several plans.

    Args:
        document: the document.
        notes: the notes of each plan.
    """
    blocks = list(document)
    begun = {block.plan for block in blocks if isinstance(block, Heading) and block.plan}
    by_root = {each.root: each for each in notes}
    for place, block in enumerate(blocks):
        yield block
        if place == 0:
            yield from _under_title((each for each in notes if each.root not in begun), several=len(notes) > 1)
        if isinstance(block, Heading) and block.plan in by_root:
            yield from map(Paragraph, by_root[block.plan].sentences)


def _under_title(notes: Iterable[RecordNotes], *, several: bool) -> Iterator[Block]:
    for each in notes:
        if several and each.sentences:
            yield Paragraph(joined((f"{each.title}:", *each.sentences), " "))
        else:
            yield from map(Paragraph, each.sentences)


def with_notes_on_many(document: Document, notes: Sequence[RecordNotes]) -> Document:
    """Return the document of a roll-up that says first, under its heading, how old and how complete the records are.

    Args:
        document: the roll-up.
        notes: the notes of each plan.
    """
    blocks = iter(document)
    yield from islice(blocks, 1)
    yield from _on_many(notes)
    yield from blocks


def _on_many(notes: Sequence[RecordNotes]) -> Iterator[Block]:
    plans = count(len(notes), "plan")
    if silent := [each for each in notes if each.age]:
        text = f"In {len(silent):,} of {plans} no owner has reported since the last meeting{_named(silent)}."
        yield Paragraph(Span(text, "strong"), hang=2)
    if incomplete := [each for each in notes if each.incomplete]:
        number, is_one = f"{len(incomplete):,} of {plans}", len(incomplete) == 1
        text = f"The {'record' if is_one else 'records'} of {number} {'is' if is_one else 'are'} incomplete, so every "
        text += f"total lacks what is not on {'it' if is_one else 'them'}:"
        yield Paragraph(Span(text, "strong"), hang=2)
        named = incomplete if len(incomplete) == _MOST_NAMED + 1 else incomplete[:_MOST_NAMED]
        more = len(incomplete) - len(named)
        items = [Item(f"{each.title}{_reason(each)}") for each in named]
        yield Items((*items, *([Item(f"and {more} others")] if more else ())), indent=2, mark="- ")
    if kept := [each for each in notes if each.kept]:
        text = f"Kept in their files only since a later day: {len(kept):,} of {plans}. Entries from before count as "
        text += "recorded on their own days."
        yield Paragraph(text, hang=2)


def _named(notes: Sequence[RecordNotes]) -> str:
    """Return the titles of some plans after a colon; empty for too many to name."""
    return f": {'; '.join(each.title for each in notes)}" if len(notes) <= _MOST_NAMED else ""


shape(RecordNotes, omit=("age", "incomplete", "kept", "ended", "left_out"), names={"silence": "no_report_since"})
shape(Silence, names={"last": "last_report"})
