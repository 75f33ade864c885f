"""Several save at once: no entry is lost. A command that is too slow says so; `append_status` waits for its turn."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from actionplan.edit.append import append_status
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.storage.load import load_strict
from actionplan.storage.save import SaveError, locked_plan
from conftest import TODAY, PlanMaker

ROUNDS = 100

UPDATES = """
import contextlib, io, sys
from actionplan.cli.main import run

body, plan, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(rounds):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        options = ["--by", body, "--note", f"{body} {number}", "--on", "2024-03-05", "--accept", "P121"]
        code = run(["update", "1.1", *options, "--plan", plan])
    print(number, code, " ".join(said.getvalue().split()), flush=True)
"""
"""Updates one action again and again, and says of each update how it ended."""


@contextmanager
def updating(plan: Path, body: str) -> Iterator["subprocess.Popen[str]"]:
    """Start a process that updates the action once it is sent a line, and end it at the latest with the test."""
    arguments = [sys.executable, "-c", UPDATES, body, str(plan), str(ROUNDS)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        try:
            assert started.stdout is not None
            assert started.stdout.readline() == "ready\n"
            yield started
        finally:
            started.kill()


def test_no_update_of_two_at_once_is_lost(make_plan: PlanMaker) -> None:
    plan = make_plan()
    lines: list[tuple[str, str]] = []
    with updating(plan, "hcc") as one, updating(plan, "icb") as other:
        for process in (one, other):
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        for body, process in (("hcc", one), ("icb", other)):
            lines.extend((body, line) for line in process.communicate()[0].splitlines())

    saved = []
    for body, line in lines:
        number, code, said = line.split(" ", 2)
        if code == "0":
            saved.append(f"{body} {number}")
        else:
            assert (code, said.endswith(": try again")) == ("2", True), line

    assert len(lines) == 2 * ROUNDS
    entries = load_strict(plan).plans[0].actions[0].status
    assert sorted(entry.note or "" for entry in entries) == sorted(saved)
    assert len({entry.id for entry in entries}) == len(entries)
    assert len(saved) > ROUNDS
    assert not list(plan.rglob(".actionplan-*.tmp"))


def test_sixteen_threads_add_to_one_file_in_turn(make_plan: PlanMaker) -> None:
    plan = str(make_plan())
    notes = [f"note {number}" for number in range(16)]

    def add(note: str) -> None:
        append_status(plan, "1.1", ActionEntry(on=on_day(date(2024, 3, 5)), by=Id("hcc"), note=note), today=TODAY)

    with ThreadPoolExecutor(len(notes)) as pool:
        list(pool.map(add, notes))

    assert sorted(entry.note or "" for entry in load_strict(plan).plans[0].actions[0].status) == sorted(notes)


def test_a_wait_that_is_too_long_is_a_plain_error(make_plan: PlanMaker) -> None:
    plan = str(make_plan())
    entry = ActionEntry(on=on_day(date(2024, 3, 5)), by=Id("hcc"), note="x")

    with locked_plan(plan), pytest.raises(SaveError, match=r"writing to .* for 0\.1 seconds: try again"):
        append_status(plan, "1.1", entry, today=TODAY, timeout=0.1)

    assert load_strict(plan).plans[0].actions[0].status == ()
