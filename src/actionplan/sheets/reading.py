"""Read a file of tables into a `Book`, in a process of its own, since it may be made to do harm."""

from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Final

from actionplan.sheets.formats import MOST_BYTES, format_of, too_large
from actionplan.sheets.grid import Book
from actionplan.sheets.own_process import OutOfBounds, in_own_process
from actionplan.sheets.unreadable import UnreadableFile

_SECONDS: Final = 60.0
_MEMORY: Final = 1_000_000_000


def read(source: str | Path | bytes, name: str | None = None) -> Book:
    """Read a workbook (.xlsx, .ods), a CSV file or the tables of a Word document (.docx).

    Args:
        source: the file's path, or its bytes.
        name: what to call the file; None for the name in its path.

    Raises:
        UnreadableFile: it is no table, has a password, is damaged, or is too large; the message says what to do.
        NotInstalled: a library is needed that is not there.
        OSError: there is no such file, or it may not be read.

    Example:
        >>> [sheet] = read(b"Ref,Action\\n1.1,Cut the wait\\n", "tracker.csv").sheets
        >>> [cell.text for cell in sheet.cells]
        ['Ref', 'Action', '1.1', 'Cut the wait']
    """
    shown = name or ("this file" if isinstance(source, bytes) else Path(source).name)
    try:
        return in_own_process(read_here, _bytes_of(source), shown, seconds=_SECONDS, memory=_MEMORY)
    except OutOfBounds as error:
        raise UnreadableFile(f"{shown}: {too_large(f'it could not be read: {error}')}") from error
    except UnreadableFile as error:
        raise UnreadableFile(f"{shown}: {error}") from error


def read_here(data: bytes, name: str) -> Book:
    """Read a file of tables in this process.

    Args:
        data: its bytes.
        name: what to call it.

    Raises:
        UnreadableFile: as `read` does; the message begins after the file's name.
        NotInstalled: a library is needed that is not there.
    """
    found = format_of(data)
    contents = import_module(f"actionplan.sheets.readers.{found}").read(data, name)
    return Book(
        name=name,
        format=found,
        digest=sha256(data).hexdigest(),
        sheets=contents.sheets,
        properties=contents.properties,
        notes=contents.notes,
    )


def _bytes_of(source: str | Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    with Path(source).open("rb") as file:
        return file.read(MOST_BYTES + 1)  # one more than is read, so that a larger file is refused
