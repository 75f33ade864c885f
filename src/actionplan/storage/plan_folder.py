"""List a plan's folder: the files of records, and files that are not read."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from attrs import frozen

from actionplan.model.ids import fault_in_id, id_expected, natural_order
from actionplan.model.kinds import FOLDERS, PLAN_FILE, plan_path
from actionplan.model.outlines import OUTLINES
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.receipts import RECEIPTS
from actionplan.model.suggest import did_you_mean
from actionplan.storage.filesystem import DISK, Files, LinkNotFollowed
from actionplan.storage.leftovers import is_left_behind, leftover, original_of

_IGNORED_NAMES = re.compile(r"\.(?!\w.*\.toml$).*|\._.*|.*~|~\$.*|desktop\.ini|Thumbs\.db", re.IGNORECASE)
"""Files that editors, spreadsheets and operating systems leave in folders. A hidden record is none of them."""


class RecordFile(NamedTuple):
    """The file of a record: its path, and the id that is its name."""

    path: str
    id: str


@frozen(kw_only=True)
class Listing:
    """The contents of a folder of records.

    Attributes:
        files: the records' files, in natural order of their ids.
        problems: problems of the folder or of names in it.
        copies: files whose names are no ids but seem to be of copies, with the ids of the records.
        is_unreadable: whether the folder could not be listed.
    """

    files: list[RecordFile]
    problems: list[Problem]
    copies: tuple[RecordFile, ...] = ()
    is_unreadable: bool = False


def list_records(root: str, folder: str, files: Files = DISK) -> Listing:
    """List one folder of records; a missing folder has none.

    Args:
        root: the plan's folder.
        folder: the folder's name.
        files: the file system that has them.
    """
    path = os.path.join(root, folder)
    if not files.exists(path):
        return Listing(files=[], problems=[])
    if (target := files.leads_out(path, root)) is not None:
        fix = "put the folder itself into the plan's"
        found = problem("E005", f"this link leads out of the plan, to {target}", Location(path=path), fix=fix)
        return Listing(files=[], problems=[found], is_unreadable=True)
    try:
        names = sorted(files.names(path), key=lambda name: (natural_order(name.removesuffix(".toml")), name))
    except OSError as error:
        return Listing(files=[], problems=[cannot_list(path, error)], is_unreadable=True)
    names = [name for name in names if not _IGNORED_NAMES.fullmatch(name)]
    records = {name.removesuffix(".toml"): os.path.join(path, name) for name in names if name.endswith(".toml")}
    odd = [name for name in names if not name.endswith(".toml") or fault_in_id(name.removesuffix(".toml"))]
    problems: list[Problem] = []
    copies: list[RecordFile] = []
    for name in odd:
        whole, original = os.path.join(path, name), original_of(name, records)
        if original is None or files.is_folder(whole):
            problems.extend(_name_problems(whole, files))
            continue
        records.pop(name.removesuffix(".toml"), None)
        if is_left_behind(name) or not name.endswith(".toml"):
            problems.append(leftover(whole, original))
        else:
            copies.append(RecordFile(whole, original))
    listed = [RecordFile(whole, name) for name, whole in records.items()]
    return Listing(files=listed, problems=problems, copies=tuple(copies))


def record_ids(root: str, kind: str, files: Files = DISK) -> list[str]:
    """Return the ids of a plan's records of one kind in natural order, from the file names alone."""
    return [file.id for file in list_records(root, FOLDERS[kind], files).files]


def plan_files(root: str, files: Files = DISK) -> Iterator[str]:
    """Yield the files that are read of a plan: ``plan.toml``, and the file of each record.

    Args:
        root: the plan's folder.
        files: the file system that has them.
    """
    if files.exists(plan_path(root)):
        yield plan_path(root)
    yield from (file.path for folder in FOLDERS.values() for file in list_records(root, folder, files).files)


def has_record(root: str, kind: str, identifier: str, files: Files = DISK) -> bool:
    """Return whether a plan has a file for a record of exactly this id, in the same case."""
    folder = os.path.join(root, FOLDERS[kind])
    name = f"{identifier}.toml"
    if not files.exists(folder) or files.leads_out(folder, root) is not None or _IGNORED_NAMES.fullmatch(name):
        return False
    try:
        return name in files.names(folder)
    except OSError:
        return False


def record_id(path: str) -> str:
    """Return the id in a file's name: all before ``.toml``."""
    name = os.path.basename(path)
    return name[: name.lower().find(".toml")]


def strays(root: str, files: Files = DISK) -> Iterator[Problem]:
    """Yield a problem for each TOML file that is not read; those in a folder with a mistyped name are missing data."""
    known = {PLAN_FILE, OUTLINES, RECEIPTS, *FOLDERS.values()}
    for name in sorted(files.names(root)):
        path = os.path.join(root, name)
        if name in known or _IGNORED_NAMES.fullmatch(name):
            continue
        if name.endswith(".toml") or (files.is_folder(path) and _holds_toml(path, files)):
            is_folder = files.is_folder(path)
            if is_folder and files.exists(plan_path(path)):
                fix = "move it out of the folder of this plan, such as beside it"
                yield problem("W001", "a plan inside the folder of another is not read", Location(path=path), fix=fix)
                continue
            if not is_folder and original_of(name, ("plan",)):
                yield leftover(path, "plan")
                continue
            meant = did_you_mean(name, FOLDERS.values()) if is_folder else ""
            fix = meant or f"records belong in one of the folders {', '.join(FOLDERS.values())}; outlines in {OUTLINES}"
            if beside := original_of(
                name, [each for each in FOLDERS.values() if files.exists(os.path.join(root, each))]
            ):
                meant = fix = f"move what you need of it into the folder {beside}, then delete it"
            message = f"nothing reads this {'folder' if is_folder else 'file'}"
            yield problem("E009" if meant else "W001", message, Location(path=path), fix=fix)


def name_problem(path: str, fault: str) -> Problem:
    """Return the problem of a record's file whose name is not a valid id."""
    message = f"the file's name gives no id: {fault}"
    expected = id_expected(record_id(path))
    return problem("E106", message, Location(path=path), expected=expected, fix="rename the file")


def _name_problems(path: str, files: Files) -> Iterator[Problem]:
    name, where = os.path.basename(path), Location(path=path)
    if name.endswith(".toml"):
        if fault := fault_in_id(name.removesuffix(".toml")):
            yield name_problem(path, fault)
    elif files.is_folder(path):
        code, fix = "E009" if _holds_toml(path, files) else "W001", "record files must not be in sub-folders"
        yield problem(code, "a folder is not read here", where, fix=fix)
    elif ".toml" in name.lower():
        fix = f'rename it to "{record_id(path)}.toml"'
        yield problem("E009", "the name of a record's file must end in .toml, in small letters", where, fix=fix)
    else:
        may_be_record = os.path.splitext(name)[1].lower() in ("", ".txt")
        fix = "rename it so that it ends in .toml, or " if may_be_record else ""
        fix += "move it out of this folder"
        yield problem("W001", "a file whose name does not end in .toml is not read here", where, fix=fix)


def _holds_toml(folder: str, files: Files) -> bool:
    try:
        return any(name.endswith(".toml") for name in files.names(folder))
    except OSError:
        return False


def cannot_list(path: str, error: OSError) -> Problem:
    """Return the problem of a folder that cannot be listed."""
    where = Location(path=path)
    if isinstance(error, NotADirectoryError):
        return problem("E004", "this is a file", where, expected="a folder of records")
    if isinstance(error, PermissionError):
        return problem("E004", "you may not read this folder", where, fix="ask its owner to let you")
    if isinstance(error, LinkNotFollowed):
        return problem("E005", str(error.strerror), where, fix="put the folder in its place")
    if os.path.islink(path):
        is_lost = isinstance(error, FileNotFoundError)
        message = f"this link leads nowhere: {os.readlink(path)}" if is_lost else "this link leads round in a circle"
        return problem("E005", message, where, fix="remove the link, or put the folder in its place")
    return problem("E004", error.strerror or str(error), where)
