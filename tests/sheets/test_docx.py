"""Tables of Word documents: what a reader of the document sees in them is read, and how it came there."""

import pytest

from actionplan.sheets.reading import read_here
from actionplan.sheets.unreadable import UnreadableFile
from tables.sheets.word import document, p, r, tbl, tc, tr


def book(body, **parts):
    return read_here(document(body, **parts), "plan.docx")


def one(cell):
    """Return the only cell of a table."""
    [found] = book(tbl(tr(cell))).sheets[0].cells
    return found


def shape(sheet):
    return {(cell.row, cell.column): cell.text for cell in sheet.cells}


def test_the_heading_before_a_table_names_it():
    styles = '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    heading = p(r("Area 1: Waits"), '<w:pStyle w:val="Kop1"/>')
    long = p(r("A paragraph that explains at length what the table below is about, who wrote it and how to use it."))
    again = p(r("Area 1: Waits"))
    found = book(tbl(tr("a")) + heading + long + tbl(tr("b")) + again + tbl(tr("c")), styles=styles)
    assert [sheet.name for sheet in found.sheets] == ["Table 1", "Area 1: Waits", "Area 1: Waits (2)"]


def test_insertions_are_kept_and_marked_and_deletions_are_out():
    cell = one(tc(p(r("Due ") + f"<w:ins>{r('June')}</w:ins><w:del><w:r><w:delText>May</w:delText></w:r></w:del>")))
    assert (cell.text, cell.inserted) == ("Due June", True)
    rows = [tr("kept"), tr("gone", properties="<w:del/>"), tr("new", properties="<w:ins/>")]
    found = book(tbl(*rows))
    assert [(cell.row, cell.text, cell.inserted) for cell in found.sheets[0].cells] == [
        (1, "kept", False),
        (2, "new", True),
    ]
    assert found.notes == ("Left out, since it was deleted with changes tracked: 1 piece of text.",)


def test_content_controls_are_read_and_their_prompts_are_not():
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = one(tc(p(control.format("", r("Green")) + control.format("<w:showingPlcHdr/>", r("Choose an item.")))))
    assert cell.text == "Green"
    around_cell = control.format("", tc("1.1"))
    around_row = control.format("", tr("1.2", "B"))
    assert shape(book(tbl(f"<w:tr>{around_cell}{tc('A')}</w:tr>", around_row)).sheets[0]) == {
        (1, 1): "1.1",
        (1, 2): "A",
        (2, 1): "1.2",
        (2, 2): "B",
    }


def test_struck_hidden_shaded_highlighted_and_commented():
    cell = one(
        tc(p(r("May", "<w:strike/>") + r(" June") + r("secret", "<w:vanish/>") + r("!", '<w:strike w:val="0"/>')))
    )
    assert (cell.text, cell.struck, cell.value) == ("June!", "May", "May June!")
    assert one(tc("R", properties='<w:shd w:val="clear" w:fill="FFC000"/>')).fill == "#ffc000"
    shaded = tc("", properties='<w:shd w:val="clear" w:fill="FF0000"/>')
    colour = book(tbl(tr(shaded, "words"))).sheets[0].cells[0]
    assert (colour.text, colour.fill) == ("", "#ff0000")
    assert one(tc("R", properties='<w:shd w:val="clear" w:fill="auto"/>')).fill is None
    assert one(tc(p(r("Late", '<w:highlight w:val="red"/>')))).fill == "#ff0000"
    comments = f'<w:comment w:id="0">{p(r("Whose?"))}</w:comment>'
    found = book(tbl(tr(tc(p(r("x") + '<w:r><w:commentReference w:id="0"/></w:r>')))), comments=comments)
    assert found.sheets[0].cells[0].comment == "Whose?"


def test_merged_cells_keep_every_column_where_it_is():
    wide, starts, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tr(tc("Area 1", properties=wide), "x"),
        tr(tc("1.1", properties=starts), "a", "b"),
        tr(tc("", properties=goes_on), "c", "d"),
        tr("e", properties='<w:gridBefore w:val="2"/>'),
    )
    sheet = book(table).sheets[0]
    assert shape(sheet) == {
        (1, 1): "Area 1",
        (1, 3): "x",
        (2, 1): "1.1",
        (2, 2): "a",
        (2, 3): "b",
        (3, 2): "c",
        (3, 3): "d",
        (4, 3): "e",
    }
    assert [(area.top, area.left, area.bottom, area.right) for area in sheet.merged] == [(1, 1, 1, 2), (2, 1, 3, 1)]


def test_numbers_that_word_counts_are_read():
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, "decimal", "%1.") + level.format(1, "decimal", "%1.%2") + level.format(2, "bullet", "-")
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    rows = [
        tr(tc(p("", number.format(level))), title)
        for level, title in ((0, "A"), (1, "B"), (1, "C"), (0, "D"), (1, "E"))
    ]
    found = book(tbl(*rows, tr(tc(p(r("point"), number.format(2))))), numbering=numbering)
    assert [cell.text for cell in found.sheets[0].cells if cell.column == 1] == [
        "1.",
        "1.1",
        "1.2",
        "2.",
        "2.1",
        "point",
    ]


def test_a_table_that_goes_on_over_pages_is_one():
    head = tr("Ref", "Title")
    pages = [tbl(head, tr("1.1", "a")), p(""), tbl(head, tr("1.2", "b")), p(r("Then")), tbl(head, tr("2.1", "c"))]
    found = book("".join(pages))
    assert [shape(sheet) for sheet in found.sheets] == [
        {(1, 1): "Ref", (1, 2): "Title", (2, 1): "1.1", (2, 2): "a", (3, 1): "1.2", (3, 2): "b"},
        {(1, 1): "Ref", (1, 2): "Title", (2, 1): "2.1", (2, 2): "c"},
    ]
    assert "was joined with it" in found.notes[0]


def test_a_table_within_a_cell_is_a_table_of_its_own():
    found = book(tbl(tr(tc("Before", tbl(tr("in", "side")), p(r("after"))), "x")))
    assert [(sheet.name, shape(sheet)) for sheet in found.sheets] == [
        ("Table 1", {(1, 1): "Before\nafter", (1, 2): "x"}),
        ("Table 1, in A1", {(1, 1): "in", (1, 2): "side"}),
    ]


def test_a_document_without_a_table_says_how_to_make_one():
    with pytest.raises(UnreadableFile, match=r"it has no table.*Convert Text to Table"):
        book(p(r("Only words")))
