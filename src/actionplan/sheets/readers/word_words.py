"""The words of a paragraph or a cell of a Word document."""

from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from actionplan.sheets.readers.word_numbers import Numbering, number_before
from actionplan.sheets.readers.xml_names import attribute, child_at, kind

_THROUGH: Final = {"hyperlink", "smartTag", "fldSimple", "sdtContent", "customXml", "dir", "bdo", "rt", "rubyBase"}
"""Elements around words that are read as if they were not there."""

_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SYMBOLS: Final = {"F0FC": "✓", "F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FB": "✗"}
"""Ticks and boxes of the font Wingdings."""

_HIGHLIGHTS: Final = {
    "red": "#ff0000",
    "yellow": "#ffff00",
    "green": "#00ff00",
    "cyan": "#00ffff",
    "blue": "#0000ff",
    "magenta": "#ff00ff",
    "darkRed": "#800000",
    "darkYellow": "#808000",
    "darkGreen": "#008000",
    "darkBlue": "#000080",
    "darkCyan": "#008080",
    "darkMagenta": "#800080",
    "lightGray": "#c0c0c0",
    "darkGray": "#808080",
}


@define
class Words:
    """What is written in a paragraph or a cell.

    Attributes:
        all: all of it, also what is struck out.
        text: what is not struck out.
        struck: what is.
        inserted: true if some of it was inserted with changes tracked.
        deleted: how many deletions it has.
        comments: the ids of comments on it.
        highlight: the colour behind all of its words; None if they have none, or several.
        tables: tables within it.
    """

    all: str = ""
    text: str = ""
    struck: str = ""
    inserted: bool = False
    deleted: int = 0
    comments: list[str] = field(factory=list)
    highlight: str | None = None
    tables: list[Any] = field(factory=list)


def comments_of(root: Any) -> dict[str, str]:
    """Return the comments of a document by their ids; none if the root is None."""
    return {
        attribute(comment, "id"): words_of(comment, Numbering()).text
        for comment in (root if root is not None else ())
        if kind(comment) == "comment"
    }


def words_of(element: Any, numbering: Numbering) -> Words:
    """Return the words of a paragraph, or of a cell with its paragraphs as lines.

    Args:
        element: the paragraph or the cell.
        numbering: the numbers of lists, which go on with every paragraph.
    """
    words = Words()
    colours: set[str] = set()
    paragraphs = [element] if kind(element) == "p" else _paragraphs(element, words)
    for position, paragraph in enumerate(paragraphs):
        if position:
            _add(words, "\n", is_struck=False)
        if number := number_before(paragraph, numbering):
            _add(words, f"{number} ", is_struck=False)
        _add_inline(words, paragraph, colours, inserted=False)
    words.all, words.text, words.struck = words.all.strip(), words.text.strip(), words.struck.strip()
    words.highlight = _HIGHLIGHTS.get(colours.pop()) if len(colours) == 1 else None
    return words


def _paragraphs(parent: Any, words: Words) -> Iterator[Any]:
    """Yield the paragraphs of a cell, and put tables within it aside."""
    for each in parent:
        match kind(each):
            case "p":
                yield each
            case "tbl":
                words.tables.append(each)
            case "sdt" if _is_prompt(each):
                continue
            case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                words.inserted |= kind(each) in {"ins", "moveTo"}
                yield from _paragraphs(each, words)


def _is_prompt(control: Any) -> bool:
    """Return whether a content control is empty, and shows what to enter."""
    return child_at(control, "sdtPr", "showingPlcHdr") is not None


def _add(words: Words, text: str, *, is_struck: bool) -> None:
    words.all += text
    if is_struck:
        words.struck += text
    else:
        words.text += text


def _add_inline(words: Words, parent: Any, colours: set[str], *, inserted: bool) -> None:
    for each in parent:
        match kind(each):
            case "r":
                _add_run(words, each, colours, inserted=inserted)
            case "ins" | "moveTo":
                _add_inline(words, each, colours, inserted=True)
            case "del" | "moveFrom":
                words.deleted += 1
            case "sdt" if not _is_prompt(each):
                _add_inline(words, each, colours, inserted=inserted)
            case through if through in _THROUGH:
                _add_inline(words, each, colours, inserted=inserted)


def _add_run(words: Words, run: Any, colours: set[str], *, inserted: bool) -> None:
    """Add the words of a run, which have one format."""
    properties = child_at(run, "rPr")
    if _is_on(properties, "vanish"):
        return
    is_struck = _is_on(properties, "strike") or _is_on(properties, "dstrike")
    for each in run:
        name = kind(each)
        if name == "commentReference":
            words.comments.append(attribute(each, "id"))
            continue
        text = (each.text or "") if name == "t" else _SIGNS.get(name, "")
        if name == "sym":
            text = _SYMBOLS.get(attribute(each, "char").upper(), "")
        if text:
            _add(words, text, is_struck=is_struck)
            if text.strip():
                words.inserted |= inserted
                colours.add(attribute(child_at(properties, "highlight"), "val"))


def _is_on(properties: Any, name: str) -> bool:
    found = child_at(properties, name)
    return found is not None and attribute(found, "val") not in {"0", "false", "none", "off"}
