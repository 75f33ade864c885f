"""Make a repository with one made-up plan, to which an entry is added with each commit.

Run: ``python benchmarks/made_history.py FOLDER ACTIONS COMMITS``.
"""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from made_plans import Size, write_plans

_FIRST = date(2026, 4, 7)


def _commit(folder: Path, day: date, message: str) -> None:
    when = f"{day}T12:00:00+0000"
    names = {f"GIT_{who}_{what}": "officer" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    setting = {**os.environ, **names, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    setting["GIT_CONFIG_GLOBAL"] = os.devnull
    for words in (("add", "--all"), ("commit", "--quiet", "--message", message)):
        subprocess.run(["git", "-c", "core.fsync=none", "-c", "gc.auto=0", *words], cwd=folder, env=setting, check=True)


def make_history(folder: Path, actions: int, commits: int) -> None:
    """Make the repository.

    Args:
        folder: its root; the plan's folder is made in it.
        actions: how many the plan has.
        commits: how many entries are added after the first commit, to one action after the other.
    """
    write_plans(folder, Size(1, actions, 12))
    [plan] = folder.glob("*/*/plan.toml")
    # What is older came in with the first commit, and is no finding
    text = re.sub("(?m)^kept_since = .*$", f"kept_since = {_FIRST}", plan.read_text(encoding="utf-8"))
    plan.write_text(text, encoding="utf-8", newline="\n")
    subprocess.run(["git", "init", "--quiet", "--template=", str(folder)], check=True)
    _commit(folder, _FIRST, "The plan as it was agreed")
    paths = sorted(folder.glob("*/*/actions/*.toml"))
    for number in range(commits):
        day = _FIRST + timedelta(days=1 + number // 10)
        path = paths[number * 7 % len(paths)]
        entry = f'\n[[status]]\nid = "z{number:05}"\non = {day}\nby = "council"\nnote = "Read again"\n'
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(entry)
        _commit(folder, day, f"Update {path.stem}")
    subprocess.run(["git", "repack", "-a", "-d", "--quiet"], cwd=folder, check=True)


if __name__ == "__main__":
    make_history(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
