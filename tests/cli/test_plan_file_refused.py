"""`actionplan new ...` and `set ...` of plan.toml: what is refused or asked about, and what an audit would report."""

from datetime import date

import pytest

import actionplan as library
from actionplan.git.audit.audit import audit
from actionplan.model.dates import parse_date
from conftest import ACTION, write_plan
from plan_file import FILES, PLAN
from repositories import Repository


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
            "there is already a policy (./plan.toml:34). To change it: actionplan set policy ... For another one from "
            "a day on, add --from DAY.",
        ),
        (
            ("new", "term", "autumn-2026", "--from", "2026-09-01", "--until", "2026-12-18"),
            'there is already a term "autumn-2026" (./plan.toml:30). To change it: actionplan set term autumn-2026 ...',
        ),
        (
            ("new", "body", "a b", "--name", "Other", "--kind", "team"),
            "'a b' is not an id (expected letters, digits",
        ),
        (("new", "meeting", "hcc", "32 May 2026"), 'on: "32 May 2026" is not a day, since May has 31 days'),
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
            './plan.toml:36:9: E304 the term "spring-2027" ends before it begins\n'
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


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("body hcc", "nothing was written, since it is named in ./actions/1.1.toml:3; "),
        ("body ofsted", "nothing was written, since it is named in ./plan.toml:9"),
        ("meeting hcc 2026-09-09", "there is no meeting of hcc on 2026-09-09; it meets on 2026-09-08"),
        ("term spring-2027", 'there is no term "spring-2027"'),
    ],
)
def test_what_is_named_elsewhere_or_is_not_there_is_not_removed(actionplan, plan, typed, message):
    ran = actionplan("remove", *typed.split())
    assert (ran.code, message in " ".join(ran.err.split())) == (2, True), ran.err
    assert plan.joinpath("plan.toml").read_text() == PLAN


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
    assert library.load(plan).plans[0].agreed == parse_date(date(2024, 2, 1))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("ongoing", '"ongoing" is not the day of a meeting: write 2026-09-15, or 2026-09 for a month'),
        ("unknown", '"unknown" is not the day of a meeting'),
        ("2026", '"2026" is not the day of a meeting'),
        ("Sept 24", "may be a day or a month: write the day with its year, such as 24 September 2026, or 2024-09"),
    ],
)
def test_a_new_meeting_wants_a_day_or_a_month(day, said, make_plan, actionplan):
    ran = actionplan("new", "meeting", "hcc", day, "--plan", str(make_plan()))
    assert (ran.code, said in " ".join(ran.err.split())) == (2, True), ran.err


@pytest.mark.parametrize("day", ["2026-10", "Oct 2026", "8 Oct 2026"])
def test_the_month_of_a_new_meeting_may_be_all_that_is_known(day, make_plan, actionplan):
    assert actionplan("new", "meeting", "hcc", day, "--plan", str(make_plan())).code == 0
