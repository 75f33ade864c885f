"""A plan in a real repository with two branches, for tests of merging."""

import os
import stat
import subprocess

import tomli

from conftest import ACTION, dedented

BASE = dedented(ACTION) + '\n# first\n[[status]]\nid = "one1"\non = 2024-02-01\nby = "hcc"\nnote = "one"\n'


def entry(on, note, more=""):
    return f'\n# on {note}\n[[status]]\non = {on}\nby = "hcc"\n{more}note = "{note}"\n'


REDACTED = '{ on = 2024-06-03, reason = "A court order", authority = "County Court" }'

EDITS = {
    "append": BASE + entry("2024-05-01", "May"),
    "append same day": BASE + entry("2024-06-01", "June"),
    "amend": BASE + entry("2024-06-01", "owner", 'owner = "icb"\nreason = "moved"\n'),
    "edit the head": BASE.replace("Build the dashboard", "Build it"),
    "move the date": BASE + entry("2024-06-01", "moved", 'due = 2024-12-31\nreason = "late"\n'),
    "redact": BASE.replace('note = "one"', f"redacted = {REDACTED}"),
}


class Repository:
    """A repository in a folder with a blank in its name, with one plan in it."""

    def __init__(self, folder):
        self.folder = folder
        self.action = folder / "plans" / "p" / "actions" / "1.1.toml"
        self.path = os.environ["PATH"]

    def git(self, *arguments, check=True):
        environment = {**os.environ, "PATH": self.path, "GIT_EDITOR": "true"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def commit(self, text, ends="\n", name="1.1"):
        self.action.with_name(f"{name}.toml").write_bytes(text.replace("\n", ends).encode())
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", "x")

    def branches(self, ours, theirs, ends="\n"):
        self.commit(BASE, ends)
        self.git("branch", "theirs")
        self.commit(ours, ends)
        self.git("checkout", "--quiet", "theirs")
        self.commit(theirs, ends)
        self.git("checkout", "--quiet", "main")

    def table(self):
        return tomli.loads(self.action.read_bytes().decode())


def program(folder, script):
    folder.mkdir(exist_ok=True)
    path = folder / "actionplan"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def notes(table):
    return sorted(found.get("note", "redacted") for found in table["status"])
