"""Read the outline of a paper."""

from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.outlines import Outline
from actionplan.model.problem import ProblemsFound
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.positions import locate
from actionplan.storage.structuring import structure
from actionplan.storage.toml import document_of


def read_outline(
    path: str, files: Files = DISK, calendar: Calendar = NO_CALENDAR, inside: str | None = None
) -> Outline:
    """Read an outline.

    Args:
        path: the file.
        files: the file system that has it.
        calendar: the periods that the plan declares.
        inside: the folder that links may not lead out of; None for any.

    Raises:
        Unreadable: the file is missing, or is no TOML.
        ProblemsFound: it has a mistake.
    """
    document = document_of(path, files.read(path, inside=inside))
    outline, problems = structure(document.table, Outline, path, calendar)
    if outline is None or problems:
        raise ProblemsFound(locate(problems, {path: document.text}))
    return outline
