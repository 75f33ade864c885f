"""Documents as PDF on A4, tagged for screen readers (PDF/UA-1), in fonts that are part of this package."""

import json
import re
import unicodedata
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import Any

from actionplan.model.refused import Refused, needed
from actionplan.model.text import count, in_words
from actionplan.report.document import Document, titled
from actionplan.report.titles import title_block, title_words
from actionplan.report.writers import svg
from actionplan.report.writers.font import FONTS, advances
from actionplan.report.writers.pdf_blocks import Value, cleaned, values


def write(document: Document, title: str) -> bytes:
    """Return a document as one PDF file in British English.

    A character that no font at hand has becomes its code, such as ``<U+1F534>``, and a note at the end says so.

    Args:
        document: the document. Its first heading of level 1 is the file's; any further one is of level 2.
        title: the title of the file, and its first heading if the document has none of level 1.

    Raises:
        NotInstalled: typst is not there.
        Refused: the file cannot be made, such as where a logo is no picture.
    """
    typst = needed("typst")
    paper = _paper(document, title)
    codes: dict[int, str] = {}
    while True:
        data = json.dumps(_coded(paper, codes), ensure_ascii=False)
        try:
            return _compiled(typst, data)
        except typst.TypstError as error:
            missing = _missing(error.diagnostic, data)
            if not missing:
                has_logo = any(block.get("logo") for block in paper["blocks"])
                hint = "; give a logo that other programs can open" if has_logo else ""
                raise Refused(f"the PDF cannot be made: {' '.join(error.message.split())}{hint}") from error
            codes |= {point: f"<U+{point:04X}>" for point in missing}


def _compiled(typst: Any, data: str) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    template = files(__package__).joinpath("paper.typ").read_bytes()
    written: bytes = typst.compile(
        template, root=str(FONTS), font_paths=fonts, sys_inputs={"data": data}, pdf_standards="ua-1"
    )
    return written


def _paper(document: Document, title: str) -> Value:
    """Return a document as the template takes it, with what is on each page."""
    whole = titled(document, cleaned(title) or "Paper")
    blocks = values(whole)
    head = next((block for block in blocks if block["kind"] == "title"), {})
    facts = [" ".join([name, *(run["words"] for run in value)]) for name, value in head.get("facts", ())]
    return {
        "title": cleaned(title_words(title_block(whole))) or "Paper",
        "head": _short(head.get("marking", ""), lines=3),
        "foot": _short(facts[0] if facts else "", lines=1),
        "colours": dict(svg.LIGHT),
        "signs": {role: svg.standalone(svg.sign(role), 16, 16) for role in sorted(_roles(blocks)) if svg.sign(role)},
        "blocks": blocks,
    }


def _short(text: str, lines: int) -> str:
    """Return a text for the head or the foot of each page; nothing if it does not fit there."""
    return text if len(text) <= 80 * lines else ""


def _roles(value: Any) -> set[str]:
    """Return the roles of all texts in a part of a paper."""
    if isinstance(value, dict):
        return {value["role"]} if "role" in value else _roles(list(value.values()))
    return set().union(*map(_roles, value)) if isinstance(value, list) else set()


def _coded(paper: Value, codes: Mapping[int, str]) -> Value:
    """Return a paper with codes in place of some characters, and a note about them at its end."""
    if not codes:
        return paper
    named = [f"{code} ({unicodedata.name(chr(point), 'no name').lower()})" for point, code in sorted(codes.items())]
    more = [count(len(named) - _NAMED, "more")] if len(named) > _NAMED else []
    words = f"This file cannot show some characters and has their codes instead: {in_words([*named[:_NAMED], *more])}."
    note = {"kind": "paragraph", "label": "", "text": [{"words": words, "role": "quiet"}]}
    coded: Value = _translated(paper, codes, {point: escape(code) for point, code in codes.items()})
    return {**coded, "blocks": [*coded["blocks"], note]}


_NAMED = 12
"""Characters that the note at the end names at most."""


def _translated(value: Any, codes: Mapping[int, str], in_pictures: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(codes)
    if isinstance(value, list):
        return [_translated(each, codes, in_pictures) for each in value]
    if isinstance(value, dict):
        return {
            name: _translated(each, in_pictures if name == "svg" else codes, in_pictures)
            for name, each in value.items()
        }
    return value


def _missing(diagnostic: str, data: str) -> set[int]:
    """Return which characters to show by their codes after an error.

    Those that the error names, and if it names none, all that only a font other than ours can have.

    Args:
        diagnostic: what typst says.
        data: the paper as JSON.
    """
    named = {ord(character) for text in _NO_GLYPH.findall(diagnostic) for character in _unescaped(text)}
    given = set(map(ord, data))
    ours = advances().keys()
    choices = (
        named - ours,
        {point for point in named if point > 0x7E},
        given - ours,
        {each for each in given if each > 0x7E},
    )
    return next((found for found in choices if found & given), set())


_NO_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
