"""Ask for a note in the user's editor, as git does for messages. The text of the note is never lost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from actionplan.cli import console

_HELP = """
# Write the note on {id} here. Lines that begin with # are left out.
# Save and close to continue. Leave it empty for no note.
"""


@contextmanager
def asked_note(identifier: str) -> Iterator[str | None]:
    """Open the editor, and yield the note; None if it is empty.

    If the command fails after that, the file with the note is kept, and its path is shown.

    Args:
        identifier: the id of the record that the note is about.
    """
    import tempfile

    handle, path = tempfile.mkstemp(prefix=f"actionplan-note-{identifier}-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_HELP.format(id=identifier))
    note = ""
    try:
        try:
            click.edit(filename=path)
        except click.ClickException as error:
            message = f"{error.message}. Nothing was written. Set EDITOR to a text editor that you have, or use --note"
            raise click.UsageError(message) from error
        finally:
            note = _read(path)
        yield note or None
    except BaseException:
        if note:
            console.warn(f"\nYour note is kept in {path}")
        else:
            os.unlink(path)
        raise
    os.unlink(path)


def _read(path: str) -> str:
    """Read the file that the editor saved: UTF-8, or else the old encoding of Windows."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()
