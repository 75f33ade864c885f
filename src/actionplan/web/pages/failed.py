"""The page that says why there is nothing to show, and what to do. No fault reaches the reader as a traceback."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from werkzeug.exceptions import HTTPException

from actionplan.model.errors import ActionPlanError
from actionplan.model.outlines import OUTLINES
from actionplan.model.problem import Problem, ProblemsFound
from actionplan.model.refused import NotInstalled
from actionplan.report.document import Block, Heading, Paragraph, Source
from actionplan.report.inline import Span
from actionplan.report.problems import problems_document
from actionplan.storage.discovery import NoPlan
from actionplan.storage.fault_file import HOW_TO_REPORT, OURS, keep_details
from actionplan.storage.toml import Unreadable
from actionplan.web.page import Page

_BY_ITS_ADDRESS: Final = "Open the view by the address that it printed when it started."
_REFUSALS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("This request was not understood", _BY_ITS_ADDRESS),
    403: ("This request came from another site", _BY_ITS_ADDRESS),
    404: ("There is no such page", "Its address may be mistyped, or the record is not in the plan on this day."),
    405: ("This page can only be read", _BY_ITS_ADDRESS),
    413: ("This is too large", "The view takes at most 10 million bytes at once."),
}


def failed(error: Exception, entered: Sequence[str] = ()) -> Page:
    """Return the page that says why a request cannot be answered.

    Args:
        error: what was raised. An error of ours is kept in a file, for its developers.
        entered: the texts that a form sent; they are shown once more, so that none of them is lost.
    """
    status, title, blocks = _said(error)
    return Page(document=(Heading(title, 1), *blocks, *_again(entered)), is_printed=False, status=status)


def _again(entered: Sequence[str]) -> Iterator[Block]:
    if entered:
        yield Heading("What you wrote", 2)
        yield Paragraph("It was not saved. It is shown once more, so that you can copy it.")
        for text in entered:
            yield Source(tuple(text.splitlines()))


def _said(error: Exception) -> tuple[int, str, Iterable[Block]]:
    """Return the status, the title and the blocks of the page of an error."""
    status, title, blocks = 503, "This cannot be shown now", _lines(_sentence(str(error)))
    match error:
        case HTTPException():
            status = error.code or 500
            title, words = _REFUSALS.get(status, ("This cannot be answered", error.description or ""))
            blocks = _lines(words)
        case NoPlan():
            status, title = 404, "There is no plan to show"
        case NotInstalled():
            status, title = 501, "Something has to be installed first"
        case ProblemsFound():
            is_outline = all(_is_outline(each) for each in error.problems)
            title = "The outline of a paper has a mistake" if is_outline else "A plan cannot be read"
            why = "Correct the file, and load this page again."
            lines = why if is_outline else f"No other plan has this name. {why}"
            blocks = [Paragraph(lines), *problems_document(error.problems)]
        case Unreadable():
            title, blocks = "A file cannot be read", list(problems_document((error.problem,)))
        case ActionPlanError():
            pass
        case OSError():
            where = f": {error.filename}" if error.filename else ""
            blocks = _lines(f"{error.strerror or error}{where}")
        case _:
            status, title = 500, "Something went wrong"
            blocks = _lines(f"{OURS}\n{keep_details(error)}\n{HOW_TO_REPORT}")
    return status, title, blocks


def _is_outline(found: Problem) -> bool:
    return os.path.basename(os.path.dirname(found.where.path)) == OUTLINES


def _lines(text: str) -> list[Block]:
    """Return the lines of a message; a line that is set in is a command to type."""
    return [
        Source((line.strip(),)) if line.startswith("  ") else Paragraph(Span(line))
        for line in text.split("\n")
        if line.strip()
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
