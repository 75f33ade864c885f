"""Take back an entry that is not committed yet: the only way in which an entry leaves a file."""

from collections import Counter
from typing import Any

from attrs import evolve

from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.redaction import unredacted
from actionplan.model.kinds import TAILS
from actionplan.model.problem import ProblemsFound
from actionplan.storage.positions import spans
from actionplan.storage.save import FileEdit, SaveError
from actionplan.storage.toml import Document, Unreadable, decode, parse, read_document


def prepare_undo(edit: PlanEdit, kind: str, identifier: str, recorded: bytes | None) -> tuple[FileEdit, str] | None:
    """Return a record's file without the last entry that git does not have.

    Args:
        edit: the plan.
        kind: the kind of record, one of `FOLDERS`.
        identifier: the record's id.
        recorded: the file's bytes in the last commit; None where there are none.

    Returns:
        The change, and the text removed; None if every entry is committed.

    Raises:
        ProblemsFound: the file cannot be read, now or as recorded.
        SaveError: the entry is not a single block at the end of the file.
    """
    _, problems, document = edit.record(kind, identifier)
    if document is None:
        raise ProblemsFound(problems)
    committed = _table(document.path, recorded) if recorded is not None else {}
    tail = _last_tail(document, committed)
    if tail is None:
        return None
    entries = _entries(document.table, tail)
    there = _entries(committed, tail)
    texts = [repr(entry) for entry in unredacted(entries, there, tail)]
    recorded_times, times = Counter(map(repr, there)), Counter(texts)
    if times[texts[-1]] <= recorded_times[texts[-1]]:
        message = "its last entry is in git, and an entry above it is not: remove that entry in an editor"
        raise SaveError(f"{document.path}: {message}")
    data = document.data
    expected = {**document.table, tail: entries[:-1]}
    if len(entries) == 1:
        del expected[tail]
    if recorded is not None and data.startswith(recorded) and _is(recorded, expected, document.path):
        return FileEdit(path=document.path, before=data, after=recorded), _shown(data[len(recorded) :])
    last = spans(document.text).get((tail, len(entries) - 1))
    kept = b"".join(data.splitlines(keepends=True)[: last.key[0] - 1]) if last is not None else b""
    if not _is(kept, expected, document.path):
        line = last.key[0] if last is not None else 1
        message = "something else follows this entry, so it cannot be taken back: remove the block in an editor"
        raise SaveError(f"{document.path}:{line}: {message}")
    if kept.endswith((b"\n\n", b"\n\r\n")):
        kept = kept.removesuffix(b"\r\n") if kept.endswith(b"\r\n") else kept.removesuffix(b"\n")
    return FileEdit(path=document.path, before=data, after=kept), _shown(data[len(kept) :])


def last_new_entry(edit: PlanEdit, kind: str, identifier: str, recorded: bytes | None) -> Any:
    """Return the entry that `prepare_undo` would take back; None if there is none. The arguments are the same.

    Raises:
        ProblemsFound: the file cannot be read, now or as recorded.
    """
    record, document = edit.record(kind, identifier).readable()
    tail = _last_tail(document, _table(document.path, recorded) if recorded is not None else {})
    return getattr(record, tail)[-1] if tail is not None else None


def new_status(edit: PlanEdit, kind: str, identifier: str, recorded: bytes | None) -> tuple[Any, ...]:
    """Return the entries under ``[[status]]`` that git does not have; the arguments are those of `prepare_undo`.

    Raises:
        ProblemsFound: the file cannot be read, now or as recorded.
    """
    record, document = edit.record(kind, identifier).readable()
    there = _entries(_table(document.path, recorded), "status") if recorded is not None else []
    return record.status[len(there) :]


def _last_tail(document: Document, committed: dict[str, Any]) -> str | None:
    """Return the list, such as ``status``, that has an entry which is not committed; of several, the last.

    A list that is no longer than in the commit has none: an entry that differs there was changed, as by `renumber`.
    """
    lists = [(tail, _entries(document.table, tail), _entries(committed, tail)) for tail in TAILS]
    tails = [
        tail
        for tail, now, there in lists
        if len(now) > len(there) and Counter(map(repr, unredacted(now, there, tail))) - Counter(map(repr, there))
    ]
    if len(tails) < 2:
        return tails[0] if tails else None
    places = spans(document.text)
    return max(tails, key=lambda tail: places[(tail, len(_entries(document.table, tail)) - 1)].key[0])


def is_redacted_since(path: str, recorded: bytes) -> bool:
    """Return whether a file has a redaction marker in place of an entry that its last commit has in full.

    False if one of them cannot be read.

    Args:
        path: the file.
        recorded: its bytes in the last commit.
    """
    try:
        committed, now = _table(path, recorded), read_document(path).table
    except (ProblemsFound, Unreadable):
        return False
    return any(
        repr(unredacted(entries, _entries(committed, tail), tail)) != repr(entries)
        for tail in TAILS
        for entries in [_entries(now, tail)]
    )


def is_edited_since(document: Document, recorded: bytes) -> bool:
    """Return whether a file differs from its last commit by more than added or redacted entries, and comments.

    False if the commit's version cannot be read.

    Args:
        document: the file.
        recorded: its bytes in the last commit.
    """
    try:
        committed = _table(document.path, recorded)
    except ProblemsFound:
        return False
    heads = ({key: of[key] for key in of if key not in TAILS} for of in (document.table, committed))
    if next(heads) != next(heads):
        return True
    lists = ((tail, _entries(document.table, tail), _entries(committed, tail)) for tail in TAILS)
    return any(
        Counter(map(repr, there)) - Counter(map(repr, unredacted(now, there, tail))) for tail, now, there in lists
    )


def _entries(table: dict[str, Any], tail: str) -> list[Any]:
    entries = table.get(tail, [])
    return entries if isinstance(entries, list) else []


def _table(path: str, recorded: bytes) -> dict[str, Any]:
    try:
        return parse(path, decode(path, recorded))
    except Unreadable as error:
        found = evolve(error.problem, message=f"in the last commit: {error.problem.message}")
        raise ProblemsFound((found,)) from error


def _is(data: bytes, table: dict[str, Any], path: str) -> bool:
    """Return whether bytes contain just this table. Texts are compared, since nan differs from itself."""
    try:
        return repr(parse(path, decode(path, data))) == repr(table)
    except Unreadable:
        return False


def _shown(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").strip("\n") + "\n"
