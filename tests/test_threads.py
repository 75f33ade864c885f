"""Functions of the library may be called from several threads.

``python tests/test_threads.py 60`` does this for a minute.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import monotonic

FOLDER = Path(__file__).parent.parent / "examples" / "northshire-send"
DAY = date(2025, 10, 1)
THREADS = 32


def figures(actionplan):
    """Return what a thread calculates: it loads the plan, and uses names that may not have been imported yet."""
    view = actionplan.load(FOLDER).at(DAY)
    [plan] = actionplan.status(view).plans
    return plan.tally, len(actionplan.check(view)), hash(view.plans[0])


def run(seconds):
    """Return the figures of all threads as a set; all begin at once, in a program that has imported nothing yet."""
    import actionplan

    sys.setswitchinterval(1e-6)
    end = monotonic() + seconds

    def work(_):
        found = {repr(figures(actionplan))}
        while monotonic() < end:
            found.add(repr(figures(actionplan)))
        return found

    with ThreadPoolExecutor(THREADS) as pool:
        return set().union(*pool.map(work, range(THREADS)))


def test_many_threads_calculate_the_same():
    command = [sys.executable, __file__, "0"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [f"{THREADS} threads: 1 answer"]


if __name__ == "__main__":
    answers = run(float(sys.argv[1]))
    print(f"{THREADS} threads: {len(answers)} answer{'s' if len(answers) != 1 else ''}")
