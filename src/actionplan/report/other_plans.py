"""Which plan follows another, which it follows, and which run beside it, in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from actionplan.model.text import date_text
from actionplan.report.document import GAP, Block, Paragraph
from actionplan.summary.status import PlanSummary


def other_plans(plan: PlanSummary, shown: Sequence[PlanSummary], as_at: date) -> Iterator[Block]:
    """Yield the plans around a plan, those that are shown too by their titles.

    Args:
        plan: the plan.
        shown: the plans of the report.
        as_at: the day; a plan that was agreed only after it did not follow any yet.
    """
    lines = list(_lines(plan, shown, as_at))
    if lines:
        yield from (Paragraph(line) for line in lines)
        yield GAP


def _lines(plan: PlanSummary, shown: Sequence[PlanSummary], as_at: date) -> Iterator[str]:
    by_id: dict[str, PlanSummary] = {other.id: other for other in shown}
    for other in shown:
        if other.successor_plan == plan.id and other is not plan:
            yield f"Follows: {other.title}."
    if plan.successor_plan is not None:
        after = by_id.get(plan.successor_plan)
        if after is None:
            yield f"Followed by: {plan.successor_plan}"
        elif after.agreed is None or after.agreed.last is None:
            yield f"Followed by: {after.title}."
        elif after.agreed.last <= as_at:
            yield f"Followed by: {after.title}, agreed {date_text(after.agreed)}."
    if plan.plans_beside:
        beside = (by_id[name].title if name in by_id else name for name in plan.plans_beside)
        yield f"Beside this plan: {'; '.join(beside)}"
