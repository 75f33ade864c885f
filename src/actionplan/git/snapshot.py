"""Plans in a commit, read from git's objects and not from the working folder."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from actionplan.git.provenance import Anchor, anchor_of
from actionplan.git.repository import repository_row, resolve_revision
from actionplan.git.run_git import LACKING, NAME, Git, GitError
from actionplan.git.tree import tree_files
from actionplan.model.checked import checks_arguments
from actionplan.model.kinds import FOLDERS, PLAN_FILE, plan_path
from actionplan.model.view import Portfolio
from actionplan.storage.discovery import NoPlan, plans_at
from actionplan.storage.filesystem import Oddity, Snapshot
from actionplan.storage.load import load_roots
from actionplan.storage.toml import MAX_BYTES

_PLACE = re.compile(rb"([^\n]+)\n([^\n]*)\n")
_SIZE = re.compile(rf"{NAME} (?:[a-z]+ (\d+)|missing)\n".encode())
_LISTED = 5
"""The number of plans that an error lists, if the commit does not have the requested one."""


@frozen(kw_only=True)
class Committed:
    """Plans in a commit.

    Attributes:
        roots: the folders of the requested plans, including those that could not be read.
        portfolio: the plans. Their folders, and every place of their problems, begin with the short name of the commit,
            as in ``38fb2620c1d2e3f4a5b6:plans/our-plan``, which ``git show`` understands.
        anchor: the commit, with the day of its author and its tags.
        files: the commit's files, for `actionplan.locate`.
    """

    roots: tuple[str, ...]
    portfolio: Portfolio
    anchor: Anchor
    files: Snapshot = field(repr=False, eq=False)


@checks_arguments
def load_rev(rev: str, *paths: str | os.PathLike[str]) -> Committed:
    """Read plans from a commit; later changes that are not committed make no difference.

    Only ordinary files are read: no links, no submodules, and no filters are run.

    Args:
        rev: the commit, by its name, a tag, a branch or any other form of git, except ``@{...}``, which has another
            meaning in every clone.
        paths: plan folders, or folders of plans, at their place in that commit; they need not exist now. Without any:
            the plan that contains the current folder, or else every plan in the folder ``plans``.

    Raises:
        GitError: there is no such commit here, no repository, or the plans are in several repositories.
        NoPlan: the commit has no plan there.

    Example:
        >>> committed = load_rev("HEAD", "examples/northshire-send")
        >>> [plan.id for plan in committed.portfolio.plans]
        ['northshire-send']
    """
    targets = [os.path.abspath(os.fspath(path)) for path in paths] or [os.getcwd()]
    folders = [_existing(path) for path in targets]
    places = {folder: _place(folder) for folder in dict.fromkeys(folders)}
    top, *others = dict.fromkeys(top for _, top, _ in places.values())
    if others:
        raise GitError(f"these plans are in several repositories, {top} and {others[0]}: ask for one at a time")
    git = places[folders[0]][0]
    commit = anchor_of(git, resolve_revision(git, rev))
    keys = [_key(path, folder, places[folder][2]) for path, folder in zip(targets, folders, strict=True)]
    names = _names(git, commit.commit)
    listing = Snapshot(f"{commit.short}:", {path: oddity for path, (_, oddity) in names.items()})
    roots = dict.fromkeys(
        root for key in keys for root in (_at(listing, key, commit) if paths else _near(listing, key, commit))
    )
    files = Snapshot(listing.label, {**listing.contents, **_contents(git, names, listing, list(roots))})
    return Committed(roots=tuple(roots), portfolio=load_roots(roots, files), anchor=commit, files=files)


def only_plan(committed: Committed, root: str) -> Committed:
    """Return the one plan of a commit that is in a folder.

    Args:
        committed: the plans.
        root: the folder, one of ``committed.roots``.
    """
    return evolve(committed, roots=(root,), portfolio=load_roots([root], committed.files))


def _existing(path: str) -> str:
    """Return the nearest folder that exists now: one of the commit may be gone."""
    while not os.path.isdir(path):
        path = os.path.dirname(path)
    return path


def _place(folder: str) -> tuple[Git, str, str]:
    """Return git for a folder, the top of its repository, and the path from there to the folder."""
    shown = ("--show-toplevel", "--show-prefix")
    git, row = repository_row(folder, _PLACE, *shown, otherwise=", so there is no commit to read")
    return git, os.fsdecode(row[1]), os.fsdecode(row[2])


def _key(path: str, folder: str, prefix: str) -> str:
    """Return a path in git's form: from the top of the repository, separated by ``/``."""
    rest = os.path.relpath(path, folder).replace(os.sep, "/")
    return (prefix + ("" if rest == "." else rest)).rstrip("/")


def _names(git: Git, commit: str) -> dict[str, tuple[str, Oddity]]:
    """Return every path of a commit, with git's name of its content and why it has not been read yet."""
    return {path: (file.object, _oddity(file.mode)) for path, file in tree_files(git, commit).items()}


def _oddity(mode: bytes) -> Oddity:
    if mode == b"120000":
        return "link"
    return "not-read" if mode.startswith(b"100") else "submodule"


def _at(files: Snapshot, key: str, commit: Anchor, what: str = "") -> list[str]:
    try:
        return plans_at(files.path(key), files)
    except NoPlan as error:
        raise _no_plan(files, what or f"no plan at {key or 'the top of the repository'}", commit) from error


def _near(files: Snapshot, key: str, commit: Anchor) -> list[str]:
    above = key
    while not files.exists(plan_path(files.path(above))):
        if not above:
            return _at(files, f"{key}/plans" if key else "plans", commit, "no plan here")
        above = above.rpartition("/")[0]
    return [files.path(above)]


def _no_plan(files: Snapshot, what: str, commit: Anchor) -> NoPlan:
    folders = {path.rpartition("/")[0] for path in files.contents if path.rpartition("/")[2] == PLAN_FILE}
    there = [folder or "." for folder in sorted(folders, key=lambda name: (name.count("/"), name))]
    more = f" and {len(there) - _LISTED} more" if len(there) > _LISTED else ""
    hint = f"; its plans are: {', '.join(there[:_LISTED])}{more}" if there else "; it has none"
    return NoPlan(f"commit {commit.short} has {what}: the folder did not exist, or had another name{hint}")


def _contents(
    git: Git, names: Mapping[str, tuple[str, Oddity]], files: Snapshot, roots: Sequence[str]
) -> Mapping[str, bytes | Oddity]:
    """Read the plan files of some plans."""
    wanted = {path: names[path][0] for path in _plan_files(names, [files.key(root) for root in roots])}
    sizes = dict(zip(wanted, _sizes(git, list(wanted.values())), strict=True))
    small = {path: name for path, name in wanted.items() if sizes[path] <= MAX_BYTES}
    read: dict[str, bytes | Oddity] = dict.fromkeys(wanted, "too-large")
    read.update(zip(small, git.contents(list(small.values())), strict=True))
    return read


def _plan_files(names: Mapping[str, tuple[str, Any]], roots: Sequence[str]) -> Iterator[str]:
    folders = {f"{root}/{name}".lstrip("/") for root in roots for name in FOLDERS.values()}
    plans = {f"{root}/{PLAN_FILE}".lstrip("/") for root in roots}
    for path, (_, oddity) in names.items():
        if oddity == "not-read" and (path in plans or (path.endswith(".toml") and path.rpartition("/")[0] in folders)):
            yield path


def _sizes(git: Git, names: Sequence[str]) -> list[int]:
    rows = git.rows(_SIZE, "cat-file", "--batch-check", given="".join(f"{name}\n" for name in names).encode())
    if len(rows) != len(names) or any(row[1] is None for row in rows):
        raise GitError(LACKING)
    return [int(row[1]) for row in rows]
