"""The page that tells what is in each table: made from the tables themselves, so that it cannot lag behind."""

import textwrap
from collections.abc import Iterable, Mapping

from actionplan.tables.columns import ColumnType, Table

TYPE_WORDS: Mapping[ColumnType, str] = {
    "text": "text",
    "texts": "list of texts",
    "whole": "whole number",
    "decimal": "exact number",
    "day": "day",
    "truth": "true or false",
}
"""What each type of column is called on the page."""

_INTRO = """\
# The tables, column by column

This page is made from the program (`make docs`). How to get the tables and what to ask of them is told in
[analysts.md](analysts.md); what the words mean, in [format.md](format.md).

Every table has the column `plan`, the id of its plan: in the folder of an export it is the name of a folder,
`status/plan=northshire-send/part-0.parquet`, as Hive has it. A table of which a plan has no row has no file there.

| type | in Parquet | in DuckDB | in Spark |
|---|---|---|---|
| text | UTF-8 string | `VARCHAR` | `string` |
| list of texts | list of strings | `VARCHAR[]` | `array<string>` |
| whole number | 32-bit integer | `INTEGER` | `int` |
| exact number | decimal of 38 digits, 12 of them behind the point | `DECIMAL(38, 12)` | `decimal(38,12)` |
| day | date | `DATE` | `date` |
| true or false | boolean | `BOOLEAN` | `boolean` |
"""


def tables_markdown(tables: Iterable[Table]) -> str:
    """Give the page that tells all tables.

    Args:
        tables: the tables, in the order of the page.
    """
    return "\n".join((_INTRO, *(_section(table) for table in tables)))


def _section(table: Table) -> str:
    rows = [f"| `{column.name}` | {TYPE_WORDS[column.type]} | {column.meaning} |" for column in table.columns]
    meaning = textwrap.fill(table.meaning, 120, break_long_words=False, break_on_hyphens=False)
    return "\n".join(
        (f"## {table.name}", "", meaning, "", "| column | type | what it says |", "|---|---|---|", *rows, "")
    )
