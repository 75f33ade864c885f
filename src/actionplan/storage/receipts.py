"""Read and write receipts, ``receipts/KIND-DIGEST.toml``: files that are only ever made, so branches never clash."""

import os
from base64 import b32encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, TypeVar

from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.problem import Location, Problem, ProblemsFound, problem
from actionplan.model.receipts import RECEIPT_KINDS, RECEIPTS
from actionplan.model.refused import Refused
from actionplan.model.text import in_words
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.plan_folder import cannot_list
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit
from actionplan.storage.structuring import structure
from actionplan.storage.toml import Unreadable, document_of
from actionplan.storage.writer import head_text, to_table

Receipt = TypeVar("Receipt")

_ID_LENGTH = 10


def new_receipt(root: str, receipt: Any) -> FileEdit:
    """Return the change that adds a receipt to a plan.

    Args:
        root: the plan's folder.
        receipt: the receipt, of one of the classes in `RECEIPT_KINDS`.
    """
    kind = next(name for name, each in RECEIPT_KINDS.items() if isinstance(receipt, each))
    text = head_text(to_table(receipt))
    name = b32encode(sha256(text.encode()).digest()).decode().lower()[:_ID_LENGTH]
    path = os.path.join(root, RECEIPTS, f"{kind}-{name}.toml")
    return FileEdit(path=path, before=None, after=text.encode())


def read_receipts(
    root: str, kind: type[Receipt], files: Files = DISK, calendar: Calendar = NO_CALENDAR
) -> tuple[Receipt, ...]:
    """Return a plan's receipts of one kind, in the order of their files.

    Args:
        root: the plan's folder.
        kind: one of the classes in `RECEIPT_KINDS`.
        files: the file system that has it.
        calendar: the periods that the plan declares.

    Raises:
        ProblemsFound: a receipt has a mistake, or cannot be read.
    """
    found: list[Receipt | None] = []
    problems: list[Problem] = []
    for name in _names(root, files):
        if RECEIPT_KINDS.get(_kind(name)) is kind:
            receipt, faults = _read(os.path.join(root, RECEIPTS, name), kind, files, calendar, root)
            found.append(receipt)
            problems += faults
    if problems:
        raise ProblemsFound(tuple(problems))
    return tuple(each for each in found if each is not None)


def read_receipt(path: str) -> Any:
    """Return the receipt in a file of a plan's folder ``receipts``.

    Args:
        path: the file.

    Raises:
        ProblemsFound: it has a mistake, or cannot be read.
        Refused: its name is not that of a receipt.
    """
    kind = RECEIPT_KINDS.get(_kind(os.path.basename(path)))
    if kind is None:
        names = in_words((f"{name}-....toml" for name in RECEIPT_KINDS), "or")
        raise Refused(f"{path} is not the receipt of a plan, which is called {names}")
    receipt, problems = _read(path, kind, DISK, NO_CALENDAR, os.path.dirname(path))
    if receipt is None:
        raise ProblemsFound(problems)
    return receipt


def receipt_problems(root: str, files: Files = DISK, calendar: Calendar = NO_CALENDAR) -> Iterator[Problem]:
    """Yield the mistakes in a plan's receipts. No figure of the plan depends on them.

    Args:
        root: the plan's folder.
        files: the file system that has it.
        calendar: the periods that the plan declares.
    """
    try:
        names = _names(root, files)
    except OSError as error:
        yield cannot_list(os.path.join(root, RECEIPTS), error)
        return
    for name in names:
        path = os.path.join(root, RECEIPTS, name)
        if kind := RECEIPT_KINDS.get(_kind(name)):
            yield from _read(path, kind, files, calendar, root)[1]
        else:
            expected = f"a name that begins with {in_words(RECEIPT_KINDS, 'or')}"
            yield problem("W001", "nothing reads this file", Location(path=path), expected=expected)


def _names(root: str, files: Files) -> list[str]:
    folder = os.path.join(root, RECEIPTS)
    names = files.names(folder) if files.is_folder(folder) else []
    return sorted(name for name in names if name.endswith(".toml") and not name.startswith("."))


def _kind(name: str) -> str:
    return name.rpartition("-")[0]


def _read(
    path: str, kind: type[Receipt], files: Files, calendar: Calendar, root: str
) -> tuple[Receipt | None, tuple[Problem, ...]]:
    """Return a receipt, or None if it cannot be read, with all problems of its file."""
    try:
        document = document_of(path, files.read(path, inside=root))
    except Unreadable as error:
        return None, (error.problem,)
    receipt, problems = structure(document.table, kind, path, calendar)
    return receipt, locate(problems, {path: document.text})
