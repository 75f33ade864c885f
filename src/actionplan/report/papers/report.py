"""``actionplan report``: a paper about one plan, as a document that each writer turns into a file."""

import os
import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

import attrs

from actionplan.model.outlines import OUTLINES
from actionplan.model.problem import Problem
from actionplan.model.records import Plan
from actionplan.report.document import Document
from actionplan.report.inline import Span, plain
from actionplan.report.papers.action_sheet import action_sheet
from actionplan.report.papers.material import Material
from actionplan.report.papers.outlines import outline_of, paper
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.storage.filesystem import DISK
from actionplan.summary.public import published


def _material(plan: Plan, context: Context) -> Material:
    files = context.files or DISK
    outline = outline_of(plan, context.selection.kind, files)
    appended = (outline_of(plan, each.kind, files) for each in outline.appendices) if outline is not None else ()
    return Material(
        plan=plan,
        as_at=context.as_at,
        known_at=context.known_at,
        selection=context.selection,
        outline=outline,
        appended=tuple(each for each in appended if each is not None),
    )


def _plan(plan: Plan, context: Context) -> Plan:
    """Return a plan without what is internal, if the paper is for everyone."""
    outline = outline_of(plan, context.selection.kind, context.files or DISK)
    return published(plan) if outline is not None and outline.for_all else plan


def report_document(run: RunResult, context: Context) -> Document:
    """Return the papers about plans, one after the other."""
    only = context.selection.action
    for material in run.results:
        found = [each for each in material.plan.actions if each.id == only]
        if material.outline is not None:
            yield from paper(material, material.outline)
        for action in found:
            yield from action_sheet(material, action)


def outline_mistakes(run: RunResult) -> list[Problem]:
    """Return the problems of the outlines that papers are made by.

    A mistake in the outline of another paper is none of these: no figure of the plan depends on it.
    """
    names = [f"{kind}.toml" for material in run.results for kind in material.kinds]
    used = {os.path.join(folder, name) for folder in _outline_folders(run) for name in names}
    return [each for each in run.problems if each.where.path in used]


def plan_errors(run: RunResult) -> int:
    """Return how many errors the rules find in the plans, besides files that cannot be read and outlines."""
    return sum(
        each.severity == "error"
        and not each.code.startswith("E0")
        and os.path.dirname(each.where.path) not in _outline_folders(run)
        for each in run.problems
    )


def _outline_folders(run: RunResult) -> list[str]:
    return [os.path.join(root, OUTLINES) for root in run.roots]


def appendices(material: Material) -> Iterator[tuple[str, str, Document]]:
    """Yield the appendices of a paper: the letter, the kind and the document of each."""
    listed = material.outline.appendices if material.outline is not None else ()
    for letter, each, outline in zip(ascii_uppercase, listed, material.appended, strict=False):
        yield letter, each.kind, paper(material, outline, letter)


def paper_json(document: Document) -> list[dict[str, Any]]:
    """Return the blocks of a paper for programs: each with its kind, its texts and its numbers, without its looks."""
    return [_as_json(block) for block in document]


_LOOKS = frozenset(
    {
        *("indent", "hang", "width", "least", "is_quiet", "mark", "under_hang", "is_spaced", "group", "folds"),
        *("is_even", "shows_heading", "is_number", "drawing", "shapes", "logo", "ascii", "screen", "link", "look"),
    }
)
"""Fields of blocks that say how something looks, and not what it is."""


def _as_json(value: Any) -> Any:
    """Return a part of a document as JSON has it: a text in its roles becomes one string, a record an object."""
    if isinstance(value, Span | str):
        return plain(value)
    if isinstance(value, tuple):
        is_text = bool(value) and all(isinstance(each, Span | str) for each in value)
        has_roles = any(isinstance(each, Span) for each in value)
        return plain(value) if is_text and has_roles else [_as_json(each) for each in value]
    if not attrs.has(type(value)):
        return value
    fields = (each.name for each in attrs.fields(type(value)) if each.name not in _LOOKS)
    kind = re.sub(r"(?<!^)(?=[A-Z])", "_", type(value).__name__).lower()
    return {"block": kind} | {name.removeprefix("is_"): _as_json(getattr(value, name)) for name in fields}


REPORT = Report(
    name="report",
    title=lambda context: context.selection.kind.capitalize(),
    plan=_plan,
    result=_material,
    document=report_document,
    first_keys=lambda context: {"report": context.selection.kind},
    checks=True,
)
