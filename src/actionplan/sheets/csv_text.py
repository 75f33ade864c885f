"""Tables as text: their encoding, what separates their cells, and their rows."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final

from actionplan.model.errors import ActionPlanError

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
"""What spreadsheets put between cells, depending on the country."""

SEPARATOR_LINE: Final = re.compile(r"sep=(.)", re.IGNORECASE)
"""A first line for Excel with the character that separates the cells; Excel does not show it."""


class WrongRow(ActionPlanError):
    """A row of a table cannot be read; ``args`` are what is wrong, and the likely fix, empty for none.

    Attributes:
        line: the line in which the row begins; the first is 1.
    """

    def __init__(self, message: str, fix: str, line: int) -> None:
        super().__init__(message, fix)
        self.line = line


def encoding_of(data: bytes) -> str:
    """Return the encoding of bytes in UTF-16, in which every other byte of English is zero, or UTF-32; else nothing."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) <= len(start) // 4:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def likely_delimiter(lines: Sequence[str]) -> str:
    """Return the character between cells: the one that most lines have, the same number of times if possible.

    Args:
        lines: the first lines of a table.
    """

    def regularity(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines if delimiter in line]
        return max((counts.count(times) * min(times, 3) for times in counts), default=0), sum(counts)

    return max(DELIMITERS, key=regularity)


def rows_of(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row, with the number of the line in which it begins.

    Args:
        lines: the lines of a table; line ends within them are kept.
        delimiter: the character between cells.

    Raises:
        WrongRow: a quote is never closed, or text follows a closed one.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise WrongRow(*_not_csv(error, several_lines=reader.line_num > line), line) from error
        yield line, cells


def _not_csv(error: csv.Error, *, several_lines: bool) -> tuple[str, str]:
    """Return what is wrong with a row, and the likely fix."""
    if "field limit" in str(error):
        message = f"a cell has more than {csv.field_size_limit():,} characters"
        return message, "look for a quote that is opened and never closed"
    if several_lines or "unexpected end" in str(error):
        return "a quote is opened here and never closed", "put the closing quote where the text ends"
    if "expected after" in str(error):
        return "there is text after a quote that ends a cell", 'write quotes within a text twice: ""'
    return f"not CSV: {error}", ""
