"""docs/first-plan.md: whoever enters its commands, one after another, gets what it says."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from actionplan import load
from conftest import REPOSITORY, TODAY, Runner, of_today

PAGE = (REPOSITORY / "docs" / "first-plan.md").read_text(encoding="utf-8")

ADDED_TO = {
    "action,": "may.csv",
}
"""The file to whose end the page adds a text, by the beginning of the text."""


def indented_blocks(page: str) -> list[str]:
    return [block.replace("\n    ", "\n").strip() for block in re.findall(r"\n((?:\n    .*|\n(?=\n    ))+)", page)]


def commands(block: str) -> Iterator[list[str]]:
    for line in block.replace("\\\n", " ").splitlines():
        yield shlex.split(of_today(line), comments=True)


def test_every_command_of_the_page_works_in_its_order(
    actionplan: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "officer@council.example")
        monkeypatch.setenv(f"GIT_{who}_DATE", f"{TODAY}T12:00:00")
    seen = []
    mistaken = ""
    for block in indented_blocks(PAGE):
        if added := next((path for start, path in ADDED_TO.items() if block.startswith(start)), None):
            with Path(added).open("a", encoding="utf-8") as file:
                file.write(f"{block}\n")
            continue
        for program, *words in commands(block):
            seen.append(" ".join([program, *words[:2]]))
            if program == "git":
                subprocess.run([program, *words], check=True, capture_output=True)
                continue
            assert program == "actionplan", block
            ran = actionplan(*(word.replace("q7m2ka", mistaken) for word in words))
            assert ran.code == 0, f"{words}: {ran.err}"
            if words == ["show", "2.1"]:
                [mistaken] = (str(entry.id) for entry in load("plans").plans[0].action("2.1").status if entry.progress)
                assert mistaken in ran.out
    assert len(seen) > 45
    assert "2.3  Halve the wait for speech therapy" in actionplan("show", "2.1").out
