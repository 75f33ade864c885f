"""One block of each kind with a text in every place that takes one, and texts that look like markup."""

from hypothesis import strategies as st

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
    Lines,
    Paragraph,
    Picture,
    Sign,
    Source,
    Table,
)
from actionplan.report.inline import Span
from actionplan.report.paper_blocks import Count, Counts, Headline, Notice, TitleBlock

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
