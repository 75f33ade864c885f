"""Options that set fields of records: each takes its name, its type and its help from the field."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import attrs
import click

from actionplan.cli.options import Decorator
from actionplan.cli.param_types import (
    Asked,
    BodyName,
    Count,
    Day,
    Figure,
    FindingId,
    Level,
    Named,
    RecordId,
    Score,
    When,
    Word,
)
from actionplan.input.option_names import NEW_NAMES, is_list, is_mapping, is_truth, option_of
from actionplan.model.dates import PlanDate
from actionplan.model.fields import names_of, older_keys, short_meaning
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.kinds import ENTRY_TYPES, FOLDERS, HEADS, PARTS, RECORD_KINDS, TAILS, parts_of_kind
from actionplan.model.measures import Duty
from actionplan.model.records import Action, Milestone
from actionplan.model.resolutions import Votes
from actionplan.model.reviews import AreaOutcome
from actionplan.model.risks import RiskLevel, RiskScore
from actionplan.model.suggest import listed
from actionplan.model.text import with_article

_SIMPLE: Mapping[Any, tuple[click.ParamType[Any] | None, str | None]] = {
    PlanDate: (When(), None),
    Decimal: (Figure(), "VALUE"),
    RiskScore: (Score(), "LxI"),
    Duty: (Asked(), "VALUE:TEXT"),
    Votes: (Count(), "FOR:AGAINST[:ABSTAINED]"),
    AreaOutcome: (Named("AREA=OUTCOME"), "AREA=OUTCOME"),
    RiskLevel: (Level(), "LABEL:SCORE[:COLOUR]"),
    date: (Day(), "DAY"),
    int: (click.IntRange(min=0), "N"),
}
"""How a value of each type is read from the command line, and its name in help."""

_SHOWN = {
    "preferred_source": "URL",
    "source": "URL",
    "lead": "ROLE",
    "senior_responsible": "ROLE",
    "joint_leads": "ROLE",
    "portfolio_holder": "NAME",
    "mover": "NAME",
    "seconder": "NAME",
    "ignore": "CODE",
    "challenge_ignore": "CODE",
    "year_starts": "MM-DD",
}
"""Names of values in help, where the type of the field leaves it open."""

_LONGEST_HELP = 170


def new_options(record: Any) -> list[Decorator]:
    """Return the options of a command that makes a record: one for each field that a value or a list can set."""
    parts = parts_of_kind(record)
    apart = {"id", "formerly", "extra", *TAILS, *({"replaces"} if record is Action else ())}  # `split` states that
    fields = [field for field in attrs.fields(record) if field.name not in apart]
    options = []
    for field in sorted(fields, key=lambda field: field.default is not attrs.NOTHING):
        part = parts.get(field.name)
        if part is not None and part not in _SIMPLE and not {"text", "title"} & attrs.fields_dict(part).keys():
            continue
        if part is not None or is_truth(field.type) or _reader(field, record) is not None:
            is_asked = field.default is attrs.NOTHING and get_origin(field.type) is not tuple
            options.append(_option(field.name, {"": record}, flag=NEW_NAMES.get(field.name, ""), prompt=is_asked))
    return options


def table_options(
    record: Any, *, apart: Iterable[str] = (), flags: Mapping[str, str] = EMPTY, is_new: bool
) -> list[Decorator]:
    """Return the options of a command that writes a table of ``plan.toml``: one for each field that a value can set.

    Args:
        record: the class of the table.
        apart: fields without an option.
        flags: names of options that are not those of their fields.
        is_new: whether the command makes the table, so that it asks for what every such table has.
    """
    fields = [field for field in attrs.fields(record) if field.name not in apart]
    return [
        _option(
            field.name,
            {"": record},
            flag=flags.get(field.name, ""),
            prompt=is_new and field.default is attrs.NOTHING,
            list_help=" Repeatable." if is_new else " Give the whole list. Repeatable.",
        )
        for field in sorted(fields, key=lambda field: field.default is not attrs.NOTHING)
        if is_truth(field.type) or _reader(field, record) is not None
    ]


def entry_options(*, apart: Iterable[str] = (), flags: Mapping[str, str] = EMPTY) -> list[Decorator]:
    """Return the options of a command that writes entries: one for each field of a record that entries may change.

    Args:
        apart: fields without an option.
        flags: names of options that are not those of their fields.
    """
    owners: dict[str, dict[str, Any]] = {}
    for whole, names in HEADS.items():
        for name in names:
            owners.setdefault(name, {})[label_of(whole)] = whole
    return [
        _option(name, owners[name], flag=flags.get(name, ""), list_help=" Give the whole list. Repeatable.")
        for name in owners
        if name not in apart
    ]


def head_options(record: Any, *, apart: Iterable[str] = (), of_part: bool = False) -> list[Decorator]:
    """Return the options of a command that sets fields of the head of a new record which takes over those of another.

    Args:
        record: the class of the record.
        apart: fields without an option.
        of_part: whether there are several new records, so that each value says for which it is: ``2.1=icb``.
    """
    names = [name for name in HEADS[record] if name not in apart]
    if not of_part:
        return [_option(name, {"": record}) for name in names]
    return [
        click.option(option_of(name, record), name, multiple=True, metavar="ID=VALUE", help=_of_part(name, record))
        for name in names
    ]


def _of_part(name: str, record: Any) -> str:
    text = _help(name, {"": record})
    return f"Of one part: {text[:1].lower()}{text[1:]} Repeatable."


def part_option(key: str, *, apart: Iterable[str] = ()) -> Decorator:
    """Return the option that names the part of a record that an entry is about, such as ``--clause``.

    Args:
        key: the part.
        apart: fields of the part without an option.
    """
    kind = next(kind for kind in RECORD_KINDS if PARTS[key] in parts_of_kind(kind.record))
    names = (name for name in HEADS[parts_of_kind(kind.record)[PARTS[key]]] if name not in apart)
    fields = " or ".join(option_of(name, kind.entry) for name in names)
    entry: Any = kind.entry
    older = (f"--{name}" for name, today in older_keys(entry).items() if today == key)
    return click.option(
        f"--{key}", *older, metavar="ID", help=f"For {with_article(kind.name)}: the {key} whose {fields} changes."
    )


def label_of(whole: type) -> str:
    """Return what a class of records, or of parts of records, is called: ``risk``, ``clause``."""
    return next((kind.name for kind in RECORD_KINDS if kind.record is whole), whole.__name__.lower())


def refuse_foreign(stated: Iterable[str], kind: str, instead: Iterable[str] = ()) -> None:
    """Refuse a field that entries of a kind of record do not have, such as a risk's score on an action.

    Args:
        stated: the fields of the entry.
        kind: the kind of record.
        instead: fields that the command records, of which the message names those that this kind has.

    Raises:
        click.UsageError: entries of this kind do not have one of them.
    """
    known = attrs.fields_dict(ENTRY_TYPES[kind])
    if foreign := next((name for name in stated if name not in known), ""):
        entry = next(entry for entry in ENTRY_TYPES.values() if foreign in attrs.fields_dict(entry))
        others = ", ".join(option_of(name, ENTRY_TYPES[kind]) for name in instead if name in known)
        raise click.UsageError(
            f"{with_article(kind)} has no {option_of(foreign, entry)}" + (f"; it has {others}" if others else "")
        )


def _option(
    name: str, owners: Mapping[str, Any], *, flag: str = "", prompt: bool = False, list_help: str = " Repeatable."
) -> Decorator:
    """Return the option of a field.

    Args:
        name: the field's name.
        owners: the classes that have it, by what they are called; an empty name for the only one of a command.
        flag: the option's name; empty for that of the field, in the singular if it is a list.
        prompt: whether to ask for the value if it is missing.
        list_help: the end of the help of a list.
    """
    fields = [(attrs.fields_dict(record)[name], record) for record in owners.values()]
    field, record = fields[0]
    takes_several = is_list(field.type)
    readers = [_reader(*each) for each in fields]
    same = {(type(reader[0]), reader[1]) for reader in readers if reader is not None}
    type_, shown = (readers[0] if len(same) == 1 else None) or (None, "TEXT")
    if is_truth(field.type):
        names = (f"--{flag}",) if flag else (option_of(name, record), name)
        return click.option(*names, is_flag=True, default=None, help=_help(name, owners))
    words = f" One of {', '.join(type_.choices)}." if isinstance(type_, click.Choice) and shown else ""
    older = (f"--{each.removesuffix('s')}" for each, today in older_keys(record).items() if today == name)
    return click.option(
        f"--{flag}" if flag else option_of(name, record),
        *older,
        name,
        multiple=takes_several,
        prompt=prompt,
        type=type_,
        metavar="[DATE:]TEXT" if Milestone.__name__ in str(field.type) else shown,
        help=_help(name, owners) + words + (list_help if takes_several else ""),
        callback=_as_mapping if is_mapping(field.type) else None,
    )


def _as_mapping(_ctx: click.Context, _param: click.Parameter, pairs: tuple[tuple[str, str], ...]) -> Any:
    return dict(pairs) or None


def _reader(field: "attrs.Attribute[Any]", record: Any) -> tuple[click.ParamType[Any] | None, str | None] | None:
    """Return what reads a field's value and the value's name in help; None for a field of tables."""
    inner = [each for each in get_args(field.type) if each is not type(None)]
    named = names_of(record).get(field.name, "")
    if get_origin(field.type) is Literal or (inner and get_origin(inner[0]) is Literal):
        type_ = Word(field.type if get_origin(field.type) is Literal else inner[0])
        shown = _SHOWN.get(field.name, field.name.rpartition("_")[2].upper())
        return type_, shown if len(type_.choices) > 2 else None
    if named in FOLDERS:
        return RecordId(named), named.upper()
    if is_mapping(field.type):
        mapping = field.type if get_origin(field.type) is Mapping else inner[0]
        shown = f"GROUP={field.name.removesuffix('s').upper()}"
        return Named(shown, Word(get_args(mapping)[1])), shown
    if named:
        return (BodyName(), "BODY") if named == "body" else (FindingId(), "AREA:ID")
    kind = inner[0] if inner else field.type
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    return (None, _SHOWN.get(field.name, "TEXT")) if kind is str else None


def _help(name: str, owners: Mapping[str, Any]) -> str:
    """Return a field's meaning as a line of help; of several classes, each with its own."""
    by_meaning: dict[str, list[str]] = {}
    for label, record in owners.items():
        by_meaning.setdefault(short_meaning(record, name), []).append(label)
    if len(by_meaning) == 1 and (len(owners) > 2 or "" in owners):
        [meaning] = by_meaning
        return f"{meaning[:1].upper()}{meaning[1:]}."
    sentences = [f"For {listed(map(with_article, labels))}: {meaning}." for meaning, labels in by_meaning.items()]
    if sum(map(len, sentences)) > _LONGEST_HELP:
        return f"The {name.replace('_', ' ')}."
    return " ".join(sentences)
