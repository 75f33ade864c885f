"""The history of a record on its page: every entry that is in force or was redacted, newest first."""

from collections.abc import Iterator, Sequence

from actionplan.model.entries import Entry, Evidence
from actionplan.model.text import capitalised, date_text, day_text
from actionplan.report.document import Block, Heading, Item, Items, Lines, Paragraph
from actionplan.report.history import corrected_ids, held_text
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.show_record import entry_facts
from actionplan.summary.history import RecordStory

StatedEntry = tuple[Entry, bool, Sequence[Inline]]
"""An entry, whether it is from before the record was agreed, and what it states, in words."""


def history(
    material: PageMaterial, stated: Sequence[StatedEntry], *, moves: frozenset[int] = frozenset()
) -> Iterator[Block]:
    """Yield the history of a record.

    Args:
        material: what the page is made from.
        stated: its entries, the oldest first.
        moves: the entries, by `id`, that move its date.
    """
    yield Heading("What has been said and done", 2)
    if not stated:
        yield Paragraph("Nothing is on record yet.")
        return
    yield Paragraph(Span("Newest first; nothing is left out.", "quiet"))
    corrected = corrected_ids(entry for entry, _, _ in stated)
    items = []
    for entry, early, facts in reversed(stated):
        look = "moved" if id(entry) in moves else ""
        items.append(_item(material, entry, facts, early=early, is_corrected=entry.id in corrected, look=look))
    yield Items(tuple(items), look="history")


def _item(
    material: PageMaterial, entry: Entry, facts: Sequence[Inline], *, early: bool, is_corrected: bool, look: str
) -> Item:
    marker = entry.redacted
    texts = [entry.note or "", f"Reason: {entry.reason}" if entry.reason else ""]
    if marker is not None:
        facts = [f"Redacted {day_text(marker.on)}", *facts]
        texts = [entry.note or "", f"Reason: {marker.reason}", f"Authority: {marker.authority}"]
    lines = [Lines(tuple(text.strip().split("\n"))) for text in texts if text]
    about: tuple[Inline, ...] = (
        joined(("Reported by", links.body(material, entry.by)), " ") if entry.by else "Who reported it is not recorded",
        f"written down on {day_text(entry.recorded)}" if entry.recorded else "",
        "before it joined the plan" if early else "",
        "corrected above" if is_corrected else "",
    )
    proof = [joined(("Evidence:", _evidence(each)), " ") for each in entry.evidence]
    proof += [joined(("Source:", links.web(source)), " ") for source in entry.source]
    return Item(joined(facts), capitalised(date_text(entry.on)), (*lines, joined(about), *proof), look=look)


def _evidence(evidence: Evidence) -> Inline:
    held = held_text(evidence)
    return joined(
        (links.web(evidence.link, evidence.title) if evidence.link else evidence.title or evidence.path or "", held),
        " ",
    )


def record_history(material: PageMaterial, story: RecordStory) -> Iterator[Block]:
    """Yield the history of a record of any kind but an action."""
    stated = [(entry, early, entry_facts(entry, material.names)) for entry, early in story.entries]
    yield from history(material, stated)
