"""All that papers are made from: the results about one plan on a day, each worked out when it is first asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from attrs import frozen

from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.outlines import Outline
from actionplan.model.records import Action, Area, Plan
from actionplan.model.text import at_text, body_name, the_body
from actionplan.model.view import Portfolio
from actionplan.report.paper_blocks import Logo
from actionplan.report.record_notes import RecordNotes, record_notes
from actionplan.rules.questions import Challenge, challenge
from actionplan.summary.actions import ActionSummary, standing_actions
from actionplan.summary.changes.records import Change
from actionplan.summary.changes.since import since
from actionplan.summary.dependencies import PlanDependencies, plan_dependencies
from actionplan.summary.last_words import Note, Rated, last_move, last_note, ratings_given
from actionplan.summary.measures.measures import PlanMeasures, plan_measures
from actionplan.summary.meetings import meetings_held, next_meeting
from actionplan.summary.reviews import PlanReviews, plan_reviews
from actionplan.summary.risks import PlanRisks, plan_risks
from actionplan.summary.silence import last_report
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
    """What a paper about one plan is made from. Results are worked out when a section first asks for them.

    Attributes:
        plan: the plan, with only what had been recorded by the known-at day, if there is one.
        as_at: the day of the paper.
        known_at: the day of what was known; None for no limit.
        selection: what was asked for.
        outline: the outline of the paper; None where there is no such kind.
        appended: the outlines of its appendices.
        errors: how many errors the rules find in the plan.
        made_from: the commit that the paper is made from, in words; empty outside git.
    """

    plan: Plan
    as_at: date
    known_at: date | None = None
    selection: PaperSelection
    outline: Outline | None = None
    appended: tuple[Outline, ...] = ()
    errors: int = 0
    made_from: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the paper and of its appendices."""
        return (self.selection.kind, *(each.kind for each in (self.outline.appendices if self.outline else ())))

    @cached_property
    def body(self) -> Id | None:
        """The id of the body for which the paper is; None if the plan names no meetings."""
        selected = self.selection.to or self.selection.last
        return selected or _body_of_kind(self.plan, _READERS.get(self.selection.kind, "")) or self.board

    @cached_property
    def board(self) -> Id | None:
        """The id of the board of the plan; without one, of any body that meets; None if the plan names no meetings."""
        return _body(self.plan)

    @cached_property
    def is_for_board(self) -> bool:
        """Whether the paper is for the board, or the plan has none that others could ask for something."""
        known = self.plan.bodies.get(self.board) if self.board is not None else None
        return self.body == self.board or known is None or known.kind != "board"

    @cached_property
    def meets(self) -> PlanDate | None:
        """When that body meets next; None if that is not known."""
        return next_meeting(self.plan, self.body, self.as_at) if self.body is not None else None

    @cached_property
    def met(self) -> PlanDate | None:
        """The last meeting before the day from which changes are counted; None if none is on record."""
        return self._last_meeting(self.selection.last or self.body)

    @cached_property
    def own_met(self) -> PlanDate | None:
        """The last meeting before the day of the body that the paper is for; None if none is on record."""
        return self._last_meeting(self.body)

    def _last_meeting(self, body: Id | None) -> PlanDate | None:
        held = meetings_held(self.plan, body)
        found = max((each for each in held if each[0] < self.as_at), key=lambda each: each[0], default=None)
        return found[1].on if found is not None else None

    @cached_property
    def start(self) -> date | None:
        """The day after which a change is new; None if there is no meeting and no date of agreement."""
        begin = self.met or self.plan.agreed
        return self.selection.since or (begin.last if begin is not None else None)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What has changed since then."""
        if self.start is None:
            return ()
        portfolio, known = Portfolio(plans=(self.plan,)), self.known_at or self.as_at
        return since(portfolio.at(self.start, known_at=self.start), portfolio.at(self.as_at, known_at=known))

    @cached_property
    def record(self) -> RecordNotes:
        """How old and how complete the record is."""
        return record_notes(self.plan, self.as_at, self.known_at)

    @cached_property
    def last_report(self) -> PlanDate | None:
        """When an owner last reported; None if none ever has."""
        return last_report(self.plan, self.as_at)

    @cached_property
    def status(self) -> PlanSummary:
        """Where the plan and its actions are."""
        return summarise_plan(self.plan, self.as_at)

    @cached_property
    def measures(self) -> PlanMeasures:
        """The measures with their targets."""
        return plan_measures(self.plan, self.as_at)

    @cached_property
    def reviews(self) -> PlanReviews:
        """The reviews with their recommendations."""
        return plan_reviews(self.plan, self.as_at)

    @cached_property
    def risks(self) -> PlanRisks:
        """The risks, the highest score first."""
        return plan_risks(self.plan, self.as_at)

    @cached_property
    def dependencies(self) -> PlanDependencies:
        """Which actions hold up which others."""
        return plan_dependencies(self.plan, self.as_at)

    @cached_property
    def standing(self) -> Mapping[Id, ActionSummary]:
        """Each action by its id, with what is in the place of those that come before it."""
        return standing_actions(self.plan, self.as_at)

    @cached_property
    def questions(self) -> tuple[Challenge, ...]:
        """What a committee might ask, the most serious first."""
        return challenge(Portfolio(plans=(self.plan,)).at(self.as_at))

    @cached_property
    def notes(self) -> Mapping[Id, Note]:
        """The last note about each action that has one, by the action's id."""
        found = ((action.id, last_note(self.plan, action, self.as_at)) for action in self.plan.actions)
        return {name: note for name, note in found if note is not None}

    @cached_property
    def moves(self) -> Mapping[Id, ActionEntry]:
        """The entry that last moved the due date of each action that was moved, by the action's id."""
        found = ((action.id, last_move(self.plan, action, self.as_at)) for action in self.plan.actions)
        return {name: entry for name, entry in found if entry is not None}

    @cached_property
    def ratings(self) -> Mapping[Id, tuple[Rated, ...]]:
        """The ratings given to each action and area, the last first, by its id."""
        records: tuple[Action | Area, ...] = (*self.plan.actions, *self.plan.areas)
        return {each.id: tuple(ratings_given(self.plan, each, self.as_at)) for each in records}


_READERS = {"stocktake": "government"}
"""The kind of body for which a kind of paper is, if that is not the board."""


def _body_of_kind(plan: Plan, kind: str) -> Id | None:
    """Return the body of a kind that meets most often, or else the first one; None if the plan has none."""
    known = [name for name, body in plan.bodies.items() if body.kind == kind]
    held = [each.body for _, each in meetings_held(plan)]
    return max(known, key=held.count, default=None)


def _body(plan: Plan) -> Id | None:
    """Return the board of a plan: of several, the one that meets most often; without one, any body that meets."""
    held = [each.body for _, each in meetings_held(plan)]
    boards = [body for body in held if body in plan.bodies and plan.bodies[body].kind == "board"]
    return max(boards or held, key=(boards or held).count, default=None)


def name_of(material: Material, body: Id | None, none: str = "no owner named", *, short: bool = False) -> str:
    """Return the name of a body."""
    return body_name(material.plan.bodies, body, none, short=short)


def in_cell(material: Material, body: Id | None) -> str:
    """Return the name of a body for a cell of a table; the board of the plan is just "Board"."""
    known = material.plan.bodies.get(body) if body is not None else None
    if known is not None and body in (material.board, material.body) and known.kind == "board":
        return known.short or "Board"
    return name_of(material, body, short=True)


def since_words(material: Material) -> str:
    """Return since when changes are listed: ``since the board met on 8 Jan 2026``; empty if that is not known."""
    if material.start is None:
        return ""
    if material.selection.since is None and material.met is not None:
        body = name_of(material, material.selection.last or material.body, "meeting")
        return f"since {the_body(body)} met {at_text(material.met)}"
    words = "since" if material.selection.since is not None else "since the plan was agreed"
    return f"{words} {at_text(on_day(material.start)) if words != 'since' else at_text(on_day(material.start))[3:]}"
