"""Questions about what nothing on record answers: findings, clauses, targets, and what parents reported."""

from collections.abc import Iterator

from actionplan.model.figures import figure, with_unit
from actionplan.model.kinds import records_of
from actionplan.model.records import Action, Area
from actionplan.model.resources import Resource
from actionplan.model.text import (
    body_name,
    count,
    date_text,
    days_text,
    in_words,
    numbered_name,
    numbered_title,
    printed_id,
)
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, called, stated_at
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule, for_several
from actionplan.summary.names import number_of_part
from actionplan.summary.replaced import in_place_of, replaced_among
from actionplan.summary.resources import sort_of
from actionplan.summary.timeline import up_to


@for_several("What is done about {count} findings that no action answers?", together="plan")
@challenge_rule("C490", "serious", "What is done about finding {finding}, which no action answers?")
def finding_without_action(view: QuestionContext) -> Iterator[QuestionCase]:
    """No action that is not cancelled names a finding of an area under `findings`. The work may be part of an action
    that does not say so. A plan in which no action names any finding is not asked.
    """
    answered = {
        name if ":" in name else f"{standing.now.areas[0]}:{name}"
        for standing in view.actions
        if standing.now.state != "cancelled" and standing.now.areas
        for name in standing.head.findings
    }
    for area in view.areas if answered else ():
        for index, finding in enumerate(area.findings):
            name = f"{area.id}:{finding.id}"
            if name not in answered:
                text = finding.text.strip().rstrip(".")
                places = (place(view.plan, view.plan.area(area.id), "findings", index),)
                words = {"finding": f'{number_of_part(area, finding)} ("{text}")'}
                serving = sum(area.id in standing.now.areas for standing in view.actions)
                why = f"{count(serving, 'action serves', 'actions serve')} the area, and none of them names it"
                yield QuestionCase(area.id, area.owner, (area.id,), words["finding"], why, places, 0, words)


@challenge_rule("C491", "routine", 'How far is "{measure}", which has a target and no reading?')
def target_without_reading(view: QuestionContext) -> Iterator[QuestionCase]:
    """A measure has a target, and no reading has ever been published, so that nobody can say whether the target is
    reached. If sources give several days for the target, all are named.
    """
    for measure in view.measures:
        if measure.latest is None and measure.targets:
            targets = "; ".join(
                f"{figure(target.value, measure.unit)} by {date_text(target.due)}" for target in measure.targets
            )
            record = view.plan.measure(measure.id)
            places = tuple(
                place(view.plan, record, "targets", record.targets.index(target.current)) for target in measure.targets
            )
            words, name = {"measure": measure.title}, numbered_title(measure)
            yield QuestionCase(
                measure.id, measure.owner, measure.areas, name, f"the target is {targets}", places, 0, words
            )


@for_several("Who answers for {count} actions that name no owner?", together="plan")
@challenge_rule("C304", "serious", "Who answers for {what}, which names no owner?")
def action_without_owner(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, and no body is named as its owner. Until one is, nobody has to report on it."""
    for standing in view.actions:
        now = standing.now
        if now.open and now.owner is None:
            due = f"it is due {date_text(now.due)}" if now.due is not None else "no due date is on record"
            due = f"it is {days_text(now.days_late)} overdue" if now.days_late else due
            yield about(
                standing, f"no owner is named, and {due}", stated_at(view, standing, "owner"), now.days_late or 0
            )


@challenge_rule("C590", "serious", 'What became of {clauses} of the resolution "{resolution}" of {on}?')
def clause_without_outcome(view: QuestionContext) -> Iterator[QuestionCase]:
    """A resolution was carried, longer ago than the policy's `challenge_weeks_silent` (6 weeks by default), and no
    action carries out one of its clauses, nor does an entry give its state. Perhaps it was carried out and nobody
    recorded it: an entry of the clause with its `state` settles the question.
    """
    for now in view.resolutions:
        unknown = [clause for clause in now.clauses if clause.open and clause.delivery == "not-tracked"]
        days = (view.as_at - now.on.last).days if now.on.last is not None else 0
        if not unknown or days <= 7 * view.policy.challenge_weeks_silent:
            continue
        record = view.plan.resolution(now.id)
        texts = "; ".join(f'{printed_id(clause)} "{clause.text.strip().rstrip(".")}"' for clause in unknown)
        why = f"resolved {days_text(days, ' ago')}: {texts}; whether it was done is not on record"
        index = {clause.id: number for number, clause in enumerate(record.clauses)}
        places = tuple(place(view.plan, record, "clauses", index[clause.id]) for clause in unknown)
        words = {"clauses": count(len(unknown), "clause"), "resolution": now.title, "on": date_text(now.on)}
        yield QuestionCase(now.id, None, (), numbered_title(now), why, places, days, words)


@challenge_rule("C390", "routine", "What has been done about what {name} reported of {what}, dated {on}?")
def forum_not_answered(view: QuestionContext) -> Iterator[QuestionCase]:
    """The last word on an open action or an area is a `note` by a forum of parents and carers, longer ago than the
    policy's `challenge_weeks_silent` (6 weeks by default): nobody who answers for the work has reported since. A note
    with which the forum reports a state is its own update, and not asked about.
    """
    is_open = {standing.now.id: standing.now.open for standing in view.actions}
    for record in records_of(view.plan):
        if not isinstance(record, Action | Area) or not is_open.get(record.id, isinstance(record, Area)):
            continue
        last = max(up_to(record.status, view.as_at), key=lambda placed: placed.day, default=None)
        by = last.entry.by if last is not None else None
        body = view.plan.bodies.get(by) if by is not None else None
        if last is None or body is None or body.kind != "parent-carer-forum" or not last.entry.note:
            continue
        if getattr(last.entry, "state", None) is not None:
            continue
        days = (view.as_at - last.day).days
        if days > 7 * view.policy.challenge_weeks_silent:
            why = f'it reported: "{last.entry.note.strip().rstrip(".")}"'
            places = (place(view.plan, record, "status", last.index, "note"),)
            kind = "action" if isinstance(record, Action) else "area"
            words = {"name": body_name(view.plan.bodies, by), "on": date_text(last.entry.on)}
            words["what"] = called(kind, record)
            areas = record.areas if isinstance(record, Action) else (record.id,)
            yield QuestionCase(record.id, record.owner, areas, numbered_title(record), why, places, days, words)


@challenge_rule("C340", "routine", "Which of {parts} has {amounts} of {what}, which was split into them?")
def resources_not_shared_out(view: QuestionContext) -> Iterator[QuestionCase]:
    """An action with money, posts or places was split, and none of the actions in its place states an amount of that
    sort. Totals still count it once, with the action that was split; but nobody can say who may spend it.
    """
    actions = {standing.now.id: standing for standing in view.actions}
    replaced = replaced_among({name: standing.now for name, standing in actions.items()})
    for name, parts in replaced.items():
        if len(parts) < 2:
            continue
        standing = actions[name]
        inside = {part for first in parts for part in (first, *in_place_of([first], replaced))}
        stated = {sort_of(each) for part in inside & set(actions) for each in actions[part].action.resources}
        left = [(index, each) for index, each in enumerate(standing.action.resources) if sort_of(each) not in stated]
        if left:
            amounts = in_words(f"{with_unit(each.amount, each.unit)}{_yearly(each)}" for _, each in left)
            places = tuple(place(view.plan, standing.action, "resources", index) for index, _ in left)
            names = [numbered_name(actions[part].now) if part in actions else part for part in parts]
            words = {"parts": in_words(names), "amounts": amounts}
            yield about(standing, f"none of {in_words(names, 'or')} states an amount of that sort", places, 0, words)


def _yearly(resource: Resource) -> str:
    return " a year" if resource.per == "year" else ""
