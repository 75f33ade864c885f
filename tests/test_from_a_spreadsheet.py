"""docs/from-a-spreadsheet.md: whoever enters its commands, one after another, gets what it says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from actionplan import load
from actionplan.edit.imports.mapping import EXTRA, Mapped
from actionplan.input.headings import BUILT
from actionplan.model.ids import Id
from conftest import REPOSITORY, TODAY, Runner
from test_first_plan import commands, indented_blocks

PAGE = (REPOSITORY / "docs" / "from-a-spreadsheet.md").read_text(encoding="utf-8")


def test_every_command_of_the_page_works_in_its_order(
    actionplan: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("examples").mkdir()
    shutil.copy(REPOSITORY / "examples" / "anyshire-tracker.csv", "examples")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "officer@council.example")
        monkeypatch.setenv(f"GIT_{who}_DATE", f"{TODAY}T12:00:00")
    shown = ""
    for block in indented_blocks(PAGE):
        if block.startswith("[bodies"):
            with Path("how.toml").open("a", encoding="utf-8") as file:
                file.write(f"\n{block}\n")
            continue
        for program, *words in commands(block):
            if "december.xlsx" in words or "--undo" in words:
                continue  # files that the reader has
            if program in ("git", "pip"):
                if program == "git":
                    subprocess.run([program, *words], check=True, capture_output=True)
                continue
            ran = actionplan(*words)
            is_refused = words[-1] == "--dry-run"  # the page says which cell cannot be read
            assert ran.code == int(is_refused), f"{words}: {ran.err}"
            shown += ran.out + ran.err
    for line in re.findall(r"^```\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE):
        for each in line.splitlines():
            assert each in shown, each
    plan = load("plans/anyshire").plans[0]
    owners = [action.owner for action in plan.actions]
    assert owners == ["council", "council", "council", "icb", "parent-carer-forum", "icb"]
    assert plan.ratings[Id("red")][0].meaning == "Off track"
    assert plan.action("2.2").extra["due_date_left_out"] == "soon"
    assert Path("board.docx").stat().st_size > 10_000


def test_the_page_has_every_key_of_a_mapping_and_every_field_of_a_column() -> None:
    keys = {field.name for field in Mapped.__attrs_attrs__}
    assert keys <= set(re.findall(r"`\[?([a-z_]+)\]?`", PAGE))
    named = set(re.findall(r"`([a-z_]+)`", PAGE[PAGE.index("What a column can be") :]))
    assert named == {*BUILT, EXTRA} - {"portfolio_holder"}
