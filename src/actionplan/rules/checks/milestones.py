"""Rules about milestones and resources: states that a milestone can have, amounts that can be added up."""

import re
from collections.abc import Iterator

from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.registry import RuleFault, fault, rule

_CODES = {
    **dict.fromkeys(("£", "pound", "pounds", "sterling", "gbp"), "GBP"),
    **dict.fromkeys(("€", "euro", "euros", "eur"), "EUR"),
    **dict.fromkeys(("$", "usd"), "USD"),
}
"""Ways to write a currency that are not its code."""

_MULTIPLE = re.compile(r"(.*?)\s*(k|m|bn|thousand|million|millions|billion)", re.IGNORECASE | re.DOTALL)


@rule("E120")
def milestone_in_no_such_state(view: CheckContext) -> Iterator[RuleFault]:
    """A milestone is `not-started`, `in-progress`, `complete` or `cancelled`. Only an action as a whole can be verified
    or suspended.
    """
    for action, keys, entry in view.stating("milestone"):
        if entry.state in ("verified", "suspended"):
            fix = 'write: "complete"' if entry.state == "verified" else "say it of the action, without milestone"
            message = f"a milestone is not {entry.state}: only an action as a whole is {entry.state}"
            yield fault(message, action, *keys, "state", fix=fix)


@rule("E121")
def resource_not_counted(view: CheckContext) -> Iterator[RuleFault]:
    """A resource can be added up: its `amount` is above 0 and written in full, and the `unit` of money is the
    currency's code, such as `GBP`.
    """
    for record, keys, resource in items_of(view.records, "resources"):
        if resource.amount <= 0:
            fix = "leave the resource out where nothing is given"
            yield fault(f"the amount is {resource.amount:f}", record, *keys, "amount", expected="above 0", fix=fix)
        if fix := _corrected_unit(resource.unit):
            expected = "a currency by its code, or a word such as posts or places"
            message = f'"{resource.unit}" is not a unit that can be added up'
            yield fault(message, record, *keys, "unit", expected=expected, fix=fix)


def _corrected_unit(unit: str) -> str:
    """Return what to write instead of another name of a currency, or a multiple such as "£ million".

    Empty if the unit is right.
    """
    code = _CODES.get(unit.strip().casefold(), unit.strip())
    if code != unit:
        return f'write: "{code}"' if code else ""
    match = _MULTIPLE.fullmatch(unit)
    money = _CODES.get(match[1].strip().casefold()) if match else None
    return f'write the amount in full, and: "{money}"' if money else ""
