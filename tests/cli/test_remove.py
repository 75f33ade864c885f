"""``actionplan remove ID``: what was entered by mistake goes, what was agreed stays."""

import pytest

DRAFT = """
    format = 1
    id = "p"
    title = "A plan"

    [bodies.hcc]
    name = "County Council"
    kind = "council"
"""
ACTION = 'title = "T"\nareas = ["PA1"]\nowner = "hcc"\n'
REPORTED = f'{ACTION}\n[[status]]\non = 2026-01-05\nby = "hcc"\nnote = "Begun"\n'


@pytest.fixture
def draft(make_plan):
    return make_plan({"plan.toml": DRAFT, "actions/1.1.toml": REPORTED})


def test_a_draft_that_nothing_names_goes_as_a_whole(actionplan, draft):
    ran = actionplan("remove", "1.1", "--plan", draft)
    assert (ran.code, ran.out) == (0, f"Removed {draft}/actions/1.1.toml\n")
    assert not (draft / "actions/1.1.toml").exists()


def test_the_word_record_may_be_written_and_a_dry_run_removes_nothing(actionplan, draft):
    ran = actionplan("remove", "record", "1.1", "--plan", draft, "--dry-run")
    assert ran.out.startswith(f"Would remove {draft}/actions/1.1.toml\n")
    assert (draft / "actions/1.1.toml").exists()


def test_what_is_named_stays_and_the_message_says_where(actionplan, draft):
    ran = actionplan("remove", "PA1", "--plan", draft)
    assert (ran.code, (draft / "areas/PA1.toml").exists()) == (2, True)
    assert "since it is named in" in ran.err
    assert "actions/1.1.toml:2" in ran.err


def test_records_that_name_each_other_go_together(actionplan, draft):
    assert actionplan("remove", "PA1", "1.1", "--plan", draft).code == 0
    assert not list(draft.glob("*/*.toml"))


@pytest.mark.parametrize(
    ("typed", "advice"),
    [("1.1", 'actionplan cancel 1.1 --reason "..."'), ("PA1", 'actionplan stand-down PA1 --reason "..."')],
)
def test_what_is_agreed_stays_and_the_message_says_how_to_end_it(actionplan, make_plan, typed, advice):
    plan = make_plan({"actions/1.1.toml": ACTION})
    ran = actionplan("remove", typed, "--plan", plan)
    assert ran.code == 2
    message = " ".join(ran.err.split()).replace(f" --plan {plan}", "")
    assert f"{typed} cannot be removed, since it was agreed on 31 Jan 2024. To end it: {advice}" in message


@pytest.mark.parametrize(("text", "code"), [(ACTION, 0), (REPORTED, 2)], ids=["without history", "with history"])
def test_of_a_draft_in_git_only_what_has_no_history_goes(actionplan, empty, text, code):
    plan = DRAFT + "\n[policy]\ncommit = true\n"
    area = 'title = "Data"\nkind = "priority-action"\n'
    empty.write({"plan.toml": plan.replace("\n    ", "\n"), "areas/PA1.toml": area, "actions/1.1.toml": text})
    empty.commit("2026-01-06")
    ran = actionplan("remove", "1.1", "--plan", empty.plan, "--commit")
    assert ran.code == code, ran.err
    assert ("its history is in git" in " ".join(ran.err.split())) == bool(code)
    assert actionplan("audit", empty.plan).code == 0
    assert "toml" not in empty.git("status", "--porcelain")


def test_a_record_that_git_does_not_have_yet_goes_from_an_agreed_plan(actionplan, empty):
    agreed = DRAFT.replace("\n    ", "\n").replace("title", "agreed = 2026-01-05\ntitle", 1)
    empty.write({"plan.toml": agreed, "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\n'})
    empty.commit("2026-01-06")
    empty.write({"actions/1.1.toml": REPORTED})
    assert actionplan("remove", "1.1", "--plan", empty.plan, "--commit").code == 0
    assert "toml" not in empty.git("status", "--porcelain")


def test_what_init_wrote_as_examples_goes_by_the_command_that_it_shows(actionplan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = actionplan("init", "our-plan").out.splitlines()[-1].split()
    assert line[:2] == ["actionplan", "remove"]
    assert actionplan(*line[1:]).code == 0
    assert actionplan("check", "our-plan").out == "No problems in 1 plan, 1 file.\n"
