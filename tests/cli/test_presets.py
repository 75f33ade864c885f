"""`actionplan presets`, and declared ratings beside computed ones."""

import json

from actionplan.model import PRESETS
from conftest import ACTION, PLAN


def test_presets_are_listed_with_their_sources(actionplan, golden):
    ran = actionplan("presets")
    assert (ran.code, ran.err) == (0, "")
    assert all(preset.source in ran.out for preset in PRESETS.values())
    golden("presets.txt", ran.out)


def test_presets_as_json(actionplan):
    answer = json.loads(actionplan("presets", "--format", "json").out)
    assert [preset["id"] for preset in answer["presets"]] == list(PRESETS)
    assert [preset["id"] for preset in answer["presets"] if preset["computed"]] == ["bromsgrove", "reading"]
    [green] = answer["presets"][4]["ratings"]
    said = {"id": "green", "label": "Green", "meaning": "To planned schedule", "colour": "green"}
    assert said.items() <= green.items()
    assert answer["presets"][4]["note"].startswith("Amber and red are used, but the source does not define")
    assert (answer["as_at"], answer["partial"], answer["presets"][0]["computed_for_measures"]) == (None, False, False)


RATED = '[[status]]\non = 2024-09-01\nby = "hcc"\nstate = "in-progress"\nrating = "%s"\n'


def test_where_declared_and_computed_differ_both_are_shown(actionplan, make_plan):
    files = {"plan.toml": 'rating_preset = "bromsgrove"\n' + PLAN, "actions/1.1.toml": ACTION + RATED % "green"}
    plan = make_plan(files)
    on = ("--as-at", "2024-10-15")
    told = "eclared ● Green, but the plan's rule gives ▲ Amber"
    assert f"d{told}" in actionplan("status", plan, *on).out
    assert f"D{told}" in actionplan("show", "1.1", "--plan", plan, *on).out
    [action] = json.loads(actionplan("status", plan, *on, "--format", "json").out)["plans"][0]["actions"]
    assert (action["rating"], action["rating_computed"]) == ("green", "amber")
    assert "rule gives" not in actionplan("status", plan, "--as-at", "2024-09-15").out


def test_what_nobody_rated_is_shown_as_computed(actionplan, make_plan):
    plan = make_plan({"plan.toml": 'rating_preset = "bromsgrove"\n' + PLAN})
    assert "not rated; the plan's rule gives ▲ Amber" in actionplan("status", plan, "--as-at", "2024-10-15").out


def test_check_warns_in_one_sentence(actionplan, make_plan):
    files = {"plan.toml": 'rating_preset = "bromsgrove"\n' + PLAN, "actions/1.1.toml": ACTION + RATED % "green"}
    ran = actionplan("check", make_plan(files), "--select", "W413")
    assert "1.1.toml:9:10: W413 declared Green, but the plan's rule gives Red: in progress, 785 days late" in ran.out
