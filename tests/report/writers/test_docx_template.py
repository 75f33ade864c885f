"""A council's house style: its styles, header and footer stay, ours are added where it lacks one, the rest goes."""

import io
import re

import docx as python_docx
import pytest
from docx.shared import Mm

from actionplan.model.refused import Refused
from actionplan.report.document import Block, Column, Heading, Item, Items, Paragraph, Table
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.writers import docx
from actionplan.report.writers.word import template
from word_files import W, changed, paragraphs, part, parts_of, said

PAPER: list[Block] = [
    TitleBlock("A plan", "Board pack", (("Position as at", "1 Oct 2024"),), marking="OFFICIAL"),
    Headline("All is well."),
    Items((Item("one", "4."), Item("two", "5.")), is_ordered=True),
    Items((Item("a"),)),
    Table((Column("Area"),), (("PA1",),), "Areas", note=""),
]


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def house():
    """Return a house style as Word has it: with a header, a footer, text in its body, and an author."""
    document = python_docx.Document()
    document.styles["Heading 1"].font.name = "Georgia"
    document.styles.add_style("Headline", 1).font.name = "Gill Sans"
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(30), Mm(30)
    section.header.paragraphs[0].text = "Northshire County Council"
    section.footer.paragraphs[0].text = "Democratic Services"
    document.add_paragraph("Dear colleague")
    document.core_properties.author = "A. Person"
    document.core_properties.title = "Letter"
    return document


def font_of(data, name):
    for style in part(data, "word/styles.xml").iter(f"{W}style"):
        if style.find(f"{W}name").get(f"{W}val") == name:
            found = style.find(f"{W}rPr/{W}rFonts")
            return found.get(f"{W}ascii") if found is not None else None
    raise KeyError(name)


def frames(data):
    """Return the words of the headers and footers that the pages have, by their kind."""
    relations = {each.get("Id"): each.get("Target") for each in part(data, "word/_rels/document.xml.rels")}
    section = part(data).find(f"{W}body/{W}sectPr")
    found = {}
    for each in section:
        if each.tag.endswith("Reference"):
            target = relations[each.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")]
            kind = (each.tag.removeprefix(W).removesuffix("Reference"), each.get(f"{W}type"))
            found[kind] = ["".join(one.itertext()) for one in part(data, f"word/{target}").iter(f"{W}p")]
    return found


def test_its_styles_header_and_footer_stay_and_its_text_goes(house):
    written = docx.write(PAPER, "Title", saved(house))
    assert font_of(written, "heading 1") == "Georgia"
    assert font_of(written, "Headline") == "Gill Sans"
    assert frames(written) == {
        ("header", "default"): ["OFFICIAL", "Northshire County Council"],
        ("footer", "default"): ["Democratic Services"],
    }
    assert said(written) == [
        "Board pack",
        "A plan",
        "Position as at 1 Oct 2024",
        "All is well.",
        "one",
        "two",
        "a",
        "Areas",
        "Area",
        "PA1",
    ]


def test_styles_that_it_lacks_are_added_and_each_exists(house):
    written = docx.write(PAPER, "Title", saved(house))
    assert [name for name, _ in paragraphs(written)] == [
        "Subtitle",
        "heading 1",
        "Title facts",
        "Headline",
        "List Number",
        "List Number",
        "List Bullet",
        "caption",
        "Table heading",
        "Table text",
        "Table text",
    ]
    styles = [each.get(f"{W}styleId") for each in part(written, "word/styles.xml").iter(f"{W}style")]
    assert len(set(styles)) == len(styles)
    bases = {each.get(f"{W}val") for each in part(written, "word/styles.xml").iter(f"{W}basedOn")}
    assert bases <= set(styles)


def test_a_style_of_another_name_keeps_its_id(house):
    def renamed(styles):
        return styles.replace(b'<w:name w:val="Headline"/>', b'<w:name w:val="Front page"/>')

    written = docx.write(PAPER, "Title", changed(saved(house), {"word/styles.xml": renamed}))
    assert font_of(written, "Front page") == "Gill Sans"
    assert ("Headline", "All is well.") in paragraphs(written)


def test_a_template_that_names_no_page_has_the_width_of_a4(house):
    def without_page(document):
        return re.sub(rb"<w:pg(Sz|Mar)[^>]*/>", b"", document)

    table = part(docx.write(PAPER, "Title", changed(saved(house), {"word/document.xml": without_page}))).find(
        f".//{W}tbl"
    )
    assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == pytest.approx(180 / 25.4 * 1440, abs=3)


def test_tables_are_as_wide_as_its_text(house):
    table = part(docx.write(PAPER, "Title", saved(house))).find(f".//{W}tbl")
    assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == pytest.approx(150 / 25.4 * 1440, abs=3)


def test_its_author_thumbnail_and_place_stay_behind(house):
    def with_place(settings):
        return settings.replace(b"</w:settings>", b'<w:attachedTemplate r:id="rId1"/></w:settings>')

    place = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="file:///C:/Users/person/house.dotx" TargetMode="External"/></Relationships>'
    )
    changes = {"word/settings.xml": with_place, "word/_rels/settings.xml.rels": lambda _: place}
    given = changed(saved(house), changes)
    written = docx.write(PAPER, "Title", given)
    assert b"attachedTemplate" in b"".join(parts_of(given).values())
    everything = b"".join(parts_of(written).values())
    assert [each in everything for each in (b"Person", b"person", b"Letter", b"attachedTemplate")] == [False] * 4
    assert not [name for name in parts_of(written) if "thumbnail" in name or "app.xml" in name]
    assert [each.text for each in part(written, "docProps/core.xml")] == ["A plan: Board pack", "en-GB"]


def test_its_words_become_british_english(house):
    written = docx.write(PAPER, "Title", saved(house))
    assert {each.get(f"{W}val") for each in part(written, "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}


def test_numbered_lists_begin_with_their_number_in_its_own_list(house):
    written = docx.write(PAPER, "Title", saved(house))
    numbering = part(written, "word/numbering.xml")
    last = [each for each in numbering.iter(f"{W}num") if each.find(f".//{W}startOverride") is not None]
    assert [each.find(f".//{W}startOverride").get(f"{W}val") for each in last] == ["4"]
    abstract = {each.get(f"{W}abstractNumId") for each in numbering.iter(f"{W}abstractNum")}
    assert {each.find(f"{W}abstractNumId").get(f"{W}val") for each in numbering.iter(f"{W}num")} <= abstract


def test_a_template_without_header_and_footer_gets_ours_on_each_kind_of_page(house):
    document = python_docx.Document()
    document.sections[0].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    foot = ["Position as at 1 Oct 2024Page 1 of 1"]
    assert frames(docx.write(PAPER, "Title", saved(document))) == {
        (name, kind): words
        for name, words in (("header", ["OFFICIAL"]), ("footer", foot))
        for kind in ("default", "first", "even")
    }


def test_a_header_that_is_added_is_not_at_the_edge_of_the_paper():
    document = python_docx.Document()
    document.sections[0].header_distance = document.sections[0].footer_distance = 0
    margins = part(docx.write(PAPER, "Title", saved(document))).find(f".//{W}pgMar")
    assert [margins.get(f"{W}{name}") for name in ("header", "footer")] == ["400", "400"]


def test_a_caption_stays_with_its_table_in_any_style(house):
    written = docx.write(PAPER, "Title", saved(house))
    caption = next(each for each in part(written).iter(f"{W}p") if "".join(each.itertext()) == "Areas")
    assert caption.find(f"{W}pPr/{W}keepNext") is not None


def test_columns_leave_space_for_a_wider_font():
    table = Table((Column("Overdue"), Column("Why")), (("4", "words " * 40),))
    in_ours, in_theirs = (
        int(next(part(docx.write([table], "Title", template)).iter(f"{W}gridCol")).get(f"{W}w"))
        for template in (None, docx.write([], "x"))
    )
    assert in_theirs > in_ours


def test_a_header_of_its_first_section_is_that_of_the_paper(house):
    house.add_section()
    assert frames(docx.write(PAPER, "Title", saved(house)))["footer", "default"] == ["Democratic Services"]


def test_a_template_of_word_is_taken_like_a_document(house):
    def as_template(types):
        return types.replace(b"document.main+xml", b"template.main+xml")

    given = changed(saved(house), {"[Content_Types].xml": as_template})
    written = docx.write(PAPER, "Title", given)
    assert b"template.main+xml" not in parts_of(written)["[Content_Types].xml"]
    assert font_of(written, "heading 1") == "Georgia"


def test_a_template_without_lists_gets_ours():
    own = docx.write([Heading("x", 1)], "x")
    bare = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    given = changed(own, {"word/styles.xml": lambda _: bare})
    relations = b"".join(parts_of(given)["word/_rels/document.xml.rels"].split(b"\n"))
    kept = b"".join(each for each in relations.replace(b"<Rel", b"\n<Rel").split(b"\n") if b"numbering" not in each)
    given = changed(given, {"word/_rels/document.xml.rels": lambda _: kept})
    written = docx.write(PAPER, "Title", given)
    assert ("List Number", "one") in paragraphs(written)
    assert [each.get(f"{W}numId") for each in part(written, "word/numbering.xml").iter(f"{W}num")] == ["1", "2", "3"]


def test_a_paper_is_a_template_for_the_next_one_and_the_same_bytes_come_again(house):
    first = docx.write(PAPER, "Title", saved(house))
    again = docx.write(PAPER, "Title", first)
    assert again == docx.write(PAPER, "Title", first)
    assert said(again) == said(first)
    assert len(list(part(again, "word/styles.xml"))) == len(list(part(first, "word/styles.xml")))


def other_office(data):
    return changed(data, {"[Content_Types].xml": lambda types: types.replace(b"wordprocessingml", b"spreadsheetml")})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"%PDF-1.7",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-22],
        other_office,
        lambda data: changed(data, {"word/document.xml": lambda _: b"<w:document"}),
        lambda data: changed(data, {"word/styles.xml": lambda text: text.replace(b"w:styleId", b"w:other")}),
        lambda data: changed(data, {"[Content_Types].xml": lambda _: b"<Types/>"}),
    ],
    ids=["empty", "PDF", "half", "no end", "spreadsheet", "broken text", "styles without ids", "no types"],
)
def test_what_is_no_word_file_is_refused(house, spoil):
    with pytest.raises(Refused, match=r"the template is no Word file, or damaged: choose one that ends in \.docx"):
        docx.write(PAPER, "Title", spoil(saved(house)))


def test_a_template_with_macros_is_refused(house):
    given = changed(saved(house), {"word/vbaProject.bin": lambda _: b"x"})
    with pytest.raises(Refused, match=r"the template has macros.*save it in Word as \.dotx"):
        docx.write(PAPER, "Title", given)


def test_a_template_that_unpacks_to_too_much_is_refused(house, monkeypatch):
    monkeypatch.setattr(template, "_MOST_BYTES", 1000)
    with pytest.raises(Refused, match="the template is too large"):
        docx.write(PAPER, "Title", saved(house))


def test_entities_in_a_template_stay_unread(house, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'.encode()

    def with_entity(header):
        head, _, rest = header.partition(b"?>")
        return head + b"?>" + entity + rest.replace(b"Northshire", b"&e;")

    given = changed(saved(house), {"word/header1.xml": with_entity})
    assert b"&e;" in parts_of(given)["word/header1.xml"]
    assert b"secret<" not in b"".join(parts_of(docx.write([Paragraph("x")], "T", given)).values())
