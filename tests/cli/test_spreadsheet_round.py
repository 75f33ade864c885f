"""A round as a spreadsheet gives it: eleven usual headings, six styles of dates, and one date with the month first.

`rounds/november-excel.csv` is as Excel saves it with the settings of some countries: a byte-order mark, semicolons,
CRLF, and empty columns and a row at the end. `november-libreoffice.csv` is the same table as LibreOffice saves it:
commas, LF, quotes around every cell, and per cents as parts of 1.
"""

import re
import shutil
from pathlib import Path

import pytest

import actionplan as library
from conftest import REPOSITORY

ROUNDS = REPOSITORY / "tests" / "rounds"
FILES = [ROUNDS / "november-excel.csv", ROUNDS / "november-libreoffice.csv"]

ENTERED = {
    "1.3": ("2026-11-05", "in-progress", "amber", 75),
    "1.9": ("2026-11-06", "in-progress", "amber", 90),
    "1.10": ("2026-11-09", "in-progress", "green", 65),
    "1.11": ("2026-11-12", None, None, None),
    "2.4": ("2026-11-13", "in-progress", "red", 50),
    "3.1": ("2026-11-20", "in-progress", "red", 72),
    "5.12": ("2026-11-24", "in-progress", None, 5),
}
NOTES = {
    "1.3": 'Two of three trusts are "live".\nThe third follows in January; a date is set.',
    "1.9": "Attendance is in the dashboard; exclusions are being tested.",
    "5.12": "The first meeting is in December.",
}


@pytest.fixture
def northshire_plan(tmp_path):
    return Path(shutil.copytree(REPOSITORY / "examples" / "northshire-send", tmp_path / "northshire-send"))


def entries_of(plan):
    [loaded] = library.load(plan).plans
    return {action.id: action.status for action in loaded.actions}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_one_date_with_the_month_first_stops_the_round(actionplan, northshire_plan, file):
    before = entries_of(northshire_plan)
    ran = actionplan("update", "--from", file, "--by", "ncc", "--plan", northshire_plan)
    shown = " ".join(ran.err.split())
    assert ran.code == 1
    assert '"Date of update" has dates with the month first: 11/20/2026 (K8)' in shown
    assert "these can be read in both ways: 05/11/2026 (K2)" in shown
    assert "--date-order day-first (05/11/2026 is 5 Nov 2026)" in shown
    assert "--date-order month-first (05/11/2026 is 11 May 2026)" in shown
    assert entries_of(northshire_plan) == before


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_lost_or_misread(actionplan, northshire_plan, file):
    before = entries_of(northshire_plan)
    ran = actionplan("update", "--from", file, "--by", "ncc", "--plan", northshire_plan, "--date-order", "day-first")
    assert (ran.code, ran.err) == (0, "")
    added = {name: status[len(before[name]) :] for name, status in entries_of(northshire_plan).items()}
    assert {name for name, new in added.items() if new} == ENTERED.keys()
    for name, (on, state, rating, progress) in ENTERED.items():
        [entry] = added[name]
        assert (entry.on.text, entry.state, entry.rating, entry.progress) == (on, state, rating, progress)
        assert (entry.due, entry.owner) == (None, None)
        assert entry.note == NOTES.get(name, entry.note)
    assert added["1.3"][0].evidence[0].link == "https://send.northshire.example/evidence/1.3/november"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_receipt_counts_every_cell(actionplan, northshire_plan, file):
    order = ("--date-order", "day-first")
    ran = actionplan("update", "--from", file, "--by", "ncc", "--plan", northshire_plan, *order, "--dry-run")
    total, names, table = ran.out.rstrip().partition("\n  Ref ")
    *columns, silent = (" ".join(line.split()) for line in re.split(r"\n(?! {4})", names + table)[1:])
    counts = "39 read, 32 same as in the plan, 1 in rows without an update, 16 empty"
    assert " ".join(total.split()).endswith(f": 8 rows of 11 columns, 88 cells: {counts}.")
    assert silent == "1 row without an update: 2.6."
    assert [sum(int(number) for number in re.findall(r"[:,] (\d+) ", line)) for line in columns] == [8] * 11
    assert columns[7].endswith("2 cells cleaned of blanks of another sort, invisible characters")
    assert columns[10].endswith("11/20/2026 can only have the month first; 1 as Excel counts days")
