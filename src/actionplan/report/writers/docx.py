"""Documents as Word files: real headings, lists and tables, pictures with words, and if asked a council's style."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from actionplan.model.refused import needed
from actionplan.report.document import Document, titled
from actionplan.report.inline import plain
from actionplan.report.paper_blocks import TitleBlock
from actionplan.report.titles import title_block, title_words
from actionplan.report.writers.font import FONTS
from actionplan.report.writers.word import frame
from actionplan.report.writers.word.blocks import body
from actionplan.report.writers.word.parts import Image, Parts
from actionplan.report.writers.word.tables import widths_of_columns
from actionplan.report.writers.word.template import opened
from actionplan.report.writers.word.xml import RELATION, children, the_name, w


def write(document: Document, title: str, template: bytes | None = None) -> bytes:
    """Return a document as a Word file in British English.

    The same document gives the same bytes.

    Args:
        document: the document. Its first heading of level 1 is that of the file; any further one is of level 2.
        title: the title of the file, and its first heading if the document has none of level 1.
        template: a Word file whose styles, header and footer are used; None for our own.

    Raises:
        Refused: the template is no Word file, or a logo no picture.
        NotInstalled: python-docx or resvg-py is not there; the message says how to install it.
    """
    blocks = titled(document, title)
    first = title_block(blocks)
    word = opened(template)
    section = frame.emptied(word)
    width = frame.text_width(section)
    parts = Parts(
        styles={the_name(style): style.get(w("styleId")) for style in children(word.styles.element, "style")},
        width=width,
        columns=widths_of_columns(blocks, width, _LETTERS if template is None else _LETTERS * _WIDER),
        list_number=_last_list(word),
        images={},
        starts=[],
    )
    for each in reversed(frame.parsed(body(parts, blocks, first))):
        word.element.body.insert(0, each)
    head = first if isinstance(first, TitleBlock) else TitleBlock(title)
    foot = " ".join(map(plain, head.facts[0])) if head.facts else ""
    frame.surround(word, section, parts, foot=foot, marking=head.marking)
    frame.divide(word, section)
    frame.in_british_english(word)
    frame.leave_behind(word, frozenset(each.get(f"{{{RELATION}}}id") for each in section))
    _add_lists(word, parts)
    _add_images(word, parts.images)
    frame.give_title(word, title_words(first))
    saved = BytesIO()
    word.save(saved)
    return _with_fixed_dates(saved)


_LETTERS, _WIDER = 9, 1.1
"""The size of letters in tables, in points, and how much wider those of a council's font may be than Arial's."""


def _last_list(word: Any) -> int:
    return max(int(each.get(w("numId"))) for each in children(word.part.numbering_part.element, "num"))


def _add_lists(word: Any, parts: Parts) -> None:
    """Add a list for each numbered list of the text, which begins with its own number."""
    numbering = word.part.numbering_part.element
    style = next(each for each in children(word.styles.element, "style") if the_name(each) == "list number")
    used = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}").get(w("val"))
    lists = {each.get(w("numId")): each.find(w("abstractNumId")).get(w("val")) for each in children(numbering, "num")}
    for number, start in enumerate(parts.starts, parts.list_number + 1):
        children(numbering, "num")[-1].addnext(
            frame.parsed(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{lists[used]}"/><w:lvlOverride w:ilvl="0">'
                f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )[0]
        )


_TYPES: Mapping[str, str] = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
_PIXELS = 1.5
"""Pixels of a picture for one of the page: 144 to an inch. With 2, a board pack takes a third of a second more."""


def _add_images(word: Any, images: Mapping[Image, int]) -> None:
    for image, number in images.items():
        if image.ending == "svg":
            _add_image(word, f"paper{number}svg", "svg", image.data)
            _add_image(word, f"paper{number}", "png", _as_png(image))
        else:
            _add_image(word, f"paper{number}", image.ending, image.data)


def _add_image(word: Any, name: str, ending: str, data: bytes) -> None:
    part = needed("docx.opc.part").Part
    place = needed("docx.opc.packuri").PackURI(f"/word/media/{name}.{ending}")
    kind = needed("docx.opc.constants").RELATIONSHIP_TYPE.IMAGE
    word.part.load_rel(kind, part(place, _TYPES[ending], data, word.part.package), name)


def _as_png(image: Image) -> bytes:
    """Return a picture in SVG as one in PNG, for readers that show no SVG."""
    draw = needed("resvg_py").svg_to_bytes
    width = round(image.width * _PIXELS)
    svg = image.data.decode()
    if "<text" not in svg:
        return bytes(draw(svg, width=width, skip_system_fonts=True))
    return bytes(draw(svg, width=width, skip_system_fonts=True, font_dirs=[str(FONTS)], **_IN_OUR_FONT))


_FAMILIES = ("font", "serif", "sans_serif", "cursive", "fantasy", "monospace")
_IN_OUR_FONT: Mapping[str, str] = dict.fromkeys((f"{each}_family" for each in _FAMILIES), "Liberation Sans")
"""What words in a font that is not at hand are drawn in, such as those of a logo; without it they would be left out."""


def _with_fixed_dates(saved: BytesIO) -> bytes:
    """Return a file with its parts in a fixed order, without the time at which it was made."""
    made = BytesIO()
    with ZipFile(saved) as file, ZipFile(made, "w") as fixed:
        for name in sorted(file.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            fixed.writestr(entry, file.read(name))
    return made.getvalue()
