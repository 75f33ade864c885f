"""What commands ask the user to confirm before they write: facts that may be mistakes, and may be right.

A confirmation is a function with the decorator `confirmation`, in one of the modules below. Personal data, for which
`check` has rules, is asked about in the same way.
"""

from collections.abc import Iterable
from typing import Final

from actionplan.model.problem import Problem
from actionplan.rules.checks import RULES
from actionplan.rules.checks.registry import Rule, rules_in
from actionplan.rules.confirmations import bodies, dates, figures, history, other, replacing, returns, texts
from actionplan.rules.confirmations.registry import Confirmation, PlannedChange

CONFIRMATIONS: Final = tuple(
    rules_in((history, figures, dates, texts, other, replacing, bodies, returns), Confirmation)
)
"""Every kind of fact that is asked about, in order of its code."""

PERSONAL: Final = "W6"
"""The beginning of the codes of rules about personal data, which only ``--accept`` confirms."""

ASKED: Final[tuple[Confirmation | Rule, ...]] = (
    *CONFIRMATIONS,
    *(rule for rule in RULES if rule.code.startswith(PERSONAL)),
)
"""Everything that has a code which ``--accept`` takes."""


def personal(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those of some problems that are about personal data."""
    return tuple(found for found in problems if found.code.startswith(PERSONAL))


def to_confirm(change: PlannedChange) -> tuple[Problem, ...]:
    """Return what a careful colleague would ask about a change before it is written, in the order of the codes."""
    return tuple(found for each in CONFIRMATIONS for found in each.run(change))
