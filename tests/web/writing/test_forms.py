"""A form is one command: what it asks is what the command takes, and it writes what the command writes."""

import shutil
from typing import Any

import click
import pytest
from click.testing import CliRunner

from actionplan.cli.main import cli
from actionplan.report.inline import kind_in_address
from actionplan.web.writing.form import APPROVAL, command_words
from actionplan.web.writing.part_forms import PART_FORMS
from actionplan.web.writing.plan_forms import PLAN_FORMS
from actionplan.web.writing.registry import FORMS, form_named
from keeping import ACTION, AREA, FILES, MEASURE, Keeper, write_plan


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
    arguments = [each for each in parameters if isinstance(each, click.Argument)]
    fields = [each for each in form.fields if each.name not in APPROVAL]
    assert {each.flag for each in fields if not each.is_argument} <= options
    named = sum(each.is_argument for each in fields) + form.is_record_named
    assert named <= len(arguments) or any(each.nargs == -1 for each in arguments)
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
    ("measures", "timely", "correct-figure"): {
        "corrects": ["wrong1"],
        "value": ["58.1"],
        "period": ["2025"],
        "reason": ["The point was left out"],
    },
    ("measures", "timely", "correct-benchmark"): {
        "corrects": ["wrong2"],
        "value": ["46.4"],
        "of": ["England"],
        "period": ["2025"],
        "reason": ["The point was left out"],
    },
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
    ("resolutions", "letter", "note"): {"clause": ["b"], "note": ["Asked again"]},
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
ENTERED |= {
    ("actions", "1.1", "amend"): {
        "title": ["Cut the wait by half"],
        "owner": ["icb"],
        "partners": ["council", "board"],
        "success": ["All are seen\nin time"],
        "waiting_on": ["Highways\nboard"],
        "reason": ["The board asked"],
        **BOARD,
    },
    ("actions", "1.1", "amend-milestone"): {"milestone": ["a"], "title": ["Ten found"], "reason": ["As agreed"]},
    ("actions", "1.1", "correct"): {"entry": ["1.1:first1"], "progress": ["25"], "reason": ["20 was wrong"]},
    ("actions", "1.1", "redact"): {
        "entry": ["1.1:first1"],
        "reason": ["It named a child"],
        "authority": ["The data protection officer"],
    },
    ("actions", "1.1", "link"): {"measures": ["timely"], "reason": ["It shows it"]},
    ("actions", "1.1", "unlink"): {"areas": ["A"], "reason": ["It was a mistake"]},
    ("actions", "1.1", "split"): {
        "part1.id": ["1.2"],
        "part1.title": ["Find = staff"],
        "part2.id": ["1.3"],
        "part2.title": ["Train staff"],
        "part2.owner": ["icb"],
        "part2.due": ["30 June 2027"],
        "reason": ["Two bodies do it"],
    },
    ("areas", "A", "amend"): {"plain": ["Shorter waits"], "senior_responsible": ["Director"], "reason": ["New"]},
    ("measures", "timely", "amend"): {"tolerance": ["2.5"], "readings_every": ["quarter"], "reason": ["As agreed"]},
    ("risks", "R1", "amend"): {
        "cause": ["Low pay"],
        "inherent.likelihood": ["5"],
        "inherent.impact": ["4"],
        "reason": ["-"],
    },
    ("risks", "R1", "link"): {"actions": ["1.1"]},
    ("risks", "R1", "redact"): {"entry": ["R1:2024-01-10#1"], "reason": ["A name"], "authority": ["A court"]},
    ("resolutions", "letter", "amend"): {
        "votes": ["41:7:3"],
        "portfolio_holder": ["Cabinet member"],
        "reason": ["Minutes"],
    },
    ("resolutions", "letter", "amend-clause"): {"clause": ["a"], "due": ["Q2 2026/27"], "reason": ["Deferred"]},
    ("resolutions", "letter", "link"): {"clause": ["letter:a"], "actions": ["1.1"], "reason": ["It does it"]},
    ("reviews", "visit", "amend"): {"outcome": ["Some progress"], "findings_made": ["4"], "reason": ["Published"]},
    ("reviews", "visit", "amend-recommendation"): {
        "recommendation": ["a"],
        "strength": ["must"],
        "reason": ["Read again"],
    },
    ("bodies", "council", "handover"): {
        "to": ["icb"],
        "on": ["1 April 2027"],
        "by": ["board"],
        "reason": ["A new council"],
    },
}
"""What is entered into each form, by the address of the record and the name of the form."""


ENTERED |= {
    ("actions", "1.1", "refuse"): {"request": ["asked1"], "reason": ["Too often moved"], "by": ["board"]},
    ("actions", "1.1", "withdraw"): {"request": ["asked1"], "reason": ["Not needed"]},
    ("actions", "1.1", "reopen"): {"reason": ["Two schools were missed"], "state": ["in-progress"], "progress": ["90"]},
    ("actions", "1.1", "verify"): {"evidence": ["https://a.org/check"], "by": ["board"]},
    ("actions", "1.1", "join"): {
        "actions": ["1.2"],
        "into": ["1.3"],
        "title": ["Cut all waits"],
        "owner": ["council"],
        "due": ["2027-03-31"],
        "reason": ["One course serves both"],
    },
    ("areas", "A", "reinstate"): {"reason": ["Waits have grown again"]},
}
DONE = '\n[[status]]\non = 2026-02-05\nby = "council"\nstate = "complete"\nevidence = [{ link = "https://a.org" }]\n'
ASKED = """
[[status]]
id = "asked1"
on = 2026-02-05
by = "council"
request_due = 2027-06-30
requested_of = "board"
reason = "Staff are ill"
"""
DOWN = '\n[[status]]\non = 2026-02-05\nby = "council"\nstate = "stood-down"\nreason = "Better"\n'
WRONG = """
[[readings]]
id = "wrong1"
on = 2026-02-05
by = "council"
period = "2025"
value = 581

[[benchmarks]]
id = "wrong2"
on = 2026-02-05
by = "council"
of = "England"
period = "2025"
value = 464
"""
BEFORE = {
    "correct-figure": {"measures/timely.toml": MEASURE + WRONG},
    "correct-benchmark": {"measures/timely.toml": MEASURE + WRONG},
    "refuse": {"actions/1.1.toml": ACTION + ASKED},
    "withdraw": {"actions/1.1.toml": ACTION + ASKED},
    "reopen": {"actions/1.1.toml": ACTION + DONE},
    "verify": {"actions/1.1.toml": ACTION + DONE},
    "join": {"actions/1.2.toml": ACTION},
    "reinstate": {"areas/A.toml": AREA + DOWN},
}
"""Files without which some forms are not offered."""


@pytest.mark.parametrize("where", ENTERED, ids="-".join)
def test_a_form_writes_what_the_command_writes(where, tmp_path):
    files = {**FILES, **BEFORE.get(where[-1], {})}
    by_form, by_command = write_plan(tmp_path / "form", **files), tmp_path / "command"
    shutil.copytree(by_form, by_command)
    values = {"by": ["council"], **ENTERED[where]}
    keeper, address = Keeper(by_form, tmp_path / "drafts"), f"/p/{'/'.join(where)}"
    offered = keeper.get(address.rpartition("/")[0]) + keeper.get("/p/round/council")
    assert f'="{address}"' in offered
    sent = {key.replace(".", "__"): value for key, value in values.items()}
    assert keeper.save(address, **sent).status_code == 303

    folder, record, name = where
    form = form_named(name, kind_in_address(folder))
    assert form is not None
    words = command_words(form, record, str(by_command), values)
    done = CliRunner().invoke(cli, [*form.command, "--yes", *words[len(form.command) :]])
    assert done.exit_code == 0, done.output
    written = written_files(by_form)
    assert written == written_files(by_command)
    assert written != {path: text.encode() for path, text in files.items()}


def written_files(root):
    """Return the bytes of each file of a plan, by its path in the plan's folder."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.toml")}


def test_every_form_has_an_example():
    about_records = {form.name for form in FORMS if form.kinds}
    of_parts = {form.name for form in (*PART_FORMS, *PLAN_FORMS)}  # theirs are in test_part_forms.py
    assert about_records - of_parts - {"undo", "remove"} <= {name for *_, name in ENTERED}
