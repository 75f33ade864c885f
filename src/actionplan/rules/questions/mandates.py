"""Questions about mandates: what a council resolved, and what has become of it."""

from collections.abc import Iterator

from actionplan.model.records import Clause, Resolution
from actionplan.model.text import date_text
from actionplan.model.vocabulary import BINDING
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import QuestionContext, last_stating, stated_at, what
from actionplan.rules.questions.registry import QuestionCase, challenge_rule
from actionplan.summary.timeline import head_as_at, part_as_at, up_to


@challenge_rule(
    "C501",
    "critical",
    one='What delivers clause {clause} of the resolution "{motion}" of {on}, now that {what} is cancelled?',
)
def cancelled_though_resolved(view: QuestionContext) -> Iterator[QuestionCase]:
    """A clause of a carried resolution names an action that has been cancelled. The body has not withdrawn the
    resolution, so something else must deliver the clause, or the body must be informed. Its other actions are
    named.
    """
    by_id = {standing.now.id: standing for standing in view.actions}
    for resolution, index, clause in _binding_clauses(view):
        carried = [by_id[name] for name in clause.actions if name in by_id]
        others = [standing.now.id for standing in carried if standing.now.state != "cancelled"]
        for standing in carried:
            if standing.now.state == "cancelled":
                stopped = last_stating(standing, "state")
                since = f" since {date_text(stopped.entry.on)}" if stopped is not None else ""
                still = f"; still carried out by {', '.join(others)}" if others else "; no other action carries it"
                yield QuestionCase(
                    record=resolution.id,
                    owner=standing.now.owner,
                    areas=standing.now.areas,
                    name=f"{resolution.id} {resolution.title}",
                    why=f'the clause is "{clause.text}"; {standing.now.id} is cancelled{since}{still}',
                    weight=0 if others else 1,
                    places=(
                        place(view.plan, resolution, "clauses", index),
                        *stated_at(view, standing, "state"),
                    ),
                    words={
                        "clause": clause.id,
                        "motion": resolution.title,
                        "on": date_text(resolution.on),
                        "what": what(standing),
                    },
                )


def _binding_clauses(view: QuestionContext) -> Iterator[tuple[Resolution, int, Clause]]:
    """Yield the clauses of resolutions carried by the day, with their values on the day."""
    for resolution in view.plan.resolutions:
        if resolution.on.last is not None and resolution.on.last > view.as_at:
            continue
        entries = up_to(resolution.status, view.as_at)
        now = head_as_at(resolution, entries)
        if now.outcome in BINDING:
            for index, clause in enumerate(now.clauses):
                yield now, index, part_as_at(clause, entries)
