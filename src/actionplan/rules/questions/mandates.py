"""The question about mandates: whether what a council resolved is carried out."""

from collections.abc import Iterator

from actionplan.model.resolutions import Clause, Resolution
from actionplan.model.text import (
    at_text,
    body_name,
    date_text,
    day_text,
    days_text,
    numbered_name,
    numbered_title,
    printed_id,
    some_of,
    the_body,
)
from actionplan.model.vocabulary import BINDING
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, last_stating, stated_at, what
from actionplan.rules.questions.registry import QuestionCase, challenge_rule
from actionplan.summary.answering import answers_for
from actionplan.summary.replaced import in_place_of, replaced_among
from actionplan.summary.timeline import by_part, head_as_at, part_as_at, up_to


@challenge_rule(
    "C501",
    "critical",
    'What delivers clause {clause} of the resolution "{resolution}" of {on}, now that {what} is cancelled?',
)
def cancelled_though_resolved(view: QuestionContext) -> Iterator[QuestionCase]:
    """A clause of a resolution that was carried names an action that has been cancelled. The body that carried the
    resolution has not withdrawn it, so another action must carry the clause out, or the body must be informed. Actions
    that still carry it out are named.
    """
    by_id = {standing.now.id: standing for standing in view.actions}
    replaced = replaced_among({name: standing.now for name, standing in by_id.items()})
    for resolution, index, clause in _binding_clauses(view):
        carrying = [by_id[name] for name in in_place_of(clause.actions, replaced) if name in by_id]
        others = some_of(numbered_name(each.now) for each in carrying if each.now.state != "cancelled")
        for standing in carrying:
            now = standing.now
            if now.state == "cancelled":
                stopped = last_stating(standing, "state")
                since = f" since {date_text(stopped.entry.on)}" if stopped is not None else ""
                why = f'the clause is "{clause.text}"; {numbered_name(now)} is cancelled{since}; '
                why += f"still carried out by {others}" if others else "no other action carries it out"
                places = (place(view.plan, resolution, "clauses", index), *stated_at(view, standing, "state"))
                words = {"clause": printed_id(clause), "resolution": resolution.title, "on": date_text(resolution.on)}
                words["what"] = what(standing)
                name, weight = numbered_title(resolution), 0 if others else 1
                yield QuestionCase(resolution.id, answers_for(now), now.areas, name, why, places, weight, words)


@challenge_rule(
    "C502", "serious", 'When does {body} hear what became of "{resolution}" of {on}, {late} after it should?'
)
def report_back_overdue(view: QuestionContext) -> Iterator[QuestionCase]:
    """A report on an open resolution is overdue to the body that hears them: the one that carried it, unless it names
    another.
    """
    for now in view.resolutions:
        due = now.reported.due
        if not now.open or due is None or not now.reported.days_overdue:
            continue
        hears = now.report_to or now.body
        late, last = days_text(now.reported.days_overdue), now.reported.last
        why = f"a report was due {day_text(due)}, {late} ago; "
        why += f"the last was {at_text(last)}" if last is not None else "none is on record"
        words = {"body": the_body(body_name(view.plan.bodies, hears)), "resolution": now.title, "late": late}
        words["on"] = date_text(now.on)
        places = (place(view.plan, view.plan.resolution(now.id), "report_every"),)
        yield QuestionCase(now.id, None, (), numbered_title(now), why, places, now.reported.days_overdue, words)


def _binding_clauses(view: QuestionContext) -> Iterator[tuple[Resolution, int, Clause]]:
    """Yield the clauses of resolutions carried by the day, with their values on that day."""
    for resolution in view.plan.resolutions:
        if resolution.on.last is not None and resolution.on.last > view.as_at:
            continue
        entries = up_to(resolution.status, view.as_at)
        now = head_as_at(resolution, entries)
        if now.outcome in BINDING:
            own = by_part(entries)
            for index, clause in enumerate(now.clauses):
                yield now, index, part_as_at(clause, own.get(clause.id, ()))
