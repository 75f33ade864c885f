"""Whether the files that a plan names as evidence are there."""

import os
from collections.abc import Iterable
from typing import Any

from actionplan.storage.toml import is_inside


def files_missing(root: str, entries: Iterable[Any]) -> frozenset[str]:
    """Return the paths that entries name as evidence and where there is no file in the plan's folder.

    Args:
        root: the plan's folder.
        entries: the entries; those that cannot have evidence, such as targets, are left out.
    """
    paths = {evidence.path for entry in entries for evidence in getattr(entry, "evidence", ())}
    return frozenset(path for path in paths if path is not None and not is_there(root, path))


def is_there(root: str, path: str) -> bool:
    """Return whether a file or folder is there, inside the plan's folder.

    Args:
        root: the plan's folder.
        path: the path in it.
    """
    try:
        real = os.path.realpath(os.path.join(root, path))
        return os.path.exists(real) and is_inside(real, root)
    except (OSError, ValueError):  # a name that no file can have
        return False
