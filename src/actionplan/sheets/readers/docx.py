"""Read the tables of Word documents, with what a reader sees in them: also insertions, content controls and numbers.

The words are found by a walk of our own: libraries for Word lose tracked insertions and content controls, or mark
neither struck words nor merged cells.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from attrs import define, evolve, field

from actionplan.model.refused import needed
from actionplan.model.text import count
from actionplan.sheets.grid import Cell, Merged, column_letters
from actionplan.sheets.readers.contents import Allowance, Contents, Found, explained, sheet_of, unique_name
from actionplan.sheets.readers.word_numbers import Numbering, numbering_of
from actionplan.sheets.readers.word_words import comments_of, words_of
from actionplan.sheets.readers.xml_names import attribute, child_at, kind
from actionplan.sheets.unreadable import UnreadableFile

_THROUGH: Final = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
"""Elements around paragraphs, tables, rows and cells that are read as if they were not there."""

_LONGEST_NAME: Final = 80
_SAVE_AGAIN: Final = "Open it in Word or LibreOffice, save it as Word Document (*.docx), and use the new file"
_BESIDE: Final = {
    "vbaProject.bin": "Its macros were not run and not read.",
    "word/media/": "Its pictures were not read.",
    "word/embeddings/": "Files embedded in it were not read.",
}


@define
class _Walk:
    """A walk through a document, and what it has found so far.

    Attributes:
        headings: the ids of styles of headings.
        numbering: the numbers of its lists, as far as the walk has come.
        comments: its comments by their ids.
        allowance: what it may still contain.
        tables: its tables, in order.
        heading: the words that name the next table.
        follows_table: true as long as only blank paragraphs have come since the last table.
        deleted: how many deletions were passed.
        joined: the tables that were joined with one before, which has the same headings.
    """

    headings: frozenset[str]
    numbering: Numbering
    comments: dict[str, str]
    allowance: Allowance = field(factory=Allowance)
    tables: list[Found] = field(factory=list)
    heading: str = ""
    follows_table: bool = False
    deleted: int = 0
    joined: list[str] = field(factory=list)


def read(data: bytes, name: str) -> Contents:  # noqa: ARG001  # readers have one signature
    """Read the tables of a Word document.

    Args:
        data: its bytes.
        name: what to call it; not needed here.

    Raises:
        UnreadableFile: it has no table, is not as Word writes it, or contains too much.
        NotInstalled: a library is missing.
    """
    with explained(_SAVE_AGAIN), zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.namelist()
        main = next(part for part in parts if re.fullmatch(r"word/document\d*\.xml", part))
        styles = _part(archive, "word/styles.xml")
        walk = _Walk(
            headings=_headings(styles),
            numbering=numbering_of(_part(archive, "word/numbering.xml"), styles),
            comments=comments_of(_part(archive, "word/comments.xml")),
        )
        body = _part(archive, main)
        _walk_blocks(walk, body)
    if not walk.tables:
        raise UnreadableFile(
            "it has no table. If its columns are made with tabs, select them in Word and choose Insert > Table > "
            "Convert Text to Table"
        )
    return Contents(tuple(map(sheet_of, walk.tables)), notes=tuple(_notes(walk, parts)))


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root of a part's XML; None if there is no such part."""
    if name not in archive.namelist():
        return None
    return needed("defusedxml.ElementTree").fromstring(archive.read(name))


def _headings(styles: Any) -> frozenset[str]:
    """Return the ids of the styles of headings, titles and captions."""
    named = re.compile("heading|title|caption", re.IGNORECASE)
    return frozenset(
        attribute(style, "styleId")
        for style in (styles if styles is not None else ())
        if kind(style) == "style" and named.match(attribute(child_at(style, "name"), "val"))
    )


def _notes(walk: _Walk, parts: list[str]) -> Iterator[str]:
    yield from (note for part, note in _BESIDE.items() if any(part in each for each in parts))
    if walk.deleted:
        yield f"Left out, since it was deleted with changes tracked: {count(walk.deleted, 'piece')} of text."
    for name in walk.joined:
        yield f'A table that goes on after "{name}", with the same headings, was joined with it.'


def _walk_blocks(walk: _Walk, parent: Any, *, inserted: bool = False) -> None:
    """Read the paragraphs and tables that are not in a table."""
    for each in parent:
        match kind(each):
            case "p":
                _pass_paragraph(walk, each)
            case "tbl":
                _add_table(walk, each, inserted=inserted)
            case "body":
                _walk_blocks(walk, each)
            case passed if passed in _THROUGH:
                _walk_blocks(walk, each, inserted=inserted or passed in {"ins", "moveTo"})


def _pass_paragraph(walk: _Walk, paragraph: Any) -> None:
    words = words_of(paragraph, walk.numbering)
    text = " ".join(words.text.split())
    if not text:
        return
    style = attribute(child_at(paragraph, "pPr", "pStyle"), "val")
    if style in walk.headings or len(text) <= _LONGEST_NAME:
        walk.heading = text[:_LONGEST_NAME]
    walk.follows_table = False


def _add_table(walk: _Walk, table: Any, *, inserted: bool) -> None:
    """Read a table; join it with the table before if it only goes on with that on another page."""
    place_of_nested = len(walk.tables)
    found = Found(name=walk.heading or f"Table {place_of_nested + 1}")
    nested = _read_table(walk, table, found, inserted=inserted)
    before = walk.tables[-1] if walk.follows_table and walk.tables else None
    if before is not None and (heads := _same_rows(before, found)):
        _join(before, found, heads)
        walk.joined.append(before.name)
    elif found.cells:
        found.name = unique_name(found.name, [each.name for each in walk.tables])
        walk.tables.append(found)
    for inner, where in nested:
        within = walk.tables[-1].name if walk.tables else found.name
        inner.name = unique_name(f"{within}, in {where}", [each.name for each in walk.tables])
        walk.tables.append(inner)
    walk.follows_table = not nested


def _read_table(walk: _Walk, table: Any, found: Found, *, inserted: bool) -> list[tuple[Found, str]]:
    """Read the rows of a table; return the tables within its cells, with their places."""
    nested: list[tuple[Found, str]] = []
    open_areas: dict[int, Merged] = {}
    row = 0
    for each, is_new in _inside(table, "tr", inserted):
        properties = child_at(each, "trPr")
        if child_at(properties, "del") is not None:
            walk.deleted += 1
            continue
        row += 1
        column = 1 + int(attribute(child_at(properties, "gridBefore"), "val") or 0)
        row_is_new = is_new or child_at(properties, "ins") is not None
        for cell, cell_is_new in _inside(each, "tc", row_is_new):
            width = int(attribute(child_at(cell, "tcPr", "gridSpan"), "val") or 1)
            area = Merged(top=row, left=column, bottom=row, right=column + width - 1)
            merges = child_at(cell, "tcPr", "vMerge")
            above = open_areas.pop(column, None)
            if merges is not None and attribute(merges, "val") != "restart" and above is not None:
                area = evolve(above, bottom=row)
            else:
                _close(found, above)
                nested += _read_cell(walk, cell, found, area, inserted=cell_is_new)
            if merges is not None:
                open_areas[column] = area
            else:
                _close(found, area)
            column += width
    for area in open_areas.values():
        _close(found, area)
    found.merged.sort(key=lambda area: (area.top, area.left))
    return nested


def _inside(parent: Any, wanted: str, inserted: bool) -> Iterator[tuple[Any, bool]]:
    """Yield the rows of a table or the cells of a row, and whether each was inserted with changes tracked."""
    for each in parent:
        if kind(each) == wanted:
            yield each, inserted
        elif kind(each) in _THROUGH:
            yield from _inside(each, wanted, inserted or kind(each) in {"ins", "moveTo"})


def _close(found: Found, area: Merged | None) -> None:
    if area is not None and (area.top, area.left) != (area.bottom, area.right):
        found.merged.append(area)


def _read_cell(walk: _Walk, cell: Any, found: Found, area: Merged, *, inserted: bool) -> list[tuple[Found, str]]:
    words = words_of(cell, walk.numbering)
    walk.deleted += words.deleted
    read_cell = Cell(
        row=area.top,
        column=area.left,
        value=words.all or None,
        text=words.text,
        struck=words.struck,
        fill=_fill(cell) or words.highlight,
        comment="\n".join(walk.comments[each] for each in words.comments if each in walk.comments),
        inserted=bool(words.text) and (inserted or words.inserted),
    )
    if words.all or read_cell.fill or read_cell.comment:
        walk.allowance.use(read_cell)
        found.cells[area.top, area.left] = read_cell
    inner: list[tuple[Found, str]] = []
    for table in words.tables:
        within = Found(name="")
        deeper = _read_table(walk, table, within, inserted=inserted)
        inner += [(within, f"{column_letters(area.left)}{area.top}"), *deeper]
    return inner


def _fill(cell: Any) -> str | None:
    shading = child_at(cell, "tcPr", "shd")
    colour = attribute(shading, "color" if attribute(shading, "val") == "solid" else "fill")
    return f"#{colour.lower()}" if re.fullmatch("[0-9A-Fa-f]{6}", colour) else None


def _same_rows(before: Found, found: Found) -> int:
    """Return how many rows at the top of a table are those at the top of the table before."""
    row = 0
    while True:
        texts = [
            {column: cell.text for (number, column), cell in each.cells.items() if number == row + 1}
            for each in (before, found)
        ]
        if not texts[0] or texts[0] != texts[1]:
            return row
        row += 1


def _join(before: Found, found: Found, heads: int) -> None:
    """Add a table to the one before it, without its rows of headings."""
    shift = max(row for row, _ in before.cells) - heads
    for (row, column), cell in found.cells.items():
        if row > heads:
            before.cells[row + shift, column] = evolve(cell, row=row + shift)
    before.merged += [
        evolve(area, top=area.top + shift, bottom=area.bottom + shift) for area in found.merged if area.top > heads
    ]
