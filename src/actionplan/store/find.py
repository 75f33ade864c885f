"""Where plans are: the one given, the one we stand in, or those in the folder ``plans``."""

import os
from collections.abc import Iterable

from actionplan.model.layout import FOLDERS, PLAN_FILE, plan_path
from actionplan.store.files import DISK, Files


class NoPlan(Exception):
    """No plan was found; ``args[0]`` says where we looked and what to do."""


def find_plans(paths: Iterable[str] = (), *, start: str = ".") -> list[str]:
    """Give the folders of the plans that are meant.

    Args:
        paths: plan folders, plan files, or folders that hold plans; none means: the plan in whose folder we stand, or
            else every plan in the folder ``plans``.
        start: the folder we stand in.

    Returns:
        Folders, written as a reader in ``start`` would type them, each once.

    Raises:
        NoPlan: there is none.
    """
    paths = [paths] if isinstance(paths, str) else list(paths)
    found = [root for path in paths for root in plans_at(path)]
    if not found and not paths:
        found = _plans_near(start)
    return list(dict.fromkeys(found))


def plans_at(path: str, files: Files = DISK) -> list[str]:
    """Give the plans that one path means: the one at it, or those in it or in its folder ``plans``.

    Args:
        path: a plan's folder, its ``plan.toml``, or a folder that holds plans.
        files: where they are.

    Raises:
        NoPlan: there is none.
    """
    if os.path.basename(path) == PLAN_FILE and files.is_file(path):
        return [os.path.dirname(path) or "."]
    if _is_plan(path, files):
        return [os.path.normpath(path)]
    if not files.is_file(path) and not files.is_folder(path):
        raise NoPlan(f"there is no folder {path!r}")
    for folder in (path, os.path.join(path, "plans")):
        if inside := _plans_in(folder, files):
            return inside
    raise NoPlan(f"{path!r} is not a plan and holds none: a plan is a folder with a file {PLAN_FILE}")


def _plans_near(start: str) -> list[str]:
    here = os.path.abspath(start)
    while True:
        if os.path.lexists(plan_path(here)):
            return [os.path.relpath(here, start)]
        above = os.path.dirname(here)
        if above == here:
            break
        here = above
    if inside := _plans_in(os.path.normpath(os.path.join(start, "plans")), DISK):
        return inside
    raise NoPlan(
        f"no plan here: neither this folder nor one above it holds a {PLAN_FILE}, and there is no folder plans with "
        "plans in it; name one (actionplan status PLAN), or make one (actionplan init DIR)"
    )


def _plans_in(folder: str, files: Files) -> list[str]:
    try:
        names = sorted(files.names(folder))
    except OSError:
        return []
    inside = (os.path.join(folder, name) if folder != "." else name for name in names if not name.startswith("."))
    return [path for path in inside if files.is_folder(path) and _is_plan(path, files)]


def _is_plan(path: str, files: Files = DISK) -> bool:
    """Say whether a folder is a plan, or was one before it lost its ``plan.toml``."""
    if files.exists(plan_path(path)):
        return True
    return all(files.is_folder(os.path.join(path, FOLDERS[kind])) for kind in ("area", "action"))
