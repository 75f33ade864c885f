"""Undo a split or a join: its entries and the files of the new actions go together."""

from collections.abc import Callable
from typing import NamedTuple

from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.ids import Id
from actionplan.model.kinds import record_path
from actionplan.model.records import Action
from actionplan.storage.save import FileEdit, SaveError


class SplitUndone(NamedTuple):
    """What goes with the last entry of an action that was split or joined.

    Attributes:
        originals: ids of the other actions whose last entry goes too.
        removed: the files of the actions in their place.
    """

    originals: tuple[Id, ...]
    removed: tuple[FileEdit, ...]


def split_undone(edit: PlanEdit, identifier: str, committed: Callable[[str], bytes | None]) -> SplitUndone:
    """Return what goes with the last entry of an action; nothing if that did not split or join it.

    Args:
        edit: the plan.
        identifier: the action's id.
        committed: returns a file's bytes in the last commit, by its path; None if it has none.

    Raises:
        ProblemsFound: a file cannot be read.
        SaveError: an action in its place is committed or has entries, or another original has a later entry.
    """
    action, _ = edit.record("action", identifier).readable()
    parts = action.status[-1].replaced_by if isinstance(action, Action) and action.status else None
    there = {name for kind, name in edit.ids() if kind == "action"}
    originals: dict[Id, None] = {}
    removed = []
    for part in parts or ():
        if part not in there:
            continue
        record, document = edit.record("action", part).readable()
        assert isinstance(record, Action)
        path = record_path(edit.root, "action", part)
        if committed(path) is not None:
            raise SaveError(
                f"{part} is committed in git, so {identifier} stays split or joined: record what is decided now"
            )
        if record.status:
            raise SaveError(f"{part} has entries of its own: undo them first (actionplan undo {part})")
        removed.append(FileEdit(path=path, before=document.data, after=None))
        originals |= dict.fromkeys(name for name in record.replaces if name != identifier)
    for name in originals:
        other, _ = edit.record("action", name).readable()
        if not isinstance(other, Action) or not other.status or other.status[-1].replaced_by != parts:
            raise SaveError(f"{name} has a later entry: undo that first (actionplan undo {name})")
    return SplitUndone(tuple(originals), tuple(removed))
