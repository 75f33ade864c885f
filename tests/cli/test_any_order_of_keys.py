"""What a command writes can be read by every other command, in whatever order the keys of a block are."""

import pytest

READ = (
    *(("show", "hcc"), ("show", "waits"), ("check",), ("status",), ("measures",), ("due",), ("challenge",)),
    *(("since", "2025-01-01"), ("forecast",), ("risks",), ("reviews",), ("resolutions",), ("resources",)),
    *(("dependencies",), ("trace", "waits"), ("report", "board")),
)
"""The commands that read a plan."""


@pytest.mark.parametrize("command", READ, ids=" ".join)
def test_a_target_that_a_command_wrote_is_read_by_every_command(command, make_plan, actionplan, monkeypatch):
    plan = make_plan({"measures/waits.toml": 'title = "Waits"\nunit = "days"\ndirection = "down"\nowner = "hcc"\n'})
    given = ("70", "--due", "2028-12-31", "--by", "hcc", "--yes", "--plan", str(plan))
    assert actionplan("measure", "target", "waits", *given).code == 0
    monkeypatch.chdir(plan)

    ran = actionplan(*command)

    assert ran.code in (0, 1), ran.err
