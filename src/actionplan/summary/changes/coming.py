"""Changes between two views that are not in force yet: entries dated after the later view."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve

from actionplan.model.as_known import agreed_day, with_only
from actionplan.model.records import Plan
from actionplan.summary.changes.records import Change, RecordPair
from actionplan.summary.coming import lying_ahead
from actionplan.summary.history import head_changes
from actionplan.summary.timeline import head_as_at, of_whole, up_to


def coming_changes(pair: RecordPair) -> Iterator[Change]:
    """Yield each field that a new entry dated ahead is to change, and each such entry that was removed."""
    now = lying_ahead(pair.plan, pair.new, pair.until)
    was = lying_ahead(pair.was_plan, pair.old, pair.start) if pair.was_plan is not None and pair.old is not None else ()
    known = [placed.entry for placed in was]
    if now:
        head = head_as_at(pair.new, of_whole(up_to(pair.new.status, pair.until, agreed_day(pair.plan, pair.new))))
        for change in head_changes(head, [placed.entry for placed in now]):
            if change.entry not in known:
                yield pair.change("coming", change.entry, field=change.field, before=change.before, after=change.after)
    there = [entry.id or entry for entry in pair.new.status]
    for placed in was:
        entry = pair.old.status[placed.root]
        if (entry.id or entry) not in there:
            yield pair.change("removed", entry)


def without_coming(pair: RecordPair) -> RecordPair:
    """Return a record in two views, in each without the entries that lie ahead of it."""
    old, new = _cut(pair.was_plan, pair.old, pair.start), _cut(pair.plan, pair.new, pair.until)
    return pair if old is pair.old and new is pair.new else evolve(pair, old=old, new=new)


def _cut(plan: Plan | None, record: Any, day: date) -> Any:
    if plan is None or record is None:
        return record
    ahead = {id(record.status[placed.root]) for placed in lying_ahead(plan, record, day)}
    return with_only(record, lambda entry: id(entry) not in ahead) if ahead else record
