"""The two tables of a return, column by column: writing a workbook and reading it back both follow from these."""

from collections.abc import Mapping
from typing import Final, Literal

from attrs import frozen

from actionplan.model.vocabulary import ActionState

RowKind = Literal["action", "measure"]


@frozen
class Column:
    """A column of a return.

    Attributes:
        key: its name in the program.
        heading: its heading, unlike any other of its table.
        width: its width in characters.
        asked: what the owner is asked to write, which shows when a cell is chosen; empty for a column that is not to
            be filled in.
    """

    key: str
    heading: str
    width: int
    asked: str = ""


ACTIONS: Final = (
    Column("ref", "Ref", 7),
    Column("title", "Action", 19),
    Column("now", "On record", 26),
    Column("due", "Due date", 14),
    Column(
        "state",
        "State",
        12,
        "Choose the state that the action is in. Complete: say where the evidence is. Suspended: give the reason.",
    ),
    Column("progress", "% done", 7, "A whole number from 0 to 100, without a sign."),
    Column("rating", "Rating", 10, "How confident you are. The first sheet says what each rating means."),
    Column(
        "note",
        "What was done",
        25,
        "In a sentence or two: what was done since the last report, and what comes next. Name no child, parent or "
        "junior member of staff.",
    ),
    Column(
        "evidence",
        "Evidence",
        12,
        "What shows that it is true: a web address that begins with https:// for each document.",
    ),
    Column("new_due", "New date wanted", 11, "Only if the due date cannot be kept: the day that you ask for instead."),
    Column("reason", "Reason", 13, "Why a new date is wanted, or why the action is suspended."),
)

MEASURES: Final = (
    Column("ref", "Ref", 13),
    Column("title", "Measure", 28),
    Column("now", "On record", 28),
    Column("target", "Target", 15),
    Column("value", "New figure", 9, "The figure as a number, in the unit of the measure."),
    Column(
        "period", "For which time", 15, "The time that the figure is about, such as Sep 2026 or July to September 2026."
    ),
    Column("note", "Note", 28, "Anything that readers of the figure should know."),
    Column("source", "Source", 18, "The web address where it is published, if it is."),
)

TABLES: Final[Mapping[RowKind, tuple[Column, ...]]] = {"action": ACTIONS, "measure": MEASURES}
"""The columns of the table of each kind of row."""

SHEETS: Final[Mapping[RowKind, str]] = {"action": "Actions", "measure": "Measures"}
"""The names of the sheets."""

STATES: Final[tuple[ActionState, ...]] = ("not-started", "in-progress", "suspended", "complete")
"""The states that an owner can report; another body verifies, and to cancel is a decision."""

RETURN_WORD: Final = "return"
"""The word before the name of a return, by which the title of a sheet says to which return it belongs."""

SENT_SHEET: Final = "Sent"
"""The hidden sheet that says what the plan had when the return was made."""

SENT_MARK: Final = "actionplan return"
"""What the first cell of the hidden sheet says, and the custom property that has the return's name."""

PRINTS_PROPERTY: Final = "actionplan rows"
"""With a number after it: the custom properties with the fingerprints of rows."""

TRUE_ON: Final = "What you write is true as at"
"""What the first sheet says before the cell for the day of the answers."""


def to_fill(kind: RowKind) -> tuple[Column, ...]:
    """Return the columns that an owner fills in."""
    return tuple(column for column in TABLES[kind] if column.asked)


def on_record(kind: RowKind) -> tuple[Column, ...]:
    """Return the columns that say what the plan has."""
    return tuple(column for column in TABLES[kind] if not column.asked)
