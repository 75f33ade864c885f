"""The accessibility statement of a plan's pages, with gaps that the council completes in an outline of the plan."""

from collections.abc import Iterator

from actionplan.model.outlines import OUTLINES, STATEMENT
from actionplan.report.document import Block, Document
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Notice, TitleBlock
from actionplan.report.papers.outlines import sections


def accessibility(material: PageMaterial, _: str = "") -> Document:
    """Return the accessibility statement."""
    yield TitleBlock(material.statement.name or "Accessibility statement", material.paper.plan.title)
    yield from _incomplete(material)
    yield from sections(material.paper, material.statement)


def _incomplete(material: PageMaterial) -> Iterator[Block]:
    """Yield that the statement is not complete yet, and where it is completed; nothing once it is."""
    if any(part.section == "author" for part in material.statement.sections):
        text = (
            f"Those who publish these pages complete it in {OUTLINES}/{STATEMENT}.toml, beside the plan's other files."
        )
        yield Notice("This statement is not complete yet.", text)
