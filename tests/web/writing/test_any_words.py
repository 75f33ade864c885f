"""Whatever is entered into a form, it writes byte for byte what the command writes, or both refuse."""

import re
import shutil
from itertools import count

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actionplan.cli.main import cli
from actionplan.cli.page_words import names_commands
from actionplan.model.kinds import FOLDERS
from actionplan.rules.confirmations import ASKED
from actionplan.web.writing.form import command_words, missing
from actionplan.web.writing.registry import FORMS
from actionplan.web.writing.shown import shown_fields
from keeping import ACTION, FILES, Keeper, said, write_plan

NUMBER = count()
RECORDS = {"action": "1.1", "area": "A", "measure": "timely", "risk": "R1", "resolution": "letter", "review": "visit"}
RECORDS |= {"body": "council"}
CASES = [(form, kind) for form in FORMS for kind in form.kinds if form.name not in ("undo", "remove")]
WORDS = [
    "",
    "-- late",
    "--reason",
    "\"quoted\" 'too'",
    "=1+1",
    "Ä é 漢字 \u202e",
    "a\\b",
    "One\ntwo\n\nthree",
    "''' \"\"\"",
    "x" * 9000,
]
WORDS += [
    "a\x1bb",
    "2026-02-01",
    "1 March 2026",
    "2026",
    "40%",
    "7",
    "54.5",
    "www.a.org\nhttps://b.org",
    "board",
    "1.7",
    "41:7:3",
]
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))


@st.composite
def entered(draw, form, material, record):
    """Return what is entered into the fields of a form; seldom nothing where something is needed."""
    values = {}
    for shown in shown_fields(form.fields, material, record, {}):
        field, choices = shown.field, [each.value for each in shown.choices]
        if not field.missing and draw(st.booleans()):
            continue
        if field.name == "by" or (choices and field.look != "boxes"):
            values[field.name] = [draw(st.sampled_from(choices))]
        elif choices:
            values[field.name] = draw(st.lists(st.sampled_from(choices), unique=True, max_size=3))
        else:
            values[field.name] = [re.sub("\r+\n?", "\n", draw(TEXTS))]
    return values


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """Return the folder of a plan that is copied for each try."""
    return write_plan(tmp_path_factory.mktemp("any") / "plan", **{**FILES, "actions/1.2.toml": ACTION})


@settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(case=st.sampled_from(CASES), data=st.data())
def test_a_form_and_its_command_write_the_same_or_refuse_both(plan, case, data):
    form, kind = case
    place = plan.parent / str(next(NUMBER))
    by_form, by_command = (shutil.copytree(plan, place / name) for name in ("form", "command"))
    keeper, record = Keeper(by_form, place / "drafts"), RECORDS[kind]
    values = data.draw(entered(form, keeper.material(), record))
    folder = FOLDERS.get(kind, "bodies")
    address = f"/p/{folder}/{record}/{form.name}"
    checked = keeper.send(address, **{key.replace(".", "__"): value for key, value in values.items()})
    boxes = re.findall(r'name="confirmed" value="([^"]*)"', checked.get_data(as_text=True))
    saved = keeper.send(address, "save", checked.get_data(as_text=True), confirmed=boxes)
    if checked.status_code == 400 or missing(form, values):
        problem = checked.get_data(as_text=True).partition('<div class="problem"')[2].partition("</div>")[0]
        assert not names_commands(said(f"<main{problem}</main>")), said(checked)
    if not missing(form, values):
        words = command_words(form, record, str(by_command), values)
        accepted = [f"--accept={each.code}" for each in ASKED]
        done = CliRunner().invoke(cli, [*form.command, "--yes", *accepted, *words[len(form.command) :]])
        assert (saved.status_code == 303) == (done.exit_code == 0), (said(saved), done.output)
        assert files(by_form) == files(by_command)
    shutil.rmtree(place)


def files(root):
    """Return the bytes of each file of a plan, by its path in the plan's folder."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.toml")}
