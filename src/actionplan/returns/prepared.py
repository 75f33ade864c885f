"""The change that takes returns in: through the same steps as a round of updates, all of them or none."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import tomli
from attrs import evolve

from actionplan.edit.append import prepare
from actionplan.edit.bulk.in_cells import in_cells
from actionplan.edit.plan_edit import PlanEdit
from actionplan.git.repository import commit_at
from actionplan.model.ids import Id
from actionplan.model.kinds import record_path
from actionplan.model.problem import Location, Problem
from actionplan.model.receipts import Queried, ReturnReceived
from actionplan.returns.answers import Filled
from actionplan.returns.cells import where
from actionplan.returns.received import Taken
from actionplan.storage.positions import locate
from actionplan.storage.receipts import new_receipt
from actionplan.storage.save import Prepared

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "new_due": ("due", "request_due", "requested_of"),
    "source": ("source", "evidence"),
}
"""The fields of an entry that a column states, where they have another name."""


def prepare_returns(
    edit: PlanEdit, returns: Sequence[Taken], today: date, notes: Mapping[str, str], *, is_saved: bool = False
) -> Prepared:
    """Return the change that takes in returns, with what the rules find at the cells that bring it.

    Args:
        edit: the plan.
        returns: the returns, from `taken`.
        today: today's date.
        notes: answers to what is asked, by cell; what has one is not asked again.
        is_saved: whether the change will be saved, so that warnings advise on what is in the file by then.

    Raises:
        ProblemsFound: a file of the plan cannot be read.
    """
    additions = [addition for each in returns for addition in each.additions]
    prepared = prepare(edit, additions, today, whole_plan=True, once=True)
    _, old = edit.complete
    new = [found for found in prepared.problems if found not in old]
    is_written = is_saved and all(found.severity == "warning" for found in prepared.problems)
    problems = [
        *(found for each in returns for found in each.problems),
        *(_at_cell(found, edit, returns, is_written=is_written) for found in new),
    ]
    asked = [
        *(found for each in returns for found in each.queries),
        *(_at_cell(found, edit, returns) for found in prepared.to_confirm),
    ]
    made = {change.path: _ids(block) for change, block in zip(prepared.changes, prepared.blocks, strict=True)}
    commit = commit_at(edit.root)
    kept = [evolve(_with_entries(each.receipt, edit, made), commit=commit) for each in returns if each.receipt]
    receipts = [_with_queries(each, asked, notes) for each in kept]
    changes = [
        change for each in receipts for change in [new_receipt(edit.root, each)] if not os.path.exists(change.path)
    ]
    return evolve(
        prepared,
        changes=(*prepared.changes, *changes),
        blocks=(*prepared.blocks, *((change.after or b"").decode() for change in changes)),
        problems=locate(problems),
        to_confirm=locate(found for found in asked if cell_of(found) not in notes),
    )


def cell_of(found: Problem) -> str:
    """Return the cell that the message of a problem names, such as ``Actions!F12``; empty if it names none."""
    name, colon, _ = found.message.partition(": ")
    return name if colon and "!" in name else ""


def _ids(block: str) -> tuple[Id, ...]:
    """Return the ids of the entries in a text that is added to a file."""
    return tuple(Id(entry["id"]) for entries in tomli.loads(block).values() for entry in entries)


def _with_entries(receipt: ReturnReceived, edit: PlanEdit, made: Mapping[str, tuple[Id, ...]]) -> ReturnReceived:
    """Return a receipt with the ids of the entries that were made of each row."""
    rows = (evolve(row, entries=made.get(record_path(edit.root, row.kind, row.id), ())) for row in receipt.rows)
    return evolve(receipt, rows=tuple(rows))


def _with_queries(receipt: ReturnReceived, asked: Iterable[Problem], notes: Mapping[str, str]) -> ReturnReceived:
    """Return a receipt with what was asked about the return. It is saved only once all of that is confirmed."""
    queried = (
        Queried(cell=cell, question=found.message.removeprefix(f"{cell}: "), note=notes.get(cell))
        for found in asked
        for cell in (cell_of(found),)
        if os.path.basename(found.where.path) == receipt.file
    )
    return evolve(receipt, queried=tuple(queried))


def _at_cell(found: Problem, edit: PlanEdit, returns: Sequence[Taken], *, is_written: bool = False) -> Problem:
    """Return a problem of an entry at the cell that brings it, with that cell's name in its message."""
    for one, key, cells in _rows(returns):
        if record_path(edit.root, *key) == found.where.path:
            places = dict(_places(one, cells))
            first = next(iter(cells.values()))
            placed = in_cells(found, where(one.answers.path, first), places, is_written=is_written)
            name = next((each.place for each in cells.values() if where(one.answers.path, each) == placed.where), "")
            return evolve(placed, message=f"{name or first.place}: {placed.message}")
    return found


def _rows(returns: Sequence[Taken]) -> Iterator[tuple[Taken, tuple[str, str], Mapping[str, Filled]]]:
    for one in returns:
        for key, cells in one.cells.items():
            if cells:
                yield one, key, cells


def _places(one: Taken, cells: Mapping[str, Filled]) -> Iterator[tuple[str, Location]]:
    """Yield the place of each field of an entry that a cell states."""
    for key, filled in cells.items():
        for field in _FIELDS.get(key, (key,)):
            yield field, where(one.answers.path, filled)
