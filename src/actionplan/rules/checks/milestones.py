"""Rules about milestones and resources: states that a step can be in, amounts that can be added up."""

import re
from collections.abc import Iterator

from actionplan.model.resources import Resource
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule

_NOT_OF_STEPS = {
    "verified": "only an action as a whole is verified",
    "suspended": "only an action as a whole is suspended",
}

_CODES = {
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "gbp": "GBP",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "$": "USD",
    "usd": "USD",
}
"""Ways to write a currency that are not its code."""

_MULTIPLE = re.compile(r"(.*?)\s*(k|m|bn|thousand|million|millions|billion)", re.IGNORECASE | re.DOTALL)


@rule("E120")
def milestone_in_no_such_state(view: CheckContext) -> Iterator[RuleFault]:
    """A milestone is `not-started`, `in-progress`, `complete` or `cancelled`. It is the action as a whole that somebody
    verifies, or that is suspended.
    """
    for action, keys, entry in view.stating("milestone"):
        if entry.state in _NOT_OF_STEPS:
            fix = 'write: "complete"' if entry.state == "verified" else "say it of the action, without milestone"
            message = f"a milestone is not {entry.state}: {_NOT_OF_STEPS[entry.state]}"
            yield fault(message, action, *keys, "state", fix=fix)


@rule("E121")
def resource_not_counted(view: CheckContext) -> Iterator[RuleFault]:
    """A resource can be counted and added up: its `amount` is above 0 and stands in full, and the `unit` of money is
    the currency's code, such as `GBP`.
    """
    for record in view.records:
        for index, resource in enumerate(getattr(record, "resources", ())):
            if resource.amount <= 0:
                fix = "leave the resource out where nothing is given"
                message = f"the amount is {resource.amount:f}"
                yield fault(message, record, "resources", index, "amount", expected="above 0", fix=fix)
            if fix := _mended_unit(resource):
                expected = "a currency by its code, or a word such as posts or places"
                message = f'"{resource.unit}" is no unit to add up'
                yield fault(message, record, "resources", index, "unit", expected=expected, fix=fix)


def _mended_unit(resource: Resource) -> str:
    """Return what to write for a unit that is a currency by another name, or a multiple of one; empty where it is
    fine.
    """
    unit = resource.unit.strip()
    code = _CODES.get(unit.casefold(), unit)
    if code != resource.unit:
        return f'write: "{code}"' if code else ""
    match = _MULTIPLE.fullmatch(unit)
    money = _CODES.get(match[1].strip().casefold()) if match else None
    return f'write the amount in full, and: "{money}"' if money else ""
