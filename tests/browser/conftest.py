"""A browser that runs without a window, and papers to show in it."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from actionplan.cli import console
from actionplan.cli.main import run
from actionplan.report import made_from
from browser_papers import PLANS
from conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

OPTIONS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return Debian's Chromium, which ``make test`` installs; without it every test here fails."""
    root = ["--no-sandbox"] if os.name == "posix" and os.getuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*OPTIONS, *root])
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site of both plans, which is made once."""
    folder = tmp_path_factory.mktemp("browser") / "site"
    plans = [str(REPOSITORY / plan) for plan, _ in PLANS.values()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made_from, "anchor_lines", lambda _run: [])
        assert run(["site", *plans, "--as-at", PLANS["northshire"][1], "-o", str(folder)]) == 0
    return folder


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that makes a paper of a plan as a page, and returns its file."""

    def make(plan: str, *kind: str) -> Path:
        folder, day = PLANS[plan]
        monkeypatch.setattr(console, "today", lambda: date.fromisoformat(day))
        monkeypatch.setattr(made_from, "anchor_lines", lambda _run: [])
        file = tmp_path / f"{plan}-{kind[0]}.html"
        assert run(["report", *kind, str(REPOSITORY / folder), "--as-at", day, "-o", str(file)]) == 0
        return file

    return make
