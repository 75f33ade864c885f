"""What the tests of rules share: the codes that a small plan brings."""

from itertools import count

import pytest

import actionplan
from conftest import ACTION, AREA, PLAN, TODAY


@pytest.fixture
def codes_of(make_plan):
    """Return a function that writes a plan and gives the codes of what the rules find, in order of rule and file.

    ``codes_of({"actions/1.1.toml": "..."})`` writes that file; without one the plan has `AREA` as PA1 and `ACTION` as
    1.1. ``select="E4"`` applies only those rules.
    """

    numbers = count(1)

    def codes(files=None, *, select=(), ignore=()):
        portfolio = actionplan.load(make_plan(files, name=f"p{next(numbers)}"))
        assert portfolio.problems == (), "the plan cannot even be read"
        return [found.code for found in actionplan.check(portfolio.at(TODAY), select=select, ignore=ignore)]

    return codes


@pytest.fixture
def codes_of_action(codes_of):
    """Return a function that gives the codes of an action with this history (and head) in an otherwise sound plan."""

    def codes(history="", *, head=ACTION, plan="", **options):
        files = {"plan.toml": PLAN + plan, "areas/PA1.toml": AREA, "actions/1.1.toml": head + history}
        return codes_of(files, **options)

    return codes


RESOLUTION = """
    title = "Do better"
    body = "hcc"
    on = 2024-07-16
    outcome = "carried"
"""


@pytest.fixture
def codes_of_resolution(codes_of):
    """Return a function that gives the codes of a carried resolution with these clauses and this history."""

    def codes(rest="", *, head=RESOLUTION, **options):
        return codes_of({"resolutions/2024-07-16-a.toml": head + rest}, **options)

    return codes


@pytest.fixture
def codes_of_plan(codes_of):
    """Return a function that gives the codes of a plan whose ``plan.toml`` says this beside `PLAN`."""

    def codes(rest, **options):
        return codes_of({"plan.toml": PLAN + rest}, **options)

    return codes
