"""`actionplan show`, `due` and `check`: whole screens as golden files, and JSON."""

import json
import re

import pytest

from conftest import ACTION, PLAN, REPOSITORY


@pytest.fixture
def in_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(
    ("action", "day"),
    [("hertfordshire-send/OC.5", "2026-11-24"), ("hertfordshire-send/PA1.2", "2024-10-01")],
)
def test_show_hertfordshire(actionplan, golden, in_repository, action, day):
    ran = actionplan("show", action, "--as-at", day)
    assert ran.code == 0
    golden(f"show-{action.partition('/')[2]}.txt", ran.out)


@pytest.mark.parametrize("action", ["1.3", "3.4", "3.11", "5.9", "1.13"])
def test_show_northshire(actionplan, golden, in_repository, action):
    ran = actionplan("show", action, "--plan", "examples/northshire-send", "--as-at", "2025-10-01")
    golden(f"show-northshire-{action}.txt", ran.out)


def test_show_as_json(actionplan, in_repository):
    ran = actionplan("show", "3.4", "--plan", "examples/northshire-send", "--as-at", "2025-10-01", "--format", "json")
    answer = json.loads(ran.out)
    assert (answer["kind"], answer["plan"]) == ("show", "northshire-send")
    assert answer["as_agreed"]["due"] == "2024-12"
    assert [change["field"] for change in answer["changes"]] == ["due"]
    assert answer["status"][0]["on"] == "2024-05-03"


def test_show_an_action_that_cannot_be_read(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan({"actions/1.1.toml": "title ="}))
    ran = actionplan("show", "1.1")
    assert (ran.code, ran.out) == (2, "")
    assert "E001" in ran.err


def test_show_before_it_was_agreed(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan({"actions/1.1.toml": ACTION + '[[status]]\non = 2023-12-01\nnote = "Early work"\n'}))
    ran = actionplan("show", "1.1", "--as-at", "2024-01-01")
    assert "Not in the plan on that day" in ran.out
    assert "before it joined the plan" in " ".join(ran.out.split())


def test_due_northshire(actionplan, golden, in_repository):
    ran = actionplan("due", "examples/northshire-send", "--as-at", "2025-10-01")
    assert ran.code == 0
    golden("due-northshire.txt", ran.out)
    answer = json.loads(actionplan("due", "examples/northshire-send", "--as-at", "2025-10-01", "--format", "json").out)
    assert [body["id"] for body in answer["bodies"]][-1] is None


def test_due_from_one_body_in_several_plans(actionplan, make_plan, tmp_path):
    for name in ("one", "two"):
        make_plan({"plan.toml": PLAN.replace('id = "p"', f'id = "{name}"')}, name=name)
    ran = actionplan("due", tmp_path / "one", tmp_path / "two", "--by", "hcc")
    assert "County Council: 2 actions" in ran.out
    assert ran.out.index("one/1.1") < ran.out.index("two/1.1")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("HCC", [("hcc", "p")]),
        ("county council", [("hcc", "p"), ("shire", "q")]),
        ("The Shire", [("hcc", "p"), ("shire", "q")]),
    ],
)
def test_due_from_a_body_by_id_name_or_alias_each_plan_having_its_own_id(actionplan, make_plan, typed, wanted):
    aliased = PLAN.replace('name = "County Council"', 'name = "County Council"\naliases = ["The Shire"]')
    one = make_plan({"plan.toml": aliased}, name="one")
    other = aliased.replace('id = "p"', 'id = "q"').replace("bodies.icb]", "bodies.hcc2]")
    other = other.replace("bodies.hcc]", "bodies.shire]").replace("bodies.hcc2]", "bodies.hcc]")
    files = {"plan.toml": other, "actions/1.1.toml": ACTION.replace('"hcc"', '"shire"')}
    ran = actionplan("due", one, make_plan(files, name="other"), "--by", typed, "--format", "json")
    found = [(body["id"], item["plan"]) for body in json.loads(ran.out)["bodies"] for item in body["items"]]
    assert found == wanted


def test_due_from_a_body_that_nobody_knows(actionplan, make_plan):
    assert 'did you mean "hcc" (County Council)?' in actionplan("due", make_plan(), "--by", "hccc").err


def test_nothing_is_due(actionplan, make_plan):
    plan = make_plan(
        {"actions/1.1.toml": ACTION.replace("2024-09-30", "2030-09-30") + '[[status]]\non = 2026-11-20\nnote = "x"'}
    )
    assert "Nothing that has a date is due or overdue." in actionplan("due", plan).out


def test_check_says_all_of_it_at_once(actionplan, make_plan, golden, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_plan(
        {
            "actions/1.1.toml": ACTION.replace("hcc", "icbb") + "[[status]]\non = 2024-13-01\n",
            "actions/1.2.toml": ACTION.replace('owner = "hcc"', 'onwer = "hcc"\nlead = "jo@school.example"'),
            "actions/1.3.toml": ACTION.replace("2024-09-30", '"soon"').replace("PA1", "PA2"),
        }
    )
    ran = actionplan("check", "p")
    assert ran.code == 2
    golden("check.txt", ran.out)


def test_selecting_and_ignoring_rules(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION.replace("hcc", "hc").replace("PA1", "PA2")})
    assert actionplan("check", plan, "--select", "E2").out.count(": E2") == 2
    assert actionplan("check", plan, "--select", "E201").out.count(": E2") == 1
    assert actionplan("check", plan, "--ignore", "E2", "--ignore", "W5").out.startswith("No problems")


def test_a_page_begins_with_how_many_problems_there_are(actionplan, make_plan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_plan({"actions/1.1.toml": ACTION.replace("hcc", "icbb")})
    ran = actionplan("check", "p", "--ignore", "W", "--format", "markdown")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "# Check as at 24 Nov 2026\n\n"
        "1 error, 0 warnings in 1 plan, 3 files.\n\n"
        "**Only rules without the codes W; others are not shown.**\n\n"
        "## Errors\n\n"
        '### E201 there is no body "icbb"\n\n'
        "`p/actions/1.1.toml:3:9`\n\n"
        '    owner = "icbb"\n'
        "            ^^^^^^\n\n"
        "- expected: one of hcc, icb, board\n"
        '- fix: did you mean "icb"?\n'
    )
    page = actionplan("check", "p", "--ignore", "W", "--format", "html").out
    assert re.findall(r"<h(\d)>(.+?)</h", page) == [
        ("1", "Check as at 24 Nov 2026"),
        ("2", "Errors"),
        ("3", "E201 there is no body &quot;icbb&quot;"),
    ]


def test_a_page_names_files_that_cannot_be_read_once_and_so_does_stderr(actionplan, make_plan):
    ran = actionplan("check", make_plan({"actions/1.1.toml": "title ="}), "--format", "markdown")
    assert ran.code == 2
    assert (ran.out.count("E001"), ran.err.count("E001")) == (1, 1)
    assert "## Files that cannot be read\n" in ran.out


def test_what_was_selected_is_in_the_json(actionplan, make_plan):
    answer = json.loads(actionplan("check", make_plan(), "--ignore", "W5", "--format", "json").out)
    assert answer["selection"] == {"select": [], "ignore": ["W5"]}


def test_the_list_of_rules(actionplan):
    ran = actionplan("check", "--list")
    assert ran.code == 0
    assert "E401 verified-before-complete (error)\n    " in ran.out


def test_the_list_of_rules_as_page_and_as_json(actionplan):
    assert "\n## E401 verified-before-complete (error)\n" in actionplan("check", "--list", "--format", "markdown").out
    assert "<h2>E401 verified-before-complete (error)</h2>" in actionplan("check", "--list", "--format", "html").out
    answer = json.loads(actionplan("check", "--list", "--format", "json").out)
    assert answer["kind"] == "check-rules"
    assert {rule["level"] for rule in answer["rules"]} == {"error", "warning", "confirmation"}
    assert {"code", "name", "level", "text"} == answer["rules"][0].keys()
    questions = json.loads(actionplan("challenge", "--list", "--format", "json").out)["rules"]
    assert {rule["level"] for rule in questions} == {"critical", "serious", "routine"}


def test_a_rule_that_is_none_is_not_selected_in_silence(actionplan, make_plan):
    ran = actionplan("check", make_plan(), "--select", "X9")
    assert (ran.code, ran.out) == (2, "")
    assert 'there is no rule "X9"' in ran.err


def test_due_says_what_it_could_not_read(actionplan, make_plan):
    ran = actionplan("due", make_plan({"actions/1.1.toml": "title ="}))
    assert ran.code == 2
    assert ran.out.startswith("PARTIAL: 1 file could not be read and is missing from all figures below.")


def test_a_report_of_no_plan_says_only_what_could_not_be_read(actionplan, make_plan):
    plan = make_plan()
    (plan / "plan.toml").write_text("title =\n", encoding="utf-8")
    for command in ("due", "resources", "resolutions", "risks"):
        ran = actionplan(command, plan)
        assert (ran.code, ran.out.startswith("PARTIAL: 1 file could not be read")) == (2, True)
        assert ran.out.splitlines()[2:] == [line for line in ran.out.splitlines()[2:] if "plan.toml" in line], command
