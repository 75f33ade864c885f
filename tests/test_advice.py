"""Advice works: on a committed plan, whoever follows it is rid of the message, meets no new one, and is not accused."""

import io
import os
import re
import shlex
import shutil
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

import actionplan as library
from actionplan.cli import console
from actionplan.cli.main import run as run_command_line
from actionplan.git.audit.audit import audit
from actionplan.model.problem import Problem
from actionplan.rules.checks.load_errors import READING
from advice import BASE, NONE, ROWS, Done, Row, Typed
from conftest import TODAY, Ran, Runner
from invalid_plans import BUILT
from repositories import Repository
from test_invalid_plans import INVALID

COMMAND = re.compile(r"actionplan [a-z].*?(?=; |, with |$)")
VALUE = re.compile(
    r"(?:write(?: its id)?|put .* round it|put it in square brackets|in .* letters|by hyphens|did you mean):? "
    r"(.*?)(?:\? If not, .*|\?)?"
)
LINE = re.compile(r"add(?: a line)?: ([a-z_]+ = .*?)(?:, or: .*)?")


def problems_of(plan: Path) -> tuple[Problem, ...]:
    return library.locate(library.check(library.load(plan).at(TODAY)))


def shown(problems: tuple[Problem, ...]) -> Counter[str]:
    """Return the problems without their lines, which move when a line is added above them."""
    return Counter(f"{found.where.path} {found.code} {found.message}" for found in problems)


def follow(row: Row, found: Problem, plan: Path, run: Runner) -> None:
    if isinstance(row, Typed):
        type_in(row, found, plan, run)
        return
    assert found.fix == row.advice
    if isinstance(row, Done):
        row.do(plan)
        return
    path = plan / row.file if row.file else Path(found.where.path)
    text = path.read_text("utf-8")
    assert text.count(row.old) == 1
    path.write_text(text.replace(row.old, row.new), "utf-8")


def type_in(row: Typed, found: Problem, plan: Path, run: Runner) -> None:
    """Do what the message says, word for word."""
    if match := COMMAND.search(found.fix):
        command = filled(match[0], row)
        ran = run(*shlex.split(command)[1:], *row.answered)
        if 'add a line to it in the file, such as id = "x1"' in ran.err:
            add_line(Path(found.where.path), header_above(found), 'id = "x1"')
            ran = run(*shlex.split(command)[1:], *row.answered)
        if "Please confirm:" in ran.err:
            ran = run(*shlex.split(command)[1:], "--yes")
        assert ran.code == 0, f"{command}: {ran.err}{ran.out}"
    elif match := LINE.fullmatch(found.fix):
        # A missing key of the head goes to the top, one of a block under its header.
        add_line(Path(found.where.path), (found.where.line or 1) if found.where.keys else 0, filled(match[1], row))
    else:
        match = VALUE.fullmatch(found.fix)
        assert match, found.fix
        write_over(found, filled(match[1], row) if row.filled else match[1])


def filled(text: str, row: Typed) -> str:
    for placeholder, value in row.filled:
        assert placeholder in text, f"{placeholder} is not in: {text}"
        text = text.replace(placeholder, value, 1)
    assert "..." not in text
    assert not re.search(r"(?<![\w:.])[A-Z]{3,}(?![\w:.])", text), f"a placeholder is left: {text}"
    return text


def write_over(found: Problem, value: str) -> None:
    where, path = found.where, Path(found.where.path)
    lines = path.read_text("utf-8").split("\n")
    line = lines[(where.line or 1) - 1]
    start = (where.column or 1) - 1
    is_whole_line = " = " in value and "{" not in value
    value = value.strip('"') if where.on_key else value
    lines[(where.line or 1) - 1] = value if is_whole_line else line[:start] + value + line[start + where.length :]
    path.write_text("\n".join(lines), "utf-8")


def add_line(path: Path, below: int, line: str) -> None:
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([*lines[:below], line, *lines[below:]]), "utf-8")


def header_above(found: Problem) -> int:
    """Return the number of the header of the entry that a problem is about."""
    lines = Path(found.where.path).read_text("utf-8").split("\n")[: found.where.line]
    return max(number for number, line in enumerate(lines, start=1) if line.startswith("[["))


class Followed(NamedTuple):
    """What following a row led to.

    Attributes:
        before: the problems of the faulty plan.
        after: those that are left.
        refused: why the advice could not be followed; empty if it could.
    """

    before: Counter[str]
    after: Counter[str]
    refused: str


def follow_row(name: str, plan: Path, run: Runner) -> Followed:
    before = problems_of(plan)
    refused = ""
    try:
        follow(ROWS[name], next(found for found in before if found.code == name[:4]), plan, run)
    except (AssertionError, OSError) as error:
        refused = f"{error}"
    return Followed(shown(before), shown(problems_of(plan)), refused)


def run_here(*arguments: str | os.PathLike[str]) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_command_line([os.fspath(argument) for argument in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def write_faulty_plan(name: str, plan: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, plan, dirs_exist_ok=True)
    if name in BUILT:
        BUILT[name].build(plan, patch)
    else:
        shutil.copytree(INVALID / name, plan, dirs_exist_ok=True)
        (plan / "expected.txt").unlink()


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, dict[str, Followed]]:
    """Return a repository in which each faulty plan was committed, fixed as its message says, and committed."""
    repository = Repository(root=(root := tmp_path_factory.mktemp("advice")), plan=root)
    repository.git("init", "--quiet")
    for name in ROWS:
        if name[:4] in ("E001", "E007"):  # what cannot be read now could be read before
            shutil.copytree(BASE, root / name / "plan")
    repository.commit(day=str(TODAY))
    with pytest.MonkeyPatch.context() as patch:
        for name in ROWS:
            write_faulty_plan(name, root / name / "plan", patch)
        repository.commit(day=str(TODAY))
        patch.setattr(console, "today", lambda: TODAY)
        patch.setenv("ACTIONPLAN_BY", "hcc")
        patch.setenv("XDG_CONFIG_HOME", str(root / "config"))
        results = {}
        for name in ROWS:
            patch.chdir(root / name / "plan")
            results[name] = follow_row(name, root / name / "plan", run_here)
    repository.commit(day=str(TODAY))
    return repository, results


@pytest.mark.parametrize("name", ROWS)
def test_advice_works_on_a_committed_plan(name: str, followed: tuple[Repository, dict[str, Followed]]) -> None:
    repository, results = followed
    assert results[name].refused == ""
    assert not [problem for problem in results[name].after if f" {name[:4]} " in problem]
    assert results[name].after - results[name].before == Counter()
    audited = audit(repository.root / name / "plan")
    assert audited.anchor is not None
    assert [found.sentence for found in audited.findings if found.commit == audited.anchor.commit] == []


def test_every_rule_has_advice_that_is_followed_or_a_reason() -> None:
    codes = {rule.code for rule in READING} | {rule.code for rule in library.rules.RULES}
    assert {name[:4] for name in ROWS} | set(NONE) == codes
    assert not {name[:4] for name in ROWS} & set(NONE)
