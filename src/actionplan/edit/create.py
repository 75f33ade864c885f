"""New plans and new records: files are made, never overwritten."""

import os
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import tomli_w

from actionplan.edit.input import record_from
from actionplan.model.kinds import FOLDERS, RECORD_TYPES, record_path, with_records
from actionplan.model.problem import ProblemsFound
from actionplan.model.text import with_article
from actionplan.rules.checks import check_plan
from actionplan.storage.load import load_plan, structure_text
from actionplan.storage.plan_folder import record_ids
from actionplan.storage.positions import locate
from actionplan.storage.save import Change, Prepared, SaveError, save
from actionplan.storage.writer import record_text

_HIDDEN = {"gitignore": ".gitignore"}
"""Files that are packaged under a name without the dot, since packagers act on the dotted one."""


def create_plan(root: str, identifier: str, title: str, today: date) -> list[str]:
    """Make a plan that checks clean and explains itself.

    Args:
        root: its folder, which may exist but holds nothing of the plan's yet.
        identifier: its id.
        title: its title.
        today: the day on which its example begins.

    Returns:
        The paths of the files made.

    Raises:
        SaveError: a file is there already, or the folder cannot be written to; nothing was made.
    """
    starter = files("actionplan.edit") / "starter"
    changes = []
    for path, source in _walk(starter, ""):
        text = _dated(source.read_text(encoding="utf-8"), today)
        if path == "plan.toml":
            text = text.replace('id = "my-plan"', _pair("id", identifier))
            text = text.replace('title = "Our priority action plan"', _pair("title", title))
        target = os.path.join(root, _dated(path, today))
        if os.path.lexists(target):
            raise SaveError(f"{target} is there already, and nothing was made")
        changes.append(Change(path=target, before=None, after=text.encode()))
    try:
        os.makedirs(root, exist_ok=True)
    except OSError as error:
        raise SaveError(f"nothing was made: {error.strerror or error} ({root})") from error
    save(root, changes)
    return [change.path for change in changes]


def prepare_record(root: str, kind: str, identifier: str, head: Mapping[str, Any], today: date) -> Prepared:
    """Work out a new record's file, and what would be wrong with it, without writing anything.

    A record that joins a plan which is agreed already gets ``agreed``, so that it was not in the plan before; motions
    and reviews happen, and join nothing.

    Args:
        root: the folder of the plan that it is to join.
        kind: one of `FOLDERS`.
        identifier: its id, which names the file.
        head: values by the keys of its head: days may be ISO texts, None means not stated.
        today: the day after which nothing can have happened.

    Raises:
        ProblemsFound: ``plan.toml`` cannot be read.
        SaveError: the id is taken.
        WrongValue: a value is wrong.
    """
    plan, found, _ = load_plan(root)
    if plan is None:
        raise ProblemsFound(found)
    for other in FOLDERS:
        if taken := [name for name in record_ids(root, other) if name.casefold() == identifier.casefold()]:
            raise SaveError(
                f'there is already {with_article(other)} "{taken[0]}": ids are used once, so choose another'
            )
    head = {"id": identifier, **head}
    is_agreed = plan.agreed is not None and plan.agreed.last is not None and plan.agreed.last <= today
    if is_agreed and head.get("agreed") is None and hasattr(RECORD_TYPES[kind], "agreed"):
        head["agreed"] = today
    path = record_path(root, kind, identifier)
    text = record_text(record_from(head, kind, plan.terms))
    alone, problems = structure_text(plan, path, text, kind, identifier)
    folder = FOLDERS[kind]
    after = with_records(plan, {folder: (*getattr(plan, folder), *getattr(alone, folder))})
    found = check_plan(after, today)
    problems = (*problems, *(problem for problem in found if problem.where.path == path))
    return Prepared(
        root=root,
        changes=(Change(path=path, before=None, after=text.encode()),),
        blocks=(text,),
        problems=locate(problems, {path: text}),
    )


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


def _pair(key: str, value: str) -> str:
    return tomli_w.dumps({key: value}).removesuffix("\n")


def _walk(folder: Traversable, above: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = os.path.join(above, _HIDDEN.get(item.name, item.name))
        found.extend(_walk(item, name) if item.is_dir() else [(name, item)])
    return found
