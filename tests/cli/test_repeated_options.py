"""An option that takes one value is given once: of two values the first would be lost without a word."""

import click
import pytest

from actionplan.cli.main import COMMANDS, cli


def commands():
    """Yield every command, with the words that call it."""
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        if isinstance(command, click.Group):
            yield from (([name, inner], command.commands[inner]) for inner in command.commands)
        else:
            yield [name], command


def flags(command, *, once):
    for option in command.params:
        takes_one = isinstance(option, click.Option) and not (option.is_flag or option.multiple)
        if takes_one == once and isinstance(option, click.Option) and not option.is_flag:
            yield option.opts[0]


CASES = [(words, flag) for words, command in commands() for flag in flags(command, once=True)]


def test_there_are_such_options():
    assert len(CASES) > 100


@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=" ".join)
def test_no_command_takes_two_values_for_one_option(actionplan, words, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan())
    for flag in [flag for known, flag in CASES if known == words]:
        ran = actionplan(*words, flag, "a", flag, "b")
        told = f"{flag} is given more than once, and it takes one value"
        assert (ran.code, told in " ".join(ran.err.split())) == (2, True), flag


@pytest.mark.parametrize("typed", [["--owner=hcc", "--owner=icb"], ["--owner", "hcc", "--owner", "hcc"]])
def test_in_any_form_and_with_the_same_value(actionplan, make_plan, typed):
    ran = actionplan("status", make_plan(), *typed)
    assert (ran.code, "--owner is given more than once" in ran.err) == (2, True)


def test_an_option_that_takes_several_values_may_be_repeated(actionplan, make_plan, monkeypatch):
    plan = make_plan()
    monkeypatch.chdir(plan)
    typed = ["new", "action", "1.2", "--title", "T", "--area", "PA1", "--source", "https://a.example/1"]
    assert actionplan(*typed, "--source", "https://a.example/2", "--yes").code == 0
    assert "https://a.example/1" in (plan / "actions/1.2.toml").read_text(encoding="utf-8")


def test_the_last_of_the_options_that_print_help_still_helps(actionplan):
    assert actionplan("status", "--help", "--help").code == 0
