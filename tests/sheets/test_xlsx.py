"""Workbooks of Excel: everything that a person sees in a cell is read, and what nobody sees is noted."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from actionplan.sheets.reading import read_here
from zip_files import changed


@pytest.fixture
def read_sheet():
    """Write a workbook by a function of the workbook and its first sheet, and read that sheet."""

    def read_sheet(write, **options):
        return read_book(write, **options).sheets[0]

    return read_sheet


def read_book(write, **options):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as workbook:
        write(workbook, workbook.add_worksheet("Actions"))
    return read_here(file.getvalue(), "plan.xlsx")


def texts(sheet):
    return [cell.text for cell in sheet.cells]


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (1.1, "0.00", "1.10"),
        (7, "000", "007"),
        (0.4, "0%", "40%"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-3, '"£"#,##0', "-£3"),
        (0.1, "General", "0.1"),
        (3, "[Red]0;[Blue]-0", "3"),
        (2.5, "# ?/?", "2.5"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(read_sheet, number, number_format, text):
    def write(workbook, sheet):
        sheet.write_number(0, 0, number, workbook.add_format({"num_format": number_format}))

    [cell] = read_sheet(write).cells
    assert (cell.value, cell.text) == (number, text)


@pytest.mark.parametrize(
    ("number_format", "text"),
    [("dd/mm/yyyy", "2024-09-01"), ("d mmm", "2024-09-01"), ("mmm yy", "2024-09"), ("yyyy", "2024")],
)
@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
def test_a_date_is_read_as_far_as_it_is_shown(read_sheet, number_format, text, options):
    def write(workbook, sheet):
        sheet.write_datetime(0, 0, dt.datetime(2024, 9, 1), workbook.add_format({"num_format": number_format}))

    [cell] = read_sheet(write, **options).cells
    assert (cell.value, cell.text) == (dt.date(2024, 9, 1), text)


def test_words_that_are_struck_out_are_apart(read_sheet):
    def write(workbook, sheet):
        struck = workbook.add_format({"font_strikeout": True})
        sheet.write_rich_string(0, 0, "by May ", struck, "2024", workbook.add_format({"bold": True}), " 2025")
        sheet.write_string(1, 0, "Cancelled", struck)

    first, second = read_sheet(write).cells
    assert (first.text, first.struck) == ("by May  2025", "2024")
    assert (second.text, second.struck) == ("", "Cancelled")


def test_colours_comments_and_formulas(read_sheet):
    def write(workbook, sheet):
        sheet.write_blank(0, 0, None, workbook.add_format({"bg_color": "#FFC000"}))
        sheet.write_comment(1, 0, "Ask Kim\nfirst")
        sheet.write_formula(2, 0, "=1+1", None, 2)

    colour, comment, formula = read_sheet(write).cells
    assert (colour.fill, colour.text) == ("#ffc000", "")
    assert comment.comment.endswith("Ask Kim\nfirst")
    assert (formula.value, formula.text, formula.formula) == (2, "2", True)


def coloured(rules):
    """Return the colours of cells with words that rules colour green; a rule is a range and its options."""

    def write(workbook, sheet):
        green = workbook.add_format({"bg_color": "#00B050"})
        for row, (status, rag) in enumerate([("Red", "R"), ("On track", "G"), ("Reduced", "a")]):
            sheet.write_string(row, 0, status)
            sheet.write_string(row, 1, rag, workbook.add_format({"bg_color": "#FFFF00"}))
        for where, options in rules:
            sheet.conditional_format(where, {"format": green, **options})

    book = read_book(write)
    green = [f"{'AB'[cell.column - 1]}{cell.row}" for cell in book.sheets[0].cells if cell.fill == "#00b050"]
    return green, book.notes


@pytest.mark.parametrize(
    ("options", "green"),
    [
        ({"type": "cell", "criteria": "==", "value": '"red"'}, ["A1"]),
        ({"type": "text", "criteria": "containing", "value": "red"}, ["A1", "A3"]),
        ({"type": "text", "criteria": "begins with", "value": "On"}, ["A2"]),
        ({"type": "text", "criteria": "ends with", "value": "ed"}, ["A1", "A3"]),
        ({"type": "formula", "criteria": '=$B1="A"'}, ["A3"]),
        ({"type": "formula", "criteria": '=$B$2="G"'}, ["A1", "A2", "A3"]),
    ],
)
def test_colours_by_rules_about_words_are_followed(options, green):
    assert coloured([("A1:A3", options)]) == (green, ())


def test_the_first_rule_that_holds_gives_the_colour_and_others_are_noted():
    rules = [
        ("B1:B3", {"type": "cell", "criteria": "==", "value": '"R"'}),
        ("A1:A3", {"type": "formula", "criteria": "=LEN(A1)>5"}),
    ]
    assert coloured(rules) == (["B1"], ("Colours and icons by rules that were not followed: Actions!A1.",))


def test_colours_of_a_theme_and_of_the_old_palette(read_sheet):
    def write(workbook, sheet):
        sheet.write_string(0, 0, "x", workbook.add_format({"bg_color": "#123456"}))

    def filled(colour):
        file = io.BytesIO()
        with xlsxwriter.Workbook(file) as workbook:
            write(workbook, workbook.add_worksheet("Actions"))
        with zipfile.ZipFile(file) as archive:
            styles = archive.read("xl/styles.xml").decode()
        styles = styles.replace('<fgColor rgb="FF123456"/>', f"<fgColor {colour}/>")
        return read_here(changed(file.getvalue(), xl__styles_xml=styles), "f").sheets[0].cells[0].fill

    assert filled('rgb="FF00B050"') == "#00b050"
    assert filled('indexed="10"') == "#ff0000"
    assert filled('indexed="64"') is None
    assert filled('theme="9"') == "#f79646"
    assert filled('theme="9" tint="-0.249977111117893"') == "#e46c0a"
    assert filled('theme="0" tint="-0.5"') == "#808080"


def test_merged_hidden_and_declared(read_sheet):
    def write(workbook, sheet):
        sheet.merge_range("A1:C1", "Area 1")
        sheet.add_table("A2:C4", {"name": "Tracker", "columns": [{"header": head} for head in ("Ref", "Title", "Due")]})
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_row(900, None, None, {"hidden": True})

    sheet = read_sheet(write)
    assert [(area.top, area.left, area.bottom, area.right) for area in sheet.merged] == [(1, 1, 1, 3)]
    [(name, area)] = sheet.tables
    assert (name, area.top, area.bottom, area.right) == ("Tracker", 2, 4, 3)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3} & sheet.hidden_rows, {2})


def test_what_is_beside_the_cells_is_noted():
    def write(workbook, sheet):
        sheet.write_formula("B2", "=SUM(A1:A9)", None, "")
        workbook.add_worksheet("Lists").hide()
        workbook.set_custom_property("plan", "ours")

    book = read_book(write)
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert book.properties == (("plan", "ours"),)
