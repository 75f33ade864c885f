"""Problems of plans: each on one line as editors know it, or with the source line, the expectation and a fix."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from actionplan.model.kinds import PLAN_FILE
from actionplan.model.problem import Problem
from actionplan.model.records import Unread
from actionplan.model.text import count
from actionplan.model.view import Portfolio
from actionplan.report.document import GAP, Document, Heading, Item, Items, Paragraph, Source
from actionplan.report.inline import Span
from actionplan.report.words import code_line

MOST_ALIKE = 100
"""How many problems of one code are shown of one file; the others are counted. JSON has all of them."""

_RANKS = ("Files that cannot be read", "Errors", "Warnings")


def problem_line(found: Problem) -> str:
    """Return a problem on one line, as editors know it: ``path:line:column: CODE message``."""
    return f"{_place(found)}: {found.code} {code_line(found.message)}"


def problem_lines(problems: Iterable[Problem], indent: int = 0) -> Source:
    """Return problems, each on one line as `problem_line` gives it, which a terminal wraps.

    Args:
        problems: the problems.
        indent: blanks before each.
    """
    return Source(tuple(" " * indent + problem_line(found) for found in problems), hang=indent + 4)


def _place(found: Problem) -> str:
    where = found.where
    place = code_line(where.cell) if where.cell else f"{where.line or 1}:{where.column or 1}"
    return f"{code_line(where.path)}:{place}"


def problems_document(problems: Iterable[Problem], *, is_page: bool = False) -> Document:
    """Return all problems: unreadable files first, then errors, then warnings, each in the order that they have.

    Args:
        problems: the problems, with places.
        is_page: whether they are for a page, where each has a heading.
    """
    for rank, group in groupby(sorted(problems, key=_rank), key=_rank):
        if is_page:
            yield Heading(_RANKS[rank])
        seen: Counter[tuple[str, str]] = Counter()
        for found in group:
            alike = (found.where.path, found.code)
            seen[alike] += 1
            if seen[alike] <= MOST_ALIKE:
                yield from _problem(found, is_page=is_page)
        for (path, code), number in seen.items():
            if number > MOST_ALIKE:
                more = f"{code_line(path)}: {number - MOST_ALIKE:,} more problems with the code {code}"
                yield Paragraph(f"{more}; --format json lists all of them.")
                yield GAP


def _rank(found: Problem) -> int:
    return 0 if found.code.startswith("E0") else 1 if found.severity == "error" else 2


def _problem(found: Problem, *, is_page: bool) -> Document:
    """Return a problem with its source line, a caret under the fault, the expected value and the likely fix."""
    where = found.where
    if is_page:
        yield from (Heading(found.message, 3, label=found.code), Paragraph(Span(_place(found), "code")))
    else:
        yield problem_lines((found,))
    if where.text and where.column:
        yield Source((where.text,), indent=4, mark=(where.column, where.length))
    advice = (("expected", found.expected), ("fix", found.fix))
    if items := tuple(Item(f"{label}: {text}") for label, text in advice if text):
        yield Items(items, indent=4, hang=4)
    yield GAP


def to_do_list(problems: Iterable[Problem]) -> Document:
    """Return what is left to do after a change, each with how; without codes, which belong to what is refused."""
    items = tuple(Item(f"{found.message}{f': {found.fix}' if found.fix else ''}") for found in problems)
    yield Items(items, indent=2, hang=4, mark="- ")


def partial_notice(unread: Sequence[Unread], problems: Iterable[Problem]) -> Document:
    """Return the warning above figures that lack a file; empty where none is missing.

    Args:
        unread: the files that could not be read.
        problems: the problems found in reading them.
    """
    if not unread:
        return
    verb = "is" if len(unread) == 1 else "are"
    text = f"PARTIAL: {count(len(unread), 'file')} could not be read and {verb} missing from all figures below."
    yield Paragraph(Span(text, "alert"))
    if lost := sum(os.path.basename(file.path) == PLAN_FILE for file in unread):
        yield Paragraph(f"{count(lost, 'plan')} {'is' if lost == 1 else 'are'} missing completely, with all actions.")
    yield problem_lines(reading_problems(Portfolio(unread=tuple(unread)), problems), indent=2)
    yield GAP


def duplicates_notice(duplicates: Sequence[Problem]) -> Document:
    """Return the warning above figures that count several plans with the same id.

    Args:
        duplicates: a problem for each plan that has the id of another.
    """
    if duplicates:
        verb = "has the same id as another" if len(duplicates) == 1 else "have the same id as another"
        text = f"DUPLICATE ID: {count(len(duplicates), 'plan')} {verb}; each is included in all figures."
        yield Paragraph(Span(text, "alert"))
        yield problem_lines(duplicates, indent=2)
        yield GAP


def reading_problems(portfolio: Portfolio, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems for which files could not be read."""
    paths = {unread.path for unread in portfolio.unread}
    paths |= {unread.path for plan in portfolio.plans for unread in plan.unread}
    return [found for found in problems if found.where.path in paths and found.severity == "error"]
