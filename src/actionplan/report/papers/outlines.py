"""The kinds of papers: each an outline of sections, in order and with titles."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from attrs import frozen

from actionplan.report.document import Block, Columns, Document, Heading
from actionplan.report.papers import (
    appendix,
    areas,
    asks,
    changes,
    exceptions,
    measures,
    opening,
    questions,
    resolutions,
)
from actionplan.report.papers.material import Material

Section = Callable[[Material], Iterable[Block]]

SECTIONS: Mapping[str, Section] = {
    "headline": opening.headline,
    "counts": opening.counts,
    "asks": asks.asks,
    "areas": areas.areas,
    "off-course": exceptions.troubled,
    "overtaken": exceptions.overtaken,
    "moved-dates": exceptions.moved,
    "families": measures.families,
    "measures": measures.measures,
    "changes": changes.changes,
    "resolutions": resolutions.resolutions,
    "questions": questions.questions,
    "actions": appendix.all_actions,
    "risks": appendix.risks,
    "dependencies": appendix.dependencies,
}
"""Every section, by the name that outlines use."""


@frozen
class Titled:
    """A section with its title in an outline; no title for one that belongs to the section before it."""

    section: Section
    title: str = ""


@frozen
class Beside:
    """Sections side by side."""

    sections: tuple[Titled, ...]


@frozen(kw_only=True)
class Outline:
    """A kind of paper.

    Attributes:
        name: what it is called.
        sections: its sections, in order.
        is_numbered: whether its titles are numbered.
    """

    name: str
    sections: tuple[Titled | Beside, ...]
    is_numbered: bool = False


KINDS: Mapping[str, Outline] = {
    "highlight": Outline(
        name="Highlight report",
        sections=(
            Titled(opening.headline),
            Beside(
                (
                    Titled(partial(asks.asks, most=5), "The board is asked to"),
                    Titled(measures.families, "What families can feel"),
                )
            ),
            Titled(areas.areas, "The areas"),
            Titled(partial(exceptions.troubled, most=4), "Actions off course"),
        ),
    ),
    "board": Outline(
        name="Board pack",
        is_numbered=True,
        sections=(
            Titled(opening.headline),
            Titled(opening.counts),
            Titled(asks.asks, "The board is asked to"),
            Titled(areas.areas, "The areas"),
            Titled(exceptions.troubled, "Actions by exception"),
            Titled(exceptions.overtaken),
            Titled(exceptions.moved, "Dates that were moved"),
            Titled(measures.measures, "Measures"),
            Titled(resolutions.resolutions, "Resolutions to be reported"),
            Titled(changes.changes, "What has changed"),
            Titled(questions.questions, "The hardest questions"),
            Titled(appendix.all_actions, "Appendix: all actions"),
            Titled(appendix.risks, "Appendix: risks"),
            Titled(appendix.dependencies, "Appendix: what holds up what"),
        ),
    ),
}
"""The kinds of papers that we know, by the name that the command takes."""


def paper(material: Material, outline: Outline) -> Document:
    """Return a paper: its head, and the sections of its outline."""
    yield opening.title_block(material, outline.name)
    number = 0
    for part in outline.sections:
        if isinstance(part, Beside):
            yield Columns(tuple(tuple(_section(material, each)) for each in part.sections))
            continue
        is_numbered = outline.is_numbered and part.title and not part.title.startswith("Appendix")
        number += bool(is_numbered)
        yield from _section(material, part, f"{number}." if is_numbered else "")


def _section(material: Material, part: Titled, label: str = "") -> Iterable[Block]:
    blocks = tuple(part.section(material))
    if blocks and part.title:
        yield Heading(part.title, 2, label=label)
    yield from blocks
