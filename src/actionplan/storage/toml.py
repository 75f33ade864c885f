"""Read files as TOML documents. Every reason for which a file cannot be read is a problem with a position."""

import codecs
import os
import re
import stat
from typing import Any

import tomli
from attrs import evolve, frozen

from actionplan.model.errors import ActionPlanError
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.text import restoring

MAX_BYTES = 4 * 1024 * 1024
"""The largest file that is read. An action with three years of monthly entries has about 10 kB."""

MAX_DEPTH = 100
"""The most levels of tables and arrays. Python's recursion limit allows a few hundred."""

_LONG_NUMBER = re.compile(r"0[xob][0-9A-Fa-f_]{16,}")
"""A whole number that may have more than 64 bits, which Python reads but may refuse to print."""


@frozen(kw_only=True)
class Document:
    """A file as read.

    Attributes:
        path: the file, as the reader would type it.
        data: its bytes.
        text: its text, without a byte-order mark, line ends as in the file.
        table: its TOML table.
    """

    path: str
    data: bytes
    text: str
    table: dict[str, Any]


class Unreadable(ActionPlanError):
    """A file cannot be read as TOML; ``args[0]`` is the problem."""

    @property
    def problem(self) -> Problem:
        """The reason."""
        found: Problem = self.args[0]
        return found


def read_document(path: str, *, inside: str | None = None) -> Document:
    """Read one TOML file.

    Args:
        path: the file.
        inside: the plan's folder, which links must not leave; None to follow any link.

    Raises:
        Unreadable: the file is missing, not an ordinary file, too large, not UTF-8 or not TOML.
    """
    return document_of(path, read_bytes(path, inside=inside))


def document_of(path: str, data: bytes) -> Document:
    """Return the document that a file's bytes contain.

    Args:
        path: the file.
        data: its bytes.

    Raises:
        Unreadable: they are not UTF-8 or not TOML.
    """
    text = decode(path, data)
    return Document(path=path, data=data, text=text, table=parse(path, text))


def not_empty(document: Document) -> Document:
    """Return a document; raises Unreadable if it has no key, since adding keys would lose what git may have of it."""
    if not document.table:
        message = "this file has only comments" if document.text.strip() else "this file is empty"
        fix = f"if git has its text, put that back: {restoring(document.path)}; if nobody needs the file, delete it"
        raise _unreadable("E102", document.path, message, fix=fix)
    return document


def read_bytes(path: str, *, inside: str | None = None) -> bytes:
    """Return a file's bytes if it is an ordinary file of at most `MAX_BYTES`.

    Raises:
        Unreadable: as for `read_document`.
    """
    try:
        data = _ordinary(path)
        if data is None:
            data = _looked_at(path, inside)
    except FileNotFoundError as error:
        if os.path.islink(path):
            message = f"this link leads nowhere: {os.readlink(path)}"
            raise _unreadable("E005", path, message, fix="remove the link, or put the file in its place") from error
        raise _unreadable("E004", path, "there is no such file") from error
    except PermissionError as error:
        message = "you may not read this file"
        raise _unreadable("E004", path, message, fix="ask its owner to let you read it") from error
    except OSError as error:
        reason = "this link leads round in a circle" if _loops(path) else (error.strerror or str(error))
        raise _unreadable("E005" if _loops(path) else "E004", path, reason) from error
    if len(data) > MAX_BYTES:
        raise too_large(path)
    return data


def _ordinary(path: str) -> bytes | None:
    """Return the bytes of an ordinary file with as few system calls as possible; None for anything else.

    A folder of plans may have tens of thousands of files. The call that opens a file also refuses links and pipes.
    """
    if not _ONLY_ORDINARY:
        return None
    try:
        handle = os.open(path, os.O_RDONLY | _ONLY_ORDINARY)
    except OSError:
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return None
        data = os.read(handle, found.st_size + 1)
        # A file that grew meanwhile, or was returned in parts, is read again in the usual way.
        return data if len(data) == found.st_size else None
    finally:
        os.close(handle)


_ONLY_ORDINARY = (
    os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC if hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_NONBLOCK") else 0
)
"""Flags with which a link is refused and a pipe does not block; 0 where the system has no such flags."""


def _looked_at(path: str, inside: str | None) -> bytes:
    """Return a file's bytes after checking its type; raises OSError, or Unreadable if it is not an ordinary file."""
    if inside is not None and os.path.islink(path):
        _refuse_outside(path, inside)
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "not an ordinary file"
        raise _unreadable("E004", path, f"this is {what}", expected="a TOML file")
    with open(path, "rb", opener=without_waiting) as file:
        return file.read(MAX_BYTES + 1)


def without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that has just taken its place does not block."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def too_large(path: str) -> Unreadable:
    """Return the exception for a file that is larger than `MAX_BYTES`."""
    message = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB, and so was not read"
    return _unreadable("E003", path, message, fix="keep evidence in files of its own, and name them here")


def parse(path: str, text: str) -> dict[str, Any]:
    """Read TOML text.

    Args:
        path: the file, for the message.
        text: the text, without a byte-order mark.

    Raises:
        Unreadable: it is not TOML.
    """
    try:
        table = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        from actionplan.storage.toml_hints import hint, in_words, place_meant

        lines = text.replace("\r\n", "\n").split("\n")
        number, column, length = place_meant("\n".join(lines), error.lineno, error.colno, error.msg)
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        where = Location(path=path, line=number, column=column, text=line, length=length)
        message = f"not TOML: {in_words(line, error.msg)}"
        raise Unreadable(problem("E001", message, where, fix=hint(line, error.msg))) from error
    except RecursionError as error:
        raise _too_deep(path) from error
    except ValueError as error:  # from datetime or int, such as a number of 5,000 digits
        message = "a number is too long" if "digits" in str(error) else str(error)
        raise _unreadable("E001", path, f"not TOML: {message}") from error
    has_long_numbers = _LONG_NUMBER.search(text) is not None
    level: list[Any] = [table]
    for _ in range(MAX_DEPTH):
        values = [value for outer in level for value in (outer.values() if type(outer) is dict else outer)]
        if has_long_numbers and any(type(value) is int and value.bit_length() > 64 for value in values):
            raise _unreadable("E001", path, "not TOML: a number is too large", expected="a number of up to 64 bits")
        level = [value for value in values if type(value) is dict or type(value) is list]
        if not level:
            return table
    raise _too_deep(path)


def fault_in(path: str, data: bytes) -> Problem | None:
    """Return the reason for which bytes cannot be read as TOML; None where they can.

    Args:
        path: the file, for the message.
        data: its bytes.
    """
    try:
        parse(path, decode(path, data))
    except Unreadable as error:
        return error.problem
    return None


def _too_deep(path: str) -> Unreadable:
    message = "tables or arrays are nested too deeply to be read"
    return _unreadable("E006", path, message, expected="no more than a few levels")


def decode(path: str, data: bytes) -> str:
    """Return the text of a file's bytes, without a byte-order mark.

    Args:
        path: the file, for the message.
        data: its bytes.

    Raises:
        Unreadable: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8-sig", "replace")) + 1
        end = data.find(b"\n", start)
        shown = data[start : end if end >= 0 else len(data)].decode("utf-8", "replace").rstrip("\r")
        where = Location(path=path, line=line, column=column, text=shown[:400])
        message = "this is not UTF-8 text"
        fix = 'save the file as "UTF-8" in your editor'
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            message, where = 'the file is in UTF-16, which some editors call "Unicode"', Location(path=path)
        elif b"\0" in data[:8000]:
            message, fix, where = "the file is binary", "", evolve(where, text=None)
        raise Unreadable(problem("E002", message, where, expected="a text file in UTF-8", fix=fix)) from error


def is_inside(target: str, folder: str) -> bool:
    """Return whether a path without links is a folder or is in it, after following the folder's own links."""
    inner, outer = os.path.normcase(target), os.path.normcase(os.path.realpath(folder))
    return inner == outer or inner.startswith(os.path.join(outer, ""))


def _refuse_outside(path: str, inside: str) -> None:
    target = os.path.realpath(path)
    if not is_inside(target, inside) and not _loops(path):
        message = f"this link leads out of the plan, to {target}"
        raise _unreadable("E005", path, message, fix="put the file itself into the plan's folder")


def _loops(path: str) -> bool:
    try:
        os.path.realpath(path, strict=True)
    except FileNotFoundError:
        return False
    except OSError:
        return os.path.islink(path)
    return False


def _unreadable(code: str, path: str, message: str, *, expected: str = "", fix: str = "") -> Unreadable:
    return Unreadable(problem(code, message, Location(path=path), expected=expected, fix=fix))
