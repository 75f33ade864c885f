"""What git needs to merge plan files by meaning, and what it has left unmerged."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress

import tomli
from attrs import frozen

from actionplan.git.repository import FILE
from actionplan.git.run_git import NAME, Git, GitError, git_in
from actionplan.model.kinds import FOLDERS, PLAN_FILE

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
        base: its bytes in the commit from which both sides were made; None where it was not there.
        ours: its bytes on our side; None likewise.
        theirs: its bytes on the other side; None likewise.
    """

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def driver_command(program: str | None = None) -> str:
    """Return the command that git runs to merge a file.

    Ours writes a file of its own. Only that file and an end of 0, or of 1 with markers in it, are believed.
    After anything else, such as 127 (not installed), 137 (killed), 3 (a fault of ours), a 1 that Python gives itself or
    a 0 of some other program of that name, git's own merge by lines puts its markers in.

    Args:
        program: how to run actionplan from a shell; None to find that out.
    """
    program = program or _program()
    return (
        f"{program} merge-driver -- %O %A %B %A.merged %L %P; code=$?; "
        "if [ -f %A.merged ] && { [ $code -eq 0 ] || "
        '{ [ $code -eq 1 ] && grep -q "^<<<<<<* ours" %A.merged; }; } && mv -f %A.merged %A; then exit $code; fi; '
        "rm -f %A.merged; git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
    )


def _program() -> str:
    """Return how a shell runs us: by name where that is on the path, or else by the Python that runs us now."""
    if shutil.which("actionplan"):
        return "actionplan"
    return shlex.quote(sys.executable.replace(os.sep, "/")).replace("%", "%%") + " -m actionplan"


def top_of(folder: str) -> str:
    """Return the folder of the repository in which a folder lies.

    Raises:
        GitError: it lies in none.
    """
    return os.fsdecode(git_in(folder).row(_PATH, "rev-parse", "--show-toplevel")[1])


def set_up(top: str, roots: Iterable[str]) -> str:
    """Have git merge plan files by meaning.

    Args:
        top: the repository's folder.
        roots: the plans' folders, all in it.

    Returns:
        The file that says which files are meant, and belongs into a commit.
    """
    path = os.path.join(top, ATTRIBUTES)
    roots = list(roots)
    old = _attributes(path)
    wanted = list(dict.fromkeys(line for root in roots for line in _lines_for(top, root)))
    _add_lines(path, old, [line for line in wanted if line not in old.splitlines()])
    if overruled(top, roots):
        others = "".join(line for line in old.splitlines(keepends=True) if line.strip() not in {*wanted, _MARKED})
        _add_lines(path, others, wanted)
    git = git_in(top)
    git.run("config", "--local", _NAME, "plan files by what they say")
    git.run("config", "--local", _DRIVER, driver_command())
    return path


def _add_lines(path: str, old: str, new: Sequence[str]) -> None:
    if new:
        above = [] if _MARKED in old.splitlines() else [_MARKED]
        _write(path, _ended(old) + "".join(f"{line}\n" for line in (*above, *new)))


def overruled(top: str, roots: Iterable[str]) -> list[str]:
    """Return the plans of which git would merge a file otherwise, because another line of attributes says so.

    Args:
        top: the repository's folder.
        roots: the plans' folders.
    """
    return [root for root in roots if any(value != b"actionplan" for value in _drivers(top, root))]


def _drivers(top: str, root: str) -> list[bytes]:
    """Return the driver by which git would merge each file of a plan."""
    folder = os.path.relpath(os.path.realpath(root), os.path.realpath(top))
    paths = [os.path.join(folder, file) for file in _files("x")]
    return [row[1] for row in git_in(top).rows(_MERGED_BY, "check-attr", "-z", "merge", "--", *paths)]


def _files(name: str) -> list[str]:
    """Return the files of a plan, with one name for all records."""
    return [PLAN_FILE, *(f"{folder}/{name}.toml" for folder in FOLDERS.values())]


def remove(top: str) -> str:
    """Have git merge plan files by lines again, and give the file that was changed."""
    path = os.path.join(top, ATTRIBUTES)
    old = _attributes(path)
    kept = [line for line in old.splitlines(keepends=True) if _ATTRIBUTE not in line and line.strip() != _MARKED]
    if not "".join(kept).strip():
        if old:
            os.unlink(path)
    elif "".join(kept) != old:
        _write(path, "".join(kept))
    if is_set_up(top):
        git_in(top).run("config", "--local", "--remove-section", "merge.actionplan")
    return path


def is_set_up(top: str) -> bool:
    """Return whether the repository's configuration names our command."""
    return bool(git_in(top).run("config", "--local", "--get", _DRIVER).strip())


def _lines_for(top: str, root: str) -> list[str]:
    """Return the lines that name a plan's files; those in a folder ``plans`` share theirs, with plans to come."""
    folder = os.path.relpath(os.path.realpath(root), os.path.realpath(top)).replace(os.sep, "/")
    parts = [] if folder == "." else [re.sub(r"([\[\]*?\\!#])", r"\\\1", part) for part in folder.split("/")]
    if len(parts) > 1 and parts[-2] == "plans":
        parts[-1] = "*"
    return [f"{_quoted('/' + '/'.join([*parts, file]))} {_ATTRIBUTE}" for file in _files("*")]


def _quoted(pattern: str) -> str:
    """Quote a pattern as git wants it where a blank stands in it."""
    if not re.search(r'[\s"]', pattern):
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def _attributes(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)


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
    return [
        Unmerged(path=os.path.join(folder, path), base=stages.get(b"1"), ours=stages.get(b"2"), theirs=stages.get(b"3"))
        for path, stages in found.items()
    ]


def age_on_our_side(path: str) -> tuple[bool, int]:
    """Return when a file came to the line of commits on which we stand, for sorting: what a merge brought came with it.

    Args:
        path: the file; one that no commit of that line has, or of which git knows nothing, comes last.
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
    """Let git know that files are as they should be, or are gone as they should be.

    Args:
        root: a folder of the repository.
        paths: the files.

    Raises:
        GitError: git refused.
    """
    given = b"".join(os.fsencode(os.path.realpath(path)) + b"\0" for path in paths)
    git_in(root).run("update-index", "--add", "--remove", "-z", "--stdin", given=given)


def titles_beside(path: str) -> set[str]:
    """Return the titles of the other files in a file's folder, in the commits that git is about to merge.

    Git tells its drivers none of them. One is the commit on which we stand; `git merge` and `git pull` name the other
    in the environment.

    Args:
        path: the file, from where git runs its drivers.
    """
    commits = ["HEAD", *(name.removeprefix("GITHEAD_") for name in os.environ if name.startswith("GITHEAD_"))]
    git = git_in(".")
    beside = [row for commit in commits for row in _files_at(git, commit, f"{os.path.dirname(path)}/".lstrip("/"))]
    names = dict.fromkeys(row[3].decode() for row in beside if row[2] == b"blob" and os.fsdecode(row[4]) != path)
    found: set[str] = set()
    for content in git.contents(list(names)):
        for line in _TITLE.findall(content):
            with suppress(tomli.TOMLDecodeError):
                found.add(str(tomli.loads(line.decode(errors="replace"))["title"]))
    return found


def _files_at(git: Git, commit: str, folder: str) -> list[re.Match[bytes]]:
    try:
        return git.rows(FILE, "ls-tree", "-z", "--full-tree", commit, "--", *([folder] if folder else []))
    except GitError:  # a merge may have no commit of ours, or of theirs, yet
        return []
