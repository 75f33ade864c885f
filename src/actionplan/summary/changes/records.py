"""Changes between two views, and those that records of every kind have: edits, new entries, late entries.

What was corrected did not change. So the earlier view is compared as it is corrected by now, and a correction itself is
reported with the value before and after it, under ``corrected``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import last_day
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import TAILS, tail_of
from actionplan.model.measures import Target
from actionplan.model.records import Plan
from actionplan.summary.actions import ActionSummary
from actionplan.summary.diff import EntryType, Matched, head_edits, match_entries
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.timeline import Placed, as_corrected, in_order

Heading = Literal[
    "finished",
    "verified",
    "new",
    "removed",
    "cancelled",
    "replaced",
    "re-dated",
    "requested",
    "request-ended",
    "milestone-done",
    "milestone-moved",
    "changed",
    "coming",
    "measured",
    "rating-moved",
    "suspended",
    "resumed",
    "reopened",
    "risk-moved",
    "risk-state",
    "area-state",
    "review-published",
    "recommendation-answered",
    "recommendation-done",
    "part-closed",
    "rechecked",
    "corrected",
    "redacted",
    "other",
    "recorded-late",
    "newly-late",
    "milestone-late",
    "gone-stale",
]
"""The type of a change. ``changed``: a new owner, wording or target, or an edit of a file; ``risk-moved``: a new
residual score; ``request-ended``: a request that was refused or withdrawn; ``recommendation-answered``: its response;
``part-closed``: a clause or a recommendation was closed by a decision; ``rechecked``: what a later check of one found;
``area-state``: stood down or reinstated; ``redacted``: an entry whose text was removed; ``coming``: dated ahead.
"""

HEADINGS: tuple[Heading, ...] = get_args(Heading)
"""Every heading, in the order of minutes."""


@frozen(kw_only=True)
class Change:
    """One change between two views.

    Attributes:
        heading: the type of the change.
        plan: the plan's id.
        record: the id of the action, area or other record; the plan's id if the plan itself changed.
        kind: ``action`` or another of `FOLDERS`, or ``plan``.
        title: the record's title in the later view; in the earlier view if it is gone from the later one.
        entry: the entry that made the change, with its corrections in it, or that was removed; None if no entry did, as
            when a due date passes. Under ``corrected`` the correction, as it is in the file.
        milestone: the id of the action's milestone that changed; None if the change is about the whole record.
        field: the field that changed or was corrected, with dots inside a table, such as ``clauses.a.actions``.
            ``entry`` if an entry was altered, with both versions in ``before`` and ``after``; ``target`` if a target
            was set; ``benchmark`` if one was published; the id of a clause or a recommendation that was answered,
            carried out, closed or checked again; None if the heading names the change.
        before: the value in the earlier view.
        after: the value in the later view.
        now: the status of the action in the later view; None for other records, and for one that is gone.
        measure: the status of the measure in the later view; None for other records, and for one that is gone.
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


@frozen(kw_only=True)
class RecordPair:
    """A record in two views.

    Attributes:
        was_plan: its plan in the earlier view; None if there was none.
        plan: its plan in the later view.
        old: the record in the earlier view; None if there was none.
        new: the record in the later view.
        was: the status of an action in the earlier view; None if it was not there, and for other records.
        start: the day of the earlier view.
        until: the day of the later view.
        about: the fields of `Change` that are the same for every change of the record.
    """

    was_plan: Plan | None
    plan: Plan
    old: Any
    new: Any
    was: ActionSummary | None
    start: date
    until: date
    about: Mapping[str, Any]

    def change(self, heading: Heading, entry: Entry | Target | None = None, **values: Any) -> Change:
        """Return a change of this record.

        Args:
            heading: the type of the change.
            entry: the entry that made it; None if no entry did.
            values: other fields of `Change`.
        """
        return Change(heading=heading, entry=entry, **self.about, **values)


@frozen(kw_only=True)
class News:
    """What is new about a record in the later view.

    Attributes:
        edits: changes of what was in the file before.
        redacted: entries that were redacted.
        withdrawn: these entries as they were in the earlier view, if it had them.
        fresh: the new entries, readings and targets, by day; each with its corrections in it.
        corrections: the new corrections, as they are in the file.
        was: the record in the earlier view, with what was corrected or redacted since; None if there was none.
        placed: the record's entries in the later view, in order; empty if none is new.
    """

    edits: tuple[Change, ...]
    redacted: tuple[Entry, ...]
    withdrawn: tuple[Any, ...]
    fresh: tuple[Any, ...]
    corrections: tuple[Entry, ...]
    was: Any
    placed: tuple[Placed, ...]

    def of(self, kind: type[EntryType]) -> list[EntryType]:
        """Return the new entries of one type."""
        return [entry for entry in self.fresh if isinstance(entry, kind)]


def news(pair: RecordPair) -> News:
    """Compare a record with itself in the earlier view."""
    edited = head_edits(pair.old, pair.new) if pair.old is not None else ()
    edits = [pair.change("changed", field=edit.field, before=edit.before, after=edit.after) for edit in edited]
    redacted: list[Entry] = []
    withdrawn: list[Any] = []
    fresh: list[Any] = []
    corrections: list[Entry] = []
    were: dict[str, Any] = {}
    placed: dict[str, tuple[Placed, ...]] = {}
    for history in TAILS:
        before, entries = getattr(pair.old, history, ()), getattr(pair.new, history, ())
        if not before and not entries:
            continue
        compared = match_entries(before, entries)
        matched, markers = _without_redacted(compared, entries, pair)
        edits += [pair.change("changed", now, field="entry", before=was, after=now) for was, now in matched.altered]
        edits += [pair.change("removed", entry) for entry in matched.gone]
        edits += [pair.change("changed", field=f"{history} (order)")] if matched.reordered else []
        redacted += markers
        withdrawn += [was for was, now in compared.altered if now in markers]
        own = [entry for entry in matched.fresh if getattr(entry, "corrects", None) is not None]
        corrections += own
        if matched.fresh and history != "targets":
            placed[history] = as_corrected(entries, agreed_day(pair.plan, pair.new) if history == "status" else None)
        current = {id(entries[each.root]): each.entry for each in placed.get(history, ()) if own}
        fresh += [current.get(id(each), each) for each in matched.fresh if getattr(each, "corrects", None) is None]
        if own or markers:
            were[history] = _as_corrected_since(before, entries, compared, own)
    return News(
        edits=tuple(edits),
        redacted=tuple(redacted),
        withdrawn=tuple(withdrawn),
        fresh=tuple(fresh),
        corrections=tuple(corrections),
        was=evolve(pair.old, **were) if were and pair.old is not None else pair.old,
        placed=placed.get("status", ()),
    )


def _as_corrected_since(
    before: Iterable[Any], entries: Sequence[Any], compared: Matched[Any], corrections: Iterable[Any]
) -> tuple[Any, ...]:
    """Return earlier entries with their redaction markers and their later corrections."""
    stubs = {id(was): now for was, now in compared.altered if getattr(now, "redacted", None) is not None}
    new, own = ({id(entry) for entry in each} for each in (compared.fresh, corrections))
    late = (each for each in in_order(entries) if id(each.entry) in own and id(entries[each.root]) not in new)
    return (*(stubs.get(id(entry), entry) for entry in before), *(each.entry for each in late))


def _without_redacted(
    matched: Matched[Any], entries: Iterable[Any], pair: RecordPair
) -> tuple[Matched[Any], list[Entry]]:
    """Return the matched entries without those that were redacted between the two days, and those apart.

    A redaction is thus not shown as an edit. Entries that were redacted before the earlier view are no news.
    """
    redacted = [entry for entry in entries if getattr(entry, "redacted", None) is not None]
    if not redacted:
        return matched, []
    new = {id(entry) for entry in matched.fresh}
    new |= {id(now) for was, now in matched.altered if getattr(was, "redacted", None) is None}
    markers = [entry for entry in redacted if id(entry) in new or pair.start < entry.redacted.on <= pair.until]
    known = {id(entry) for entry in markers}
    fresh = [entry for entry in matched.fresh if id(entry) not in known]
    altered = [(was, now) for was, now in matched.altered if id(now) not in known]
    return evolve(matched, fresh=fresh, altered=altered), markers


def rest(pair: RecordPair, found: News, changes: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes that records of every kind have: redactions, other entries and late entries.

    Args:
        pair: the record in both views.
        found: what is new about it.
        changes: the changes found so far; their entries are not shown again under ``other``.
    """
    late = [entry for entry in found.fresh if _is_late(entry, pair.start)]
    known = {id(entry) for entry in (*(change.entry for change in changes), *late)}
    # Readings and targets have headings of their own; targets that came with a new measure are part of it.
    other = [entry for entry in found.fresh if tail_of(entry) == "status" and id(entry) not in known]
    yield from (pair.change("redacted", entry) for entry in found.redacted)
    yield from (pair.change("other", entry) for entry in other)
    yield from (pair.change("recorded-late", entry) for entry in late)


def last_stating(entries: Iterable[EntryType], name: str) -> EntryType | None:
    """Return the last entry that states a field; None if none does."""
    stating = [entry for entry in entries if getattr(entry, name) is not None]
    return stating[-1] if stating else None


def _is_late(entry: Entry | Target, start: date) -> bool:
    """Return whether an entry is of a day up to the earlier view, but was recorded after it."""
    on = last_day(entry.on)
    return entry.recorded is not None and on is not None and on <= start < entry.recorded
