"""A plan as the public sees it: without its internal records and fields, and without whatever would give them away."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import attrs

from actionplan.model.as_known import with_only
from actionplan.model.entries import Entry, Evidence, Stated
from actionplan.model.fields import names_of
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.kinds import FOLDERS, FROM_FOLDER, PARTS, RECORD_KINDS
from actionplan.model.publish import MAY_BE_INTERNAL, NOT_PUBLISHED, LeftOut
from actionplan.model.records import Action, Plan, Record
from actionplan.model.refused import Refused
from actionplan.summary.internal import (
    Gone,
    internal_fields,
    internal_records,
    internal_words,
    is_internal_file,
    unknown_internal,
)
from actionplan.summary.updates import is_update

_PLACE: Final = frozenset({"on", "id", "recorded", "by", "corrects", *PARTS})
"""The fields by which an entry has its place in a history."""

_EXPLAINING: Final = frozenset({"note", "reason", "evidence", "approvals", "source", "extra"})
"""The fields with which an entry explains what it changes."""


def published(plan: Plan) -> Plan:
    """Return a plan as the public sees it, which says under ``left_out`` what it lacks.

    It lacks what ``internal`` lists under ``[publish]``, every ``lead`` and ``joint_leads``, and the actions that
    belong to such records only. Links to them go too. An entry that changes nothing else keeps its day and author, so
    that nobody seems silent who was not. Evidence in files loses its path, since the files are not published.

    Args:
        plan: the whole plan, in which every id is known: what was on record on a day is taken from the plan that this
            returns.

    Raises:
        Refused: a word under ``internal`` names nothing, so that what it should keep back would be published.

    Example:
        >>> public = published(load("examples/northshire-send").plans[0])
        >>> public.left_out
        LeftOut(fields=('lead',))
    """
    refuse_unknown_internal(plan)
    words = internal_words(plan)
    gone, lost = internal_records(plan, words), set[str]()
    values: dict[str, Any] = {}
    for kind in RECORD_KINDS:
        hidden = internal_fields(words, kind.name)
        values[kind.folder] = tuple(
            _public_record(record, _Cut(hidden, gone, _primaries(record), lost))
            for record in getattr(plan, kind.folder)
            if record.id.casefold() not in gone[kind.name]
        )
    values |= _changes(plan, _Cut(internal_fields(words, "plan"), gone, frozenset(), lost), FROM_FOLDER)
    values["unread"] = tuple(each for each in plan.unread if not is_internal_file(each, words))
    numbers = {kind.name: len(getattr(plan, kind.folder)) - len(values[kind.folder]) for kind in RECORD_KINDS}
    values["left_out"] = LeftOut(
        records=FrozenDict({kind: number for kind, number in numbers.items() if number}),
        fields=tuple(name for name in MAY_BE_INTERNAL if name in lost),
    )
    return attrs.evolve(plan, **{**values, "publish": None})


def refuse_unknown_internal(plan: Plan) -> None:
    """Raise Refused if a word under ``internal`` names nothing; see `published`."""
    if wrong := next(unknown_internal(plan), None):
        fix = f": {wrong.fix}" if wrong.fix else ""
        raise Refused(f"nothing was published, since in [publish] of {plan.id} {wrong.message}{fix}")


def _primaries(record: Record) -> frozenset[str]:
    """Return every area that was an action's first one: a finding without an area is of that."""
    lists = (record.areas, *(entry.areas or () for entry in record.status)) if isinstance(record, Action) else ()
    return frozenset(areas[0].casefold() for areas in lists if areas)


class _Cut(NamedTuple):
    """What is taken out of a file.

    Attributes:
        hidden: the internal fields.
        gone: the records that are left out.
        primaries: the areas of an action's findings that name none.
        lost: collects the internal fields that had a value.
    """

    hidden: frozenset[str]
    gone: Gone
    primaries: frozenset[str]
    lost: set[str]

    def is_gone(self, kind: str, name: str) -> bool:
        """Return whether an id is that of a record that is left out or, of a finding, that of its area."""
        if kind != "finding":
            return name.casefold() in self.gone[kind]
        area, _, _ = name.rpartition(":")
        return not ({area.casefold()} if area else self.primaries).isdisjoint(self.gone["area"])


def _public_record(record: Record, cut: _Cut) -> Record:
    """Return a record without what is internal, and without entries of which nothing is left, but for reports."""
    changed: Any = attrs.evolve(record, **_changes(record, cut))
    pairs = zip(record.status, changed.status, strict=True)
    empty = {id(after) for before, after in pairs if after is not before and _is_bare(after) and not is_update(before)}
    corrected = {entry.corrects for entry in changed.status} - {None}
    return with_only(changed, lambda entry: id(entry) not in empty or entry.id in corrected)


def _is_bare(entry: Entry) -> bool:
    return all(getattr(entry, each.name) == each.default or each.name in _PLACE for each in attrs.fields(type(entry)))


def _changes(table: Any, cut: _Cut, apart: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a table that are different for the public, with their values there."""
    kind: Any = type(table)
    changes: dict[str, Any] = {}
    naming = names_of(kind)
    for field in attrs.fields(kind):
        value, name = getattr(table, field.name), field.name
        if name in apart or not value or value == field.default:
            continue
        if name in cut.hidden:
            cut.lost.add(name)
            after = NOT_PUBLISHED if name == "reason" else field.default
        elif naming.get(name) in (*FOLDERS, "finding"):
            after = _named(value, naming[name], cut)
        else:
            after = _public(value, cut)
        if after is not value:
            changes[name] = after
    return changes


def _named(value: Any, kind: str, cut: _Cut) -> Any:
    """Return ids without those of records that are left out; None for a single one."""
    if isinstance(value, str):
        return None if cut.is_gone(kind, value) else value
    kept = tuple(name for name in value if not cut.is_gone(kind, name))
    return value if len(kept) == len(value) else kept


def _public(value: Any, cut: _Cut) -> Any:
    """Return a value without what is internal in the tables inside it; the same value if nothing is."""
    if isinstance(value, str):
        return value  # as most are
    if isinstance(value, tuple):
        parts = tuple(_public(each, cut) for each in value)
        return value if all(map(_is_same, value, parts)) else tuple(each for each in parts if each is not None)
    if isinstance(value, Mapping):
        tables = {name: _public(each, cut) for name, each in value.items()}
        return value if all(map(_is_same, value.values(), tables.values())) else FrozenDict(tables)
    return _public_table(value, cut) if attrs.has(type(value)) else value


def _is_same(one: object, other: object) -> bool:
    return one is other


def _public_table(table: Any, cut: _Cut) -> Any:
    """Return a table inside a file without what is internal; None if it is only about that."""
    if isinstance(table, Stated) and _is_of_internal(table, cut):
        return None
    changes = _changes(table, cut)
    if isinstance(table, Evidence) and table.path is not None:
        changes |= {"path": None, "title": table.title or "A document"}
    if changes and isinstance(table, Entry) and _changes_only_internal(table, changes):
        return attrs.evolve(
            table, **{each.name: each.default for each in attrs.fields(type(table)) if each.name not in _PLACE}
        )
    if changes.get("area", "") is None:
        return None  # what a review found or concluded of an area that is left out
    return attrs.evolve(table, **changes) if changes else table


def _is_of_internal(stated: Stated, cut: _Cut) -> bool:
    """Return whether a rival value is of an internal field, or names a record that is left out."""
    if stated.field in cut.hidden:
        cut.lost.add(stated.field)
        return True
    values = stated.value if isinstance(stated.value, tuple) else (stated.value,)
    names = {part.casefold() for value in values if isinstance(value, str) for part in (value, *value.split(":"))}
    return not names.isdisjoint(frozenset().union(*cut.gone.values()))


def _changes_only_internal(entry: Entry, changes: Mapping[str, Any]) -> bool:
    """Return whether all that an entry changes is internal, so that its note and reason explain just that."""
    fields = (each for each in attrs.fields(type(entry)) if each.name not in _PLACE | _EXPLAINING)
    stated = [each for each in fields if getattr(entry, each.name) not in (each.default, ())]
    return bool(stated) and all(changes.get(each.name, entry) in (each.default, ()) for each in stated)
