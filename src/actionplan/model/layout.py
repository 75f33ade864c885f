"""What a plan's folder is made of: the names of its file and folders."""

import os
from collections.abc import Mapping
from typing import Final

from actionplan.model.records import Action, Area, Plan, Record, Resolution

PLAN_FILE: Final = "plan.toml"
"""The file that makes a folder a plan."""

FOLDERS: Final[Mapping[str, str]] = {"area": "areas", "action": "actions", "resolution": "resolutions"}
"""The folder of each kind of record."""

HISTORY_FOLDERS: Final = tuple(dict.fromkeys((*FOLDERS.values(), "measures")))
"""The folders whose files have a history that only grows. Measures have one before anything else reads them."""

TAILS: Final = ("status", "readings", "targets")
"""The lists at the end of a file that only ever grow: its history, and what was measured and aimed at."""

KINDS: Final[Mapping[type, str]] = {Area: "area", Action: "action", Resolution: "resolution"}
"""The kind of each record."""

WHEN: Final[Mapping[str, str]] = {"status": "on", "readings": "period", "targets": "due"}
"""The key that says to which time an entry belongs, for each tail."""

FROM_FOLDER: Final = frozenset({"root", "areas", "actions", "resolutions", "unread"})
"""Fields of `Plan` that come from the folder, not from ``plan.toml``."""


def plan_path(root: str) -> str:
    """Give the path of a plan's ``plan.toml``."""
    return os.path.join(root, PLAN_FILE)


def record_path(root: str, kind: str, identifier: str) -> str:
    """Give the path of a record's file.

    Args:
        root: the plan's folder.
        kind: ``area``, ``action`` or ``resolution``.
        identifier: the record's id.
    """
    return os.path.join(root, FOLDERS[kind], f"{identifier}.toml")


def path_of(plan: Plan, record: Record | Plan) -> str:
    """Give the path of the file that holds a record of a plan, or the plan's own."""
    if isinstance(record, Plan):
        return plan_path(plan.root)
    return record_path(plan.root, KINDS[type(record)], record.id)


def records_of(plan: Plan) -> tuple[Record, ...]:
    """Give every record of a plan that has a file of its own."""
    return (*plan.areas, *plan.actions, *plan.resolutions)
