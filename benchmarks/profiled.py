"""Print the functions in which a row of `actionplan` spends its time, as a table for ``docs/performance.md``.

Run: ``python benchmarks/profiled.py "status M"``. Profiling makes a command slower, and small functions seem dearer
than they are: shares are worth reading, times are not.
"""

import os
import pstats
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import data
import page
import works
from measuring import Work, surroundings

LINES = 15


def _row(name: str) -> Work:
    *_, size = name.replace(", all cores", "").split()
    rows: list[Work] = [
        *works.starting(),
        *works.reading(size),
        *(works.updating(size) if name.startswith("update") else ()),
    ]
    [row] = [work for work in rows if work.name == name]
    return row


def profile(work: Work, scratch: Path) -> "pstats.Stats":
    """Run a row under Python's profiler."""
    kept = scratch / "profile"
    words = (sys.executable, "-m", "cProfile", "-o", str(kept), "-m", "actionplan", *work.words[1:])
    setting = {**surroundings(scratch, data.HERE), **work.setting}
    subprocess.run(words, cwd=work.at, env=setting, stdout=subprocess.DEVNULL, check=False)
    return pstats.Stats(str(kept))


def heaviest(stats: "pstats.Stats") -> str:
    """Yield the functions in which most time was spent, themselves and with what they called."""
    every: dict[tuple[str, int, str], tuple[Any, ...]] = stats.stats  # type: ignore[attr-defined]
    whole = sum(own for _, _, own, _, _ in every.values()) or 1.0

    def rows() -> Iterator[tuple[str, ...]]:
        for (file, _, function), (_, calls, own, along, _) in sorted(every.items(), key=lambda one: -one[1][2])[:LINES]:
            place = f"{_short(file)}: " if file != "~" else ""
            yield f"`{place}{function.replace('|', '/')}`", f"{calls:,}", f"{own / whole:.0%}", f"{along / whole:.0%}"

    return page.table(("Function", "Calls", "Itself", "With what it calls"), rows())


def _short(file: str) -> str:
    """Return a path from its package on, so that nothing of the machine is shown."""
    return os.path.join(*Path(file).parts[-2:])


if __name__ == "__main__":
    folder = data.MADE / "scratch"
    folder.mkdir(parents=True, exist_ok=True)
    print(heaviest(profile(_row(sys.argv[1]), folder)))
