"""A site of both example plans, and the JSON of the same questions."""

import json
from pathlib import Path
from typing import Any

import pytest

import actionplan as library
from actionplan.cli.main import run
from actionplan.model.records import Plan
from conftest import REPOSITORY, Runner
from site_pages import DAY, PLANS, Asked, Page, PageParts


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures") / "site"
    plans = [str(REPOSITORY / folder) for folder in PLANS.values()]
    assert run(["site", *plans, "--as-at", DAY, "-o", str(folder)]) == 0
    return folder


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(scope="package")
def loaded() -> dict[str, Plan]:
    """Return both plans by their ids."""
    return {name: library.load(REPOSITORY / folder).plans[0] for name, folder in PLANS.items()}


@pytest.fixture
def page(site: Path, plan: str) -> Page:
    """Return a function that returns a page of the plan."""
    return lambda path: PageParts((site / plan / path).read_text(encoding="utf-8"), path)


@pytest.fixture(scope="package")
def answers() -> dict[tuple[str, ...], Any]:
    return {}


@pytest.fixture
def asked(actionplan: Runner, plan: str, answers: dict[tuple[str, ...], Any]) -> Asked:
    """Return a function that asks a question about the plan and returns its JSON."""

    def ask(command: str, *arguments: str, at: tuple[str, ...] = ("--as-at", DAY)) -> Any:
        if (key := (plan, command, *arguments, *at)) not in answers:
            ran = actionplan(command, *arguments, REPOSITORY / PLANS[plan], *at, "--format", "json")
            answers[key] = json.loads(ran.out)
        return answers[key]

    return ask
