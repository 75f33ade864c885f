"""Problems as text and as JSON: place, code and fault; the line with a caret; what was expected; the likely mend."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

from actionplan.model.kinds import PLAN_FILE, records_of
from actionplan.model.problem import Problem
from actionplan.model.records import Portfolio, Unread
from actionplan.report.document import GAP, Document, Paragraph, Source, Span
from actionplan.report.words import count, visible

_SHOWN = 78
"""The widest piece of a line that is shown; of a longer one, the part around the caret."""


def problem_line(found: Problem) -> str:
    """Give one problem on one line, as editors know it: ``path:line:column: CODE message``."""
    where = found.where
    return f"{visible(where.path)}:{where.line or 1}:{where.column or 1}: {found.code} {visible(found.message)}"


def problem_text(found: Problem) -> str:
    """Give one problem with the line at fault, a caret under the fault, what was expected and the likely mend."""
    lines = [problem_line(found)]
    where = found.where
    if where.text and where.column:
        text, column = _cut(where.text, where.column)
        shown = visible(text.replace("\t", " "))
        # Characters made visible are wider than they were, so the caret moves with them.
        start = len(visible(text[: column - 1].replace("\t", " ")))
        length = max(1, min(where.length, len(text) - column + 1))
        lines += [f"    {shown}", "    " + " " * start + "^" * length]
    from textwrap import wrap

    for label, text in (("expected", found.expected), ("to mend it", found.fix)):
        if text:
            lines += wrap(f"    {label}: {visible(text)}", _SHOWN, subsequent_indent=" " * 8, break_on_hyphens=False)
    return "\n".join(lines)


def _cut(text: str, column: int) -> tuple[str, int]:
    if len(text) <= _SHOWN:
        return text, column
    start = max(0, min(column - 1 - _SHOWN // 2, len(text) - _SHOWN))
    return text[start : start + _SHOWN], column - start


def problems_text(problems: Sequence[Problem]) -> str:
    """Give all problems, unreadable files first, then errors, then warnings, each in order of file and place."""
    ordered = sorted(problems, key=_rank)
    return "\n\n".join(problem_text(found) for found in ordered)


def _rank(found: Problem) -> int:
    if found.code.startswith("E0"):
        return 0
    return 1 if found.severity == "error" else 2


def counts_text(problems: Iterable[Problem]) -> str:
    """Give how many errors and warnings there are: ``1 error, 2 warnings``."""
    problems = list(problems)
    errors = sum(found.severity == "error" for found in problems)
    return f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}"


def partial_text(portfolio: Portfolio, problems: Iterable[Problem]) -> str:
    """Give what stands above figures that miss a file; empty where none is missed.

    Args:
        portfolio: the plans.
        problems: what was met in reading them.
    """
    unread = [*portfolio.unread, *(unread for plan in portfolio.plans for unread in plan.unread)]
    if not unread:
        return ""
    verb = "is" if len(unread) == 1 else "are"
    lines = [f"PARTIAL: {count(len(unread), 'file')} could not be read, and {verb} missing from every figure below."]
    if lost := sum(os.path.basename(file.path) == PLAN_FILE for file in unread):
        lines.append(f"{count(lost, 'plan')} {'is' if lost == 1 else 'are'} missing altogether, with every action.")
    lines += [f"  {problem_line(found)}" for found in reading_problems(portfolio, problems)]
    return "\n".join(lines) + "\n"


def partial_notice(unread: Sequence[Unread], problems: Iterable[Problem]) -> Document:
    """Return what stands above figures that miss a file; empty where none is missed.

    Args:
        unread: the files that could not be read.
        problems: what was met in reading them.
    """
    if not unread:
        return
    verb = "is" if len(unread) == 1 else "are"
    text = f"PARTIAL: {count(len(unread), 'file')} could not be read, and {verb} missing from every figure below."
    yield Paragraph(Span(text, "alert"))
    if lost := sum(os.path.basename(file.path) == PLAN_FILE for file in unread):
        yield Paragraph(f"{count(lost, 'plan')} {'is' if lost == 1 else 'are'} missing altogether, with every action.")
    found = reading_problems(Portfolio(unread=tuple(unread)), problems)
    yield Source(tuple(f"  {problem_line(each)}" for each in found))
    yield GAP


def duplicates_notice(duplicates: Sequence[Problem]) -> Document:
    """Return what stands above figures in which plans of one id are counted, each of them.

    Args:
        duplicates: a problem for each plan that has the id of another.
    """
    if duplicates:
        verb = "has the same id as another" if len(duplicates) == 1 else "have the same id as another"
        text = f"DUPLICATE ID: {count(len(duplicates), 'plan')} {verb}; all count in every figure below."
        yield Paragraph(Span(text, "alert"))
        yield Source(tuple(f"  {problem_line(found)}" for found in duplicates))
        yield GAP


def twice_text(same: Sequence[Problem]) -> str:
    """Give what stands above figures in which plans of one id are counted, each of them.

    Args:
        same: a problem for each plan that bears the id of another.
    """
    verb = "bears" if len(same) == 1 else "bear"
    lines = [f"TWICE: {count(len(same), 'plan')} {verb} the id of another; both count in every figure below."]
    lines += [f"  {problem_line(found)}" for found in same]
    return "\n".join(lines) + "\n"


def reading_problems(portfolio: Portfolio, problems: Iterable[Problem]) -> list[Problem]:
    """Give the problems for which files could not be read."""
    paths = {unread.path for unread in portfolio.unread}
    paths |= {unread.path for plan in portfolio.plans for unread in plan.unread}
    return [found for found in problems if found.where.path in paths and found.severity == "error"]


def check_text(portfolio: Portfolio, problems: Sequence[Problem], *, partial: bool) -> str:
    """Give the whole answer of ``actionplan check``.

    Args:
        portfolio: the plans that were checked.
        problems: what is wrong with them.
        partial: whether a file could not be read.
    """
    files = sum(1 + len(records_of(plan)) for plan in portfolio.plans)
    checked = f"{count(len(portfolio.plans), 'plan')}, {count(files, 'file')}"
    if partial:
        checked += "; rules that look at a file that could not be read were left out"
    result = f"{counts_text(problems)} in {checked}." if problems else f"Nothing wrong in {checked}."
    return f"{problems_text(problems)}\n\n{result}" if problems else result


def check_json(portfolio: Portfolio, problems: Iterable[Problem], *, partial: bool) -> dict[str, Any]:
    """Give the whole answer of ``actionplan check --format json``."""
    return {
        "schema_version": 1,
        "kind": "check",
        "partial": partial,
        "plans": [{"id": plan.id, "title": plan.title, "path": plan.root} for plan in portfolio.plans],
        "problems": [problem_json(found) for found in problems],
    }


def problem_json(found: Problem) -> dict[str, Any]:
    """Give one problem as JSON: the same words as in the text."""
    where = found.where
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "keys": list(where.keys),
        "expected": found.expected or None,
        "fix": found.fix or None,
    }
