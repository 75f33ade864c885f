"""What a field of a record refers to, stated once, at the field.

The type of a field says of what kind its ids are: ``owner: BodyId | None``. A type checker sees `Id`. `linked` says
how a trace follows the field, and its line under ``Attributes:`` is its meaning. Rules about names, links, renumbering,
columns of tables and options of commands are derived from these.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, get_args, get_origin

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id, PartId

# What the ids of a type are of: ``body``, or a kind of record such as ``action``.
BodyId = Annotated[Id, "body"]
AreaId = Annotated[Id, "area"]
ActionId = Annotated[Id, "action"]
ResolutionId = Annotated[Id, "resolution"]
MeasureId = Annotated[Id, "measure"]
ReviewId = Annotated[Id, "review"]
FindingId = Annotated[PartId, "finding"]

ONE_OR_MORE: Final = "one or more"
"""Marks the element of a list that a file may also give alone, as one text without brackets."""

SuccessorId = Annotated[Id, "body", ONE_OR_MORE]


LinkOfField = tuple[str, bool]
"""How what a field names is linked with the record that has the field: the type of the link, such as ``served-by``, and
whether what is named gives the reason for the record, and not the record for what is named."""


def linked(type_: str, *, is_reason: bool = False) -> Mapping[str, LinkOfField]:
    """Return the metadata of a field whose names are links; see `LinkOfField`."""
    return {"link": (type_, is_reason)}


def formerly(older: str) -> Mapping[str, str]:
    """Return the metadata of a field whose key in files had another name, which files may still have."""
    return {"older": older}


@cache
def older_keys(record: Any) -> Mapping[str, str]:
    """Return the older name of each key of a class that has one, with the field's name of today."""
    return {field.metadata["older"]: field.name for field in attrs.fields(record) if "older" in field.metadata}


@cache
def links_of(record: Any) -> Mapping[str, LinkOfField]:
    """Return how each field of a class is linked with what it names; fields without links are left out."""
    return {field.name: field.metadata["link"] for field in attrs.fields(record) if "link" in field.metadata}


@cache
def names_of(record: Any) -> Mapping[str, str]:
    """Return of what kind the ids in each field of a class are; fields without ids of others are left out."""
    named = {field.name: _named(field.type) for field in attrs.fields(record)}
    return {name: kind for name, kind in named.items() if kind}


def _named(type_: Any) -> str:
    if get_origin(type_) is Annotated:
        kind: str = type_.__metadata__[0]
        return kind
    return next(filter(None, map(_named, get_args(type_))), "")


@cache
def may_be_alone(type_: Any) -> bool:
    """Return whether values of a type are lists of which a file may also give the only element alone."""
    return any(ONE_OR_MORE in getattr(each, "__metadata__", ()) for each in get_args(type_))


def tables_in(type_: Any) -> tuple[Any, ...]:
    """Return the classes of the tables that values of a type are, or have as elements."""
    inner = get_args(type_)
    if inner:
        return tuple(table for each in inner for table in tables_in(each))
    return (type_,) if isinstance(type_, type) and attrs.has(type_) and type_ is not PlanDate else ()


@cache
def tables_of(record: Any) -> Mapping[str, Any]:
    """Return the class of the tables in each list of a class, such as `Milestone` for ``milestones``."""
    lists = {field.name: tables_in(field.type) for field in attrs.fields(record) if get_origin(field.type) is tuple}
    return {name: tables[0] for name, tables in lists.items() if tables}


@cache
def meanings_of(record: type) -> Mapping[str, str]:
    """Return the meaning of each field of a class: its line under ``Attributes:``, there or in a base class."""
    attributes = re.compile(r"^ {4,}(\w+(?:, \w+)*): (.+(?:\n {12}.+)*)", re.MULTILINE)
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        for names, text in attributes.findall(kind.__doc__ or ""):
            meaning = re.sub(r" \(``\w+`` in the file\)", "", " ".join(text.split())).removesuffix(".")
            found |= dict.fromkeys(names.split(", "), meaning.replace("``", "`"))
    return found


def short_meaning(record: type, name: str) -> str:
    """Return what a field of a class means, without remarks about None and about ids."""
    meaning = re.split(r"; |, each `|\. ", meanings_of(record)[name])[0].replace("`", "")
    return re.sub(r"^(?:the ids? of|ids of) ", "", meaning)
