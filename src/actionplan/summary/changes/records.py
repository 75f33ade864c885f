"""What a change between two views is, and what is told of any record: what was edited, added and written down late."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, get_args

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import TAILS
from actionplan.model.measures import Target
from actionplan.model.records import Action, Milestone, Plan, Record
from actionplan.summary.actions import ActionSummary
from actionplan.summary.diff import EntryType, Matched, head_edits, match_entries
from actionplan.summary.history import head_changes
from actionplan.summary.lateness import due_steps
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.timeline import Placed, in_order, of_whole, restates

Heading = Literal[
    "finished",
    "verified",
    "new",
    "removed",
    "cancelled",
    "re-dated",
    "milestone-done",
    "milestone-moved",
    "changed",
    "measured",
    "rating-moved",
    "suspended",
    "resumed",
    "reopened",
    "risk-moved",
    "risk-state",
    "review-published",
    "ask-answered",
    "corrected",
    "redacted",
    "other",
    "recorded-late",
    "newly-late",
    "milestone-late",
    "gone-stale",
]
"""What a change is about; ``changed`` is a new owner, wording or target, and whatever was edited in a file,
``risk-moved`` a new residual score, ``redacted`` an entry whose text was taken out.
"""

HEADINGS: tuple[Heading, ...] = get_args(Heading)
"""Every heading, in the order in which minutes have them."""


@frozen(kw_only=True)
class Change:
    """One change between two views.

    Attributes:
        heading: what it is about.
        plan: the plan's id.
        record: the id of the action, area or other record; that of the plan where the plan itself is meant.
        kind: ``action`` or another of `FOLDERS`, or ``plan``.
        title: its title in the later view; in the earlier one where it is gone from the later.
        entry: the entry that made the change, or was removed; None where no entry did, as with a date that has passed.
        milestone: the id of the action's milestone that it is about; None where it is about the whole record.
        field: the field that changed, parted by dots where it is inside a table; ``entry`` where an entry was altered,
            which ``before`` and ``after`` then hold; ``target`` where a target was set; the id of the ask that was
            answered; None where the heading says it.
        before: its value in the earlier view.
        after: its value in the later view.
        now: where the action stands in the later view; None for what is no action, or is gone.
        measure: where the measure stands in the later view; None for what is no measure, or is gone.
    """

    heading: Heading
    plan: Id
    record: Id
    kind: str
    title: str
    entry: Entry | Target | None = None
    milestone: Id | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    now: ActionSummary | None = None
    measure: MeasureSummary | None = None


Make = Callable[..., Change]
"""Makes a change of its heading, its entry and its values, of a record that is known."""


@frozen(kw_only=True)
class RecordPair:
    """A record in two views.

    Attributes:
        was_plan: its plan in the earlier view; None where there was none.
        plan: its plan in the later view.
        kind: one of `FOLDERS`.
        old: the record in the earlier view; None where there was none.
        new: the record in the later view.
        start: the day as at which the earlier view is looked at.
        until: the same for the later view.
    """

    was_plan: Plan | None
    plan: Plan
    kind: str
    old: Any
    new: Any
    start: date
    until: date

    def maker(self, title: str, **about: Any) -> Make:
        """Return what makes changes of this record."""
        about |= {"plan": self.plan.id, "record": self.new.id, "kind": self.kind, "title": title}

        def make(heading: Heading, entry: Entry | Target | None = None, **values: Any) -> Change:
            return Change(heading=heading, entry=entry, **about, **values)

        return make


@frozen(kw_only=True)
class News:
    """What came to a record between two views.

    Attributes:
        edits: what was edited in the file, not added to it.
        redacted: the stubs that redactions left.
        fresh: the new entries of every tail, by day.
    """

    edits: tuple[Change, ...]
    redacted: tuple[Entry, ...]
    fresh: tuple[Any, ...]

    def of(self, kind: type[EntryType]) -> list[EntryType]:
        """Return the new entries of one type."""
        return [entry for entry in self.fresh if isinstance(entry, kind)]


def news(pair: RecordPair, make: Make) -> News:
    """Hold a record against itself in the earlier view.

    Args:
        pair: the record in both views.
        make: makes changes of it.
    """
    edits = [
        make("changed", field=edit.field, before=edit.before, after=edit.after)
        for edit in (head_edits(pair.old, pair.new) if pair.old is not None else ())
    ]
    redacted: list[Entry] = []
    fresh: list[Any] = []
    for tail in TAILS:
        before, entries = getattr(pair.old, tail, ()), getattr(pair.new, tail, ())
        if not before and not entries:
            continue
        found: Matched[Any] = match_entries(before, entries)
        matched, stubs = _without_stubs(found, entries, pair)
        edits.extend(_tail_edits(make, matched, tail))
        redacted.extend(stubs)
        fresh.extend(matched.fresh)
    return News(edits=tuple(edits), redacted=tuple(redacted), fresh=tuple(fresh))


def rest(pair: RecordPair, found: News, make: Make, told: Sequence[Change]) -> Iterator[Change]:
    """Yield what is told of the new entries of any record, beside what was made of them.

    Args:
        pair: the record in both views.
        found: what came to it.
        make: makes changes of it.
        told: what was made of the entries already.
    """
    corrected = {id(made.entry) for made in told if made.heading == "corrected"}
    corrections = [entry for entry in found.fresh if getattr(entry, "corrects", None) is not None]
    late = [entry for entry in found.fresh if _is_late(entry, pair.start)]
    known = {id(made.entry) for made in told} | {id(entry) for entry in (*corrections, *late)}
    yield from (make("corrected", entry) for entry in corrections if id(entry) not in corrected)
    yield from (make("redacted", entry) for entry in found.redacted)
    yield from (make("other", entry) for entry in found.fresh if id(entry) not in known)
    yield from (make("recorded-late", entry) for entry in late)


def heads(pair: RecordPair, fresh: Iterable[Entry], make: Make) -> Iterator[Change]:
    """Yield each new entry that changes the head, with the value that stood before it."""
    record: Record = pair.new
    stating = [entry for entry in fresh if restates(record, entry)]
    if stating:
        placed = of_whole(in_order(record.status, agreed_day(pair.plan, record)))
        yield from head_news(record, placed, stating, make, "re-dated")


def head_news(
    head: Record | Milestone, placed: Sequence[Placed], fresh: Iterable[Entry], make: Make, moved: Heading
) -> Iterator[Change]:
    """Yield each new entry that changes the head of a record or milestone, with the value that stood before it.

    A due date is told as moved where `due_steps` counts a move, as every other figure does; so one that is put right,
    or that comes where there was none, is told as changed.

    Args:
        head: the record or milestone as first agreed.
        placed: the entries that are about it.
        fresh: the new ones.
        make: makes changes of it.
        moved: the heading for a due date that was moved.
    """
    new = {id(entry) for entry in fresh}
    steps = due_steps(head.due, placed) if isinstance(head, Action | Milestone) else ()
    moves = {id(step.first.entry) for step in steps if step.move}
    for changed in head_changes(head, [each.entry for each in placed if not each.early]):
        if id(changed.entry) in new:
            heading = moved if changed.field == "due" and id(changed.entry) in moves else "changed"
            yield make(heading, changed.entry, field=changed.field, before=changed.before, after=changed.after)


def last_stating(entries: Iterable[EntryType], name: str) -> EntryType | None:
    """Return the last entry that states a field; None where none does."""
    stating = [entry for entry in entries if getattr(entry, name) is not None]
    return stating[-1] if stating else None


def _without_stubs(
    matched: Matched[EntryType], entries: Iterable[EntryType], pair: RecordPair
) -> tuple[Matched[EntryType], list[Any]]:
    """Return what was matched without the stubs that redactions left, and those apart, so that none is told as an edit.

    Files hold a stub for every day of the past. It is news where it was redacted between the two days.
    """
    if not [entry for entry in entries if getattr(entry, "redacted", None) is not None]:
        return matched, []
    came = {id(entry) for entry in matched.fresh}
    was_in_full = {id(now): getattr(was, "redacted", None) is None for was, now in matched.altered}
    stubs = [
        entry
        for entry in entries
        if (stub := getattr(entry, "redacted", None)) is not None
        and (id(entry) in came or was_in_full.get(id(entry), False) or pair.start < stub.on <= pair.until)
    ]
    told = {id(entry) for entry in stubs}
    fresh = [entry for entry in matched.fresh if id(entry) not in told]
    altered = [(was, now) for was, now in matched.altered if id(now) not in told]
    return evolve(matched, fresh=fresh, altered=altered), stubs


def _tail_edits(make: Make, matched: Matched[Any], tail: str) -> Iterator[Change]:
    """Yield what was not added to a tail but edited in it."""
    for was, now in matched.altered:
        yield make("changed", now, field="entry", before=was, after=now)
    for entry in matched.gone:
        yield make("removed", entry)
    if matched.reordered:
        yield make("changed", field=f"{tail} (order)")


def _is_late(entry: Entry | Target, start: date) -> bool:
    """Return whether an entry was true before the period, and written down in it."""
    on = entry.on.last if entry.on is not None else None
    return entry.recorded is not None and on is not None and on <= start < entry.recorded
