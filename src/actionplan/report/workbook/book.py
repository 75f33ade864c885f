"""A workbook of plans: a cover, what it contains, notes, and a worksheet for each table that has rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from actionplan.model.publish import ALWAYS_INTERNAL
from actionplan.model.text import count, day_text, in_words
from actionplan.model.view import View
from actionplan.report.record_notes import record_notes
from actionplan.report.workbook import actions, decisions, history, measures
from actionplan.report.workbook.columns import OfDay, SheetColumn, SheetTable, of_day
from actionplan.sheets.workbook import CellData, Column, Line, Table, Workbook, Worksheet

TABLES: Final = (
    *(actions.AREAS, actions.ACTIONS, actions.MILESTONES),
    *(measures.MEASURES, measures.READINGS, measures.TARGETS, measures.RISKS),
    *(decisions.RESOLUTIONS, decisions.CLAUSES, decisions.REVIEWS, decisions.RECOMMENDATIONS),
    *(history.HISTORY, history.MEETINGS),
)
"""The worksheets of tables, in their order."""

_NOTES: Final = (
    "Where the plan gives a month, a quarter, a term or a year instead of a day, the column with the date has its last "
    "day, up to which nothing is late. The column beside it, in words, is as exact as the plan.",
    "Days are calendar days, counted up to the day of this workbook.",
    "Numbers of actions and other names in the plan are texts, so that 1.10 stays different from 1.1.",
    "A text that begins like a formula has an apostrophe before it, so that no program runs it. It is not in the plan.",
)

_BLANKS: Final = {
    "[x]": "nothing is on record",
    "[z]": "there can be no value here",
    "[c]": "nothing is on record, or it is not published",
}
"""What is in a cell without a value, by the conventions of the government's statisticians, and what it means."""


class _Made(NamedTuple):
    """A table, and the shorthands in its cells without a value."""

    about: SheetTable
    table: Table
    blanks: tuple[str, ...]


def tables_of(view: View, names: Iterable[str] | None = None) -> dict[str, Table]:
    """Return the tables of some plans by their names, for files in which a cell without a value is empty.

    Args:
        view: the plans, and the day.
        names: the names of the tables; None for all that have rows.
    """
    chosen = [about for about in TABLES if names is None or about.name in names]
    plans = [of_day(plan, view.day) for plan in view.plans]
    made = {about.name: _made(plans, about, dict.fromkeys(_BLANKS, "")).table for about in chosen}
    return {name: table for name, table in made.items() if table.rows or names is not None}


def workbook_of(view: View, made_from: Sequence[str] = ()) -> Workbook:
    """Return some plans as a workbook.

    Args:
        view: the plans, and the day.
        made_from: sentences on the commit that it was made from.
    """
    plans = [of_day(plan, view.day) for plan in view.plans]
    made = [_made(plans, about, {name: name for name in _BLANKS}) for about in TABLES]
    full = [each for each in made if each.table.rows]
    cover = Worksheet(
        "Cover", _title(view), (*_about(view, [each.about.sheet for each in made if not each.table.rows]),)
    )
    if made_from:
        cover = Worksheet(
            "Cover", cover.title, (*cover.lines, Line("Where it is from", is_heading=True), *map(Line, made_from))
        )
    sheets = (_worksheet(view, each) for each in full)
    columns = [_columns(full)] if full else []
    return Workbook(cover.title, (cover, _contents(full), _notes(), *columns, *sheets))


def _title(view: View) -> str:
    return view.plans[0].title if len(view.plans) == 1 else "Action plans"


def _about(view: View, empty: Sequence[str]) -> Iterable[Line]:
    """Yield the lines of the cover."""
    plans = "The plan" if len(view.plans) == 1 else count(len(view.plans), "plan")
    yield Line(f"{plans} as tables, as at {day_text(view.day)}.")
    if view.known_at is not None:
        yield Line(f"It shows what had been recorded by {day_text(view.known_at)}.")
    yield Line("How to read it", is_heading=True)
    yield Line(
        "The worksheet Contents lists the worksheets. Notes says how to read them, and Columns what each column says."
    )
    yield Line(f"In a cell without a value, {_blanks_text(_BLANKS)}.")
    if empty:
        yield Line(f"There are no rows, and so no worksheets, for: {in_words(name.lower() for name in empty)}.")
    about = [(plan, record_notes(plan, view.day, view.known_at)) for plan in view.plans]
    sentences = [
        Line(f"{plan.title}: {said.text}" if len(about) > 1 else said.text)
        for plan, notes in about
        for said in notes.sentences
    ]
    lost = sum(len(plan.unread) for plan in view.plans) + len(view.unread)
    if lost:
        are = "is" if lost == 1 else "are"
        sentences.insert(
            0, Line(f"PARTIAL: {count(lost, 'file')} could not be read and {are} missing from these tables.")
        )
    if sentences:
        yield from (Line("Before you use it", is_heading=True), *sentences)


def _contents(made: Sequence[_Made]) -> Worksheet:
    rows = (
        ("Notes", "How to read the worksheets", len(_NOTES)),
        *([("Columns", "What each column says", sum(len(each.table.columns) for each in made))] if made else []),
        *((each.about.sheet, f"Each row is {each.about.row}", len(each.table.rows)) for each in made),
    )
    columns = (Column("Worksheet", 24), Column("What it holds", 60), Column("Rows", 8))
    lines = (Line("This worksheet contains one table. Each name in it leads to its worksheet."),)
    return Worksheet("Contents", "Contents", lines, Table("contents", columns, rows, frozenset(row[0] for row in rows)))


def _notes() -> Worksheet:
    rows = tuple((f"Note {number}", text) for number, text in enumerate(_NOTES, 1))
    lines = (Line("This worksheet contains one table. The notes are about all worksheets."),)
    return Worksheet("Notes", "Notes", lines, Table("notes", (Column("Note", 10), Column("What it says", 90)), rows))


def _columns(made: Sequence[_Made]) -> Worksheet:
    meanings = {(each.about.sheet, column.heading): column.meaning for each in made for column in each.about.columns}
    rows = tuple(
        (each.about.sheet, column.heading, meanings.get((each.about.sheet, column.heading), "The plan"))
        for each in made
        for column in each.table.columns
    )
    lines = (Line("This worksheet contains one table. Each row is a column of another worksheet."),)
    columns = (Column("Worksheet", 20), Column("Column", 30), Column("What it says", 80))
    return Worksheet("Columns", "What the columns say", lines, Table("columns", columns, rows))


def _worksheet(view: View, made: _Made) -> Worksheet:
    shorthand = f" In a cell without a value, {_blanks_text(made.blanks)}." if made.blanks else ""
    lines = (
        Line(f"This worksheet contains one table. Each row is {made.about.row}. As at {day_text(view.day)}."),
        Line(f"Notes 1 to {len(_NOTES)} are in the worksheet Notes.{shorthand}"),
    )
    return Worksheet(made.about.sheet, f"{made.about.sheet}: {_title(view)}", lines, made.table)


def _blanks_text(blanks: Iterable[str]) -> str:
    return in_words(f"{name} means that {_BLANKS[name]}" for name in blanks)


def _made(plans: Sequence[OfDay], about: SheetTable, blanks: dict[str, str]) -> _Made:
    """Return a table of some plans; a cell without a value has the text that ``blanks`` gives for its shorthand."""
    is_public = any(of.plan.left_out is not None for of in plans)
    columns = [each for each in about.columns if not (is_public and each.field in ALWAYS_INTERNAL)]
    several, used = len(plans) > 1, set[str]()
    rows = tuple(
        (*([of.plan.title] if several else []), *_cells(row, of, columns, blanks, used))
        for of in plans
        for row in about.rows(of)
    )
    headings = (*([Column("Plan", 30)] if several else []), *(Column(each.heading, each.width) for each in columns))
    return _Made(about, Table(about.name, headings, rows), tuple(name for name in blanks if name in used))


def _cells(
    row: Any, of: OfDay, columns: Iterable[SheetColumn], blanks: dict[str, str], used: set[str]
) -> Iterator[CellData]:
    """Yield the cells of a row, and add to ``used`` the shorthands of those without a value."""
    hidden = of.plan.left_out.fields if of.plan.left_out is not None else ()
    for column in columns:
        value = column.value(row, of)
        if value is None or value == "":
            shorthand = "[c]" if column.field in hidden else column.blank
            used.add(shorthand)
            value = blanks[shorthand]
        yield value
