"""A plan under git, and a browser in which it is kept."""

import pytest

from keeping import Keeper, write_plan


@pytest.fixture
def plan(tmp_path):
    """Return the folder of a plan under git."""
    return write_plan(tmp_path / "plan")


@pytest.fixture
def keeper(plan, tmp_path):
    """Return a browser in which the plan is kept."""
    return Keeper(plan, tmp_path / "drafts")
