"""Each line of docs/threats.md names tests that exist."""

import re

import pytest

from conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "threats.md").read_text(encoding="utf-8")
ROWS = [row for row in re.findall(r"^\|.*\|$", PAGE, re.MULTILINE) if not row.startswith(("|---", "| They try to |"))]
LINES = [row for row in ROWS if not row.endswith("| Tests |")]


def test_there_are_lines():
    assert len(LINES) > 30


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split(" | ")[0].removeprefix("| "))
def test_each_line_names_tests_that_exist(line):
    cells = [cell.strip() for cell in line.strip("|").split(" | ")]
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", cells[-1])
    assert named, "a line without a test"
    for file, name in named:
        text = (REPOSITORY / file).read_text(encoding="utf-8")
        assert re.search(rf"^def {name}\(", text, re.MULTILINE), f"{file} has no {name}"
