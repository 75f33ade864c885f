"""The worksheets of every entry in the plan's history, and of meetings."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from actionplan.model.as_known import agreed_day, is_there
from actionplan.model.bodies import Meeting, was_held
from actionplan.model.entries import Entry
from actionplan.model.kinds import HEADS, KINDS, records_of
from actionplan.model.records import Record
from actionplan.model.text import capitalised, date_text
from actionplan.report.history import corrected_ids, head_facts
from actionplan.report.workbook.columns import OfDay, SheetTable, rating_label, shown, worked_out
from actionplan.sheets.workbook import CellData
from actionplan.summary.timeline import listed_up_to, part_named


class _Row(NamedTuple):
    """An entry, its record, and whether a later entry corrects it."""

    record: Record
    entry: Any
    is_corrected: bool


def _entries(of: OfDay) -> Iterator[_Row]:
    for record in records_of(of.plan):
        if not is_there(of.plan, record, of.day):
            continue
        entries = [placed.entry for placed in listed_up_to(record.status, of.day, agreed_day(of.plan, record))]
        corrected = corrected_ids(entries)
        yield from (_Row(record, entry, entry.id is not None and entry.id in corrected) for entry in entries)


def _kind(row: _Row, _: OfDay) -> CellData:
    return capitalised(KINDS[type(row.record)])


def _state(row: _Row, _: OfDay) -> CellData | None:
    state = getattr(row.entry, "state", None)
    return capitalised(str(state).replace("-", " ")) if state is not None else None


def _rating(row: _Row, of: OfDay) -> CellData | None:
    return rating_label(getattr(row.entry, "rating", None), of)


_APART: Final = frozenset({"progress", "rating", "state"})


def _changes(row: _Row, of: OfDay) -> CellData | None:
    names = (name for name in HEADS[type(row.record)] if name not in _APART and hasattr(row.entry, name))
    return "; ".join(map(capitalised, head_facts(row.entry, names, of.names))) or None


def _due(row: _Row, _: OfDay) -> CellData | None:
    due = getattr(row.entry, "due", None)
    return due.last if due is not None else None


def _due_in_words(row: _Row, _: OfDay) -> CellData | None:
    return date_text(getattr(row.entry, "due", None)) or None


def _evidence(row: _Row, _: OfDay) -> CellData | None:
    texts = (" ".join(filter(None, (each.title, each.link or each.path))) for each in row.entry.evidence)
    return "\n".join(texts) or None


def _standing(row: _Row, _: OfDay) -> CellData | None:
    if row.entry.redacted is not None:
        return "Redacted"
    return "Corrected by a later entry" if row.is_corrected else "A correction" if row.entry.corrects else None


HISTORY: Final = SheetTable(
    "History",
    "an entry in the history of a record",
    (
        *worked_out("Kind of record", "What the entry is about", _kind, 15),
        *worked_out("Record", "Its number or name in the plan", lambda row, _: str(row.record.id), 16),
        *worked_out("Part", "The milestone, clause or recommendation", lambda row, _: part_named(row.entry), 10, "[z]"),
        *shown(Entry, "on", "When", at="entry", in_words=True, meaning="When it was true"),
        *shown(Entry, "recorded", at="entry", blank="[z]", meaning="When it was written down, if not on that day"),
        *shown(Entry, "by", "Reported by", 24, at="entry", meaning="The body that says so"),
        *worked_out("State", "The state it came to be in", _state, 14),
        *worked_out("Per cent done", "As reported", lambda row, _: getattr(row.entry, "progress", None), 9),
        *worked_out("Rating", "As declared", _rating, 10),
        *worked_out("New due date", "The due date from then on; the last day that it can mean", _due, 13, "[z]", "due"),
        *worked_out(
            "New due date, in words", "The due date from then on; as exact as it is", _due_in_words, 17, "[z]", "due"
        ),
        *worked_out("What it changes", "Fields with their new values", _changes, 40, "[z]"),
        *shown(Entry, "note", width=60, at="entry", meaning="What there was to say"),
        *shown(Entry, "reason", width=40, at="entry", meaning="Why something agreed was changed"),
        *worked_out("Evidence", "What shows that it is true", _evidence, 40, of="evidence"),
        *worked_out("Corrected", "Whether it corrects, or was corrected or redacted", _standing, 16, "[z]"),
        *worked_out("Entry", "The name of the entry", lambda row, _: row.entry.id, 10, "[z]"),
        *shown(Entry, "corrects", width=10, at="entry", blank="[z]", meaning="The name of the entry that it corrects"),
    ),
    _entries,
)


def _held(row: Meeting, of: OfDay) -> CellData:
    if not was_held(row):
        return "Not held"
    return "To come" if row.on.last is None or row.on.last > of.day else "Held"


MEETINGS: Final = SheetTable(
    "Meetings",
    "a meeting",
    (
        *shown(Meeting, "body", "Who meets", 30, meaning="The body that meets"),
        *shown(Meeting, "on", "When", in_words=True, meaning="When it is"),
        *shown(Meeting, "title", width=40, blank="[z]"),
        *worked_out("Held", "Whether it took place", _held, 10),
        *shown(Meeting, "note", width=50, blank="[z]"),
    ),
    lambda of: of.plan.meetings,
)
