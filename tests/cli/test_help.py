"""Help and usage errors: what a newcomer reads first."""

import os
import re

import pytest

from actionplan.cli.main import COMMANDS, GROUPS
from conftest import ACTION, Runner


def test_help_lists_the_commands_in_groups(actionplan: Runner) -> None:
    out = actionplan("--help").out
    headings = re.findall(r"^([A-Z][\w ]+):$", out, re.MULTILINE)
    assert headings == [*GROUPS, "Options"]
    assert re.findall(r"^  ([a-z-]+) {2,}[A-Z]", out, re.MULTILINE) == list(COMMANDS)
    assert list(COMMANDS)[:6] == ["status", "due", "show", "update", "since", "check"]


def test_each_command_has_one_line_on_a_screen_of_80_columns(actionplan: Runner) -> None:
    lines = actionplan("-h").out.splitlines()
    assert max(map(len, lines)) <= 80
    for name, line in COMMANDS.items():
        assert f"  {name:<12}  {line}" in lines


def test_a_mistyped_command_leads_to_the_right_one(actionplan: Runner) -> None:
    assert 'there is no command "stauts". Did you mean "status"?' in actionplan("stauts").err
    assert "To list the commands: actionplan --help" in actionplan("xyzzy").err


@pytest.mark.parametrize("arguments", [("status",), ("show", "1.1"), ("check",)])
def test_a_day_given_as_a_commit_leads_to_the_options_for_days(
    actionplan: Runner, make_plan, monkeypatch, arguments
) -> None:
    monkeypatch.chdir(make_plan({"actions/1.1.toml": ACTION}))
    os.system("git init --quiet && git add . && git -c user.name=a -c user.email=a@b.c commit --quiet -m Plan")
    ran = actionplan(*arguments, "--rev", "1 Oct 2024")
    assert ran.code == 2
    assert "For a day, use --as-at 2024-10-01 or --known-at 2024-10-01" in " ".join(ran.err.split())


@pytest.mark.parametrize("arguments", [("show", "1.1"), ("update", "1.1", "--note", "x", "--by", "hcc")])
def test_a_folder_that_cannot_be_listed_is_the_reason_that_a_record_is_not_found(
    actionplan: Runner, make_plan, tmp_path, arguments
) -> None:
    plan = make_plan({"plan.toml": 'format = 1\nid = "p"\ntitle = "A plan"\n'})
    outside = tmp_path / "outside"
    outside.mkdir()
    (plan / "actions").rename(tmp_path / "moved")
    (plan / "actions").symlink_to(outside)
    ran = actionplan(*arguments, "--plan", plan)
    assert ran.code == 2
    assert "this link leads out of the plan" in ran.err
    assert "there is no record" not in ran.err


def test_a_plan_that_cannot_be_read_is_named_in_our_words(actionplan: Runner, make_plan, monkeypatch) -> None:
    plan = make_plan()
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # as click asks
    assert actionplan("status", plan).code == 0
