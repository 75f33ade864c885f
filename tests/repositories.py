"""A plan in a real repository; the test gives the author and time of each commit."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from attrs import define

import actionplan
from conftest import PLAN, dedented, write_plan

PLAN_FILE = dedented(PLAN).replace("agreed = 2024-01-31", "agreed = 2024-01-31\nkept_since = 2024-01-31")

ACTION = """
    title = "Build the dashboard"
    areas = ["PA1"]
    owner = "hcc"
    due = 2024-09-30

    [[status]]
    id = "first1"
    on = 2024-03-05
    by = "hcc"
    state = "in-progress"
    progress = 10

    [[status]]
    on = 2024-04-09
    by = "hcc"
    progress = 30
    note = "Two schools of ten are connected"

    [[status]]
    id = "third3"
    on = 2024-05-07
    by = "hcc"
    rating = "red"
"""
"""An action with three entries, the second without an id."""


NEUTRAL = [
    part
    for setting in (
        "init.defaultBranch=main",
        "core.fsync=none",
        "core.abbrev=auto",
        "color.ui=false",
        "grep.lineNumber=false",
        "grep.column=false",
        "grep.fullName=false",
        "grep.patternType=default",
        "log.showSignature=false",
        "i18n.logOutputEncoding=UTF-8",
        "core.quotePath=false",
    )
    for part in ("-c", setting)
]
"""The settings with which tests run git, whatever settings a repository has by then."""


@define
class Repository:
    """A plan folder in a git repository of its own."""

    root: Path
    plan: Path

    def git(self, *arguments: str, day: str = "2024-06-03", author: str = "Officer", check: bool = True) -> str:
        when = f"{day}T12:00:00+0000" if "T" not in day else day
        environment = {
            **os.environ,
            **{f"GIT_{who}_NAME": author for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "officer@council.example" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_DATE": when for who in ("AUTHOR", "COMMITTER")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_EDITOR": "true",
        }
        ran = subprocess.run(
            ["git", *NEUTRAL, *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert not check or ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode().strip()

    def path(self, name: str = "actions/1.1.toml") -> Path:
        return self.plan / name

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, text in files.items():
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            self.path(name).write_bytes(text if isinstance(text, bytes) else dedented(text).encode())

    def commit(self, day: str = "2024-06-03", author: str = "Officer") -> str:
        """Commit everything as it is, and give the commit's name as far as output shows it."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"As of {day}", day=day, author=author)
        return self.git("rev-parse", "HEAD")[:20]

    def replace(self, old: str, new: str, name: str = "actions/1.1.toml") -> None:
        """Change a piece of a file."""
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text
        self.path(name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def append(self, block: str, name: str = "actions/1.1.toml") -> None:
        """Add an entry at the end of a file."""
        text = self.path(name).read_text(encoding="utf-8")
        self.path(name).write_text(f"{text}\n[[status]]\n{dedented(block)}", encoding="utf-8", newline="")

    def update(self, day: str, what: str = "progress = 50", name: str = "actions/1.1.toml") -> str:
        """Add an entry and commit it on its day."""
        self.append(f'on = {day}\nby = "hcc"\n{what}\n', name)
        return self.commit(day)


def repository_at(root: Path) -> Repository:
    """Return the repository in a folder, whose plan is ``plans/p``."""
    return Repository(root, root / "plans" / "p")


def made_empty(root: Path) -> Repository:
    """Make a repository without a commit."""
    made = repository_at(root)
    made.git("init", "--quiet", "--template=")
    made.plan.mkdir(parents=True)
    return made


def made_honest(root: Path) -> Repository:
    """Make a repository whose commits are the honest life of a small plan."""
    made = made_empty(root)
    head, *entries = dedented(ACTION).split("\n[[status]]\n")
    area = 'title = "Data"\nkind = "priority-action"\n'
    write_plan(made.plan, {"plan.toml": PLAN_FILE, "areas/PA1.toml": area, "actions/1.1.toml": head})
    made.commit("2024-01-31")
    for day, entry in zip(("2024-03-05", "2024-04-09", "2024-05-07"), entries, strict=True):
        made.append(entry)
        made.commit(day)
    return made


def found(repository, **options):
    """Return what an audit finds: the kind, the commit, the path and the entry of each finding."""
    audit = actionplan.audit(repository.plan, **options)
    return [(finding.kind, finding.short, finding.path, finding.entry) for finding in audit.findings]


def only(repository, **options):
    """Return the one thing that an audit finds."""
    (finding,) = actionplan.audit(repository.plan, **options).findings
    return finding


SECOND = '[[status]]\non = 2024-04-09\nby = "hcc"\nprogress = 30\nnote = "Two schools of ten are connected"\n\n'
"""The entry without an id, as `ACTION` has it."""
