"""The questions that a good committee would ask, the most serious first."""

from collections.abc import Iterator

from actionplan.model.text import count
from actionplan.report.document import Block, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span
from actionplan.report.papers.material import Material


def questions(material: Material, most: int = 6) -> Iterator[Block]:
    """Yield the hardest questions, each with its first fact.

    Args:
        material: what the paper is made from.
        most: how many.
    """
    asked = material.questions
    if not asked:
        yield Paragraph("The record raises no question.")
        return
    items = []
    for number, each in enumerate(asked[:most], 1):
        why = f" {each.why[0]}" if each.why else ""
        more = f" And {count(len(each.why) - 1, 'more fact')}." if len(each.why) > 1 else ""
        text: Inline = (Span(each.question, "strong"), f"{why}{more}")
        items.append(Item(text, f"{number}."))
    yield Items(tuple(items), is_ordered=True)
    if len(asked) > most:
        yield Paragraph(Span(f"{most} of {count(len(asked), 'question')} that the record raises.", "quiet"))
