"""Find the record or entry that an id on the command line names."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import click
from attrs import frozen

from actionplan.input.text import one_line
from actionplan.input.unclear import Unclear
from actionplan.model.entries import Entry
from actionplan.model.kinds import FOLDERS, entries_of, left_in_a_stub, record_path, records_of
from actionplan.model.lookup import is_printed
from actionplan.model.problem import ProblemsFound
from actionplan.model.suggest import hint, listed
from actionplan.model.text import restoring
from actionplan.storage.discovery import NoPlan, find_plans
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.load import load_plan, load_plan_file
from actionplan.storage.plan_folder import has_record, record_ids

if TYPE_CHECKING:
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.git.snapshot import Committed
    from actionplan.model.records import Plan


@frozen(kw_only=True)
class RecordRef:
    """The place of a record.

    Attributes:
        root: its plan's folder.
        kind: one of `FOLDERS`.
        id: its id.
    """

    root: str
    kind: str
    id: str

    @property
    def path(self) -> str:
        """The path of its file."""
        return record_path(self.root, self.kind, self.id)

    @cached_property
    def edit(self) -> "PlanEdit":
        """An edit of the plan, in which each of its files is read once."""
        from actionplan.edit.plan_edit import PlanEdit

        return PlanEdit(self.root)


def plan_roots(plan_path: str | None) -> list[str]:
    """Return the plans that are found here, or the one that ``--plan`` names by folder or id.

    Raises:
        click.UsageError: ``--plan`` names no plan.
    """
    if plan_path is None:
        return find_plans()
    try:
        return find_plans([plan_path])
    except NoPlan:
        roots = [root for root in _plans_around() if _plan_id(root) == plan_path]
        if not roots:
            raise click.UsageError(f'there is no plan "{plan_path}": give the folder or the id of a plan') from None
        return roots


def _plans_around() -> list[str]:
    """Return the plans that are found here, or else those below the current folder."""
    for paths in ([], ["."]):
        try:
            return find_plans(paths)
        except NoPlan:
            continue
    return []


def one_root(plan_path: str | None) -> str:
    """Return the one plan of a command that works on one.

    Raises:
        click.UsageError: there are several.
    """
    roots = plan_roots(plan_path)
    if len(roots) > 1:
        raise click.UsageError(
            f"there are several plans: choose one with --plan, such as --plan {roots[0]}. They are {listed(roots)}"
        )
    return roots[0]


def find_record(typed: str, plan_path: str | None, kinds: tuple[str, ...] = tuple(FOLDERS)) -> RecordRef:
    """Find the record that an id names.

    Args:
        typed: an id, or ``PLAN/ID``; a former id works too, and so do capitals.
        plan_path: the value of ``--plan``; None if it was not given.
        kinds: the kinds of record that the command accepts.

    Raises:
        click.UsageError: no record has this id, or several have.
    """
    plan_name, wanted = plan_and_name(one_line(typed))
    roots = plan_roots(plan_path or plan_name or None)
    if plan_name and len(roots) > 1:
        roots = [root for root in roots if _plan_id(root) == plan_name] or roots
    return _chosen(typed, wanted, roots, kinds, DISK)


def plan_and_name(text: str) -> tuple[str, str]:
    """Return the plan and the record in ``PLAN/ID``; no plan where what is before the slash can be none.

    A printed reference may have a slash, such as SR (25/26) 01, and a blank before it, which no plan's id has.
    """
    plan_name, _, wanted = text.rpartition("/")
    return ("", text) if " " in plan_name else (plan_name, wanted)


def committed_record(
    typed: str, plan_path: str | None, kinds: tuple[str, ...], rev: str
) -> "tuple[RecordRef, Committed]":
    """Find the record that an id names in a commit, and return it with its plan as in that commit.

    Args:
        typed: as for `find_record`, as are the next two.
        plan_path: the value of ``--plan``; None if it was not given.
        kinds: the kinds of record that the command accepts.
        rev: the commit.

    Raises:
        click.UsageError: as for `find_record`.
        GitError: the commit cannot be read.
        NoPlan: it has no plan there.
    """
    from actionplan.git.snapshot import only_plan

    plan_name, wanted = plan_and_name(typed)
    plan_path = plan_path or plan_name or None
    try:
        committed = load_commit(rev, *([plan_path] if plan_path is not None else []))
        roots = list(committed.roots)
    except NoPlan:
        if plan_path is None:
            raise
        committed = load_commit(rev)
        roots = [root for root in committed.roots if _plan_id(root, committed.files) == plan_path]
        if not roots:
            raise click.UsageError(
                f'commit {committed.anchor.short} has no plan "{plan_path}": give its folder, or its id'
            ) from None
    ref = _chosen(typed, wanted, roots, kinds, committed.files)
    return ref, only_plan(committed, ref.root)


def load_commit(rev: str, *plans: str) -> "Committed":
    """Read the plans of the commit of ``--rev``.

    Args:
        rev: the commit or tag.
        plans: the folders that the user named; none for all plans found here.

    Raises:
        click.UsageError: there is no such commit, and the user gave a day.
        GitError: the commit cannot be read.
        NoPlan: the commit has no such plan.
    """
    from actionplan.git.repository import GitError
    from actionplan.git.snapshot import load_rev

    try:
        return load_rev(rev, *plans)
    except GitError as error:
        from actionplan.input.dates import read_day

        if isinstance(day := read_day(rev), Unclear):
            raise
        hint = f"--rev takes a commit or tag. For a day, use --as-at {day} or --known-at {day}"
        raise click.UsageError(f"{error}. {hint}") from error


def _chosen(typed: str, wanted: str, roots: Sequence[str], kinds: Sequence[str], files: Files) -> RecordRef:
    def refs(names: Callable[[str, str], Iterable[str]]) -> list[RecordRef]:
        places = [(root, kind) for root in roots for kind in kinds]
        return [RecordRef(root=root, kind=kind, id=name) for root, kind in places for name in names(root, kind)]

    exact = refs(lambda root, kind: [wanted] if has_record(root, kind, wanted, files) else [])
    if len(exact) == 1:
        return exact[0]
    every = refs(lambda root, kind: record_ids(root, kind, files))
    found = exact or [ref for ref in every if ref.id.casefold() == wanted.casefold()]
    if not found:
        plans = {root: _readable_plan(root, kinds, files) for root in roots}
        records = {(root, kind): getattr(plans[root], FOLDERS[kind]) for root in roots for kind in kinds}
        found = refs(lambda root, kind: [each.id for each in records[root, kind] if wanted in each.formerly])
        found = found or refs(lambda root, kind: [each.id for each in records[root, kind] if is_printed(wanted, each)])
    if len(found) == 1:
        return found[0]
    if found:
        candidates = " or ".join(f"{_plan_id(ref.root, files)}/{ref.id}" for ref in found)
        raise click.UsageError(f'"{typed}" could be {candidates}: give the full id, or --plan')
    if files is DISK and (lost := next(filter(None, (lost_path(root, wanted, kinds) for root in roots)), None)):
        raise click.UsageError(f"{lost} is missing, and the last commit has it. To put it back: {restoring(lost)}")
    if any(wanted in plan.bodies for plan in plans.values()):
        raise click.UsageError(f'"{wanted}" is a body. To change it: actionplan set body {wanted} ...')
    what = "record" if len(kinds) == len(FOLDERS) else " or ".join(kinds)
    raise click.UsageError(f'there is no {what} "{typed}". {hint(wanted, [ref.id for ref in every])}')


def lost_path(root: str, identifier: str, kinds: Iterable[str] = tuple(FOLDERS)) -> str | None:
    """Return the file of a record that the last commit has and the plan's folder has not; None if there is none.

    Args:
        root: the plan's folder.
        identifier: the record's id.
        kinds: the kinds of record to look for.
    """
    from actionplan.git.repository import GitError, missing_paths

    wanted = {record_path(root, kind, identifier).casefold() for kind in kinds}
    try:
        return next((path for path in missing_paths(root) if path.casefold() in wanted), None)
    except GitError:
        return None


def _readable_plan(root: str, kinds: Iterable[str], files: Files) -> "Plan":
    """Read a plan in which no file has the id that the user gave.

    Raises:
        ProblemsFound: the plan or one of its folders cannot be read, so the record may be there.
    """
    plan, problems, _ = load_plan(root, files)
    folders = {root, *(os.path.join(root, FOLDERS[kind]) for kind in kinds)}
    unread = [found for found in problems if plan is None or found.where.path in folders]
    if plan is None or unread:
        raise ProblemsFound(tuple(unread))
    return plan


ENTRY_OR_ACTION = "RECORD:ENTRY, or ENTRY with --action RECORD"
"""How to name an entry, for commands that have the option ``--action``."""


def find_entry(
    typed: str,
    action: str | None,
    plan_path: str | None,
    how: str = ENTRY_OR_ACTION,
    tables: tuple[str, ...] = ("status",),
) -> "tuple[RecordRef, Entry, Plan]":
    """Find the entry that the user named.

    Args:
        typed: ``RECORD:ENTRY``, or the entry alone. An entry is named by its id, by its day if no other entry has that
            day, or by ``DAY#2`` as the second of its day.
        action: the record's id, if ``typed`` is an entry alone; otherwise None.
        plan_path: the value of ``--plan``; None if it was not given.
        how: how this command expects an entry to be named, for the message.
        tables: the lists in which the entry may be: ``status`` and those of `PUBLISHED`.

    Returns:
        The record, the entry, and its plan with this record alone.

    Raises:
        click.UsageError: no entry has this name, or several have.
        ProblemsFound: the record's file cannot be read.
    """
    record_id, colon, name = typed.rpartition(":")
    if bool(colon) == (action is not None):
        raise click.UsageError(f"name the entry and its record: {how}")
    ref = find_record(record_id or str(action), plan_path)
    plan, problems, _ = ref.edit.record(ref.kind, ref.id)
    if plan.unread:
        raise ProblemsFound(problems)
    every = list(entries_of(records_of(plan)[0]))
    entries = [entry for (table, _), entry in every if table in tables]
    found = _positions(entries, name)
    if len(found) == 1:
        return ref, entries[found[0]], plan
    if found:
        which = "; ".join(f"{_name_by_day(entries, place)} states {_keys(entries[place])}" for place in found)
        raise click.UsageError(f'{ref.id} has more than one entry "{name}". Choose one: {which}')
    for command, table in (("record", "readings"), ("benchmark", "benchmarks")):
        if name in [entry.id for (of, _), entry in every if of == table]:
            whose = " --of WHOSE" if command == "benchmark" else ""
            hint = f"actionplan measure {command} {ref.id} VALUE{whose} --period PERIOD --corrects {name} --reason WHY"
            raise click.UsageError(f'"{name}" is a {table[:-1]}. To correct it: {hint}')
    known = listed(entry.id or entry.on.text for entry in entries) or "none"
    raise click.UsageError(f'{ref.id} has no entry "{name}"; its entries are: {known}')


def _positions(entries: Sequence[Entry], name: str) -> list[int]:
    """Return the positions of the entries with a name: an id, a day, or ``DAY#2`` for the second of a day."""
    if found := [place for place, entry in enumerate(entries) if entry.id == name]:
        return found
    typed, hash_sign, number = name.partition("#")
    from actionplan.input.dates import read_date
    from actionplan.model.dates import PlanDate

    when = read_date(typed)
    on = when.text if isinstance(when, PlanDate) else typed
    found = [place for place, entry in enumerate(entries) if on in (entry.on.text, entry.on.label)]
    return [place for nth, place in enumerate(found, start=1) if not hash_sign or str(nth) == number]


def _name_by_day(entries: Sequence[Entry], place: int) -> str:
    on = entries[place].on.text
    return f"{on}#{1 + sum(entry.on.text == on for entry in entries[:place])}"


def _keys(entry: Entry) -> str:
    """Return the keys that an entry states, not its text, which may be private."""
    from actionplan.storage.writer import to_table

    return listed(key for key in to_table(entry) if key not in left_in_a_stub(entry)) or "nothing"


def _plan_id(root: str, files: Files = DISK) -> str:
    try:
        return load_plan_file(root, files).id
    except ProblemsFound:
        return os.path.basename(os.path.abspath(root))
