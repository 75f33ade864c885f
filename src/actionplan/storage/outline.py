"""Read the outlines of papers."""

import os
from collections.abc import Iterator

from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.outlines import OUTLINES, Outline
from actionplan.model.problem import Problem, ProblemsFound
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.plan_folder import cannot_list
from actionplan.storage.positions import locate
from actionplan.storage.structuring import structure
from actionplan.storage.toml import Unreadable, document_of


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


def outline_names(root: str, files: Files = DISK) -> list[str]:
    """Return the names of the files of a plan's own outlines, in order; none if it has no folder for them."""
    folder = os.path.join(root, OUTLINES)
    names = files.names(folder) if files.is_folder(folder) else []
    return sorted(name for name in names if name.endswith(".toml") and not name.startswith("."))


def outline_problems(root: str, files: Files = DISK, calendar: Calendar = NO_CALENDAR) -> Iterator[Problem]:
    """Yield the mistakes in a plan's own outlines. No figure of the plan depends on them.

    Args:
        root: the plan's folder.
        files: the file system that has it.
        calendar: the periods that the plan declares.
    """
    try:
        names = outline_names(root, files)
    except OSError as error:
        yield cannot_list(os.path.join(root, OUTLINES), error)
        return
    for name in names:
        try:
            read_outline(os.path.join(root, OUTLINES, name), files, calendar, inside=root)
        except Unreadable as error:
            yield error.problem
        except ProblemsFound as error:
            yield from error.problems
