"""Write records as TOML text, in one layout for new files and for entries that are added."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
import tomli_w

from actionplan.model.dates import PlanDate, is_exact
from actionplan.model.entries import Entry
from actionplan.model.fields import may_be_alone
from actionplan.model.kinds import FROM_FOLDER, tail_of
from actionplan.model.measures import Target
from actionplan.model.problem import KeyPath
from actionplan.model.records import Plan, Record

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 100
_SHOWN = 60


def record_text(record: Record) -> str:
    """Return the text of a record's whole file: its head, then its history.

    Args:
        record: the record; its id is not written, since it is the file's name.

    Example:
        >>> print(record_text(Action(id=Id("1.1"), title="Cut the wait", areas=(Id("PA1"),))))
        title = "Cut the wait"
        areas = ["PA1"]
    """
    table = to_table(record)
    table.pop("id")
    table.pop("status", None)
    return head_text(table) + "".join("\n" + entry_text(entry) for entry in record.status)


def plan_text(plan: Plan) -> str:
    """Return the text of ``plan.toml``. A policy or rating that never changed has a single header.

    Example:
        >>> print(plan_text(Plan(format=1, id=Id("p"), title="A plan")))
        format = 1
        id = "p"
        title = "A plan"
    """
    table = {key: value for key, value in to_table(plan).items() if key not in FROM_FOLDER}
    if len(table.get("policy", ())) == 1:
        table["policy"] = table["policy"][0]
    if "ratings" in table:
        ratings = table["ratings"].items()
        table["ratings"] = {name: meanings[0] if len(meanings) == 1 else meanings for name, meanings in ratings}
    return head_text(table)


def entry_text(entry: Entry | Target) -> str:
    """Return an entry as a block of text, such as ``[[status]]``, with a line end at its end.

    Example:
        >>> entry = ActionEntry(on=PlanDate.parse("2025-10"), by=Id("hcc"), state="complete")
        >>> print(entry_text(entry))
        [[status]]
        on = "2025-10"
        by = "hcc"
        state = "complete"
    """
    return f"[[{tail_of(entry)}]]\n" + "".join(pairs_of(to_table(entry)))


def table_text(path: KeyPath, table: Mapping[str, Any]) -> str:
    """Return a table as a block of text: ``[[clauses]]`` as one of a list, or ``[bodies.icb]`` by its names.

    Args:
        path: its path in the file, which ends in its number if it is one of a list.
        table: the table, in the form of TOML; tables inside it are written on a line each.
    """
    header = ".".join(key_text(key) for key in path if isinstance(key, str))
    return (f"[[{header}]]\n" if isinstance(path[-1], int) else f"[{header}]\n") + "".join(pairs_of(table))


def pair_text(key: str, value: Any) -> str:
    """Return a key and its value as TOML, on one line."""
    return f"{key_text(key)} = {value_text(value)}"


def says(value: Any) -> str:
    """Return the verb "says" and a value, shortened to fit into a sentence."""
    text = value_text(value)
    return f"says {text if len(text) <= _SHOWN else text[:_SHOWN] + ' ...'}"


def to_table(record: Any) -> dict[str, Any]:
    """Return a record as a TOML table, without the fields that are None or have their default value.

    Args:
        record: any record of ``actionplan.model``.
    """
    table: dict[str, Any] = {}
    record_type: Any = type(record)
    for field in _fields_of(record_type):
        value = getattr(record, field.name)
        if value is None or (value == _default(field) and field.default is not attrs.NOTHING):
            continue
        is_alone = may_be_alone(field.type) and len(value) == 1
        table[field.name.rstrip("_")] = to_plain(value[0] if is_alone else value)
    return table


@cache
def _fields_of(record_type: Any) -> tuple[Any, ...]:
    """Return the fields of a class of records in the order in which they are written."""
    fields = attrs.fields(record_type)
    return tuple(sorted(fields, key=_entry_order) if issubclass(record_type, Entry) else fields)


def _entry_order(field: "attrs.Attribute[Any]") -> int:
    """Return the sort key of a field in an entry: first who and when, then what changed, why, and the evidence."""
    first = ("id", "on", "recorded", "by", "corrects", "clause", "redacted")
    last = ("reason", "approvals", "note", "source", "evidence", "extra")
    order = (*first, "", *last)
    return order.index(field.name if field.name in order else "")


def _default(field: "attrs.Attribute[Any]") -> Any:
    make = getattr(field.default, "factory", None)
    return field.default if make is None else make()


def to_plain(value: Any) -> Any:
    """Return a value of a record as TOML has it: a record as a table, a day as a date, other plan dates as text."""
    if isinstance(value, PlanDate):
        return value.first if is_exact(value) else value.text
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if attrs.has(type(value)):
        return to_table(value)
    if isinstance(value, tuple | list):
        return [to_plain(element) for element in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(element) for key, element in value.items()}
    return value


def head_text(table: Mapping[str, Any]) -> str:
    """Return the text of a whole file: first its plain keys, then its tables under their headers.

    Args:
        table: the table, in the form of TOML.
    """
    plain = {key: value for key, value in table.items() if not _is_table(value)}
    text = "".join(pairs_of(plain))
    for key, value in table.items():
        if key in plain:
            continue
        if key == "extra":
            text += "\n" + tomli_w.dumps({key: value})
        elif isinstance(value, Mapping) and value and all(_is_table(element) for element in value.values()):
            text += "".join(_under(f"{key}.{key_text(name)}", element) for name, element in value.items())
        else:
            text += _under(key, value)
    return text


def _is_table(value: Any) -> bool:
    """Return whether a value is a table or a list of tables; an empty list is neither."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, Mapping) for each in value)
    return isinstance(value, Mapping)


def _under(header: str, value: Any) -> str:
    """Return a table under its header, or each table of a list under a double one."""
    if isinstance(value, Mapping):
        return f"\n[{header}]\n" + "".join(pairs_of(value))
    return "".join(f"\n[[{header}]]\n" + "".join(pairs_of(element)) for element in value)


def pairs_of(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield each key of a table with its value as TOML, with a line end; a long list has a line for each element."""
    for key, value in table.items():
        yield f"{key_text(key)} = {value_text(value, width=_WIDTH - len(key) - 3)}\n"


def value_text(value: Any, width: int = 0) -> str:
    """Return one value as TOML.

    Args:
        value: the value.
        width: the most characters of a list on one line; with 0, and for a table, all is on one line.
    """
    if isinstance(value, str) and value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'  # as nearly all texts are, which saves a third of the time
    if isinstance(value, Mapping):
        inside = ", ".join(pair_text(key, element) for key, element in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        elements = [value_text(element) for element in value]
        one_line = f"[{', '.join(elements)}]"
        if len(one_line) <= width or width == 0 or not elements:
            return one_line
        return "[\n" + "".join(f"    {element},\n" for element in elements) + "]"
    # A carriage return between triple quotes would be read back as a plain line end, so such a text stays escaped.
    several_lines = width > 0 and isinstance(value, str) and "\n" in value and "\r" not in value
    return tomli_w.dumps({"x": value}, multiline_strings=several_lines).removeprefix("x = ").removesuffix("\n")


def key_text(name: str) -> str:
    """Return a key as TOML, in quotes if it needs them."""
    return name if _BARE.fullmatch(name) else tomli_w.dumps({name: 0}).removesuffix(" = 0\n")
