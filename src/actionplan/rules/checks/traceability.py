"""Rules about loose ends: what was found or resolved leads to work, and work to what shows whether it helped."""

from collections.abc import Iterable, Iterator

from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.links import Link, Node
from actionplan.summary.timeline import last_stated, up_to


@rule("W520", one_file=False)
def area_without_measure(view: CheckContext) -> Iterator[RuleFault]:
    """An area names the `measures` that show whether it becomes better for children, or an action that serves it does.
    Of a plan without any measure it is said once (W528).
    """
    plan = view.plan
    if not plan.measures or plan.unread:
        return
    every = view.links
    measured = {link.source for link in every if link.type == "measured-by"}
    served = {link.source for link in every if link.type == "served-by" and link.target in measured}
    for area in plan.areas:
        if Node("area", area.id) not in measured | served:
            fix = 'add a line: measures = ["..."]'
            yield fault(f"nothing shows whether {area.id} becomes better", area, fix=fix)


@rule("W521", one_file=False)
def action_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """An action answers a finding or what a review asks for, carries out a clause, lessens a risk or moves a measure;
    else nobody can say why it is done. Looked at once any action names a finding or a measure; cancelled ones are
    spared.
    """
    plan, every = view.plan, _links_unless_unread(view)
    if not any(_is_named_by_action(link) for link in every):
        return
    has_reason = {link.target for link in every if link.type in ("answered-by", "carried-out-by", "lessened-by")}
    has_reason |= {link.source for link in every if link.type == "measured-by"}
    spared = has_reason | _cancelled(view)
    for action in plan.actions:
        if Node("action", action.id) not in spared:
            fix = 'add a line: findings = ["AREA:FINDING"], or: measures = ["..."]'
            message = "this action answers no finding, carries out no clause and moves no measure"
            yield fault(message, action, fix=fix)


def _is_named_by_action(link: Link) -> bool:
    """Return whether an action itself names this link, to a finding or a measure."""
    ends = (link.type, link.source.kind)
    return ends in (("answered-by", "finding"), ("measured-by", "action"))


@rule("W522")
def measure_without_reading(view: CheckContext) -> Iterator[RuleFault]:
    """A measure is read: until there is a reading under `[[readings]]`, nobody knows where it stands."""
    for measure in view.plan.measures:
        if not measure.readings:
            fix = "add what was last published, under [[readings]]"
            yield fault("this measure has no reading", measure, fix=fix)


@rule("W523")
def measure_without_target(view: CheckContext) -> Iterator[RuleFault]:
    """A measure has something to reach: without a target under `[[targets]]`, no reading is good or bad."""
    for measure in view.plan.measures:
        if not measure.targets:
            fix = "say what it is to reach by when, under [[targets]]"
            yield fault("this measure has no target", measure, fix=fix)


@rule("W524", one_file=False)
def finding_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """Each finding of an area is answered by an action that names it under `findings` and was not cancelled. Where no
    action names any, that is said once of the plan.
    """
    plan, every = view.plan, _links_unless_unread(view)
    naming = [link for link in every if link.type == "answered-by" and link.source.kind == "finding"]
    cancelled = _cancelled(view)
    answered = {link.source for link in naming if link.target not in cancelled}
    if plan.unread or not plan.actions:
        return
    if not naming and any(area.findings for area in plan.areas):
        fix = 'name them in the actions: findings = ["AREA:FINDING"]'
        yield fault("no action says which finding it answers", plan, fix=fix)
        return
    for area in plan.areas:
        for index, finding in enumerate(area.findings):
            if Node("finding", f"{area.id}:{finding.id}") not in answered:
                fix = f'name it in an action: findings = ["{area.id}:{finding.id}"]'
                yield fault(f"no action answers the finding {area.id}:{finding.id}", area, "findings", index, fix=fix)


@rule("W525", one_file=False)
def risk_without_action(view: CheckContext) -> Iterator[RuleFault]:
    """Something is done about a risk: it names `actions` that lessen it, not all of them cancelled. A closed risk is
    spared.
    """
    plan = view.plan
    if plan.unread or not plan.risks:
        return
    cancelled = _cancelled(view)
    every = view.links
    lessened = {link.source for link in every if link.type == "lessened-by" and link.target not in cancelled}
    for risk in plan.risks:
        is_closed = last_stated(up_to(risk.status, view.today), "state") == "closed"
        if Node("risk", risk.id) not in lessened and not is_closed:
            yield fault("nothing lessens this risk", risk, fix='add a line: actions = ["..."]')


@rule("W526")
def ask_without_answer(view: CheckContext) -> Iterator[RuleFault]:
    """What a review asks for is answered by `actions`, or by an entry that says how far it has come."""
    for review in view.plan.reviews:
        told = {entry.ask for entry in review.status}
        for index, ask in enumerate(review.asks):
            if not ask.actions and ask.id not in told:
                fix = 'add a line: actions = ["..."], or an entry with its ask and state'
                yield fault(f"nothing answers what {review.id} asks for under {ask.id}", review, "asks", index, fix=fix)


@rule("W527", one_file=False)
def never_reported_back(view: CheckContext) -> Iterator[RuleFault]:
    """If a resolution has `report_every`, progress has been reported to the body that carried it (an entry has
    `reported_to` with that body) by the day on which its first report is due. The rule does not apply to resolutions
    that have been carried out.
    """
    from actionplan.summary.resolutions.resolution import summarise_carrying, summarise_resolutions

    plan, today = view.plan, view.today
    by_id = {resolution.id: resolution for resolution in plan.resolutions}
    for resolution in summarise_resolutions(plan, summarise_carrying(plan, today), today):
        told = {entry.reported_to for entry in by_id[resolution.id].status}
        if resolution.reported.days_overdue and resolution.body not in told and resolution.reported.due is not None:
            message = f"this was never reported back to {resolution.body}; it was due on {resolution.reported.due}"
            fix = f"actionplan update {resolution.id} --reported-to {resolution.body} --on DAY"
            keys = ("report_every",) if by_id[resolution.id].report_every is not None else ()
            yield fault(message, by_id[resolution.id], *keys, fix=fix)


_BEGUN = 10
"""So many actions make a plan that is past its beginning."""


@rule("W528", one_file=False)
def kind_not_used(view: CheckContext) -> Iterator[RuleFault]:
    """A plan of ten actions or more has measures, so that more can be seen than activity, and risks. One that keeps
    them elsewhere can put `W528` under `ignore` in its policy. Smaller plans have only begun, and are not asked.
    """
    plan = view.plan
    missing = [name for name, records in (("measures", plan.measures), ("risks", plan.risks)) if not records]
    if len(plan.actions) >= _BEGUN and missing and not plan.unread:
        message = f"this plan has no {' and no '.join(missing)}"
        fix = f"make a first file in the folder {missing[0]}"
        yield fault(message, plan, fix=fix)


def _cancelled(view: CheckContext) -> set[Node]:
    """Return the actions that will not be done, and so answer nothing any more."""
    return {Node("action", name) for name in view.cancelled}


def _links_unless_unread(view: CheckContext) -> Iterable[Link]:
    """Return the links of a plan; none where a file could not be read, since any of them may stand there."""
    return () if view.plan.unread else view.links
