"""How files of tables are read into a plan, and what became of every cell."""

from collections.abc import Iterator, Mapping

from actionplan.edit.imports.columns import ReadColumn
from actionplan.edit.imports.counts import ColumnCount, total
from actionplan.edit.imports.prepare import PreparedImport
from actionplan.edit.imports.read_file import ReadTable
from actionplan.edit.imports.rows import EMPTY, EXTRA, HEADINGS, LEFT_OUT, PLACED
from actionplan.input.headings import BUILT
from actionplan.model.suggest import listed
from actionplan.model.text import body_name, count, day_text, in_words
from actionplan.report.document import GAP, Column, Document, Facts, Heading, Item, Items, Paragraph, Table

_SAMPLE = 24
"""The most characters of a sample."""

_ORDER = (PLACED, EXTRA, LEFT_OUT, HEADINGS, EMPTY)
_FATES: Mapping[str, str] = {
    PLACED: "in fields of the plan",
    EXTRA: "kept under extra",
    LEFT_OUT: "left out",
    HEADINGS: "headings",
    EMPTY: "empty",
}


def reading_document(ready: PreparedImport) -> Document:
    """Return how the files are read: what each column is, and what was not placed.

    Args:
        ready: the import, before anything is written.
    """
    for file in ready.files:
        for table in file.tables:
            yield from _table(table)
        for sheet in file.others:
            why = "hidden" if sheet.hidden else "no table of actions"
            yield Paragraph(f"Sheet {sheet.name} ({why}): its texts are kept under extra in plan.toml.")
        for note in file.book.notes:
            yield Paragraph(note)
    yield GAP
    plan = ready.built.plan
    yield Facts(tuple(_facts(ready)))
    if names := ready.built.made_bodies:
        shown = listed(f"{name} ({body_name(plan.bodies, name)}, {plan.bodies[name].kind})" for name in names)
        yield Paragraph(f"Bodies made from names: {shown}.")
    if ready.built.remarks:
        yield Items(tuple(Item(remark) for remark in ready.built.remarks), mark="- ")


def _facts(ready: PreparedImport) -> Iterator[tuple[str, str]]:
    plan, receipt = ready.built.plan, ready.receipt
    yield "Plan", f"{plan.title} ({plan.id})"
    yield "As at", day_text(receipt.sheet_date)
    yield "Actions", str(len(plan.actions))
    yield "Areas", listed(f"{area.id} {area.title}" for area in plan.areas)
    if plan.ratings:
        yield "Ratings", listed(meanings[0].label for meanings in plan.ratings.values())


def _table(table: ReadTable) -> Document:
    found = table.table
    rows = (
        f"row {found.heading_rows[0]}"
        if len(found.heading_rows) == 1
        else "rows " + "-".join(map(str, (found.heading_rows[0], found.heading_rows[-1])))
    )
    actions = count(len(table.groups), "action")
    yield Heading(f"{table.file}, sheet {found.sheet.name}: {actions}, headings in {rows}")
    columns = (Column("Column"), Column("Heading"), Column("Read as"), Column("Filled"), Column("Samples"))
    yield Table(columns, tuple(_row(each) for each in table.columns), caption="How columns are read")
    for column in table.columns:
        if column.fills and column.field == "rating":
            colours = listed(f"{colour} ({number})" for colour, number in sorted(column.fills.items()))
            unless = "kept under extra, unless --colours usual or a mapping says what they mean"
            yield Paragraph(f"Colours of cells in column {column.letter}, where there is no word {unless}: {colours}.")


def _row(column: ReadColumn) -> tuple[str, ...]:
    field = BUILT[column.field] if column.field else "no field: kept under extra"
    guess = " (a guess)" if column.is_guess else " (as you say)" if column.is_said else ""
    share = f"{100 * column.filled // column.rows}%" if column.rows else "-"
    return (column.letter, column.heading or "-", f"{field}{guess}", share, "; ".join(map(_short, column.samples)))


def _short(text: str) -> str:
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}\u2026"


def import_receipt_document(ready: PreparedImport) -> Document:
    """Return what became of every cell.

    Args:
        ready: the import.
    """
    fates = total(ready.counts)
    yield GAP
    yield Paragraph(f"{count(fates.total(), 'cell')}: {_counts(fates)}.")
    for each in ready.counts:
        if each.columns:
            if len(ready.counts) > 1:
                yield GAP
                yield Paragraph(f"Sheet {each.sheet}: {_counts(each.fates)}.")
            yield Facts(
                tuple((column.column.heading or column.column.letter, _fate(column)) for column in each.columns)
            )
    if number := ready.receipt.not_read:
        what = f"{count(number, 'cell')} of our own export are not read back: what is worked out, and how to read it"
        others = f", and the worksheets {in_words(ready.not_read)}" if ready.not_read else ""
        yield Paragraph(f"{what}{others}.")
    if ready.left_out:
        items = tuple(Item(each.why, label=each.cell) for each in ready.left_out)
        yield Paragraph(f"Left out, and listed in plan.toml under extra ({len(ready.left_out)}):")
        yield Items(items)


def _fate(column: ColumnCount) -> str:
    field = BUILT[column.column.field] if column.column.field else "no field"
    return f"{field}: {_counts(column.fates)}"


def _counts(fates: Mapping[str, int]) -> str:
    return ", ".join(f"{fates[fate]:,} {_FATES[fate]}" for fate in _ORDER if fates.get(fate))
