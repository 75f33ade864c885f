"""`actionplan forecast`: whole screens as golden files, what is withheld, and what is refused."""

import json
import re

import pytest

from conftest import ACTION, PLAN, REPOSITORY, bare, dedented

NORTHSHIRE = "examples/northshire-send"
HERTFORDSHIRE = "plans/hertfordshire-send"
DAY = ("--as-at", "2025-10-01")


@pytest.fixture(autouse=True)
def in_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("forecast-northshire.txt", (NORTHSHIRE, *DAY)),
        ("forecast-northshire-by.txt", (NORTHSHIRE, *DAY, "--by", "2026-03-31")),
        ("forecast-northshire-5.4.txt", (NORTHSHIRE, *DAY, "--action", "5.4")),
        ("forecast-hertfordshire.txt", (HERTFORDSHIRE, *DAY)),
        ("forecast-northshire-5.4.json", (NORTHSHIRE, *DAY, "--action", "5.4", "--format", "json")),
    ],
)
def test_whole_screen(actionplan, golden, name, arguments):
    ran = actionplan("forecast", *arguments)
    assert (ran.code, ran.err) == (0, "")
    golden(name, ran.out)
    assert name.endswith(".json") or max(len(line) for line in ran.out.splitlines()) <= 80


def test_a_plan_with_few_cases_uses_those_of_the_others_and_says_so(actionplan):
    ran = actionplan("forecast", NORTHSHIRE, HERTFORDSHIRE, *DAY, "--action", "PA1.1")
    assert "Northshire" not in ran.out
    assert "on the record of 2 plans together" in ran.out
    assert "no forecast, as there is no due date" in " ".join(ran.out.split())


def test_plans_that_are_too_few_together(actionplan, make_plan):
    done = '[[status]]\non = 2024-09-01\nstate = "complete"\n'
    other = {"plan.toml": PLAN.replace('id = "p"', 'id = "q"'), "actions/1.1.toml": dedented(ACTION) + done}
    ran = actionplan("forecast", make_plan(), make_plan(other, "q"))
    assert "No forecast: only 0 actions of this plan" in ran.out
    assert "(1 together with 1 other plan)" in " ".join(ran.out.split())


def test_json_has_the_keys_of_the_contract(actionplan):
    answer = json.loads(actionplan("forecast", NORTHSHIRE, *DAY, "--format", "json").out)
    assert (answer["kind"], answer["as_at"], answer["by"], answer["partial"]) == ("forecast", "2025-10-01", None, False)
    [plan] = answer["plans"]
    assert plan["basis"] == {"plans": ["northshire-send"], "finished": 34, "open": 29, "on_time": 19}
    by_id = {one["action"]["id"]: one for one in plan["actions"]}
    assert by_id["3.12"]["by_due"]["words"] == "unlikely, about 3 in 10"
    assert by_id["1.3"]["by_due"]["withheld"] == "beyond-record"
    assert by_id["1.3"]["by_original"]["chance"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--action", "5.44"), 'there is no action "5.44". Did you mean "5.4"?'),
        (("--by", "2025-09-30"), "--by 2025-09-30 must be after 2025-10-01"),
        (("--by", "soon"), '"soon" is not a day'),
    ],
)
def test_refused(actionplan, arguments, said):
    ran = actionplan("forecast", NORTHSHIRE, *DAY, *arguments)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_a_finished_action(actionplan):
    ran = actionplan("forecast", NORTHSHIRE, *DAY, "--action", "1.1")
    assert "1.1 was not open on that day: there is nothing to forecast." in ran.out


def test_a_plan_in_which_nothing_is_open(actionplan, make_plan):
    done = '[[status]]\non = 2024-09-01\nstate = "complete"\n'
    plan = make_plan({"actions/1.1.toml": f'title = "T"\nareas = ["PA1"]\ndue = 2024-09-30\n\n{done}'})
    assert "No action is open: there is nothing to forecast." in actionplan("forecast", plan).out


def test_a_file_that_cannot_be_read_makes_it_partial(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": "title = \n"})
    ran = actionplan("forecast", plan)
    assert ran.code == 2
    assert "1.1.toml" in ran.out


def test_as_known_on_a_day(actionplan):
    """Nothing had been finished when the plan had just been agreed."""
    ran = actionplan("forecast", NORTHSHIRE, "--known-at", "2024-06-30")
    assert "No forecast: " in ran.out


def test_one_action_of_a_plan_with_few_cases(actionplan, make_plan):
    assert "No forecast: only 0 actions of this plan" in actionplan("forecast", make_plan(), "--action", "1.1").out


def test_a_record_of_which_nothing_open_has_a_date(actionplan, make_plan):
    done = '[[status]]\non = 2024-09-01\nstate = "complete"\n'
    actions = {f"actions/9.{n}.toml": f'title = "T"\nareas = ["PA1"]\ndue = 2024-09-30\n\n{done}' for n in range(10)}
    plan = make_plan({**actions, "actions/1.1.toml": 'title = "T"\nareas = ["PA1"]\ndue = "ongoing"\n'})
    ran = actionplan("forecast", plan)
    assert "No forecast is possible for any open action." in ran.out
    assert "No forecast, as there is no due date: 1 action (1.1 T)." in ran.out


@pytest.mark.parametrize("typed", ["9.1", "OLD.1"])
def test_a_former_id_and_other_letters_still_name_an_action(actionplan, make_plan, typed):
    plan = make_plan({"actions/9.1.toml": dedented(ACTION) + 'formerly = ["old.1"]\n'})
    assert "No forecast: only 0 actions of this plan" in actionplan("forecast", plan, "--action", typed).out


def test_one_action_whose_file_cannot_be_read(actionplan, make_plan):
    ran = actionplan(
        "forecast", make_plan({"actions/1.1.toml": "title =", "actions/1.2.toml": ACTION}), "--action", "1.1"
    )
    assert ran.code == 2
    assert "1.1 could not be read: there is nothing to forecast." in ran.out


def test_one_action_that_was_not_yet_on_record(actionplan):
    ran = actionplan("forecast", NORTHSHIRE, "--known-at", "2024-06-30", "--action", "1.13")
    assert ran.code == 0
    assert ran.out.startswith("Northshire SEND priority action plan")
    assert "1.13 was not open on that day: there is nothing to forecast." in ran.out


def test_as_markdown(actionplan):
    said = actionplan("forecast", NORTHSHIRE, *DAY, "--format", "markdown").out
    assert (
        "| Area | Title | Open | Past due | No forecast | Likely done |\n"
        "| --- | --- | ---: | ---: | ---: | --- |\n"
        "| PA1 | Know what children need: share and use data across education, health and care"
        " | 5 | 1 | 3 | 0 to 1 of 1 |\n"
    ) in said
    assert (
        "### Open actions, the soonest due first\n"
        "\n"
        "- **3.12** Bring social care advice into every assessment, even for children not known\n"
        "    - due 31 Oct 2025: unlikely, about 3 in 10 (between 1 and 5 in 10, from 49 actions)\n"
    ) in said


def test_as_a_page(actionplan):
    page = bare(actionplan("forecast", NORTHSHIRE, *DAY, "--format", "html").out)
    assert re.findall(r"<h(\d)>(.*?)</h", page) == [
        ("1", "Forecast as at 1 Oct 2025"),
        ("2", "Northshire SEND priority action plan (an invented example)"),
        ("3", "Open actions, the soonest due first"),
    ]
    assert "<caption>Open actions by area</caption>" in page
    assert page.count('<th scope="col">') == 6
