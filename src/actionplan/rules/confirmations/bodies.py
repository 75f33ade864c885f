"""Confirmations about bodies that do not exist on the day of an entry."""

from collections.abc import Iterator

from actionplan.rules.checks.bodies import given_too_late, out_of_time, said_on
from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt


@confirmation("P150")
def said_by_a_body_out_of_time(change: PlannedChange) -> Iterator[Doubt]:
    """An entry is `by` a body that did not exist on the day of the entry: the day is before its `from` or after its
    `until`.
    """
    for keys, entry in change.added:
        body = change.plan.bodies.get(getattr(entry, "by", None)) if keys else None  # type: ignore[arg-type]
        if body is not None and (message := out_of_time(body, said_on(entry))):
            yield doubt(f"said by {body.name}, {message}", *keys, "by")


@confirmation("P151")
def given_to_an_ended_body(change: PlannedChange) -> Iterator[Doubt]:
    """An entry names an owner or a partner that has ended by the day of the entry."""
    for keys, entry in change.added if change.plan.bodies else ():
        if not keys:
            continue
        for key, names in (("owner", (getattr(entry, "owner", None),)), ("partners", getattr(entry, "partners", None))):
            for name in names or ():
                if message := given_too_late(change.plan, name, entry.on):
                    yield doubt(message, *keys, key)
