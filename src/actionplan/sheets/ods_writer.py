"""Write a workbook as .ods, the open format of LibreOffice that public bodies prefer."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from actionplan.sheets.cell_text import neutral
from actionplan.sheets.grid import column_letters
from actionplan.sheets.packed import packed
from actionplan.sheets.workbook import (
    MOST_LINES,
    TEXT_WIDTH,
    CellData,
    Column,
    Line,
    Table,
    Workbook,
    Worksheet,
    as_number,
    cell_text,
    columns_of_numbers,
    lines_high,
    pages_wide,
)

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES: Final = " ".join(
    (
        *(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "style", "text", "table", "meta")),
        *(f'xmlns:{short}="{_OASIS}{name}:1.0"' for short, name in (("number", "datastyle"),)),
        *(f'xmlns:{short}="{_OASIS}{name}-compatible:1.0"' for short, name in (("fo", "xsl-fo"), ("svg", "svg"))),
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"',
    )
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LINE_HEIGHT: Final = 0.556
"""How high a line of the font is, in centimetres."""

_TEXT_COLUMN: Final = Column("", TEXT_WIDTH)

_CM: Final = 0.24
"""How wide a character of the font is, in centimetres."""

_CELL_STYLES: Final = {
    "title": ("", 'fo:font-weight="bold" fo:font-size="16pt"'),
    "heading": ("", 'fo:font-weight="bold" fo:font-size="14pt"'),
    "line": ("", ""),
    "wrapped-line": ('fo:wrap-option="wrap"', ""),
    "column": ('fo:wrap-option="wrap" fo:border-bottom="0.75pt solid #000000"', 'fo:font-weight="bold"'),
    "text": ('fo:wrap-option="wrap"', ""),
    "link": ('fo:wrap-option="wrap"', 'fo:color="#0000ee" style:text-underline-style="solid"'),
    "number": ('fo:wrap-option="wrap"', ""),
    "number-text": ('fo:wrap-option="wrap"', ""),
    "number-column": ('fo:wrap-option="wrap" fo:border-bottom="0.75pt solid #000000"', 'fo:font-weight="bold"'),
    "day": ('fo:wrap-option="wrap"', ""),
}
_DATA_STYLES: Final = {
    **dict.fromkeys(("text", "column", "link", "number-text", "number-column"), "as-text"),
    "day": "as-day",
}
_ALIGNED: Final = {
    **dict.fromkeys(("number", "number-text", "number-column"), 'fo:text-align="end" fo:margin-right="0.2cm"'),
    **dict.fromkeys(("column", "text", "link", "day"), 'fo:text-align="start" fo:margin-left="0.2cm"'),
}


def write_ods(book: Workbook) -> bytes:
    """Return a workbook as the bytes of an .ods file; the same workbook gives the same bytes.

    Args:
        book: the workbook.
    """
    parts = {
        "content.xml": _content(book),
        "styles.xml": _styles(book),
        "meta.xml": _document(
            "meta",
            f"<office:meta><dc:title>{escape(neutral(book.title))}</dc:title>"
            f"<dc:language>{book.language}</dc:language></office:meta>",
        ),
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", _TYPE), *((name, "text/xml") for name in parts))
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="1.3">{listed}'
    parts = {"mimetype": _TYPE, **parts, "META-INF/manifest.xml": f"{_XML}{manifest}</manifest:manifest>"}
    return packed({name: part.encode() for name, part in parts.items()}, plain="mimetype")


def _document(kind: str, inner: str) -> str:
    return f"{_XML}<office:document-{kind} {_NAMESPACES}>{inner}</office:document-{kind}>"


def _content(book: Workbook) -> str:
    widths = sorted({TEXT_WIDTH, *(column.width for sheet in book.sheets for column in _columns(sheet))})
    columns = "".join(
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _CM:.2f}cm"/></style:style>'
        for width in widths
    )
    pages = "".join(
        f'<style:style style:name="sheet{wide}" style:family="table" style:master-page-name="Page{wide}"/>'
        for wide in _pages(book)
    )
    rows = "".join(map(_row_style, range(1, MOST_LINES + 1)))
    cells = "".join(_cell_style(name, *properties) for name, properties in _CELL_STYLES.items())
    sheets = "".join("".join(_sheet(sheet)) for sheet in book.sheets)
    ranges = "".join(_range(sheet, sheet.table) for sheet in book.sheets if sheet.table is not None)
    return _document(
        "content",
        f"<office:automatic-styles>{_AS_TEXT}{_AS_DAY}{columns}{pages}{rows}{cells}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}<table:database-ranges>{ranges}</table:database-ranges>"
        "</office:spreadsheet></office:body>",
    )


_AS_TEXT: Final = '<number:text-style style:name="as-text"><number:text-content/></number:text-style>'
_AS_DAY: Final = (
    '<number:date-style style:name="as-day"><number:day/><number:text> </number:text>'
    '<number:month number:textual="true"/><number:text> </number:text><number:year number:style="long"/>'
    "</number:date-style>"
)


def _row_style(lines: int) -> str:
    height = f'style:row-height="{lines * _LINE_HEIGHT:.2f}cm" style:use-optimal-row-height="false"'
    properties = f"<style:table-row-properties {height}/>"
    return f'<style:style style:name="r{lines}" style:family="table-row">{properties}</style:style>'


def _cell_style(name: str, cell: str, font: str) -> str:
    data = f' style:data-style-name="{_DATA_STYLES[name]}"' if name in _DATA_STYLES else ""
    aligned = f"<style:paragraph-properties {_ALIGNED[name]}/>" if name in _ALIGNED else ""
    side = "bottom" if name == "heading" else "top"
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"{data}>'
        f'<style:table-cell-properties style:vertical-align="{side}" {cell}/>{aligned}'
        f"<style:text-properties {font}/></style:style>"
    )


def _styles(book: Workbook) -> str:
    spoken, _, country = book.language.partition("-")
    font = f'fo:font-family="Arial" fo:font-size="12pt" fo:language="{spoken}" fo:country="{country or "none"}"'
    nothing = '<style:header style:display="false"/><style:footer style:display="false"/>'
    layouts = "".join(
        f'<style:page-layout style:name="page{wide}"><style:page-layout-properties style:print-orientation="landscape" '
        f'fo:page-width="29.7cm" fo:page-height="21cm" style:scale-to-X="{wide}" style:scale-to-Y="0"/>'
        "</style:page-layout>"
        for wide in _pages(book)
    )
    masters = "".join(
        f'<style:master-page style:name="Page{wide}" style:page-layout-name="page{wide}">{nothing}</style:master-page>'
        for wide in _pages(book)
    )
    return _document(
        "styles",
        f'<office:styles><style:default-style style:family="table-cell"><style:text-properties {font}/>'
        '</style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles>'
        f"<office:automatic-styles>{layouts}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>",
    )


def _wide(sheet: Worksheet) -> int:
    return pages_wide(sheet.table) if sheet.table is not None else 1


def _pages(book: Workbook) -> list[int]:
    return sorted(set(map(_wide, book.sheets)))


def _columns(sheet: Worksheet) -> tuple[Column, ...]:
    return sheet.table.columns if sheet.table is not None else ()


def _sheet(sheet: Worksheet) -> Iterator[str]:
    table = sheet.table
    yield f'<table:table table:name={quoteattr(sheet.name)} table:style-name="sheet{_wide(sheet)}">'
    columns = _columns(sheet) or (_TEXT_COLUMN,)
    yield from (f'<table:table-column table:style-name="w{column.width}"/>' for column in columns)
    yield _row(_string(sheet.title, "title"), 2)
    for line in sheet.lines:
        high = lines_high([line.text], columns) if table is None else 1
        yield _row(_string(line.text, _line_style(line, table)), 2 if line.is_heading else high)
    if table is not None:
        of_numbers = columns_of_numbers(table)
        kinds = ["number-" if at in of_numbers else "" for at in range(len(columns))]
        texts = [column.heading for column in columns]
        headings = (_string(text, f"{kind}column") for text, kind in zip(texts, kinds, strict=True))
        head = _row("".join(headings), lines_high(texts, columns, is_heading=True))
        yield f"<table:table-header-rows>{head}</table:table-header-rows>"
        for row in table.rows:
            first, *others = (_cell(value, f"{kind}text") for value, kind in zip(row, kinds, strict=True))
            cells = (_link(str(row[0])) if row[0] in table.links else first, *others)
            yield _row("".join(cells), lines_high(row, columns))
    yield "</table:table>"


def _line_style(line: Line, table: Table | None) -> str:
    return "heading" if line.is_heading else "line" if table is not None else "wrapped-line"


def _row(cells: str, lines: int) -> str:
    return f'<table:table-row table:style-name="r{min(lines, MOST_LINES)}">{cells}</table:table-row>'


def _cell(value: CellData, style_of_text: str) -> str:
    shown = cell_text(value)
    if isinstance(value, dt.date):
        kind, attribute, style = "date", f'office:date-value="{shown}"', "day"
    elif as_number(value) is not None:
        kind, attribute, style = "float", f'office:value="{shown}"', "number"
    else:
        return _string(shown, style_of_text)
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}" {attribute}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _string(text: str, style: str) -> str:
    paragraphs = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in neutral(text).split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def _link(name: str) -> str:
    linked = f'<text:a xlink:type="simple" xlink:href={quoteattr(f"#{name}.A1")}>{escape(name)}</text:a>'
    return (
        '<table:table-cell table:style-name="link" office:value-type="string">'
        f"<text:p>{linked}</text:p></table:table-cell>"
    )


def _spaced(line: str) -> str:
    """Return a line of text as XML; several spaces would be read as one, and LibreOffice drops tabs."""
    return re.sub(r"(?<= ) |^ | $", "<text:s/>", escape(line.replace("\t", " ")))


def _range(sheet: Worksheet, table: Table) -> str:
    top, last = len(sheet.lines) + 2, column_letters(len(table.columns))
    address = f"'{sheet.name}'.A{top}:'{sheet.name}'.{last}{top + len(table.rows)}"
    return (
        f"<table:database-range table:name={quoteattr(table.name)} table:target-range-address={quoteattr(address)} "
        'table:contains-header="true" table:display-filter-buttons="false"/>'
    )
