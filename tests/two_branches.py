"""Two sides of a plan file, and a real repository with two branches, for tests of merging."""

import os
import stat
import subprocess

import tomli

from conftest import ACTION, dedented

STUB = 'redacted = { on = 2024-06-02, reason = "names a child", authority = "Data protection officer" }'


def entry(on, note, more="", tail="status"):
    return f'\n# on {note}\n[[{tail}]]\non = {on}\nby = "hcc"\n{more}note = "{note}"\n'


BASE = (
    dedented(ACTION).replace('"hcc"', '"hcc" # as agreed')
    + entry("2024-02-01", "one", 'id = "one1"\n')
    + entry("2024-03-01", "two")
    + entry("2024-03-01", "three")
)

EDITS = {
    "append": BASE + entry("2024-05-01", "May", 'id = "may1"\n'),
    "append same day": BASE + entry("2024-06-01", "June"),
    "redate": BASE + entry("2024-06-01", "moved", 'due = 2024-12-31\nreason = "late"\n'),
    "amend": BASE + entry("2024-06-01", "owner", 'owner = "icb"\nreason = "handed over"\n'),
    "edit the head": BASE.replace("Build the dashboard", "Build it"),
    "redact": BASE.replace('note = "one"', STUB).replace("# on one\n", ""),
}
"""What is done to a plan file most often, each as the file is after it."""

MORE_EDITS = {
    "append two": BASE + entry("2024-07-01", "July") + entry("2024-04-01", "told late"),
    "add to the head": BASE.replace("due = ", 'lead = "Head of data"\ndue = '),
    "add a table": BASE.replace("\n# on one", '\n[extra]\nbudget = "E-1"\n\n# on one'),
    "redact without id": BASE.replace('note = "two"', STUB),
    "name an entry": BASE.replace('by = "hcc"\nnote = "three"', 'id = "three3"\nby = "hcc"\nnote = "three"'),
}
"""What is done to it, too."""


class Repository:
    """A repository in a folder with a blank in its name, with one plan in it."""

    def __init__(self, folder):
        self.folder = folder
        self.action = folder / "plans" / "p" / "actions" / "1.1.toml"
        self.path = os.environ["PATH"]

    def git(self, *arguments, check=True):
        environment = {**os.environ, "PATH": self.path, "GIT_EDITOR": "true"}
        done = subprocess.run(
            ["git", "-c", "core.fsync=none", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def save(self, message="x"):
        """Commit everything as it is."""
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def commit(self, text, ends="\n", name="1.1"):
        self.action.with_name(f"{name}.toml").write_bytes(text.replace("\n", ends).encode())
        self.save()

    def branches(self, ours, theirs, ends="\n", base=BASE):
        """Make the common commit and the branch ``theirs``; ``main`` is checked out."""
        self.commit(base, ends)
        self.git("branch", "theirs")
        self.commit(ours, ends)
        self.git("checkout", "--quiet", "theirs")
        self.commit(theirs, ends)
        self.git("checkout", "--quiet", "main")

    def table(self, name="1.1"):
        return tomli.loads(self.action.with_name(f"{name}.toml").read_bytes().decode("utf-8-sig"))


def program(folder, script):
    folder.mkdir(exist_ok=True)
    path = folder / "actionplan"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def notes(table):
    return sorted(found.get("note", "redacted") for found in table["status"])
