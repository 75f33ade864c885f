"""What a rule is: a code, a paragraph, and a pure function from a view of a plan to what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from inspect import getdoc
from types import ModuleType
from typing import NamedTuple, TypeVar

from attrs import frozen

from actionplan.model.kinds import path_of
from actionplan.model.problem import KeyPath, Location, Problem, problem
from actionplan.model.records import Plan, Record
from actionplan.rules.checks.context import CheckContext

RuleType = TypeVar("RuleType")


class RuleFault(NamedTuple):
    """What a rule finds wrong; with the rule's code and the path of the file it is a problem. See `fault`."""

    message: str
    record: Record | Plan
    keys: KeyPath
    on_key: bool
    expected: str
    fix: str


def fault(
    message: str, record: Record | Plan, *keys: str | int, on_key: bool = False, expected: str = "", fix: str = ""
) -> RuleFault:
    """Return what is wrong with a record.

    Args:
        message: one sentence: what is wrong.
        record: the record, or the plan itself.
        keys: the way to the value in its file; none for the file as a whole.
        on_key: whether the key itself is wrong, not its value.
        expected: what would have been right; empty when the message says it all.
        fix: what most likely fixes it; empty when that is not known.
    """
    return RuleFault(message, record, keys, on_key, expected, fix)


RuleFunction = Callable[[CheckContext], Iterator[RuleFault]]


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
    run: Callable[[CheckContext], Iterator[Problem]]


def rule(code: str, *, one_file: bool = True) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a function: its name becomes the rule's name, its docstring the rule's text."""

    def made(function: RuleFunction) -> Rule:
        def run(view: CheckContext) -> Iterator[Problem]:
            for message, record, keys, on_key, expected, fix in function(view):
                where = place(view.plan, record, *keys, on_key=on_key)
                yield problem(code, message, where, expected=expected, fix=fix)

        name = function.__name__.replace("_", "-")
        return Rule(code=code, name=name, text=getdoc(function) or "", one_file=one_file, run=run)

    return made


def rules_in(modules: Iterable[ModuleType], kind: type[RuleType]) -> list[RuleType]:
    """Return the rules of one type that modules define, module by module."""
    return [found for module in modules for found in vars(module).values() if isinstance(found, kind)]


def place(plan: Plan, record: Record | Plan, *keys: str | int, on_key: bool = False) -> Location:
    """Return the place of a value in a record's file."""
    return Location(path=path_of(plan, record), keys=keys, on_key=on_key)
