"""Set up git to merge plan files by their contents, and list the files that git could not merge."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import tomli
from attrs import frozen

from actionplan.git.home import git_to_write
from actionplan.git.repository import FILE, repository_row
from actionplan.git.run_git import NAME, Git, GitError, git_in
from actionplan.merge.markers import ended
from actionplan.model.kinds import FOLDERS, PLAN_FILE
from actionplan.storage.save import FileEdit, save_locked
from actionplan.storage.toml import fault_in, read_bytes

ATTRIBUTES = ".gitattributes"

_NAME = "merge.actionplan.name"
_DRIVER = "merge.actionplan.driver"
_MARKED = "# Plan files are merged by what they say: see actionplan git setup."
_ATTRIBUTE = "merge=actionplan"


_PATH = re.compile(rb"([^\n]+)\n")
_MERGED_BY = re.compile(rb"[^\0]+\0merge\0([^\0]+)\0")
_STAGE = re.compile(rf"\d{{6}} ({NAME}) ([123])\t([^\0]+)\0".encode())
_CHANGED = re.compile(rf"({NAME}(?: {NAME})?)(?: {NAME})*\n".encode())
_ADDED = re.compile(rf"({NAME})\0[^\0]+\0".encode())
_NUMBER = re.compile(rb"(\d+)\n")
_TITLE = re.compile(rb"^title *=.*", re.MULTILINE)


@frozen(kw_only=True)
class Unmerged:
    """A file that git could not merge.

    Attributes:
        path: the file.
        base: its bytes in the merge base; None where the merge base does not have it.
        ours: its bytes on our side; None where our side does not have it.
        theirs: its bytes on the other side; None where the other side does not have it.
    """

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def driver_command(program: str | None = None) -> str:
    """Return the command that git runs to merge a file.

    Our driver writes to a separate file. The result is used only if that file exists and the exit code is 0, or 1 with
    conflict markers in the file. Otherwise (127: not installed, 137: killed, 3: an error of ours, 1 from Python itself,
    0 from another program with that name) git merges by lines and writes its own markers.

    Args:
        program: the shell command for actionplan; None to find it.
    """
    program = program or _program()
    return (
        f"{program} merge-driver -- %O %A %B %A.merged %L %P; code=$?; "
        "if [ -f %A.merged ] && { [ $code -eq 0 ] || "
        '{ [ $code -eq 1 ] && grep -q "^<<<<<<* ours" %A.merged; }; } && mv -f %A.merged %A; then exit $code; fi; '
        "rm -f %A.merged; git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
    )


def _program() -> str:
    """Return the shell command for this program: its name if that is on the path, or else the current Python.

    Git runs it in the folder of the repository, from which Python would take modules, but for ``-P``.
    """
    if shutil.which("actionplan"):
        return "actionplan"
    return shlex.quote(sys.executable.replace(os.sep, "/")).replace("%", "%%") + " -P -m actionplan"


def top_of(folder: str) -> str:
    """Return the top folder of the repository that contains a folder.

    Raises:
        GitError: the folder is not in a repository.
    """
    _, row = repository_row(folder, _PATH, "--show-toplevel", otherwise=". To make one: git init")
    return os.fsdecode(row[1])


def set_up(top: str, roots: Iterable[str]) -> str:
    """Set up git to merge plan files by their contents.

    Args:
        top: the repository's folder.
        roots: the plans' folders, all in it.

    Returns:
        The file of attributes, which must be committed.
    """
    git = git_to_write(top)
    path = os.path.join(top, ATTRIBUTES)
    roots = list(roots)
    old = _attributes(path)
    wanted = list(dict.fromkeys(line for root in roots for line in _lines_for(top, root)))
    _add_lines(path, old, [line for line in wanted if line not in old.splitlines()])
    if overruled(top, roots):
        others = "".join(line for line in old.splitlines(keepends=True) if line.strip() not in {*wanted, _MARKED})
        _add_lines(path, others, wanted)
    git.run("config", "--local", _NAME, "plan files by what they say")
    git.run("config", "--local", _DRIVER, driver_command())
    return path


def _add_lines(path: str, old: str, new: Sequence[str]) -> None:
    if new:
        above = [] if _MARKED in old.splitlines() else [_MARKED]
        _write(path, ended(old, "\n") + "".join(f"{line}\n" for line in (*above, *new)))


def overruled(top: str, roots: Iterable[str]) -> list[str]:
    """Return the plans for which another line of attributes makes git merge a file in another way.

    Args:
        top: the repository's folder.
        roots: the plans' folders.
    """
    return [root for root in roots if any(value != b"actionplan" for value in _drivers(top, root))]


def _drivers(top: str, root: str) -> list[bytes]:
    """Return the merge driver that git would use for each file of a plan."""
    folder = os.path.relpath(os.path.realpath(root), os.path.realpath(top))
    paths = [os.path.join(folder, file) for file in _files("x")]
    return [row[1] for row in git_in(top).rows(_MERGED_BY, "check-attr", "-z", "merge", "--", *paths)]


def _files(name: str) -> list[str]:
    """Return the paths of a plan's files, with one name for all records."""
    return [PLAN_FILE, *(f"{folder}/{name}.toml" for folder in FOLDERS.values())]


def settings_to_merge(top: str, root: str, attributes: str) -> list[tuple[str, str]]:
    """Return the settings with which git merges a plan's files by their contents, whether or not it is set up so.

    Args:
        top: the repository's folder.
        root: the plan's folder.
        attributes: the path of a file for lines of attributes, which is written if git needs them.
    """
    settings = [(_NAME, "plan files by what they say"), (_DRIVER, driver_command()), ("merge.autoStash", "false")]
    others = {os.fsdecode(name) for name in _drivers(top, root)} - {"actionplan", "set", "unset", "unspecified"}
    settings += [(f"merge.{name}.driver", driver_command()) for name in sorted(others)]
    if overruled(top, [root]):
        with open(attributes, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.writelines(f"{line}\n" for line in _lines_for(top, root))
        settings.append(("core.attributesFile", attributes))
    return settings


def remove(top: str) -> str:
    """Set up git to merge plan files by lines again, and return the file that was changed."""
    git = git_to_write(top)
    path = os.path.join(top, ATTRIBUTES)
    old = _attributes(path)
    kept = [line for line in old.splitlines(keepends=True) if _ATTRIBUTE not in line and line.strip() != _MARKED]
    if "".join(kept) != old:
        _write(path, "".join(kept))
    if git.run("config", "--local", "--get", _DRIVER).strip():
        git.run("config", "--local", "--remove-section", "merge.actionplan")
    return path


def _lines_for(top: str, root: str) -> list[str]:
    """Return the lines of attributes for a plan; plans in a folder ``plans`` share theirs, including future ones."""
    folder = os.path.relpath(os.path.realpath(root), os.path.realpath(top)).replace(os.sep, "/")
    parts = [] if folder == "." else [re.sub(r"([\[\]*?\\!#])", r"\\\1", part) for part in folder.split("/")]
    if len(parts) > 1 and parts[-2] == "plans":
        parts[-1] = "*"
    return [f"{_quoted('/' + '/'.join([*parts, file]))} {_ATTRIBUTE}" for file in _files("*")]


def _quoted(pattern: str) -> str:
    """Quote a pattern in git's way if it contains a space."""
    if not re.search(r'[\s"]', pattern):
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def _attributes(path: str) -> str:
    return (_bytes(path) or b"").decode(errors="surrogateescape")


def _bytes(path: str) -> bytes | None:
    return read_bytes(path, inside=os.path.dirname(path)) if os.path.lexists(path) else None


def _write(path: str, text: str) -> None:
    """Replace the file of attributes; an empty one is removed. A link out of the repository is not followed."""
    after = text.encode(errors="surrogateescape") if text.strip() else None
    save_locked(os.path.dirname(path), [FileEdit(path=path, before=_bytes(path), after=after)])


def unmerged(folder: str) -> list[Unmerged]:
    """Return the files below a folder that git could not merge, in order of their paths.

    Raises:
        GitError: the folder is in no repository.
    """
    git = git_in(folder)
    rows = git.rows(_STAGE, "ls-files", "--unmerged", "-z", "--", ".")
    found: dict[str, dict[bytes, bytes]] = {}
    for row, content in zip(rows, git.contents([row[1].decode() for row in rows]), strict=True):
        found.setdefault(os.fsdecode(row[3]), {})[row[2]] = content
    for path, stages in found.items():
        if b"1" not in stages:
            found[path] = {stage: _as_committed(git, path, stages, stage) for stage in stages}
    return [
        Unmerged(path=os.path.join(folder, path), base=stages.get(b"1"), ours=stages.get(b"2"), theirs=stages.get(b"3"))
        for path, stages in found.items()
    ]


def _as_committed(git: Git, path: str, stages: Mapping[bytes, bytes], stage: bytes) -> bytes:
    """Return a new file of one side as that side committed it, and not as git merged it with another.

    Git takes a removed file and the new file of each side that is most like it for one file, which both renamed, and
    merges the two. They may be two records, so the result, often with conflict markers, belongs to neither. But where
    both sides have a file of this name, and ours or theirs was another before, the result has what the other side did
    to that.
    """
    content = stages[stage]
    if len(stages) > 1 and fault_in(path, content) is None:
        return content
    committed = [row for commit in _COMMITS[stage] for row in _files_at(git, commit, path)]
    own = next(iter(git.contents([committed[0][3].decode()]))) if committed else content
    return content if len(stages) > 1 and b"formerly" in own else own


_COMMITS = {b"2": ("HEAD",), b"3": ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD")}
"""For our side and for theirs: which commit it is, whatever git is doing."""


def age_on_our_side(path: str) -> tuple[bool, int]:
    """Return when a file first appeared among the first parents of the current commit, as a key for sorting.

    A file that came with a merge counts from that merge.

    Args:
        path: the file; one that no such commit has, or that git does not know, sorts last.
    """
    folder, name = os.path.split(os.path.abspath(path))
    try:
        git = git_in(folder)
        where = ("--", f":(literal){name}")
        changed = git.rows(_CHANGED, "rev-list", "--first-parent", "--parents", "HEAD", *where)
        pairs = b"".join(row[1] + b"\n" for row in changed)
        options = ("--stdin", "-r", "--root", "-z", "--name-only", "--no-renames", "--diff-filter=A")
        came = git.rows(_ADDED, "diff-tree", *options, *where, given=pairs)
        if not came:
            return True, 0
        return False, int(git.row(_NUMBER, "rev-list", "--first-parent", "--count", came[0][1].decode())[1])
    except GitError:
        return True, 0


def mark_resolved(root: str, paths: Iterable[str]) -> None:
    """Mark files as resolved for git, including files that were removed.

    Args:
        root: a folder of the repository.
        paths: the files.

    Raises:
        GitError: git refused.
    """
    given = b"".join(os.fsencode(os.path.realpath(path)) + b"\0" for path in paths)
    git_to_write(root).run("update-index", "--add", "--remove", "-z", "--stdin", given=given)


def titles_beside(path: str) -> set[str]:
    """Return the titles of the other files in a file's folder, in both commits of a merge.

    Git does not pass these commits to its drivers. One is the current commit; `git merge` and `git pull` name the other
    in the environment.

    Args:
        path: the file, from the folder in which git runs its drivers.
    """
    commits = ["HEAD", *(name.removeprefix("GITHEAD_") for name in os.environ if name.startswith("GITHEAD_"))]
    git = git_in(".")
    folder = f"{os.path.dirname(path)}/".lstrip("/")
    beside = [row for commit in commits for row in _files_at(git, commit, folder, "--full-tree")]
    names = dict.fromkeys(row[3].decode() for row in beside if row[2] == b"blob" and os.fsdecode(row[4]) != path)
    found: set[str] = set()
    for content in git.contents(list(names)):
        for line in _TITLE.findall(content):
            with suppress(tomli.TOMLDecodeError):
                found.add(str(tomli.loads(line.decode(errors="replace"))["title"]))
    return found


def _files_at(git: Git, commit: str, path: str, *options: str) -> list[re.Match[bytes]]:
    """Return the rows of a file, or of those in a folder, in a commit; none where git has no such commit."""
    try:
        return git.rows(FILE, "ls-tree", "-z", *options, commit, "--", *([path] if path else []))
    except GitError:  # a merge may have no commit of ours, or of theirs, yet; and git may be doing something else
        return []
