"""The parts that the histories of all records share: the file, changes of what was agreed, and entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from actionplan.model.bodies import Body
from actionplan.model.entries import Entry, Stated
from actionplan.model.ids import Id
from actionplan.model.text import body_name, date_text, day_text
from actionplan.report.document import GAP, Block, Heading, Inline, Item, Items, Lines, Paragraph, Span, joined
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context
from actionplan.report.values import from_to
from actionplan.report.words import field_words, why_text
from actionplan.report.writers.json import as_in_file, shape
from actionplan.summary.history import HeadChange


def path_lines(path: str, context: Context) -> Iterator[Block]:
    """Yield the path of a record's file, and the day if the user named one."""
    yield Paragraph(Span(path, "code"))
    if context.is_dated:
        yield Paragraph(f"As at {when_words(context)}.")
    yield GAP


def stated_row(stated: Stated) -> tuple[str, Inline]:
    """Return a value that another source gives for a field, with the source, as a row of facts."""
    return "also stated", f"{field_words(stated.field)}: {stated.value} ({', '.join(stated.source)})"


def changes_list(changes: Sequence[HeadChange], bodies: Mapping[Id, Body]) -> Iterator[Block]:
    """Yield each change of what was agreed: day, field, old and new value, reason and approvals.

    Args:
        changes: the changes; nothing is yielded where there are none.
        bodies: the plan's bodies, for their names.
    """
    if changes:
        yield from (GAP, Heading("Changed since"))
        items = (
            Item(
                f"{field_words(change.field)} {from_to(change.before, change.after, bodies)}"
                f"{why_text(change.entry, bodies)}.",
                date_text(change.entry.on),
            )
            for change in changes
        )
        yield Items(tuple(items), indent=2, width=None, hang=10)


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


def entry_item(entry: Entry, facts: Sequence[Inline], bodies: Mapping[Id, Body], *, early: bool = False) -> Item:
    """Return one entry: its day, facts and author; under it the note, the reason and the evidence.

    Args:
        entry: the entry.
        facts: the values that it states, in words.
        bodies: the plan's bodies, for their names.
        early: whether the entry is from before the record was agreed.
    """
    marker = entry.redacted
    texts = [("", entry.note), ("Why: ", entry.reason)]
    if marker is not None:
        facts = [f"redacted {day_text(marker.on)}", *facts]
        texts = [("", entry.note), ("Why: ", marker.reason), ("Authority: ", marker.authority)]
    lines = [Lines(tuple(f"{label}{text.strip()}".split("\n"))) for label, text in texts if text]
    evidence = (" ".join(filter(None, (each.title, each.link or each.path))) for each in entry.evidence)
    proof = [*(f"Evidence: {text}" for text in evidence), *(f"Source: {source}" for source in entry.source)]
    about = (
        f"reported by {body_name(bodies, entry.by)}" if entry.by else "author not recorded",
        f"recorded {day_text(entry.recorded)}" if entry.recorded else "",
        "before it was agreed" if early else "",
        f"entry {entry.id}" if entry.id else "",
    )
    return Item(joined((*facts, *about)), date_text(entry.on), (*lines, *proof))


shape(
    HeadChange,
    omit=("entry",),
    values={"before": as_in_file, "after": as_in_file},
    more=lambda change: {"on": change.entry.on.text, "reason": change.entry.reason},
)
