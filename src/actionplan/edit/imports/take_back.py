"""Take an import or a return back: what it made and added, as long as git has not recorded it and nobody has changed
it since.
"""

import os
from collections.abc import Callable, Collection, Container, Mapping
from hashlib import sha256

from attrs import evolve, frozen

from actionplan.edit.append import entry_digest
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, PLAN_FILE, TAILS, dated_of, record_path
from actionplan.model.receipts import Imported, ReturnReceived
from actionplan.storage.filesystem import DISK
from actionplan.storage.plan_folder import plan_files
from actionplan.storage.positions import spans
from actionplan.storage.save import FileEdit, SaveError
from actionplan.storage.toml import Document, parse, read_bytes

Committed = Callable[[str], bytes | None]
"""Returns the bytes of a file in the last commit; None where git does not have it."""


@frozen(kw_only=True)
class TakenBack:
    """What is taken back of an import or a return, and what is kept.

    Attributes:
        changes: the files to remove, and those from which entries are removed.
        entries: how many entries are removed from files that stay.
        kept: for each file or entry that is kept why.
    """

    changes: tuple[FileEdit, ...]
    entries: int
    kept: tuple[tuple[str, str], ...]


def prepare_take_back(root: str, path: str, receipt: Imported | ReturnReceived, committed: Committed) -> TakenBack:
    """Return what has to be done to take back an import or a return, without writing anything.

    Args:
        root: the plan's folder.
        path: the file of the receipt.
        receipt: the receipt.
        committed: finds the version of a file that git has.
    """
    kept: list[tuple[str, str]] = []
    made = receipt.made if isinstance(receipt, Imported) else ()
    digests = {os.path.join(root, *each.path.split("/")): each.digest for each in made}
    removed = [
        FileEdit(path=file, before=read_bytes(file), after=None) for file in _to_remove(digests, committed, root, kept)
    ]
    changes, entries = [], 0
    for (kind, name), wanted in _entries_of(receipt).items():
        file = record_path(root, kind, name)
        if os.path.lexists(file):
            change, number = _without(PlanEdit(root), kind, name, wanted, committed(file), kept)
            entries += number
            changes += [change] if change is not None else []
    if not kept:
        removed.append(FileEdit(path=path, before=read_bytes(path), after=None))
    return TakenBack(changes=(*changes, *removed), entries=entries, kept=tuple(kept))


def _entries_of(receipt: Imported | ReturnReceived) -> dict[tuple[str, Id], set[Id]]:
    """Return the ids of the entries that a receipt names, by the kind and the id of their record."""
    found: dict[tuple[str, Id], set[Id]] = {}
    if isinstance(receipt, Imported):
        for added in receipt.added:
            found.setdefault(("action", added.action), set()).add(added.entry)
    else:
        for row in receipt.rows:
            found.setdefault((row.kind, row.id), set()).update(row.entries)
    return found


def _to_remove(made: dict[str, str], committed: Committed, root: str, kept: list[tuple[str, str]]) -> list[str]:
    """Return the files that can be removed; those that others need are kept with them."""
    removable = []
    for file, digest in made.items():
        if why := _why_kept(file, digest, committed):
            kept.append((file, why))
        elif os.path.lexists(file):
            removable.append(file)
    others = [file for file in plan_files(root, DISK) if file not in removable]
    needed = [file for file in removable if others and _is_shared(file, root)]
    kept += [(file, "other files of the plan need it") for file in needed]
    return [file for file in removable if file not in needed]


def _why_kept(file: str, digest: str, committed: Committed) -> str:
    """Return why a file that an import made is kept; empty if it can be removed, or is not there."""
    if not os.path.lexists(file):
        return ""
    if committed(file) is not None:
        return "git has recorded it"
    return "" if sha256(read_bytes(file)).hexdigest() == digest else "it was changed since"


def _is_shared(file: str, root: str) -> bool:
    return os.path.relpath(file, root) == PLAN_FILE or os.path.basename(os.path.dirname(file)) == FOLDERS["area"]


def _without(
    edit: PlanEdit, kind: str, name: Id, wanted: Container[Id], recorded: bytes | None, kept: list[tuple[str, str]]
) -> tuple[FileEdit | None, int]:
    """Return a record's file without some of its entries, and how many these are; None if there are none to remove."""
    record, document = edit.record(kind, name).readable()
    committed = parse(document.path, recorded.decode("utf-8-sig")) if recorded else {}
    in_git = {entry.get("id") for tail in TAILS for entry in committed.get(tail, ())}
    gone: list[tuple[str, int]] = []
    for place, entry in dated_of(record):
        if entry.id not in wanted:
            continue
        if entry.id in in_git:
            kept.append((f"{document.path}: entry {entry.id}", "git has recorded it"))
        elif not entry_digest(evolve(entry, id=None)).startswith(str(entry.id)):
            kept.append((f"{document.path}: entry {entry.id}", "it was changed since"))
        else:
            gone.append((str(place[0]), int(place[1])))
    if not gone:
        return None, 0
    return FileEdit(path=document.path, before=document.data, after=_cut(document, gone)), len(gone)


def _cut(document: Document, gone: Collection[tuple[str, int]]) -> bytes:
    """Return a file's bytes without the blocks of some entries, by the list and the number of each.

    Raises:
        SaveError: the file would not be the same otherwise, since its entries are written in another way.
    """
    places = spans(document.text)
    lists = {tail: document.table[tail] for tail in TAILS if document.table.get(tail)}
    blocks = [(tail, number) for tail, entries in lists.items() for number in range(len(entries))]
    lines = document.data.splitlines(keepends=True)
    starts = {block: places[block].key[0] - 1 for block in blocks}
    ordered = sorted(starts.values())
    ends = dict(zip(ordered, [*ordered[1:], len(lines)], strict=True))
    cut = {line for block in gone for line in range(starts[block], ends[starts[block]])}
    data = b"".join(line for number, line in enumerate(lines) if number not in cut)
    rest = {
        tail: [e for number, e in enumerate(entries) if (tail, number) not in gone] for tail, entries in lists.items()
    }
    expected = {key: value for key, value in {**document.table, **rest}.items() if value != []}
    if repr(parse(document.path, data.decode("utf-8-sig"))) != repr(expected):
        raise SaveError(f"{document.path}: its entries are not blocks of their own: remove them in an editor")
    while data.endswith((b"\n\n", b"\n\r\n")):
        data = data.removesuffix(b"\r\n") if data.endswith(b"\r\n") else data.removesuffix(b"\n")
    return data


def raw_digest(entry: Mapping[str, object]) -> str:
    """Return the digest by which it is seen whether an entry, as the file has it, was changed."""
    return sha256(repr(sorted(entry.items(), key=lambda pair: pair[0])).encode()).hexdigest()[:12]
