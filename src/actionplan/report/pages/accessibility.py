"""The accessibility statement of a plan's pages, with gaps that the council completes in an outline of the plan."""

import re
from collections.abc import Iterator

from attrs import evolve

from actionplan.model.outlines import OUTLINES, STATEMENT
from actionplan.report.document import Block, Document, Paragraph
from actionplan.report.inline import Span
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Notice, TitleBlock
from actionplan.report.papers.outlines import sections


def accessibility(material: PageMaterial, _: str = "") -> Document:
    """Return the accessibility statement."""
    yield TitleBlock(material.statement.name or "Accessibility statement", material.paper.plan.title)
    yield from _incomplete(material)
    for block in sections(material.paper, material.statement):
        if isinstance(block, Paragraph) and isinstance(block.text, str):
            yield evolve(block, text=tuple(_linked(block.text)))
        else:
            yield block


def _linked(text: str) -> Iterator[str | Span]:
    """Yield a text in which each web address leads there, as the law asks of the enforcement procedure."""
    for at, part in enumerate(_WEB.split(text)):
        yield links.web(part, part) if at % 2 else part


_WEB = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:()])")


def _incomplete(material: PageMaterial) -> Iterator[Block]:
    """Yield that the statement is not complete yet, and where it is completed; nothing once it is."""
    if any(part.section == "author" for part in material.statement.sections):
        text = (
            f"Those who publish these pages complete it in {OUTLINES}/{STATEMENT}.toml, beside the plan's other files."
        )
        yield Notice("This statement is not complete yet.", text)
