"""Digests of a plan's files, which show whether they changed without parsing them."""

import hashlib
import os
from collections.abc import Iterator

from actionplan.model.kinds import FOLDERS, plan_path
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.plan_folder import list_records, strays
from actionplan.storage.toml import Unreadable


def plan_digest(root: str, files: Files = DISK) -> str:
    """Return a text that changes if a name or a byte of a plan's files changes.

    A file that cannot be read, or has no valid name, is represented by its problem.

    Args:
        root: the plan's folder.
        files: the file system that has it.
    """
    whole = hashlib.blake2b(digest_size=16)
    for path in _paths(root, files):
        try:
            data = files.read(path, inside=root)
        except Unreadable as error:
            data = f"{error.problem.code} {error.problem.message}".encode()
        whole.update(f"{os.path.relpath(path, root)}\0{len(data)}\0".encode())
        whole.update(data)
    try:
        for problem in strays(root, files):
            whole.update(f"{problem.code} {os.path.relpath(problem.where.path, root)}\0".encode())
    except OSError as error:  # reading the plan reports it
        whole.update(f"{error.errno}\0".encode())
    return whole.hexdigest()


def _paths(root: str, files: Files) -> Iterator[str]:
    """Yield the paths of a plan's files and of the problems in its folders, in a fixed order."""
    yield plan_path(root)
    for folder in FOLDERS.values():
        listing = list_records(root, folder, files)
        yield from (file.path for file in (*listing.files, *listing.copies))
        yield from (problem.where.path for problem in listing.problems)


def plan_stamp(root: str) -> str:
    """Return a text that most likely changes if a plan's files do: their number, sizes and times.

    Args:
        root: the plan's folder, on the disk.
    """
    number, size, latest = 0, 0, 0
    for folder in (root, *(os.path.join(root, name) for name in FOLDERS.values())):
        try:
            with os.scandir(folder) as inside:
                for entry in inside:
                    if entry.name.endswith(".toml"):
                        found = entry.stat()
                        number, size, latest = number + 1, size + found.st_size, max(latest, found.st_mtime_ns)
        except OSError:
            continue
    return f"{number}-{size}-{latest}"
