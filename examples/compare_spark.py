"""Hold Spark's answers about exported tables against DuckDB's: ``make test-spark``.

It makes an export of Northshire and Hertfordshire, and asks both who is behind, on several days; and it compares every
table, row by row.
"""

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from actionplan.tables.parquet import export_parquet
from actionplan.tables.query import ask, connect, opened
from actionplan.tables.registry import TABLES

PLANS = ["examples/northshire-send", "plans/hertfordshire-send"]
DAYS = ("2024-04-01", "2024-10-01", "2025-03-31", "2025-10-01", "2026-06-30")


def missing() -> str:
    """Return what has to be installed; empty where nothing has."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed; to install it: .venv/bin/pip install pyspark"
    if which("java") is None:
        return "Spark needs Java 17 or later, which is not installed; on Debian: apt install openjdk-17-jre-headless"
    return ""


def compare(folder: str) -> int:
    """Compare the answers about one export, and give how many differ."""
    from late_by_owner_spark import late_by_owner, spark_session

    spark = spark_session()
    spark.sparkContext.setLogLevel("ERROR")
    connection = connect(folder, opened(folder))
    differ = 0
    for day in DAYS:
        theirs = [tuple(row) for row in late_by_owner(spark, folder, day).collect()]
        ours = ask(
            connection,
            "SELECT plan, owner, count(*) FILTER (open), count(*) FILTER (open AND days_late > 0) "  # noqa: S608
            f"FROM actions_as_at('{day}') GROUP BY plan, owner ORDER BY plan, owner NULLS FIRST",
        )
        differ += say(f"late by owner, {day}", theirs == list(ours.rows))
    for table in TABLES:
        if not (Path(folder) / table.name).is_dir():
            continue
        columns = ["plan", *(column.name for column in table.columns)]
        rows = spark.read.parquet(f"{folder}/{table.name}").select(*(f"`{name}`" for name in columns)).collect()
        ours = ask(connection, f'FROM "{table.name}"')
        differ += say(table.name, sorted(map(repr, map(tuple, rows))) == sorted(map(repr, ours.rows)))
    spark.stop()
    return differ


def say(what: str, is_same: bool) -> int:
    """Return whether two answers are the same, and give 1 where they are not."""
    print(f"{'same' if is_same else 'DIFFERENT'}: {what}")
    return 0 if is_same else 1


def main() -> int:
    """Make an export, and compare."""
    if what := missing():
        print(what, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        export_parquet(f"{folder}/export", PLANS)
        return 1 if compare(f"{folder}/export") else 0


if __name__ == "__main__":
    sys.exit(main())
