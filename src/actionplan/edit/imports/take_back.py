"""Take an import back: what it made and added, as long as git has not recorded it and nobody has changed it since."""

import os
from collections.abc import Callable
from hashlib import sha256

from attrs import frozen

from actionplan.model.kinds import FOLDERS, PLAN_FILE, record_path
from actionplan.model.receipts import Imported
from actionplan.storage.filesystem import DISK
from actionplan.storage.plan_folder import plan_files
from actionplan.storage.positions import spans
from actionplan.storage.save import FileEdit, SaveError
from actionplan.storage.toml import Document, document_of, parse, read_bytes

Committed = Callable[[str], bytes | None]
"""Returns the bytes of a file in the last commit; None where git does not have it."""


@frozen(kw_only=True)
class TakenBack:
    """What is taken back of an import, and what is kept.

    Attributes:
        changes: the files to remove, and those from which entries are removed.
        entries: how many entries are removed from files that stay.
        kept: for each file or entry that is kept why.
    """

    changes: tuple[FileEdit, ...]
    entries: int
    kept: tuple[tuple[str, str], ...]


def prepare_take_back(root: str, path: str, receipt: Imported, committed: Committed) -> TakenBack:
    """Return what has to be done to take an import back, without writing anything.

    Args:
        root: the plan's folder.
        path: the file of the receipt.
        receipt: the receipt.
        committed: finds the version of a file that git has.
    """
    kept: list[tuple[str, str]] = []
    made = {os.path.join(root, *each.path.split("/")): each.digest for each in receipt.made}
    removed = [
        FileEdit(path=file, before=read_bytes(file), after=None) for file in _to_remove(made, committed, root, kept)
    ]
    changes, entries = [], 0
    for action in dict.fromkeys(each.action for each in receipt.added):
        file = record_path(root, "action", action)
        wanted = {str(each.entry): each.digest for each in receipt.added if each.action == action}
        change, number = _without(file, wanted, committed(file), kept)
        entries += number
        changes += [change] if change is not None else []
    if not kept:
        removed.append(FileEdit(path=path, before=read_bytes(path), after=None))
    return TakenBack(changes=(*changes, *removed), entries=entries, kept=tuple(kept))


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
    file: str, wanted: dict[str, str], recorded: bytes | None, kept: list[tuple[str, str]]
) -> tuple[FileEdit | None, int]:
    """Return a file without some of its entries, and how many these are; None if there are none to remove."""
    if not os.path.lexists(file):
        return None, 0
    document = document_of(file, read_bytes(file))
    committed = parse(file, recorded.decode("utf-8-sig")) if recorded else {}
    in_git = {entry.get("id") for entry in committed.get("status", ())}
    numbers = []
    for number, entry in enumerate(document.table.get("status", ())):
        name = entry.get("id")
        if name not in wanted:
            continue
        if name in in_git:
            kept.append((f"{file}: entry {name}", "git has recorded it"))
        elif entry_digest(entry) != wanted[name]:
            kept.append((f"{file}: entry {name}", "it was changed since"))
        else:
            numbers.append(number)
    if not numbers:
        return None, 0
    return FileEdit(path=file, before=document.data, after=_cut(document, numbers)), len(numbers)


def entry_digest(entry: dict[str, object]) -> str:
    """Return the digest by which it is seen whether an entry, as the file has it, was changed."""
    return sha256(repr(sorted(entry.items(), key=lambda pair: pair[0])).encode()).hexdigest()[:12]


def _cut(document: Document, numbers: list[int]) -> bytes:
    """Return a file's bytes without the blocks of some entries.

    Raises:
        SaveError: the file would not be the same otherwise, since its entries are written in another way.
    """
    places = spans(document.text)
    entries = document.table["status"]
    lines = document.data.splitlines(keepends=True)
    starts = [places[("status", number)].key[0] - 1 for number in range(len(entries))]
    ends = [*starts[1:], len(lines)]
    gone = {line for number in numbers for line in range(starts[number], ends[number])}
    data = b"".join(line for number, line in enumerate(lines) if number not in gone)
    rest = [entry for number, entry in enumerate(entries) if number not in numbers]
    expected = {key: value for key, value in {**document.table, "status": rest}.items() if value != []}
    if repr(parse(document.path, data.decode("utf-8-sig"))) != repr(expected):
        raise SaveError(f"{document.path}: its entries are not blocks of their own: remove them in an editor")
    while data.endswith((b"\n\n", b"\n\r\n")):
        data = data.removesuffix(b"\r\n") if data.endswith(b"\r\n") else data.removesuffix(b"\n")
    return data
