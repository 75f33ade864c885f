"""New plans and new records: files are made, never overwritten."""

import os
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from attrs import evolve

from actionplan.edit.input import made_from
from actionplan.edit.plan_edit import PlanEdit, refuse_errors
from actionplan.model.as_known import is_being_copied
from actionplan.model.checked import checks_arguments
from actionplan.model.dates import last_day, on_day
from actionplan.model.ids import Id, fault_in_id, id_expected
from actionplan.model.kinds import (
    FOLDERS,
    KINDS,
    PLAN_FILE,
    RECORD_TYPES,
    TAILS,
    dated_of,
    path_of,
    record_path,
    records_of,
    with_records,
)
from actionplan.model.problem import ProblemsFound
from actionplan.model.records import Plan, Record
from actionplan.model.text import with_article
from actionplan.rules.checks import check_plan
from actionplan.rules.confirmations import personal, to_confirm
from actionplan.rules.confirmations.registry import PlannedChange
from actionplan.storage.discovery import plan_around_or_inside
from actionplan.storage.evidence_files import files_missing
from actionplan.storage.filesystem import Snapshot
from actionplan.storage.load import load_plan, structure_text
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, Prepared, SaveError, folders_only_if_saved, locked_plan, save, save_locked
from actionplan.storage.writer import pair_text, plan_text, record_text

_HIDDEN = {"gitignore": ".gitignore"}
"""Files that are packaged under a name without the dot, since packagers act on the dotted one."""


def prepare_plan(root: str, identifier: str, title: str, today: date, *, is_empty: bool = False) -> Prepared:
    """Return the files of a new plan, without writing anything: of one that explains itself, or of an empty one.

    Args:
        root: its folder, which may exist but has no file of a plan yet.
        identifier: its id.
        title: its title.
        today: the day on which its example begins.
        is_empty: whether it has neither examples nor bodies and ratings.

    Returns:
        The files; the only possible problems are in the title.

    Raises:
        SaveError: a file is already there, or the folder is inside a plan or has one inside.
    """
    texts = {}
    for path, source in _walk(files("actionplan.edit") / "starter", ""):
        if is_empty and path not in (PLAN_FILE, *_HIDDEN.values()):
            continue
        text = _dated(source.read_text(encoding="utf-8"), today)
        if path == PLAN_FILE:
            text = text.replace('id = "my-plan"', pair_text("id", identifier))
            text = text.replace('title = "Our priority action plan"', pair_text("title", title))
            text = plan_text(Plan(format=1, id=Id(identifier), title=title)) if is_empty else text
        texts[_dated(path, today)] = text.encode()
    plan, problems, _ = load_plan(".", Snapshot("", texts))
    found = locate((*problems, *(check_plan(plan, today) if plan is not None else ())))
    return Prepared(
        root=root,
        changes=_new_files(root, texts),
        blocks=tuple(text.decode() for text in texts.values()),
        problems=found,
        to_confirm=personal(found),
    )


def save_plan(prepared: Prepared) -> None:
    """Make the files of a new plan, and its folder: all of them, or nothing.

    Args:
        prepared: the files, from `prepare_plan`.

    Raises:
        SaveError: the folder is not writable, or the disk is full; nothing was made.
    """
    with folders_only_if_saved([prepared.root]):
        try:
            os.makedirs(prepared.root, exist_ok=True)
        except OSError as error:
            raise SaveError(f"nothing was made: {error.strerror or error} ({prepared.root})") from error
        save(prepared.root, prepared.changes)


@checks_arguments
def write_plan(plan: Plan, folder: str | os.PathLike[str]) -> list[str]:
    """Write a new plan: ``plan.toml`` and the file of every record. All files are made, or none.

    The text is read back before it is saved, and must give the same plan. The rules of `check` are not applied.

    Args:
        plan: the plan. Its ``root`` does not matter.
        folder: the folder to write to, which is made if it does not exist. It must not contain a plan's files.

    Returns:
        The paths of the files made.

    Raises:
        ProblemsFound: the plan, as its files would be, has a value that cannot be read; nothing was made.
        SaveError: a file is already there, the folder is not writable, or the files would not give the same plan, for
            instance because two records have the same id, if only in different case; nothing was made.
        WrongArgument: ``plan`` is not a `Plan`.

    Example:
        >>> import tempfile
        >>> plan = Plan(format=1, id=Id("demo"), title="A plan", bodies={Id("hcc"): Body(name="HCC", kind="council")})
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_plan(plan, folder) == [f"{folder}/plan.toml"]
        True
    """
    if plan.unread:
        raise SaveError(f"{plan.unread[0].path} could not be read, so the plan is not complete; nothing was made")
    root = os.fspath(folder)
    prepared = prepare_written(plan, root)
    save_plan(prepared)
    return [change.path for change in prepared.changes]


def prepare_written(plan: Plan, root: str) -> Prepared:
    """Return the files of a new plan as `write_plan` does, for a folder, without writing anything.

    Raises:
        ProblemsFound: a value cannot be read back.
        SaveError: a file is already there, or the files would not give the same plan.
    """
    texts = {PLAN_FILE: plan_text(plan).encode()}
    for record in records_of(plan):
        _refuse_invalid(record.id)
        texts[os.path.relpath(path_of(plan, record), plan.root)] = record_text(record).encode()
    written, problems, _ = load_plan(".", Snapshot("", texts))
    if problems:
        raise ProblemsFound(problems)
    if written != plan or len({path.casefold() for path in texts}) < len(texts):
        raise SaveError("the plan's files would not give the same plan when they are read; nothing was made")
    blocks = tuple(text.decode() for text in texts.values())
    return Prepared(root=root, changes=_new_files(root, texts), blocks=blocks, problems=())


def _new_files(root: str, texts: Mapping[str, bytes]) -> tuple[FileEdit, ...]:
    """Return the files of a new plan, by their paths in its folder; refuse where a plan's file is already there,
    and where one plan would be inside another.
    """
    there = [record_path(root, kind, name) for kind, name in PlanEdit(root).ids()]
    there += [path for path in (os.path.join(root, name) for name in texts) if os.path.lexists(path)]
    if there:
        raise SaveError(f"{there[0]} already exists, so nothing was created")
    if (other := plan_around_or_inside(root)) is not None:
        why = f"{other} is a plan, and reports leave out a plan that is inside another"
        raise SaveError(f"nothing was created: {why}. Choose a folder beside it")
    return tuple(FileEdit(path=os.path.join(root, name), before=None, after=data) for name, data in texts.items())


UNFINISHED: Final = frozenset({"E504"})
"""Errors that a new record may have: which actions carry out a resolution's clauses is often decided later."""


@checks_arguments
def add_record(folder: str | os.PathLike[str], record: Record, *, today: date) -> Prepared:
    """Add a new record to a plan, and save.

    Args:
        folder: the plan's folder.
        record: the record. If the plan has been agreed, ``agreed`` is set to today where the record has none.
        today: today's date.

    Returns:
        What was saved; its problems are warnings, and that no action carries out a new resolution's clause.
        ``to_confirm`` has what the command line would have asked about first.

    Raises:
        ProblemsFound: ``plan.toml`` cannot be read, or the record would bring errors; nothing was written.
        SaveError: the id is taken or not valid, or the file could not be saved; nothing was written.
        WrongArgument: an argument has the wrong type.

    Example:
        >>> import tempfile
        >>> plan = Plan(format=1, id=Id("demo"), title="A plan", bodies={Id("hcc"): Body(name="HCC", kind="council")})
        >>> area = Area(id=Id("PA1"), title="Share data", kind="priority-action", owner=Id("hcc"))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = write_plan(plan, folder)
        ...     _ = add_record(folder, area, today=date(2026, 1, 5))
        ...     load(folder).plans[0].areas[0].title
        'Share data'
    """
    root = os.fspath(folder)
    with locked_plan(root):
        prepared = prepare_new(PlanEdit(root), record, today)
        refuse_errors(prepared, UNFINISHED)
        save_locked(root, prepared.changes)
    return prepared


def prepare_record(edit: PlanEdit, kind: str, identifier: str, head: Mapping[str, Any], today: date) -> Prepared:
    """Return a new record's file, and the problems that it would bring, without writing anything.

    Args:
        edit: the plan.
        kind: the kind of record, one of `FOLDERS`.
        identifier: its id, which names the file.
        head: values by the keys of its head: days may be ISO texts, None means not stated.
        today: today's date.

    Raises:
        ProblemsFound: ``plan.toml`` cannot be read.
        SaveError: the id is taken.
        WrongValue: a value is wrong.
    """
    return prepare_new(edit, made_from({"id": identifier, **head}, RECORD_TYPES[kind], edit.plan), today)


def prepare_new(edit: PlanEdit, record: Record, today: date) -> Prepared:
    """Return a new record's file as `prepare_record` does, for a record that is made already.

    A record of a plan that has been agreed gets ``agreed``, since it was not in the plan before. It gets none while
    older papers are still being copied, or if it is older than today: a due date or the day on which it was raised has
    passed. Then it was agreed with the plan. Resolutions and reviews have no such key: they are events, and do not join
    a plan.
    """
    plan, _ = edit.complete
    refuse_taken(edit, record.id)
    if _joins_today(plan, record, today) and getattr(record, "agreed", today) is None:
        agreed: dict[str, Any] = {"agreed": on_day(today)}
        record = evolve(record, **agreed)
    kind = KINDS[type(record)]
    path, text, folder = record_path(edit.root, kind, record.id), record_text(record), FOLDERS[kind]
    alone, problems = structure_text(plan, path, text, kind, record.id)
    if not problems and getattr(alone, folder) != (record,):
        raise SaveError(f"{path} would not give the same record when it is read; nothing was written")
    after = with_records(plan, {folder: (*getattr(plan, folder), *getattr(alone, folder))})
    found = (*problems, *(problem for problem in check_plan(after, today) if problem.where.path == path))
    asked = to_confirm(addition_of(after, record, today))
    return Prepared(
        root=edit.root,
        changes=(FileEdit(path=path, before=None, after=text.encode()),),
        blocks=(text,),
        problems=locate(found, {path: text}),
        to_confirm=locate((*asked, *personal(found)), {path: text}),
    )


def _joins_today(plan: Plan, record: Record, today: date) -> bool:
    agreed = last_day(plan.agreed)
    days = [last_day(getattr(record, name, None)) for name in ("due", "raised")]
    is_older = is_being_copied(plan, today) or any(day is not None and day < today for day in days)
    return agreed is not None and agreed <= today and not is_older


def addition_of(plan: Plan, record: Record, today: date) -> PlannedChange:
    """Return a new record as a change: what is added is its head, and each of its entries."""
    entries = tuple(dated_of(record))
    nothing: dict[str, Any] = {tail: () for tail in TAILS if hasattr(record, tail)}
    missing = files_missing(plan.root, (entry for _, entry in entries))
    return PlannedChange(plan, record, (((), evolve(record, **nothing)), *entries), today, missing=missing)


def _refuse_invalid(identifier: str) -> None:
    if fault := fault_in_id(identifier):
        raise SaveError(f"{fault} (expected {id_expected(identifier)})")


def refuse_taken(edit: PlanEdit, identifier: str) -> None:
    """Raise SaveError if an id is not valid, or a record of the plan has it."""
    _refuse_invalid(identifier)
    for kind, name in edit.ids():
        if name.casefold() == identifier.casefold():
            raise SaveError(f'there is already {with_article(kind)} "{name}": ids are used once, so choose another')


def _dated(text: str, today: date) -> str:
    """Move the starter's dates so that it begins today: a new plan is neither late nor ahead of its time."""
    due = today + timedelta(days=270)
    quarter = (due.month + 2) // 3
    moved = {
        "2026-01-05": today.isoformat(),
        "2025-12-09": (today - timedelta(days=28)).isoformat(),
        "2025-12-19": today.isoformat(),  # a first commit today records its entries in time
        "2026-01-31": (today + timedelta(days=28)).isoformat(),
        "2026-09-30": due.isoformat(),
        '"2026-09"': f'"{due:%Y-%m}"',
        '"2026-Q3"': f'"{due.year}-Q{quarter}"',
        '"2026"': f'"{due.year}"',
    }
    for old, new in moved.items():
        text = text.replace(old, new)
    return text


def _walk(folder: Traversable, above: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = os.path.join(above, _HIDDEN.get(item.name, item.name))
        found.extend(_walk(item, name) if item.is_dir() else [(name, item)])
    return found
