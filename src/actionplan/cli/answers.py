"""``--answer CELL=NOTE``: what is asked about the cells of a file, answered in words that a receipt keeps."""

from collections.abc import Iterable

import click

from actionplan.cli import console

option = click.option("--answer", "answers", multiple=True, metavar="CELL=NOTE", help="Answer what is asked of a cell.")


def notes_of(answers: Iterable[str]) -> dict[str, str]:
    """Return the note for each cell that ``--answer`` names.

    Raises:
        click.UsageError: one has no cell or no note.
    """
    notes = {}
    for text in answers:
        cell, equals, note = text.partition("=")
        if not (equals and note.strip()):
            raise click.UsageError(f'--answer "{text}": write CELL=NOTE, such as "Actions!E7=Confirmed by telephone"')
        notes[cell.strip()] = note.strip()
    return notes


def refuse_unknown(cells: Iterable[str], known: Iterable[str], why: str) -> None:
    """Refuse cells that are not known.

    Args:
        cells: the cells that somebody names.
        known: the cells that may be named.
        why: why no other may be, after its name.

    Raises:
        click.UsageError: one of them is not known.
    """
    from actionplan.model.suggest import hint

    every = list(dict.fromkeys(known))
    for cell in cells:
        if cell not in every:
            raise click.UsageError(f'no cell "{cell}" {why}. {hint(cell, every) if every else ""}'.strip())


def explain(cells: Iterable[str]) -> None:
    """Print how what is asked can be answered in words; nothing if nothing is asked about a cell.

    Args:
        cells: the cells that are asked about; empty texts are none.
    """
    if cell := next(filter(None, cells), None):
        console.explain(f'To answer it in words, which the receipt keeps: --answer "{cell}=..."', on_stderr=True)
