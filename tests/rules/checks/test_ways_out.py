"""What an audit allows, rules accept: a later entry, a correction, an amendment. And their advice names it."""

import pytest

import actionplan
from conftest import ACTION, PLAN, TODAY

COMPLETE = '\n[[status]]\nid = "c1"\non = 2024-09-03\nby = "hcc"\nstate = "complete"\n'
EVIDENCE = 'evidence = [{ link = "https://example.org/a" }]\n'
LATER = f'\n[[status]]\non = 2024-09-04\nby = "hcc"\n{EVIDENCE}'
REOPENED = '\n[[status]]\non = 2024-09-05\nby = "hcc"\nstate = "in-progress"\nreason = "Not done"\n'
AFTER_THAT = f'\n[[status]]\non = 2024-09-06\nby = "hcc"\n{EVIDENCE}'
CORRECTED = f'\n[[status]]\non = 2024-09-09\nby = "hcc"\ncorrects = "c1"\nreason = "Forgotten"\n{EVIDENCE}'


@pytest.mark.parametrize(
    ("history", "codes"),
    [
        (COMPLETE, ["W501"]),
        (COMPLETE + LATER, []),
        (COMPLETE + CORRECTED, []),
        (COMPLETE + REOPENED + AFTER_THAT, ["W501"]),
        (COMPLETE + LATER + REOPENED, []),
        (COMPLETE + CORRECTED.replace(EVIDENCE, 'state = "in-progress"\n'), []),
    ],
)
def test_evidence_may_come_later_while_the_action_stays_complete(codes_of_action, history, codes):
    assert codes_of_action(history, select="W501") == codes


SUSPENDED = '\n[[status]]\nid = "s1"\non = 2024-06-04\nby = "hcc"\nstate = "suspended"\n'


@pytest.mark.parametrize(
    ("correction", "codes"),
    [
        ('state = "suspended"\nreason = "Waiting"', []),
        ('state = "in-progress"\nreason = "It was not"', []),
    ],
)
def test_a_correction_of_the_state_gives_the_reason(codes_of_action, correction, codes):
    entry = f'\n[[status]]\non = 2024-06-05\nby = "hcc"\ncorrects = "s1"\n{correction}\n'
    assert codes_of_action(SUSPENDED + entry, select="W411") == codes


@pytest.mark.parametrize(
    ("days", "fix"),
    [
        ("agreed = 2024-01-31", 'actionplan amend 1.1 --owner BODY --reason "..."'),
        ("agreed = 2027-01-31", 'add a line: owner = "...", or: actionplan amend 1.1 --owner BODY --reason "..."'),
        ("", 'add a line: owner = "...", or: actionplan amend 1.1 --owner BODY --reason "..."'),
        (
            f"agreed = 2024-01-31\nkept_since = {TODAY}",
            'add a line: owner = "...", or: actionplan amend 1.1 --owner BODY --reason "..."',
        ),
    ],
)
def test_advice_about_a_head_depends_on_whether_it_is_agreed(make_plan, days, fix):
    plan = make_plan(
        {
            "plan.toml": PLAN.replace("    agreed = 2024-01-31\n", "".join(f"    {day}\n" for day in days.split("\n"))),
            "actions/1.1.toml": ACTION.replace('owner = "hcc"', ""),
        }
    )
    [found] = actionplan.check(actionplan.load(plan).at(TODAY), select="W502")
    assert found.fix == fix
