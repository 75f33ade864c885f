"""What a plan's folder is made of: the names of its file and folders."""

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from actionplan.model.entries import (
    ACTION_HEAD,
    AREA_HEAD,
    CLAUSE_HEAD,
    LEFT_IN_A_STUB,
    MILESTONE_HEAD,
    RESOLUTION_HEAD,
    ActionEntry,
    AreaEntry,
    Entry,
    ResolutionEntry,
)
from actionplan.model.measures import MEASURE_HEAD, Measure, MeasureEntry, Reading, Target
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Area, Clause, Milestone, Plan, Record, Resolution
from actionplan.model.reviews import ASK_HEAD, REVIEW_HEAD, Ask, Review, ReviewEntry
from actionplan.model.risks import RISK_HEAD, Risk, RiskEntry

PLAN_FILE: Final = "plan.toml"
"""The file that makes a folder a plan."""

EXPORT_LIST: Final = "export.json"
"""The file that makes a folder an export, whose folders of tables are called as those of a plan are."""

RECORD_TYPES: Final[Mapping[str, type[Record]]] = {
    "area": Area,
    "action": Action,
    "resolution": Resolution,
    "measure": Measure,
    "risk": Risk,
    "review": Review,
}
"""The record of each kind."""

ENTRY_TYPES: Final[Mapping[str, type[Entry]]] = {
    "area": AreaEntry,
    "action": ActionEntry,
    "resolution": ResolutionEntry,
    "measure": MeasureEntry,
    "risk": RiskEntry,
    "review": ReviewEntry,
}
"""What stands under ``[[status]]`` in the files of each kind."""

FOLDERS: Final[Mapping[str, str]] = {kind: f"{kind}s" for kind in RECORD_TYPES}
"""The folder of each kind of record, which is also its field of `Plan`."""

KINDS: Final[Mapping[type, str]] = {record: kind for kind, record in RECORD_TYPES.items()}
"""The kind of each record."""

TAILS: Final = ("status", "readings", "targets")
"""The lists at the end of a file that only ever grow: its history, and what was measured and aimed at."""

WHEN: Final[Mapping[str, str]] = {"status": "on", "readings": "period", "targets": "due"}
"""The key that says to which time an entry belongs, for each tail."""


def tail_of(entry: Entry | Target) -> str:
    """Return the tail to which an entry belongs."""
    return "targets" if isinstance(entry, Target) else "readings" if isinstance(entry, Reading) else "status"


def left_in_a_stub(entry: Entry) -> frozenset[str]:
    """Return the fields of an entry that a redaction leaves, beside ``redacted``."""
    return LEFT_IN_A_STUB | {WHEN[tail_of(entry)]}


HEADS: Final[Mapping[type, tuple[str, ...]]] = {
    Action: ACTION_HEAD,
    Area: AREA_HEAD,
    Resolution: RESOLUTION_HEAD,
    Measure: MEASURE_HEAD,
    Risk: RISK_HEAD,
    Review: REVIEW_HEAD,
    Milestone: MILESTONE_HEAD,
    Clause: CLAUSE_HEAD,
    Ask: ASK_HEAD,
}
"""The fields of a record's head, or of a part of it, that an entry may change."""

PARTS: Final[Mapping[str, str]] = {"milestone": "milestones", "clause": "clauses", "ask": "asks"}
"""The key by which an entry names the part of the record that it is about, and the head's list of such parts."""

NAMING: Final[Mapping[str, tuple[str, ...]]] = {
    "area": ("areas", "area"),
    "action": ("after", "actions"),
    "resolution": ("resolution",),
    "measure": ("measures",),
}
"""The keys that name records, by the kind of those that they name."""

FROM_FOLDER: Final = frozenset({"root", "unread", *FOLDERS.values()})
"""Fields of `Plan` that come from the folder, not from ``plan.toml``."""


def plan_path(root: str) -> str:
    """Return the path of a plan's ``plan.toml``."""
    return os.path.join(root, PLAN_FILE)


def record_path(root: str, kind: str, identifier: str) -> str:
    """Return the path of a record's file.

    Args:
        root: the plan's folder.
        kind: one of `FOLDERS`.
        identifier: the record's id.
    """
    return os.path.join(root, FOLDERS[kind], f"{identifier}.toml")


def path_of(plan: Plan, record: Record | Plan) -> str:
    """Return the path of the file that holds a record of a plan, or the plan's own."""
    if isinstance(record, Plan):
        return plan_path(plan.root)
    return record_path(plan.root, KINDS[type(record)], record.id)


def records_of(plan: Plan) -> tuple[Record, ...]:
    """Return every record of a plan that has a file of its own."""
    return tuple(record for folder in FOLDERS.values() for record in getattr(plan, folder))


def entries_of(record: Record) -> Iterator[tuple[KeyPath, Entry]]:
    """Yield every dated entry of a record with its place in the file: its history, and a measure's readings."""
    for tail in ("readings", "status"):
        for index, entry in enumerate(getattr(record, tail, ())):
            yield (tail, index), entry


def dated_of(record: Record) -> Iterator[tuple[KeyPath, Entry | Target]]:
    """Yield everything that is only ever added to a record, with its place: its entries, and a measure's targets."""
    yield from ((("targets", index), target) for index, target in enumerate(getattr(record, "targets", ())))
    yield from entries_of(record)


def with_records(plan: Plan, records: Mapping[str, tuple[Record, ...]]) -> Plan:
    """Return a plan with other records.

    Args:
        plan: the plan.
        records: the records by their folder; folders that are not named keep theirs.
    """
    fields: dict[str, Any] = dict(records)
    return evolve(plan, **fields)
