"""Add entries to one plan from eight processes at once, and kill each of them again and again.

Run: ``make trials``, or this file with a number of updates and a seed. Every entry that a process reported as saved
must be there once, one that was being saved when its process was killed at most once, and every file must be readable.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setting_up import PROJECT, number_and_seed

import actionplan

PROCESSES = 8

WORKER = """
import contextlib, io, os, sys
from actionplan.cli.main import run

plan, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
actions = sorted(name[:-5] for name in os.listdir(os.path.join(plan, "actions")) if name.endswith(".toml"))
for number in range(first, last):
    print(f"began {number}", flush=True)
    action = actions[number % len(actions)]
    words = ["update", action, "--note", f"note {number}", "--by", "hcc", "--plan", plan, "--yes"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        code = run(words)
    print(f"ended {number} {code} {' '.join(said.getvalue().split())[-120:]}", flush=True)
"""


def updates(plan: Path, numbers: range, seed: int) -> list[tuple[int, str]]:
    """Make the updates of some numbers; return how each ended: with an exit code and a message, or killed."""
    change = random.Random(seed)
    ended: list[tuple[int, str]] = []
    first = numbers.start
    while first < numbers.stop:
        words = [sys.executable, "-c", WORKER, str(plan), str(first), str(numbers.stop)]
        kill_at = first + change.randint(1, 20)
        begun = set[int]()
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                word, number, *how = line.split(maxsplit=2)
                if word == "ended":
                    ended.append((int(number), how[0].strip()))
                else:
                    begun.add(int(number))
                if word == "began" and int(number) == kill_at:
                    time.sleep(change.uniform(0, 0.05))
                    process.kill()
        ended += [(number, "killed") for number in begun - {number for number, _ in ended}]
        first = max(begun, default=first - 1) + 1
    return ended


def main() -> int:
    """Update and kill, then compare what was reported with what is there."""
    number, seed = number_and_seed(5_000)
    share = number // PROCESSES
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder, "plan")
        shutil.copytree(PROJECT / "plans/hertfordshire-send", plan)
        with ThreadPoolExecutor(PROCESSES) as pool:
            parts = [range(place * share, (place + 1) * share) for place in range(PROCESSES)]
            seeds = range(seed * PROCESSES, (seed + 1) * PROCESSES)
            ended = [each for part in pool.map(updates, [plan] * PROCESSES, parts, seeds) for each in part]
        portfolio = actionplan.load(str(plan))
        left = [path.name for path in plan.rglob("*.tmp")]
    notes = Counter(entry.note for action in portfolio.plans[0].actions for entry in action.status)
    how = Counter("saved" if how[:1] == "0" else how for _, how in ended)
    saved = {f"note {done}" for done, how in ended if how[:1] == "0"}
    lost = sorted(note for note in saved if notes[note] != 1)
    doubled = sorted(note for note, times in notes.items() if note and note.startswith("note ") and times > 1)
    print(f"seed {seed}: {sum(how.values()):,} updates by {PROCESSES} processes: ", dict(how.most_common()))
    print(f"killed while saving, and there: {sum(notes[f'note {done}'] for done, how in ended if how == 'killed')}")
    print(f"lost: {lost}; there twice: {doubled}; unreadable: {portfolio.unread}; problems: {len(portfolio.problems)}")
    print(f"files left behind: {len(left)}")
    return 1 if lost or doubled or portfolio.unread else 0


if __name__ == "__main__":
    sys.exit(main())
