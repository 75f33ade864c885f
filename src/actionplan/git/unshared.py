"""What of a plan is saved on this computer only: what the last shared version of its files lacks."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from attrs import frozen

from actionplan.git.environment import repository_of
from actionplan.git.repository import last_commit, under_way
from actionplan.git.run_git import NAME, Git, git_in
from actionplan.git.seen import content_names
from actionplan.git.tree import TreeFile, tree_files
from actionplan.model.kinds import FOLDERS, PLAN_FILE, TAILS
from actionplan.model.matching import Table, content, unnamed_content
from actionplan.model.outlines import OUTLINES
from actionplan.model.receipts import RECEIPTS
from actionplan.storage.toml import Unreadable, decode, parse, read_bytes

_PREFIX = re.compile(rb"([^\n]*)\n")
_BRANCH = re.compile(rb"([^\n]+)\n")
_UPSTREAM = re.compile(rb"([^\0\n]*)\0([^\0\n]*)\0([^\0\n]*)\n")
_COMMON = re.compile(f"({NAME})\n".encode())
_NUMBER = re.compile(rb"(\d+)\n")
_FOLDERS = (*FOLDERS.values(), OUTLINES, RECEIPTS)
_MARKS = ("HEAD", "index", "MERGE_HEAD", "config", "packed-refs", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD")


@frozen(kw_only=True)
class Upstream:
    """Where the branch that is checked out is shared.

    Attributes:
        remote: git's name for the place.
        branch: the full name of the branch there.
        tracked: the full name under which this clone keeps what was last seen of it.
    """

    remote: str
    branch: str
    tracked: str


@frozen(kw_only=True)
class UnsharedFile:
    """A file of a plan that is not as it was last shared.

    Attributes:
        path: the file.
        shared: its bytes as last shared; None where it was not there.
        now: its bytes as they are saved; None where it is gone.
        is_recorded: whether the last commit has it as it is now.
        entries: how many entries are new in it; 1 for a new file, and for any other change.
    """

    path: str
    shared: bytes | None
    now: bytes | None
    is_recorded: bool
    entries: int


@frozen(kw_only=True)
class Sharing:
    """What of a plan is shared.

    Attributes:
        upstream: where it is shared; None where it is not.
        under_way: the operation of git in progress, such as a merge; None for none.
        files: what is saved on this computer only. Without an upstream what git has not recorded.
        ahead: how many commits the upstream lacks.
        behind: how many commits of others are known here and not taken in.
        head: the commit that is checked out; None before the first.
        theirs: the last commit of the upstream that is known here; None where there is none.
        shared: the last commit that both have; without an upstream that which is checked out. None where there is none.
    """

    upstream: Upstream | None = None
    under_way: str | None = None
    files: tuple[UnsharedFile, ...] = ()
    ahead: int = 0
    behind: int = 0
    head: str | None = None
    theirs: str | None = None
    shared: str | None = None

    @property
    def entries(self) -> int:
        """How many entries are saved on this computer only."""
        return sum(file.entries for file in self.files)


def sharing_of(root: str) -> Sharing | None:
    """Return what of a plan is shared, by what this clone knows; nothing is fetched. None outside git.

    Args:
        root: the plan's folder.

    Raises:
        GitError: git is missing, does not answer, or cannot read the repository.
    """
    if repository_of(root) is None:
        return None
    git = git_in(root)
    head, upstream = last_commit(git), upstream_of(git)
    theirs = _commit(git, upstream.tracked) if upstream is not None else None
    shared = head
    if upstream is not None:
        shared = _last_common(git, head, theirs) if head is not None and theirs is not None else None
    return Sharing(
        upstream=upstream,
        under_way=under_way(root),
        files=tuple(_unshared(git, root, head, shared)),
        ahead=_count(git, theirs, head) if upstream is not None else 0,
        behind=_count(git, head, theirs) if theirs is not None else 0,
        head=head,
        theirs=theirs,
        shared=shared,
    )


def upstream_of(git: Git) -> Upstream | None:
    """Return where the branch that is checked out is shared; None where it is not.

    Args:
        git: git, in a folder of the repository.

    Raises:
        GitError: git cannot say it.
    """
    if last_commit(git) is None:
        return None
    branch = os.fsdecode(git.row(_BRANCH, "rev-parse", "--symbolic-full-name", "HEAD")[1])
    if not branch.startswith("refs/"):
        return None
    shown = "--format=%(upstream)%00%(upstream:remotename)%00%(upstream:remoteref)"
    for row in git.rows(_UPSTREAM, "for-each-ref", shown, branch):
        tracked, remote, there = (os.fsdecode(part) for part in row.groups())
        if tracked and there and remote not in ("", "."):
            return Upstream(remote=remote, branch=there, tracked=tracked)
    return None


def _commit(git: Git, ref: str) -> str | None:
    rows = git.rows(_COMMON, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    return rows[0][1].decode() if rows else None


def _last_common(git: Git, one: str, other: str) -> str | None:
    rows = git.rows(_COMMON, "merge-base", one, other)
    return rows[0][1].decode() if rows else None


def _count(git: Git, known: str | None, commit: str | None) -> int:
    """Return how many commits lead to a commit that another does not know."""
    if commit is None or known == commit:
        return 0
    return int(git.row(_NUMBER, "rev-list", "--count", commit, *([f"^{known}"] if known else []), "--")[1])


def _unshared(git: Git, root: str, head: str | None, shared: str | None) -> Iterator[UnsharedFile]:
    """Yield the files of a plan that a commit does not have as they are now."""
    prefix = os.fsdecode(git.row(_PREFIX, "rev-parse", "--show-prefix")[1])
    before = _files(git, shared, prefix)
    recorded = before if head == shared else _files(git, head, prefix)
    now = {name: _bytes(os.path.join(root, name)) for name in _names(root)}
    changed = []
    for name in sorted({*before, *recorded, *now}):
        data = now.get(name)
        names = content_names(data) if data is not None else frozenset({None})
        was, known = (files[name].object if name in files else None for files in (before, recorded))
        if was not in names or known not in names:
            changed.append((name, data, was, known in names))
    contents = git.contents([was for _, _, was, _ in changed if was is not None])
    for name, data, was, is_recorded in changed:
        old = next(contents) if was is not None else None
        path = os.path.join(root, *name.split("/"))
        yield UnsharedFile(path=path, shared=old, now=data, is_recorded=is_recorded, entries=new_entries(old, data))


def _files(git: Git, commit: str | None, prefix: str) -> dict[str, TreeFile]:
    """Return the files of a plan in a commit."""
    files = tree_files(git, commit, prefix, levels=2) if commit is not None else {}
    return {name: file for name, file in files.items() if _is_of_plan(name) and file.mode.startswith(b"100")}


def _names(root: str) -> Iterator[str]:
    """Yield the files of a plan's folder, as git names them from there."""
    if os.path.lexists(os.path.join(root, PLAN_FILE)):
        yield PLAN_FILE
    for folder in _FOLDERS:
        with suppress(OSError):
            names = (f"{folder}/{name}" for name in sorted(os.listdir(os.path.join(root, folder))))
            yield from filter(_is_of_plan, names)


def _is_of_plan(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return name == PLAN_FILE or (folder in _FOLDERS and file.endswith(".toml") and not file.startswith("."))


def _bytes(path: str) -> bytes | None:
    try:
        return read_bytes(path)
    except Unreadable:
        return None


def new_entries(old: bytes | None, new: bytes | None) -> int:
    """Return how many entries a version of a file has that an older one lacks.

    Args:
        old: the bytes of the older version; None where there was no file.
        new: the bytes of the newer version; None where there is no file.

    Returns:
        The number; 1 for a new file, one that is gone, and a change of anything else.
    """
    if old is None or new is None:
        return int(old is not new)
    try:
        was, now = (parse("", decode("", data)) for data in (old, new))
    except Unreadable:
        return 1
    return _new_in_tails(was, now) + (_head(was) != _head(now)) or int(old != new)


def has_new_entry(file: UnsharedFile) -> bool:
    """Return whether the history of a record has a new entry that git, as far as is known, has not recorded.

    An entry that is recorded and not shared counts too where something else in the file is not recorded.
    """
    if file.is_recorded or file.now is None:
        return False
    try:
        was, now = (parse("", decode("", data)) for data in (file.shared or b"", file.now))
    except Unreadable:
        return False
    return _new_in_tails(was, now) > 0


def _new_in_tails(was: Table, now: Table) -> int:
    return sum(_added(was.get(tail), now.get(tail)) for tail in TAILS)


def _added(old: object, new: object) -> int:
    before, after = (Counter(unnamed_content(each) for each in _tables(part)) for part in (old, new))
    return (after - before).total()


def _tables(part: object) -> list[Table]:
    return [each for each in part if isinstance(each, dict)] if isinstance(part, list) else []


def _head(table: Table) -> str:
    return content({key: value for key, value in table.items() if key not in TAILS})


def git_stamp(root: str) -> tuple[object, ...]:
    """Return what changes when git records, fetches or merges something for a folder, without running git.

    Args:
        root: a folder; outside git the answer is always the same.
    """
    top = repository_of(root)
    if top is None:
        return ()
    store = _store(os.path.join(top, ".git"))
    common = _named(os.path.join(store, "commondir"), store) or store
    marks = [os.path.join(folder, name) for folder in dict.fromkeys((store, common)) for name in _MARKS]
    return tuple((path, *_times(path)) for path in (*marks, *_refs(os.path.join(common, "refs"))))


def _store(path: str) -> str:
    """Return git's folder; where there is a file in its place, the folder that it names."""
    return path if os.path.isdir(path) else _named(path, os.path.dirname(path), b"gitdir: ") or path


def _named(path: str, folder: str, before: bytes = b"") -> str | None:
    data = _bytes(path)
    return os.path.join(folder, os.fsdecode(data.removeprefix(before).strip())) if data is not None else None


def _refs(folder: str) -> Iterator[str]:
    for where, _, names in os.walk(folder):
        yield from (os.path.join(where, name) for name in sorted(names))


def _times(path: str) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
