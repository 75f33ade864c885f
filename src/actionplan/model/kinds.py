"""The kinds of record, and what follows from their classes: folders, histories, parts, and what an entry may change."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from attrs import evolve, fields_dict

from actionplan.model.bodies import Body, Meeting
from actionplan.model.dates import Term
from actionplan.model.entries import LEFT_IN_A_STUB, Approval, Entry
from actionplan.model.fields import names_of, older_keys, tables_of
from actionplan.model.measures import Benchmark, Measure, Reading, Target
from actionplan.model.policy import Policy, Rating
from actionplan.model.problem import KeyPath
from actionplan.model.publish import Publish
from actionplan.model.records import Action, Area, Inspection, Plan, Record
from actionplan.model.resolutions import Resolution
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk, RiskScale

PLAN_FILE: Final = "plan.toml"
"""The file that makes a folder a plan."""

EXPORT_LIST: Final = "export.json"
"""The file that makes a folder an export, whose folders of tables are called as those of a plan are."""


class Kind(NamedTuple):
    """One kind of record.

    Attributes:
        name: its name, such as ``risk``.
        record: its class.
        begins: fields with the days on which it begins, apart from that of its agreement. It is there once one of
            these days has come.
    """

    name: str
    record: type[Record]
    begins: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its files, which is also its field of `Plan`."""
        return f"{self.name}s"

    @property
    def entry(self) -> type[Entry]:
        """The class of its entries under ``[[status]]``."""
        record: Any = self.record
        entry: type[Entry] = tables_of(record)["status"]
        return entry


RECORD_KINDS: Final = (
    Kind("area", Area),
    Kind("action", Action),
    Kind("resolution", Resolution, begins=("on",)),
    Kind("measure", Measure),
    Kind("risk", Risk, begins=("raised",)),
    Kind("review", Review, begins=("announced", "held", "received", "published")),
)
"""The kinds of record."""

KIND_OF: Final[Mapping[type, Kind]] = {kind.record: kind for kind in RECORD_KINDS}
"""The kind of each class of records."""

RECORD_TYPES: Final[Mapping[str, type[Record]]] = {kind.name: kind.record for kind in RECORD_KINDS}
"""The class of each kind of record."""

ENTRY_TYPES: Final[Mapping[str, type[Entry]]] = {kind.name: kind.entry for kind in RECORD_KINDS}
"""The class of the entries under ``[[status]]`` in files of each kind."""

FOLDERS: Final[Mapping[str, str]] = {kind.name: kind.folder for kind in RECORD_KINDS}
"""The folder of each kind of record, which is also its field of `Plan`."""

KIND_IN: Final[Mapping[str, str]] = {folder: kind for kind, folder in FOLDERS.items()}
"""The kind of record that each folder has."""

KINDS: Final[Mapping[type, str]] = {kind.record: kind.name for kind in RECORD_KINDS}
"""The name of the kind of each class of records."""

OF_MEASURE: Final[Mapping[str, type[Entry | Target]]] = {
    "readings": Reading,
    "targets": Target,
    "benchmarks": Benchmark,
}
"""The class of the entries of each history that only measures have."""

TAILS: Final = ("status", *OF_MEASURE)
"""The histories at the end of a file, to which entries are only ever added: of the record, and a measure's readings,
targets and benchmarks.
"""

PUBLISHED: Final = ("readings", "benchmarks")
"""The histories of published values, whose entries have the keys of every entry."""

WHEN: Final[Mapping[str, str]] = {"status": "on", "readings": "period", "targets": "due", "benchmarks": "period"}
"""The key that says to which time an entry belongs, for each history."""


def tail_of(entry: Entry | Target) -> str:
    """Return the history to which an entry belongs."""
    return next((tail for tail, of in OF_MEASURE.items() if isinstance(entry, of)), "status")


FOR_READERS: Final = frozenset({"plain", "short", "ref"})
"""Fields of heads that help people to read the plan and promise nothing: an entry changes them without a reason."""


def left_in_a_stub(entry: Entry) -> frozenset[str]:
    """Return the fields of an entry that a redaction leaves, beside ``redacted``."""
    return LEFT_IN_A_STUB | {WHEN[tail_of(entry)]}


def parts_of_kind(record: Any) -> Mapping[str, Any]:
    """Return the class of the tables in each list of a record's class, such as ``milestones``; histories left out."""
    return {name: part for name, part in tables_of(record).items() if name not in TAILS}


PARTS: Final[Mapping[str, str]] = {
    name: f"{name}s"
    for kind in RECORD_KINDS
    for name in fields_dict(kind.entry)
    if f"{name}s" in parts_of_kind(kind.record)
}
"""The key by which an entry names the part of the record that it is about, and the record's list of such parts."""


_OF_FILES: tuple[Any, ...] = (*(kind.record for kind in RECORD_KINDS), *(kind.entry for kind in RECORD_KINDS))

OLDER_KEYS: Final[Mapping[str, str]] = {
    older: today for table in _OF_FILES for older, today in older_keys(table).items()
}
"""The name of today of each key that had another one, which older files have."""


def with_keys_of_today(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the table of a head or an entry with the names that its keys have today."""
    if OLDER_KEYS.keys().isdisjoint(table):
        return table
    return {OLDER_KEYS.get(key, key): value for key, value in table.items()}


_OF_ANY_ENTRY = fields_dict(Entry)

HEADS: Final[Mapping[type, tuple[str, ...]]] = {
    whole: tuple(name for name in entry if name not in _OF_ANY_ENTRY and name in fields)
    for kind in RECORD_KINDS
    for whole in (kind.record, *(part for name, part in parts_of_kind(kind.record).items() if name in PARTS.values()))
    for entry, fields in [(fields_dict(kind.entry), fields_dict(whole))]
}
"""The fields of a record, or of a part of one, that an entry may change: those that its entries have too."""


@cache
def naming(of: str) -> frozenset[str]:
    """Return the fields of records, their parts and entries that hold ids of one kind.

    Args:
        of: ``body``, ``finding``, or the name of a kind of record.
    """
    classes: list[Any] = [Approval, *(kind.entry for kind in RECORD_KINDS), *(kind.record for kind in RECORD_KINDS)]
    classes += [part for kind in RECORD_KINDS for part in parts_of_kind(kind.record).values()]
    return frozenset(name for each in classes for name, named in names_of(each).items() if named == of)


class PlanPart(NamedTuple):
    """A part of ``plan.toml``, or all of it.

    Attributes:
        name: what it is called in commands, such as ``body``.
        key: the key of its table or tables, such as ``bodies``; empty for the keys at the top of the file.
        record: the class of a table.
    """

    name: str
    key: str
    record: Any


PLAN_PARTS: Final = (
    PlanPart("plan", "", Plan),
    PlanPart("inspection", "inspection", Inspection),
    PlanPart("body", "bodies", Body),
    PlanPart("meeting", "meetings", Meeting),
    PlanPart("rating", "ratings", Rating),
    PlanPart("term", "terms", Term),
    PlanPart("policy", "policy", Policy),
    PlanPart("risk-scale", "risk_scale", RiskScale),
    PlanPart("publish", "publish", Publish),
)
"""What commands can change in ``plan.toml``, in the order of its keys."""

FROM_FOLDER: Final = frozenset({"root", "unread", "left_out", *FOLDERS.values()})
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


def record_at(path: str, root: str) -> tuple[str, str] | None:
    """Return the kind and id of the record whose file a path is, ``plan`` and no id for ``plan.toml``; None for others.

    Args:
        path: the path of the file.
        root: the plan's folder.
    """
    folder, name = os.path.split(os.path.relpath(os.path.abspath(path), os.path.abspath(root)))
    if (folder, name) == ("", PLAN_FILE):
        return "plan", ""
    return (KIND_IN[folder], name.removesuffix(".toml")) if folder in KIND_IN and name.endswith(".toml") else None


def path_of(plan: Plan, record: Record | Plan) -> str:
    """Return the path of the file that holds a record of a plan, or the plan's own."""
    if isinstance(record, Plan):
        return plan_path(plan.root)
    return record_path(plan.root, KINDS[type(record)], record.id)


def records_of(plan: Plan) -> tuple[Record, ...]:
    """Return every record of a plan that has a file of its own."""
    return tuple(record for folder in FOLDERS.values() for record in getattr(plan, folder))


def entries_of(record: Record) -> Iterator[tuple[KeyPath, Entry]]:
    """Yield every dated entry of a record with its place in the file: its history, and a measure's figures."""
    for tail in (*PUBLISHED, "status"):
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
