"""The public names: each written once, found at run time and by type checkers, and none missing that another names."""

import inspect
import subprocess
import sys
import types
import typing
from importlib import import_module

import attrs
import pytest

import actionplan
from conftest import REPOSITORY

PACKAGES = ("model", "summary", "rules", "edit", "git", "tables", "storage", "sheets", "report", "returns")
INTERNAL = {"CheckContext", "QuestionContext", "QuestionCase"}
"""What the rules read is no part of the library, though each rule has a function that takes it."""


def public_names(package):
    return {name: getattr(package, name) for name in package.__all__ if name not in PACKAGES}


PACKAGES_AND_TOP = [actionplan, *(import_module(f"actionplan.{name}") for name in PACKAGES)]
EVERY = {name: value for package in PACKAGES_AND_TOP for name, value in public_names(package).items()}


def test_the_top_level_has_what_is_used_every_day():
    assert 50 <= len(public_names(actionplan)) <= 65
    assert {"load", "View", "status", "since", "check", "append_status", "ActionPlanError"} <= set(dir(actionplan))
    assert set(PACKAGES) <= set(dir(actionplan))
    assert actionplan.summary.StatusSummary is import_module("actionplan.summary.status").StatusSummary


@pytest.mark.parametrize("package", PACKAGES_AND_TOP, ids=lambda package: package.__name__)
def test_dir_lists_the_names_and_a_misspelt_one_is_an_attribute_error(package):
    assert set(public_names(package)) <= set(dir(package))
    with pytest.raises(AttributeError, match="has no attribute 'stauts'"):
        _ = package.stauts


def named_in(hint):
    """Yield the classes of ours that a type hint names."""
    if inspect.isclass(hint) and not typing.get_args(hint):
        yield from (hint,) if hint.__module__.startswith("actionplan.") else ()
    if isinstance(hint, list | tuple):
        for each in hint:
            yield from named_in(each)
    for part in (typing.get_origin(hint), *typing.get_args(hint)):
        if part is not None and part is not types.UnionType:
            yield from named_in(part)


def hints_of(value):
    if inspect.isfunction(value):
        return typing.get_type_hints(value)
    if inspect.isclass(value) and attrs.has(value):
        return typing.get_type_hints(value)
    return {}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_all_that_a_public_name_names_is_public(name):
    named = {each.__name__ for hint in hints_of(EVERY[name]).values() for each in named_in(hint)}
    assert {each for each in named if not each.startswith("_")} - set(EVERY) - INTERNAL == set()


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_public_function_or_class_is_described(name):
    if inspect.isfunction(EVERY[name]) or inspect.isclass(EVERY[name]):
        assert len(EVERY[name].__doc__ or "") > 20


def test_every_error_is_an_action_plan_error():
    errors = {name: value for name, value in EVERY.items() if inspect.isclass(value) and issubclass(value, Exception)}
    assert len(errors) > 8
    assert {name for name, value in errors.items() if not issubclass(value, actionplan.ActionPlanError)} == set()


SCRIPT = """\
from datetime import date

import actionplan as ap

portfolio = ap.load("plans")
view = portfolio.at(date(2024, 10, 1), known_at=date(2024, 11, 1))
for plan in ap.status(view, ap.Selection(owner="hcc")).plans:
    for action in plan.actions:
        print(action.id, action.state, action.due, action.days_late)
changes = ap.since(view, portfolio.at(date(2025, 1, 1)))
problems = [problem.code for problem in ap.check(view)]
summary: ap.summary.StatusSummary = ap.status(view)
"""
TYPOS = {
    "ap.stauts(view)": "stauts",
    "ap.summary.StatusSumary": "StatusSumary",
    "ap.status(portfolio)": "Portfolio",
    "ap.status(view).plans[0].tally.overdu": "overdu",
    "portfolio.att(date(2024, 1, 1))": "att",
    'portfolio.at("2024-01-01")': "str",
    'ap.Selection(ownr="hcc")': "ownr",
    "changes[0].headng": "headng",
}


def test_a_misspelt_name_fails_the_type_checker(tmp_path):
    script, wrong = tmp_path / "script.py", tmp_path / "wrong.py"
    script.write_text(SCRIPT)
    wrong.write_text(SCRIPT + "".join(f"print({line})\n" for line in TYPOS))
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(script), str(wrong)]
    found = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout.splitlines()
    assert [line for line in found if "script.py" in line] == []
    for line, name in enumerate(TYPOS.values(), start=SCRIPT.count("\n") + 1):
        assert any(f"wrong.py:{line}:" in each and name in each for each in found), (line, name, found)
