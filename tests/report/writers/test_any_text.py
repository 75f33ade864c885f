"""Whatever people wrote, every writer shows it as text: nothing acts, nothing is lost, nothing is taken for markup."""

import html
import re
from unicodedata import category

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from actionplan.report.document import (
    Bar,
    Block,
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
    Lines,
    Paragraph,
    Picture,
    Sign,
    Source,
    Span,
    Table,
)
from actionplan.report.paper_blocks import Count, Counts, Headline, Notice, TitleBlock
from actionplan.report.visible import visible
from actionplan.report.words import part_of_line
from actionplan.report.writers import html as page
from actionplan.report.writers import markdown, terminal
from actionplan.report.writers.styled import Screen

NASTY = [
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &#65;",
    "# not a heading",
    "- not a list",
    "1. not a list",
    "> not a quote",
    "| a | b |",
    "`code` *strong* _so_ [a](http://x) ![i](x) ~~gone~~",
    "https://example.org/a_b*c",
    "\x1b[2J\x1b]8;;http://x\x07",
    "a\u202eb\u200bc\u2028d",
    "two\nlines\ttab",
    "é e\u0301 ● 日本 👩‍👧",
    "=1+1",
    "\\*",
    "--- ***",
]
NO_DRAWING = Drawing(wide="", wide_height=10, width=10)
ANY = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))


def blocks_with(text):
    """Return one block of each kind, with a text in every place that takes one."""
    span = Span(text, "strong")
    return [
        Heading(text, 2, label=text),
        Heading((text, " and ", span), 3, count=2),
        Paragraph(text),
        Paragraph(("so: ", Span(text, "late"), Span(text, "code"))),
        Flow((text, span)),
        Facts((("name", text), ("", text))),
        Items(
            (
                Item(
                    text,
                    text,
                    (text, Cells((text, "x"), text), Items((Item(text),))),
                ),
            )
        ),
        Table((Column("Name"), Column(text)), ((text, Lines((text, text))), (span, Bar(1, 2, text)))),
        Bar(1, 3, text),
        Source((text,)),
        Commands(((text, text),)),
        Paragraph(text, label="1.1"),
        TitleBlock(text, text, ((text, span),), text),
        Headline(text),
        Notice(text, span),
        Counts((Count(text, text, text),)),
        Columns(((Paragraph(text),), (Headline(span),))),
        Picture(text, text, NO_DRAWING, Table((Column("Name"),), ((text,),), text), text, (Sign("", text),)),
        Table((Column("Name"),), ((Drawn(NO_DRAWING, (text, span)),),), text, note=text),
    ]


@given(text=ANY)
@pytest.mark.parametrize("index", range(len(blocks_with(""))))
def test_nothing_steers_a_terminal(index, text):
    out = terminal.write([blocks_with(text)[index]], Screen(width=80))
    assert {category(character) for character in out.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@given(text=ANY)
def test_the_terminal_loses_no_word(text):
    shown = "".join(terminal.write([Paragraph(text)]).split())
    assert shown == "".join(part_of_line(text).split())


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def page_of(blocks):
    written = page.write(blocks, "A page")
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(written)


@example(text="\ufffe\ufdd0")
@given(text=ANY)
def test_a_page_is_valid_and_holds_the_text(text):
    tree = page_of(blocks_with(text))
    whole = " ".join(part_of_line(text).split())
    assert text_of(tree.find(".//p")) == whole
    assert text_of(tree.find(".//dl/dd")) == whole
    assert tree.findall(".//script") == tree.findall(".//a") == tree.findall(".//img") == []
    assert len(tree.findall(".//h1")) == 1


@given(text=ANY)
@pytest.mark.parametrize("place", ["paragraph", "item", "cell", "heading"])
def test_markdown_is_read_back_as_the_text(place, text):
    blocks: dict[str, Block] = {
        "paragraph": Paragraph(text),
        "item": Items((Item(text),)),
        "cell": Table((Column("Name"),), ((text,),)),
        "heading": Heading(text, 2),
    }
    written = markdown.write([Paragraph("before"), blocks[place], Paragraph("after")])
    rendered = MarkdownIt("commonmark").enable("table").render(written)
    inner = re.sub(r"</?(p|ul|li|h2|table|thead|tbody|tr|th|td)>|\n", " ", rendered)
    read = " ".join(html.unescape(inner).split())
    head = "Name " if place == "cell" else ""
    assert read == " ".join(f"before {head}{part_of_line(text)} after".split())


@given(text=ANY)
def test_code_in_markdown_is_read_back_as_the_text(text):
    rendered = MarkdownIt("commonmark").render(markdown.write([Paragraph(("see ", Span(text, "code")))]))
    if text.strip():
        found = re.fullmatch(r"<p>see <code>(.*)</code></p>\n", rendered, re.DOTALL)
        assert found is not None
        assert html.unescape(found[1]).split() == visible(text).split()
