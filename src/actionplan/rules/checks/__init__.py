"""The rules a plan is held to: one function a rule, each with a stable code, none of which changes anything.

A rule is a function with the decorator `rule`, in one of the modules below.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from actionplan.model.problem import Problem
from actionplan.model.records import Plan, Portfolio
from actionplan.rules.checks import (
    completeness,
    cycles,
    dates,
    history,
    ids,
    measures,
    milestones,
    privacy,
    rating,
    redating,
    references,
    reviews,
    risks,
    traceability,
    values,
)
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import Rule, rules_in
from actionplan.summary.effective import policy_as_at

_MODULES = (
    values,
    references,
    ids,
    cycles,
    dates,
    milestones,
    history,
    measures,
    redating,
    rating,
    risks,
    reviews,
    completeness,
    traceability,
    privacy,
)

RULES: tuple[Rule, ...] = tuple(sorted(rules_in(_MODULES, Rule), key=lambda rule: rule.code[1:]))
"""Every rule, in order of its number."""


def check(
    portfolio: Portfolio, today: date, *, select: str | Iterable[str] = (), ignore: str | Iterable[str] = ()
) -> tuple[Problem, ...]:
    """Hold plans to the rules.

    Args:
        portfolio: the plans, as `actionplan.load` gives them.
        today: the day after which nothing can have happened.
        select: codes, or beginnings of codes such as ``E2``, of the only rules to apply; none means all.
        ignore: codes, or beginnings of codes, of rules to leave out, beside those that a plan's own policy ignores.

    Returns:
        The problems, their places known by file and key; `actionplan.locate` adds line and column.
    """
    select = (select,) if isinstance(select, str) else tuple(select)
    ignore = (ignore,) if isinstance(ignore, str) else tuple(ignore)
    return tuple(
        found for plan in portfolio.plans for found in _checked(plan, RULES, today) if is_wanted(found, select, ignore)
    )


def check_one_file(plan: Plan, today: date) -> tuple[Problem, ...]:
    """Hold a plan that holds only some of its records to the rules that need no other file.

    Args:
        plan: ``plan.toml`` and some of its records.
        today: the day after which nothing can have happened.
    """
    return tuple(_checked(plan, (rule for rule in RULES if rule.one_file), today))


class Coded(Protocol):
    """Anything that a rule with a code has found."""

    @property
    def code(self) -> str:
        """The rule's code."""


def is_wanted(found: Coded, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Return whether something found is among the codes selected and not among those ignored."""
    return (not select or found.code.startswith(select)) and not (ignore and found.code.startswith(ignore))


def _checked(plan: Plan, rules: Iterable[Rule], today: date) -> Iterable[Problem]:
    ignored = tuple(policy_as_at(plan, today).ignore)
    view = CheckContext(plan, today)
    for rule in rules:
        if not (ignored and rule.code.startswith(ignored)):
            yield from rule.run(view)
