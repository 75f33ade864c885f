"""What the text of a Word file refers to: its styles, lists and pictures."""

from collections.abc import Iterable, Mapping
from html import escape

from attrs import define, frozen

from actionplan.report.document import Column
from actionplan.report.inline import Inline, Span, plain, texts
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers import svg


@frozen
class Image:
    """A picture that a file holds.

    Attributes:
        data: the file.
        ending: its kind: ``svg``, ``png`` or ``jpg``.
        width: its width in pixels, 96 to an inch.
        height: its height.
    """

    data: bytes
    ending: str
    width: float
    height: float


@define
class Parts:
    """What is collected while the text of a file is written, and added to the file afterwards.

    Attributes:
        styles: the id of each style in the file by its name in small letters.
        width: the width of the text, in twentieths of a point.
        columns: the widths of columns, in twentieths of a point; tables with the same columns have the same widths.
        list_number: the number of the last list in the file.
        images: every picture once, with its number.
        starts: the first number of each numbered list.
        drawn: how often a picture is shown.
    """

    styles: Mapping[str, str]
    width: int
    columns: Mapping[tuple[Column, ...], list[int]]
    list_number: int
    images: dict[Image, int]
    starts: list[int]
    drawn: int = 0


_PIXEL = 9525
"""A pixel in the units of pictures in Word."""
_TWIP = 635
"""A twentieth of a point in them."""

_ROLES: Mapping[str, str] = {
    "strong": "Strong",
    "warning": "Strong",
    "late": "Late",
    "alert": "Late",
    "quiet": "Quiet",
    "ref": "Reference",
    "code": "Code text",
}
_BOLD = frozenset({"Strong", "Late", "Count number"})
"""The style of each role of a text, and those that are bold."""


def paragraph(parts: Parts, style: str, content: str, properties: str = "") -> str:
    """Return a paragraph.

    Args:
        parts: what the text refers to.
        style: the name of its style.
        content: its runs.
        properties: more about it, as WordprocessingML.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{parts.styles[style.lower()]}"/>{properties}</w:pPr>{content}</w:p>'


def runs(parts: Parts, inline: Inline, *, is_bold: bool = False, is_name: bool = False) -> str:
    """Return a text as runs: on one line, with the signs and styles of its roles.

    Args:
        parts: what the text refers to.
        inline: the text.
        is_bold: whether the style of the paragraph is bold.
        is_name: whether words without a role are bold, as in the names of rows.
    """
    spans = [Span(_words(span), span.role) for span in texts(inline)]
    if not plain(tuple(spans)).strip():
        return ""
    while not spans[0].text.strip():
        del spans[0]
    while not spans[-1].text.strip():
        del spans[-1]
    spans[0] = Span(spans[0].text.lstrip(), spans[0].role)
    spans[-1] = Span(spans[-1].text.rstrip(), spans[-1].role)
    return "".join(_span(parts, span, is_bold=is_bold, is_name=is_name) for span in spans)


def _words(span: Span) -> str:
    return code_line(span.text) if span.role == "code" else part_of_line(span.text)


def _span(parts: Parts, span: Span, *, is_bold: bool, is_name: bool) -> str:
    begin = sign(parts, span.role)
    style = _ROLES.get(span.role, "Strong" if is_name and not begin else "")
    return begin + run(parts, span.text, style, is_bold=is_bold)


def run(parts: Parts, text: str, style: str = "", *, is_bold: bool = False) -> str:
    """Return words with a style.

    Args:
        parts: what the text refers to.
        text: the words, ready to be shown.
        style: the name of the style; empty for that of the paragraph.
        is_bold: whether the style of the paragraph is bold. In Word, bold twice is not bold.
    """
    bold = "<w:b/><w:bCs/>" if is_bold and style in _BOLD else ""
    look = f'<w:rPr><w:rStyle w:val="{parts.styles[style.lower()]}"/>{bold}</w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def lines(parts: Parts, texts_of_lines: Iterable[str]) -> str:
    """Return lines of a file as runs, with all their blanks."""
    return "<w:r><w:br/></w:r>".join(run(parts, line) for line in texts_of_lines)


TAB = "<w:r><w:tab/></w:r>"


def sign(parts: Parts, role: str) -> str:
    """Return the sign of a role as a small picture with a blank at its right; empty if the role has none."""
    shapes = svg.sign(role)
    return picture(parts, drawn(shapes, 21, 16, scale=_SIGN)) if shapes else ""


_SIGN = 0.67
"""The size of a sign: one that is no higher than the letters of tables does not push its line down."""


def drawn(shapes: str, width: int, height: int, scale: float = 1) -> Image:
    """Return shapes as a picture.

    Args:
        shapes: the shapes, as in a `Drawing`, or a sign.
        width: their width in pixels.
        height: their height.
        scale: the size in which the picture is shown.
    """
    return Image(svg.standalone(shapes, width, height).encode(), "svg", width * scale, height * scale)


def picture(parts: Parts, image: Image, alt: str = "") -> str:
    """Return a run with a picture, no wider than the text.

    Args:
        parts: what the text refers to; it takes the picture up.
        image: the picture.
        alt: what it shows, in words; empty where words beside it say the same.
    """
    parts.drawn += 1
    number = parts.images.setdefault(image, len(parts.images) + 1)
    scale = min(1, parts.width * _TWIP / (image.width * _PIXEL))
    return _PICTURE.format(
        width=round(image.width * scale * _PIXEL),
        height=round(image.height * scale * _PIXEL),
        id=parts.drawn,
        alt=escape(part_of_line(alt)),
        decorative="" if alt else _DECORATIVE,
        number=number,
        svg=_SVG.format(number=number) if image.ending == "svg" else "",
    )


_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="paper{number}svg"/></a:ext>'
    "</a:extLst>"
)
_PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{id}" name="Picture {id}" descr="{alt}">{decorative}</wp:docPr>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="Picture {id}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="paper{number}">{svg}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
