"""What tests share: tiny plans from TOML, the command line run in this process on a fixed day, and golden files."""

import json
import os
import re
import shutil
import textwrap
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from actionplan.cli import console
from actionplan.cli.main import run as run_command_line
from actionplan.report import made_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from living import Life
    from repositories import Repository

TODAY = date(2026, 11, 24)
"""The day on which all tests run."""

HERTFORDSHIRE_DAY = date(2026, 11, 29)
"""The day on which the last entries of the Hertfordshire plan were recorded."""

REPOSITORY = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

PLAN = """
    format = 1
    id = "p"
    title = "A plan"
    agreed = 2024-01-31

    [bodies.hcc]
    name = "County Council"
    kind = "council"

    [bodies.icb]
    name = "Integrated Care Board"
    kind = "icb"

    [bodies.board]
    name = "Improvement Board"
    kind = "board"

    [ratings.green]
    label = "Green"
    meaning = "on time"
    colour = "green"

    [ratings.red]
    label = "Red"
    meaning = "late"
    colour = "red"
"""
"""A plan file with which most small plans do."""

AREA = """
    title = "Data"
    kind = "priority-action"
"""

ACTION = """
    title = "Build the dashboard"
    areas = ["PA1"]
    owner = "hcc"
    due = 2024-09-30
"""


def bare(page: str) -> str:
    """Return a page without its looks: without its style, its signs, and what the style needs in its elements."""
    looks = r' (role="[a-z]+"|data-heading="[^"]*"|class="(stack|number|hidden)"|tabindex="0"|aria-label="[^"]*")'
    page = re.sub(r"<colgroup>.*</colgroup>\n", "", page)
    page = re.sub(r"(?s:<style>.*?</style>\n|<svg.*?</svg>\n?)", "", page)
    page = re.sub(r'<div class="scroll"[^>]*>\n|\n</div>(?=\n|$)', "", page)
    return re.sub(r' sign"', '"', re.sub(looks, "", page))


def of_today(command: str) -> str:
    """Return a command of a page with the id that the example of a resolution has in a plan of `TODAY`."""
    return command.replace("2026-01-05-a", f"{TODAY - timedelta(days=28)}-a")


class Ran(NamedTuple):
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def dedented(text: str) -> str:
    """Return a TOML text without the indentation that it has in a test."""
    return textwrap.dedent(text).lstrip("\n")


def write_plan(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a plan folder.

    Args:
        root: its folder.
        files: path within the folder -> text (its indentation is taken off) or bytes. Without a ``plan.toml`` it gets
            `PLAN`.
    """
    for path, content in {"plan.toml": PLAN, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else dedented(content).encode())
    return root


PlanMaker = Callable[..., Path]
Runner = Callable[..., Ran]


@pytest.fixture
def make_plan(tmp_path: Path) -> PlanMaker:
    """Return a function that writes a plan: ``make_plan({"actions/1.1.toml": "..."})`` gives its folder.

    Where neither areas nor actions are given, the plan has one of each: `AREA` as PA1 and `ACTION` as 1.1.
    """

    def make(files: Mapping[str, str | bytes] | None = None, name: str = "p") -> Path:
        files = dict(files or {})
        if not any(path.startswith("areas/") for path in files):
            files["areas/PA1.toml"] = AREA
        if not any(path.startswith("actions/") for path in files):
            files["actions/1.1.toml"] = ACTION
        return write_plan(tmp_path / name, files)

    return make


@pytest.fixture
def actionplan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Runner:
    """Return a function that runs the command line in this process on `TODAY`, away from the user's configuration.

    Reports do not say which commit they were made from, since that of this repository changes.
    """
    monkeypatch.setattr(console, "today", lambda: TODAY)
    monkeypatch.setattr(made_from, "anchor_lines", lambda _run: [])
    monkeypatch.setattr(made_from, "record_words", lambda _run, _commit: "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("ACTIONPLAN_BY", "NO_COLOR", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | os.PathLike[str]) -> Ran:
        capsys.readouterr()
        code = run_command_line([os.fspath(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that updates golden files."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew instead of comparing")


UNMEASURED = (
    "browser/",
    "benchmarks/",
    "test_one_value",
    "test_northshire_",
    "test_linear_time.py",
    "test_real_plans.py",
)
"""Parts of the paths of tests that run the same lines very many times, as those of Hypothesis do. Measuring coverage
would make them three times as slow, and other tests run these lines too."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> "Iterator[None]":
    """Pause coverage, where it is measured, for tests that would be slow with it, and for what they prepare."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller = plugin.cov_controller if plugin is not None else None
    path = item.path.relative_to(Path(__file__).parent).as_posix()
    is_slow = any(part in path for part in UNMEASURED)
    is_law = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    if controller is None or not (is_slow or is_law):
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a text with the golden file of that name, or writes it with
    ``--update-golden``.
    """

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8")
        if path.suffix == ".json":  # the order of keys is no part of the contract
            assert json.loads(text) == json.loads(expected)
        else:
            assert text == expected

    return compare


@pytest.fixture
def empty(tmp_path: Path) -> "Repository":
    """Return a git repository without a commit."""
    from repositories import made_empty

    return made_empty(tmp_path)


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository that holds the honest life of a small plan; it is made once, and copied."""
    from repositories import made_honest

    return made_honest(tmp_path_factory.mktemp("honest")).root


@pytest.fixture
def repository(honest: Path, tmp_path: Path) -> "Repository":
    """Return a git repository of this test's own, whose commits are the honest life of a small plan."""
    from repositories import repository_at

    shutil.copytree(honest, tmp_path, dirs_exist_ok=True)
    return repository_at(tmp_path)


@pytest.fixture(scope="session")
def northshire(tmp_path_factory: pytest.TempPathFactory) -> "Life":
    """Return the repository in which Northshire's plan was kept for three years; tests only read it."""
    from living import lived

    return lived(tmp_path_factory.mktemp("northshire"))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tables of Northshire and Hertfordshire; tests only read them."""
    from exports import HERTFORDSHIRE, NORTHSHIRE, export

    folder = tmp_path_factory.mktemp("tables") / "export"
    export(folder, NORTHSHIRE, HERTFORDSHIRE)
    return folder
