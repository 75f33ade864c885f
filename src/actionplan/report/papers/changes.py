"""What has changed since the last meeting, under the headings of minutes."""

from collections.abc import Iterator
from itertools import groupby

from actionplan.model.text import capitalised, day_text
from actionplan.report.document import Block, Heading, Item, Items, Paragraph
from actionplan.report.papers.material import Material, since_words
from actionplan.report.since_sentences import HEADING_WORDS, sentences


def changes(material: Material) -> Iterator[Block]:
    """Yield every change since the last meeting, or another day, as sentences under headings."""
    words = since_words(material)
    if not words:
        yield Paragraph("No meeting is on record, and no day of agreement, from which changes could be counted.")
        return
    if not material.changes:
        yield Paragraph(f"Nothing is on record {words}.")
        return
    yield Paragraph(f"{capitalised(words)}, up to {day_text(material.as_at)}:")
    told = zip(material.changes, sentences(material.changes, material.plan), strict=True)
    for heading, group in groupby(told, lambda pair: pair[0].heading):
        items = tuple(Item(sentence) for _, sentence in group)
        yield Heading(HEADING_WORDS[heading], 3, count=len(items))
        yield Items(items)
