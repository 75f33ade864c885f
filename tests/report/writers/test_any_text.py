"""Whatever people wrote, every writer shows it as text: nothing acts, nothing is lost, nothing is taken for markup."""

import html
import re
from unicodedata import category

import html5lib
import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt

from actionplan.report.document import Block, Column, Heading, Item, Items, Paragraph, Table
from actionplan.report.inline import Span
from actionplan.report.visible import visible
from actionplan.report.words import part_of_line
from actionplan.report.writers import html as page
from actionplan.report.writers import markdown, terminal
from actionplan.report.writers.styled import Screen
from every_block import ANY, blocks_with


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
