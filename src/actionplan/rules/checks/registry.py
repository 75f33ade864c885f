"""What a rule is: a code, a paragraph, and a pure function that returns what is wrong with a plan."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from inspect import getdoc
from types import ModuleType
from typing import NamedTuple, TypeVar

from actionplan.model.kinds import path_of
from actionplan.model.problem import KeyPath, Location, Problem, problem
from actionplan.model.records import Plan, Record
from actionplan.rules.checks.context import CheckContext

RuleType = TypeVar("RuleType")


class RuleFault(NamedTuple):
    """What a rule finds wrong. The rule's code and the path of the file make it a problem. See `fault`."""

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
        keys: the path of the value in its file; none for the file as a whole.
        on_key: whether the key itself is wrong, not its value.
        expected: what would be right; empty for what the rule always expects, if anything.
        fix: the most likely correction; empty for the one that the rule always suggests, if any.
    """
    return RuleFault(message, record, keys, on_key, expected, fix)


RuleFunction = Callable[[CheckContext], Iterator[RuleFault]]


class Rule(NamedTuple):
    """One thing that is checked.

    Attributes:
        code: its stable code; E for an error, W for a warning.
        one_file: whether it needs only ``plan.toml`` and the record's own file, and so can be checked before an update
            is written without reading the rest of the plan.
        run: returns the problems of a plan, with their places as file and key.
    """

    code: str
    one_file: bool
    run: Callable[[CheckContext], Iterator[Problem]]

    @property
    def name(self) -> str:
        """A short name in words with hyphens."""
        return self.run.__name__.replace("_", "-")

    @property
    def text(self) -> str:
        """The rule, as a paragraph for people."""
        return getdoc(self.run) or ""


def rule(code: str, *, one_file: bool = True, expected: str = "", fix: str = "") -> Callable[[RuleFunction], Rule]:
    """Make a rule of a function. The function's name becomes the rule's name, and its docstring the rule's text.

    Args:
        code: the rule's code, never used before.
        one_file: see `Rule`.
        expected: what would be right, for each fault that does not state its own.
        fix: the most likely correction, for each fault that does not state its own.
    """

    def rule_of(function: RuleFunction) -> Rule:
        @wraps(function)
        def run(view: CheckContext) -> Iterator[Problem]:
            for message, record, keys, on_key, own_expected, own_fix in function(view):
                where = place(view.plan, record, *keys, on_key=on_key)
                yield problem(code, message, where, expected=own_expected or expected, fix=own_fix or fix)

        return Rule(code, one_file, run)

    return rule_of


def rules_in(modules: Iterable[ModuleType], kind: type[RuleType]) -> list[RuleType]:
    """Return the rules of one type that modules define, module by module."""
    return [value for module in modules for value in vars(module).values() if isinstance(value, kind)]


def place(plan: Plan, record: Record | Plan, *keys: str | int, on_key: bool = False) -> Location:
    """Return the place of a value in a record's file."""
    return Location(path=path_of(plan, record), keys=keys, on_key=on_key)
