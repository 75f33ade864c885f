"""What the stories of all records share: the title, changes of what was agreed, and entries of the history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry, Stated
from actionplan.model.text import date_text, day_text
from actionplan.report.document import GAP, Block, Heading, Inline, Item, Items, Lines, Paragraph, Span, joined
from actionplan.report.measure_words import number_text
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context
from actionplan.report.words import FIELD_WORDS, approvals_text
from actionplan.report.writers.json import as_in_file, shape
from actionplan.summary.history import HeadChange


def path_lines(path: str, context: Context) -> Iterator[Block]:
    """Yield the path of a record's file, and the day where the user named one."""
    yield Paragraph(Span(path, "code"))
    if context.is_dated:
        yield Paragraph(f"As at {when_words(context)}.")
    yield GAP


def stated_row(stated: Stated) -> tuple[str, Inline]:
    """Return what was also said of a field, and where, as a row of facts."""
    return "also said", f"{stated.field}: {stated.value} ({', '.join(stated.source)})"


def changes_list(changes: Sequence[HeadChange]) -> Iterator[Block]:
    """Yield each change of a head: when, what it was and became, why, and who agreed; nothing where there is none."""
    if changes:
        yield from (GAP, Heading("Changed since"))
        items = (Item(_change_text(change), date_text(change.entry.on)) for change in changes)
        yield Items(tuple(items), indent=2, width=None, hang=10)


def _change_text(change: HeadChange) -> str:
    before, after = value_text(change.before) or "none", value_text(change.after) or "none"
    field = FIELD_WORDS.get(change.field, change.field.replace("_", " "))
    reason = change.entry.reason
    why = f"Why: {reason.strip().rstrip('.')}." if reason else "No reason is given."
    agreed = approvals_text(change.entry.approvals)
    return f"{field}: {before} -> {after}. {why}" + (f" Agreed by {agreed}." if agreed else "")


def value_text(value: Any) -> str:
    """Return any value of a head as people read it; empty where there is none."""
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
    return str(value).strip()


def entries_list(title: str, none: str, items: Iterable[Item]) -> Iterator[Block]:
    """Yield entries under a heading.

    Args:
        title: the heading.
        none: the heading where there is no entry.
        items: the entries, as `entry_item` returns them.
    """
    items = tuple(items)
    yield from (GAP, Heading(title if items else none))
    yield Items(items, indent=2, width=13, hang=2, under=2)


def entry_item(entry: Entry, facts: Sequence[Inline], *, early: bool = False) -> Item:
    """Return one entry: when, what it states and who says so; under it the note, the reason and what shows it.

    Args:
        entry: the entry.
        facts: what it states, in words.
        early: whether it is from before the record was agreed.
    """
    stub = entry.redacted
    texts = [("", entry.note), ("Why: ", entry.reason)]
    if stub is not None:
        facts = [f"redacted {day_text(stub.on)}", *facts]
        texts = [("", entry.note), ("Why: ", stub.reason), ("Authority: ", stub.authority)]
    lines = [Lines(tuple(f"{label}{text.strip()}".split("\n"))) for label, text in texts if text]
    shown = [" ".join(filter(None, (each.title, each.link or each.path))) for each in entry.evidence]
    proof = [*(f"Evidence: {text}" for text in shown), *(f"Source: {source}" for source in entry.source)]
    return Item(joined((*facts, _said(entry, early=early))), date_text(entry.on), (*lines, *proof))


def _said(entry: Entry, *, early: bool) -> str:
    said = f"said by {entry.by}" if entry.by else "not said by whom"
    said += f", written down {day_text(entry.recorded)}" if entry.recorded else ""
    said += ", before it was agreed" if early else ""
    return said + (f", entry {entry.id}" if entry.id else "")


shape(
    HeadChange,
    omit=("entry",),
    values={"before": as_in_file, "after": as_in_file},
    more=lambda change: {"on": change.entry.on.text, "reason": change.entry.reason},
)
