"""Plans exported to a folder of tables, and questions asked of it."""

from pathlib import Path
from typing import Any

from actionplan.tables.parquet import Exported, export_parquet
from actionplan.tables.query import ask, connect, opened
from conftest import REPOSITORY

NORTHSHIRE = str(REPOSITORY / "examples" / "northshire-send")
HERTFORDSHIRE = str(REPOSITORY / "plans" / "hertfordshire-send")

Row = dict[str, Any]


def export(folder: Path, *plans: Path | str) -> Exported:
    """Export plans, and give what that did."""
    return export_parquet(str(folder), [str(plan) for plan in plans])


def answers(folder: Path, sql: str) -> list[Row]:
    """Ask one question of an export, and give each row by the names of its columns."""
    with connect(str(folder), opened(str(folder))) as connection:
        answer = ask(connection, sql)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
