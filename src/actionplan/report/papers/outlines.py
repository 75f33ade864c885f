"""The kinds of papers: each an outline of sections, ours in ``kinds`` beside this file, a council's own in its plan."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files as package_files
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from attrs import evolve

from actionplan.model.outlines import KINDS, OUTLINES, STATEMENT, Outline, OutlineSection, SectionName
from actionplan.model.records import Plan
from actionplan.report.document import GAP, Block, Columns, Document, Heading, Item, Items, Paragraph
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
    pictures,
    questions,
    recommendations,
    resolutions,
)
from actionplan.report.papers.material import Material
from actionplan.report.writers.page_height import ONE_PAGE, page_height
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.outline import outline_names, read_outline

Section = Callable[..., Iterable[Block]]

SECTIONS: Mapping[SectionName, Section] = {
    "actions": appendix.all_actions,
    "action-tables": committee.action_tables,
    "areas": areas.areas,
    "burn-up": pictures.finished_and_due,
    "chain": pictures.holding_up,
    "background": committee.background,
    "background-papers": committee.papers_behind,
    "changes": changes.changes,
    "counts": opening.counts,
    "dependencies": appendix.dependencies,
    "done": families.done,
    "due-next": owners.due_next,
    "headline": opening.headline,
    "impact": impact.impact,
    "implications": committee.implications,
    "jargon": families.jargon,
    "measures": measures.measures,
    "moved-dates": exceptions.moved,
    "overtaken": exceptions.overtaken,
    "owners": owners.owners,
    "paper-head": committee.head,
    "promises": families.promises,
    "purpose": committee.purpose,
    "rating-strip": pictures.ratings_over_time,
    "recommendations": recommendations.recommendations,
    "requests": owners.requests,
    "resolutions": resolutions.resolutions,
    "risk-matrix": pictures.risk_matrix,
    "risks": appendix.risks,
    "timelines": appendix.timelines,
    "voted-for": resolutions.voted_for,
}
"""The sections that take nothing but the material."""

LIMITED: Mapping[SectionName, Section] = {
    "asks": asks.asks,
    "families": measures.families,
    "measure-pictures": pictures.measure_pictures,
    "off-course": exceptions.troubled,
    "questions": questions.questions,
    "upcoming": families.upcoming,
}
"""The sections that can be limited to a number of items."""


def outline_of(plan: Plan, kind: str, files: Files = DISK) -> Outline | None:
    """Return the outline of a kind of paper: the plan's own, or else ours; None if there is none.

    A plan's own outline of one of our kinds has what it states, and the rest of ours.

    Args:
        plan: the plan.
        kind: the kind of paper.
        files: the file system that has the plan.

    Raises:
        Unreadable, ProblemsFound: the plan's outline cannot be read.
    """
    path = os.path.join(plan.root, OUTLINES, f"{kind}.toml")
    ours = _ours(kind) if kind in (*KINDS, STATEMENT) else None
    if not files.exists(path):
        return ours
    own = read_outline(path, files, plan.calendar, inside=plan.root)
    if ours is None:
        return own if own.name is not None else evolve(own, name=kind.capitalize())
    changed: dict[str, Any] = {"name": own.name or ours.name, "asks": own.asks}
    changed |= {"appendices": own.appendices} if own.appendices else {}
    if own.sections:
        changed |= {
            "sections": own.sections,
            "numbered": own.numbered,
            "for_all": own.for_all,
            "one_page": own.one_page,
        }
    return evolve(ours, **changed)


@cache
def _ours(kind: str) -> Outline:
    return read_outline(_path(kind))


def _path(kind: str) -> str:
    return str(package_files(__package__).joinpath("kinds", f"{kind}.toml"))


def outline_text(kind: str) -> str:
    """Return the outline of one of our kinds as TOML, to begin another one from."""
    with open(_path(kind), encoding="utf-8") as file:
        return file.read()


def own_kinds(plan: Plan, files: Files = DISK) -> list[str]:
    """Return the kinds of papers of which a plan has an outline of its own."""
    return [name.removesuffix(".toml") for name in outline_names(plan.root, files)]


def paper(material: Material, outline: Outline, letter: str = "") -> Document:
    """Return a paper: its head, and the sections of its outline.

    Args:
        material: what it is made from.
        outline: its outline.
        letter: the letter of an appendix; empty for a paper of its own.
    """
    blocks = tuple(_blocks(material, outline, letter))
    while outline.one_page and page_height(blocks) > ONE_PAGE and (shorter := _shorter(outline)) is not None:
        outline = shorter
        blocks = tuple(_blocks(material, outline, letter))
    yield from blocks


_FEWEST = 2
"""To how many items a section is shortened at most, for a paper to fit on one page."""


def _shorter(outline: Outline) -> Outline | None:
    """Return an outline with one item less in the section that may have most, or the last such; None if none may."""
    parts = list(outline.sections)
    at = max(range(len(parts)), key=lambda at: (parts[at].most or 0, at), default=0)
    most = parts[at].most if parts else None
    if most is None or most <= _FEWEST:
        return None
    parts[at] = evolve(parts[at], most=most - 1)
    return evolve(outline, sections=tuple(parts))


def _blocks(material: Material, outline: Outline, letter: str) -> Document:
    name = f"Appendix {letter}: {outline.name}" if letter else outline.name or ""
    is_for_committee = any(part.section == "paper-head" for part in outline.sections)
    yield opening.title_block(material, name, is_for_all=outline.for_all, is_for_committee=is_for_committee)
    yield from sections(material, outline)


def sections(material: Material, outline: Outline) -> Document:
    """Return the sections of an outline, without a head.

    Args:
        material: what they are made from.
        outline: the outline.
    """
    number = 0
    beside: list[tuple[Block, ...]] = []
    for part in outline.sections:
        title = part.title or ""
        is_numbered = outline.numbered and title and not title.startswith("Appendix")
        number += bool(is_numbered)
        blocks = tuple(_section(material, part, outline, f"{number}." if is_numbered else ""))
        if part.beside or beside:
            beside.append(blocks)
        if part.beside:
            continue
        if beside:
            yield Columns(tuple(beside))
            beside = []
        else:
            yield from blocks


def _paragraphs(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text, and a list for lines that begin with ``- ``."""
    for part in filter(None, text.split("\n\n")):
        for is_list, lines in groupby(part.strip("\n").split("\n"), lambda line: line.startswith("- ")):
            if is_list:
                yield Items(tuple(Item(line.removeprefix("- ")) for line in lines), mark="- ", width=None)
            else:
                yield Paragraph("\n".join(lines))


def _title(material: Material, title: str) -> str:
    """Return a title in which "the board" is the body that the paper is for: the meeting, if that is no board.

    What a body other than the board can ask for is under "Recommendations".
    """
    if not material.is_for_board and title == "The board is asked to":
        return "Recommendations"
    body = material.plan.bodies.get(material.body) if material.body is not None else None
    is_board = body is not None and body.kind == "board"
    return title if is_board else title.replace("The board is", "The meeting is")


def _section(material: Material, part: OutlineSection, outline: Outline, label: str) -> Iterator[Block]:
    """Yield a section under its title; nothing where it has nothing to say."""
    limit = {} if part.most is None else {"most": part.most}
    match part.section:
        case "text":
            blocks: tuple[Block, ...] = tuple(_paragraphs(part.text or ""))
        case "author":
            blocks = (committee.gap(part.text or "what belongs here"),)
        case "appendices":
            listed = zip(ascii_uppercase, outline.appendices, strict=False)
            items = (Item(each.title or each.kind.capitalize(), f"Appendix {letter}") for letter, each in listed)
            blocks = (Items(tuple(items)),) if outline.appendices else ()
        case "asks":
            blocks = tuple(asks.asks(material, outline.asks, **limit))
        case name if name in LIMITED:
            blocks = tuple(LIMITED[name](material, **limit))
        case name:
            blocks = tuple(SECTIONS[name](material))
    if blocks and part.title:
        yield from (GAP, Heading(_title(material, part.title), 2, label=label))
    yield from blocks
