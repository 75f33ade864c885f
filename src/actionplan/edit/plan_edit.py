"""One plan while it is edited: each of its files is read once, and every step of the change works on the same bytes."""

from collections.abc import Container, Iterable
from functools import cached_property
from typing import NamedTuple

from actionplan.model.errors import UnknownName
from actionplan.model.ids import fault_in_id
from actionplan.model.kinds import FOLDERS, records_of
from actionplan.model.problem import Problem, ProblemsFound
from actionplan.model.records import Plan, Record
from actionplan.model.refused import Refused
from actionplan.model.text import some_of
from actionplan.storage.filesystem import ReadOnce
from actionplan.storage.load import load_one, load_plan, load_plan_file
from actionplan.storage.plan_folder import record_ids
from actionplan.storage.save import Prepared, SaveError
from actionplan.storage.toml import Document, document_of


class EditedRecord(NamedTuple):
    """One record's file as read.

    Attributes:
        plan: the plan with this record alone, or without any where the file cannot be read.
        problems: the problems met in reading it.
        document: the file; None where it cannot be read.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    document: Document | None

    def readable(self) -> tuple[Record, Document]:
        """Return the record and its file; raises ProblemsFound if the file cannot be read."""
        if self.document is None or self.plan.unread:
            raise ProblemsFound(self.problems)
        return records_of(self.plan)[0], self.document


class PlanEdit:
    """A plan as it was when an edit of it began.

    To edit the plan again, after somebody else saved a file, make another one.

    Attributes:
        root: the plan's folder.
        files: the plan's files, each read from the disk at most once.
    """

    def __init__(self, root: str) -> None:
        """Begin to edit the plan in a folder; nothing is read yet."""
        self.root = root
        self.files = ReadOnce()
        self._records: dict[tuple[str, str], EditedRecord] = {}

    @cached_property
    def plan(self) -> Plan:
        """The plan without its records, from ``plan.toml`` alone; raises ProblemsFound if that cannot be read."""
        return load_plan_file(self.root, self.files)

    @cached_property
    def complete(self) -> tuple[Plan, tuple[Problem, ...]]:
        """The plan with all records, and the problems met; raises ProblemsFound if ``plan.toml`` cannot be read."""
        plan, problems, _ = load_plan(self.root, self.files)
        if plan is None:
            raise ProblemsFound(problems)
        return plan, problems

    def record(self, kind: str, identifier: str) -> EditedRecord:
        """Return one record's file.

        Args:
            kind: one of `FOLDERS`.
            identifier: the record's id.

        Raises:
            ProblemsFound: ``plan.toml`` cannot be read.
            SaveError: the id is not a valid id.
            UnknownName: there is no such kind.
        """
        if kind not in FOLDERS:
            raise UnknownName("kind", kind, FOLDERS)
        key = kind, identifier
        if key not in self._records:
            if fault := fault_in_id(identifier):
                raise SaveError(fault)
            self._records[key] = EditedRecord(*load_one(self.root, kind, identifier, self.files))
        return self._records[key]

    def document(self, path: str) -> Document:
        """Return a file of the plan; raises Unreadable."""
        return document_of(path, self.files.read(path, inside=self.root))

    def ids(self) -> list[tuple[str, str]]:
        """Return the kind and id of every record, from the names of the files alone."""
        return [(kind, name) for kind in FOLDERS for name in record_ids(self.root, kind)]


def refuse_named(problems: Iterable[Problem]) -> None:
    """Refuse to remove what is still named.

    Args:
        problems: the problems, with places, that the plan would have without it.

    Raises:
        Refused: one of them is an error: something names it.
    """
    places = [f"{each.where.path}:{each.where.line}" for each in problems if each.severity == "error"]
    if places:
        raise Refused(f"nothing was written, since it is named in {some_of(places)}")


def whole_plan(edit: PlanEdit) -> Plan:
    """Return the plan with all records, none of which is missing.

    Raises:
        ProblemsFound: a file of the plan cannot be read.
    """
    plan, problems = edit.complete
    if plan.unread:
        paths = {file.path for file in plan.unread}
        raise ProblemsFound(tuple(found for found in problems if found.where.path in paths))
    return plan


def refuse_errors(prepared: Prepared, allowed: Container[str] = ()) -> None:
    """Raise ProblemsFound if a change would bring an error whose code is not in ``allowed``."""
    if any(problem.severity == "error" and problem.code not in allowed for problem in prepared.problems):
        raise ProblemsFound(prepared.problems)
