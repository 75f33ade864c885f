"""The law of honest history: whatever is done to a plan, every entry stays, and an audit finds a tampering and no more.

Hypothesis makes up lives of a plan: updates, moved dates, corrections, redactions, hand edits, other ids, branches and
merges in any order. `make laws` makes up many more of them, and longer ones, than the tests do every time.
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import actionplan
from honest_life import SETTINGS, START, Life, entries, name
from tamperings import TAMPERINGS

PLACES = st.integers(0, 40)


class HonestLife(RuleBasedStateMachine):
    """Any life of a plan; at its end an audit, one tampering, and another audit."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.life = Life(Path(self.folder.name).resolve())
        self.is_sound = False

    @initialize(tampering=st.sampled_from(sorted(TAMPERINGS)), place=PLACES, goes_on=st.booleans())
    def choose_a_tampering(self, tampering, place, goes_on):
        self.tampering, self.place, self.goes_on = tampering, place, goes_on

    # Commands

    @rule(place=PLACES, earlier=st.integers(0, 40))
    def update(self, place, earlier):
        self.begin()
        mark = self.life.mark()
        path, table = self.life.pick(place)
        days = ("--on", str(START.replace(day=1 + earlier % 3))) if earlier % 2 else ()
        self.life.add(table, mark, "update", name(path), "--note", mark, *days)

    @rule(place=PLACES)
    def move_the_date(self, place):
        self.begin()
        mark = self.life.mark()
        path, table = self.life.pick(place, is_action)
        self.life.add(table, mark, "redate", name(path), f"2025-01-{1 + place % 31:02}", "--reason", mark)

    @rule(place=PLACES)
    def amend(self, place):
        self.begin()
        mark = self.life.mark()
        path, table = self.life.pick(place, is_action)
        owner = "icb" if place % 2 else "board"
        self.life.add(table, mark, "amend", name(path), "--owner", owner, "--reason", mark)

    @rule(place=PLACES, which=PLACES)
    def correct(self, place, which):
        self.begin()
        found = self.life.pick(place, lambda _, table: any(can_be_corrected(entry) for entry in entries(table)))
        if found is not None:
            path, table = found
            named = [entry["id"] for entry in entries(table) if can_be_corrected(entry)]
            mark, entry = self.life.mark(), f"{name(path)}:{named[which % len(named)]}"
            self.life.add(table, mark, "correct", entry, "--note", "Right", "--reason", mark)

    @rule(place=PLACES, which=PLACES)
    def redact(self, place, which):
        self.begin()
        found = self.life.pick(place, lambda _, table: any("redacted" not in entry for entry in entries(table)))
        if found is not None:
            path, table = found
            whole = [index for index, entry in enumerate(entries(table)) if "redacted" not in entry]
            self.life.redact(path, whole[which % len(whole)], self.life.mark())

    @rule(place=PLACES)
    def renumber(self, place):
        self.begin()
        if found := self.life.pick(place):
            self.life.command("renumber", name(found[0]), self.life.new_id())
            self.life.commit()

    @rule(is_draft=st.booleans())
    def make_a_record(self, is_draft):
        self.begin()
        self.life.make(f"5.{self.life.number}", is_draft=is_draft)

    @precondition(lambda self: len(self.life.held) == 2)
    @rule(is_renumbered=st.booleans())
    def make_two_records_of_one_id(self, is_renumbered):
        """Two branches come to the same id, each for a record of its own; one may renumber its own before they meet.

        They meet at once: if work goes on on three branches before anybody settles which record has the id, git pairs
        files by what is in them, and may put an entry of one into the other.
        """
        self.begin()
        number = self.life.mark().strip("m.")
        here = self.life.branch
        for _ in range(2):
            self.life.make(f"6.{number}", is_draft=False)
            self.life.switch(0)
        if is_renumbered:
            self.life.command("renumber", f"6.{number}", self.life.new_id())
            self.life.commit()
        other = next(name for name in self.life.held if name != here)
        self.life.merge_from(other, answer="ours", always=True)
        self.life.switch(0)
        self.life.merge_from(here, answer="ours", always=False)
        self.life.must_hold()

    @precondition(lambda self: len(self.life.held) == 2)
    @rule(place=PLACES)
    def renumber_on_both_sides(self, place):
        """Two branches give one record another id, each its own."""
        self.begin()
        title = self.life.pick(place)[1]["title"]
        for _ in range(2):
            if found := self.life.pick(0, lambda _, table: table["title"] == title):
                self.life.command("renumber", name(found[0]), self.life.new_id())
                self.life.commit()
            self.life.switch(0)

    @rule(place=PLACES)
    def add_a_reading(self, place):
        self.begin()
        day = self.life.day
        self.life.add_to_measure("readings", f'period = "2024-{1 + place % 5:02}"\nvalue = {place}\non = {day}\n')

    @rule(place=PLACES)
    def add_a_target(self, place):
        self.begin()
        self.life.add_to_measure("targets", f"due = 2026-{1 + place % 12:02}-01\nvalue = {place}\n")

    @rule(setting=st.sampled_from(SETTINGS))
    def change_a_setting_of_git(self, setting):
        self.begin()
        self.life.git("config", *setting)

    # Work by hand

    @rule(place=PLACES)
    def write_a_comment(self, place):
        self.begin()
        path, _ = self.life.pick(place)
        self.life.edit_blocks(path, lambda blocks: blocks.__setitem__(0, f"# {self.life.mark()}\n{blocks[0]}"))
        self.life.commit()

    @rule(place=PLACES)
    def change_line_ends(self, place):
        self.begin()
        path = self.life.repository.path(self.life.pick(place)[0])
        data = path.read_bytes()
        path.write_bytes(data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n"))
        self.life.commit()

    @rule(place=PLACES, which=PLACES, has_id=st.booleans())
    def insert_an_entry_further_up(self, place, which, has_id):
        self.begin()
        path, table = self.life.pick(place)
        mark = self.life.mark()
        on = START.replace(day=1 + which % 2)
        block = (f'id = "{mark[:-1]}"\n' if has_id else "") + self.life.entry(mark, on) + "\n"
        at = 1 + which % (1 + len(entries(table)))
        self.life.edit_blocks(path, lambda blocks: insert(blocks, at, block))
        self.life.record(table["title"], mark)

    @rule(place=PLACES)
    def give_an_entry_an_id(self, place):
        self.begin()
        found = self.life.pick(place, lambda _, table: any("id" not in entry for entry in entries(table)))
        if found is not None:
            path, table = found
            index, entry = next((index, entry) for index, entry in enumerate(entries(table)) if "id" not in entry)
            identity = f'id = "given-{entry.get("note", "x")[-4:].strip(".")}"\n'
            self.life.edit_blocks(path, lambda blocks: blocks.__setitem__(index + 1, identity + blocks[index + 1]))
            self.life.commit()

    @rule()
    def add_a_body(self):
        self.begin()
        mark = self.life.mark().strip(".")
        self.life.edit("plan.toml", lambda text: f'{text}\n[bodies.{mark}]\nname = "{mark}"\nkind = "team"\n')
        self.life.commit()

    @rule(place=PLACES)
    def change_a_draft(self, place):
        self.begin()
        if found := self.life.pick(place, is_draft_action):
            mark = self.life.mark()
            self.life.edit(found[0], lambda text: f'success = "{mark}"\n' + without_success(text))
            self.life.commit()

    @rule(place=PLACES)
    def remove_a_draft(self, place):
        self.begin()
        if found := self.life.pick(place, lambda path, table: is_draft_action(path, table) and not entries(table)):
            self.life.repository.path(found[0]).unlink()
            self.life.commit()

    @rule(days=st.integers(1, 9))
    def pass_days(self, days):
        self.begin()
        self.life.pass_days(days)

    # Branches

    @precondition(lambda self: len(self.life.held) < 3)
    @rule()
    def start_a_branch(self):
        self.begin()
        self.life.start_branch()

    @precondition(lambda self: len(self.life.held) > 1)
    @rule(place=PLACES, answer=st.sampled_from(["ours", "theirs"]))
    def exchange(self, place, answer):
        """Go on on another branch, with what was done on this one."""
        self.begin()
        here = self.life.branch
        self.life.switch(place)
        self.life.merge_from(here, answer=answer, always=False)
        self.life.must_hold()

    @precondition(lambda self: len(self.life.held) > 1)
    @rule(place=PLACES)
    def switch(self, place):
        self.begin()
        self.life.switch(place)

    @precondition(lambda self: len(self.life.held) > 1)
    @rule(place=PLACES, answer=st.sampled_from(["ours", "theirs"]), always=st.booleans())
    def merge(self, place, answer, always):
        self.begin()
        self.life.merge(place, answer=answer, always=always)

    @precondition(lambda self: len(self.life.held) > 1)
    @rule(place=PLACES, command=st.sampled_from(["rebase", "cherry-pick"]))
    def repeat_commits(self, place, command):
        """Repeat this branch's commits on another one, or the last one of that on this."""
        self.begin()
        other = sorted(set(self.life.held) - {self.life.branch})[place % (len(self.life.held) - 1)]
        merges = self.life.git(
            "rev-list", "--merges", f"{other}..HEAD" if command == "rebase" else f"{other}~1..{other}"
        )
        if not merges and self.life.may_replay(other):
            self.life.replay(command, other)

    # What must hold

    def begin(self):
        """Begin a step: until it has ended well, nothing is asserted about the whole."""
        self.is_sound = False

    @invariant()
    def every_entry_is_there_once_or_its_stub_is(self):
        self.life.must_hold()
        self.is_sound = True

    def teardown(self):
        try:
            if self.is_sound and hasattr(self, "tampering"):
                self.audit()
        finally:
            self.life.end()
            self.folder.cleanup()

    def update_another(self, but):
        """Add an entry to another file than one that was tampered with, which may have an error now."""
        found = self.life.pick(self.place, lambda path, _: path[:3] in ("act", "are") and path != but)
        if found is not None:
            mark = self.life.mark()
            self.life.add(found[1], mark, "update", name(found[0]), "--note", mark)

    def audit(self):
        for branch in sorted(set(self.life.held) - {self.life.branch}):
            self.life.merge_from(branch, answer="ours", always=True)
            self.life.must_hold()
        assert actionplan.audit(self.life.repository.plan).findings == ()
        tampered = TAMPERINGS[self.tampering](self.life, self.place)
        if tampered is None:
            return
        if self.goes_on and tampered.base is None:
            self.update_another(tampered.path)
            if len(self.life.held) > 1:
                self.merge(self.place, "ours", always=True)
        audit = actionplan.audit(self.life.repository.plan, base=tampered.base)
        found = [(finding.kind, finding.short, finding.path, finding.entry) for finding in audit.findings]
        assert found == [tampered[:4]]


def is_action(path, _table):
    return path.startswith("actions/")


def is_draft_action(path, table):
    return is_action(path, table) and "2030" in str(table.get("agreed"))


def can_be_corrected(entry):
    return "id" in entry and "redacted" not in entry


def insert(blocks, at, block):
    """Put an entry before another; the one that was last in the file is followed by a separate line."""
    blocks[at - 1] = blocks[at - 1].rstrip("\n") + "\n\n"
    blocks.insert(at, block)


def without_success(text):
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("success = "))


EXAMPLES = int(os.environ.get("LAWS", "0"))
"""How many histories to make up; 0 for the few of every test run, which are always the same."""

TestHonestLife = HonestLife.TestCase
TestHonestLife.settings = settings(
    max_examples=EXAMPLES or 10,
    stateful_step_count=40 if EXAMPLES else 20,
    derandomize=not EXAMPLES,
    database=None,
    phases=set(Phase) - {Phase.explain},
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("tampering", sorted(TAMPERINGS))
def test_each_tampering_with_a_short_life(tampering):
    machine = HonestLife()
    machine.choose_a_tampering(tampering, 5, goes_on=True)
    machine.start_a_branch()
    machine.update(1, 1)
    machine.write_a_comment(0)
    machine.switch(0)
    machine.pass_days(2)
    machine.move_the_date(0)
    machine.merge(0, "ours", always=True)
    machine.every_entry_is_there_once_or_its_stub_is()
    machine.teardown()
