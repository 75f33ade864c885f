"""The history of a record on its page: every entry that is in force or was redacted, newest first."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from actionplan.model.entries import Approval, Entry, Evidence
from actionplan.model.ids import Id
from actionplan.model.text import body_name, capitalised, count, date_text, day_text, in_words
from actionplan.report.action_words import rating_inline
from actionplan.report.document import Block, Heading, Item, Items, Lines, Paragraph
from actionplan.report.history import corrected_ids, held_text
from actionplan.report.inline import Inline, Span, joined, plain, texts
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.show_record import entry_facts
from actionplan.summary.effective import ratings_as_at
from actionplan.summary.history import RecordStory


@frozen(kw_only=True)
class StatedEntry:
    """An entry of a history, and what it states.

    Attributes:
        entry: the entry.
        facts: what it states, in words.
        is_early: whether it is from before the record was agreed.
        is_move: whether it moves the date of the record.
    """

    entry: Entry
    facts: Sequence[Inline]
    is_early: bool = False
    is_move: bool = False


def history(material: PageMaterial, stated: Sequence[StatedEntry], owner: Id | None) -> Iterator[Block]:
    """Yield the history of a record.

    Args:
        material: what the page is made from.
        stated: its entries, the oldest first.
        owner: the owner of the record, who is not named beside each entry; None if there is none.
    """
    yield Heading("What has been reported and decided", 2)
    if not stated:
        yield Paragraph("Nothing is on record yet.")
        return
    reporter = body_name(material.paper.plan.bodies, owner)
    unless = f" Reports are by {reporter}, unless another body is named." if owner is not None else ""
    since = f" since {date_text(stated[0].entry.on)}" if len(stated) > 1 else ""
    counted = count(len(stated), "entry", "entries")
    yield Paragraph(Span(f"Newest first. {counted}{since}; no entry is left out.{unless}", "quiet"))
    corrected = corrected_ids(each.entry for each in stated)
    items = (_item(material, each, owner, is_corrected=each.entry.id in corrected) for each in reversed(stated))
    yield Items(tuple(items), look="history")


def record_history(material: PageMaterial, story: RecordStory, owner: Id | None = None) -> Iterator[Block]:
    """Yield the history of a record of any kind but an action.

    Args:
        material: what the page is made from.
        story: the history.
        owner: its owner, as `history` takes it.
    """
    stated = [
        StatedEntry(entry=entry, facts=tuple(_facts(material, entry)), is_early=early) for entry, early in story.entries
    ]
    yield from history(material, stated, owner)


def _facts(material: PageMaterial, entry: Entry) -> Iterator[Inline]:
    """Yield what an entry states; a rating by its label of that day."""
    if (rating := getattr(entry, "rating", None)) is not None:
        meanings = ratings_as_at(material.paper.plan, entry.on.last or material.paper.as_at)
        yield joined(("rated", rating_inline(meanings, rating)), " ")
        entry = evolve(entry, rating=None)  # type: ignore[call-arg]
    yield from entry_facts(entry, material.names)


def _item(material: PageMaterial, stated: StatedEntry, owner: Id | None, *, is_corrected: bool) -> Item:
    entry, facts, marker = stated.entry, stated.facts, stated.entry.redacted
    notes = [entry.note, entry.reason]
    if marker is not None:
        facts = [f"Redacted {day_text(marker.on)}", *facts]
        notes = [entry.note, f"Reason: {marker.reason}", f"Authority: {marker.authority}"]
    lines = [Lines(tuple(note.strip().split("\n"))) for note in notes if note]
    about: tuple[Inline, ...] = (
        joined(("Reported by", links.body(material, entry.by)), " ") if entry.by and entry.by != owner else "",
        "" if entry.by else "Who reported it is not recorded",
        f"written down on {day_text(entry.recorded)}" if entry.recorded else "",
        "before it joined the plan" if stated.is_early else "",
        "corrected above" if is_corrected else "",
    )
    proof = [joined(("Evidence:", _evidence(each)), " ") for each in entry.evidence]
    proof += [joined(("Source:", links.web(source)), " ") for source in entry.source]
    small = (*_approved(material, stated), beginning(joined(about)), *proof)
    said = beginning(joined(facts))
    under = (*lines, *(_quiet(each) for each in small if plain(each)))
    return Item(said, capitalised(date_text(entry.on)), under, look="moved" if stated.is_move else "")


def _approved(material: PageMaterial, stated: StatedEntry) -> Iterator[Inline]:
    """Yield who approved a change, or of a move that nobody is known to have approved it."""
    if stated.entry.approvals:
        yield f"Approved by {in_words(_approval(material, each) for each in stated.entry.approvals)}"
    elif stated.is_move:
        yield "No approval is on record."


def _approval(material: PageMaterial, approval: Approval) -> str:
    facts = (body_name(material.paper.plan.bodies, approval.by), date_text(approval.on), approval.ref or "")
    return ", ".join(filter(None, facts))


def beginning(text: Inline) -> Inline:
    """Return a text with a capital at its beginning."""
    first, *rest = texts(text) if plain(text) else (Span(""),)
    return (evolve(first, text=capitalised(first.text)), *rest)


def _quiet(text: Inline) -> Inline:
    """Return a text as a remark beside others."""
    return tuple(evolve(each, role=each.role or "quiet") for each in texts(text))


def _evidence(evidence: Evidence) -> Inline:
    named = links.web(evidence.link, evidence.title) if evidence.link else evidence.title or evidence.path or ""
    return joined((named, held_text(evidence)), " ")
