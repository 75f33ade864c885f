"""New entries at the end of a file: not one existing byte changes, and what would be wrong is said before writing."""

from base64 import b32encode
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from attrs import evolve, fields, frozen

from actionplan.model.entries import Entry
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.kinds import FOLDERS, TAILS, entries_of, records_of, tail_of, with_records
from actionplan.model.measures import Target
from actionplan.model.problem import Problem, ProblemsFound
from actionplan.model.records import Plan, Record
from actionplan.rules.checks import check_one_file, check_plan
from actionplan.storage.load import load_one, load_plan, structure_text
from actionplan.storage.positions import locate
from actionplan.storage.save import Change, Prepared, SaveError, save
from actionplan.storage.toml import MAX_BYTES, Document
from actionplan.storage.writer import entry_text

_ID_LENGTH = 6
"""Long enough that two branches do not make the same id for different entries: one chance in a thousand million."""


@frozen(kw_only=True)
class Addition:
    """An entry that is to go into a record's file.

    Attributes:
        kind: one of `FOLDERS`.
        id: the record's id.
        entry: the entry; an id is made for it where it has none. A measure's readings and targets are entries too.
    """

    kind: str
    id: str
    entry: Entry | Target


@frozen(kw_only=True)
class _Extended:
    """One file with entries added: as it was, as it would be, and the plan that holds only this record, before and
    after.
    """

    change: Change
    block: str
    text: str
    before: Plan
    after: Plan
    problems: tuple[Problem, ...]
    already: tuple[Addition, ...]
    redacted: tuple[Addition, ...]


def append_status(root: str, identifier: str, entry: Entry, *, today: date, kind: str = "action") -> Prepared:
    """Add one entry to a record's history, and save.

    Args:
        root: the plan's folder.
        identifier: the record's id.
        entry: the entry.
        today: the day after which nothing can have happened.
        kind: one of `FOLDERS`.

    Returns:
        What was saved; its problems are warnings only.

    Raises:
        ProblemsFound: the file cannot be read, or the entry would bring errors; nothing was written.
        SaveError: it could not be saved; nothing was written.
    """
    prepared = prepare(root, [Addition(kind=kind, id=identifier, entry=entry)], today)
    if any(found.severity == "error" for found in prepared.problems):
        raise ProblemsFound(prepared.problems)
    save(root, prepared.changes)
    return prepared


def prepare(
    root: str, additions: Iterable[Addition], today: date, *, whole_plan: bool = False, once: bool = False
) -> Prepared:
    """Work out files with entries added, and what would be wrong with them, without writing anything.

    Args:
        root: the plan's folder.
        additions: the entries; several for one file are added in the order given.
        today: the day after which nothing can have happened.
        whole_plan: whether to apply every rule, which means reading every file; else those that need one file.
        once: whether to leave out an addition whose very entry is there already, or was and is redacted.

    Raises:
        ProblemsFound: a file that is to be added to cannot be read.
    """
    grouped: dict[tuple[str, str], list[Addition]] = {}
    for addition in additions:
        grouped.setdefault((addition.kind, addition.id), []).append(addition)
    extended = [_extended(root, kind, name, group, once) for (kind, name), group in grouped.items()]
    problems = [found for file in extended for found in file.problems]
    if whole_plan:
        problems.extend(problems_brought(root, [file.after for file in extended], today))
    else:
        for file in extended:
            problems.extend(_brought(check_one_file(file.before, today), check_one_file(file.after, today)))
    written = [file for file in extended if file.block]
    return Prepared(
        root=root,
        changes=tuple(file.change for file in written),
        blocks=tuple(file.block for file in written),
        problems=locate(problems, {file.change.path: file.text for file in extended}),
        already=tuple(addition.id for file in extended for addition in file.already),
        redacted=tuple(addition.id for file in extended for addition in file.redacted),
    )


def with_block(data: bytes, block: str) -> bytes:
    """Return a file's bytes with a block of text after them, a blank line between, in the file's own line ends.

    Args:
        data: the file's bytes, every one of which is kept.
        block: the text, its lines ending in LF.
    """
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    gap = b""
    if data.strip():
        gap = newline if data.endswith(b"\n") else newline + newline
        gap = b"" if data.endswith((b"\n\n", b"\n\r\n")) else gap
    return data + gap + block.encode().replace(b"\n", newline)


def _extended(root: str, kind: str, name: str, additions: Sequence[Addition], once: bool) -> _Extended:
    before, document = _readable(root, kind, name)
    record = _only(before)
    there = {_content(entry) for entry in _said(record)} if once else set()
    stubs = [entry for _, entry in entries_of(record) if entry.redacted is not None] if once else []
    redacted = [addition for addition in additions if any(_was(stub, addition.entry) for stub in stubs)]
    already = [addition for addition in additions if _content(addition.entry) in there]
    wanted = [addition for addition in additions if addition not in redacted and addition not in already]
    taken = {entry.id for entry in _said(record) if entry.id is not None}
    data, blocks = document.data, []
    for addition in wanted:
        block = _block(addition.entry, taken)
        data = with_block(data, block)
        blocks.append(block)
    if len(data) > MAX_BYTES:
        raise SaveError(
            f"{document.path} would become larger than {MAX_BYTES // 1024 // 1024} MB, and could not be read"
        )
    text = data.decode("utf-8-sig")
    after, problems = structure_text(before, document.path, text, kind, name) if wanted else (before, ())
    _refuse_surprise(before, after, [tail_of(addition.entry) for addition in wanted], document.path)
    return _Extended(
        change=Change(path=document.path, before=document.data, after=data),
        block="\n".join(blocks),
        text=text,
        before=before,
        after=after,
        problems=problems,
        already=tuple(already),
        redacted=tuple(redacted),
    )


def _readable(root: str, kind: str, name: str) -> tuple[Plan, Document]:
    if fault := fault_in_id(name):
        raise SaveError(fault)
    plan, problems, document = load_one(root, kind, name)
    if document is None or plan.unread or any(found.code == "E108" for found in problems):
        raise ProblemsFound(problems)
    return plan, document


def _block(entry: Entry | Target, taken: set[Id]) -> str:
    """Write an entry, with an id made of its content where it has none, so that the same entry gets the same id."""
    if entry.id is None:
        digest = _digest(entry)
        lengths = range(_ID_LENGTH, len(digest) + 1)
        entry = evolve(entry, id=next(Id(digest[:length]) for length in lengths if digest[:length] not in taken))
        taken.add(Id(str(entry.id)))
    return entry_text(entry)


def _said(record: Record) -> list[Entry | Target]:
    """Return everything that was ever added to a record, tail by tail."""
    return [entry for tail in TAILS for entry in getattr(record, tail, ())]


def _digest(entry: Entry | Target) -> str:
    """Return what ids are made of for an entry without one."""
    return b32encode(sha256(entry_text(entry).encode()).digest()).decode().lower().rstrip("=")


def _was(stub: Entry, entry: Entry | Target) -> bool:
    """Return whether a stub stands for an entry: its id does, given by hand or made of the content on the day it
    came.
    """
    if stub.id is None or stub.on != entry.on:
        return False
    if entry.id is not None:
        return stub.id == entry.id
    return len(stub.id) >= _ID_LENGTH and _digest(evolve(entry, recorded=stub.recorded)).startswith(stub.id)


def _only(plan: Plan) -> Record:
    """Return the one record of a plan that was loaded for it alone."""
    return records_of(plan)[0]


def _content(entry: Entry | Target) -> str:
    """Return what an entry says, whatever it is called and whenever it was written down."""
    return entry_text(evolve(entry, id=None, recorded=None))


def _refuse_surprise(before: Plan, after: Plan, added: Sequence[str], path: str) -> None:
    """Make sure that what would be saved is what was there and the new entries, and nothing else.

    Texts are compared, since a number that is none (nan) under [extra] differs from itself.

    Args:
        before: the plan that holds only this record, as it was.
        after: the same, as it would be.
        added: the tail of each new entry.
        path: the record's file.
    """
    if after.unread:
        return
    was, would_be = _only(before), _only(after)
    for field in fields(type(was)):
        old, new = getattr(was, field.name), getattr(would_be, field.name)
        if field.name in TAILS:
            is_more = len(new) == len(old) + added.count(field.name)
            new = new[: len(old)] if is_more else None
        if repr(old) != repr(new):
            raise AssertionError(f"adding to {path} would have changed more than its end; nothing was written")


def problems_brought(root: str, changed_records: Sequence[Plan], today: date) -> Iterable[Problem]:
    """Return the problems that a whole plan would have with some records changed, and has not now.

    Args:
        root: the plan's folder.
        changed_records: plans that hold only the records as they would be.
        today: the day after which nothing can have happened.
    """
    plan, _, _ = load_plan(root)
    if plan is None:
        return ()
    changed = plan
    for folder in FOLDERS.values():
        new = {record.id: record for after in changed_records for record in getattr(after, folder)}
        if new:
            changed = with_records(changed, {folder: tuple(new.get(old.id, old) for old in getattr(plan, folder))})
    return _brought(check_plan(plan, today), check_plan(changed, today))


def _brought(before: Iterable[Problem], after: Iterable[Problem]) -> Iterable[Problem]:
    """Return the problems that were not there before."""
    old = set(before)
    return [found for found in after if found not in old]
