"""Whether an entry was committed on the day on which it says that it was written down."""

from datetime import date, timedelta

from actionplan.git.audit.versions import Facts, plan_date
from actionplan.model.dates import PlanDate, is_exact
from actionplan.model.matching import Table

TOLERANCE = timedelta(days=1)
"""An entry written before midnight is often committed after it, and an author's calendar and the council's may differ
by a day, since a commit knows only the zone that the author's computer was set to."""


def fault_of_day(entry: Table, committed: date | None, facts: Facts, now: Facts) -> str | None:
    """Return how an entry's day contradicts the day of the commit that brought it; None where it does not.

    Args:
        entry: the entry.
        committed: the day of the commit, by its author's calendar; None where it has none.
        facts: what the plan file of that commit says.
        now: what the plan file says at the end of the history, for plans that came to say only later since when they
            are kept.
    """
    on = plan_date(entry.get("on"), facts.terms)
    recorded = entry.get("recorded")
    exact = recorded if type(recorded) is date else on.first if on is not None and is_exact(on) else None
    if committed is None or _came_with_the_import(exact, on, facts.kept_since or now.kept_since):
        return None
    if exact is not None:
        if abs(exact - committed) <= TOLERANCE:
            return None
        return f"says that it was recorded on {exact}, but it was committed on {committed}"
    if on is not None and on.first is not None and committed < on.first - TOLERANCE:
        return f"is about a time that had not begun when it was committed, on {committed}"
    return None


def _came_with_the_import(exact: date | None, on: PlanDate | None, kept_since: PlanDate | None) -> bool:
    day = exact or (on.last if on is not None else None)
    return day is not None and kept_since is not None and kept_since.last is not None and day < kept_since.last
