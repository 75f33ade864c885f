"""The change that takes returns in: through the same steps as a round of updates, all of them or none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve

from actionplan.edit.append import prepare
from actionplan.edit.bulk.in_cells import in_cells
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.kinds import record_path
from actionplan.model.problem import Location, Problem
from actionplan.model.receipts import Queried
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
    receipts = [_with_queries(each, asked, notes) for each in returns if each.receipt is not None]
    changes = [new_receipt(edit.root, each) for each in receipts]
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


def _with_queries(one: Taken, asked: Iterable[Problem], notes: Mapping[str, str]) -> object:
    """Return the receipt of a return with what was asked about it. It is saved only once all of that is confirmed."""
    assert one.receipt is not None
    own = [found for found in asked if found.where.path == one.answers.path]
    queried = (
        Queried(cell=cell_of(found), question=found.message.removeprefix(f"{cell_of(found)}: "), note=note)
        for found in own
        for note in (notes.get(cell_of(found)),)
    )
    return evolve(one.receipt, queried=tuple(queried))


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
