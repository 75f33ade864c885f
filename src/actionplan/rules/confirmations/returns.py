"""What is asked about an owner's return before it is taken in. `returns` finds it, since it knows what was sent."""

from collections.abc import Iterator

from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation


@confirmation("P161")
def contradicts_what_changed_meanwhile(_: PlannedChange) -> Iterator[Doubt]:
    """A return says something else than the plan, which changed after the return was sent: perhaps its owner did not
    know. A due date that moved meanwhile is asked about like a state.
    """
    yield from ()


@confirmation("P162")
def not_asked_of_this_owner(_: PlannedChange) -> Iterator[Doubt]:
    """A return answers for an action or a measure that it did not ask about, or for which another body answers now."""
    yield from ()


@confirmation("P163")
def reason_without_a_change(_: PlannedChange) -> Iterator[Doubt]:
    """A return gives a reason, and nothing that needs one: perhaps a new date is missing. The reason becomes a note."""
    yield from ()


@confirmation("P165")
def changed_what_is_on_record(_: PlannedChange) -> Iterator[Doubt]:
    """A return has other words than were sent in a cell that says what is on record, such as the due date. They are not
    taken in: perhaps they belong into a cell to fill in.
    """
    yield from ()


@confirmation("P164")
def another_figure_for_the_period(_: PlannedChange) -> Iterator[Doubt]:
    """A return has a figure for a time for which the plan has another one. Both are kept."""
    yield from ()
