"""Lines of files as every writer shows them: characters that steer a terminal made visible, carets under a stretch."""

from collections.abc import Iterator

from actionplan.report.document import Source
from actionplan.report.visible import visible
from actionplan.report.words import code_line

_SHOWN = 76
"""The longest piece of a line with carets under it; of a longer one, the part around them is shown."""


def source_lines(block: Source) -> Iterator[str]:
    """Yield the lines of a block without its indent, and under the last its carets."""
    lines = block.lines if block.mark is None else block.lines[:-1]
    yield from (code_line(line) for line in lines)
    if block.mark is not None:
        yield from _marked(block.lines[-1].replace("\t", " "), *block.mark)


def _marked(text: str, first: int, length: int) -> tuple[str, str]:
    cut = max(0, min(first - 1 - _SHOWN // 2, len(text) - _SHOWN))
    text, first = text[cut : cut + _SHOWN], first - cut
    # Characters made visible are wider than they were, so the carets move with them.
    before = " " * len(visible(text[: first - 1]))
    return code_line(text), before + "^" * max(1, min(length, len(text) - first + 1))
