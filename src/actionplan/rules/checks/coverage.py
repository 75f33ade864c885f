"""Rules about how much of a plan is on record, how much of what others have made, and the plans around it."""

from collections.abc import Iterator

from actionplan.model.records import Area, Record
from actionplan.model.resolutions import Resolution
from actionplan.model.reviews import Review
from actionplan.model.text import count
from actionplan.rules.checks.advice import amended
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.status import areas_known

_LISTS = {"findings_made": "findings", "recommendations_made": "recommendations", "clauses_made": "clauses"}
"""For each count of what was made, the list of those that are on record."""


@rule("E270")
def more_known_than_made(view: CheckContext) -> Iterator[RuleFault]:
    """What is on record is no more than what was made: the clauses of a resolution than `clauses_made`, the
    recommendations of a review than `recommendations_made`, findings than `findings_made`, and the areas that the
    inspectors named (all but those of the kind `other`) than `areas_named` of the inspection.
    """
    for kind in (Area, Resolution, Review):
        for history in view.of_kind(kind):
            for name, listed in _LISTS.items():
                made, known = getattr(history.now, name, None), len(getattr(history.record, listed, ()))
                if made is not None and known > made >= 0:
                    number = count(known, name.removesuffix("s_made"))
                    message = f"{number} {'is' if known == 1 else 'are'} on record, but only {made} in all"
                    options = f"--{name.replace('_', '-')} {known}"
                    fix = amended(view, history.record, "correct the number", options)
                    yield fault(message, history.record, *_place(history.record, name), fix=fix)


@rule("E271", one_file=False)
def more_areas_than_named(view: CheckContext) -> Iterator[RuleFault]:
    """The areas of a plan that the inspectors named, which are all but those of the kind `other`, are no more than
    `areas_named` of the inspection.
    """
    inspection, known = view.plan.inspection, areas_known(view.plan)
    if inspection is not None and inspection.areas_named is not None and known > inspection.areas_named:
        number = count(known, "area")
        message = f"{number} {'is' if known == 1 else 'are'} on record, but only {inspection.areas_named} in all"
        fix = "correct the number: actionplan set inspection --areas-named N; or give an area that they did not name "
        fix += 'the kind "other"'
        yield fault(message, view.plan, "inspection", "areas_named", fix=fix)


@rule("W570", fix='say what is missing, and why: actionplan set plan --coverage-reason "..."')
def incomplete_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """A plan with `coverage = "incomplete"` gives a `coverage_reason`, so that readers know what its totals lack."""
    if view.plan.coverage == "incomplete" and not view.plan.coverage_reason:
        yield fault("the record is incomplete, but nothing says why", view.plan, "coverage")


@rule("W571", fix="actionplan set plan --coverage incomplete")
def reason_without_coverage(view: CheckContext) -> Iterator[RuleFault]:
    """A `coverage_reason` explains a `coverage`: without it, no report prints the reason."""
    if view.plan.coverage is None and view.plan.coverage_reason:
        yield fault("this explains no coverage", view.plan, "coverage_reason", on_key=True)


@rule("E273")
def other_plan_is_this_one(view: CheckContext) -> Iterator[RuleFault]:
    """`successor_plan` and `plans_beside` name other plans, each by its id or a web address: no plan follows itself."""
    plan = view.plan
    if plan.successor_plan == plan.id:
        yield fault("this plan cannot follow itself", plan, "successor_plan", fix="name the plan that follows it")
    for number, name in enumerate(plan.plans_beside):
        if name == plan.id:
            yield fault("this plan cannot run beside itself", plan, "plans_beside", number, fix="remove it")


def _place(record: Record, name: str) -> tuple[str | int, ...]:
    """Return where a count is stated last: in an entry, or else in the head."""
    stating = [index for index, entry in enumerate(record.status) if getattr(entry, name) is not None]
    return ("status", stating[-1], name) if stating else (name,)
