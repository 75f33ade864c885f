"""Which entries report anything, so that what they are about is as fresh as they are."""

from actionplan.model.entries import Entry
from actionplan.model.kinds import FOR_READERS, PARTS
from actionplan.summary.timeline import stated_by


def is_update(entry: Entry) -> bool:
    """Return whether an entry reports anything: no correction, handover, split or join, and more than for readers."""
    decided = (getattr(entry, "handover_from", None), getattr(entry, "replaced_by", None))
    if entry.corrects is not None or decided != (None, None):
        return False
    if entry.note is not None or getattr(entry, "state", None) is not None:
        return True  # as nearly all entries do, and asking for these first is quick
    stated = stated_by(entry).keys()
    return stated.isdisjoint(FOR_READERS) or not stated <= FOR_READERS | _BESIDE


_BESIDE = frozenset({"on", "id", "recorded", "by", "reason", "source", "extra", *PARTS})
"""The fields that say nothing of their own beside one that is there for readers."""
