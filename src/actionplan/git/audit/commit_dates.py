"""Compare the date of an entry with the date of the commit that added it."""

from datetime import date, timedelta

from actionplan.git.audit.versions import VersionFacts, plan_date
from actionplan.model.dates import is_exact, last_day
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
    on, recorded = plan_date(entry.get("on"), facts.calendar), entry.get("recorded")
    exact = recorded if type(recorded) is date else on.first if on is not None and is_exact(on) else None
    if committed is None or _was_copied(exact or last_day(on), facts, now):
        return None
    if exact is not None and abs(exact - committed) > TOLERANCE:
        return f"says that it was recorded on {exact}, but it was committed on {committed}"
    if exact is None and on is not None and on.first is not None and committed < on.first - TOLERANCE:
        return f"is about a period that had not begun when it was committed, on {committed}"
    return None


def _was_copied(day: date | None, facts: VersionFacts, now: VersionFacts) -> bool:
    kept = facts.kept_since or now.kept_since
    return day is not None and kept is not None and kept.last is not None and day < kept.last
