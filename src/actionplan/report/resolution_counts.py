"""How many resolutions are open, fulfilled, closed or lost, in words."""

from collections.abc import Iterable

from actionplan.model.text import count, days_text, in_words, outcome_words
from actionplan.report.document import Item, Items
from actionplan.summary.resolutions.resolution import ResolutionSummary
from actionplan.summary.resolutions.resolutions import ResolutionSelection, ResolutionTally


def counts_of(tally: ResolutionTally, selection: ResolutionSelection, lost: str) -> Items:
    """Return how many resolutions are open, fulfilled, closed, or do not bind the plan.

    Args:
        tally: the counts.
        selection: which resolutions are counted.
        lost: what became of those that do not bind it, from `fates`.
    """
    counts = [
        Item("No open resolution is known to have anything overdue." if selection.overdue else "No resolution is open.")
    ]
    if tally.open:
        oldest = f", the oldest for {days_text(tally.oldest_days)}" if tally.oldest_days else ""
        clauses = f", with {count(tally.open_clauses, 'open clause')}"
        overdue = (
            (tally.overdue_actions, "with a clause or an action overdue"),
            (tally.overdue_reports, "with a report overdue"),
            (tally.due_at_next_meeting, "due to be reported at the next meeting of the body"),
        )
        text = f"{count(tally.open, 'resolution')} {'is' if tally.open == 1 else 'are'} open{clauses}{oldest}."
        counts = [Item(text, under=tuple(f"{number} {words}" for number, words in overdue if number))]
    if not (selection.open or selection.overdue):
        closed = tally.done - tally.fulfilled
        decided, unknown = tally.not_carried - tally.outcome_unknown, tally.outcome_unknown
        facts = (
            f"{tally.fulfilled or 'None'} {'are' if tally.fulfilled > 1 else 'is'} fulfilled",
            f"{closed} {'is' if closed == 1 else 'are'} closed without being fulfilled in full" if closed else "",
            f"{decided} more {'was' if decided == 1 else 'were'} {lost}" if decided else "",
            f"of {unknown} more the outcome is not known" if unknown else "",
        )
        counts.append(Item(f"{'; '.join(filter(None, facts))}."))
    return Items(tuple(counts), hang=2, under=2)


def fates(resolutions: Iterable[ResolutionSummary]) -> str:
    """Return what became of resolutions that do not bind the plan: ``lost or not reached``; empty if there are none."""
    outcomes = (outcome_words(each.outcome) for each in resolutions if each.outcome != "unknown")
    return in_words(dict.fromkeys(outcomes), "or")
