"""A form is one command: what it asks is what the command takes, and it writes what the command writes."""

import shutil
from typing import Any

import click
import pytest
from click.testing import CliRunner

from actionplan.cli.main import cli
from actionplan.web.writing.form import APPROVAL, command_words
from actionplan.web.writing.registry import FORMS, form_named
from keeping import RECORDS, Keeper, write_plan


def command_of(form):
    """Return the command of a form."""
    command: Any = cli
    for word in (each for each in form.command if not each.startswith("--")):
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
    needed = {
        each.opts[0]
        for each in command_of(form).params
        if isinstance(each, click.Option) and (each.required or each.prompt)
    }
    asked = {each.flag for each in form.fields if each.missing}
    assert needed <= asked


BOARD = {"approvals.by": ["board"], "approvals.on": ["1 July 2026"]}
ENTERED = {
    ("actions", "1.1", "update"): {
        "state": ["in-progress"],
        "progress": ["40%"],
        "note": ["Four\nof ten."],
        "evidence": ["www.a.org\nb"],
    },
    ("actions", "1.1", "redate"): {
        "due": ["30 Sep 2027"],
        "reason": ["-- late"],
        "approvals.by": ["board"],
        "approvals.on": ["2026-07-01"],
        "approvals.ref": ["minute 7: b"],
    },
    ("actions", "1.1", "request"): {
        "due": ["Q3 2027/28"],
        "requested_of": ["board"],
        "reason": ["Staff\nare ill"],
    },
    ("actions", "1.1", "unchanged"): {"note": ["Waiting for guidance"], "on": ["1 July 2026"]},
    ("actions", "1.1", "done"): {"evidence": ["www.a.org"], "note": ["Ten of ten"]},
    ("actions", "1.1", "suspend"): {"reason": ["Waiting for guidance"], "note": ["=1+1"]},
    ("actions", "1.1", "cancel"): {"reason": ["Covered by another"], **BOARD},
    ("areas", "A", "update"): {"rating": ["red"], "note": ["Worse"]},
    ("areas", "A", "stand-down"): {"reason": ["Better now"], **BOARD},
    ("measures", "timely", "record"): {
        "value": ["54.5%"],
        "period": ["2025"],
        "source": ["https://a.org\nhttps://b.org"],
    },
    ("measures", "timely", "target"): {
        "value": ["70"],
        "due": ["31 March 2027"],
        "replaces": ["2026-12-31"],
        "reason": ["Two posts are vacant"],
        **BOARD,
    },
    ("measures", "timely", "benchmark"): {"value": ["46"], "of": ["England"], "period": ["2025"]},
    ("measures", "timely", "duty"): {"value": ["100"], "text": ["All in 20 weeks"], "reason": ["It was missing"]},
    ("measures", "timely", "update"): {"note": ["Counted again"]},
    ("risks", "R1", "update"): {"state": ["closed"], "note": ["All posts are filled"]},
    ("risks", "R1", "score"): {
        "residual.likelihood": ["2"],
        "residual.impact": ["3"],
        "reason": ["Posts are filled"],
    },
    ("resolutions", "letter", "report"): {
        "clause": ["a"],
        "state": ["complete"],
        "note": ["Sent"],
        "evidence": ["www.a.org"],
    },
    ("resolutions", "letter", "report-back"): {"reported_to": ["council"], "note": ["Item 7"]},
    ("resolutions", "letter", "close"): {
        "clause": ["a"],
        "closed_as": ["overtaken"],
        "reason": ["The law changed"],
        **BOARD,
    },
    ("reviews", "visit", "respond"): {"recommendation": ["a"], "response": ["accepted"]},
    ("reviews", "visit", "report"): {"recommendation": ["a"], "state": ["in-progress"], "note": ["Begun"]},
    ("reviews", "visit", "close"): {
        "recommendation": ["a"],
        "closed_as": ["not-ours"],
        "reason": ["The trust does it"],
        **BOARD,
    },
    ("reviews", "visit", "recheck"): {"recommendation": ["b"], "rechecked": ["not-sustained"], "note": ["Gone"]},
}
"""What is entered into each form, by the address of the record and the name of the form."""


@pytest.mark.parametrize("where", ENTERED, ids="-".join)
def test_a_form_writes_what_the_command_writes(where, tmp_path):
    by_form, by_command = (write_plan(tmp_path / each, **RECORDS) for each in ("form", "command"))
    shutil.rmtree(by_command)
    shutil.copytree(by_form, by_command)
    values = {"by": ["council"], **ENTERED[where]}
    keeper, address = Keeper(by_form, tmp_path / "drafts"), f"/p/{'/'.join(where)}"
    offered = keeper.get(address.rpartition("/")[0]) + keeper.get("/p/round/council")
    assert f'="{address}"' in offered
    sent = {key.replace(".", "__"): value for key, value in values.items()}
    assert keeper.save(address, **sent).status_code == 303

    folder, record, name = where
    form = form_named(name, folder.removesuffix("s"))
    assert form is not None
    words = command_words(form, record, str(by_command), values)
    done = CliRunner().invoke(cli, [*form.command, "--yes", *words[len(form.command) :]])
    assert done.exit_code == 0, done.output
    path = f"{folder}/{record}.toml"
    assert keeper.read(path) == (by_command / path).read_bytes()
