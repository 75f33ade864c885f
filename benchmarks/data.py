"""Make what is measured on, once: made-up plans, the same in the files of peers, and histories in git."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from large_files import write_plan

HERE = Path(__file__).parent
PROJECT = HERE.parent
MADE = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "actionplan-bench"
"""Where all of it is kept: outside of any repository, so that no command asks git about it unless it is its work to."""

ENTRIES = {"S": 1 * 60 * 12, "M": 10 * 100 * 24, "Q": 38 * 120 * 24, "L": 153 * 120 * 24}
"""Entries of actions by size, in growing order."""
PLANS = {"S": 1, "M": 10, "Q": 38, "L": 153}
"""Plans by size."""
ACTIONS = {"S": 60, "M": 10 * 100, "Q": 38 * 120, "L": 153 * 120}
"""Actions by size."""

HISTORY_COMMITS = (20, 220)
"""Commits of the histories on which it is measured what one commit more costs."""
HISTORY_ACTIONS = (60, 600)
"""Actions of the plans whose histories they are."""


def _kept(folder: Path, scripts: tuple[str, ...], make: Callable[[Path], object]) -> Path:
    """Return a folder; make it if it is not there, or if the scripts that made it have changed since."""
    mark = folder.with_name(f"{folder.name}.made-by")
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in scripts)).hexdigest()
    if not (folder.exists() and mark.exists() and mark.read_text(encoding="utf-8") == digest):
        print(f"making {folder.relative_to(MADE)} ...", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        make(folder)
        mark.write_text(digest, encoding="utf-8")
    return folder


def _python(*words: str, **setting: str) -> None:
    # In a process of its own, so that this one stays small (see measuring.py)
    subprocess.run([sys.executable, *words], check=True, env={**os.environ, **setting})


def plans(size: str) -> Path:
    """Return the tree of made-up plans of a size: ``REGION/area-NNN``."""
    script = str(HERE / "made_plans.py")
    return _kept(MADE / size, ("made_plans.py",), lambda folder: _python(script, str(folder.parent), size))


def large_file(shape: str) -> Path:
    """Return a plan of which one file has 200 kB and an odd shape."""
    scripts = ("large_files.py",)
    return _kept(MADE / "large" / shape.replace(" ", "-"), scripts, lambda folder: write_plan(folder, shape, 200_000))


def sheet(ending: str) -> Path:
    """Return a table of 2,000 actions as a file: ``xlsx``, ``ods`` or ``csv``."""
    script = str(HERE / "made_sheets.py")
    folder = _kept(MADE / "sheets" / "files", ("made_sheets.py",), lambda folder: _python(script, str(folder)))
    return folder / f"actions.{ending}"


def returned() -> Path:
    """Return a folder with a plan of 60 actions, and its returns in ``back``, with a note for each action."""
    script, plan = str(HERE / "made_returns.py"), next(plans("S").rglob("plan.toml")).parent
    scripts = ("made_plans.py", "made_returns.py")
    return _kept(MADE / "returns", scripts, lambda folder: _python(script, str(plan), str(folder)))


def peer(name: str, size: str) -> Path:
    """Return the folder with the same plans as a peer would keep them.

    Args:
        name: of the peer, as in `peer_files.WRITERS`.
        size: of the plans.
    """
    script, made = str(HERE / "peer_files.py"), plans(size)

    def make(folder: Path) -> None:
        _python(script, str(made), str(folder.parent), name)
        if name == "doorstop":  # which looks for a repository around it
            subprocess.run(["git", "init", "--quiet", "--template=", str(folder)], check=True)

    return _kept(MADE / "peers" / size / name, ("made_plans.py", "peer_files.py"), make)


def copied(folder: Path) -> Path:
    """Return a new copy of a folder, for commands that write; each run makes a new one."""
    copy = MADE / "copies" / folder.relative_to(MADE)
    copying = "import shutil, sys; shutil.rmtree(sys.argv[2], ignore_errors=True); shutil.copytree(*sys.argv[1:])"
    _python("-c", copying, str(folder), str(copy))
    return copy


def northshire() -> Path:
    """Return the repository in which the invented plan of Northshire was kept for three years, as tests have it."""
    living = "import sys, pathlib, living; living.lived(pathlib.Path(sys.argv[1]))"
    paths = os.pathsep.join(str(PROJECT / name) for name in ("tests", "examples"))

    def make(folder: Path) -> None:
        folder.mkdir()
        _python("-c", living, str(folder), PYTHONPATH=paths)

    script = "../tests/northshire_life.py"
    return _kept(MADE / "life", (script,), make) / "northshire"


def history(actions: int, commits: int) -> Path:
    """Return a repository with a plan to which entries were added, one a commit.

    Args:
        actions: how many the plan has.
        commits: how many entries were added.
    """
    script = str(HERE / "made_history.py")
    name = f"history-{actions}-{commits}"
    return _kept(
        MADE / name,
        ("made_plans.py", "made_history.py"),
        lambda folder: _python(script, str(folder), str(actions), str(commits)),
    )
