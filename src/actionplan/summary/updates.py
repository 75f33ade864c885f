"""Which entries report anything, so that what they are about is as fresh as they are."""

from actionplan.model.entries import Entry
from actionplan.model.kinds import FOR_READERS, PARTS
from actionplan.summary.timeline import stated_by


def is_update(entry: Entry) -> bool:
    """Return whether an entry reports anything: no correction and no decision, and more than for readers.

    A decision is a handover, a split or a join, and that a request is refused or withdrawn.
    """
    if entry.corrects is not None or is_decision(entry):
        return False
    if entry.note is not None or getattr(entry, "state", None) is not None:
        return True  # as nearly all entries do, and asking for these first is quick
    stated = stated_by(entry).keys()
    return stated.isdisjoint(FOR_READERS) or not stated <= FOR_READERS | _BESIDE


def is_decision(entry: Entry) -> bool:
    """Return whether an entry hands over, splits, joins, or refuses or withdraws a request, which reports nothing."""
    handed_over, replaced = getattr(entry, "handover_from", None), getattr(entry, "replaced_by", None)
    return not (handed_over is replaced is getattr(entry, "decides", None) is None)


_BESIDE = frozenset({"on", "id", "recorded", "by", "reason", "source", "extra", *PARTS})
"""The fields that say nothing of their own beside one that is there for readers."""
