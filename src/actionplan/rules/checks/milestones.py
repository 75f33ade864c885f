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


@rule("W313", one_file=False)
def resource_within_none(view: CheckContext) -> Iterator[RuleFault]:
    """A resource that is `within` another action's amounts fits there: that is another action, which has resources, and
    one of the same unit is at least as large.
    """
    by_id = {action.id: action for action in view.plan.actions}
    for record, keys, resource in items_of(view.records, "resources"):
        whole = by_id.get(resource.within) if resource.within is not None else None
        if whole is None:
            continue
        same = [other.amount for other in whole.resources if other.unit == resource.unit]
        if whole is record:
            message = f"the amount is within those of {resource.within} itself"
        elif not whole.resources:
            message = f"the amount is within those of {resource.within}, which has none"
        elif same and max(same) < resource.amount:
            message = (
                f"the amount is larger than the {max(same):f} {resource.unit} of {resource.within}, within which it is"
            )
        else:
            continue
        yield fault(
            message, record, *keys, "within", fix="name the action whose amount includes it, or remove the line"
        )


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
