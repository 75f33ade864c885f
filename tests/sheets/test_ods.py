"""Workbooks of LibreOffice: the same cells as in those of Excel, however often a cell is repeated."""

import datetime as dt
import io
import zipfile

import pytest

from actionplan.sheets.reading import read_here
from actionplan.sheets.unreadable import UnreadableFile

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
}
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def workbook(tables, styles=""):
    """Return a workbook with the XML of its tables and its styles."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return file.getvalue()


def sheet(rows, styles="", attributes=""):
    table = f'<table:table table:name="Actions" {attributes}>{rows}</table:table>'
    return read_here(workbook(table, styles), "plan.ods").sheets[0]


def row(*cells, attributes=""):
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def cell(text="", attributes=""):
    words = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{words}</table:table-cell>"


def style(name, inner="", attributes='style:family="table-cell"'):
    return f'<style:style style:name="{name}" {attributes}>{inner}</style:style>'


def shape(sheet):
    return {(cell.row, cell.column): cell.text for cell in sheet.cells}


@pytest.mark.parametrize(
    ("attributes", "text", "value", "shown"),
    [
        ('office:value-type="string"', "1.10", "1.10", "1.10"),
        ('office:value-type="float" office:value="1.1"', "1.10", 1.1, "1.10"),
        ('office:value-type="float" office:value="7"', "007", 7, "007"),
        ('office:value-type="percentage" office:value="0.4"', "40%", 0.4, "40%"),
        ('office:value-type="date" office:date-value="2024-09-30"', "30/09/24", dt.date(2024, 9, 30), "2024-09-30"),
        ('office:value-type="time" office:time-value="PT09H30M00S"', "9:30", dt.time(9, 30), "09:30"),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE", True, "TRUE"),
    ],
)
def test_a_value_and_what_is_shown_of_it(attributes, text, value, shown):
    [found] = sheet(row(cell(text, attributes))).cells
    assert (found.value, found.text) == (value, shown)


def test_a_date_that_shows_only_its_month():
    styles = '<number:date-style style:name="N1"><number:month/><number:year/></number:date-style>'
    styles += style("ce1", attributes='style:family="table-cell" style:data-style-name="N1"')
    month = 'office:value-type="date" office:date-value="2024-09-01" table:style-name="ce1"'
    assert sheet(row(cell("Sep 24", month)), styles).cells[0].text == "2024-09"


def test_colours_come_from_the_cell_its_parent_style_its_column_or_its_text():
    red = '<style:table-cell-properties fo:background-color="#FF0000"/>'
    rule = '<style:map style:condition="cell-content()=&quot;R&quot;" style:apply-style-name="ce1"/>'
    styles = (
        style("ce1", red)
        + style("ce2", attributes='style:family="table-cell" style:parent-style-name="ce1"')
        + style("ce3", rule)
    )
    column = '<table:table-column table:default-cell-style-name="ce2"/><table:table-column/>'
    coloured = row(cell("", 'table:style-name="ce2"'), cell("R", 'table:style-name="ce3"'))
    found = sheet(column + coloured + row("in the column", cell("G", 'table:style-name="ce3"')), styles)
    assert [(cell.text, cell.fill) for cell in found.cells] == [
        ("", "#ff0000"),
        ("R", "#ff0000"),
        ("in the column", "#ff0000"),
        ("G", None),
    ]


def test_struck_words_lines_and_comments():
    strike = '<style:text-properties style:text-line-through-type="single"/>'
    styles = style("T1", strike, 'style:family="text"') + style("ce1", strike)
    words = 'by <text:span text:style-name="T1">May</text:span><text:s text:c="2"/>June</text:p><text:p>2025'
    note = "<office:annotation><text:p>Whose?</text:p></office:annotation>"
    noted = f"<table:table-cell>{note}<text:p>x</text:p></table:table-cell>"
    first, second, third = sheet(row(words, cell("gone", 'table:style-name="ce1"'), noted), styles).cells
    assert (first.text, first.struck) == ("by   June\n2025", "May")
    assert (second.text, second.struck) == ("", "gone")
    assert (third.text, third.comment) == ("x", "Whose?")


def test_merged_and_hidden_cells_keep_every_column_where_it_is():
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    wide = cell("Area 1", 'table:number-columns-spanned="2" table:number-rows-spanned="1"')
    covered = "<table:covered-table-cell/>"
    styles = style("ta1", '<style:table-properties table:display="false"/>', 'style:family="table"')
    rows = row(wide, covered, "x") + row("a", attributes='table:visibility="filter"')
    found = sheet(columns + rows, styles, 'table:style-name="ta1"')
    assert shape(found) == {(1, 1): "Area 1", (1, 3): "x", (2, 1): "a"}
    assert [(area.top, area.left, area.bottom, area.right) for area in found.merged] == [(1, 1, 1, 2)]
    assert (found.hidden, found.hidden_rows, found.hidden_columns) == (True, {2}, {2})


def test_repeated_rows_and_cells():
    styles = style("ce1", '<style:table-cell-properties fo:background-color="#00b050"/>')
    green = cell("", 'table:style-name="ce1" table:number-columns-repeated="16384"')
    rows = (
        row("Ref", cell("x", 'table:number-columns-repeated="2"'), attributes='table:number-rows-repeated="2"')
        + row(cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1000"')
        + row(green, attributes='table:number-rows-repeated="2"')
        + row("", "end")
        + row(green, attributes='table:number-rows-repeated="1000000"')
    )
    found = sheet(rows, styles)
    texts = {(number, column): text for number in (1, 2) for column, text in ((1, "Ref"), (2, "x"), (3, "x"))}
    assert {where: text for where, text in shape(found).items() if text} == {**texts, (1005, 2): "end"}
    assert {(cell.row, cell.column) for cell in found.cells if cell.fill} == {
        (number, column) for number in (1003, 1004) for column in (1, 2, 3)
    }


def test_a_cell_repeated_without_end_is_refused():
    with pytest.raises(UnreadableFile, match="more than 500,000 cells"):
        sheet(
            row(cell("x", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"')
        )
