"""Word files, read back by a reader of our own: every text as it was, in order, in real headings, lists and tables."""

import pytest

from actionplan.model.refused import NotInstalled, Refused
from actionplan.report.document import (
    GAP,
    Column,
    Columns,
    Drawing,
    Drawn,
    Flow,
    Heading,
    Item,
    Items,
    Lines,
    Paragraph,
    Picture,
    Sign,
    Source,
    Table,
)
from actionplan.report.inline import Span
from actionplan.report.paper_blocks import Count, Counts, Headline, Logo, Notice, TitleBlock
from actionplan.report.writers import docx
from word_files import P, W, paragraphs, part, parts_of, pictures, said

SMALL = Drawing(wide='<path d="M0 0h9" class="s-ink"/>', wide_height=24, width=150)
WIDE = Drawing(wide='<text x="4" y="20" class="bold">64</text>', wide_height=40)
SIGN = Sign('<path d="M0 0h9v9z" class="f-late"/>', "Overdue since")


def test_each_block_has_the_style_of_its_kind():
    written = docx.write(
        [
            TitleBlock("A plan", "Board pack", (("Position as at", "1 Oct 2024"),)),
            Headline("All is well."),
            Notice("Read this.", "It is old."),
            Counts((Count("3", "overdue", "of 4"),)),
            Heading("Areas", 2, label="1.", count=2),
            GAP,
            Heading("Deep", 7),
            Heading("Again", 1),
            Paragraph("Words.", label="1.1"),
            Items((Item("one", "1."), Item("two", "2.", ("under",))), is_ordered=True),
            Items((Item("a", "", (Items((Item("b", "", (Items((Item("c", "", ("d",)),)),)),)), Flow(("e", "f")))),)),
            Source(("x = 1", "y = 2")),
        ],
        "Title",
    )
    assert paragraphs(written) == [
        ("Subtitle", "Board pack"),
        ("heading 1", "A plan"),
        ("Title facts", "Position as at 1 Oct 2024"),
        ("Headline", "All is well."),
        ("Notice", "Read this. It is old."),
        ("Count", "3 of 4 overdue"),
        ("heading 2", "1. Areas: 2"),
        ("heading 4", "Deep"),
        ("heading 2", "Again"),
        ("Numbered paragraph", "1.1 Words."),
        ("List Number", "one"),
        ("List Number", "two"),
        ("List Bullet 2", "under"),
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("List Bullet 3", "c"),
        ("List Bullet 3", "d"),
        ("List Continue", "e, f"),
        ("Source text", "x = 1 y = 2"),
    ]


def numbers(data):
    """Return the list and level of each paragraph that has a list of its own."""
    found = (each.find(f"{W}pPr/{W}numPr/{W}numId") for each in part(data).iter(f"{W}p"))
    return [each.get(f"{W}val") for each in found if each is not None]


def test_each_numbered_list_begins_with_its_own_number():
    lists = [Items((Item("a", "1."), Item("b", "2.")), is_ordered=True), Items((Item("c", "7."),), is_ordered=True)]
    written = docx.write([*lists, Items((Item("no number", "x"),), is_ordered=True)], "Title")
    first, again, second = numbers(written)
    assert first == again != second
    numbering = part(written, "word/numbering.xml")
    starts = {
        each.get(f"{W}numId"): each.find(f".//{W}startOverride").get(f"{W}val")
        for each in numbering.iter(f"{W}num")
        if each.find(f".//{W}startOverride") is not None
    }
    assert starts == {first: "1", second: "7"}
    assert ("List Bullet", "x no number") in paragraphs(written)


TABLE = Table(
    (Column("Area"), Column("Late", is_number=True)),
    tuple((f"PA{number}", str(number)) for number in range(1, 6)),
    "Areas & lateness",
    note="2 of 3",
)


def test_a_table_has_a_title_a_description_and_a_head_that_repeats():
    written = docx.write([TABLE], "Title")
    table = part(written).find(f".//{W}tbl")
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Areas & lateness"
    assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val") == "5 rows: Area, Late"
    rows = table.findall(f"{W}tr")
    assert [each.find(f"{W}trPr/{W}tblHeader") is not None for each in rows] == [True] + [False] * 5
    assert all(each.find(f"{W}trPr/{W}cantSplit") is not None for each in rows)
    assert ("caption", "Areas & lateness. 2 of 3") in paragraphs(written)


def test_the_columns_of_a_table_are_as_wide_as_the_text():
    table = part(docx.write([TABLE], "Title")).find(f".//{W}tbl")
    grid = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
    assert abs(sum(grid) - (11906 - 2 * 850)) <= len(grid)
    for row in table.findall(f"{W}tr"):
        assert [int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")] == grid


def test_tables_with_the_same_columns_look_alike():
    longer = Table(TABLE.columns, (("A long name of an area, and more", "1"),), "Other")
    grids = [
        [each.get(f"{W}w") for each in table.iter(f"{W}gridCol")]
        for table in part(docx.write([TABLE, Columns(((longer,),))], "Title")).iter(f"{W}tbl")
    ]
    assert len(grids) == 2
    assert grids[0] == grids[1]


def test_no_page_has_only_one_row_of_a_table_or_two():
    table = part(docx.write([TABLE], "Title")).find(f".//{W}tbl")
    kept = [row.find(f".//{W}keepNext") is not None for row in table.findall(f"{W}tr")]
    assert kept == [False, True, True, True, True, False]  # the head has it by its style


def test_tables_that_touch_stay_two_and_a_paragraph_is_last():
    table = Table((Column("A"),), (("x",),), "Hidden")
    body = part(docx.write([table, table], "Title")).find(f"{W}body")
    assert [each.tag.removeprefix(W) for each in body] == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_names_of_rows_are_bold_but_for_what_is_quiet():
    row = (("1.1", Lines(("Dashboard", Span("Council", "quiet"))))[1], "x")
    written = docx.write([Table((Column("Action"), Column("B")), (row,))], "Title")
    names = {each.get(f"{W}val") for each in part(written).findall(f".//{W}tbl//{W}rStyle")}
    assert names == {"Strong", "Quiet"}


def test_bold_words_in_a_bold_paragraph_stay_bold():
    """In Word a style that is bold makes words plain again in a paragraph whose style is bold."""
    written = docx.write([Headline(("so ", Span("late", "late")))], "Title")
    run = part(written).findall(f".//{W}r")[-1]
    assert run.find(f"{W}rPr/{W}b") is not None


def test_pictures_are_in_two_forms_and_have_words():
    picture = Picture("It rises", "From 36 to 57 & more", WIDE, TABLE, "per cent", (SIGN,))
    written = docx.write([picture], "Title")
    shown, sign = pictures(written)
    assert (shown.alt, shown.is_decorative) == ("From 36 to 57 & more", False)
    assert (sign.alt, sign.is_decorative) == ("", True)
    assert shown.svg is not None
    assert b">64</text>" in shown.svg
    assert shown.png.startswith(b"\x89PNG")
    assert [text for _, text in paragraphs(written)][:6] == [
        "Title",
        "It rises. per cent",
        "From 36 to 57 & more",
        "Overdue since",
        "Areas & lateness. 2 of 3",
        "Area",
    ]


def test_words_in_pictures_are_drawn_in_our_own_font():
    blank = Drawing(wide='<text x="4" y="20" class="bold"> </text>', wide_height=40)
    with_words, without = (docx.write([Picture("c", "a", each, TABLE)], "Title") for each in (WIDE, blank))
    assert len(pictures(with_words)[0].png) > len(pictures(without)[0].png) + 200


def test_the_same_sign_is_kept_once_and_each_has_its_word():
    at_risk = Span("At risk", "colour:amber")
    written = docx.write([Paragraph((at_risk, " and ", at_risk)), Paragraph(Span("done", "state:complete"))], "Title")
    assert said(written)[1:] == ["At risk and At risk", "done"]
    assert [each.is_decorative for each in pictures(written)] == [True] * 3
    assert len([name for name in parts_of(written) if name.endswith(".svg")]) == 2
    ids = [each.get("id") for each in part(written).iter(f"{P}docPr")]
    assert len(set(ids)) == len(ids)


def test_a_picture_that_is_too_wide_becomes_smaller():
    wide = Drawing(wide='<path d="M0 0h9" class="s-ink"/>', wide_height=100, width=1360)
    written = docx.write([Table((Column("A"),), ((Drawn(wide, ("x",)),),))], "Title")
    extent = part(written).find(f".//{P}extent")
    assert int(extent.get("cx")) == (11906 - 2 * 850) * 635
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(13.6, rel=0.001)


def footer(data):
    return "".join(part(data, "word/footer1.xml").itertext())


def test_the_foot_has_the_day_and_the_page_and_each_header_the_marking():
    head = TitleBlock("A plan", "Board pack", (("Position as at", "1 Oct 2024"),), marking="OFFICIAL <b>")
    written = docx.write([head], "Title")
    assert footer(written) == "Position as at 1 Oct 2024Page 1 of 1"
    fields = [each.get(f"{W}instr") for each in part(written, "word/footer1.xml").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "".join(part(written, "word/header1.xml").itertext()) == "OFFICIAL <b>"
    assert "word/header1.xml" not in parts_of(docx.write([Heading("A plan", 1)], "Title"))
    assert footer(docx.write([Heading("A plan", 1)], "Title")) == "Page 1 of 1"


def test_a_file_says_its_title_and_language_and_nothing_of_its_making():
    parts = parts_of(docx.write([TitleBlock("A plan", "Board pack")], "Title"))
    properties = part(docx.write([TitleBlock("A plan", "Board pack")], "Title"), "docProps/core.xml")
    assert [each.text for each in properties] == ["A plan: Board pack", "en-GB"]
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme.xml",
    ]
    languages = {each.get(f"{W}val") for each in part(docx.write([], "T"), "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_a_long_title_is_kept_whole():
    written = docx.write([Heading("a" * 10_000, 1)], "Title")
    assert part(written, "docProps/core.xml")[0].text == "a" * 10_000


def test_the_page_is_a4():
    section = part(docx.write([], "T")).find(f".//{W}sectPr")
    assert section.find(f"{W}pgSz").attrib == {f"{W}w": "11906", f"{W}h": "16838"}


def test_the_second_paper_of_a_file_has_no_second_title():
    written = docx.write([TitleBlock("One"), TitleBlock("Two")], "Title")
    assert paragraphs(written) == [("heading 1", "One"), ("heading 2", "Two")]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100"/></svg>'


@pytest.mark.parametrize("family", ["Gill Sans", "serif", ""])
def test_words_in_a_logo_are_drawn_in_our_font_where_theirs_is_not_at_hand(family):
    def drawn(name):
        words = f'<text y="26" font-family="{name}">Northshire</text>'
        data = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">{words}</svg>'.encode()
        first, *_ = pictures(docx.write([TitleBlock("A plan", logo=Logo(data, "image/svg+xml", "N"))], "Title"))
        return first.png

    assert drawn(family) == drawn("Liberation Sans")


def test_a_logo_has_words_and_fits_the_head():
    first, *_ = pictures(docx.write([TitleBlock("A plan", logo=Logo(SVG, "image/svg+xml", "The council"))], "Title"))
    assert (first.alt, first.width, first.height, first.svg) == ("The council", 224, 56, SVG)
    again, *_ = pictures(docx.write([TitleBlock("A plan", logo=Logo(first.png, "image/png", "The same"))], "Title"))
    assert (again.alt, again.width, again.png, again.svg) == ("The same", 224, first.png, None)


@pytest.mark.parametrize(
    ("data", "media_type", "kind"),
    [
        (b"<svg", "image/svg+xml", "SVG"),
        (b"\xff", "image/svg+xml", "SVG"),
        (b"x", "image/png", "PNG"),
        (b"", "image/jpeg", "JPG"),
    ],
)
def test_a_logo_that_is_no_picture_is_refused(data, media_type, kind):
    with pytest.raises(Refused, match=f"the logo is no picture in {kind}"):
        docx.write([TitleBlock("A plan", logo=Logo(data, media_type, "The council"))], "Title")


@pytest.mark.parametrize("library", ["docx", "resvg_py"])
def test_a_library_that_is_missing_is_named_with_how_to_install_it(monkeypatch, library):
    def missing(name):
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(name=library)
        return __import__(name, fromlist=["x"])

    monkeypatch.setattr("actionplan.model.refused.import_module", missing)
    with pytest.raises(NotInstalled, match=r'pip install "actionplan\[report\]"'):
        docx.write([Paragraph(Span("At risk", "colour:amber"))], "Title")
