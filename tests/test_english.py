"""The check of plain English finds private words where people read them, and nowhere else."""

import re

import pytest

from check_english import Problem, markdown_texts, problems_in, python_texts

NOTHING_ALLOWED = re.compile(r"(?!)")


def words(source: str, name: str = "src/actionplan/new.py", allowed: re.Pattern[str] = NOTHING_ALLOWED) -> list[str]:
    texts = python_texts(source) if name.endswith(".py") else markdown_texts(source)
    return [problem.word for problem in problems_in(name, texts, allowed)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""Make the file anew."""', ["anew"]),
        ("x = 1  # as told", ["told"]),
        ('print(f"{name} was to be there")', ["was to be"]),
        ("def test_what_is_mended() -> None: ...", ["mended"]),
        ('"""Give the plan."""', ["Give"]),
        ('"""Return the plan."""', []),
        ('"""Understand slippage; outstanding retail."""', []),
        ('told = "told"', []),
    ],
)
def test_private_words_of_a_module(source: str, found: list[str]) -> None:
    assert words(source) == found


def test_code_of_a_page_is_not_read() -> None:
    page = "The tail.\n\n```python\nstub = 1\n```\n\n    a stub\n\nSee `TAILS` and [this](stub.md)."
    assert words(page, "docs/page.md") == ["tail"]


def test_texts_of_invented_plans_are_not_read() -> None:
    assert words('title = "The room"', "tests/test_x.py") == []
    assert words('title = "The room"', "src/actionplan/x.py") == ["room"]


def test_an_allowed_phrase_covers_no_other_use_of_its_word() -> None:
    allowed = re.compile("where plans stand")
    assert words('"""Show where plans stand and stand."""', allowed=allowed) == ["stand"]


def test_a_problem_names_its_place_and_what_to_write() -> None:
    texts = python_texts('"""Make it."""\n# anew\n')
    (problem,) = problems_in("src/actionplan/x.py", texts, NOTHING_ALLOWED)
    assert isinstance(problem, Problem)
    assert str(problem).startswith("src/actionplan/x.py:2: comment: 'anew', write: again")
