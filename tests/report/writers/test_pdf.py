"""PDF files, read back with poppler and qpdf: what they say, what a screen reader finds in them, how they look."""

import re
import sys
from base64 import b64decode
from textwrap import dedent
from unicodedata import bidirectional, combining

import pytest
from hypothesis import example, given, settings

from actionplan.model.refused import NotInstalled, Refused
from actionplan.report.document import (
    Block,
    Column,
    Columns,
    Drawing,
    Drawn,
    Facts,
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
from actionplan.report.words import part_of_line
from actionplan.report.writers import pdf
from actionplan.report.writers.font import advances
from every_block import ANY, blocks_with
from pdf_tools import alternatives_of, info_of, letters_of, objects_of, run, tags_of, text_of

HEAD = TitleBlock("A plan", "Highlight report for the board", (("Position as at", "15 Jan 2026"),))
LOGOS = {
    "image/svg+xml": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9z"/></svg>',
    "image/png": b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    ),
    "image/jpeg": b64decode(
        "/9j/4AAQSkZJRgABAQEAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////"
        "////////////////////2wBDAf//////////////////////////////////////////////////////////////////////////"
        "////////////wAARCAAIAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA"
        "FAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAA/9k="
    ),
}
DRAWING = Drawing(wide='<path d="M0 0H680"/>', wide_height=40)


def said_of(*blocks):
    """Return what a file says between its title and its foot."""
    text = text_of(pdf.write(blocks, "T"))
    return text.removeprefix("T\n").rpartition("Page 1 of")[0].strip()


# What is on the pages


def test_the_day_is_at_the_foot_and_the_marking_at_the_head_of_each_page():
    facts = (("Position as at", "15 Jan 2026"), ("Last meeting", "8 Jan 2026"))
    marked = TitleBlock("A plan", "Board pack", facts, "OFFICIAL")
    written = pdf.write([marked, *[Paragraph("A line.")] * 70], "T")
    head = "OFFICIAL\nBoard pack\nA plan\nPosition as at 15 Jan 2026 Last meeting 8 Jan 2026\n"
    assert text_of(written, 1).startswith(head)
    assert text_of(written, 2).startswith("OFFICIAL\n")
    for page in (1, 2):
        assert text_of(written, page).endswith(f"\nPosition as at 15 Jan 2026 Page {page} of 2\n")
    assert "A4" in info_of(written)


def test_parts_side_by_side_are_read_one_after_the_other():
    one, two = (Heading("One", 2), Paragraph("First.")), (Heading("Two", 2), Paragraph("Second."))
    assert said_of(Columns((one, two))).split() == ["One", "First.", "Two", "Second."]


def test_parts_with_tables_are_one_below_the_other_as_wide_as_the_page():
    table = Table(
        tuple(map(Column, ("Action", "Lateness"))), (("Match records", "overdue by 100 days"),), "All", note=""
    )
    words = run("pdftotext", "-bbox", "-", "-", given=pdf.write([Columns(((table,), (table,)))], "T"))
    places = [(float(x), float(y)) for x, y in re.findall(r'xMin="([0-9.]+)" yMin="([0-9.]+)" [^>]*>Action<', words)]
    (one, top), (other, below) = places
    assert one == other
    assert top < below


def test_the_head_of_a_table_is_repeated_and_its_rows_stay_whole():
    row = (Lines(("Name", "of the owner")), "text")
    written = pdf.write([Table((Column("Action"), Column("Why")), (row,) * 90, "All actions", note="90 actions")], "T")
    assert text_of(written, 1).startswith("T\nAll actions. 90 actions\nAction Why\nName\nof the owner\ntext\n")
    for page in (2, 3):
        assert text_of(written, page).startswith("Action Why\nName\nof the owner\ntext\n")


def test_a_table_of_numbers_is_narrow_so_that_its_rows_can_be_followed():
    table = Table((Column("Month"), Column("Finished", is_number=True)), (("May", "34"),))
    words = run("pdftotext", "-bbox", "-", "-", given=pdf.write([table], "T"))
    assert float(re.findall(r'xMax="([0-9.]+)" [^>]*>34<', words)[0]) < 300


# What a screen reader finds


def test_what_each_block_is():
    area = (Span("PA1", "ref"), " ", Span("Waits", "strong"))
    drawn = Drawn(Drawing(wide='<path d="M0 0H9"/>', wide_height=9, width=9), ("31 Mar 2025", "moved once"))
    document: list[Block] = [
        HEAD,
        Headline("34 of 64 actions are finished."),
        Notice("Read what follows as four months old.", "Nobody has reported."),
        Counts((Count("34", "finished", "of 64"),)),
        Heading("The areas", 2, label="1."),
        Table((Column("Area"), Column("Dates")), ((area, drawn),), "Each area", note="1 of 5"),
        Heading("Too deep", 5),
        Items((Item("Say so", "1."), Item("Do so", "2.")), is_ordered=True),
        Items((Item("One", "1.1", ("more", Items((Item("deeper"),)))),)),
        Facts((("Owner", "Council"), ("", "Trust"))),
        Paragraph("As minuted.", label="1.2"),
        Source(("due = 2024",)),
    ]
    assert tags_of(pdf.write(document, "T")) == dedent("""\
        Document
          P Highlight report for the board
          H1 A plan
          P Position as at 15 Jan 2026
          P 34 of 64 actions are finished.
          P Read what follows as four months old. Nobody has reported.
          P 34 of 64
          P finished
          H2 1. The areas
          Table
            Caption Each area. 1 of 5
            THead
              TR
                TH Area
                TH Dates
            TBody
              TR
                TD PA1 Waits
                TD
                  P 31 Mar 2025
                  P moved once
          H3 Too deep
          L
            LI
              Lbl 1.
              LBody Say so
            LI
              Lbl 2.
              LBody Do so
          L
            LI
              Lbl •
              LBody
                P 1.1 One
            L
              LI
                Lbl •
                LBody more
              LI
                Lbl •
                LBody deeper
          L
            LI
              Lbl Owner
              LBody
                P Council
                P Trust
          P 1.2 As minuted.
          Code
            P due = 2024""")


def test_the_title_the_language_and_the_outline_belong_to_the_whole_file():
    written = pdf.write([HEAD, Heading("The areas", 2, label="1.")], "T")
    (root,) = [each for each in objects_of(written) if each.get("/Type") == "/Catalog"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("u:en-GB", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    outline = {each["/Title"] for each in objects_of(written) if "/Title" in each and "/Dest" in each}
    assert outline == {"u:A plan", "u:1. The areas"}
    assert re.search(r"^Title: +A plan: Highlight report for the board$", info_of(written), re.MULTILINE)
    assert "<pdfuaid:part>1</pdfuaid:part>" in info_of(written, "-meta")


def test_a_picture_has_words_and_its_numbers_in_a_table_and_small_ones_are_beside_words():
    table = Table((Column("Month"), Column("Finished", is_number=True)), (("May", "34"),), "Finished", note="")
    alt = "A line that stops in May at 34"
    picture = Picture("Nothing finished since May", alt, DRAWING, table, "Actions", (Sign("", "Done"),))
    drawn = Table((Column("Dates"),), ((Drawn(DRAWING, ("31 Mar 2025",)),), (Span("At risk", "colour:amber"),)))
    written = pdf.write([picture, drawn], "T")
    assert alternatives_of(written) == [alt]
    assert said_of(picture).split("\n") == [
        "Nothing finished since May.",
        "Actions",
        "Done",
        "Finished",
        "Month Finished",
        "May 34",
    ]
    assert said_of(drawn).split("\n") == ["Dates", "31 Mar 2025", "At risk"]


@pytest.mark.parametrize(("media_type", "data"), LOGOS.items(), ids=LOGOS)
def test_a_logo_has_words(media_type, data):
    written = pdf.write([TitleBlock("A plan", logo=Logo(data, media_type, "Northshire"))], "T")
    assert alternatives_of(written) == ["Northshire"]


@pytest.mark.parametrize("media_type", LOGOS)
def test_a_logo_that_is_no_picture_is_refused(media_type):
    logo = Logo(b"GIF89a", media_type, "Northshire")
    with pytest.raises(
        Refused, match=r"^the PDF cannot be made: failed to .*; give a logo that other programs can open$"
    ):
        pdf.write([TitleBlock("A plan", logo=logo)], "T")


def test_a_logo_may_have_words_in_any_font():
    words = '<text y="16" font-family="Gill Sans">Cŵn</text>'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">{words}</svg>'.encode()
    written = pdf.write([TitleBlock("A plan", logo=Logo(data, "image/svg+xml", "Northshire"))], "T")
    assert alternatives_of(written) == ["Northshire"]


# Any text


def spoken(text):
    """Return a text as the file has it: characters that no font has are codes."""
    return part_of_line(text.replace("\uf0b7", "•"))


@example(text='#read("/etc/passwd") $x$ *b* @ref <label> \\u{41} = no heading #panic()')
@example(text="Cynllun gweithredu: ŵ ŷ; Zażółć gęślą jaźń; ½ → ≥ “so” – said …")  # noqa: RUF001
@example(text="\uf0b7 a bullet of Word")
@example(text="e\u0301 o\u0323\u0302")
@settings(max_examples=30, deadline=None)
@given(text=ANY)
def test_a_text_comes_out_as_that_text_or_with_codes_that_a_note_names(text):
    said, _, note = said_of(Paragraph(text)).partition("This file cannot show")
    for point in {ord(letter) for letter in text if f"<U+{ord(letter):04X}>" in note}:
        assert point not in advances()
        text = text.replace(chr(point), f"<U+{point:04X}>")
    wanted, found = letters_of(spoken(text)), letters_of(said)
    if any(bidirectional(letter) in ("R", "AL", "AN", "") or combining(letter) for letter in text):
        assert set(found) <= set(wanted)  # poppler puts them in the order in which they are seen
    else:
        assert found == wanted


@settings(max_examples=20, deadline=None)
@given(text=ANY)
def test_any_text_in_any_block_makes_a_file(text):
    written = pdf.write(blocks_with(text), text)
    assert "Tagged:          yes" in info_of(written)


@pytest.mark.parametrize("long", ["q" * 10_000, "qwerty/" * 1_500, "q\n" * 3_000])
def test_ten_thousand_characters_stay_on_the_pages(long):
    for place, block in enumerate(blocks_with(long)):
        short = text_of(pdf.write([blocks_with("@@")[place]], "T")).count("@@")
        foot = 2 if isinstance(block, TitleBlock) else 0  # what is too long for a line is not in it
        assert text_of(pdf.write([block], "T")).count("q") == (short - foot) * long.count("q")


def test_what_no_font_has_is_named_at_the_end_and_everything_else_is_as_it_was():
    said = said_of(Paragraph("Rated 🔴 in May ✓ by the board 日"), Paragraph("so 🔴"))
    assert said.split("\n") == [
        "Rated <U+1F534> in May ✓ by the board <U+65E5>",
        "so <U+1F534>",
        "This file cannot show some characters and has their codes instead: <U+65E5> (cjk unified ideograph-65e5) and",
        "<U+1F534> (large red circle).",
    ]


def test_words_in_pictures_too():
    drawing = Drawing(wide='<text x="9" y="20">A &amp; 🔴</text>', wide_height=40)
    said = said_of(Picture("A", "alt 🔴", drawing, Table((Column("N"),), (("1",),))))
    assert "A & <U+1F534>" in said


def test_every_character_that_our_font_has_can_be_shown():
    text = " ".join(map(chr, sorted(advances().keys() - {0x0D})))
    for role in ("", "strong"):
        assert "This file cannot show" not in said_of(Paragraph(Span(part_of_line(text), role)))


# How it is made


def test_the_same_document_gives_the_same_bytes_in_fonts_that_come_with_it():
    written = pdf.write(blocks_with("Text, and ✓ code"), "T")
    assert written == pdf.write(blocks_with("Text, and ✓ code"), "T")
    fonts = re.findall(r"^[A-Z]{6}\+(\S+) .* (yes yes yes) ", run("pdffonts", "-", given=written), re.MULTILINE)
    assert {name for name, _ in fonts} == {
        f"{name}{bold}" for name in ("LiberationSans", "DejaVuSansMono") for bold in ("", "-Bold")
    }


def test_without_typst_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NotInstalled, match=r'pip install "actionplan\[pdf\]"'):
        pdf.write([Paragraph("Text")], "T")
