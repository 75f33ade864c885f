"""Add entries at the end of a record's file. No existing byte changes, and the result is checked before it is saved."""

from base64 import b32encode
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any

from attrs import evolve, fields, frozen

from actionplan.edit.plan_edit import PlanEdit, refuse_errors
from actionplan.model.checked import checks_arguments
from actionplan.model.entries import Entry
from actionplan.model.errors import UnknownName, WrongArgument
from actionplan.model.ids import Id
from actionplan.model.kinds import (
    ENTRY_TYPES,
    FOLDERS,
    OF_MEASURE,
    TAILS,
    dated_of,
    entries_of,
    records_of,
    tail_of,
    with_records,
)
from actionplan.model.measures import Target
from actionplan.model.problem import Problem, ProblemsFound
from actionplan.model.records import Action, Plan, Record
from actionplan.model.vocabulary import FINISHED
from actionplan.rules.checks import check_one_file, check_plan
from actionplan.rules.confirmations import personal, to_confirm
from actionplan.rules.confirmations.registry import PlannedChange, parts_with_actions
from actionplan.storage.evidence_files import files_missing
from actionplan.storage.load import structure_text
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, Prepared, SaveError, locked_plan, save_locked
from actionplan.storage.toml import MAX_BYTES
from actionplan.storage.writer import entry_text
from actionplan.summary.timeline import part_named

_ID_LENGTH = 6
"""Long enough that two branches do not make the same id for different entries: the chance is one in a billion."""


@frozen(kw_only=True)
class Addition:
    """An entry to add to a record's file.

    Attributes:
        kind: the kind of record, one of `FOLDERS`.
        id: the record's id.
        entry: the entry; if it has no id, one is made. What is added to a measure's figures is an entry too.
    """

    kind: str
    id: str
    entry: Entry | Target


@frozen(kw_only=True)
class _Extended:
    """One file with entries added, and the plan that has only this record, before and after."""

    change: FileEdit
    block: str
    text: str
    before: Plan
    after: Plan
    problems: tuple[Problem, ...]
    already: tuple[Addition, ...]
    redacted: tuple[Addition, ...]


@checks_arguments
def append_status(
    root: str, identifier: str, entry: Entry, *, today: date, kind: str = "action", timeout: float | None = None
) -> Prepared:
    """Add one entry to a record's history, and save.

    The plan is locked while its files are read and saved. A call that finds the plan locked waits for its turn, so
    calls from several threads or processes are all saved.

    Args:
        root: the plan's folder.
        identifier: the record's id.
        entry: the entry, of the class that records of this kind have, such as `ActionEntry`.
        today: today's date; an entry dated later is an error.
        kind: the kind of record, one of `FOLDERS`.
        timeout: how many seconds to wait for the lock; None means ten.

    Returns:
        What was saved; its problems are warnings only, and ``to_confirm`` has what the command line would have asked
        about first.

    Raises:
        ProblemsFound: the file cannot be read, or the entry would bring errors; nothing was written.
        SaveError: the file could not be saved, or the plan was locked for too long; nothing was written.
        UnknownName: there is no such kind.
        WrongArgument: an argument has the wrong type.

    Example:
        >>> council = Body(name="HCC", kind="council")
        >>> made = write_plan(Plan(format=1, id=Id("p"), title="A plan", bodies={Id("hcc"): council}), folder)
        >>> added = add_record(folder, Action(id=Id("1.1"), title="Cut the wait", areas=()), today=date(2025, 10, 1))
        >>> entry = ActionEntry(on=PlanDate.parse("2025-10-01"), by=Id("hcc"), state="in-progress", progress=60)
        >>> print(append_status(folder, "1.1", entry, today=date(2025, 10, 1)).blocks[0])
        [[status]]
        id = "crxo4z"
        on = 2025-10-01
        by = "hcc"
        state = "in-progress"
        progress = 60
    """
    if kind not in FOLDERS:
        raise UnknownName("kind", kind, FOLDERS)
    if not isinstance(entry, (ENTRY_TYPES[kind], *OF_MEASURE.values())):
        raise WrongArgument("entry", f"an {ENTRY_TYPES[kind].__name__}", entry)
    with locked_plan(root, timeout):
        prepared = prepare(PlanEdit(root), [Addition(kind=kind, id=identifier, entry=entry)], today)
        refuse_errors(prepared)
        save_locked(root, prepared.changes)
    return prepared


def prepare(
    edit: PlanEdit, additions: Iterable[Addition], today: date, *, whole_plan: bool = False, once: bool = False
) -> Prepared:
    """Return files with entries added, and the problems that these would bring, without writing anything.

    Args:
        edit: the plan.
        additions: the entries; several for one file are added in the order given.
        today: today's date; an entry dated later is an error.
        whole_plan: whether to apply every rule, which means reading every file; otherwise those that need one file.
        once: whether to leave out an entry that is already there, or that was there and has been redacted.

    Raises:
        ProblemsFound: a file to which an entry is added cannot be read.
    """
    grouped: dict[tuple[str, str], list[Addition]] = {}
    for addition in additions:
        grouped.setdefault((addition.kind, addition.id), []).append(addition)
    extended = [_extended(edit, kind, name, group, once) for (kind, name), group in grouped.items()]
    problems = [problem for file in extended for problem in file.problems]
    if whole_plan:
        problems.extend(new_problems_of_plan(edit, [file.after for file in extended], today))
    else:
        for file in extended:
            problems.extend(_new(check_one_file(file.before, today), check_one_file(file.after, today)))
    written = [file for file in extended if file.block]
    asked = dict.fromkeys(found for file in written for found in _to_confirm(edit, file, today))
    texts = {file.change.path: file.text for file in extended}
    return Prepared(
        root=edit.root,
        changes=tuple(file.change for file in written),
        blocks=tuple(file.block for file in written),
        problems=locate(problems, texts),
        already=tuple(addition.id for file in extended for addition in file.already),
        redacted=tuple(addition.id for file in extended for addition in file.redacted),
        to_confirm=locate((*asked, *personal(problems)), texts),
    )


def _to_confirm(edit: PlanEdit, file: _Extended, today: date) -> tuple[Problem, ...]:
    if file.after.unread:
        return ()
    [before], [after] = records_of(file.before), records_of(file.after)
    known = {keys for keys, _ in dated_of(before)}
    added = tuple((keys, entry) for keys, entry in dated_of(after) if keys not in known)
    missing = files_missing(edit.root, (entry for _, entry in added))
    carrying = tuple(_carrying(edit, after, [entry for _, entry in added]))
    return to_confirm(PlannedChange(file.after, after, added, today, missing=missing, carrying=carrying))


def _carrying(edit: PlanEdit, record: Any, entries: Iterable[Any]) -> Iterator[Action]:
    """Yield the actions that carry out what some entries report as complete, as far as their files can be read."""
    parts = {part_named(each) for each in entries if getattr(each, "state", None) in FINISHED} - {None}
    if not parts or not (of := [part for part in parts_with_actions(record) if part.id in parts]):
        return
    stated = [each.actions or () for each in record.status if part_named(each) in parts and hasattr(each, "actions")]
    for name in dict.fromkeys(chain(*(part.actions for part in of), *stated)):
        yield from edit.record("action", name).plan.actions


def with_block(data: bytes, block: str) -> bytes:
    """Return a file's bytes with a block of text after them and a blank line between, in the file's own line ends.

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


def _extended(edit: PlanEdit, kind: str, name: str, additions: Sequence[Addition], once: bool) -> _Extended:
    file = edit.record(kind, name)
    record, document = file.readable()
    if any(problem.code == "E108" for problem in file.problems):  # a history in brackets, which has no end to add to
        raise ProblemsFound(file.problems)
    added, already, redacted = _sorted_out(record, additions) if once else (list(additions), [], [])
    taken = {entry.id for _, entry in dated_of(record) if entry.id is not None}
    data, blocks = document.data, []
    for addition in added:
        blocks.append(_block(addition.entry, taken))
        data = with_block(data, blocks[-1])
    if len(data) > MAX_BYTES:
        megabytes = MAX_BYTES // 1024 // 1024
        raise SaveError(f"{document.path} would become larger than {megabytes} MB, which is too large to be read")
    text = data.decode("utf-8-sig")
    after, problems = structure_text(file.plan, document.path, text, kind, name) if added else (file.plan, ())
    _refuse_other_changes(record, after, [tail_of(addition.entry) for addition in added], document.path)
    return _Extended(
        change=FileEdit(path=document.path, before=document.data, after=data),
        block="\n".join(blocks),
        text=text,
        before=file.plan,
        after=after,
        problems=problems,
        already=tuple(already),
        redacted=tuple(redacted),
    )


def _sorted_out(record: Record, additions: Sequence[Addition]) -> tuple[list[Addition], list[Addition], list[Addition]]:
    """Return which entries are new to a record, which it has already, and which were redacted in it."""
    known = {_undated_text(entry) for _, entry in dated_of(record)}
    markers = [entry for _, entry in entries_of(record) if entry.redacted is not None]
    already = [one for one in additions if _undated_text(one.entry) in known]
    redacted = [one for one in additions if any(_is_marker_of(marker, one.entry) for marker in markers)]
    return [one for one in additions if one not in already and one not in redacted], already, redacted


def _block(entry: Entry | Target, taken: set[Id]) -> str:
    """Return an entry as text, with an id made from its content if it has none: equal entries get equal ids."""
    if entry.id is None:
        digest = entry_digest(entry)
        lengths = range(_ID_LENGTH, len(digest) + 1)
        entry = evolve(entry, id=next(Id(digest[:length]) for length in lengths if digest[:length] not in taken))
        taken.add(Id(str(entry.id)))
    return entry_text(entry)


def entry_digest(entry: Entry | Target) -> str:
    """Return the text from which ids of entries are cut."""
    return b32encode(sha256(entry_text(entry).encode()).digest()).decode().lower().rstrip("=")


def _is_marker_of(marker: Entry, entry: Entry | Target) -> bool:
    """Return whether a redaction marker replaced an entry: it has the entry's id, which the entry may have given or
    which was made from its content on the day it was added.
    """
    if marker.id is None or marker.on != entry.on:
        return False
    if entry.id is not None:
        return marker.id == entry.id
    return len(marker.id) >= _ID_LENGTH and entry_digest(evolve(entry, recorded=marker.recorded)).startswith(marker.id)


def _undated_text(entry: Entry | Target) -> str:
    """Return an entry's text without its id and the day of its recording."""
    return entry_text(evolve(entry, id=None, recorded=None))


def _refuse_other_changes(old: Record, after: Plan, tails: Sequence[str], path: str) -> None:
    """Make sure that a record has its new entries, and is otherwise what it was.

    Texts are compared, since nan, which may be in [extra], differs from itself.

    Args:
        old: the record as it was.
        after: the plan that has only this record, with the new entries.
        tails: the list of each new entry.
        path: the record's file.
    """
    if after.unread:
        return
    [new] = records_of(after)
    for field in fields(type(old)):
        before, now = getattr(old, field.name), getattr(new, field.name)
        if field.name in TAILS:
            is_longer = len(now) == len(before) + tails.count(field.name)
            now = now[: len(before)] if is_longer else None
        if repr(before) != repr(now):
            raise SaveError(f"adding to {path} would have changed more than its end; nothing was written")


def new_problems_of_plan(
    edit: PlanEdit, changed: Sequence[Plan], today: date, removed: Container[tuple[str, str]] = ()
) -> Iterable[Problem]:
    """Return the problems that a plan would have with some records changed or removed, and does not have now.

    Args:
        edit: the plan.
        changed: plans that have only the changed records.
        today: the day on which the rules are applied.
        removed: the kind and the id of each record that is removed.
    """
    try:
        plan, _ = edit.complete
    except ProblemsFound:
        return ()
    after = plan
    for kind, folder in FOLDERS.items():
        new = {record.id: record for one in changed for record in getattr(one, folder)}
        kept = [old for old in getattr(plan, folder) if (kind, old.id) not in removed]
        after = with_records(after, {folder: tuple(new.get(old.id, old) for old in kept)})
    return _new(check_plan(plan, today), check_plan(after, today))


def _new(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    known = set(before)
    return [problem for problem in after if problem not in known]
