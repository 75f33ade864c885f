"""Mapping files: TOML that says how files are read, as a person writes it or as an import leaves it."""

from collections.abc import Iterable
from typing import Any

from actionplan.edit.imports.columns import ReadColumn
from actionplan.edit.imports.mapping import EXTRA, Mapped
from actionplan.input.headings import BUILT
from actionplan.model.problem import Location, ProblemsFound, problem
from actionplan.model.suggest import hint
from actionplan.sheets.grid import column_letters
from actionplan.storage.positions import locate
from actionplan.storage.structuring import structure
from actionplan.storage.toml import document_of, read_bytes
from actionplan.storage.writer import head_text, to_table


def read_mapping(path: str, data: bytes | None = None) -> Mapped:
    """Read a mapping file.

    Args:
        path: the file.
        data: its bytes; None to read them.

    Raises:
        ProblemsFound: it has keys or values that a mapping has not, each with its place.
        Unreadable: it is not TOML.
    """
    document = document_of(path, read_bytes(path) if data is None else data)
    mapped, found = structure(document.table, Mapped, path)
    problems = list(found)
    for name, meaning in (mapped.columns if mapped is not None else {}).items():
        if meaning not in (*BUILT, EXTRA):
            where = Location(path=path, keys=("columns", name))
            fix = hint(str(meaning), (*BUILT, EXTRA))
            problems.append(problem("E104", f'a column cannot be "{meaning}"', where, fix=fix))
    if problems or mapped is None:
        raise ProblemsFound(locate(problems, {path: document.text}))
    return mapped


def as_table(mapped: Mapped, columns: Iterable[ReadColumn]) -> dict[str, Any]:
    """Return how files were read as the table of a mapping, by which a later version is read in the same way.

    Bodies, ratings and terms are left out, since the plan has them.

    Args:
        mapped: what somebody said.
        columns: every column, with what it was read as.
    """
    table = to_table(mapped)
    for key in ("bodies", "ratings", "terms", "id", "title", "agreed", "year_starts"):
        table.pop(key, None)
    read: dict[str, str] = {}
    for column in columns:
        read.setdefault(column.heading or column_letters(column.column), column.field or EXTRA)
    return {**table, "columns": read}


def mapping_text(mapped: Mapped, columns: Iterable[ReadColumn]) -> str:
    """Return the text of a mapping file that reads files as they were read."""
    return "# How these files are read. Change what is wrong, and use it again: --mapping FILE\n" + head_text(
        {**to_table(mapped), **as_table(mapped, columns)}
    )
