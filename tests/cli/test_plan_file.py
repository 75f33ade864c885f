"""`actionplan new body|meeting|rating|term|policy` and `actionplan set ...`: plan.toml changes, and no other byte."""

import shlex

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import actionplan as library
from actionplan.cli.param_types import BodyName, MeetingDay, PlanName
from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.plan_file import prepare_new_part, prepare_set_part
from actionplan.git.audit.audit import audit
from actionplan.input.text import cleaned
from actionplan.model.kinds import PLAN_PARTS
from conftest import ACTION, AREA, TODAY, write_plan
from repositories import Repository
from strategies import texts

PLAN = """\
# The plan of Anyshire
format = 1
id = "p"
title = 'A plan'   # as printed
agreed = 2024-01-31
# until then a draft

[inspection]
by = ["ofsted"]

[bodies.hcc]
name = "County Council"
kind = "council"

[bodies.ofsted]
name = "Ofsted"
kind = "inspector"   # since 1992
# of England

# The board meets in public
[[meetings]]
body = "hcc"
on = 2026-09-08

[ratings.green]
label = "Green"
meaning = "on time"

[terms.autumn-2026]
from = 2026-09-01
until = 2026-12-18

[policy]
stale_after_days = 45   # six weeks
ignore = ["W501"]

# the end
"""
FILES = {"plan.toml": PLAN, "areas/PA1.toml": AREA, "actions/1.1.toml": ACTION}
PARTS = {part.name: part for part in PLAN_PARTS}


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """Return a plan outside of git, which is the current folder."""
    folder = write_plan(tmp_path / "p", FILES)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def committed(tmp_path, monkeypatch):
    """Return a plan that was committed half a year ago, in which an action is due in a term."""
    due = ACTION.replace("due = 2024-09-30", 'due = "autumn-2026"')
    folder = write_plan(tmp_path / "p", {**FILES, "actions/1.1.toml": due})
    repository = Repository(root=tmp_path, plan=folder)
    repository.git("init", "--quiet")
    repository.commit("2026-06-12")
    monkeypatch.chdir(folder)
    return repository


def shown(block):
    return "".join(f"    {line}\n" for line in block.splitlines()) + "\n"


@pytest.mark.parametrize(
    ("typed", "above", "block"),
    [
        (
            (
                "body",
                "forum",
                "--name",
                "Parent Forum",
                "--kind",
                "forum",
                "--alias",
                "PCF",
                "--part-of",
                "The council",
            ),
            "# of England\n",
            '[bodies.forum]\nname = "Parent Forum"\nkind = "parent-carer-forum"\naliases = ["PCF"]\npart_of = "hcc"\n',
        ),
        (
            shlex.split(
                "body a.b --name AB --kind icb --from 'July 2022' --until 31/3/2026 --successor hcc --successor ofsted"
            ),
            "# of England\n",
            '[bodies."a.b"]\nname = "AB"\nkind = "icb"\nfrom = "2022-07"\nuntil = 2026-03-31\n'
            'successor = ["hcc", "ofsted"]\n',
        ),
        (
            ("meeting", "County council", "8 Dec 2026", "--title", "Annual", "--source", "https://example.org/m"),
            "on = 2026-09-08\n",
            '[[meetings]]\nbody = "hcc"\non = 2026-12-08\ntitle = "Annual"\nsource = ["https://example.org/m"]\n',
        ),
        (
            ("meeting", "hcc", "2026-12-08", "--not-held", "--note", "Cancelled"),
            "on = 2026-09-08\n",
            '[[meetings]]\nbody = "hcc"\non = 2026-12-08\nheld = false\nnote = "Cancelled"\n',
        ),
        (
            ("rating", "red", "--label", "Red", "--meaning", "late", "--colour", "red"),
            'meaning = "on time"\n',
            '[ratings.red]\nlabel = "Red"\nmeaning = "late"\ncolour = "red"\n',
        ),
        (
            ("term", "spring-2027", "--from", "4 Jan 2027", "--until", "26 Mar 2027", "--label", "Spring term 2027"),
            "until = 2026-12-18\n",
            '[terms.spring-2027]\nfrom = 2027-01-04\nuntil = 2027-03-26\nlabel = "Spring term 2027"\n',
        ),
    ],
)
def test_something_new_comes_below_the_last_of_its_kind(actionplan, plan, typed, above, block):
    plan.joinpath("plan.toml").write_text(PLAN.replace('council"\n', 'council"\naliases = ["The Council"]\n', 1))
    before = plan.joinpath("plan.toml").read_text()

    ran = actionplan("new", *typed)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Added to ./plan.toml:\n\n{shown(block)}"
    assert plan.joinpath("plan.toml").read_text() == before.replace(above, f"{above}\n{block}", 1)


@pytest.mark.parametrize(
    ("typed", "old", "new"),
    [
        (
            ("rating", "green", "--label", "Green", "--meaning", "done", "--from", "2026-04-01"),
            '[ratings.green]\nlabel = "Green"\nmeaning = "on time"\n',
            '[[ratings.green]]\nlabel = "Green"\nmeaning = "on time"\n\n'
            '[[ratings.green]]\nlabel = "Green"\nmeaning = "done"\nfrom = 2026-04-01\n',
        ),
        (
            ("policy", "--from", "1 April 2026", "--due-within-days", "60"),
            '[policy]\nstale_after_days = 45   # six weeks\nignore = ["W501"]\n',
            '[[policy]]\nstale_after_days = 45   # six weeks\nignore = ["W501"]\n\n'
            '[[policy]]\ndue_within_days = 60\nignore = ["W501"]\nfrom = 2026-04-01\n',
        ),
    ],
)
def test_another_meaning_from_a_day_on_keeps_the_one_before(actionplan, plan, typed, old, new):
    assert actionplan("new", *typed).code == 0
    assert plan.joinpath("plan.toml").read_text() == PLAN.replace(old, new)


def test_the_first_policy_needs_no_day(actionplan, plan):
    without = PLAN[: PLAN.index("\n[policy]")]
    plan.joinpath("plan.toml").write_text(without)
    assert actionplan("new", "policy", "--redate-limit", "2").code == 0
    assert plan.joinpath("plan.toml").read_text() == f"{without}\n[policy]\nredate_limit = 2\n"


@pytest.mark.parametrize(
    ("typed", "old", "new", "block"),
    [
        (
            ("body", "Ofsted", "--until", "March 2026", "--successor", "hcc", "--name", "Ofsted (England)"),
            'name = "Ofsted"\nkind = "inspector"   # since 1992\n# of England\n',
            'name = "Ofsted (England)"\nkind = "inspector"   # since 1992\n# of England\n'
            'until = "2026-03"\nsuccessor = "hcc"\n',
            '[bodies.ofsted]\nname = "Ofsted (England)"\nuntil = "2026-03"\nsuccessor = "hcc"\n',
        ),
        (
            ("meeting", "hcc", "8/9/2026", "--not-held", "--note", "Put off"),
            "on = 2026-09-08\n",
            'on = 2026-09-08\nheld = false\nnote = "Put off"\n',
            '[[meetings]]\nbody = "hcc"\non = 2026-09-08\nheld = false\nnote = "Put off"\n',
        ),
        (
            ("plan", "--title", "Our plan", "--coverage", "incomplete", "--coverage-reason", "Not public"),
            "title = 'A plan'   # as printed\nagreed = 2024-01-31\n# until then a draft\n",
            'title = "Our plan"   # as printed\nagreed = 2024-01-31\n# until then a draft\n'
            'coverage = "incomplete"\ncoverage_reason = "Not public"\n',
            'title = "Our plan"\ncoverage = "incomplete"\ncoverage_reason = "Not public"\n',
        ),
        (
            ("inspection", "--areas-named", "7", "--held", "Sept 2023"),
            'by = ["ofsted"]\n',
            'by = ["ofsted"]\nheld = "2023-09"\nareas_named = 7\n',
            '[inspection]\nheld = "2023-09"\nareas_named = 7\n',
        ),
        (
            ("rating", "green", "--meaning", "done in time"),
            'meaning = "on time"\n',
            'meaning = "done in time"\n',
            '[ratings.green]\nmeaning = "done in time"\n',
        ),
        (
            ("term", "autumn-2026", "--label", "Autumn term 2026"),
            "until = 2026-12-18\n",
            'until = 2026-12-18\nlabel = "Autumn term 2026"\n',
            '[terms.autumn-2026]\nlabel = "Autumn term 2026"\n',
        ),
        (
            ("policy", "--stale-after-days", "30", "--commit-updates", "--ignore", "W501", "--ignore", "W528"),
            'stale_after_days = 45   # six weeks\nignore = ["W501"]\n',
            'stale_after_days = 30   # six weeks\nignore = ["W501", "W528"]\ncommit = true\n',
            '[policy]\nstale_after_days = 30\ncommit = true\nignore = ["W501", "W528"]\n',
        ),
        (
            ("risk-scale", "--likelihood", "Rare", "--impact", "Minor", "--level", "Any: 1: green"),
            'ignore = ["W501"]\n',
            'ignore = ["W501"]\n\n[risk_scale]\nlikelihood = ["Rare"]\nimpact = ["Minor"]\n'
            'levels = [{ label = "Any", at_least = 1, colour = "green" }]\n',
            '[risk_scale]\nlikelihood = ["Rare"]\nimpact = ["Minor"]\n'
            'levels = [{ label = "Any", at_least = 1, colour = "green" }]\n',
        ),
        (
            ("policy", "--remove", "stale-after-days"),
            "stale_after_days = 45   # six weeks\n",
            "",
            "[policy]\nstale_after_days = 45  # taken out\n",
        ),
    ],
)
def test_what_is_set_changes_in_its_place(actionplan, plan, typed, old, new, block):
    ran = actionplan("set", *typed, "--no-commit")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Changed ./plan.toml:\n\n{shown(block)}"
    assert plan.joinpath("plan.toml").read_text() == PLAN.replace(old, new)


def test_of_several_meanings_the_last_is_corrected(actionplan, plan):
    actionplan("new", "policy", "--from", "2026-04-01", "--due-within-days", "60")
    actionplan("set", "policy", "--due-within-days", "50")
    [before, after] = library.load(plan).plans[0].policy
    assert (before.due_within_days, after.due_within_days) == (30, 50)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            ("new", "body", "Ofsted", "--name", "Other", "--kind", "team"),
            'there is already a body "ofsted" (./plan.toml:15). To change it: actionplan set body ofsted ...',
        ),
        (
            ("new", "meeting", "hcc", "8 September 2026"),
            "there is already a meeting of hcc on 2026-09-08 (./plan.toml:21). To change it: actionplan set meeting "
            "hcc 2026-09-08 ...",
        ),
        (
            ("new", "rating", "green", "--label", "Green", "--meaning", "done"),
            'there is already a rating "green" (./plan.toml:25). To change it: actionplan set rating green ... For '
            "another one from a day on, add --from DAY.",
        ),
        (
            ("new", "policy", "--redate-limit", "2"),
            "there is already a policy (./plan.toml:33). To change it: actionplan set policy ... For another one from "
            "a day on, add --from DAY.",
        ),
        (
            ("new", "term", "autumn-2026", "--from", "2026-09-01", "--until", "2026-12-18"),
            'there is already a term "autumn-2026" (./plan.toml:29). To change it: actionplan set term autumn-2026 ...',
        ),
        (
            ("new", "body", "a b", "--name", "Other", "--kind", "team"),
            "'a b' is not an id (expected letters, digits",
        ),
        (("new", "meeting", "hcc", "32 May 2026"), 'on: "32 May 2026" is not a day: May has 31 days'),
        (("set", "body", "hcq", "--until", "2026"), 'there is no body "hcq": did you mean "hcc" (County Council)?'),
        (("set", "rating", "gren", "--label", "G"), 'there is no rating "gren". Did you mean "green"?'),
        (
            ("set", "meeting", "hcc", "2026-09-09", "--not-held"),
            "there is no meeting of hcc on 2026-09-09; it meets on 2026-09-08",
        ),
        (
            ("set", "body", "hcc", "--name", "County Council"),
            "name would be as before, so nothing would change",
        ),
        (("set", "body", "hcc", "--remove", "until"), "until would be as before, so nothing would change"),
        (("set", "body", "hcc", "--remove", "end"), 'there is no key "end". There are: aliases, from, kind'),
        (("set", "body", "hcc", "--remove", "name"), "every body has a name, so it cannot be taken out"),
        (("set", "body", "hcc"), "name what changes with an option; to list them: actionplan set body --help"),
        (("set", "risk-scale", "--likelihood", "Rare"), 'the key "impact" is missing'),
        (
            ("set", "risk-scale", "--level", "High"),
            '"High": write LABEL:SCORE or LABEL:SCORE:COLOUR, such as High:12:red',
        ),
        (("set", "plan", "--source", "..."), '"..." stands for your own words: write them'),
    ],
)
def test_what_cannot_be_done_is_refused(actionplan, plan, typed, message):
    ran = actionplan(*typed)
    assert ran.code == 2
    assert message in " ".join(ran.err.split())
    assert plan.joinpath("plan.toml").read_text() == PLAN


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            ("new", "body", "icb", "--name", "ICB", "--kind", "icb", "--successor", "east-icb"),
            './plan.toml:23:13: E201 there is no body "east-icb"\n'
            '    successor = "east-icb"\n'
            "                ^^^^^^^^^^\n"
            "    expected: one of hcc, ofsted, icb\n"
            '    fix: actionplan new body east-icb --name "..." --kind KIND\n',
        ),
        (
            ("new", "body", "icb", "--name", "ICB", "--kind", "icb", "--from", "2027", "--until", "2026"),
            './plan.toml:24:9: E304 the body "icb" ends before it begins\n'
            '    until = "2026"\n'
            "            ^^^^^^\n"
            "    fix: check the year\n",
        ),
        (
            ("new", "body", "cc", "--name", "County council", "--kind", "council"),
            './plan.toml:21:8: E210 "County council" is already a name of the body "hcc"\n'
            '    name = "County council"\n'
            "           ^^^^^^^^^^^^^^^^\n"
            "    fix: remove it here, or choose another name\n",
        ),
        (
            ("new", "term", "spring-2027", "--from", "2027-03-26", "--until", "2027-01-04"),
            './plan.toml:35:9: E304 the term "spring-2027" ends before it begins\n'
            "    until = 2027-01-04\n"
            "            ^^^^^^^^^^\n"
            "    fix: check the year\n",
        ),
    ],
)
def test_what_would_be_an_error_is_not_written(actionplan, plan, typed, found):
    ran = actionplan(*typed)
    assert ran.code == 1
    assert ran.err == f"In the changed file:\n\n{found}\nNothing was written.\n"
    assert plan.joinpath("plan.toml").read_text() == PLAN


def test_errors_that_were_there_before_do_not_stop_a_change(actionplan, plan):
    plan.joinpath("actions/1.1.toml").write_text('title = "T"\nareas = ["PA1"]\nowner = "nhs"\n')
    assert actionplan("new", "body", "icb", "--name", "ICB", "--kind", "icb").code == 0


def test_a_body_with_the_name_of_a_person_is_asked_about(actionplan, plan):
    typed = ("new", "body", "lead", "--name", "Jane Smith", "--kind", "other")
    ran = actionplan(*typed)
    assert ran.code == 1
    assert 'P135  p: the body "Jane Smith" seems to be a person (name the office or the\n        team)' in ran.err
    assert actionplan(*typed, "--accept", "P135").code == 0
    ran = actionplan("set", "body", "lead", "--name", "Mr John Brown")
    assert (ran.code, "P135" in ran.err) == (1, True)
    ran = actionplan("set", "body", "lead", "--name", "Director of children's services")
    assert (ran.code, ran.err) == (0, "")


def test_personal_data_is_asked_about(actionplan, plan):
    typed = ("set", "meeting", "hcc", "2026-09-08", "--note", "Ask jane@example.org")
    assert "W601" in actionplan(*typed, "--yes").err
    assert plan.joinpath("plan.toml").read_text() == PLAN
    assert actionplan(*typed, "--accept", "W601").code == 0


def test_an_old_meeting_is_no_mistake_and_one_in_forty_years_may_be(actionplan, plan):
    assert actionplan("new", "meeting", "hcc", "2016-09-08").code == 0
    ran = actionplan("new", "meeting", "hcc", "2066-09-08")
    assert (ran.code, 'P121  p: "on" is 8 Sep 2066, more than five years ahead' in ran.err) == (1, True)


def test_a_dry_run_writes_nothing(actionplan, plan):
    ran = actionplan("set", "policy", "--stale-after-days", "30", "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    block = shown("[policy]\nstale_after_days = 30\n")
    assert ran.out == f"Would change ./plan.toml:\n\n{block}Nothing was written (--dry-run).\n"
    assert plan.joinpath("plan.toml").read_text() == PLAN


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        (("new", "body", "icb", "--name", "ICB", "--kind", "icb"), "p: new body icb"),
        (("new", "meeting", "hcc", "8 Dec 2026"), "p: new meeting hcc 2026-12-08"),
        (("set", "body", "hcc", "--until", "2028-03-31"), "p: body hcc: until changed"),
        (("set", "plan", "--region", "East", "--remove", "agreed", "--dry-run"), "12 Jun 2026"),
    ],
)
def test_a_change_can_be_committed_at_once(actionplan, committed, typed, subject):
    actionplan(*typed, "--commit")
    assert committed.git("log", "-1", "--format=%s").strip() == subject or "--dry-run" in typed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            ("plan", "--agreed", "2024-02-01"),
            "The day on which the plan was agreed was changed after that day.",
        ),
        (("plan", "--remove", "agreed"), "The day on which the plan was agreed was changed after that day."),
        (
            ("plan", "--kept-since", "2026-12-01"),
            "kept_since was added after the plan was agreed, with a day after the plan's first commit.",
        ),
        (
            ("term", "autumn-2026", "--until", "2027-01-31"),
            '"autumn-2026" means other days than when dates were agreed or reported by it. Give the new days to '
            "another term: actionplan new term ID --from DAY --until DAY",
        ),
    ],
)
def test_what_an_audit_would_report_is_not_offered(actionplan, committed, typed, told):
    ran = actionplan("set", *typed)
    assert ran.code == 2
    assert f"nothing was written, since an audit would report it: {told}" in " ".join(ran.err.split())
    assert (committed.plan / "plan.toml").read_text() == PLAN


@pytest.mark.parametrize(
    "typed",
    [
        ("plan", "--kept-since", "2026-06-12"),
        ("plan", "--year-starts", "09-01"),
        ("plan", "--title", "Another"),
        ("term", "autumn-2026", "--label", "Autumn term 2026"),
        ("body", "hcc", "--until", "2028-03-31", "--name", "Old County Council"),
        ("meeting", "hcc", "2026-09-08", "--not-held"),
        ("policy", "--stale-after-days", "30"),
    ],
)
def test_an_audit_reports_nothing_of_what_is_offered(actionplan, committed, typed):
    assert actionplan("set", *typed).code == 0
    committed.commit("2026-11-24")
    assert audit(committed.plan).findings == ()


def test_the_day_of_agreement_may_change_until_a_commit_has_it(actionplan, plan):
    assert actionplan("set", "plan", "--agreed", "2024-02-01", "--kept-since", "2026-12-01").code == 0
    assert library.load(plan).plans[0].agreed.text == "2024-02-01"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts(), note=texts(), is_held=st.booleans())
def test_any_text_is_read_back_and_the_rest_of_the_file_stays(tmp_path_factory, name, note, is_held):
    folder = write_plan(tmp_path_factory.mktemp("any") / "p", {"plan.toml": PLAN})
    body = {"name": name, "kind": "team"}
    new = prepare_new_part(PlanEdit(str(folder)), PARTS["body"], "new", body, TODAY)
    (folder / "plan.toml").write_bytes(new.changes[0].after)
    put = prepare_set_part(PlanEdit(str(folder)), PARTS["meeting"], (0,), {"note": note, "held": is_held}, TODAY)
    (folder / "plan.toml").write_bytes(put.changes[0].after)

    [after] = library.load(folder).plans
    assert after.bodies["new"].name == (cleaned(name) or name)
    assert (after.meetings[0].note, after.meetings[0].held) == (cleaned(note) or note, is_held)
    text = put.changes[0].after.decode().replace(f"\n{new.blocks[0]}", "", 1)
    assert text.startswith(PLAN[: PLAN.index("\n[ratings")])
    assert text.endswith(PLAN[PLAN.index("\n[ratings") :])


def test_ids_and_days_are_completed(plan):
    context = click.Context(click.Command("set"))
    context.params = {"body": "hcc"}
    argument = click.Argument(["x"])

    def offered(type_, typed):
        return [item.value for item in type_.shell_complete(context, argument, typed)]

    assert offered(BodyName(), "o") == ["ofsted"]
    assert offered(PlanName("terms"), "") == ["autumn-2026"]
    assert offered(PlanName("ratings"), "x") == []
    assert offered(MeetingDay(), "2026") == ["2026-09-08"]
    context.params = {"body": "ofsted"}
    assert offered(MeetingDay(), "") == []


def test_an_officer_enters_the_end_of_a_board(actionplan, plan, golden):
    screens = []
    for line in (
        "new body east --name 'NHS East Integrated Care Board' --kind icb --from 2026-04-01",
        "new body icb --name 'NHS Anyshire Integrated Care Board' --kind icb --short ICB",
        "set body icb --until 2026-03-31 --successor east",
        "set body icb --until 31.3.2026",
        "set meeting hcc 2026-09-08 --not-held --note 'Put off to 22 September'",
        "new meeting hcc 2026-09-22",
        "set plan --coverage incomplete --coverage-reason 'The partnership keeps a fuller plan'",
    ):
        ran = actionplan(*shlex.split(line))
        screens.append(f"$ actionplan {line}\n{ran.out}{ran.err}")
    golden("plan-file.txt", "\n".join(screens) + "\n" + (plan / "plan.toml").read_text())
