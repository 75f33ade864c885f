"""What the tests of questions share: the questions that a small plan raises on a day."""

from datetime import date
from itertools import count

import pytest

import actionplan
from conftest import ACTION, AREA, PLAN


@pytest.fixture
def challenges_of(make_plan):
    """Return a function that writes a plan and gives the questions of one rule that it raises on a day.

    ``challenges_of("C101", "2024-10-01", {"actions/1.1.toml": "..."})`` writes that file; what is not given is as in
    `make_plan`.
    """
    numbers = count(1)

    def asked(code, on, files=None, *, facts=None, **options):
        root = make_plan(files, name=f"p{next(numbers)}")
        portfolio = actionplan.load(root)
        problems = portfolio.problems
        assert problems == (), "the plan cannot even be read"
        return actionplan.challenge(portfolio.at(date.fromisoformat(on)), facts, select=code, **options)

    return asked


@pytest.fixture
def asked(challenges_of):
    """Return a function that gives the questions of one rule about action 1.1 (due 30 September 2024), as sentences."""

    def questions(code, on, history="", *, head=ACTION, plan="", **files):
        files = {path.replace("__", "/").replace("_", ".") + ".toml": text for path, text in files.items()}
        files = {"plan.toml": PLAN + plan, "areas/PA1.toml": AREA, "actions/1.1.toml": head + history, **files}
        return [found.question for found in challenges_of(code, on, files)]

    return questions
