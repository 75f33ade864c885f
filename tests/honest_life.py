"""A plan that several people keep honestly, each on a branch, with the real commands and real git; and what must hold.

Beside the files is a list of every entry that was ever committed, by its content. Whatever is done to the plan,
each entry that a branch ever got is in its files exactly once, or its redaction marker is.
"""

import contextlib
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import tomli

from actionplan.cli import console
from actionplan.cli.main import run
from actionplan.git.merge_driver import driver_command
from actionplan.model.kinds import FOLDERS
from repositories import made_honest

START = date(2024, 6, 3)
ENTRY = "[[status]]\n"

TERM = "\n[terms.autumn-2024]\nfrom = 2024-09-01\nuntil = 2024-12-20\n"
BY_TERM = 'title = "Train the staff"\nareas = ["PA1"]\nowner = "hcc"\ndue = "autumn-2024"\n'
MEASURE = """\
title = "Plans in time"
unit = "%"
direction = "up"

[[targets]]
due = 2025-03-31
value = 60

[[readings]]
period = "2024-05"
value = 40
on = 2024-06-03
"""

SETTINGS = (
    ("core.autocrlf", "true"),
    ("core.autocrlf", "input"),
    ("core.abbrev", "40"),
    ("core.quotePath", "true"),
    ("core.commitGraph", "true"),
    ("core.ignoreCase", "true"),
    ("core.pager", "cat"),
    ("color.ui", "always"),
    ("diff.noPrefix", "true"),
    ("diff.renames", "copies"),
    ("grep.lineNumber", "true"),
    ("grep.column", "true"),
    ("grep.fullName", "true"),
    ("grep.patternType", "perl"),
    ("i18n.commitEncoding", "ISO-8859-1"),
    ("i18n.logOutputEncoding", "UTF-16"),
    ("log.date", "relative"),
    ("log.decorate", "full"),
    ("log.follow", "true"),
    ("log.showSignature", "true"),
    ("log.abbrevCommit", "true"),
    ("merge.conflictStyle", "diff3"),
    ("merge.renames", "false"),
)
"""Settings of git that change what it prints or keeps; none may change what we make of it."""

Table = dict[str, object]

DONE = Counter[str]()
"""How often each command was run, of git's with the word git before it."""


class Life:
    """A plan on branches: what is done to it, and which entries each branch must have.

    Each thing that is done is one commit, on the day that it is. `held` has for each branch what its entries say, by a
    mark that only each of them has, with the title of the record whose entry it is.
    """

    def __init__(self, root):
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(console, "today", lambda: self.day)
        for name in ("ACTIONPLAN_BY", "NO_COLOR", "EDITOR", "VISUAL"):
            self.patch.delenv(name, raising=False)
        self.patch.setenv("XDG_CONFIG_HOME", str(root / "config"))
        self.patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        self.day: date = START
        self.number, self.branch = 0, "main"
        self.merges_from_main = False  # in tests of two branches: which of them merges
        self.repository = made_honest(root)
        self.command("git", "setup")
        self.git("config", "merge.actionplan.driver", driver_command(f'"{sys.executable}" -m actionplan'))
        self.edit("plan.toml", lambda text: text + TERM)
        self.repository.write({"actions/2.1.toml": BY_TERM, "measures/M1.toml": MEASURE})
        self.commit()
        first = [(table["title"], entry) for table in self.records().values() for entry in dated(table)]
        self.held = {"main": {f"first{n}": (title, unnamed(entry)) for n, (title, entry) in enumerate(first)}}

    def end(self):
        self.patch.undo()

    def git(self, *arguments, **options):
        DONE[f"git {arguments[0]}"] += 1
        return self.repository.git(*arguments, day=self.day.isoformat(), **options)

    def commit(self):
        return self.repository.commit(self.day.isoformat())

    def command(self, *arguments, codes=(0,)):
        """Run the command line in this process, and give what it said."""
        DONE[arguments[0]] += 1
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
            code = run([*arguments, "--plan", str(self.repository.plan)])
        said = out.getvalue() + err.getvalue()
        assert code in codes, f"{arguments}: {code}\n{said}"
        return said

    def mark(self):
        self.number += 1
        return f"m{self.number}."

    # What there is

    def records(self):
        """Return every record of the branch: its path, and what it says."""
        files = [file for folder in FOLDERS.values() for file in sorted((self.repository.plan / folder).glob("*.toml"))]
        return {f"{file.parent.name}/{file.name}": tomli.loads(file.read_bytes().decode()) for file in files}

    def pick(self, place, wanted: Callable[[str, Table], object] = lambda path, _table: path[:3] in ("act", "are")):
        """Return the path and table of one of the records that are wanted; None where there is none."""
        found = [(path, table) for path, table in self.records().items() if wanted(path, table)]
        return found[place % len(found)] if found else None

    def must_hold(self):
        """Assert that every entry that this branch ever got, or its redaction marker, is in its files exactly once."""
        found = [(table["title"], unnamed(entry)) for table in self.records().values() for entry in dated(table)]
        there, wanted = Counter(map(repr, found)), Counter(map(repr, self.held[self.branch].values()))
        assert (wanted - there, there - wanted) == (Counter(), Counter()), "what is missing, and what is too much"

    # What is done

    def record(self, title, mark):
        """Commit, and keep the entry that has a mark as one that stays."""
        (table,) = (table for table in self.records().values() if table["title"] == title)
        (entry,) = (entry for entry in dated(table) if mark in repr(entry))
        self.held[self.branch][mark] = (title, unnamed(entry))
        self.commit()

    def add(self, table, mark, *arguments):
        """Add an entry by a command; one that would change nothing is refused, and is none."""
        said = self.command(*arguments, "--by", "hcc", "--yes", codes=(0, 2))
        if "nothing would change" not in " ".join(said.split()):
            self.record(table["title"], mark)

    def entry(self, mark, on=None, more=""):
        recorded = f"recorded = {self.day}\n" if on else ""
        return f'on = {on or self.day}\n{recorded}by = "hcc"\n{more}note = "{mark}"\n'

    def edit(self, path, change):
        """Change a file by hand, its line ends kept."""
        data = self.repository.path(path).read_bytes()
        text = change(data.decode().replace("\r\n", "\n"))
        self.repository.write({path: text.replace("\n", "\r\n").encode() if b"\r\n" in data else text.encode()})

    def edit_blocks(self, path, change):
        """Change by hand the list of a file's entries, each without its header; the head comes first."""

        def changed(text):
            blocks = re.split(r"(?m)^\[\[status\]\]\n", text)
            change(blocks)
            return ENTRY.join(blocks)

        self.edit(path, changed)

    def redact(self, path, index, mark):
        """Replace an entry by a redaction marker."""
        table = self.records()[path]
        entry = entries(table)[index]
        of_day = [there for there in entries(table)[:index] if there["on"] == entry["on"]]
        named = entry.get("id", f"{entry['on']}#{len(of_day) + 1}")
        why = ("--reason", f"It named a child ({mark})", "--authority", "Officer", "--yes")
        self.command("redact", f"{name(path)}:{named}", *why)
        (old,) = (key for key, said in self.held[self.branch].items() if said == (table["title"], unnamed(entry)))
        self.held[self.branch][old] = (table["title"], unnamed(entries(self.records()[path])[index]))
        self.commit()

    def make(self, identifier, *, is_draft):
        self.number += 1
        area = min(path for path in self.records() if path.startswith("areas/"))
        head = ["--area", area[6:-5], "--owner", "hcc", "--due", "2025-03-31"]
        agreed = ["--agreed", "2030-01-01" if is_draft else self.day.isoformat()]
        self.command("new", "action", identifier, "--title", f"Made {self.number}", *head, *agreed, "--yes")
        self.commit()

    def pass_days(self, days):
        self.day += timedelta(days=days)

    # Branches

    def start_branch(self):
        name = f"branch{len(self.held)}"
        self.held[name] = dict(self.held[self.branch])
        self.git("checkout", "--quiet", "-b", name)
        self.branch = name

    def switch(self, place):
        names = [name for name in self.held if name != self.branch]
        self.branch = names[place % len(names)]
        self.git("checkout", "--quiet", self.branch)

    def add_to_measure(self, tail, block):
        """Add a reading or a target to the measure, by hand."""
        mark = self.mark()
        self.edit("measures/M1.toml", lambda text: f'{text.rstrip()}\n\n[[{tail}]]\n{block}note = "{mark}"\n')
        self.record("Plans in time", mark)

    def titles(self, branch):
        """Return the titles of a branch's records by their paths."""
        listed = self.git("grep", "^title = ", branch, "--", "plans/p/*/*.toml")
        return dict(line.rstrip().split(":", 2)[1:] for line in listed.splitlines())

    def may_replay(self, other):
        """Return whether another branch's commits may be repeated here: no record has another id there.

        Git then does not record which branch the work came from, so `docs/merging.md` asks for a merge.
        """
        ours, theirs = self.titles("HEAD"), self.titles(other)
        ids = [{title: path for path, title in titles.items()} for titles in (ours, theirs)]
        return all(ours[path] == theirs[path] for path in ours.keys() & theirs.keys()) and all(
            ids[0][title] == ids[1][title] for title in ids[0].keys() & ids[1].keys()
        )

    def replay(self, command, other):
        """Rebase this branch onto another, or cherry-pick the last commit of that; give up where git stops for good."""
        options = () if command == "rebase" else ("--allow-empty", "--keep-redundant-commits")
        self.git(command, *options, other, check=False)
        while self.is_under_way():
            self.command("resolve", codes=(0, 1))
            if self.open_files():
                self.git(command, "--abort")
                return
            self.git("add", "--all")
            self.git(command, "--continue", check=False)
        mine = self.held[self.branch]
        for mark, wanted in self.held[other].items():
            if (command == "rebase" and mark not in mine) or (mine.get(mark) != wanted and self.has(wanted)):
                mine[mark] = wanted

    def is_under_way(self):
        inside = self.repository.root / ".git"
        return any(os.path.exists(inside / name) for name in ("rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD"))

    def merge(self, place, **options):
        names = [name for name in self.held if name != self.branch]
        self.merge_from(names[place % len(names)], **options)

    def merge_from(self, other, *, answer, always):
        """Merge another branch into this one, and settle what is left open; entries of both must be there then."""
        option = "--no-ff" if always else "--ff"
        self.git("merge", "--quiet", option, "--no-edit", other, check=False)
        self.resolve(answer)
        if self.git("status", "--porcelain") or os.path.exists(self.repository.root / ".git" / "MERGE_HEAD"):
            self.commit()
        self.keep_entries_of(other)

    def keep_entries_of(self, other):
        ours, theirs = self.held[self.branch], self.held[other]
        for mark, (title, said) in theirs.items():
            if mark not in ours or ("redacted" in said and "redacted" not in ours[mark][1]):
                ours[mark] = (title, said)
            elif "redacted" in said and ours[mark][1] != said:
                ours[mark] = ours[mark] if self.has(ours[mark]) else (title, said)

    def has(self, wanted):
        title, said = wanted
        return any(
            table["title"] == title and unnamed(entry) == said
            for table in self.records().values()
            for entry in dated(table)
        )

    def resolve(self, answer):
        """Settle what git left open, also where it merged without a word."""
        while waiting := re.search(r"Not resolved yet:\n  ([^\n]+)", said := self.command("resolve", codes=(0, 1))):
            path = waiting[1]
            stages = self.open_files().get(os.path.relpath(path, self.repository.root), {"2", "3"})
            said = " ".join(said.split())  # it is broken over lines
            flags = re.search(rf"actionplan resolve {re.escape(path)} (.*?)(?: actionplan |$)", said)
            if flags is not None and "--both" in flags[1]:
                answers = ["--both", self.new_id()]
            else:
                is_pair = "both sides renumbered" in said and len(stages) == 1
                answers = [
                    f"--{answer}" if {"2", "3"} <= stages or is_pair else "--ours" if "2" in stages else "--theirs"
                ]
            said_then = self.command("resolve", path, *answers, codes=(0, 1))
            assert "Resolved: " in said_then, said + said_then

    def open_files(self):
        stages: dict[str, set[str]] = {}
        for line in self.git("ls-files", "--unmerged").splitlines():
            facts, _, path = line.partition("\t")
            stages.setdefault(path, set()).add(facts.split(" ")[2])
        return stages

    def new_id(self):
        self.number += 1
        return f"7.{self.number}"


def name(path):
    return path.rpartition("/")[2].removesuffix(".toml")


def entries(table):
    return table.get("status", [])


def dated(table):
    """Return everything that is only ever added to a record: entries, and a measure's readings and targets."""
    return [entry for tail in ("status", "readings", "targets") for entry in table.get(tail, [])]


def unnamed(entry):
    """Return what an entry says, whatever it is called: one without an id may be given one."""
    return {key: value for key, value in sorted(entry.items()) if key != "id"}
