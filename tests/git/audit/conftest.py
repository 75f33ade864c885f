"""A long run of the laws says how much it tried."""

import os

import pytest

from honest_life import DONE

COUNTED = ("update", "redate", "amend", "correct", "redact", "renumber", "git merge", "git rebase", "git cherry-pick")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how often each command was run."""
    if "LAWS" in os.environ:
        terminalreporter.write_line("Tried: " + ", ".join(f"{DONE[name]:,} {name}" for name in COUNTED))
