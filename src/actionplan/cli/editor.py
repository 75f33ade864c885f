"""A note written in the user's editor, as git has messages written; what was typed is never lost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from actionplan.cli import console

_HELP = """
# What is there to say about {id}? Lines that begin with # are left out.
# Save and close to go on; leave it empty to write no note.
"""


@contextmanager
def asked_note(identifier: str) -> Iterator[str | None]:
    """Open the editor, and give the note that was written; None where nothing was.

    The file is kept, and named, unless what follows goes well.

    Args:
        identifier: the record that the note is about.
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
            message = f"{error.message}. Nothing was written. Set EDITOR to an editor that you have, or give --note"
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
    """Read what the editor saved: UTF-8, or the old encoding of Windows where it is not that."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()
