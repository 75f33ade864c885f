"""A form is one command: what it asks is what the command takes, and it writes what the command writes."""

import shutil
import subprocess
import sys
from typing import Any

import click
import pytest

from actionplan.cli.main import cli
from actionplan.web.writing.form import APPROVAL, command_words
from actionplan.web.writing.registry import FORMS
from keeping import Keeper, write_plan


def command_of(form):
    """Return the command of a form."""
    command: Any = cli
    for word in form.command:
        command = command.get_command(click.Context(cli), word)
    return command


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join((*form.kinds[:1], form.name)))
def test_every_field_is_an_option_of_the_command(form):
    parameters = command_of(form).params
    options = {option for each in parameters if isinstance(each, click.Option) for option in each.opts}
    arguments = sum(isinstance(each, click.Argument) for each in parameters)
    fields = [each for each in form.fields if each.name not in APPROVAL]
    assert {each.flag for each in fields if not each.is_argument} <= options
    assert sum(each.is_argument for each in fields) + form.is_record_named <= arguments
    assert len({each.name for each in form.fields}) == len(form.fields)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join((*form.kinds[:1], form.name)))
def test_every_option_that_the_command_needs_is_asked_for(form):
    needed = {each.opts[0] for each in command_of(form).params if isinstance(each, click.Option) and each.required}
    asked = {each.flag for each in form.fields if each.missing}
    assert needed <= asked


ENTERED = {
    "update": {"state": ["in-progress"], "progress": ["40%"], "note": ["Four\nof ten."], "evidence": ["www.a.org\nb"]},
    "redate": {
        "due": ["30 Sep 2027"],
        "reason": ["-- late"],
        "approvals.by": ["board"],
        "approvals.on": ["2026-07-01"],
        "approvals.ref": ["minute 7: b"],
    },
    "request": {"due": ["Q3 2027/28"], "requested_of": ["board"], "reason": ["Staff\nare ill"]},
    "suspend": {"reason": ["Waiting for guidance"], "note": ["=1+1"]},
    "cancel": {"reason": ["Covered by another"], "approvals.by": ["board"], "approvals.on": ["1 July 2026"]},
}


@pytest.mark.parametrize("name", ENTERED)
def test_a_form_writes_what_the_command_writes(name, tmp_path):
    by_form, by_command = (write_plan(tmp_path / each) for each in ("form", "command"))
    shutil.rmtree(by_command)
    shutil.copytree(by_form, by_command)
    values = {**ENTERED[name], "by": ["council"]}
    keeper = Keeper(by_form, tmp_path / "drafts")
    sent = {key.replace(".", "__"): value for key, value in values.items()}
    assert keeper.save(f"/p/actions/1.1/{name}", **sent).status_code == 303

    form = next(each for each in FORMS if each.name == name)
    words = command_words(form, "1.1", str(by_command), values)
    command = [sys.executable, "-m", "actionplan", *words[: len(form.command)], "--yes", *words[len(form.command) :]]
    done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert (by_form / "actions/1.1.toml").read_bytes() == (by_command / "actions/1.1.toml").read_bytes()
