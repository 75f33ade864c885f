"""Texts in cells: nothing in one is run as a formula, and nothing steers the program that shows it."""

import re
from typing import Final

_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, but for tabs and line ends, and codes that may not be in a file of XML."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\n\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet would run as a formula or leave out, and one that has an apostrophe already.

The last four are the wide forms of the same signs."""


def neutral(text: str) -> str:
    """Return a text as a cell is to have it.

    A text that a spreadsheet might run as a formula gets an apostrophe before it, also where a cell's type already says
    that it is a text: whoever saves the workbook as CSV loses the types. Control characters become their code,
    ``<U+001B>``.

    Args:
        text: any text.
    """
    text = _STEERING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\r\n", "\n"))
    return f"'{text}" if _FORMULA.match(text) else text


def without_apostrophe(text: str) -> str:
    """Return the text for which `neutral` wrote a cell's: the apostrophe before a formula is gone.

    Args:
        text: the text of a cell.
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
