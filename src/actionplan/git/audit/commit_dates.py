"""Compare the date of an entry with the date of the commit that added it."""

from collections.abc import Mapping
from datetime import date, timedelta

from actionplan.git.audit.versions import VersionFacts, plan_date
from actionplan.model.dates import PlanDate, is_exact, last_day
from actionplan.model.matching import Table

TOLERANCE = timedelta(days=1)
"""An entry written before midnight is often committed after it, and an author's calendar and the council's may differ
by a day, because a commit knows only the time zone of the author's computer."""


def date_mismatch(entry: Table, committed: date | None, facts: VersionFacts, now: VersionFacts) -> str | None:
    """Return how an entry's date contradicts the date of the commit that added it; None where it does not.

    Entries from before ``kept_since`` were copied from older papers, and are not compared.

    Args:
        entry: the entry.
        committed: the day of the commit, by its author's calendar; None where it has none.
        facts: the facts in the plan file of that commit.
        now: the facts in the plan file at the end of the history, for plans that stated only later since when they
            are kept.
    """
    on, exact = _days(entry, facts)
    if committed is None or was_copied(entry, facts, now):
        return None
    if exact is not None and abs(exact - committed) > TOLERANCE:
        return f"says that it was recorded on {exact}, but it was committed on {committed}"
    if exact is None and on is not None and on.first is not None and committed < on.first - TOLERANCE:
        return f"is about a period that had not begun when it was committed, on {committed}"
    return None


def redaction_mismatch(marker: Table, committed: date | None) -> str | None:
    """Return how a redaction's day contradicts that of the commit that made it; None where it does not.

    Args:
        marker: the redaction marker.
        committed: the day of the commit, by its author's calendar; None where it has none.
    """
    redacted = marker.get("redacted")
    day = redacted.get("on") if isinstance(redacted, Mapping) else None
    if type(day) is not date or committed is None or abs(day - committed) <= TOLERANCE:
        return None
    return f"says that it was redacted on {day}, but that was committed on {committed}"


def was_copied(entry: Table, facts: VersionFacts, now: VersionFacts) -> bool:
    """Return whether an entry is from before ``kept_since``.

    Args:
        entry: the entry.
        facts: the facts in the plan file of the commit that added it.
        now: those at the end of the history. A plan that stated only later since when it is kept cannot mean a day
            after its first commit.
    """
    on, exact = _days(entry, facts)
    day = exact or last_day(on)
    kept = last_day(facts.kept_since)
    if kept is None and (later := last_day(now.kept_since)) is not None:
        kept = min(later, now.started or later)
    return day is not None and kept is not None and day < kept


def _days(entry: Table, facts: VersionFacts) -> tuple[PlanDate | None, date | None]:
    """Return when an entry was true, and the exact day on which it was recorded, if it has one."""
    on, recorded = plan_date(entry.get("on"), facts.calendar), entry.get("recorded")
    return on, recorded if type(recorded) is date else on.first if on is not None and is_exact(on) else None
