"""Read the outlines of papers."""

import os
import re
from collections.abc import Iterator

from attrs import evolve

from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.kinds import parts_of_kind, records_of
from actionplan.model.lookup import refs_of
from actionplan.model.outlines import KINDS, OUTLINES, STATEMENT, WITH_MOST, WITH_TEXT, Outline, OutlineSection
from actionplan.model.problem import KeyPath, Location, Problem, ProblemsFound, problem
from actionplan.model.records import Plan
from actionplan.model.suggest import did_you_mean, listed
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
    if outline is not None:
        problems = (*problems, *_mistakes(outline, path, files))
    if outline is None or problems:
        raise ProblemsFound(locate(problems, {path: document.text}))
    return outline


def _mistakes(outline: Outline, path: str, files: Files) -> Iterator[Problem]:
    """Yield what an outline says without meaning anything: texts without words, keys that a section does not use."""
    folder, name = os.path.split(path)
    kind = name.removesuffix(".toml")
    if not outline.sections and kind not in (*KINDS, STATEMENT):
        fix = f'add: [[sections]] with section = "headline"; to begin from ours: actionplan report {KINDS[0]} --outline'
        yield problem("E102", 'the key "sections" is missing', Location(path=path), fix=fix)
    for keys, text in _texts(outline):
        if not text.strip():
            where = Location(path=path, keys=keys)
            yield problem("E109", "this text is empty", where, fix="write the text, or remove the line")
    for at, section in enumerate(outline.sections):
        yield from _mistakes_of_section(section, ("sections", at), path)
    if outline.appendices:
        known = list(dict.fromkeys((*KINDS, *(each.removesuffix(".toml") for each in _names(folder, files)))))
        for at, appendix in enumerate(outline.appendices):
            if appendix.kind not in known:
                where = Location(path=path, keys=("appendices", at, "kind"))
                message, fix = f'there is no kind of report "{appendix.kind}"', did_you_mean(appendix.kind, known)
                yield problem("E104", message, where, expected=f"one of {listed(known)}", fix=fix)


def _mistakes_of_section(section: OutlineSection, keys: KeyPath, path: str) -> Iterator[Problem]:
    for key, value, takes in (("text", section.text, WITH_TEXT), ("most", section.most, WITH_MOST)):
        if value is not None and section.section not in takes:
            where = Location(path=path, keys=(*keys, key), on_key=True)
            message, expected = f'the section "{section.section}" takes no "{key}"', f"only in {listed(sorted(takes))}"
            yield problem("E101", message, where, expected=expected, fix="remove the line")
    if section.section == "text" and section.text is None:
        where = Location(path=path, keys=keys)
        yield problem("E102", 'the key "text" is missing', where, fix="add: text = ...")
    if section.section in WITH_MOST and section.most is not None and section.most < 1:
        where = Location(path=path, keys=(*keys, "most"))
        yield problem("E107", f'"most" is {section.most}', where, expected="1 or more")


def _texts(outline: Outline) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text of an outline with its place."""
    found: list[tuple[KeyPath, str | None]] = [(("name",), outline.name)]
    for at, section in enumerate(outline.sections):
        found += [(("sections", at, "title"), section.title), (("sections", at, "text"), section.text)]
    found += [(("asks", at, "text"), each.text) for at, each in enumerate(outline.asks)]
    found += [(("appendices", at, "title"), each.title) for at, each in enumerate(outline.appendices)]
    yield from ((keys, text) for keys, text in found if text is not None)


def outline_names(root: str, files: Files = DISK) -> list[str]:
    """Return the names of the files of a plan's own outlines, in order; none if it has no folder for them."""
    return _names(os.path.join(root, OUTLINES), files)


def _names(folder: str, files: Files) -> list[str]:
    names = files.names(folder) if files.is_folder(folder) else []
    return sorted(name for name in names if name.endswith(".toml") and not name.startswith("."))


def outline_problems(plan: Plan, files: Files = DISK) -> Iterator[Problem]:
    """Yield the mistakes in a plan's own outlines. No figure of the plan depends on them.

    Args:
        plan: the plan.
        files: the file system that has it.
    """
    folder = os.path.join(plan.root, OUTLINES)
    try:
        names = outline_names(plan.root, files)
    except OSError as error:
        yield cannot_list(folder, error)
        return
    for name in names:
        path = os.path.join(folder, name)
        try:
            outline = read_outline(path, files, plan.calendar, inside=plan.root)
            if not plan.unread:
                for found, word in _unknown_records(plan, outline, path):
                    yield from (_at_word(each, word) for each in locate([found], files=files))
        except Unreadable as error:
            yield error.problem
        except ProblemsFound as error:
            yield from error.problems


_UNITS = "million|billion|per cent|hours?|days?|weeks?|months?|years?|places?|posts?|points?|FTE"
_NAME = re.compile(rf"(?<![\w.£$€-])\w+(?:[.-]\w+)*(?![\w%])(?!\s+(?:{_UNITS})\b)")
"""A word of a text that may be an id: no amount of money, and no number of something."""

_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


def _unknown_records(plan: Plan, outline: Outline, path: str) -> Iterator[tuple[Problem, str]]:
    """Yield a problem for each word of an outline that looks like the id of a record, and is none, with the word.

    It looks like one if it differs from an id or a printed reference of the plan in its figures alone, as 4.12 does
    from 4.1.
    """
    known = {name.casefold(): name for name in _names_of(plan)}
    shapes = {_shape(name) for name in known if re.search(r"\d", name) and not name.isdecimal()}
    texts: list[tuple[KeyPath, str]] = [(("asks", at, "text"), each.text) for at, each in enumerate(outline.asks)]
    texts += [(("sections", at, "text"), each.text or "") for at, each in enumerate(outline.sections)]
    for keys, text in texts:
        for name in dict.fromkeys(_NAME.findall(text)):
            if _shape(name) in shapes and name.casefold() not in known and not _DAY.fullmatch(name):
                where, fix = Location(path=path, keys=keys), did_you_mean(name, known.values())
                yield problem("W546", f'there is no record "{name}"', where, fix=fix), name


def _shape(name: str) -> str:
    return re.sub(r"\d+", "0", name.casefold())


def _names_of(plan: Plan) -> Iterator[str]:
    """Yield every name by which people know a record of a plan, or a part of one."""
    for record in records_of(plan):
        parts = (part for name in parts_of_kind(type(record)) for part in getattr(record, name))
        refs = (part.ref for part in parts if getattr(part, "ref", None) is not None)
        yield from (record.id, *getattr(record, "formerly", ()), *refs_of(record), *refs)


def _at_word(found: Problem, word: str) -> Problem:
    """Return a problem with the place of a word in the value at which it has its place, if that has it in one line."""
    where = found.where
    at = (where.text or "").find(word, (where.column or 1) - 1)
    return found if at < 0 else evolve(found, where=evolve(where, column=at + 1, length=len(word)))
