"""Advice names the plan as the command did, so that it can be entered as it is printed."""

import click
import pytest

from actionplan.cli import console
from actionplan.cli.main import COMMANDS, cli
from conftest import ACTION


def test_a_command_in_a_message_names_the_plan_if_that_was_named(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION + '[[status]]\non = 2024-05-01\nby = "hcc"\nstate = "cancelled"\n'})
    said = " ".join(
        actionplan("redate", "1.1", "2025-01-01", "--reason", "R", "--by", "hcc", "--plan", plan).err.split()
    )
    assert f'First: actionplan reopen --plan {plan} 1.1 --reason "..."' in said
    assert actionplan("reopen", "--plan", plan, "1.1", "--reason", "It is needed", "--by", "hcc").code == 0


def test_a_command_in_a_message_names_no_plan_if_none_was_named(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan({"actions/1.1.toml": ACTION + '[[status]]\non = 2024-05-01\nstate = "cancelled"\n'}))
    said = " ".join(actionplan("redate", "1.1", "2025-01-01", "--reason", "R", "--by", "hcc").err.split())
    assert 'First: actionplan reopen 1.1 --reason "..."' in said


def commands():
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        inner = command.commands if isinstance(command, click.Group) else {}
        yield from ((f"{name} {each}", command) for each, command in inner.items())
        if not inner:
            yield name, command


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_that_takes_a_plan_is_known(name, command):
    takes = any(parameter.name == "plan_path" for parameter in command.params)
    given = click.Context(command)
    given.params = {"plan_path": "p q"}
    named = console.in_plan(f"to go on: actionplan {name} 1.1 --yes", given)
    plan = " --plan 'p q'" if takes else ""
    assert named == f"to go on: actionplan {name}{plan} 1.1 --yes"
