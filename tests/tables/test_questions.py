"""The ten questions of docs/analysts.md have answers."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from actionplan.report.query import answer_document
from actionplan.report.writers import terminal
from actionplan.tables.query import ask, connect, opened
from conftest import REPOSITORY
from exports import NORTHSHIRE, export

PAGE = (REPOSITORY / "docs" / "analysts.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^### ([^\n]+)\n\n```sql\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def northshire_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("northshire") / "export"
    export(folder, NORTHSHIRE)
    return folder


def test_there_are_ten() -> None:
    assert len(QUESTIONS) == 10


def test_each_has_its_answer(northshire_tables: Path, golden: Callable[[str, str], None]) -> None:
    parts = []
    for title, sql in QUESTIONS:
        with connect(str(northshire_tables), opened(str(northshire_tables)), sql) as connection:
            parts.append(f"{title}\n\n{terminal.write(answer_document(ask(connection, sql)))}")
    golden("questions-northshire.txt", "\n\n".join(parts))
