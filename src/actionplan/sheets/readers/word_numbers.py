"""The numbers that Word writes before paragraphs of a list: a column of refs often has no other words."""

import re
import string
from collections.abc import Mapping
from typing import Any, NamedTuple

from attrs import define, field

from actionplan.sheets.readers.xml_names import attribute, child_at, kind


class _Level(NamedTuple):
    """A level of a list: the first number, its form, and the words around it (``%1.%2``)."""

    start: int
    form: str
    words: str


@define
class Numbering:
    """The lists of a document, and how far each has come.

    Attributes:
        levels: of each list its levels, by the list's id and the level's number.
        kinds: of each list the id of what it counts with, which several lists may share.
        styles: of styles that number paragraphs the list and the level.
        counted: of each kind the numbers reached, by level.
    """

    levels: Mapping[tuple[str, int], _Level] = field(factory=dict)
    kinds: Mapping[str, str] = field(factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(factory=dict)
    counted: dict[str, dict[int, int]] = field(factory=dict)


def numbering_of(root: Any, styles: Any) -> Numbering:
    """Return the lists of a document.

    Args:
        root: the root of its part about numbering; None if it has none.
        styles: the root of its styles; None if it has none.
    """
    if root is None:
        return Numbering()
    abstract = {attribute(each, "abstractNumId"): each for each in root if kind(each) == "abstractNum"}
    kinds = {
        attribute(each, "numId"): attribute(child_at(each, "abstractNumId"), "val")
        for each in root
        if kind(each) == "num"
    }
    levels = {
        (number, int(attribute(level, "ilvl") or 0)): _Level(
            int(attribute(child_at(level, "start"), "val") or 1),
            attribute(child_at(level, "numFmt"), "val"),
            attribute(child_at(level, "lvlText"), "val"),
        )
        for number, each in kinds.items()
        for level in abstract.get(each, ())
        if kind(level) == "lvl"
    }
    numbered = {
        attribute(style, "styleId"): child_at(style, "pPr", "numPr")
        for style in (styles if styles is not None else ())
        if kind(style) == "style"
    }
    return Numbering(
        levels=levels,
        kinds=kinds,
        styles={name: _list_and_level(each) for name, each in numbered.items() if each is not None},
    )


def number_before(paragraph: Any, numbering: Numbering) -> str:
    """Return the number that Word shows before a paragraph, and count it; empty if it has none, or a bullet."""
    numbered = child_at(paragraph, "pPr", "numPr")
    style = numbering.styles.get(attribute(child_at(paragraph, "pPr", "pStyle"), "val"), ("", 0))
    which, level = style if numbered is None else _list_and_level(numbered, style)
    here = numbering.levels.get((which, level))
    if here is None:
        return ""
    counted = numbering.counted.setdefault(numbering.kinds[which], {})
    counted[level] = counted.get(level, here.start - 1) + 1
    for deeper in [each for each in counted if each > level]:
        del counted[deeper]
    if here.form in {"bullet", "none"}:
        return ""
    return re.sub("%([1-9])", lambda match: _shown(numbering, which, int(match[1]) - 1, counted), here.words)


def _list_and_level(numbered: Any, style: tuple[str, int] = ("", 0)) -> tuple[str, int]:
    """Return what ``w:numPr`` says; what it does not say comes from the paragraph's style."""
    level = attribute(child_at(numbered, "ilvl"), "val")
    return attribute(child_at(numbered, "numId"), "val") or style[0], int(level) if level else style[1]


def _shown(numbering: Numbering, which: str, level: int, counted: Mapping[int, int]) -> str:
    at = numbering.levels.get((which, level), _Level(1, "decimal", ""))
    number = counted.get(level, at.start)
    match at.form:
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter":
            letter = string.ascii_lowercase[(number - 1) % 26] * ((number - 1) // 26 + 1)
            return letter.upper() if at.form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            return _roman(number).lower() if at.form == "lowerRoman" else _roman(number)
        case _:
            return str(number)


def _roman(number: int) -> str:
    digits = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40}
    text = ""
    for letters, value in {**digits, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}.items():
        times, number = divmod(number, value)
        text += letters * times
    return text
