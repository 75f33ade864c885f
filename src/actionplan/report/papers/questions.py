"""The questions that a good committee would ask, the most serious first."""

from collections.abc import Iterable, Iterator, Sequence

from actionplan.model.ids import Id
from actionplan.model.text import count, some_of
from actionplan.report.document import Block, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span
from actionplan.report.papers.material import Material, name_of
from actionplan.rules.questions import Challenge
from actionplan.summary.names import record_names


def questions(material: Material, most: int = 6) -> Iterator[Block]:
    """Yield the hardest questions, each with its first fact; those of one kind are joined.

    Args:
        material: what the paper is made from.
        most: how many kinds.
    """
    asked = material.questions
    if not asked:
        yield Paragraph("The record raises no question.")
        return
    of_kinds: dict[str, list[Challenge]] = {}
    for each in asked:
        of_kinds.setdefault(each.code, []).append(each)
    shown = list(of_kinds.values())[:most]
    items = (Item(_joined(material, group), f"{number}.") for number, group in enumerate(shown, 1))
    yield Items(tuple(items), is_ordered=True)
    left = len(asked) - sum(map(len, shown))
    if left:
        yield Paragraph(Span(f"The record raises {count(left, 'more question')} of other kinds.", "quiet"))


def _joined(material: Material, group: Sequence[Challenge]) -> Inline:
    """Return the first question of one kind with its first fact, and what else is asked about in the same way."""
    first, *others = group
    why = f" {first.why[0]}" if first.why else ""
    if more := first.records[1:] if len(first.why) > 1 else ():
        why += f" The same is so of {_named(material, more)}."
    if others:
        why += f" The same is asked about {_named(material, [name for each in others for name in each.records])}."
    return (Span(first.question, "strong"), why)


def _named(material: Material, records: Iterable[Id]) -> str:
    """Return the names of records and bodies, each once."""
    names = record_names(material.plan, material.as_at)
    return some_of(dict.fromkeys(names.get(each) or name_of(material, each) for each in records), 5)
