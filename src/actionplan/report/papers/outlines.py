"""The kinds of papers: each an outline of sections, in order and with titles."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from attrs import frozen

from actionplan.report.document import GAP, Block, Columns, Document, Heading
from actionplan.report.papers import (
    appendix,
    areas,
    asks,
    changes,
    committee,
    exceptions,
    families,
    impact,
    measures,
    opening,
    owners,
    questions,
    recommendations,
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
    "owners": owners.owners,
    "requests": owners.requests,
    "due-next": owners.due_next,
    "recommendations": recommendations.recommendations,
    "impact": impact.impact,
    "promises": families.promises,
    "done": families.done,
    "upcoming": families.upcoming,
    "jargon": families.jargon,
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
        is_for_all: whether it is for everyone, and not for one body.
    """

    name: str
    sections: tuple[Titled | Beside, ...]
    is_numbered: bool = False
    is_for_all: bool = False


_OPTIONS = "the options, with doing nothing as one of them, and the reasons for the one that is recommended"

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
    "scrutiny": Outline(
        name="Scrutiny report",
        is_numbered=True,
        sections=(
            Titled(opening.headline),
            Titled(changes.changes, "What has changed"),
            Titled(exceptions.moved, "What slipped"),
            Titled(exceptions.overtaken),
            Titled(owners.owners, "Who owns it"),
            Titled(owners.requests, "Extensions asked for"),
            Titled(recommendations.recommendations, "Recommendations and their answers"),
            Titled(resolutions.resolutions, "Resolutions"),
            Titled(questions.questions, "Questions for the committee"),
        ),
    ),
    "stocktake": Outline(
        name="Stocktake",
        is_numbered=True,
        sections=(
            Titled(opening.headline),
            Titled(impact.impact, "Evidence of impact"),
            Titled(measures.measures, "Measures"),
            Titled(recommendations.recommendations, "Recommendations and their answers"),
            Titled(areas.areas, "The areas"),
            Titled(exceptions.troubled, "What does not go as planned"),
            Titled(owners.due_next, "Due next"),
            Titled(appendix.risks, "Risks"),
            Titled(questions.questions, "Questions that remain"),
        ),
    ),
    "public": Outline(
        name="What was promised for children with SEND, and what has been done",
        is_for_all=True,
        sections=(
            Titled(opening.headline),
            Titled(families.promises, "What was found, and what was promised"),
            Titled(measures.families, "What has changed for families so far"),
            Titled(families.done, "Done since the last meeting"),
            Titled(families.upcoming, "What is next"),
            Titled(resolutions.resolutions, "What councillors voted for"),
            Titled(families.jargon, "What the words mean"),
        ),
    ),
    "paper": Outline(
        name="Committee paper",
        is_numbered=True,
        sections=(
            Titled(committee.head),
            Titled(committee.purpose, "Purpose and summary"),
            Titled(committee.recommended, "Recommendations"),
            Titled(committee.background, "Background"),
            Titled(opening.headline, "Progress"),
            Titled(areas.areas),
            Titled(committee.live),
            Titled(committee.completed),
            Titled(committee.extensions),
            Titled(committee.outstanding),
            Titled(measures.measures, "Measures"),
            Titled(committee.for_author(_OPTIONS), "Options and reasons"),
            Titled(committee.for_author("who was asked about this paper, and what they said"), "Consultation"),
            Titled(committee.implications, "Implications"),
            Titled(recommendations.recommendations, "Recommendations of reviewers, and their answers"),
            Titled(committee.papers_behind, "Background papers"),
        ),
    ),
}
"""The kinds of papers that we know, by the name that the command takes."""


def paper(material: Material, outline: Outline) -> Document:
    """Return a paper: its head, and the sections of its outline."""
    yield opening.title_block(material, outline.name, is_for_all=outline.is_for_all)
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
        yield GAP
        yield Heading(part.title, 2, label=label)
    yield from blocks
