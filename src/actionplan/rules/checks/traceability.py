"""Rules about links: a finding or a resolution leads to action, and an action to a measure that shows its effect."""

from collections.abc import Iterator

from actionplan.model.text import printed_id
from actionplan.rules.checks.advice import linked
from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.links import Node
from actionplan.summary.reviews import replaced_notices
from actionplan.summary.timeline import last_stated, up_to


@rule("W520", one_file=False)
def area_without_measure(view: CheckContext) -> Iterator[RuleFault]:
    """An area, or an action that serves it, names the `measures` that show whether it gets better for children. The
    rule does not apply to a plan without any measure (see W528), or to areas that are stood down.
    """
    if not view.plan.measures or view.plan.unread:
        return
    measured = {link.source for link in view.links if link.type == "measured-by"}
    served = {link.source for link in view.links if link.type == "served-by" and link.target in measured}
    for area in view.areas_in_force:
        if Node("area", area.id) not in measured | served:
            fix = linked(view, area.id, "--measure MEASURE", of=area)
            yield fault(f"no measure shows whether {area.id} improves", area, fix=fix)


@rule("W521", one_file=False)
def action_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """An action answers a finding, carries out a clause or a recommendation, lessens a risk or moves a measure;
    otherwise nobody can say why it is done. The rule applies once any action names a finding or a measure, and not to
    actions that are cancelled, or were split or joined.
    """
    named_by_actions = ("answered-by", "finding"), ("measured-by", "action")
    if view.plan.unread or not any((link.type, link.source.kind) in named_by_actions for link in view.links):
        return
    with_reason = {link.target for link in view.links if link.type in ("answered-by", "carried-out-by", "lessened-by")}
    with_reason |= {link.source for link in view.links if link.type == "measured-by"} | view.dropped
    for action in view.plan.actions:
        if Node("action", action.id) not in with_reason:
            fix = linked(view, action.id, "--finding AREA:FINDING", of=action)
            yield fault("linked to no finding, clause or measure", action, fix=fix)


@rule("W522")
def measure_without_reading(view: CheckContext) -> Iterator[RuleFault]:
    """A measure has at least one reading under `[[readings]]`; without one, its value is not known."""
    for measure in view.plan.measures:
        if not measure.readings:
            fix = f"add the latest published value: actionplan measure record {measure.id} VALUE --period PERIOD"
            yield fault("this measure has no reading", measure, fix=fix)


@rule("W523")
def measure_without_target(view: CheckContext) -> Iterator[RuleFault]:
    """A measure has at least one target under `[[targets]]`; without one, no reading is good or bad. If none was set,
    put `W523` under `ignore` in the plan's policy: reports say that there is no target.
    """
    for measure in view.plan.measures:
        if not measure.targets:
            fix = f"if there is one: actionplan measure target {measure.id} VALUE --due DAY; {_ignored(view, 'W523')}"
            yield fault("this measure has no target", measure, fix=fix)


def _ignored(view: CheckContext, code: str) -> str:
    """Return how to say that a plan has none of what a rule asks for, beside what it says already."""
    codes = (*(view.plan.policy[-1].ignore if view.plan.policy else ()), code)
    return f"if there is none: actionplan set policy {' '.join(f'--ignore {each}' for each in codes)}"


@rule("W524", one_file=False)
def finding_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """Each finding of an area is named under `findings` by an action that is not cancelled. If no action names any
    finding, there is one warning for the whole plan. Areas that are stood down are left out.
    """
    plan = view.plan
    if plan.unread or not plan.actions:
        return
    naming = [link for link in view.links if link.type == "answered-by" and link.source.kind == "finding"]
    answered = {link.source for link in naming if link.target not in view.dropped}
    if not naming and any(area.findings for area in plan.areas):
        agreed = next((area for area in plan.areas if view.is_agreed(area)), plan.areas[0])
        fix = linked(view, "ACTION", "--finding AREA:FINDING", of=agreed)
        yield fault("no action says which finding it answers", plan, fix=fix)
        return
    for area, keys, finding in items_of(view.areas_in_force, "findings"):
        name = f"{area.id}:{finding.id}"
        if Node("finding", name) not in answered:
            fix = linked(view, "ACTION", f"--finding {name}", of=area)
            yield fault(f"no action answers the finding {name}", area, *keys, fix=fix)


@rule("W525", one_file=False)
def risk_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """A risk names the `actions` that lessen it, and at least one of them is not cancelled. The rule does not apply to
    closed risks.
    """
    if view.plan.unread or not view.plan.risks:
        return
    lessened = {link.source for link in view.links if link.type == "lessened-by" and link.target not in view.dropped}
    for risk in view.plan.risks:
        is_closed = last_stated(up_to(risk.status, view.today), "state") == "closed"
        if Node("risk", risk.id) not in lessened and not is_closed:
            fix = linked(view, risk.id, "--action ACTION", of=risk)
            yield fault("no action mitigates this risk", risk, fix=fix)


@rule("W526", one_file=False)
def recommendation_without_answer(view: CheckContext) -> Iterator[RuleFault]:
    """Each recommendation of a review is carried out by `actions`, rejected, or followed by entries about it. The rule
    does not apply to a notice that another has replaced.
    """
    replaced = replaced_notices(view.plan, view.today)
    reported = {review.id: {entry.recommendation for entry in review.status} for review in view.plan.reviews}
    for review, keys, recommendation in items_of(view.plan.reviews, "recommendations"):
        is_answered = recommendation.actions or recommendation.response == "rejected"
        if not is_answered and recommendation.id not in reported[review.id] and review.id not in replaced:
            fix = linked(view, f"{review.id}:{recommendation.id}", "--action ACTION", of=review)
            yield fault(f"nothing answers recommendation {printed_id(recommendation)}", review, *keys, fix=fix)


@rule("W527", one_file=False)
def never_reported_back(view: CheckContext) -> Iterator[RuleFault]:
    """If a resolution has `report_every`, progress has been reported to the body that carried it (an entry has
    `reported_to` with that body) by the day on which its first report is due. The rule does not apply to resolutions
    that have been carried out.
    """
    from actionplan.summary.resolutions.resolution import summarise_carrying, summarise_resolutions

    plan, today = view.plan, view.today
    for now in summarise_resolutions(plan, summarise_carrying(plan, today), today):
        resolution, reported = plan.resolution(now.id), now.reported
        has_reported = any(entry.reported_to == now.body for entry in resolution.status)
        if reported.days_overdue and reported.due is not None and not has_reported:
            message = f"this was never reported back to {now.body}; it was due on {reported.due}"
            fix = f"actionplan update {now.id} --reported-to {now.body} --on DAY"
            keys = ("report_every",) if resolution.report_every is not None else ()
            yield fault(message, resolution, *keys, fix=fix)


_GROWN = 10
"""From this number of actions on, a plan should have measures and risks."""


@rule("W528", one_file=False)
def kind_not_used(view: CheckContext) -> Iterator[RuleFault]:
    """A plan of ten actions or more has measures, which show effects and not only activity, and risks. If you keep them
    elsewhere, put `W528` under `ignore` in the plan's policy.
    """
    plan = view.plan
    missing = [name for name in ("measures", "risks") if not getattr(plan, name)]
    if len(plan.actions) >= _GROWN and missing and not plan.unread:
        new = "new risk ID" if plan.measures else 'new measure ID --unit "..." --direction up'
        fix = f'if there are any: actionplan {new} --title "..."; {_ignored(view, "W528")}'
        yield fault(f"this plan has no {' and no '.join(missing)}", plan, fix=fix)
