"""Confirmations about bodies that do not exist on the day of an entry, or that take over what was not to be theirs."""

from collections.abc import Iterator
from typing import Any

from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.problem import KeyPath
from actionplan.model.text import body_name, day_text, in_words
from actionplan.rules.checks.bodies import given_too_late, newly_given, out_of_time, said_on
from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt
from actionplan.summary.answering import successors
from actionplan.summary.periods import days_on
from actionplan.summary.timeline import head_as_at


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
    """An entry gives something to a new owner or a new partner that has ended by the day of the entry."""
    for keys, entry, given in _given(change):
        for key, name in given:
            if message := given_too_late(change.plan, name, entry.on):
                yield doubt(message, *keys, key)


@confirmation("P152")
def handed_over_to_no_successor(change: PlannedChange) -> Iterator[Doubt]:
    """A body that ends hands over to another one than its `successor`, and than those that succeed that one."""
    bodies = change.plan.bodies
    for _, entry, given in _given(change):
        old, new, day = getattr(entry, "handover_from", None), next((name for _, name in given), None), entry.on.last
        if old is None or day is None:
            continue
        heirs = successors(bodies, old, day)
        if heirs and new is not None and new not in heirs:
            names = in_words(body_name(bodies, heir) for heir in heirs)
            other = f"{body_name(bodies, new)} is no successor of {body_name(bodies, old)} by plan.toml"
            message = f"{other}: that is {names}" if len(heirs) == 1 else f"{other}: those are {names}"
            yield doubt(message, "bodies", old, "successor", is_of_plan=True)


@confirmation("P153")
def handed_over_after_a_gap(change: PlannedChange) -> Iterator[Doubt]:
    """A body is to end before the day of a handover, and not on the day before: nobody answers in between."""
    bodies = change.plan.bodies
    for _, entry, given in _given(change):
        old, day = Id(getattr(entry, "handover_from", None) or ""), entry.on.first
        last = last_day(bodies[old].until) if old in bodies else None
        said = last_day(said_on(entry))
        if not given or day is None or last is None or said is None or not said <= last < days_on(day, -1):
            continue
        new = body_name(bodies, given[0][1])
        message = f"{body_name(bodies, old)} ends on {day_text(last)}, and {new} takes over on {day_text(day)}: "
        yield doubt(f"{message}nobody answers in between", "bodies", old, "until", is_of_plan=True)


def _given(change: PlannedChange) -> Iterator[tuple[KeyPath, Any, list[tuple[str, Id]]]]:
    """Yield each new entry with its place, and what it gives to which bodies; see `newly_given`."""
    for keys, entry, earlier, _ in change.entries if change.plan.bodies else ():
        before = head_as_at(change.record, [placed for placed in earlier if not placed.early])
        if given := newly_given(entry, before):
            yield keys, entry, given
