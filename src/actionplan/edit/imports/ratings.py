"""Ratings as sheets have them: a word, a letter, or the colour of a cell."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from actionplan.input.text import one_line, plain
from actionplan.model.vocabulary import Colour

_COLOURS: Mapping[str, Colour] = {
    **dict.fromkeys(("red", "r"), "red"),
    **dict.fromkeys(("amber", "a", "yellow", "orange", "y"), "amber"),
    **dict.fromkeys(("green", "g"), "green"),
    **dict.fromkeys(("blue", "b"), "blue"),
    **dict.fromkeys(("grey", "gray"), "grey"),
}
"""The words and letters for the colours of ratings."""

_LABELS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue", "y": "Yellow", "gray": "Grey"}

_FILLS: Mapping[Colour, str] = {
    "red": "ff0000 c00000 ffc7ce ff3300 ff5050 e06666 cc0000 ea4335 f4cccc",
    "amber": "ffc000 ffeb9c ff9900 ffbf00 ffff00 ffcc00 f4b183 f9cb9c ffe599 fbbc04 ff9933",
    "green": "00b050 92d050 c6efce 00ff00 00cc00 008000 a9d08e c6e0b4 70ad47 93c47d 34a853 339966",
    "blue": "0070c0 00b0f0 0000ff 5b9bd5 4472c4 9dc3e6 bdd7ee 6fa8dc 4285f4 8db4e2 002060 3366ff",
}
"""The usual fills of Excel, LibreOffice, Word and Google Sheets for each colour."""

USUAL: Mapping[str, str] = {f"#{fill}": colour for colour, fills in _FILLS.items() for fill in fills.split()}
"""The colour for which each usual fill is taken, where somebody says so."""

_MOST_WORDS = 4


class RatingWord(NamedTuple):
    """A rating as a cell names it.

    Attributes:
        id: what can be its id.
        label: what it is called.
        colour: its colour; None where the words name none.
        rest: what the cell says after it.
    """

    id: str
    label: str
    colour: Colour | None
    rest: str = ""


def rating_in(text: str) -> RatingWord | None:
    """Return the rating that a text begins with: ``Red``, ``A``, ``GREEN - on track``, ``Amber/Red``; None for none."""
    written = one_line(text)
    match = re.match(r"([A-Za-z]+)(?:\s*/\s*([A-Za-z]+))?(.*)", written)
    if match is None or plain(match[1]) not in _COLOURS or (len(match[1]) == 1 and match[3].strip(" .")):
        return None
    first, second, rest = plain(match[1]), plain(match[2] or ""), match[3]
    if second and second not in _COLOURS:
        first, second, rest = plain(match[1]), "", written[len(match[1]) :]
    if rest[:1].isalnum() or (rest[:1] == "-" and rest[1:2].isalpha()):
        return None
    label = "/".join(_label(word) for word in (first, second) if word)
    colour = _COLOURS[first] if not second else None
    return RatingWord(
        plain(label).replace("/", "-"), label, colour, rest.strip(" -\u2013\u2014:;,().\u2191\u2193\u2192")
    )


def own_rating(text: str) -> RatingWord | None:
    """Return a rating of a council's own, such as ``On track``, from the words of a cell; None for a whole sentence."""
    label = one_line(text)
    if not label or len(label.split()) > _MOST_WORDS:
        return None
    slug = re.sub(r"[^a-z0-9]+", "-", plain(label)).strip("-")
    return RatingWord(slug, label, None) if slug else None


def _label(word: str) -> str:
    return _LABELS.get(word, word.capitalize())
