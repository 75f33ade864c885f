"""What a rule is: a code, a paragraph, and a pure function from a view of a plan to problems."""

from collections.abc import Callable, Iterator
from inspect import getdoc

from actionplan.model.frozen import frozen
from actionplan.model.kinds import path_of
from actionplan.model.problem import Location, Problem
from actionplan.model.records import Plan, Record
from actionplan.rules.checks.context import View

RuleFunction = Callable[[View], Iterator[Problem]]


@frozen(kw_only=True)
class Rule:
    """One thing that is checked.

    Attributes:
        code: its stable code; E for an error, W for a warning.
        name: a short name in words with hyphens.
        text: the rule, as a paragraph for people.
        one_file: whether it needs only ``plan.toml`` and the record's own file, and so can be checked before an update
            is written without reading the rest of the plan.
        run: gives the problems of a plan, their places known by file and key.
    """

    code: str
    name: str
    text: str
    one_file: bool
    run: RuleFunction


def rule(code: str, *, one_file: bool = True) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a function: its name becomes the rule's name, its docstring the rule's text."""

    def made(function: RuleFunction) -> Rule:
        name = function.__name__.replace("_", "-")
        return Rule(code=code, name=name, text=getdoc(function) or "", one_file=one_file, run=function)

    return made


def place(plan: Plan, record: Record | Plan, *keys: str | int, on_key: bool = False) -> Location:
    """Give the place of a value in a record's file."""
    return Location(path=path_of(plan, record), keys=keys, on_key=on_key)
