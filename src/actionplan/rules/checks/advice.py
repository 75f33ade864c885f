"""Advice that can be followed. An agreed head and a committed entry are not edited, so the advice names a command.

Whether an entry is committed is not known here, so advice about an entry says what to do in either case.
"""

from collections.abc import Sequence
from shlex import quote
from typing import Any

from actionplan.model.entries import Entry
from actionplan.model.kinds import PUBLISHED
from actionplan.model.problem import KeyPath
from actionplan.model.records import Record
from actionplan.model.risks import RiskScore
from actionplan.rules.checks.context import CheckContext

COMMITTED = "; if it is committed: "
"""The words between what to do in an entry that is new, and what to do about one that is committed."""

BECAUSE = '--reason "..."'
"""The option in which the user says why, in a command."""


def amended(view: CheckContext, record: Any, edit: str, options: str) -> str:
    """Return how to change the head of a record.

    Args:
        view: the plan on the day.
        record: the record.
        edit: what to do in the file while the head is a draft.
        options: the options of `amend` that do it once the head is agreed.
    """
    command = f"actionplan amend {record.id} {options} {BECAUSE}"
    return command if view.is_agreed(record) else f"{edit}, or: {command}"


def linked(view: CheckContext, name: str, option: str, *, of: Record) -> str:
    """Return how a record, or a part of one, comes to name another: with a reason once a head is agreed.

    Args:
        view: the plan on the day.
        name: the record or the part, as commands name it.
        option: the option of `link` with what it is to name.
        of: the record whose head decides.
    """
    return f"actionplan link {name} {option}" + (f" {BECAUSE}" if view.is_agreed(of) else "")


def redated(view: CheckContext, record: Any, *options: str) -> str:
    """Return how to fix the due date of an action, or of its milestone that the options name."""
    command = " ".join(["actionplan redate", record.id, "DAY", *options, BECAUSE])
    return command if view.is_agreed(record) else "check the year"


def corrected(edit: str, record: Any, index: int, *keys: str, options: str = "") -> str:
    """Return how to fix an entry: by an edit until it is committed, and by a correction afterwards.

    Args:
        edit: what to do in the entry.
        record: its record.
        index: its place among the entries of the record.
        keys: fields of the entry that the correction states again.
        options: further options of `correct`.
    """
    return f"{edit}{COMMITTED}{correction(record, index, *keys, options=options)}"


def correction(record: Any, index: int, *keys: str, options: str = "") -> str:
    """Return the command that corrects an entry, committed or not; the arguments are those of `corrected`."""
    entry = record.status[index]
    stated = [option for key in keys for option in _options(key, getattr(entry, key))]
    words = [
        "actionplan correct",
        f"{record.id}:{_name(record.status, index)}",
        *stated,
        *([options] if options else []),
    ]
    return " ".join([*words, BECAUSE])


def redacted(edit: str, record: Any, keys: KeyPath) -> str:
    """Return how to remove a text that may not be shown.

    Args:
        edit: what to do until it is committed.
        record: the record, or the plan itself.
        keys: the place of the text; only an entry can be redacted.
    """
    if keys[0] not in ("status", *PUBLISHED):
        return edit
    name = _name(getattr(record, str(keys[0])), int(keys[1]))
    return f'{edit}{COMMITTED}actionplan redact {record.id}:{name} {BECAUSE} --authority "..."'


def _name(entries: Sequence[Entry], index: int) -> str:
    """Return the name of an entry in commands: its id, or its day with its number among those of the day."""
    entry = entries[index]
    days = [each.on.text for each in entries]
    number = f"#{1 + days[:index].count(entry.on.text)}" if days.count(entry.on.text) > 1 else ""
    return entry.id or f"{entry.on.text}{number}"


def _options(key: str, value: Any) -> list[str]:
    """Return the options of `correct` that state a value, which may be a list."""
    is_list = isinstance(value, tuple)
    flag = key if key == "actions" else key.removesuffix("s") if is_list else key
    return [f"--{flag.replace('_', '-')} {_typed(each)}" for each in (value if is_list else (value,))]


def _typed(value: Any) -> str:
    if isinstance(value, RiskScore):
        return f"{value.likelihood}x{value.impact}"
    return quote(str(value))
