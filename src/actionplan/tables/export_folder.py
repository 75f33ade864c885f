"""The folder of an export: a place for each table of each plan, and the list of its files.

The list, `EXPORT_LIST`, is what makes a folder an export. It is written last, so whatever it says is there.
"""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import asdict, frozen

from actionplan.model.ids import Id, fault_in_id
from actionplan.model.kinds import EXPORT_LIST
from actionplan.model.refused import Refused
from actionplan.storage.toml import without_waiting
from actionplan.storage.whole_file import write_whole

PART_FILE: Final = "part-0.parquet"
"""The only file of a table of a plan."""

_MADE_BY: Final = "actionplan export parquet"
_TABLE_NAME = re.compile("[a-z_]+")


@frozen(kw_only=True)
class ExportedPlan:
    """A plan in an export.

    Attributes:
        folder: the plan's folder, from the export's.
        digest: what its files were, as `plan_digest` gives it.
        stamp: the same as `plan_stamp` gives it.
        unread: the files that could not be read, and so are missing.
        files: the size of each of its tables in bytes; a table without a row has no file.
    """

    folder: str
    digest: str
    stamp: str
    unread: tuple[str, ...]
    files: Mapping[str, int]


@frozen(kw_only=True)
class Export:
    """What an export holds.

    Attributes:
        shape: the shape of its tables.
        is_finished: whether all was put in place; False while it is being written, and if that was interrupted.
        plans: its plans, by id.
        unread: files that could not be read and belong to none of them.
    """

    shape: str
    is_finished: bool = True
    plans: Mapping[Id, ExportedPlan]
    unread: tuple[str, ...] = ()


def part_path(folder: str, table: str, plan: str) -> str:
    """Return the path of one table of one plan, in the way in which Hive divides tables."""
    return os.path.join(folder, table, f"plan={plan}", PART_FILE)


def read_list(folder: str) -> Export | None:
    """Read what an export holds; None where there is no export.

    Raises:
        Refused: the list cannot be read, or is not what this program writes.
    """
    path = os.path.join(folder, EXPORT_LIST)
    try:
        with open(path, encoding="utf-8", opener=without_waiting) as file:
            return _export(json.load(file))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refused(f"{path} is not a list that actionplan wrote: remove the folder, and export again") from error


def _export(found: dict[str, Any]) -> Export:
    if found["made_by"] != _MADE_BY:
        raise ValueError(found["made_by"])
    plans = {Id(name): _exported_plan(plan) for name, plan in found["plans"].items() if not fault_in_id(name)}
    return Export(
        shape=str(found["shape"]),
        is_finished=found["is_finished"] is True,
        plans=plans,
        unread=tuple(map(str, found["unread"])),
    )


def _exported_plan(found: dict[str, Any]) -> ExportedPlan:
    return ExportedPlan(
        folder=str(found["folder"]),
        digest=str(found["digest"]),
        stamp=str(found["stamp"]),
        unread=tuple(map(str, found["unread"])),
        files={name: int(size) for name, size in found["files"].items() if _TABLE_NAME.fullmatch(name)},
    )


def write_list(folder: str, export: Export) -> None:
    """Write what an export holds, in one step."""
    data = json.dumps({"made_by": _MADE_BY, **asdict(export)}, indent=1)
    write_whole(os.path.join(folder, EXPORT_LIST), data.encode())


def is_whole(folder: str, name: Id, plan: ExportedPlan) -> bool:
    """Return whether every file of a plan is there in its full size."""
    return all(_size(part_path(folder, table, name)) == size for table, size in plan.files.items())


def _size(path: str) -> int | None:
    """Return the size of an ordinary file; None for anything else, a link among them."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def refuse_oddities(folder: str) -> None:
    """Refuse a folder in which links lead elsewhere, or whose own path would be taken for a part of its tables.

    Raises:
        Refused: it is such a folder.
    """
    if "=" in os.path.abspath(folder):
        raise Refused(f'the path of {folder} has "=" in it, which tables use for their parts: choose another folder')
    for path in _links(folder):
        raise Refused(f"{path} is a link, and an export has none: remove it, or choose another folder")


def _links(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as tables:
            for table in tables:
                if table.is_symlink():
                    yield table.path
                elif table.is_dir():
                    with os.scandir(table.path) as parts:
                        yield from (part.path for part in parts if part.is_symlink())
    except OSError:
        return
