"""A plan that follows another: what check and status say where both are read, and that one plan alone is fine."""

from pathlib import Path

import pytest

import actionplan as library
from conftest import TODAY, Runner

Plans = dict[str, str]


@pytest.fixture
def checked(tmp_path: Path, actionplan: Runner, monkeypatch: pytest.MonkeyPatch):
    """Return a function that writes plans, each with the lines of its plan.toml, and returns the codes of a check."""
    monkeypatch.chdir(tmp_path)

    def check(plans: Plans, *chosen: str) -> list[str]:
        for name, lines in plans.items():
            (tmp_path / name).mkdir()
            head = f'format = 1\nid = "{name}"\ntitle = "Plan {name.upper()}"\n'
            (tmp_path / name / "plan.toml").write_text(head + lines, encoding="utf-8")
        found = library.check(library.load(*chosen or (".",)).at(TODAY))
        shown = actionplan("check", *chosen or (".",)).out
        assert all(f" {problem.code} {problem.message}" in " ".join(shown.split()) for problem in found)
        return [problem.code for problem in found]

    return check


A = 'agreed = 2022-03-28\nsuccessor_plan = "b"\n'
B = 'agreed = "2025-05"\n'


def test_a_plan_and_the_one_that_follows_it(checked):
    assert checked({"a": A, "b": B}) == []


@pytest.mark.parametrize(
    ("plans", "codes"),
    [
        ({"a": 'successor_plan = "x"\n', "b": ""}, ["W574"]),
        ({"a": 'plans_beside = ["b", "x"]\n', "b": ""}, ["W574"]),
        ({"a": 'successor_plan = "https://example.org/x"\n', "b": ""}, []),
        ({"a": 'successor_plan = "x"\n[policy]\nignore = ["W574"]\n', "b": ""}, []),
        ({"a": A, "b": "agreed = 2022-03-27\n"}, ["W575"]),
        ({"a": A, "b": 'agreed = "2022-03"\n'}, []),  # may be later in that month
        ({"a": A, "b": 'agreed = "unknown"\n'}, []),
        ({"a": A, "b": ""}, []),  # a draft
        ({"a": A, "b": B + 'successor_plan = "a"\n'}, ["E274"]),
        ({"a": A, "b": B + 'successor_plan = "c"\n', "c": 'successor_plan = "b"\n'}, ["E274"]),
        ({"a": 'successor_plan = "a"\n', "b": ""}, ["E273"]),
    ],
)
def test_what_is_wrong_between_plans(checked, plans, codes):
    assert checked(plans) == codes


def test_one_plan_alone_is_not_questioned(checked):
    assert checked({"a": A, "b": 'agreed = 2020-01-01\nsuccessor_plan = "nowhere"\n'}, "a") == []


def test_where_a_plan_cannot_be_read_none_is_called_missing(checked, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b/plan.toml").write_text("id = ", encoding="utf-8")
    assert checked({"a": A, "c": ""}) == ["E001"]


def test_problems_between_plans_are_counted_everywhere(checked, actionplan):
    checked({"a": A.replace('"b"', '"bb"'), "b": B})
    assert "Check: 0 errors, 1 warning." in actionplan("status", ".").out
    assert '"W574"' in actionplan("check", ".", "--format", "json").out
    table = actionplan("check", ".", "--by", "plan").out
    assert 'Between plans:\n  a/plan.toml:5:18: W574 none of the 2 plans that were read has the id "bb"' in table
    assert "No problems in 2 plans" in actionplan("check", ".", "--ignore", "W574").out


def test_status_names_each_plan_in_the_other(checked, actionplan):
    checked({"a": A, "b": B + 'plans_beside = ["c", "https://example.org/d"]\n', "c": ""})
    shown = actionplan("status", ".").out
    assert "Followed by: Plan B, agreed May 2025." in shown
    assert "Follows: Plan A." in shown
    assert "Beside this plan: Plan C; https://example.org/d\n" in shown
    assert "Followed by: b\n" in actionplan("status", "a").out


def test_before_the_second_plan_was_agreed_it_did_not_follow(checked, actionplan):
    checked({"a": A, "b": B})
    assert "Followed by" not in actionplan("status", ".", "--as-at", "2025-05-30").out
