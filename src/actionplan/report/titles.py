"""The title of a document: the block that has it, and its words."""

from collections.abc import Iterable

from actionplan.report.document import Block, Heading
from actionplan.report.inline import plain
from actionplan.report.paper_blocks import TitleBlock


def title_block(blocks: Iterable[Block]) -> TitleBlock | Heading:
    """Return the block with the title of a document: its first heading of level 1.

    Args:
        blocks: the blocks, with such a heading, as `titled` returns them.
    """
    return next(
        each for each in blocks if isinstance(each, TitleBlock) or (isinstance(each, Heading) and each.level == 1)
    )


def title_words(block: TitleBlock | Heading) -> str:
    """Return the title of a document as files and pages give it: with the kind of paper behind it."""
    words = f"{block.title}: {block.kicker}" if isinstance(block, TitleBlock) else f"{block.label} {plain(block.text)}"
    return words.strip().rstrip(":")
