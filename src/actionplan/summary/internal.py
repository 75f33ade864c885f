"""What a plan's ``internal`` names: the records that are left out of what is published, and the fields."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import attrs

from actionplan.model.fields import tables_in
from actionplan.model.kinds import FOLDERS, FROM_FOLDER, RECORD_KINDS
from actionplan.model.publish import ALWAYS_INTERNAL, MAY_BE_INTERNAL
from actionplan.model.records import Action, Plan, Record, Unread
from actionplan.model.suggest import did_you_mean

Gone = Mapping[str, frozenset[str]]
"""The ids of the records that are left out, and their former ones, in small letters, by their kind."""

_CLASSES: Final[Mapping[str, Any]] = {"plan": Plan, **{kind.name: kind.record for kind in RECORD_KINDS}}
"""The class of each file, by what goes before the point in words such as ``risk.note``."""


class UnknownInternal(NamedTuple):
    """A word under ``internal`` that names nothing that could be left out.

    Attributes:
        place: its place in the list.
        message: what is wrong with it.
        fix: the nearest word that is known, or what to do instead; empty if nothing is near.
    """

    place: int
    message: str
    fix: str


def unknown_internal(plan: Plan) -> Iterator[UnknownInternal]:
    """Yield each word of a plan's ``internal`` that names no record, no kind of record and no field that may be."""
    words = plan.publish.internal if plan.publish is not None else ()
    if not words:
        return
    fields = {f"{kind}.{each}" for kind in _CLASSES for each in MAY_BE_INTERNAL if each in _fields_of(_CLASSES[kind])}
    known = {*_ids(plan), *FOLDERS.values(), *MAY_BE_INTERNAL, *fields}
    folded = {word.casefold() for word in known}
    for place, word in enumerate(words):
        kind, _, field = word.rpartition(".")
        if word.casefold() in folded:
            continue
        if kind in ("", *_CLASSES) and any(field in _fields_of(each) for each in _CLASSES.values()):
            needed = f'"{word}" cannot be internal: states, dates, counts or links are made from it'
            yield UnknownInternal(place, needed, "make whole records internal, by their ids")
        else:
            none = f'"{word}" is no record, no kind of record and no field'
            yield UnknownInternal(place, none, did_you_mean(word, sorted(known)))


def _ids(plan: Plan) -> Iterator[str]:
    for folder in FOLDERS.values():
        for record in getattr(plan, folder):
            yield from (record.id, *record.formerly)
    yield from (each.id for each in plan.unread if each.id)


@cache
def _fields_of(kind: Any) -> frozenset[str]:
    """Return the fields of a class and of the tables in it; records in files of their own are left out."""
    own = [each for each in attrs.fields(kind) if kind is not Plan or each.name not in FROM_FOLDER]
    inner = (name for each in own for table in tables_in(each.type) for name in _fields_of(table))
    return frozenset((*(each.name for each in own), *inner))


def internal_words(plan: Plan) -> frozenset[str]:
    """Return the words of a plan's ``internal``, in small letters."""
    return frozenset(word.casefold() for word in (plan.publish.internal if plan.publish is not None else ()))


def internal_fields(words: frozenset[str], kind: str) -> frozenset[str]:
    """Return the fields that are internal in files of a kind of record, or of ``plan``."""
    named = {word.removeprefix(f"{kind}.") for word in words}
    return frozenset(name for name in MAY_BE_INTERNAL if name in named or name in ALWAYS_INTERNAL)


def internal_records(plan: Plan, words: frozenset[str]) -> Gone:
    """Return the records that are left out.

    They are those that the words name, and actions that belong to these only: that serve no other area, or were split
    or joined into no others, or came of no others.
    """
    chosen = {
        kind.name: {
            record.id.casefold()
            for record in getattr(plan, kind.folder)
            if kind.folder in words or not words.isdisjoint(_names(record))
        }
        for kind in RECORD_KINDS
    }
    while more := {each.id.casefold() for each in plan.actions if _belongs(each, chosen)} - chosen["action"]:
        chosen["action"] |= more
    return {kind.name: _with_former(getattr(plan, kind.folder), chosen[kind.name]) for kind in RECORD_KINDS}


def _with_former(records: tuple[Record, ...], chosen: set[str]) -> frozenset[str]:
    """Return the ids of some records with their former ids, unless another record has such an id now."""
    names = frozenset(name for record in records if record.id.casefold() in chosen for name in _names(record))
    return names - ({record.id.casefold() for record in records} - chosen)


def _names(record: Record) -> frozenset[str]:
    return frozenset(name.casefold() for name in (record.id, *record.formerly))


def _belongs(action: Action, chosen: Mapping[str, set[str]]) -> bool:
    """Return whether an action belongs to records that are left out, and to no others."""
    of: tuple[tuple[str, set[str]], ...] = (
        ("area", {*action.areas, *(name for entry in action.status for name in entry.areas or ())}),
        ("action", {name for entry in action.status for name in entry.replaced_by or ()}),
        ("action", {*action.replaces}),
    )
    return any(names and {name.casefold() for name in names} <= chosen[kind] for kind, names in of)


def is_internal_file(unread: Unread, words: frozenset[str]) -> bool:
    """Return whether a file that could not be read is one that would be left out, so that no figure lacks it."""
    folders = unread.path.replace("\\", "/").split("/")[-2:]
    return unread.id.casefold() in words or any(folder in words for folder in folders if folder in FOLDERS.values())
