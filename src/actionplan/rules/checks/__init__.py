"""The rules a plan is held to: one function a rule, each with a stable code, none of which changes anything.

A rule is a function with the decorator `rule`, in one of the modules below.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from actionplan.model.checked import checks_arguments
from actionplan.model.errors import UnknownName
from actionplan.model.problem import Problem
from actionplan.model.records import Plan
from actionplan.model.view import View
from actionplan.rules.checks import (
    bodies,
    completeness,
    coverage,
    cycles,
    dates,
    decisions,
    evidence_dates,
    for_readers,
    history,
    ids,
    measures,
    milestones,
    privacy,
    publishing,
    rating,
    redating,
    references,
    replacing,
    requests,
    reviews,
    risks,
    traceability,
    values,
)
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.plan_links import between_plans, plan_link
from actionplan.rules.checks.registry import Rule, rules_in
from actionplan.summary.effective import policy_as_at

_MODULES = (
    values,
    references,
    bodies,
    ids,
    cycles,
    dates,
    evidence_dates,
    milestones,
    history,
    measures,
    redating,
    replacing,
    requests,
    rating,
    risks,
    reviews,
    decisions,
    coverage,
    completeness,
    traceability,
    for_readers,
    privacy,
    publishing,
)

RULES: tuple[Rule, ...] = tuple(sorted(rules_in(_MODULES, Rule), key=lambda rule: rule.code[1:]))
"""Every rule, in order of its number."""


class Coded(Protocol):
    """Anything that a rule with a code has found."""

    @property
    def code(self) -> str:
        """The rule's code."""


@checks_arguments
def check(view: View, *, select: str | Iterable[str] = (), ignore: str | Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return the problems of plans: those met in reading them, and those that the rules find.

    Args:
        view: the plans; its day is today, after which nothing can have happened.
        select: codes, or beginnings of codes such as ``E2``, of the only rules to apply; none means all.
        ignore: codes, or beginnings of codes, of rules to leave out, beside those that a plan's own policy ignores.

    Returns:
        The problems, their places known by file and key; `locate` adds line and column.

    Raises:
        UnknownName: no rule has a code that begins so.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [problem.code for problem in check(view)][:3]
        ['W501', 'W502', 'W520']
    """
    from actionplan.rules.checks.load_errors import READING as LOAD_RULES

    known: tuple[Coded, ...] = (*LOAD_RULES, *RULES)
    selected, ignored = codes(select, known), codes(ignore, known)
    links = (plan_link(plan, view.day) for plan in view.plans)
    every = (
        *view.portfolio.problems,
        *(found for plan in view.plans for found in check_plan(plan, view.day)),
        *between_plans(links, all_read=not view.unread),
    )
    return tuple(found for found in dict.fromkeys(every) if is_wanted(found, selected, ignored))


def check_plan(plan: Plan, today: date) -> tuple[Problem, ...]:
    """Return the problems that the rules find in one plan; see `check`."""
    return tuple(_checked(plan, RULES, today))


def codes(given: str | Iterable[str], rules: Iterable[Coded]) -> tuple[str, ...]:
    """Return codes, or beginnings of codes, as a tuple.

    Raises:
        UnknownName: no rule has a code that begins so.
    """
    given = (given,) if isinstance(given, str) else tuple(given)
    known = [rule.code for rule in rules]
    for code in given:
        if not code or not any(each.startswith(code) for each in known):
            raise UnknownName("rule", code, known)
    return given


def check_one_file(plan: Plan, today: date) -> tuple[Problem, ...]:
    """Hold a plan that holds only some of its records to the rules that need no other file.

    Args:
        plan: ``plan.toml`` and some of its records.
        today: the day after which nothing can have happened.
    """
    return tuple(_checked(plan, (rule for rule in RULES if rule.one_file), today))


def is_wanted(found: Coded, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Return whether something found is among the codes selected and not among those ignored."""
    return (not select or found.code.startswith(select)) and not (ignore and found.code.startswith(ignore))


def _checked(plan: Plan, rules: Iterable[Rule], today: date) -> Iterable[Problem]:
    ignored = tuple(policy_as_at(plan, today).ignore)
    context = CheckContext(plan, today)
    for rule in rules:
        if not (ignored and rule.code.startswith(ignored)):
            yield from rule.run(context)
