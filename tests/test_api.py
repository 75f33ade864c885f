"""The examples in the docstrings of public names, which the page docs/api.md shows, do what they say."""

import doctest
import inspect
from datetime import date

import pytest

import actionplan
from conftest import REPOSITORY
from make_api import PACKAGES, module, public_names

EVERY = {name: value for package in PACKAGES for name, value in public_names(package).items()}
FUNCTIONS = {name: value for name, value in EVERY.items() if inspect.isfunction(value)}
EXAMPLES = {name: value for name, value in EVERY.items() if ">>>" in (inspect.getdoc(value) or "")}
NAMES = EVERY | {name: module(name) for name in PACKAGES if name}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_public_function_has_an_example(name):
    assert name in EXAMPLES


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_gives_what_it_shows(name, monkeypatch, tmp_path):
    monkeypatch.chdir(REPOSITORY)
    known = {**NAMES, "actionplan": actionplan, "date": date, "folder": str(tmp_path / "plan")}
    found = doctest.DocTestParser().get_doctest(inspect.getdoc(EXAMPLES[name]) or "", known, name, None, 0)
    shown: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(found, out=shown.append)
    assert not shown, "".join(shown)
