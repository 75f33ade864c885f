"""Short names, texts for families, printed references, and who answers: set by commands, and understood by them."""

import json
from types import SimpleNamespace

import click
import pytest

import actionplan as library
from actionplan.cli.param_types import RecordId
from actionplan.model.text import numbered_name, numbered_title, some_of
from actionplan.summary.actions import summarise_in_plan
from conftest import ACTION, TODAY

NAMED = 'short = "One dashboard"\nplain = "You tell your story once."\nref = "SR (25/26) 01"\n'


@pytest.fixture
def plan(make_plan):
    return make_plan({"actions/1.1.toml": ACTION + NAMED, "actions/1.2.toml": ACTION.replace("2024", "2025")})


def test_what_is_for_readers_needs_no_reason_and_is_no_update(actionplan, plan):
    given = ("--short", "Training", "--plain", "Staff know how.", "--ref", "SR (25/26) 02")
    assert actionplan("amend", "1.2", *given, "--by", "hcc", "--plan", plan).code == 0
    [read] = library.load(plan).plans
    changed = summarise_in_plan(read, read.action("1.2"), TODAY)
    assert (changed.short, changed.plain, changed.ref) == ("Training", "Staff know how.", "SR (25/26) 02")
    assert (changed.updates, changed.last_update) == (0, None)


def test_what_was_agreed_changes_only_with_a_reason(actionplan, plan):
    ran = actionplan("amend", "1.2", "--senior-responsible", "Director", "--by", "hcc", "--plan", plan)
    said = " ".join(ran.err.split())
    assert (ran.code, "Missing option '--reason': what was agreed changes only with a reason" in said) == (2, True)


@pytest.mark.parametrize("typed", ["SR (25/26) 01", "sr (25/26)  01", "1.1"])
def test_a_printed_reference_is_entered_like_an_id(actionplan, plan, typed):
    shown = actionplan("show", typed, "--plan", plan).out
    assert shown.startswith("SR (25/26) 01  Build the dashboard")
    assert "For families: You tell your story once." in shown
    assert actionplan("update", typed, "--note", "It goes on", "--by", "hcc", "--plan", plan).code == 0
    assert library.load(plan).plans[0].action("1.1").status[-1].note == "It goes on"


def test_options_take_references_too(actionplan, plan):
    said = ("--after", "SR (25/26) 01", "--reason", "The board asked", "--by", "hcc", "--plan", plan)
    assert actionplan("amend", "1.2", *said).code == 0
    assert library.load(plan).plans[0].action("1.2").status[-1].after == ("1.1",)


def test_a_reference_of_two_records_names_neither(actionplan, make_plan):
    plan = make_plan({f"actions/{name}.toml": ACTION + 'ref = "A 1"\n' for name in ("1.1", "1.2")})
    assert '"A 1" could be p/1.1 or p/1.2' in actionplan("show", "A 1", "--plan", plan).err
    assert "W545" in actionplan("check", plan).out


def test_a_round_takes_references_and_compares_who_answers(actionplan, make_plan, tmp_path):
    action = ACTION + NAMED + 'senior_responsible = "Director of education"\njoint_leads = ["Head of data", "Nurse"]\n'
    motion = 'title = "Hurry"\nbody = "board"\non = 2024-03-01\noutcome = "carried"\n'
    motion += 'portfolio_holder = "Executive member for children"\n'
    motion += '[[clauses]]\nid = "a"\ntext = "Build it"\nactions = ["1.1"]\n'
    plan = make_plan({"actions/1.1.toml": action, "resolutions/m.toml": motion})
    sheet = tmp_path / "round.csv"
    heads = "Ref,Comments,SRO,Joint leads,Portfolio holder\n"
    row = 'SR (25/26) 01,Done,Director of education,"Head of data; Nurse",Executive member for children\n'
    sheet.write_text(heads + row)
    ran = actionplan("update", "--from", sheet, "--by", "hcc", "--plan", plan)
    assert (ran.code, library.load(plan).plans[0].action("1.1").status[-1].note) == (0, "Done"), ran.err
    for mine, theirs in (("Director of education", "Head"), ("Nurse", "Doctor"), ("Executive member for", "Head of")):
        sheet.write_text((heads + row).replace("Done", "More").replace(mine, theirs))
        ran = actionplan("update", "--from", sheet, "--by", "hcc", "--plan", plan)
        assert (ran.code, "E135" in ran.err) == (1, True)


def test_tables_have_short_names_and_printed_references(actionplan, plan):
    due = " ".join(actionplan("due", plan).out.split())
    assert "SR (25/26) 01" in due
    assert "One dashboard" in due
    assert "SR (25/26) 01" in actionplan("status", plan).out


def test_a_clause_is_named_by_its_reference(actionplan, make_plan):
    motion = 'title = "Hurry"\nbody = "board"\non = 2024-03-01\noutcome = "carried"\n'
    motion += '[[clauses]]\nid = "a"\ntext = "Write a letter"\nref = "(ii)"\n'
    plan = make_plan({"resolutions/m.toml": motion})
    said = ("--clause", "(II)", "--state", "complete", "--note", "Sent", "--by", "hcc", "--plan", plan)
    assert actionplan("update", "m", *said).code == 0
    assert library.load(plan).plans[0].resolution("m").status[-1].clause == "a"


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        ("amend 1.1 --senior-responsible Jane_Smith --reason x", True),
        ("amend 1.1 --joint-lead Head_of_data --joint-lead Jane_Smith --reason x", True),
        ("amend 1.1 --joint-lead Head_of_data --reason x", False),
        ("amend m --portfolio-holder Jane_Smith --reason x", True),
        ("amend m --portfolio-holder Cllr_Jane_Smith,_leader --reason x", False),
    ],
)
def test_a_persons_name_is_asked_about(actionplan, make_plan, command, asked):
    motion = 'title = "Hurry"\nbody = "board"\non = 2024-03-01\noutcome = "lost"\n'
    plan = make_plan({"resolutions/m.toml": motion})
    words = (word.replace("_", " ") for word in command.split())
    ran = actionplan(*words, "--by", "hcc", "--plan", plan)
    assert ("P131" in ran.err, ran.code) == (asked, int(asked)), ran.err


def test_an_action_with_two_owners_is_read_without_one(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION.replace('owner = "hcc"', 'owner = ["hcc", "icb"]')})
    ran = actionplan("check", plan)
    assert "E245 an owner is one body, and this names 2" in ran.out
    assert 'partners = ["icb"]' in ran.out
    assert "1 action" in actionplan("status", plan).out
    assert "no owner named" in actionplan("status", plan).out


def test_who_answers_is_in_json(actionplan, make_plan):
    said = 'senior_responsible = "Director of education"\njoint_leads = ["Head of data"]\n'
    plan = make_plan({"actions/1.1.toml": ACTION + said})
    [action] = json.loads(actionplan("status", plan, "--format", "json").out)["plans"][0]["actions"]
    assert (action["senior_responsible"], action["joint_leads"]) == ("Director of education", ["Head of data"])


PRINTED = {
    "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\nref = "Area One"\n'
    '[[findings]]\nid = "a"\ntext = "No data"\nref = "F.1"\n',
    "actions/1.1.toml": ACTION.replace("areas", 'findings = ["PA1:a"]\nref = "SR (25/26) 01"\nareas'),
    "actions/1.2.toml": ACTION,
    "resolutions/m.toml": 'title = "Hurry"\nbody = "board"\non = 2024-03-01\noutcome = "carried"\nref = "Motion 4"\n'
    '[[clauses]]\nid = "a"\ntext = "Write a letter"\nref = "(ii)"\n',
    "reviews/v.toml": 'title = "Visit"\nkind = "monitoring"\nheld = 2024-03-01\n'
    '[[recommendations]]\nid = "a"\ntext = "Cut the waits"\nref = "R-1"\n',
}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("trace area_one:f.1", "Finding Area One:F.1: No data"),
        ("trace Motion_4:(ii)", "Clause Motion 4:(ii): Write a letter"),
        ("trace v:R-1", "Recommendation v:R-1: Cut the waits"),
        ("amend 1.2 --finding Area_One:F.1 --reason The_papers_say_so --by hcc", 'findings = ["PA1:a"]'),
        (
            "handover hcc SR_(25/26)_01 --to board --on 2026-11-24 --by hcc --yes",
            "Handing over 1 action (SR (25/26) 01",
        ),
        ("handover hcc --area area_one --to board --on 2026-11-24 --by hcc --yes", "Handing over 2 actions"),
        ("link 1.2 --finding area_one:F.1 --reason The_papers_say_so --by hcc", 'findings = ["PA1:a"]'),
    ],
)
def test_a_printed_reference_is_understood_wherever_an_id_is(actionplan, make_plan, command, said):
    words = [word.replace("_", " ") for word in command.split()]
    ran = actionplan(*words, "--plan", make_plan(PRINTED))
    assert ran.code == 0, ran.err
    assert said in " ".join(ran.out.split())


def test_one_action_of_a_forecast_may_be_named_by_its_reference(actionplan, make_plan):
    assert actionplan("forecast", make_plan(PRINTED), "--action", "sr (25/26) 01").code == 0
    assert 'there is no action "SR 99"' in actionplan("forecast", make_plan(PRINTED), "--action", "SR 99").err


def test_references_are_completed_beside_ids(make_plan, monkeypatch):
    monkeypatch.chdir(make_plan(PRINTED))
    context, argument = click.Context(click.Command("show")), click.Argument(["x"])

    def offered(typed, *kinds):
        return [item.value for item in RecordId(*kinds).shell_complete(context, argument, typed)]

    assert offered("", "action") == ["1.1", "1.2", "SR (25/26) 01"]
    assert offered("sr") == ["SR (25/26) 01"]
    assert offered("mot") == ["Motion 4"]
    assert offered("PA1:") == ["PA1:a", "PA1:F.1"]
    monkeypatch.setenv("_ACTIONPLAN_COMPLETE", "bash_complete")
    assert offered("SR") == [r"SR\ \(25/26\)\ 01"], "bash puts on its line what is offered"


def test_what_names_a_record_in_a_sentence():
    named = SimpleNamespace(id="1.3", title="Match the records of children", short="Match records", ref=None)
    assert numbered_name(named) == "1.3 Match records"
    assert numbered_title(named) == "1.3 Match the records of children"
    for word in ("plans-in-20-weeks", "2024-05-16-a", "emergency-planning"):
        assert numbered_name(SimpleNamespace(id=word, title="A name")) == "A name"
    assert numbered_name(SimpleNamespace(id="table-c", title="More time", ref="Table C")) == "Table C More time"
    assert [some_of("ABCDE"[:many]) for many in (1, 4, 5)] == ["A", "A; B; C; D", "A; B; C; 2 others"]
