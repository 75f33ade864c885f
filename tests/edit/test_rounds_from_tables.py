"""Laws of rounds from tables: for any headings and any cells, every cell is accounted for and nothing fails."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import actionplan as library
from actionplan.edit.bulk.columns import WrongColumn
from actionplan.edit.bulk.csv_rounds import Answers
from actionplan.edit.bulk.rounds import read_round
from actionplan.storage.toml import Unreadable
from conftest import REPOSITORY

[NORTHSHIRE] = library.load(REPOSITORY / "examples" / "northshire-send").plans
TODAY = date(2026, 11, 24)

COLUMNS = {
    "Status": ["Complete", "In progress", "Underway"],
    "RAG": ["Green", "at risk", "Off course"],
    "% complete": ["40", "40%", "12.0", "100"],
    "Comments": ["A longer text about it all", "two\nlines", "tab\there", "\u200b"],
    "Update": ["All of it is under way now"],
    "Date": ["05/11/2026", "20/11/2026", "46336", "5-Nov-26", "11/20/2026"],
    "Due date": ["31/12/2027", "TBC", "Q3 2024"],
    "Owner": ["ncc", "NICB"],
    "Reported by": ["ncc", "the board"],
    "Priority": ["PA1"],
    "Link": ["https://a.example/x", "see attached"],
    "Traffic": ["x"],
    "": ["lost"],
}
NOTHING = ["", "-", "n/a"]


@st.composite
def tables(draw):
    """Return the headings and the rows of a table; nearly all of its cells can be read."""
    headings = draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=1, max_size=5, unique=True))
    strange = st.text(max_size=5) | st.sampled_from([cell for cells in COLUMNS.values() for cell in cells])
    rows = [
        [
            draw(strange if draw(st.integers(0, 30)) == 0 else st.sampled_from(COLUMNS[name] + NOTHING))
            for name in headings
        ]
        for _ in range(draw(st.integers(1, 5)))
    ]
    return headings, rows


answers = st.builds(
    Answers,
    date_order=st.sampled_from([None, "day-first", "month-first"]),
    ignored=st.lists(st.sampled_from("BCDE"), max_size=1).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(table=tables(), answer=answers)
def test_every_cell_is_entered_or_counted_as_something_else(table, answer):
    headings, rows = table
    names = [action.id for action in NORTHSHIRE.actions[: len(rows)]]
    with io.StringIO(newline="") as text:
        csv.writer(text).writerows([["Ref", *headings], *([name, *row] for name, row in zip(names, rows, strict=True))])
        content = text.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "round.csv")
        path.write_text(content, encoding="utf-8", errors="replace", newline="")
        try:
            read = read_round(str(path), NORTHSHIRE, on=TODAY, today=TODAY, answers=answer)
        except (WrongColumn, Unreadable):  # a letter without a column, or a text that is no table
            return
    if read.problems:
        return
    assert len(read.entries) + len(read.others) == len(rows)
    assert all(sum(column.counts.values()) == len(rows) for column in read.columns)
    for column in read.columns:
        if column.field in ("by", "state", "rating", "progress", "note", "evidence", "due", "owner", "reason"):
            entered = [entry for _, entry in read.entries if getattr(entry, column.field) not in (None, ())]
            assert column.counts.get("read", 0) == len(entered)
        if not column.field:
            assert column.counts.keys() <= {"empty", "ignored (--ignore-column)"}
