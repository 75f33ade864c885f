"""The working days in which a plan must be handed in after an inspection."""

from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate, is_exact
from actionplan.model.records import Plan
from actionplan.model.reviews import Review
from actionplan.summary.effective import policy_as_at
from actionplan.summary.working_days import working_days_between, working_days_from


@frozen(kw_only=True)
class PlanClock:
    """The working days for handing in the plan. The first day of each count is not included.

    Attributes:
        from_receipt: working days from the receipt of the final report to ``plan_due``; None if one of the two days is
            not known.
        from_publication: working days from the publication of the report to ``plan_due``; None if one of the two
            days is not known.
        deadline: the last of the plan's ``plan_due_working_days`` from receipt; None if the plan has no such number, or
            the day of receipt is not known.
        left: working days from the day to ``plan_due`` or, without it, to ``deadline``; below 0 if that has passed,
            None if there is neither.
    """

    from_receipt: int | None
    from_publication: int | None
    deadline: date | None
    left: int | None


def clock_of(plan: Plan, review: Review, as_at: date) -> PlanClock | None:
    """Return the working days for handing in the plan, by the policy of the day from which they are counted.

    Args:
        plan: the plan.
        review: the review, its head as on that day.
        as_at: the day.
    """
    received, published, due = (_day(when) for when in (review.received, review.published, review.plan_due))
    policy = policy_as_at(plan, received or published or as_at)

    def between(start: date | None, end: date | None) -> int | None:
        return working_days_between(start, end, policy.closed_days) if start is not None and end is not None else None

    number = policy.plan_due_working_days if review.kind == "inspection" else None
    deadline = working_days_from(received, number, policy.closed_days) if received and number is not None else None
    counts = {"from_receipt": between(received, due), "from_publication": between(published, due)}
    counts["left"] = between(as_at, due or deadline)
    is_empty = deadline is None and set(counts.values()) == {None}
    return None if is_empty else PlanClock(deadline=deadline, **counts)


def _day(when: PlanDate | None) -> date | None:
    """Return the day of an exact date; None for any other, since days cannot be counted from a month."""
    return when.first if when is not None and is_exact(when) else None
