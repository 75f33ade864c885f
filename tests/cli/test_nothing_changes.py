"""Commands refused because nothing would change, and hints to the right command."""

import pytest

from conftest import ACTION

BEGUN = '[[status]]\non = 2024-03-05\nby = "hcc"\nstate = "in-progress"\n'
STOPPED = '[[status]]\non = 2024-04-05\nby = "hcc"\nstate = "suspended"\nreason = "x"\n'
CANCELLED = STOPPED.replace("suspended", "cancelled")
WHY = ("--reason", "x", "--by", "hcc")


@pytest.mark.parametrize(
    ("history", "arguments", "complaint"),
    [
        (BEGUN, ("amend", "1.1", "--owner", "HCC", *WHY), "owner of 1.1 already has this value"),
        (BEGUN, ("amend", "1.1", "--due", "2025-01-31", *WHY), "actionplan redate 1.1 2025-01-31"),
        (BEGUN, ("redate", "1.1", "2024-09-30", *WHY), "due of 1.1 already has this value"),
        (BEGUN, ("redate", "1.1", "31/11/2026", *WHY), "November has 30 days"),
        (BEGUN, ("redate", "1.1", "2026-02-29", *WHY), "February 2026 has 28 days"),
        (BEGUN + STOPPED, ("suspend", "1.1", *WHY), "1.1 is already suspended"),
        (BEGUN + CANCELLED, ("redate", "1.1", "2025-01-31", *WHY), "First: actionplan reopen 1.1"),
        (BEGUN, ("verify", "1.1", "--evidence", "https://x", "--by", "board"), "update 1.1 --state complete"),
        (BEGUN, ("show", "1.1:q7m2ka"), "actionplan show 1.1"),
        (BEGUN, ("since", "2024-01-01", "2024-02-01"), "actionplan since 2024-01-01 --until 2024-02-01"),
        (BEGUN, ("since", "2027-01-01"), "1 Jan 2027 is in the future"),
        (BEGUN, ("since", "--last", "boad"), 'did you mean "board"'),
        (BEGUN, ("since", "--last", "Board"), "actionplan new meeting board 2026-01-20"),
        (BEGUN, ("status", "--known-at", "2027-01-01"), "is in the future, and it takes a day up to today"),
    ],
)
def test_what_is_refused(actionplan, make_plan, monkeypatch, history, arguments, complaint):
    root = make_plan({"actions/1.1.toml": f"{ACTION}{history}"})
    monkeypatch.chdir(root)
    before = (root / "actions" / "1.1.toml").read_bytes()
    ran = actionplan(*arguments)
    assert ran.code == 2
    assert complaint in " ".join(ran.err.split())
    assert all(len(line) <= 80 for line in ran.err.splitlines())
    assert (root / "actions" / "1.1.toml").read_bytes() == before


def test_a_look_ahead_is_called_one(actionplan, make_plan):
    ran = actionplan("status", make_plan({}), "--as-at", "2027-01-01")
    assert "Note: 1 Jan 2027 is in the future." in ran.err
