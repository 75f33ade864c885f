"""Many updates in one file, as a body sends them every month: TOML, or CSV from a spreadsheet.

As TOML, a list of ``[[update]]`` tables with the keys of an entry and ``action``; as CSV, see ``csv_rounds``.
"""

import os
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.edit.bulk.csv_rounds import EXCEL_MENU, from_csv
from actionplan.edit.bulk.updates import Round, RoundUpdate, entry_of
from actionplan.edit.input import bodies_by_id
from actionplan.model.ids import Id
from actionplan.model.problem import Location, problem
from actionplan.model.records import Plan
from actionplan.storage.positions import locate
from actionplan.storage.structuring import structure
from actionplan.storage.toml import Unreadable, read_bytes, read_document

_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")
_WORKBOOK_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""The first bytes of workbooks, new and old."""

_REDACT = "use: actionplan redact ACTION:ENTRY"


@frozen(kw_only=True)
class _Round:
    update: tuple[RoundUpdate, ...]


def read_round(path: str, plan: Plan, *, on: date, by: Id | None) -> Round:
    """Read a file of updates.

    Args:
        path: a ``.toml`` or ``.csv`` file.
        plan: the plan, for its actions, bodies, terms and ratings.
        on: the day of updates that have none.
        by: the body of updates that have none; None to leave them without.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    _refuse_workbook(path)
    if path.lower().endswith(".csv"):
        return from_csv(path, plan, on, by)
    document = read_document(path)
    made, problems = structure(_with_ids_of_bodies(document.table, plan), _Round, path, plan.calendar)
    updates = made.update if made is not None else ()
    stubs = [
        problem("E115", "an update cannot be a redaction", place, fix=_REDACT)
        for index, update in enumerate(updates)
        if update.redacted is not None
        for place in (Location(path=path, keys=("update", index, "redacted"), on_key=True),)
    ]
    return Round(
        entries=tuple((update.action, entry_of(update, on, by)) for update in updates),
        places=tuple(Location(path=path, keys=("update", index)) for index in range(len(updates))),
        problems=locate((*problems, *stubs), {path: document.text}),
    )


def _refuse_workbook(path: str) -> None:
    """Refuse a workbook, by its name or by its first bytes."""
    is_workbook = path.lower().endswith(_WORKBOOKS) and os.path.isfile(path)
    if is_workbook or read_bytes(path).startswith(_WORKBOOK_BEGINNINGS):
        fix = f"save it as CSV UTF-8 ({EXCEL_MENU})"
        expected = "a file of text: .csv or .toml"
        raise Unreadable(problem("E002", "this is a workbook", Location(path=path), expected=expected, fix=fix))


def _with_ids_of_bodies(table: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """Return the table of a file with the ids of bodies; values of the wrong type are left for `structure`."""
    updates = table.get("update")
    if not isinstance(updates, list):
        return table
    return {**table, "update": [bodies_by_id(each, plan) if isinstance(each, dict) else each for each in updates]}
