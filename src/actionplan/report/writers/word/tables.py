"""Tables as WordprocessingML: header rows that repeat, rows that do not break, and widths that fit their words."""

from collections.abc import Iterable
from html import escape

from actionplan.model.text import count
from actionplan.report.document import Bar, Block, Cell, Column, Drawn, Lines, Table
from actionplan.report.inline import Inline
from actionplan.report.words import part_of_line
from actionplan.report.writers import svg
from actionplan.report.writers.column_widths import alike, column_widths
from actionplan.report.writers.word.parts import Parts, drawn, paragraph, picture, run, runs

_GAP = 8
"""The gap between columns, in points, as in ``styles.xml``."""
_SLACK = 1
"""What each column gets more, in points, since programs draw letters a little wider or narrower."""


def widths_of_columns(blocks: Iterable[Block], width: int, letters: float) -> dict[tuple[Column, ...], list[int]]:
    """Return the widths of the columns of all tables, in twentieths of a point; those with the same columns look alike.

    Args:
        blocks: the blocks of a document.
        width: the width of the text, in twentieths of a point.
        letters: the size of letters in tables, in points.
    """
    found = {}
    for columns, each in alike(blocks).items():
        measured = column_widths(each, width / 20 - _SLACK * len(columns), letters, _GAP)
        found[columns] = [round((points + _SLACK) * 20) for points in measured]
    return found


def table(parts: Parts, block: Table, *, is_kept: bool = False) -> str:
    """Return a table, without its caption; its last row may be kept on one page with what follows it."""
    widths = parts.columns[block.columns]
    about = f"{count(len(block.rows), 'row')}: {', '.join(filter(None, (each.heading for each in block.columns)))}"
    caption = escape(part_of_line(block.caption))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = [
        paragraph(parts, "Table heading", run(parts, part_of_line(column.heading)), _side(column))
        for column in block.columns
    ]
    kept = {0, 1, len(block.rows) - 3, len(block.rows) - 2}  # so that no page has only a row or two of a table
    contents = (_contents(parts, block, row, keeps=at in kept) for at, row in enumerate(block.rows[:-1]))
    last = (_contents(parts, block, row, keeps=is_kept) for row in block.rows[-1:])
    rows = "".join(_row(each, widths, "<w:cantSplit/>") for each in (*contents, *last))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{parts.styles["paper table"]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0{"4A0" if block.has_row_headings else "420"}" w:firstRow="1" '
        f'w:lastRow="0" w:firstColumn="{int(block.has_row_headings)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/><w:tblDescription w:val="{escape(part_of_line(about))}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(heads, widths, '<w:cantSplit/><w:tblHeader/>')}{rows}</w:tbl>"
    )


def _row(contents: list[str], widths: list[int], properties: str) -> str:
    """Return a row; its last cell has no gap at its right."""
    last = len(widths) - 1
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_NO_GAP * (at == last)}</w:tcPr>{content}</w:tc>'
        for at, (content, width) in enumerate(zip(contents, widths, strict=True))
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


_NO_GAP = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'


def _contents(parts: Parts, block: Table, row: tuple[Cell, ...], *, keeps: bool) -> list[str]:
    """Return the contents of a row's cells; a page break after it may be forbidden."""
    return [
        _content(parts, cell, column, is_name=block.has_row_headings and not at, keeps=keeps)
        for at, (cell, column) in enumerate(zip(row, block.columns, strict=True))
    ]


def _side(column: Column) -> str:
    return '<w:jc w:val="right"/>' if column.is_number else ""


def _content(parts: Parts, cell: Cell, column: Column, *, is_name: bool, keeps: bool) -> str:
    made = [runs(parts, line, is_name=is_name) for line in _lines(cell)]
    if isinstance(cell, Drawn):
        small = cell.drawing
        made.insert(0, picture(parts, drawn(small.wide, small.width or svg.WIDE, small.wide_height)))
    properties = "<w:keepNext/>" * keeps + _side(column)
    return "".join(paragraph(parts, "Table text", content, properties) for content in made or [""])


def _lines(cell: Cell) -> tuple[Inline, ...]:
    match cell:
        case Bar():
            return (cell.caption,)
        case Lines() | Drawn():
            return cell.lines
    return (cell,)
