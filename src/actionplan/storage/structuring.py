"""Make a record of a TOML table. Types are strict, and all faults are reported at once, each with its place."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import lru_cache, reduce
from operator import getitem
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import attrs

from actionplan.model.checked import unchecked
from actionplan.model.dates import NO_CALENDAR, Calendar, PlanDate
from actionplan.model.fields import ONE_OR_MORE, older_keys
from actionplan.model.frozen_dict import FrozenDict, freeze
from actionplan.model.ids import Id, PartId, Reference
from actionplan.model.policy import Policy, Rating
from actionplan.model.problem import KeyPath, Problem
from actionplan.storage.faults import (
    missing_key,
    names_several,
    not_a_list,
    not_a_table,
    problem_at,
    several_owners,
    under_two_names,
    unknown_keys,
)
from actionplan.storage.keys import is_table, keys_in_file, keys_of
from actionplan.storage.values import Fault, NotRight, day, identifier, number, part, plan_date, reference, strict, word

RecordType = TypeVar("RecordType")

Take = Callable[[Any], Any]
"""Returns the value of a record for a TOML value; raises NotRight if that is not valid."""

_ONE_OR_MORE = frozenset({Policy, Rating})
"""Records that a file has either once, under one header, or several times, each since another day."""


def structure(
    table: Mapping[str, Any], record_type: type[RecordType], path: str, calendar: Calendar = NO_CALENDAR
) -> tuple[RecordType | None, tuple[Problem, ...]]:
    """Make a record of a TOML table, and return it, or None if it cannot be made, with all problems.

    An unknown key is a problem, but the record is still made, unless the key may hide data that figures need: if it has
    a table, or is known in lower case, as ``[[Status]]``. With any other fault the record is not made, since figures
    calculated without the value would be wrong.

    Args:
        table: the table, to which the id from the file's name has been added.
        record_type: the record to make.
        path: the file, for the messages.
        calendar: the periods that the plan declares.
    """
    builder = builder_for(calendar)
    try:
        return builder.build(table, record_type), ()
    except NotRight as error:
        found = error.placed()
    record = None
    if all(fault.is_harmless for _, fault in found):
        record = builder.build(_without(table, (keys for keys, _ in found)), record_type)
    return record, tuple(problem_at(keys, fault, path) for keys, fault in found)


def _without(table: Mapping[str, Any], places: Iterable[KeyPath]) -> Any:
    """Return a copy of a table without the keys at some paths."""
    left: Any = deepcopy(dict(table))
    for *above, key in places:
        del reduce(getitem, above, left)[key]
    return left


class Faults(NotRight):
    """Values inside a table or a list are not valid.

    Attributes:
        inside: the faults by the key or index of the value.
    """

    def __init__(self, inside: Mapping[str | int, NotRight]) -> None:
        super().__init__()
        self.inside = inside

    def placed(self) -> list[tuple[KeyPath, Fault]]:
        """Return each fault with the path of its value."""
        return [((key, *keys), fault) for key, each in self.inside.items() for keys, fault in each.placed()]


class Builder:
    """Makes records of the tables of one plan, with its calendar."""

    def __init__(self, calendar: Calendar) -> None:
        """Take a plan's calendar."""
        self._fields: dict[type, tuple[dict[str, tuple[str, Take]], frozenset[str]]] = {}
        self._takers: dict[Any, Take] = {
            **{kind: strict(kind) for kind in (str, int, bool)},
            date: day,
            Decimal: number,
            Id: identifier,
            Reference: reference,
            PartId: part,
            PlanDate: lambda value: plan_date(value, calendar),
            Any: freeze,
        }

    def build(self, table: Mapping[str, Any], kind: type[RecordType]) -> RecordType:
        """Make a record of a table.

        Args:
            table: the table, to which the id from the file's name has been added if the record has one.
            kind: the record to make.

        Raises:
            NotRight: a value is not valid.
        """
        record: RecordType = self.taker(kind)(table)
        return record

    def values(self, table: Mapping[str, Any], kind: type, *, is_whole: bool = False) -> dict[str, Any]:
        """Return the values that a table, or a part of one, has for a record, by the names of its fields.

        Args:
            table: the table.
            kind: the record's class.
            is_whole: whether it is the whole table, so that a missing key is a fault.

        Raises:
            Faults: a value is not valid.
        """
        fields, needed = self._fields.get(kind) or self._fields_of(kind)
        stated: dict[str, Any] = {}
        wrong: dict[str | int, NotRight] = {}
        for key, value in table.items():
            field = fields.get(key)
            if field is None:
                continue
            if field[0] in stated:
                wrong[key] = under_two_names(older_keys(kind), field[0])
                continue
            try:
                stated[field[0]] = field[1](value)
            except NotRight as error:
                wrong[key] = several_owners(value, kind) if key == "owner" and names_several(value) else error
        if is_whole and not needed <= table.keys():
            in_capitals = {key.lower() for key in table}.intersection(keys_in_file(kind))  # already reported as unknown
            wrong |= {key: missing_key(key) for key in needed - table.keys() - in_capitals}
        if unknown := sorted(table.keys() - fields.keys()):
            wrong |= unknown_keys(table, unknown, kind)
        if wrong:
            raise Faults({key: wrong[key] for key in (*fields, *unknown) if key in wrong})
        return stated

    def _fields_of(self, kind: type) -> tuple[dict[str, tuple[str, Take]], frozenset[str]]:
        """Return for each key of a record the name of its field and its converter, and the mandatory keys."""
        fields = {key: (name, self.taker(type_)) for key, (name, type_) in keys_of(kind).items()}
        fields |= {older: fields[name] for older, name in older_keys(kind).items()}
        needed = {field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING}
        self._fields[kind] = fields, frozenset(key for key, (name, _) in fields.items() if name in needed)
        return self._fields[kind]

    def taker(self, kind: Any) -> Take:
        """Return the converter for a type, such as that of a record's field."""
        take = self._takers.get(kind)
        if take is None:
            take = self._takers[kind] = self._make_taker(kind)
        return take

    def _make_taker(self, kind: Any) -> Take:
        origin, inner = get_origin(kind), get_args(kind)
        if is_table(kind):
            return self._table_taker(kind)
        if origin is Annotated:
            return self.taker(inner[0])
        if origin is Literal:
            return lambda value: word(value, kind)
        if origin in (UnionType, Union) and len(inner) == 2 and inner[1] is NoneType:
            take = self.taker(inner[0])
            return lambda value: None if value is None else take(value)
        if origin is tuple:
            return self._list_taker(inner[0])
        if origin is Mapping:
            return self._mapping_taker(*inner)
        raise TypeError(f"there is no TOML value for the type {kind}")

    def _list_taker(self, element: Any) -> Take:
        is_also_alone = element in _ONE_OR_MORE
        if get_origin(element) is Annotated:  # what its ids are of does not matter here
            element, *marks = get_args(element)
            is_also_alone = ONE_OR_MORE in marks
        take = self.taker(element)

        def taken(value: Any) -> Any:
            if type(value) is not list:
                if is_also_alone:
                    return (take(value),)
                raise not_a_list(value, element)
            made = []
            wrong: dict[str | int, NotRight] = {}
            for index, each in enumerate(value):
                try:
                    made.append(take(each))
                except NotRight as error:
                    wrong[index] = error
            if wrong:
                raise Faults(wrong)
            return tuple(made)

        return taken

    def _mapping_taker(self, key: Any, element: Any) -> Take:
        take_key, take = self.taker(key), self.taker(element)

        def taken(value: Any) -> Any:
            if type(value) is not dict:
                raise not_a_table(value)
            made = {}
            wrong: dict[str | int, NotRight] = {}
            for name, each in value.items():
                try:
                    inside = take(each)  # before the name: of two faults this one is reported
                    made[take_key(name)] = inside
                except NotRight as error:
                    wrong[name] = error
            if wrong:
                raise Faults(wrong)
            return FrozenDict(made)

        return taken

    def _table_taker(self, kind: type) -> Take:
        make = unchecked(kind)

        def taken(value: Any) -> Any:
            if type(value) is not dict:
                raise not_a_table(value, kind)
            return make(**self.values(value, kind, is_whole=True))

        return taken


@lru_cache(maxsize=8)
def builder_for(calendar: Calendar) -> Builder:
    """Return the builder for plans with a calendar."""
    return Builder(calendar)
