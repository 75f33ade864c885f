"""Which entries are new between two views, and which of them were written down late."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from actionplan.model.entries import Entry
from actionplan.summary.known import recorded_day

EntryType = TypeVar("EntryType", bound=Entry)


def fresh_entries(before: Iterable[EntryType], after: Iterable[EntryType]) -> list[EntryType]:
    """Give the entries of the later view that the earlier one does not have, each as often as it is new."""
    had = Counter(repr(entry) for entry in before)
    found = []
    for entry in after:
        if had[repr(entry)]:
            had[repr(entry)] -= 1
        else:
            found.append(entry)
    return sorted(found, key=lambda entry: (entry.on.last or date.min, recorded_day(entry) or date.min))


def is_late(entry: Entry, start: date) -> bool:
    """Say whether an entry was true before the period, and written down in it."""
    return entry.recorded is not None and entry.on.last is not None and entry.on.last <= start < entry.recorded
