"""Add an entry to an action's history from a program: checked first, then appended, with nothing else changed.

Run: ``python examples/record_progress.py path/to/plan 1.1 hcc 60 2026-11-24``
"""

import sys
from datetime import date

import actionplan


def main(plan: str, action: str, by: str, progress: int, today: date) -> None:
    """Record that an action has come so far, and print the block that was added."""
    entry = actionplan.ActionEntry(
        on=actionplan.model.on_day(today),
        by=actionplan.Id(by),
        state="in-progress",
        progress=progress,
        note=f"{progress} per cent done, by our own count.",
    )
    try:
        added = actionplan.append_status(plan, action, entry, today=today)
    except actionplan.ProblemsFound as found:
        sys.exit(f"Nothing was written. {found}")
    print(added.blocks[0], end="")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), date.fromisoformat(sys.argv[5]))
