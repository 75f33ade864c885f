"""All that papers are made from: every result about one plan, worked out once for a day and the time before it."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from actionplan.model.bodies import Meeting
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.outlines import Outline
from actionplan.model.records import Action, Area, Plan
from actionplan.model.text import at_text, body_name
from actionplan.model.view import Portfolio
from actionplan.report.paper_blocks import Logo
from actionplan.report.record_notes import RecordNotes, record_notes
from actionplan.report.report_type import Context
from actionplan.rules.questions import Challenge, challenge
from actionplan.summary.changes.records import Change
from actionplan.summary.changes.since import since
from actionplan.summary.dependencies import PlanDependencies, plan_dependencies
from actionplan.summary.last_words import Note, Rated, last_move, last_note, ratings_given
from actionplan.summary.measures.measures import PlanMeasures, plan_measures
from actionplan.summary.meetings import meetings_held, next_meeting
from actionplan.summary.reviews import PlanReviews, plan_reviews
from actionplan.summary.risks import PlanRisks, plan_risks
from actionplan.summary.status import PlanSummary, summarise_plan


@frozen(kw_only=True)
class PaperSelection:
    """The kind of paper, its contents, and the body that it is for.

    Attributes:
        kind: the kind of paper, or the name of a plan's own outline.
        since: the day after which a change is new; None for the last meeting held before the day of the paper.
        last: the body whose last meeting that is; None for the board, or the only body with meetings.
        to: the body for which the paper is; None for the same.
        action: the id of the only action, for its sheet; None otherwise.
        marking: a protective marking; empty for none.
        logo: the logo; None for none.
    """

    kind: str
    since: date | None = None
    last: Id | None = None
    to: Id | None = None
    action: Id | None = None
    marking: str = ""
    logo: Logo | None = None


@frozen(kw_only=True)
class Material:
    """Every result about one plan on the day of a paper.

    Attributes:
        plan: the plan.
        as_at: the day of the paper.
        selection: what was asked for.
        body: the id of the body for which the paper is; None if the plan names no meetings.
        meets: when that body meets next; None if that is not known.
        met: the last meeting that it held before the day; None if none is on record.
        start: the day after which a change is new; None if there is no meeting and no date of agreement.
        changes: what has changed since then.
        record: how old and how complete its record is.
        status, measures, reviews, risks, dependencies: the results of the reports of that name.
        questions: what a committee might ask, the most serious first.
        notes: the last note about each action that has one, by the action's id.
        moves: the entry that last moved the due date of each action that was moved, by the action's id.
        ratings: the ratings given to each action and area, the last first, by its id.
        outline: the outline of the paper; None where there is no such kind.
        made_from: the commit that the paper is made from, in words; empty outside git.
    """

    plan: Plan
    as_at: date
    selection: PaperSelection
    body: Id | None
    meets: PlanDate | None
    met: PlanDate | None
    start: date | None
    changes: tuple[Change, ...]
    record: RecordNotes
    status: PlanSummary
    measures: PlanMeasures
    reviews: PlanReviews
    risks: PlanRisks
    dependencies: PlanDependencies
    questions: tuple[Challenge, ...]
    notes: Mapping[Id, Note]
    moves: Mapping[Id, ActionEntry]
    ratings: Mapping[Id, tuple[Rated, ...]]
    outline: Outline | None = None
    made_from: str = ""


def gather(plan: Plan, context: Context) -> Material:
    """Return all that a paper about a plan is made from.

    Args:
        plan: the plan, with only what had been recorded by the known-at day, if there is one.
        context: the day, and a `PaperSelection`.
    """
    chosen: PaperSelection = context.selection
    day, known = context.as_at, context.known_at
    body = chosen.to or chosen.last or _body(plan)
    met = _last_held(plan, chosen.last or body, day)
    start = chosen.since or (met.on.last if met is not None else plan.agreed.last if plan.agreed is not None else None)
    portfolio = Portfolio(plans=(plan,))
    view = portfolio.at(day)
    records: tuple[Action | Area, ...] = (*plan.actions, *plan.areas)
    notes = {action.id: last_note(plan, action, day) for action in plan.actions}
    moves = {action.id: last_move(plan, action, day) for action in plan.actions}
    return Material(
        plan=plan,
        as_at=day,
        selection=chosen,
        body=body,
        meets=next_meeting(plan, body, day) if body is not None else None,
        met=met.on if met is not None else None,
        start=start,
        changes=since(portfolio.at(start, known_at=start), portfolio.at(day, known_at=known or day)) if start else (),
        record=record_notes(plan, day, known),
        status=summarise_plan(plan, day),
        measures=plan_measures(plan, day),
        reviews=plan_reviews(plan, day),
        risks=plan_risks(plan, day),
        dependencies=plan_dependencies(plan, day),
        questions=challenge(view),
        notes={name: note for name, note in notes.items() if note is not None},
        moves={name: entry for name, entry in moves.items() if entry is not None},
        ratings={record.id: tuple(ratings_given(plan, record, day)) for record in records},
    )


def _body(plan: Plan) -> Id | None:
    """Return the board of a plan: of several, the one that meets most often; without one, any body that meets."""
    held = [each.body for _, each in meetings_held(plan)]
    boards = [body for body in held if body in plan.bodies and plan.bodies[body].kind == "board"]
    return max(boards or held, key=(boards or held).count, default=None)


def _last_held(plan: Plan, body: Id | None, day: date) -> Meeting | None:
    held = [(on, meeting) for on, meeting in meetings_held(plan, body) if on < day]
    return max(held, key=lambda pair: pair[0])[1] if held else None


def name_of(material: Material, body: Id | None, none: str = "no owner named", *, short: bool = False) -> str:
    """Return the name of a body."""
    return body_name(material.plan.bodies, body, none, short=short)


def in_cell(material: Material, body: Id | None) -> str:
    """Return the name of a body for a cell of a table; the board for which the paper is, is just "Board"."""
    known = material.plan.bodies.get(body) if body is not None else None
    if known is not None and body == material.body and known.kind == "board":
        return known.short or "Board"
    return name_of(material, body, short=True)


def since_words(material: Material) -> str:
    """Return since when changes are listed: ``since the board met on 8 Jan 2026``; empty if that is not known."""
    if material.start is None:
        return ""
    if material.selection.since is None and material.met is not None:
        return f"since the {name_of(material, material.selection.last or material.body)} met {at_text(material.met)}"
    words = "since" if material.selection.since is not None else "since the plan was agreed"
    return f"{words} {at_text(on_day(material.start)) if words != 'since' else at_text(on_day(material.start))[3:]}"
