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
from actionplan.input.text import cleaned
from actionplan.model.ids import Id
from actionplan.model.kinds import PLAN_PARTS
from conftest import TODAY, write_plan
from plan_file import FILES, PLAN
from repositories import Repository
from strategies import texts

PARTS = {part.name: part for part in PLAN_PARTS}


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """Return a plan outside of git, which is the current folder."""
    folder = write_plan(tmp_path / "p", FILES)
    monkeypatch.chdir(folder)
    return folder


def shown(block):
    return "".join(f"    {line}\n" for line in block.splitlines()) + "\n"


@pytest.mark.parametrize(
    ("typed", "above", "block"),
    [
        (
            shlex.split("body forum --name 'Parent Forum' --kind forum --alias PCF --part-of 'The council'"),
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
            'colour = "green"\n',
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
            '[ratings.green]\nlabel = "Green"\nmeaning = "on time"\ncolour = "green"\n',
            '[[ratings.green]]\nlabel = "Green"\nmeaning = "on time"\ncolour = "green"\n\n'
            '[[ratings.green]]\nlabel = "Green"\nmeaning = "done"\ncolour = "green"\nfrom = 2026-04-01\n',
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


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("meeting hcc 8/9/2026", '[[meetings]]\nbody = "hcc"\non = 2026-09-08\n'),
        ("rating green", '[ratings.green]\nlabel = "Green"\nmeaning = "on time"\ncolour = "green"\n\n'),
        ("term autumn-2026", "[terms.autumn-2026]\nfrom = 2026-09-01\nuntil = 2026-12-18\n\n"),
    ],
)
def test_what_is_removed_goes_with_its_lines_and_no_other(actionplan, plan, typed, block):
    ran = actionplan("remove", *typed.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Removed from ./plan.toml:\n\n{shown(block.strip())}"
    assert plan.joinpath("plan.toml").read_text() == PLAN.replace(block, "")


def test_a_body_is_removed_with_the_comments_below_it(actionplan, plan):
    actionplan("new", "body", "icb", "--name", "ICB", "--kind", "icb")
    assert actionplan("remove", "body", "ICB").code == 0
    assert plan.joinpath("plan.toml").read_text() == PLAN
    plan.joinpath("plan.toml").write_text(PLAN.replace('by = ["ofsted"]\n', ""))
    assert actionplan("remove", "body", "ofsted").code == 0
    assert "# of England" not in plan.joinpath("plan.toml").read_text()
    assert "# The board meets in public\n[[meetings]]" in plan.joinpath("plan.toml").read_text()


def test_all_meanings_of_a_rating_are_removed(actionplan, plan):
    actionplan("new", "rating", "green", "--label", "Green", "--meaning", "done", "--from", "2026-04-01")
    assert actionplan("remove", "rating", "green").out.count("[[ratings.green]]") == 2
    assert library.load(plan).plans[0].ratings == {}


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
            ("publish", "--internal", "risks", "--internal", "note"),
            'ignore = ["W501"]\n',
            'ignore = ["W501"]\n\n[publish]\ninternal = ["risks", "note"]\n',
            '[publish]\ninternal = ["risks", "note"]\n',
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
    block = "[[policy]]\nfrom = 2026-04-01\ndue_within_days = 50\n"
    ran = actionplan("set", "policy", "--due-within-days", "50")
    assert ran.out == f"Changed ./plan.toml:\n\n{shown(block)}"
    [before, after] = library.load(plan).plans[0].policy
    assert (before.due_within_days, after.due_within_days) == (30, 50)


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
def test_a_change_can_be_committed_at_once(actionplan, plan, typed, subject):
    repository = Repository(root=plan, plan=plan)
    repository.git("init", "--quiet")
    repository.commit("2026-06-12")
    actionplan(*typed, "--commit")
    assert repository.git("log", "-1", "--format=%s").strip() == subject or "--dry-run" in typed


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts(), note=texts(), is_held=st.booleans())
def test_any_text_is_read_back_and_the_rest_of_the_file_stays(tmp_path_factory, name, note, is_held):
    folder = write_plan(tmp_path_factory.mktemp("any") / "p", {"plan.toml": PLAN})
    body = {"name": name, "kind": "team"}
    new = prepare_new_part(PlanEdit(str(folder)), PARTS["body"], "new", body, TODAY)
    (folder / "plan.toml").write_bytes(new.changes[0].after or b"")
    put = prepare_set_part(PlanEdit(str(folder)), PARTS["meeting"], (0,), {"note": note, "held": is_held}, TODAY)
    (folder / "plan.toml").write_bytes(put.changes[0].after or b"")

    [after] = library.load(folder).plans
    assert after.bodies[Id("new")].name == (cleaned(name) or name)
    assert (after.meetings[0].note, after.meetings[0].held) == (cleaned(note) or note, is_held)
    text = (folder / "plan.toml").read_bytes().decode().replace(f"\n{new.blocks[0]}", "", 1)
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
