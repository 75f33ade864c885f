"""What every record's story shares: changes of what was agreed, entries of the history, and their JSON."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.report.measure_words import approvals_text, number_text
from actionplan.report.words import FIELD_WORDS, date_text, day_text, one_line, visible
from actionplan.report.writers.layout import Text
from actionplan.report.writers.legacy import Screen, as_it_is, hanging
from actionplan.storage.writer import to_plain
from actionplan.summary.history import HeadChange


def change_lines(changes: Iterable[HeadChange]) -> Iterator[str]:
    """Give each change of a head on a line: when, what it was and became, why, and who agreed."""
    for change in changes:
        why = f" Why: {one_line(change.entry.reason).rstrip('.')}." if change.entry.reason else " No reason is given."
        agreed = approvals_text(change.entry.approvals)
        before, after = value_text(change.before) or "none", value_text(change.after) or "none"
        field = FIELD_WORDS.get(change.field, change.field.replace("_", " "))
        yield (
            f"  {date_text(change.entry.on)}  {field}: {before} -> {after}.{why}"
            + (f" Agreed by {agreed}." if agreed else "")
        )


def value_text(value: Any) -> str:
    """Give any value of a head as people read it; empty where there is none."""
    if value is None or isinstance(value, PlanDate):
        return date_text(value)
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {value_text(inner)}" for name, inner in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(filter(None, map(value_text, value)))
    if attrs.has(type(value)):
        said = ((field.name.rstrip("_"), getattr(value, field.name)) for field in attrs.fields(type(value)))
        return ", ".join(f"{name.replace('_', ' ')} {text}" for name, inner in said if (text := value_text(inner)))
    return one_line(str(value))


def entry_lines(entry: Entry, facts: Sequence[str], is_early: bool, screen: Screen) -> Iterator[Any]:
    """Give one entry: when, what it states and who says so; under it the note, the reason and what shows it.

    Args:
        entry: the entry.
        facts: what it states, in words.
        is_early: whether it is from before the record was agreed.
        screen: what the reader's screen can show.
    """
    stub = entry.redacted
    facts = [f"redacted {day_text(stub.on)}", *facts] if stub else facts
    yield hanging(f"  {date_text(entry.on):<12} {', '.join([*facts, _said(entry, is_early=is_early)])}", 4, screen)
    why = (("Why: ", stub.reason), ("Authority: ", stub.authority)) if stub else (("Why: ", entry.reason),)
    for label, text in (("", entry.note), *why):
        if text:
            yield wrapped(f"    {label}{visible(text.strip())}".replace("\n", "\n    "), screen, 4)
    for evidence in entry.evidence:
        where = evidence.link or evidence.path or ""
        yield wrapped(f"    Evidence: {one_line(' '.join(filter(None, (evidence.title, where))))}", screen, 4)
    for source in entry.source:
        yield wrapped(f"    Source: {one_line(source)}", screen, 4)


def _said(entry: Entry, *, is_early: bool) -> str:
    said = f"said by {entry.by}" if entry.by else "not said by whom"
    said += f", written down {day_text(entry.recorded)}" if entry.recorded else ""
    said += ", before it was agreed" if is_early else ""
    return said + (f", entry {entry.id}" if entry.id else "")


def wrapped(text: str, screen: Screen, indent: int = 12) -> Text:
    """Wrap each line of a text by itself; the blanks in front of its first line stay."""
    lines = [line for part in text.split("\n") for line in hanging(part, indent, screen).plain.split("\n")]
    return as_it_is(lines)


def changes_json(changes: Iterable[HeadChange]) -> list[dict[str, Any]]:
    """Give changes of a head as JSON objects."""
    return [
        {
            "field": change.field,
            "before": jsonable(change.before),
            "after": jsonable(change.after),
            "on": change.entry.on.text,
            "reason": change.entry.reason,
        }
        for change in changes
    ]


def jsonable(value: Any) -> Any:
    """Give a value of a record, or of its table, as JSON has it."""
    if isinstance(value, Decimal | PlanDate) or attrs.has(type(value)):
        return jsonable(to_plain(value))
    if isinstance(value, dict):
        return {key: jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # JSON has no word for these
    return value.isoformat() if hasattr(value, "isoformat") else value
