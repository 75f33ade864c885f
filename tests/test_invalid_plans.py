"""Plans with one fault each: its message and place, from the library and from the command.

A case is a folder of ``plans/invalid``, named by its code and the fault. It holds the files in which it differs from
``plans/base``, which is a plan with nothing wrong, and ``expected.txt``: one line for the problem (seldom more, where
one fault brings another) and under it, indented, how to fix it. Faults that git cannot carry are
made by ``invalid_plans.py``.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

import actionplan as library
from actionplan.report.problems import problem_line
from actionplan.rules.checks.load_errors import READING
from actionplan.rules.checks.round_errors import ROUNDS
from conftest import REPOSITORY, TODAY, Runner
from invalid_plans import BUILT

BASE = Path(__file__).parent / "plans" / "base"
INVALID = Path(__file__).parent / "plans" / "invalid"
FOLDERS = sorted(path.name for path in INVALID.iterdir())

MEND = "    fix: "


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a copy of the plan with nothing wrong."""
    return Path(shutil.copytree(BASE, tmp_path / "plan"))


def told_by_library(plan: Path) -> list[str]:
    problems = library.locate(library.check(library.load(plan).at(TODAY)))
    lines = [(problem_line(found), found.fix) for found in problems]
    return sorted(shortened(line + (f"\n{MEND}{fix}" if fix else ""), plan) for line, fix in lines)


def told_by_command(plan: Path, run: Runner) -> list[str]:
    """Return the lines that name a place, and under each the fix, joined again where it took two lines."""
    blocks = run("check", plan).out.split("\n\n")[:-1]
    told = []
    for block in blocks:
        first, *rest = block.split("\n")
        _, is_mended, mend = " ".join(line.strip() for line in rest).partition(MEND.strip())
        told.append(shortened(f"{first}\n{MEND}{mend.strip()}" if is_mended else first, plan))
    return sorted(told)


def shortened(text: str, plan: Path) -> str:
    return text.replace(f"{plan}{os.sep}", "").replace(str(plan.parent), "OUTSIDE")


def blocks_of(expected: str) -> list[str]:
    return sorted(re.split(r"\n(?! )", expected.rstrip("\n")))


def test_the_base_plan_has_nothing_wrong(base: Path, actionplan: Runner) -> None:
    assert told_by_library(base) == []
    assert actionplan("check", "--strict", base).code == 0


@pytest.mark.parametrize("name", FOLDERS)
def test_a_fault_is_reported_with_its_place_and_fix(name: str, base: Path, actionplan: Runner) -> None:
    shutil.copytree(INVALID / name, base, dirs_exist_ok=True)
    (base / "expected.txt").unlink()
    expected = blocks_of((INVALID / name / "expected.txt").read_text(encoding="utf-8"))
    assert told_by_library(base) == expected
    assert told_by_command(base, actionplan) == expected


@pytest.mark.parametrize("name", BUILT)
def test_a_fault_of_the_file_itself_is_reported(
    name: str, base: Path, actionplan: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    BUILT[name].build(base, monkeypatch)
    expected = blocks_of(BUILT[name].expected)
    assert told_by_library(base) == expected
    assert told_by_command(base, actionplan) == expected


@pytest.mark.parametrize("name", FOLDERS)
def test_the_exit_code_says_how_bad_it_is(name: str, base: Path, actionplan: Runner) -> None:
    shutil.copytree(INVALID / name, base, dirs_exist_ok=True)
    portfolio = library.load(base)
    problems = portfolio.problems
    problems += library.check(portfolio.at(TODAY))
    unread = list(portfolio.unread)
    for plan in portfolio.plans:
        unread += plan.unread
    ran = actionplan("check", base)
    assert ran.code == (2 if unread else 1 if any(found.severity == "error" for found in problems) else 0)
    assert all(file.path in ran.out for file in unread)


def test_a_case_is_named_by_its_code() -> None:
    for name in FOLDERS:
        assert f": {name[:4]} " in (INVALID / name / "expected.txt").read_text(encoding="utf-8")


def test_every_code_has_a_case() -> None:
    in_cases = {name[:4] for name in (*FOLDERS, *BUILT)}
    in_rules = {rule.code for rule in READING} | {rule.code for rule in library.rules.RULES}
    in_source = {
        code
        for path in (REPOSITORY / "src").rglob("*.py")
        for code in re.findall(
            r'\b(?:rule|problem|RuleFault|_unreadable|_found)\(\s*"([EW]\d{3})"', path.read_text("utf-8")
        )
    }
    assert in_cases | {"W546"} == in_rules  # an outline is no part of a plan: test_outlines
    assert in_source <= in_rules | {rule.code for rule in ROUNDS}
