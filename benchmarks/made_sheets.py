"""Make a table of 2,000 actions as a workbook of Excel, one of LibreOffice, and a CSV file.

Run: ``python benchmarks/made_sheets.py FOLDER``.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

from actionplan.sheets.csv_writer import write_csv
from actionplan.sheets.ods_writer import write_ods
from actionplan.sheets.workbook import CellData, Column, Table, Workbook, Worksheet
from actionplan.sheets.xlsx_writer import write_xlsx

ROWS = 2_000
_HEADS = ("Ref", "Action", "Area", "Lead", "Start date", "Due date", "% complete", "Status", "Comment")
_STATES = ("Not started", "In progress", "In progress", "Complete")


def _row(number: int) -> tuple[CellData, ...]:
    start = date(2024, 4, 1) + timedelta(days=number % 300)
    return (
        f"{number // 100 + 1}.{number % 100 + 1}",
        f"Deliver item {number + 1} of the service plan",
        f"Area {number // 100 + 1}",
        f"Manager {number % 17 + 1}",
        start,
        start + timedelta(days=200),
        (0, 25, 60, 100)[number % 4],
        _STATES[number % 4],
        f"What was done in month {number % 12 + 1}: two teams have sent their part.",
    )


def write(folder: Path) -> None:
    """Write the table in three forms."""
    folder.mkdir(parents=True)
    table = Table("actions", tuple(Column(head, 14) for head in _HEADS), tuple(map(_row, range(ROWS))))
    book = Workbook("Actions", (Worksheet("Actions", "The actions", (), table),))
    for ending, made in {"xlsx": write_xlsx(book), "ods": write_ods(book), "csv": write_csv(table)}.items():
        (folder / f"actions.{ending}").write_bytes(made)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
