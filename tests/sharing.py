"""Two officers who share one plan: each has a clone, and there is a repository between them."""

import os
import subprocess

from keeping import Keeper, write_plan

OFFICERS = {"anna": "Anna Ash", "ben": "Ben Birch"}


class Shared:
    """A plan in the clones of Anna and Ben, and the repository that both share it in."""

    def __init__(self, folder):
        self.folder = folder
        self.place = folder / "place.git"
        first = write_plan(folder / "first")
        git(first, "clone", "-q", "--bare", ".", str(self.place))
        for officer, name in OFFICERS.items():
            git(folder, "clone", "-q", str(self.place), officer)
            git(folder / officer, "config", "user.name", name)
            git(folder / officer, "config", "user.email", f"{officer}@example.org")
        self.anna, self.ben = (self.keeper(officer) for officer in OFFICERS)

    def keeper(self, officer):
        """Return a new browser of an officer."""
        return Keeper(self.folder / officer, self.folder / f"drafts-{officer}")

    def last_message(self):
        """Return the message of what was shared last, with its author."""
        return git(self.place, "log", "-1", "--format=%an: %s")


def git(folder, *arguments, check=True):
    """Run git as another program does, and return what it prints."""
    done = subprocess.run(
        ("git", "-c", "core.fsync=none", *arguments),
        cwd=folder,
        env={**os.environ, "GIT_EDITOR": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr
    return done.stdout.strip()


def fake_git(monkeypatch, folder, script):
    """Have another program found in place of git; none for an empty script."""
    folder.mkdir()
    if script:
        (folder / "git").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin:/bin" if script else str(folder))
