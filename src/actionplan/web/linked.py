"""Lead from reports to the pages of the records whose numbers they name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from actionplan.model.kinds import KINDS, records_of
from actionplan.model.records import Plan
from actionplan.model.text import printed_id
from actionplan.report.document import Block, Cell, Cells, Columns, Item, Items, Lines, Table, in_line
from actionplan.report.inline import Inline, PageLink, Span, texts

Links = Mapping[str, PageLink]
"""The page of each record, by its id and by its printed number."""

_NUMBER: Final = re.compile(r"(?:^|(?<=\()|(?<=action ))[^\s()]+(?=$|[\s):])")
"""A word that may be the number of a record: the first one of a text, or one after a bracket or "action". Elsewhere a
number such as 2.4 may count something."""
_LAST: Final = re.compile(r"\S+$")
"""The last word of a text in bold, such as "Name an owner for 4.12"."""


def links_of(plan: Plan) -> Links:
    """Return the pages of a plan's records; a number that two records have leads nowhere."""
    found: dict[str, PageLink] = {}
    twice: set[str] = set()
    for record in records_of(plan):
        page = PageLink(KINDS[type(record)], record.id)
        for name in {record.id, printed_id(record)}:
            if name in found:
                twice.add(name)
            found[name] = page
    return {name: page for name, page in found.items() if name not in twice}


def linked(blocks: Iterable[Block], links: Links) -> Iterator[Block]:
    """Yield blocks whose items and rows lead to the records that they name.

    Args:
        blocks: the blocks of a report.
        links: the pages of records.
    """
    for block in blocks:
        if isinstance(block, Items):
            yield _items(block, links)
        elif isinstance(block, Table):
            yield evolve(block, rows=tuple(tuple(_cell(cell, links) for cell in row) for row in block.rows))
        elif isinstance(block, Columns):
            yield evolve(block, columns=tuple(tuple(linked(column, links)) for column in block.columns))
        else:
            yield block


def _items(block: Items, links: Links) -> Items:
    return evolve(block, items=tuple(_item(each, links, is_ordered=block.is_ordered) for each in block.items))


def _item(item: Item, links: Links, *, is_ordered: bool) -> Item:
    under = tuple(_items(each, links) if isinstance(each, Items) else each for each in item.under)
    page = links.get(item.label)
    text = item.text if isinstance(item.text, Cells) else _inline(item.text, links)
    if page is None or is_ordered:
        return evolve(item, text=text, under=under)
    return evolve(item, label="", text=(Span(item.label, "strong", link=page), " ", *texts(in_line(text))), under=under)


def _cell(cell: Cell, links: Links) -> Cell:
    if isinstance(cell, Lines):
        return evolve(cell, lines=tuple(_inline(line, links) for line in cell.lines))
    return _inline(cell, links) if isinstance(cell, str | Span | tuple) else cell


def _inline(inline: Inline, links: Links) -> Inline:
    """Return a text in which the numbers of records lead to them."""
    return tuple(part for span in texts(inline) for part in _span(span, links))


def _span(span: Span, links: Links) -> Iterator[Span]:
    at = 0
    form = _LAST if span.role == "strong" and " " in span.text else _NUMBER
    for found in form.finditer(span.text if span.link is None and span.role != "code" else ""):
        if (page := links.get(found[0])) is not None:
            if found.start() > at:
                yield evolve(span, text=span.text[at : found.start()])
            yield evolve(span, text=found[0], link=page)
            at = found.end()
    if at < len(span.text):
        yield evolve(span, text=span.text[at:])
