"""Plans as a commit has them: the very files of that commit, read from git's store without touching the disk."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field

from actionplan.git.log import TRUE
from actionplan.git.provenance import Anchor, anchor_of
from actionplan.git.repository import GitError, resolve_revision, run_git
from actionplan.model.frozen import frozen
from actionplan.model.kinds import FOLDERS, PLAN_FILE, plan_path
from actionplan.model.problem import Problem
from actionplan.model.records import Portfolio
from actionplan.storage.discovery import NoPlan, plans_at
from actionplan.storage.filesystem import Oddity, Snapshot
from actionplan.storage.load import load_roots
from actionplan.storage.toml import MAX_BYTES

_LISTED = 5
"""How many plans are named where another was looked for."""


@frozen(kw_only=True)
class Committed:
    """Plans as a commit has them.

    Attributes:
        roots: the folders of the plans that were meant, those that could not be read among them.
        portfolio: the plans. Their folders, and every place in ``problems``, begin with the short name of the commit,
            as in ``38fb262:plans/our-plan``, which ``git show`` understands.
        problems: every problem met in reading them.
        anchor: the commit, with the day of its author and its tags.
        files: the commit's files, as `actionplan.locate` wants them.
    """

    roots: tuple[str, ...]
    portfolio: Portfolio
    problems: tuple[Problem, ...]
    anchor: Anchor
    files: Snapshot = field(repr=False, eq=False)


def load_rev(rev: str, *paths: str | os.PathLike[str]) -> Committed:
    """Read plans as a commit has them; what was changed and not committed since makes no difference.

    Only ordinary files are read: no links, no submodules, nothing through a filter.

    Args:
        rev: the commit, by its name, a tag, a branch or any form that git knows, but none with ``@{...}``, since that
            means something else in every clone.
        paths: plan folders, or folders that hold plans, by where they were in that commit; they need not be there now.
            None means: the plan in whose folder we stand, or else every plan in the folder ``plans``.

    Raises:
        GitError: there is no such commit here, no repository, or the plans are in several repositories.
        NoPlan: the commit has no plan there.
    """
    meant = [os.path.abspath(os.fspath(path)) for path in paths] or [os.getcwd()]
    folders = [_existing(path) for path in meant]
    top, *others = dict.fromkeys(_top(folder) for folder in folders)
    if others:
        raise GitError(f"these plans are in several repositories, {top} and {others[0]}: ask for one at a time")
    commit = anchor_of(folders[0], resolve_revision(folders[0], rev))
    keys = [_key(path, folder) for path, folder in zip(meant, folders, strict=True)]
    names = _names(folders[0], commit.commit)
    listing = Snapshot(f"{commit.short}:", {path: oddity for path, (_, oddity) in names.items()})
    roots = dict.fromkeys(
        root for key in keys for root in (_at(listing, key, commit) if paths else _near(listing, key, commit))
    )
    files = Snapshot(listing.label, {**listing.contents, **_contents(folders[0], names, listing, list(roots))})
    portfolio, problems = load_roots(roots, files)
    return Committed(roots=tuple(roots), portfolio=portfolio, problems=problems, anchor=commit, files=files)


def only_plan(committed: Committed, root: str) -> Committed:
    """Give the one plan of a commit that is in a folder.

    Args:
        committed: the plans.
        root: the folder, one of ``committed.roots``.
    """
    portfolio, problems = load_roots([root], committed.files)
    return evolve(committed, roots=(root,), portfolio=portfolio, problems=problems)


def _existing(path: str) -> str:
    """Give the nearest folder that is there now: what a commit has may be gone."""
    while not os.path.isdir(path):
        path = os.path.dirname(path)
    return path


def _top(folder: str) -> str:
    try:
        return os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n"))
    except GitError as error:
        if "not a git repository" not in str(error):
            raise
        raise GitError(f"{folder} is not in a git repository, so there is no commit to look at") from error


def _key(path: str, folder: str) -> str:
    """Give a path as git has it: from the top of the repository, parted by ``/``."""
    prefix = os.fsdecode(run_git(folder, "rev-parse", "--show-prefix").rstrip(b"\r\n"))
    rest = os.path.relpath(path, folder).replace(os.sep, "/")
    return (prefix + ("" if rest == "." else rest)).rstrip("/")


def _names(folder: str, commit: str) -> dict[str, tuple[str, Oddity]]:
    """Give everything that a commit has: path -> git's name of the content, and what to say of it for now."""
    said = run_git(folder, *TRUE, "ls-tree", "-r", "-z", "--full-tree", commit)
    rows = [row.partition(b"\t") for row in said.split(b"\0")[:-1]]
    return {os.fsdecode(path): (facts.split(b" ")[2].decode(), _oddity(facts)) for facts, _, path in rows}


def _oddity(facts: bytes) -> Oddity:
    if facts.startswith(b"120000"):
        return "link"
    return "not-read" if facts.startswith(b"100") else "submodule"


def _at(files: Snapshot, key: str, commit: Anchor) -> list[str]:
    try:
        return plans_at(files.path(key), files)
    except NoPlan as error:
        raise _no_plan(files, f"no plan at {key or 'the top of the repository'}", commit) from error


def _near(files: Snapshot, key: str, commit: Anchor) -> list[str]:
    above = key
    while True:
        if files.exists(plan_path(files.path(above))):
            return [files.path(above)]
        if not above:
            break
        above = above.rpartition("/")[0]
    try:
        return plans_at(files.path(f"{key}/plans" if key else "plans"), files)
    except NoPlan as error:
        raise _no_plan(files, "no plan here", commit) from error


def _no_plan(files: Snapshot, what: str, commit: Anchor) -> NoPlan:
    folders = {path.rpartition("/")[0] for path in files.contents if path.rpartition("/")[2] == PLAN_FILE}
    there = [folder or "." for folder in sorted(folders, key=lambda name: (name.count("/"), name))]
    more = f" and {len(there) - _LISTED} more" if len(there) > _LISTED else ""
    hint = f"; the plans that it has are: {', '.join(there[:_LISTED])}{more}" if there else "; it has none at all"
    return NoPlan(f"commit {commit.short} has {what}: the folder was not there, or was called something else{hint}")


def _contents(
    folder: str, names: Mapping[str, tuple[str, Oddity]], files: Snapshot, roots: Sequence[str]
) -> Mapping[str, bytes | Oddity]:
    """Read the plan files of some plans."""
    wanted = {path: names[path][0] for path in _plan_files(names, [files.key(root) for root in roots])}
    sizes = dict(zip(wanted, _sizes(folder, list(wanted.values())), strict=True))
    small = {path: name for path, name in wanted.items() if sizes[path] <= MAX_BYTES}
    read: dict[str, bytes | Oddity] = dict.fromkeys(wanted, "too-large")
    read.update(zip(small, _bytes(folder, list(small.values())), strict=True))
    return read


def _plan_files(names: Mapping[str, tuple[str, Any]], roots: Sequence[str]) -> Iterator[str]:
    folders = {f"{root}/{name}".lstrip("/") for root in roots for name in FOLDERS.values()}
    plans = {f"{root}/{PLAN_FILE}".lstrip("/") for root in roots}
    for path, (_, oddity) in names.items():
        if oddity == "not-read" and (path in plans or (path.endswith(".toml") and path.rpartition("/")[0] in folders)):
            yield path


def _sizes(folder: str, names: Sequence[str]) -> list[int]:
    try:
        lines = run_git(folder, *TRUE, "cat-file", "--batch-check", given=_lines(names)).decode().splitlines()
    except GitError as error:
        if "promisor" not in str(error):
            raise
        lines = ["missing"]
    if any(line.endswith("missing") for line in lines):
        raise GitError("this clone lacks the content of some files; fetch it with: git fetch --refetch")
    return [int(line.rpartition(" ")[2]) for line in lines]


def _bytes(folder: str, names: Sequence[str]) -> Iterator[bytes]:
    said = run_git(folder, *TRUE, "cat-file", "--batch", given=_lines(names))
    start = 0
    for _ in names:
        end = said.index(b"\n", start)
        size = int(said[start:end].rpartition(b" ")[2])
        yield said[end + 1 : end + 1 + size]
        start = end + size + 2


def _lines(names: Sequence[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()
