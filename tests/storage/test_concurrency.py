"""Two people save at once: no entry is lost, and whoever was too slow is told to try again."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actionplan.storage.load import load_strict
from conftest import PlanMaker

ROUNDS = 100

UPDATES = """
import contextlib, io, sys
from actionplan.cli.main import run

body, plan, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(rounds):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        code = run(["update", "1.1", "--by", body, "--note", f"{body} {number}", "--on", "2024-03-05", "--plan", plan])
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
