"""Make a plan, send its returns, and fill them in: a note for each action.

Run: ``python benchmarks/made_returns.py PLAN FOLDER``. The folder then has the plan, and ``back`` with the workbooks.
"""

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from actionplan.returns import send_returns

SENT = date(2026, 5, 1)
WANTED = date(2026, 5, 15)
_NOTE = "Two more teams have sent their part; the last one has named a day."


def write(plan: Path, folder: Path) -> None:
    """Write a copy of a plan, and the returns of its owners as they come back."""
    folder.mkdir(parents=True)
    shutil.copytree(plan, folder / "plan")
    send_returns(str(folder / "plan"), str(folder / "back"), today=SENT, wanted=WANTED)
    for path in (folder / "back").iterdir():
        book = openpyxl.load_workbook(path)
        sheet = book["Actions"]
        rows: Any = list(sheet.iter_rows())
        top = next(number for number, row in enumerate(rows) if row[0].value == "Ref")
        column = [cell.value for cell in rows[top]].index("What was done")
        for row in rows[top + 1 :]:
            if row[0].value:
                row[column].value = _NOTE
        book.save(path)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
