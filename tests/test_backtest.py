"""The tables of `docs/forecast.md` are those of the script, as far as seconds allow; `make backtest` checks all."""

import re
import subprocess
import sys

from conftest import REPOSITORY

DOCUMENT = (REPOSITORY / "docs" / "forecast.md").read_text(encoding="utf-8")


def tables(text):
    """Return the tables of forecasts in a text: for each its heading, and its rows by their first cell."""
    found = []
    for table in re.findall(r"^\|.*\| Forecasts \|.*\n\|[-|]+\n(?:\|.*\n?)+", text, re.MULTILINE):
        heading, _, *rows = (line.strip("|").split(" | ") for line in table.strip().splitlines())
        found.append((heading, {row[0].strip(): row[1:] for row in rows}))
    return found


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def run(plans):
    command = [sys.executable, "benchmarks/backtest_forecast.py", str(plans)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_the_script_gives_the_tables_of_the_document():
    """With fewer plans, the rows have other figures and the same names."""
    printed = run(5)
    told = tables(DOCUMENT)
    assert [heading for heading, _ in tables(printed)] == [heading for heading, _ in told]
    assert tables(printed)[2][1].keys() == told[2][1].keys()


def test_what_was_given_happened_within_what_would_be_by_chance():
    drawn = tables(DOCUMENT)[0][1]
    assert sum(int(row[0]) for row in drawn.values()) >= 2000
    for row in drawn.values():
        low, high = numbers(row[3])
        assert low <= numbers(row[2])[0] <= high


def test_ranges_and_likely_numbers_are_right_as_often_as_stated():
    kinds = tables(DOCUMENT)[2][1]
    assert all(numbers(row[3])[0] >= 95 for row in kinds.values() if row[3] != "-")
    assert all(numbers(row[4])[0] >= 80 for row in kinds.values() if row[3] != "-")
