"""What a plan's files are, as one short text: whether they changed is known without reading what they say."""

import hashlib
import os
from collections.abc import Iterator

from actionplan.model.kinds import FOLDERS, plan_path
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.plan_folder import list_records, strays
from actionplan.storage.toml import Unreadable


def plan_digest(root: str, files: Files = DISK) -> str:
    """Return a text that differs wherever a name or a byte of a plan's files does.

    Files that cannot be read, and names that no record can have, count with what is wrong with them.

    Args:
        root: the plan's folder.
        files: where it is.
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
    except OSError as error:  # reading it will say so
        whole.update(f"{error.errno}\0".encode())
    return whole.hexdigest()


def _paths(root: str, files: Files) -> Iterator[str]:
    """Yield the files that are read of a plan, and what is wrong in its folders, in the order in which they are."""
    yield plan_path(root)
    for folder in FOLDERS.values():
        listing = list_records(root, folder, files)
        yield from (file.path for file in listing.files)
        yield from (problem.where.path for problem in listing.problems)


def plan_stamp(root: str) -> str:
    """Return a text that differs if a plan's files probably do, by their number, sizes and times alone.

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
