"""Word documents from pieces of WordprocessingML, named as its elements are."""

from collections.abc import Sequence
from html import escape

from tables.sheets.grids import packed

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

HEADING = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
"""The style of headings, for the part ``styles``."""


def document(body: str, **parts: str) -> bytes:
    """Return a Word document.

    Args:
        body: the XML of its body.
        parts: the XML in other parts, such as ``styles`` and ``numbering``.
    """
    parts.setdefault("styles", HEADING)
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **{name: name for name in parts}}.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, 1)
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    main = f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
    return packed(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{rels}"/>{types}</Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{main}</Relationships>',
            "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            "</Relationships>",
            "word/document.xml": f"{_HEAD}<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
            **{f"word/{name}.xml": f"{_HEAD}<w:{name} {_NAMES}>{xml}</w:{name}>" for name, xml in parts.items()},
        }
    )


def r(text: str, properties: str = "") -> str:
    """A run of words with one format."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def h(text: str) -> str:
    """A heading."""
    return p(r(text), '<w:pStyle w:val="Heading1"/>')


def tc(*paragraphs: str, properties: str = "") -> str:
    """A cell of paragraphs, each as XML or as words."""
    inner = "".join(each if each.startswith("<") else p(r(each)) for each in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells, each as XML or as words."""
    inner = "".join(each if each.startswith("<") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, columns: int = 1) -> str:
    """A table."""
    grid = '<w:gridCol w:w="1500"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def ins(inner: str) -> str:
    """What somebody inserted with changes tracked."""
    return f'<w:ins w:id="1" w:author="An author" w:date="2024-11-01T09:00:00Z">{inner}</w:ins>'


def gone(text: str) -> str:
    """Words that somebody deleted with changes tracked."""
    words = f'<w:r><w:delText xml:space="preserve">{escape(text, quote=False)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="An author" w:date="2024-11-01T09:00:00Z">{words}</w:del>'


def sdt(inner: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def shade(colour: str) -> str:
    """The background of a cell, for its properties; the colour with or without its ``#``."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour.lstrip("#")}"/>'


def paragraphs(texts: Sequence[str]) -> str:
    """Paragraphs of words."""
    return "".join(p(r(text)) for text in texts)
