"""The parts that the histories of all records share: the file, changes of what was agreed, and entries."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry, Evidence
from actionplan.model.ids import Id
from actionplan.model.kinds import FOR_READERS, TAILS
from actionplan.model.records import Action, Record
from actionplan.model.resources import Resource
from actionplan.model.text import at_text, body_name, capitalised, date_text, day_text, field_words
from actionplan.report.document import GAP, Block, Heading, Item, Items, Lines, Paragraph
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context
from actionplan.report.values import Names, from_to, value_text
from actionplan.report.words import why_text
from actionplan.report.writers.json import as_in_file, as_json, shape
from actionplan.summary.coming import Coming
from actionplan.summary.history import HeadChange

_APART = {"id", "title", "milestones", "stated", "extra", *TAILS}
"""Fields that are not shown among the facts of a record."""


def path_lines(path: str, context: Context) -> Iterator[Block]:
    """Yield the path of a record's file, and the day if the user named one."""
    yield Paragraph(Span(path, "code"))
    if context.is_dated:
        yield Paragraph(f"As at {when_words(context)}.")
    yield GAP


def head_rows(record: Record, title: str, agreed: PlanDate | None, names: Names) -> Iterator[tuple[str, Inline]]:
    """Yield the fields of a record as agreed, as rows of facts; fields without a value are left out.

    Args:
        record: the record.
        title: its title on the day of the report; its first title is a row only if it differs.
        agreed: when it became part of the plan.
        names: the names of the plan's bodies and records.
    """
    none = {"owner": "none named", "due": "no date"} if isinstance(record, Action) else {}
    if record.title != title:
        yield "title", record.title
    for field in attrs.fields(type(record)):
        value, name = getattr(record, field.name), field.name.rstrip("_").replace("_", " ")
        name = field_words(field.name) if field.name in FOR_READERS else name
        if field.name in _APART:
            continue
        if isinstance(value, tuple) and value and attrs.has(type(value[0])):  # a list of tables: a row for each
            yield from ((name.removesuffix("s"), _part_text(part, names)) for part in value)
        elif field.name == "agreed":
            yield from [(name, date_text(agreed))] if agreed else []
        elif field.name == "source":
            yield from ((name, source) for source in value)
        elif text := value_text(value, names) or none.get(field.name):
            yield name, text
    for stated in record.stated:
        yield "also stated", f"{field_words(stated.field)}: {stated.value} ({', '.join(stated.source)})"


def _part_text(part: Any, names: Names) -> Inline:
    """Return a clause, a finding or another part of a record: its id and text, then its other fields."""
    if isinstance(part, Resource):
        from actionplan.report.resources import resource_inline

        return resource_inline(part, names.records)
    stated = ((field, getattr(part, field.name)) for field in attrs.fields(type(part)) if field.name != "source")
    values = {field.name: value for field, value in stated if value != field.default}
    first = " ".join(str(text) for name in ("id", "text", "title") if (text := values.pop(name, None)))
    rest = [f"{field_words(name)} {text}" for name, value in values.items() if (text := value_text(value, names))]
    return "; ".join(filter(None, (first.rstrip(".") if rest else first, *rest)))


def changes_list(changes: Sequence[HeadChange], names: Names, *, is_agreed: bool = True) -> Iterator[Block]:
    """Yield each change of what was agreed or drafted: day, field, old and new value, reason and approvals.

    Args:
        changes: the changes; nothing is yielded where there are none.
        names: the names of the plan's bodies and records.
        is_agreed: whether it was agreed; otherwise it is a draft.
    """
    if changes:
        yield from (GAP, Heading(f"Changed since it was {'agreed' if is_agreed else 'drafted'}"))
        items = []
        for change in changes:
            values, why = from_to(change.before, change.after, names), why_text(change.entry, names.bodies)
            when = capitalised(date_text(change.entry.on, short=True))
            items.append(Item(f"{field_words(change.field)} {values}{why}.", when))
        yield Items(tuple(items), indent=2, width=None, hang=10)


def coming_list(changes: Sequence[Coming], names: Names) -> Iterator[Block]:
    """Yield each change that is decided and not yet in force; nothing if there is none."""
    if changes:
        yield from (GAP, Heading("Coming"))
        texts = (coming_text(change.field, change.after, change.entry, names) for change in changes)
        yield Items(tuple(Item(f"{capitalised(text)}.") for text in texts), indent=2, hang=2)


def no_history(changes: Sequence[Coming]) -> str:
    """Return the sentence in place of a history without any entry; what is coming is listed above it."""
    return "History: nothing yet but what is coming." if changes else "History: no entry yet."


def coming_text(field: str, after: Any, entry: Any, names: Names) -> str:
    """Return a change that is not yet in force as a sentence without its full stop.

    Args:
        field: the field that changes.
        after: its value from then on.
        entry: the entry, which is dated ahead.
        names: the names of the plan's bodies and records.
    """
    value, why = value_text(after, names) or "none", why_text(entry, names.bodies)
    recorded = f" (recorded {day_text(entry.recorded)})" if entry.recorded else ""
    verb = "become" if isinstance(after, tuple) else "becomes"
    return f"{at_text(entry.on)} the {field_words(field)} {verb} {value}{recorded}{why}"


def corrected_ids(entries: Iterable[Entry]) -> Container[Id | None]:
    """Return the ids of the entries that others of some entries correct."""
    return {entry.corrects for entry in entries} - {None}


def entry_tables(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return entries for JSON as the file has them, and of those that others correct that they are ``corrected``."""
    from actionplan.storage.writer import to_table  # only where JSON is written

    entries = tuple(entries)
    wrong = corrected_ids(entries)
    return [to_table(entry) | ({"corrected": True} if entry.id in wrong else {}) for entry in entries]


def head_facts(entry: Entry, fields: Iterable[str], names: Names) -> list[str]:
    """Return the values that an entry states for some of its fields, in words: ``owner County Council``."""
    stated = ((name, value) for name in fields if (value := getattr(entry, name)) is not None)
    return [f"{field_words(name)} {value_text(value, names) or 'none'}" for name, value in stated]


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


def held_text(evidence: Evidence) -> str:
    """Return from when and until when evidence holds, in brackets; empty where neither is stated."""
    dates = (("from", evidence.effective), ("until", evidence.expires))
    texts = [f"{word} {date_text(when)}" for word, when in dates if when is not None]
    return f"({', '.join(texts)})" if texts else ""


def entry_item(
    entry: Entry,
    facts: Sequence[Inline],
    bodies: Mapping[Id, Body],
    corrected: Container[Id | None],
    *,
    early: bool = False,
    is_newest_first: bool = False,
) -> Item:
    """Return one entry: its day, facts and author; under it the note, the reason and the evidence.

    Args:
        entry: the entry.
        facts: the values that it states, in words.
        bodies: the plan's bodies, for their names.
        corrected: ids of the entries that others correct, from `corrected_ids`; this one may be among them.
        early: whether the entry is from before the record was agreed.
        is_newest_first: whether later entries are above it, in a paper, which names no ids of entries.
    """
    marker = entry.redacted
    texts = [("", entry.note), ("Reason: ", entry.reason)]
    if marker is not None:
        facts = [f"redacted {day_text(marker.on)}", *facts]
        texts = [("", entry.note), ("Reason: ", marker.reason), ("Authority: ", marker.authority)]
    lines = [Lines(tuple(f"{label}{text.strip()}".split("\n"))) for label, text in texts if text]
    evidence = (
        " ".join(filter(None, (each.title, each.link or each.path, held_text(each)))) for each in entry.evidence
    )
    proof = [*(f"Evidence: {text}" for text in evidence), *(f"Source: {source}" for source in entry.source)]
    about = (
        f"reported by {body_name(bodies, entry.by)}" if entry.by else "author not recorded",
        f"recorded {day_text(entry.recorded)}" if entry.recorded else "",
        "before it joined the plan" if early else "",
        f"corrected {'above' if is_newest_first else 'below'}" if entry.id in corrected else "",
        f"entry {entry.id}" if entry.id and not is_newest_first else "",
    )
    return Item(joined((*facts, *about)), capitalised(date_text(entry.on, short=True)), (*lines, *proof))


shape(
    HeadChange,
    omit=("entry",),
    values={"before": as_in_file, "after": as_in_file},
    more=lambda change: {"on": change.entry.on.text, "reason": change.entry.reason},
)

shape(
    Coming,
    omit=("entry",),
    values={"before": as_in_file, "after": as_in_file},
    more=lambda change: {name: as_json(getattr(change.entry, name)) for name in ("recorded", "by", "reason")},
)
