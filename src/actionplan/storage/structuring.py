"""A TOML table to a record, where nothing is wrong with it; what is wrong with one, `actionplan.storage.faults` says.

Reading is most of what a command does, so this way knows only records that are right, and needs nothing that explains
those that are not.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs

from actionplan.model.dates import PlanDate, Term
from actionplan.model.ids import Id, PartId, Reference
from actionplan.model.kinds import FROM_FOLDER
from actionplan.model.records import Plan, Policy, Rating
from actionplan.model.vocabulary import words
from actionplan.storage.values import Fault, day, identifier, number, part, plan_date, reference, strict, word

RecordType = TypeVar("RecordType")

Take = Callable[[Any], Any]
"""Makes of a TOML value what a record holds; raises Fault where it is not right."""

ONE_OR_MORE = frozenset({Policy, Rating})
"""Tables that may stand once, under a header of their own, or several times, each since another day."""


class NotRight(Fault):
    """Something about a table is wrong, and it does not matter here what."""

    def __init__(self) -> None:
        super().__init__("", "")


class Builder:
    """Makes records of the tables of one plan, whose terms it knows."""

    def __init__(self, terms: Mapping[Id, Term]) -> None:
        """Take a plan's terms."""
        self._fields: dict[type, dict[str, tuple[str, Take]]] = {}
        self._takers: dict[Any, Take] = {
            **{kind: partial(_second, strict(kind)) for kind in (str, int, bool)},
            date: partial(_second, day),
            Decimal: partial(_second, number),
            Id: identifier,
            Reference: reference,
            PartId: part,
            PlanDate: lambda value: plan_date(value, terms),
            Any: lambda value: value,
        }

    def build(self, table: Mapping[str, Any], kind: type[RecordType]) -> RecordType:
        """Make a record of a table.

        Args:
            table: the table, with the id from the file's name put in where the record has one.
            kind: the record to make.

        Raises:
            Fault: something is wrong with it.
        """
        record: RecordType = self.taker(kind)(table)
        return record

    def values(self, table: Mapping[str, Any], kind: type) -> dict[str, Any]:
        """Give what a table, or a part of one, states of a record: values by the names of its fields.

        Args:
            table: the table.
            kind: the record's class.

        Raises:
            Fault: something is wrong with it; that a key is missing is not.
        """
        fields = self._fields.get(kind)
        if fields is None:
            fields = self._fields[kind] = {
                key: (name, self.taker(type_)) for key, (name, type_) in keys_of(kind).items()
            }
        try:
            return {(field := fields[key])[0]: field[1](value) for key, value in table.items()}
        except KeyError as error:
            raise NotRight from error

    def taker(self, kind: Any) -> Take:
        """Give what takes values of a type, such as that of a record's field."""
        take = self._takers.get(kind)
        if take is None:
            take = self._takers[kind] = self._make_taker(kind)
        return take

    def _make_taker(self, kind: Any) -> Take:
        origin, inner = get_origin(kind), get_args(kind)
        if isinstance(kind, type) and "__attrs_attrs__" in vars(kind):  # attrs.has would have the class written now
            return self._table_taker(kind)
        if is_vocabulary(kind):
            return lambda value: word(value, kind)
        if origin in (UnionType, Union) and len(inner) == 2 and inner[1] is NoneType:
            take = self.taker(inner[0])
            return lambda value: None if value is None else take(value)
        if origin is tuple:
            return self._list_taker(inner[0])
        if str(origin) == str(Mapping):
            return self._mapping_taker(*inner)
        return _refuse

    def _list_taker(self, element: Any) -> Take:
        take = self.taker(element)

        def taken(value: Any) -> Any:
            if type(value) is not list:
                if element in ONE_OR_MORE:
                    return (take(value),)
                raise NotRight
            return tuple([take(each) for each in value])

        return taken

    def _mapping_taker(self, key: Any, element: Any) -> Take:
        take_key, take = self.taker(key), self.taker(element)

        def taken(value: Any) -> Any:
            if type(value) is not dict:
                raise NotRight
            return {take_key(name): take(each) for name, each in value.items()}

        return taken

    def _table_taker(self, kind: type) -> Take:
        def taken(value: Any) -> Any:
            if type(value) is not dict:
                raise NotRight
            said = self.values(value, kind)
            try:
                return kind(**said)
            except TypeError as error:  # a key is missing
                raise NotRight from error

        return taken


@lru_cache(maxsize=8)
def builder_for(declared: tuple[tuple[Id, Term], ...]) -> Builder:
    """Give a builder that understands a plan's terms.

    Args:
        declared: the terms, as pairs of name and term.
    """
    return Builder(dict(declared))


def keys_of(kind: type) -> dict[str, tuple[str, Any]]:
    """Give a record's keys in TOML, each with the name and type of its field; see `FROM_FOLDER` for what is none."""
    outside = FROM_FOLDER if kind is Plan else frozenset()
    return {
        field.name.rstrip("_"): (field.name, field.type) for field in attrs.fields(kind) if field.name not in outside
    }


def is_vocabulary(kind: object) -> bool:
    """Say whether a type is a list of allowed words."""
    return hasattr(kind, "__value__") or (bool(words(kind)) and all(isinstance(each, str) for each in words(kind)))


def _second(hook: Callable[[Any, Any], Any], value: Any) -> Any:
    return hook(value, None)


def _refuse(_: Any) -> Any:
    raise NotRight
