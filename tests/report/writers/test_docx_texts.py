"""Word files, read back by a reader of our own: any text in any block comes out as that text, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import FileFormat, OpenXmlValidator

from actionplan.model.text import as_sentence
from actionplan.report.document import (
    Bar,
    Cells,
    Column,
    Columns,
    Commands,
    Drawing,
    Drawn,
    Facts,
    Flow,
    Heading,
    Item,
    Items,
    Key,
    Lines,
    Paragraph,
    Picture,
    Sign,
    Source,
    Table,
)
from actionplan.report.inline import Span
from actionplan.report.paper_blocks import Count, Counts, Headline, Notice, TitleBlock
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers import docx
from word_files import W, changed, part, said, tags

SMALL = Drawing(wide='<path d="M0 0h9" class="s-ink"/>', wide_height=24, width=150)
WIDE = Drawing(wide='<text x="4" y="20" class="bold">64</text>', wide_height=40)
SIGN = Sign('<path d="M0 0h9v9z" class="f-late"/>', "Overdue since")


def blocks_with(text):
    """Return one block of each kind with a text in every place, and its paragraphs, where T stands for the text."""
    span = Span(text, "strong")
    table = Table((Column("A"), Column(text)), ((text, Lines((text, span))),), text, note=text)
    table_words = ["T.T", "A", "T", "T", "T", "T"]
    return [
        (Heading((text, span), 2, label=text), ["TTT"]),
        (Paragraph((Span(text, "late"), Span(text, "quiet"), Span(text, "state:complete"))), ["TTT"]),
        (Paragraph(text, label=text), ["TT"]),
        (Flow((text, span)), ["T,T"]),
        (Facts(((text, text), ("", text))), ["TT", "T"]),
        (
            Items((Item(text, text, (text, Lines((text, text)), Cells((text, span), text), Flow((text, span)))),)),
            ["TT", "T", "TT", "T,T,T", "T,T"],
        ),
        (
            Items((Item(text, "3.", (Items((Item(text, text),)),)), Item(span, "4.")), is_ordered=True),
            ["T", "TT", "T"],
        ),
        (table, table_words),
        (
            Table((Column("A"),), ((Drawn(SMALL, (text, span)),), (Bar(1, 2, text),)), text),
            ["A", "T", "T", "T"],
        ),
        (Bar(1, 3, text), ["T"]),
        (Commands(((text, "status"),)), ["Tstatus"]),
        (TitleBlock(text, text, ((text, text),)), ["T", "T", "TT"]),
        (Headline((text, span)), ["TT"]),
        (Notice(text, text), ["TT"]),
        (Notice(text, is_gap=True), ["T"]),
        (Counts((Count(text, text, text),)), ["TTT"]),
        (Columns(((Paragraph(text),), (table,))), ["T", *table_words]),
        (Key((Sign("", text),)), ["T"]),
        (Picture(text, text, WIDE, table, text, (Sign("", text),)), ["T.T", "T", "T", *table_words]),
    ]


NASTY = [
    "]]> &lt;w:t&gt; <w:p/> </w:t></w:r></w:p> &amp; &#65;",
    "%s {0} {width} \\1",
    "\ufffe\ufdd0\x00\ud800",
    "a\u202eb\u200bc\u2028d\x1b[2J",
    "שלום ✅ 🔴 \uf0b7 বাংলা 👩‍👧 e\u0301",
    "=1+1 PAGE \\* MERGEFORMAT",
    "a" * 10_000,
    "word " * 2_000,
]


def without_blanks(text):
    return "".join(text.split())


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("index", range(len(blocks_with(""))))
def test_texts_as_officers_paste_them_are_read_back(index, nasty):
    read_back(index, nasty)


@given(
    text=st.text(min_size=1, max_size=60).filter(lambda text: part_of_line(text).strip()),
    index=st.integers(0, len(blocks_with("")) - 1),
)
def test_any_text_is_read_back(index, text):
    read_back(index, text)


def read_back(index, text):
    shown = without_blanks(part_of_line(text))
    caption = without_blanks(part_of_line(as_sentence(text)))  # with a note behind it
    block, expected = blocks_with(text)[index]
    written = docx.write([Heading("Title", 1), block], "Title")
    read = [without_blanks(each) for each in said(written)]
    assert read == ["Title", *(_with(each, shown, caption) for each in expected)]
    # Nothing in a text becomes a part of the file: it is made of the same elements as with another text.
    assert tags(written) == tags(docx.write([Heading("Title", 1), blocks_with("word")[index][0]], "Title"))


def _with(expected, shown, caption):
    return caption + shown if expected == "T.T" else expected.replace("T", shown)


@given(text=st.text(alphabet=" \t\n\x1c\u00a0", max_size=3))
def test_a_text_of_blanks_leaves_an_empty_place(text):
    blocks = [Heading("Title", 1), *(block for block, _ in blocks_with(text))]
    assert without_blanks("".join(said(docx.write(blocks, "Title")))).replace(",", "") == "TitleAAstatusAA"


@given(text=st.text(max_size=60))
def test_code_and_lines_of_files_keep_their_blanks(text):
    written = docx.write([Source((f"  {text}  x",)), Paragraph(("so: ", Span(text, "code"), "."))], "Title")
    runs = ["".join(each.itertext()) for each in part(written).iter(f"{W}t")]
    assert runs == ["Title", f"  {code_line(text)}  x", "so: ", code_line(text), "."]


@pytest.fixture(scope="session")
def faults(tmp_path_factory):
    """Return a function that lists what the schema of Word files finds in one."""
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    file = tmp_path_factory.mktemp("schema") / "paper.docx"

    def find(data):
        file.write_bytes(data)
        return [str(error) for error in validator.validate(str(file)).errors]

    return find


@pytest.mark.parametrize("text", ["word", *NASTY[:6]])
def test_every_block_follows_the_schema_of_word(faults, text):
    assert faults(docx.write([block for block, _ in blocks_with(text)], "Title")) == []


def test_the_schema_finds_a_fault(faults):
    written = docx.write([Paragraph("x")], "Title")
    broken = changed(written, {"word/document.xml": lambda text: text.replace(b"w:pStyle", b"w:pLook")})
    assert "Unexpected element 'pLook' found" in faults(broken)[0]


def test_the_same_document_gives_the_same_bytes():
    blocks = [block for block, _ in blocks_with("text")]
    assert docx.write(blocks, "Title") == docx.write(blocks, "Title")
