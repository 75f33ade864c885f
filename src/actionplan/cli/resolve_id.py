"""From what an officer types to one record of one plan."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from attrs import frozen

from actionplan.cli.dates import parse_day
from actionplan.model.entries import Entry
from actionplan.model.kinds import FOLDERS, entries_of, left_in_a_stub, records_of
from actionplan.model.problem import ProblemsFound
from actionplan.model.suggest import did_you_mean, listed
from actionplan.storage.discovery import NoPlan, find_plans
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.load import load_one, load_plan, load_plan_file
from actionplan.storage.plan_folder import has_record, record_ids
from actionplan.storage.writer import to_table

if TYPE_CHECKING:
    from actionplan.git.snapshot import Committed
    from actionplan.model.records import Plan


@frozen(kw_only=True)
class Meant:
    """The record that was meant.

    Attributes:
        root: its plan's folder.
        kind: one of `FOLDERS`.
        id: its id.
    """

    root: str
    kind: str
    id: str


def plan_roots(plan_path: str | None) -> list[str]:
    """Return the plans in reach, or the one that ``--plan`` names by folder or id.

    Raises:
        click.UsageError: ``--plan`` names none.
    """
    if plan_path is None:
        return find_plans()
    try:
        return find_plans([plan_path])
    except NoPlan:
        roots = [root for root in _plans_around() if _plan_id(root) == plan_path]
        if not roots:
            raise click.UsageError(f'there is no plan "{plan_path}": give its folder, or its id') from None
        return roots


def _plans_around() -> list[str]:
    """Return the plans in reach, or else those below the folder in which we stand; none where there are none."""
    for paths in ([], ["."]):
        try:
            return find_plans(paths)
        except NoPlan:
            continue
    return []


def one_root(plan_path: str | None) -> str:
    """Return the one plan that is meant.

    Raises:
        click.UsageError: several are in reach.
    """
    roots = plan_roots(plan_path)
    if len(roots) > 1:
        raise click.UsageError(f"several plans are in reach, so say which: --plan {listed(roots)}")
    return roots[0]


def find_record(typed: str, plan_path: str | None, kinds: tuple[str, ...] = tuple(FOLDERS)) -> Meant:
    """Find the record that an id names.

    Args:
        typed: an id, or ``PLAN/ID``; a former id still answers, and the case of letters does not matter.
        plan_path: what ``--plan`` says; None where it was not given.
        kinds: the kinds of record that would do.

    Raises:
        click.UsageError: none, or more than one, answers to it.
    """
    plan_name, _, wanted = typed.rpartition("/")
    roots = plan_roots(plan_path or plan_name or None)
    if plan_name and len(roots) > 1:
        roots = [root for root in roots if _plan_id(root) == plan_name] or roots
    return _chosen(typed, wanted, roots, kinds, DISK)


def committed_record(typed: str, plan_path: str | None, kinds: tuple[str, ...], rev: str) -> "tuple[Meant, Committed]":
    """Find the record that an id names in a commit, and give its plan as that commit has it.

    Args:
        typed: as for `find_record`, as are the next two.
        plan_path: what ``--plan`` says; None where it was not given.
        kinds: the kinds of record that would do.
        rev: the commit.

    Raises:
        click.UsageError: as for `find_record`.
        GitError: the commit cannot be read.
        NoPlan: it has no plan there.
    """
    from actionplan.git.snapshot import load_rev, only_plan

    wanted, plan_path = _parted(typed, plan_path)
    try:
        committed = load_rev(rev, *([plan_path] if plan_path is not None else []))
        roots = list(committed.roots)
    except NoPlan:
        if plan_path is None:
            raise
        committed = load_rev(rev)
        roots = [root for root in committed.roots if _plan_id(root, committed.files) == plan_path]
        if not roots:
            raise click.UsageError(
                f'commit {committed.anchor.short} has no plan "{plan_path}": give its folder, or its id'
            ) from None
    meant = _chosen(typed, wanted, roots, kinds, committed.files)
    return meant, only_plan(committed, meant.root)


def _parted(typed: str, plan_path: str | None) -> tuple[str, str | None]:
    """Part ``PLAN/ID`` into the id and the plan that is meant; what ``--plan`` says comes first."""
    plan_name, slash, identifier = typed.rpartition("/")
    return identifier, plan_name if slash and plan_path is None else plan_path


def _chosen(typed: str, wanted: str, roots: Sequence[str], kinds: Sequence[str], files: Files) -> Meant:
    found = [
        Meant(root=root, kind=kind, id=wanted)
        for root in roots
        for kind in kinds
        if has_record(root, kind, wanted, files)
    ]
    if len(found) == 1:
        return found[0]
    known = {root: {kind: record_ids(root, kind, files) for kind in kinds} for root in roots}
    for same in (str.__eq__, _same_letters, None):
        found = [
            Meant(root=root, kind=kind, id=name)
            for root, by_kind in known.items()
            for kind, names in by_kind.items()
            for name in (names if same else _now_called(root, kind, wanted, files))
            if same is None or same(name, wanted)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            candidates = listed(f"{_plan_id(meant.root, files)}/{meant.id}" for meant in found)
            raise click.UsageError(f'"{typed}" could be any of {candidates}: give the full id, or --plan')
    every = [name for by_kind in known.values() for names in by_kind.values() for name in names]
    hint = did_you_mean(wanted, every) or f"There are: {listed(every) or 'none yet'}."
    what = "record" if len(kinds) == len(FOLDERS) else " or ".join(kinds)
    raise click.UsageError(f'there is no {what} "{typed}". {hint[:1].upper()}{hint[1:]}')


ENTRY_OR_ACTION = "ACTION:ENTRY, or ENTRY with --action ACTION"
"""How an entry is named by commands that have the option ``--action``."""


def find_entry(
    typed: str,
    action: str | None,
    plan_path: str | None,
    how: str = ENTRY_OR_ACTION,
    tails: tuple[str, ...] = ("status",),
) -> "tuple[Meant, Entry, Plan]":
    """Find the entry that was meant.

    Args:
        typed: ``RECORD:ENTRY``, or the entry alone. It is named by its id, by its day if it is the only one of it, or
            by ``DAY#2`` as the second of its day.
        action: the record's id, where the entry stands alone; None where it does not.
        plan_path: what ``--plan`` says; None where it was not given.
        how: how the command at hand wants an entry to be named.
        tails: the tails in which it may stand.

    Returns:
        The record, the entry, and its plan with this record alone.

    Raises:
        click.UsageError: no entry answers to it, or several do.
        ProblemsFound: the record's file cannot be read.
    """
    record_id, colon, name = typed.rpartition(":")
    if bool(colon) == (action is not None):
        raise click.UsageError(f"say which entry of which action: {how}")
    meant = find_record(record_id or str(action), plan_path)
    plan, problems, _ = load_one(meant.root, meant.kind, meant.id)
    if plan.unread:
        raise ProblemsFound(problems)
    every = list(entries_of(records_of(plan)[0]))
    entries = [entry for (tail, _), entry in every if tail in tails]
    found = _places_meant(entries, name)
    if len(found) == 1:
        return meant, entries[found[0]], plan
    if found:
        which = "; ".join(f"{_name_by_day(entries, place)} states {_keys(entries[place])}" for place in found)
        raise click.UsageError(f'{meant.id} has more than one entry "{name}", so say which: {which}')
    if name in [entry.id for (tail, _), entry in every if tail == "readings"]:
        hint = f"actionplan measure record {meant.id} VALUE --period PERIOD --corrects {name} --reason WHY"
        raise click.UsageError(f'"{name}" is a reading, which is put right by: {hint}')
    known = listed(entry.id or entry.on.text for entry in entries) or "none"
    raise click.UsageError(f'{meant.id} has no entry "{name}"; its entries are: {known}')


def _places_meant(entries: Sequence[Entry], name: str) -> list[int]:
    """Return the places of the entries that a name may mean: an id, a day, or the second of a day as ``DAY#2``."""
    if found := [place for place, entry in enumerate(entries) if entry.id == name]:
        return found
    typed, hash_sign, number = name.partition("#")
    day = parse_day(typed)
    on = day.isoformat() if day is not None else typed
    found = [place for place, entry in enumerate(entries) if entry.on.text == on]
    return [place for nth, place in enumerate(found, start=1) if not hash_sign or str(nth) == number]


def _name_by_day(entries: Sequence[Entry], place: int) -> str:
    on = entries[place].on.text
    return f"{on}#{1 + sum(entry.on.text == on for entry in entries[:place])}"


def _keys(entry: Entry) -> str:
    """Say by its keys what an entry states: not by its text, which may have to go."""
    return listed(key for key in to_table(entry) if key not in left_in_a_stub(entry)) or "nothing"


def ids_in_reach(kinds: tuple[str, ...]) -> list[str]:
    """Return the ids in reach from their file names alone, for completion; full ids where a short one is ambiguous.

    No kinds mean all.
    """
    try:
        roots = find_plans()
    except NoPlan:
        return []
    by_root = {root: [name for kind in kinds or FOLDERS for name in record_ids(root, kind)] for root in roots}
    if len(by_root) == 1:
        return next(iter(by_root.values()))
    return [f"{os.path.basename(os.path.abspath(root))}/{name}" for root, names in by_root.items() for name in names]


def _same_letters(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _now_called(root: str, kind: str, former: str, files: Files) -> list[str]:
    plan, _, _ = load_plan(root, files)
    if plan is None:
        return []
    return [record.id for record in getattr(plan, FOLDERS[kind]) if former in record.formerly]


def _plan_id(root: str, files: Files = DISK) -> str:
    try:
        return load_plan_file(root, files).id
    except ProblemsFound:
        return os.path.basename(os.path.abspath(root))
