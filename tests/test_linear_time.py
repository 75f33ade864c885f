"""The time for any file grows at most with its size, so no file in a plan can stall a command.

`make laws` measures this, in processor time, with files of up to 200 kB. The tests only try that each shape of a file
gets an answer, since a time that is measured on a busy machine proves nothing.
"""

import contextlib
import io
import os
import time
from itertools import pairwise
from pathlib import Path

import pytest

from actionplan.cli.main import run as run_command_line
from large_files import SHAPES, write_plan

LONG = "LAWS" in os.environ
SIZES = (25_000, 50_000, 100_000, 200_000) if LONG else (500,)
MARGIN = 1.4
"""How much more than twice the time a file of twice the size may take."""
STARTING = 0.1
"""Seconds that a command takes for any file, and that the clock errs by."""

COMMANDS = {
    "check": ("check", "PLAN"),
    "check as JSON": ("check", "PLAN", "--format", "json"),
    "status": ("status", "PLAN"),
    "show": ("show", "1.1", "--plan", "PLAN"),
    "since": ("since", "2024-02-01", "PLAN"),
    "challenge": ("challenge", "PLAN"),
    "trace": ("trace", "1.1", "--plan", "PLAN"),
    "measures": ("measures", "PLAN"),
    "resolutions": ("resolutions", "PLAN"),
    "reviews": ("reviews", "PLAN"),
    "update": ("update", "1.1", "--plan", "PLAN", "--note", "x", "--by", "hcc", "--dry-run"),
}


def seconds(command: tuple[str, ...], plan: Path) -> float:
    """Return the processor time that a command takes; the smaller of two runs."""
    times = []
    for _ in range(2 if LONG else 1):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            start = time.process_time()
            code = run_command_line([str(plan) if word == "PLAN" else word for word in command])
            times.append(time.process_time() - start)
        assert code in (0, 1, 2)
    return min(times)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_twice_the_size_takes_at_most_twice_the_time(shape: str, tmp_path: Path) -> None:
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for size in SIZES:
        write_plan(tmp_path, shape, size)
        for name, command in COMMANDS.items():
            taken[name].append(seconds(command, tmp_path))

    for name, times in taken.items():
        for smaller, larger in pairwise(times):
            assert larger <= 2 * MARGIN * smaller + STARTING, (name, times)
