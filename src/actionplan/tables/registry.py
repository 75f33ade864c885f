"""Every table that a plan makes, and the fingerprint of their shape."""

import hashlib
from importlib.metadata import version
from typing import Final

from actionplan.model.kinds import RECORD_KINDS
from actionplan.model.text import with_article
from actionplan.tables import actions, history, measures, parts, plan, resolutions, risks_and_reviews
from actionplan.tables.columns import DataTable
from actionplan.tables.rows import record_table

TABLES: tuple[DataTable, ...] = (
    *plan.TABLES,
    *actions.TABLES,
    *history.TABLES,
    *measures.TABLES,
    *resolutions.TABLES,
    *risks_and_reviews.TABLES,
    *parts.TABLES,
)
TABLES += tuple(
    record_table(kind.record, f"{with_article(kind.name).capitalize()}, as the top of its file has it.")
    for kind in RECORD_KINDS
    if kind.folder not in {table.name for table in TABLES}
)
"""The tables, in the order in which they are documented."""

BY_NAME: Final = {table.name: table for table in TABLES}
"""The tables by their names."""


def shape() -> str:
    """Return a text that differs wherever the tables' columns, or the program that fills them, do."""
    columns = [f"{table.name}.{column.name}:{column.type}" for table in TABLES for column in table.columns]
    return hashlib.sha256("\n".join((version("actionplan"), *columns)).encode()).hexdigest()[:16]
