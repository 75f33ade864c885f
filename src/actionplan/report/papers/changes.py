"""What has changed since the last meeting, under the headings of minutes."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from actionplan.model.records import Plan
from actionplan.model.text import capitalised, day_text
from actionplan.report.document import Block, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.papers.material import Material, since_words
from actionplan.report.since_sentences import HEADING_WORDS, sentences, subject
from actionplan.summary.changes.records import Change


def changes(material: Material) -> Iterator[Block]:
    """Yield every change since the last meeting, or another day, as sentences under headings."""
    words = since_words(material)
    if material.plan.agreed is None:
        yield Paragraph("The plan is a draft: when its areas and actions were added is not on record.")
    if not words:
        yield Paragraph("No meeting is on record, and no day of agreement, from which changes could be counted.")
        return
    if not material.changes:
        yield Paragraph(f"Nothing is on record {words}.")
        return
    yield Paragraph(f"{capitalised(words)}, up to {day_text(material.as_at)}:")
    yield from changes_list(material.changes, material.plan)


def changes_list(found: Sequence[Change], plan: Plan, level: int = 3) -> Iterator[Block]:
    """Yield changes as sentences under the headings of minutes, each leading to the page of its record.

    Args:
        found: the changes, in the order of their headings.
        plan: the plan in the later view.
        level: the level of the headings.
    """
    told = zip(found, sentences(found, plan), strict=True)
    for heading, group in groupby(told, lambda pair: pair[0].heading):
        items = tuple(Item(_linked(change, sentence, plan)) for change, sentence in group)
        yield Heading(HEADING_WORDS[heading], level, count=len(items))
        yield Items(items)


def _linked(change: Change, sentence: str, plan: Plan) -> Inline:
    name = subject(change, plan)
    return (Span(name, link=PageLink(change.kind, change.record)), sentence.removeprefix(name))
