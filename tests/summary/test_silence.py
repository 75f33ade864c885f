"""A new date alone is no report of the work."""

import pytest

from actionplan.storage.load import load_plan
from actionplan.summary.silence import silence
from conftest import PLAN, TODAY, PlanMaker

ACTION = """
    title = "Build the dashboard"
    areas = ["PA1"]
    owner = "hcc"
    due = 2026-09-30

    [[status]]
    on = 2026-03-01
    by = "hcc"
    state = "in-progress"
"""
MET = '\n    [[meetings]]\n    body = "board"\n    on = 2026-06-01\n'


@pytest.mark.parametrize(
    ("stated", "is_silent"),
    [
        ("", True),
        ('due = 2027-01-31\n    reason = "Staff"', True),
        ('request_due = 2027-01-31\n    requested_of = "board"\n    reason = "Staff"', True),
        ('due = 2027-01-31\n    reason = "Staff"\n    note = "Two of ten are done."', False),
        ("progress = 40", False),
    ],
)
def test_an_owner_that_only_moves_a_date_stays_silent(make_plan: PlanMaker, stated: str, is_silent: bool) -> None:
    entry = f'\n    [[status]]\n    on = 2026-10-01\n    by = "hcc"\n    {stated}\n' if stated else ""
    folder = make_plan({"plan.toml": PLAN + MET, "actions/1.1.toml": ACTION + entry})
    plan, _, _ = load_plan(str(folder))
    assert plan is not None
    assert (silence(plan, TODAY) is not None) is is_silent
