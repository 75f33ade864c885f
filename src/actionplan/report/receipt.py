"""The receipt of a round from a spreadsheet: what became of every cell."""

from collections import Counter
from collections.abc import Mapping

from actionplan.edit.bulk.cells import EMPTY, READ
from actionplan.edit.bulk.updates import ColumnReceipt, Round
from actionplan.input.headings import FIELDS
from actionplan.model.suggest import listed
from actionplan.model.text import count
from actionplan.report.document import GAP, Document, Facts, Paragraph


def receipt_document(path: str, read: Round) -> Document:
    """Return the receipt of a round.

    Args:
        path: the file.
        read: the round.
    """
    totals = Counter[str]()
    for column in read.columns:
        totals.update(column.counts)
    rows = len(read.entries) + len(read.others)
    yield GAP
    size = f"{count(rows, 'row')} of {count(len(read.columns), 'column')}, {count(totals.total(), 'cell')}"
    yield Paragraph(f"{path}: {size}: {_counts(totals)}.")
    yield Facts(tuple((column.name, _fate(column)) for column in read.columns))
    if read.titles:
        yield Paragraph(f"Not read, above the headings: {'; '.join(read.titles)}")
    if read.others:
        names = listed(name for name, _ in read.others)
        yield Paragraph(f"{count(len(read.others), 'row')} without an update: {names}.")


def _fate(column: ColumnReceipt) -> str:
    """Return what became of the cells of a column."""
    words = f"{FIELDS[column.field]}: {_counts(column.counts)}" if column.field else _counts(column.counts)
    return "; ".join((words, *column.remarks))


def _counts(counts: Mapping[str, int]) -> str:
    """Return how many cells became what, those that were read first and the empty ones last."""
    order = [READ, *(kind for kind in counts if kind not in (READ, EMPTY)), EMPTY]
    return ", ".join(f"{counts[kind]} {kind}" for kind in order if counts.get(kind))
