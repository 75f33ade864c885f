"""Confirmations about bodies that do not exist on the day of an entry, or that take over what was not to be theirs."""

from collections.abc import Iterator

from actionplan.model.entries import Entry
from actionplan.model.text import body_name, in_words
from actionplan.rules.checks.bodies import given_too_late, out_of_time, said_on
from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt
from actionplan.summary.answering import successors


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
        if not isinstance(entry, Entry):
            continue
        for key, names in (("owner", (getattr(entry, "owner", None),)), ("partners", getattr(entry, "partners", None))):
            for name in names or ():
                if message := given_too_late(change.plan, name, entry.on):
                    yield doubt(message, *keys, key)


@confirmation("P152")
def handed_over_to_no_successor(change: PlannedChange) -> Iterator[Doubt]:
    """A body that ends hands over to another one than its `successor`, and than those that succeed that one."""
    bodies = change.plan.bodies
    handovers = (entry for _, entry in change.added if getattr(entry, "handover_from", None) in bodies)
    for entry in handovers:
        old, new, day = entry.handover_from, getattr(entry, "owner", None), entry.on.last
        heirs = successors(bodies, old, day) if day is not None else ()
        if heirs and new is not None and new not in heirs:
            names = in_words(body_name(bodies, heir) for heir in heirs)
            other = f"{body_name(bodies, new)} is no successor of {body_name(bodies, old)} by plan.toml"
            message = f"{other}: that is {names}" if len(heirs) == 1 else f"{other}: those are {names}"
            yield doubt(message, "bodies", old, "successor", is_of_plan=True)
