"""Find plans: at the paths given, around the current folder, or in the folder ``plans``."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from actionplan.model.checked import checks_arguments
from actionplan.model.errors import ActionPlanError
from actionplan.model.ids import Id, natural_order
from actionplan.model.kinds import EXPORT_LIST, FOLDERS, PLAN_FILE, plan_path
from actionplan.model.problem import Location, Problem, problem
from actionplan.storage.filesystem import DISK, Files, FolderEntry
from actionplan.storage.plan_folder import cannot_list
from actionplan.storage.positions import locate

MAX_DEPTH = 16
"""The number of levels of folders in which plans are searched for."""


class NoPlan(ActionPlanError):
    """No plan was found; ``args[0]`` says where it was searched for, and what to do."""


@checks_arguments
def find_plans(paths: Iterable[str | os.PathLike[str]] = (), *, start: str = ".") -> list[str]:
    """Return the folders of plans.

    Args:
        paths: plan folders, plan files, or folders that contain plans at any depth; none means the plan that contains
            the current folder or, if there is none, every plan in the folder ``plans``.
        start: the current folder.

    Returns:
        Folders relative to ``start``, each once, in natural order of their names. Folders that cannot be listed are
        included, since they may contain plans: loading them reports the reason.

    Raises:
        NoPlan: there is no plan.

    Example:
        >>> find_plans(["examples"])
        ['examples/northshire-send']
    """
    places = [paths] if isinstance(paths, str) else [os.fspath(path) for path in paths]
    found = [root for path in places for root in plans_at(path)]
    if not found and not places:
        found = _plans_near(start)
    return list(dict.fromkeys(found))


def plans_at(path: str, files: Files = DISK) -> list[str]:
    """Return the plans of one path: the plan itself, or those in its folder ``plans``, or all inside it.

    Only its folder ``plans`` is searched if that has plans and the path has none directly in it, so that examples in
    the top folder of a project are ignored.

    Args:
        path: a plan's folder, its ``plan.toml``, or a folder that contains plans at any depth.
        files: the file system that has them.

    Raises:
        NoPlan: there is no plan.
    """
    if os.path.basename(path) == PLAN_FILE and files.is_file(path):
        return [os.path.dirname(path) or "."]
    if _is_plan(path, files):
        return [os.path.normpath(path)]
    if not files.is_file(path) and not files.is_folder(path):
        raise NoPlan(f"there is no folder {path!r}{_plan_meant(path, files)}")
    if files.is_file(path):
        inside = []
    elif _holds_a_plan(path, files) or not (inside := _plans_in(os.path.join(path, "plans"), files)):
        inside = _plans_in(path, files)
    if not inside:
        raise NoPlan(f"{path!r} is not a plan and contains none: a plan is a folder with a file {PLAN_FILE}")
    return inside


def no_plan_problem(root: str, files: Files = DISK) -> Problem:
    """Return the problem of a folder that `find_plans` returned and that has no plan.

    Args:
        root: the folder, which has no ``plan.toml``.
        files: the file system that has it.
    """
    try:
        entries = files.scan(root)
    except OSError as error:
        return cannot_list(root, error)
    if any(entry.is_folder for entry in entries) and not _is_listing_of_plan(entries):
        message = f"this is nested more than {MAX_DEPTH} folders deep, so nobody looked whether it holds plans"
        return problem("E004", message, Location(path=root), fix="name this folder, or one nearer to it")
    message = f"this plan has no {PLAN_FILE}"
    return problem("E007", message, Location(path=plan_path(root)), fix="make one: see docs/format.md")


def same_ids(plans: Iterable[tuple[Id, str]], files: Files = DISK) -> tuple[Problem, ...]:
    """Return a problem for each plan that has the id of an earlier one, since references to them are ambiguous.

    Args:
        plans: the id and the folder of each.
        files: the file system that has them.
    """
    first: dict[Id, str] = {}
    found = []
    for identifier, root in plans:
        other = first.setdefault(identifier, root)
        if other != root:
            where = Location(path=plan_path(root), keys=("id",))
            message = f'there are two plans "{identifier}": this, and the one in {other}'
            found.append(problem("E126", message, where, fix="give one of them another id, or leave one out"))
    return locate(found, files=files) if found else ()


def plan_around_or_inside(folder: str) -> str | None:
    """Return the plan that a folder is in, or else one that is in the folder; None if there is neither.

    Args:
        folder: a folder, which need not exist. That it is a plan itself does not count.
    """
    here = os.path.abspath(folder)
    while (above := os.path.dirname(here)) != here:
        here = above
        if os.path.lexists(plan_path(here)):
            return os.path.relpath(here)
    return next((root for root in _plans_in(folder, DISK) if os.path.lexists(plan_path(root))), None)


def _plan_meant(name: str, files: Files) -> str:
    """Return a sentence with the plan in the folder ``plans`` that has nearly this name; empty if there is none."""
    from difflib import get_close_matches  # only where something was mistyped

    by_name = {os.path.basename(root).lower(): root for root in _plans_in("plans", files)}
    near = get_close_matches(os.path.basename(os.path.normpath(name)).lower(), by_name, n=1, cutoff=0.65)
    return f". Did you mean {by_name[near[0]]}?" if near else ""


def _plans_near(start: str) -> list[str]:
    here, below = os.path.abspath(start), ""
    while here != below:
        if os.path.lexists(plan_path(here)):
            return [os.path.relpath(here, start)]
        here, below = os.path.dirname(here), here
    if inside := _plans_in(os.path.normpath(os.path.join(start, "plans")), DISK):
        return inside
    raise NoPlan(
        f'no plan here: no {PLAN_FILE} in this folder, above it or in its folder "plans". Change to the folder of a '
        'plan, or name one in the command; "." means all plans below this folder. To start a plan: actionplan init DIR'
    )


class _Waiting(NamedTuple):
    """A folder that has not been searched yet: its path, the path without links, and its depth."""

    path: str
    real: str
    depth: int


def _plans_in(top: str, files: Files) -> list[str]:
    """Return every plan below a folder, and every folder below it that cannot be listed, in natural order.

    Links are followed last, and no folder is searched twice, so that circular links and second names of a plan are
    harmless.
    """
    if not files.is_folder(top):
        return []
    found: list[str] = []
    seen: set[str] = set()
    waiting, links = [_Waiting(top, files.real(top), 0)], list[_Waiting]()
    while waiting or links:
        at = waiting.pop() if waiting else links.pop(0)
        if at.real in seen:
            continue
        seen.add(at.real)
        try:
            entries = files.scan(at.path)
        except OSError:
            found.append(at.path)
            continue
        if _is_listing_of_export(entries):
            continue
        below = list(_below(at, entries, files))
        if at.depth and (_is_listing_of_plan(entries) or (below and at.depth == MAX_DEPTH)):
            found.append(at.path)
            continue
        for is_link, folder in below:
            (links if is_link else waiting).append(folder)
    return sorted(found, key=lambda path: [natural_order(part) for part in path.split(os.sep)])


def _below(at: _Waiting, entries: Iterable[FolderEntry], files: Files) -> Iterator[tuple[bool, _Waiting]]:
    """Yield the folders in a folder, without hidden ones, and whether each is a link."""
    for entry in entries:
        if entry.is_folder and not entry.name.startswith("."):
            path = os.path.join(at.path, entry.name) if at.path != "." else entry.name
            real = files.real(path) if entry.is_link else os.path.join(at.real, entry.name)
            yield entry.is_link, _Waiting(path, real, at.depth + 1)


def _holds_a_plan(folder: str, files: Files) -> bool:
    """Return whether a plan is directly in a folder."""
    try:
        inside = [entry.name for entry in files.scan(folder) if entry.is_folder and not entry.name.startswith(".")]
    except OSError:
        return False
    return any(_is_plan(os.path.join(folder, name), files) for name in inside)


def _is_plan(path: str, files: Files = DISK) -> bool:
    """Return whether a folder is a plan, or is one that has lost its ``plan.toml``."""
    try:
        return _is_listing_of_plan(files.scan(path))
    except OSError:
        return files.exists(plan_path(path))


def _is_listing_of_plan(entries: Iterable[FolderEntry]) -> bool:
    """Return whether the entries of a folder are those of a plan; see `_is_plan`."""
    if _is_listing_of_export(entries):
        return False
    folders = set()
    for entry in entries:
        if entry.name == PLAN_FILE:
            return True
        if entry.is_folder:
            folders.add(entry.name)
    return folders >= {FOLDERS["area"], FOLDERS["action"]}


def _is_listing_of_export(entries: Iterable[FolderEntry]) -> bool:
    """Return whether a folder holds tables that were made of plans: then there is no plan in it, nor below."""
    names = {entry.name for entry in entries}
    return EXPORT_LIST in names and PLAN_FILE not in names
