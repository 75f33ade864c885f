"""Rules about what helps people to read a plan: short names, printed references, and meetings that were held."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from actionplan.input.text import plain
from actionplan.model.kinds import KINDS, parts_of_kind
from actionplan.model.problem import KeyPath
from actionplan.model.records import Record
from actionplan.model.text import date_text
from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import part_named

LONGEST: Final = 32
"""The most characters of a short name."""


@rule("E246", expected=f"at most {LONGEST} characters")
def short_name_too_long(view: CheckContext) -> Iterator[RuleFault]:
    """A `short` name has at most 32 characters, so that tables and pictures need not cut it."""
    bodies = ((view.plan, ("bodies", name), body) for name, body in view.plan.bodies.items())
    heads = ((record, (), record) for record in view.records if hasattr(record, "short"))
    for record, keys, named in chain(bodies, heads, view.stating("short")):
        short: str | None = named.short
        if short is not None and len(short) > LONGEST:
            yield fault(f"this short name has {len(short)} characters", record, *keys, "short", fix="shorten it")


class _Printed(NamedTuple):
    """A printed reference, and what has it: a record, or a part of one by its place."""

    record: Record
    keys: KeyPath
    name: str
    ref: str


@rule("W545", one_file=False, fix="give each its own, or leave it out where papers print the id")
def reference_used_twice(view: CheckContext) -> Iterator[RuleFault]:
    """A printed reference, `ref`, names one record of the plan, and is not the id of another one. Of clauses, findings
    and the like it names one within its record. Otherwise no command can know which one is named.
    """
    ids = {plain(record.id): record for record in view.records}
    records = [*_heads(view), *_entries(view)]
    for printed in records:
        other = ids.get(plain(printed.ref))
        if other is not None and other is not printed.record:
            message = f'"{printed.ref}" is the id of the {KINDS[type(other)]} {other.id}'
            yield fault(message, printed.record, *printed.keys, "ref")
    yield from _shared(records)
    for record in view.records:
        yield from _shared(list(_of_parts(record)))


def _shared(every: list[_Printed]) -> Iterator[RuleFault]:
    by_ref: dict[str, dict[str, _Printed]] = defaultdict(dict)
    for printed in every:
        by_ref[plain(printed.ref)].setdefault(printed.name, printed)
    for having in by_ref.values():
        first, *others = having.values()
        for printed in others:
            message = f'"{printed.ref}" is the printed reference of {first.name} too'
            yield fault(message, printed.record, *printed.keys, "ref")


def _heads(view: CheckContext) -> Iterator[_Printed]:
    for record in view.records:
        ref: str | None = getattr(record, "ref", None)
        if ref is not None:
            yield _Printed(record, (), _name(record), ref)


def _entries(view: CheckContext) -> Iterator[_Printed]:
    for record, keys, entry in view.stating("ref"):
        if part_named(entry) is None:
            yield _Printed(record, keys, _name(record), entry.ref)


def _name(record: Record) -> str:
    return f"{KINDS[type(record)]} {record.id}"


def _of_parts(record: Record) -> Iterator[_Printed]:
    for name, part in parts_of_kind(type(record)).items():
        for index, each in enumerate(getattr(record, name) if hasattr(part, "ref") else ()):
            if each.ref is not None:
                yield _Printed(record, (name, index), f"{name.removesuffix('s')} {each.id}", each.ref)


@rule("E345", fix="remove the line until the meeting has been held")
def held_ahead(view: CheckContext) -> Iterator[RuleFault]:
    """A meeting that has `held = true` is not after today. What is planned needs no `held`; a meeting that will not
    take place has `held = false`.
    """
    for _, keys, meeting in items_of([view.plan], "meetings"):
        if meeting.held and meeting.on.first is not None and meeting.on.first > view.last_begun:
            yield fault(f"held, but planned for {date_text(meeting.on)}", view.plan, *keys, "held")
