"""Text as people paste it, without what nobody intends, and with one form of each letter."""

import re
import unicodedata
from collections.abc import Iterator

# Patterns are compiled when they are needed, which few texts do.
_BLANKS = "[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
"""Tabs, and the blanks of word processors, spreadsheets and web pages, each of which stands for an ordinary one."""

_LINE_ENDS = "\r\n|[\r\v\f\u2028\u2029]"
_INVISIBLE = "[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
"""Characters without a width, soft hyphens, and those that set the direction of writing."""

_JOINERS = "(?<![\u0300-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0300-\U0010ffff])"
"""Joiners of letters where they join nothing. Between letters of other scripts, and in emoji, they are kept."""

_CONTROLS = "[\x00-\x08\x0e-\x1f\x7f]"
_WINDOWS = "[\x80-\x9f]"
"""Control characters that nobody types: they come from text of Windows that was read as Latin-1."""

_DASHES = "[\u2010-\u2015\u2212\uff0d]"
_QUOTES = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201a\u201b`\xb4", "'"), **dict.fromkeys("\u201c\u201d\u201e", '"')}
)


def cleaned(text: str) -> str:
    """Return a text without what nobody intends to write.

    Letters come in their composed form (NFC), other blanks and tabs become ordinary blanks, every line end becomes a
    line feed, and invisible characters, blanks at the ends of lines, and empty lines at both ends go.
    """
    if text.isascii() and text.isprintable():  # true of nearly every text, and quick
        return text.strip(" ")
    text = re.sub(_WINDOWS, lambda match: match[0].encode("latin-1").decode("cp1252", "ignore"), text)
    text = re.sub(_BLANKS, " ", re.sub(_LINE_ENDS, "\n", text))
    text = re.sub(_CONTROLS, "", re.sub(_JOINERS, "", re.sub(_INVISIBLE, "", text)))
    return "\n".join(line.rstrip(" ") for line in unicodedata.normalize("NFC", text).split("\n")).strip(" \n")


def removed(text: str) -> tuple[str, ...]:
    """Return what `cleaned` would remove from a text or replace, in words; blanks at the ends of lines do not count."""
    return tuple(_removals(text))


def _removals(text: str) -> Iterator[str]:
    if text.isascii() and text.isprintable():
        return
    words = (
        ("\t", "tabs"),
        (f"(?!\t){_BLANKS}", "blanks of another sort"),
        (_LINE_ENDS, "line ends of another sort"),
        (_INVISIBLE, "invisible characters"),
        (_JOINERS, "invisible characters"),
        (_CONTROLS, "control characters"),
        (_WINDOWS, "characters in the encoding of Windows"),
    )
    yield from dict.fromkeys(name for pattern, name in words if re.search(pattern, text))
    if not unicodedata.is_normalized("NFC", text):
        yield "letters in two parts"


def one_line(text: str) -> str:
    """Return a text cleaned and on one line, with single blanks."""
    return " ".join(cleaned(text).split())


def plain(text: str) -> str:
    """Return a text for comparison: two texts that a reader would call the same give the same.

    Letters are small, blanks are single, dashes are hyphens, quotes are straight, and compatible forms of characters,
    such as full-width digits, become the usual ones.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", with_hyphens(one_line(text)).translate(_QUOTES))
    return " ".join(text.casefold().split())


def with_hyphens(text: str) -> str:
    """Return a text with hyphens in place of long dashes and minus signs, as word processors make them."""
    return re.sub(_DASHES, "-", text)
