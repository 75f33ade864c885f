"""The plan as records: one class for each kind of file, and for each table inside it.

Reading this file teaches the format: every field is the key of the same name in the TOML file (with a trailing
underscore where Python keeps the word), and ``docs/format.md`` says the same at more length.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field

from actionplan.model.dates import PlanDate, Term
from actionplan.model.entries import ActionEntry, AreaEntry, ResolutionEntry, Stated
from actionplan.model.frozen import frozen
from actionplan.model.ids import Id, PartId
from actionplan.model.measures import Measure
from actionplan.model.resources import Resource
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk, RiskScale
from actionplan.model.vocabulary import (
    AreaKind,
    BodyKind,
    Colour,
    Every,
    LateAgainst,
    MeasurePreset,
    Outcome,
    RatingPreset,
    RuleState,
    Stance,
)


@frozen(kw_only=True)
class Body:
    """An organisation, board, team or group that owns, moves, approves or reports.

    Attributes:
        name: its full name.
        kind: what sort of body it is.
        aliases: other names by which sources call it, misprints among them.
        part_of: the id of the body it belongs to; None when it stands alone.
        from_: since when it exists (``from`` in the file); None when that is not known.
        until: when it ended; None while it exists.
        successor: the id of the body that took over its work; None when there is none.
        source: web addresses in which this was read.
    """

    name: str
    kind: BodyKind
    aliases: tuple[str, ...] = ()
    part_of: Id | None = None
    from_: PlanDate | None = None
    until: PlanDate | None = None
    successor: Id | None = None
    source: tuple[str, ...] = ()


@frozen(kw_only=True)
class Inspection:
    """The inspection that made the plan necessary.

    Attributes:
        by: ids of the inspecting bodies.
        held: when the inspectors visited; None when that is not known.
        published: when their report came out; None likewise.
        outcome: what they concluded, in a few words; None likewise.
        source: web addresses in which this was read.
    """

    by: tuple[Id, ...] = ()
    held: PlanDate | None = None
    published: PlanDate | None = None
    outcome: str | None = None
    source: tuple[str, ...] = ()


@frozen(kw_only=True)
class Meeting:
    """A meeting at which the plan is, was or will be before a body.

    Attributes:
        body: the id of the body that meets.
        on: when.
        title: what the meeting is called; None when it has no name of its own.
        source: web addresses in which this was read.
    """

    body: Id
    on: PlanDate
    title: str | None = None
    source: tuple[str, ...] = ()


@frozen(kw_only=True)
class Rating:
    """One level of declared confidence, as this plan understands it.

    Attributes:
        label: the word shown to readers.
        meaning: what it says about an action.
        colour: ``red``, ``amber``, ``green``, ``blue`` or ``grey`` beside the word; None for no colour.
        source: where the meaning is laid down.
        from_: since when it has this meaning (``from`` in the file); None for the start.
    """

    label: str
    meaning: str
    colour: Colour | None = None
    source: tuple[str, ...] = ()
    from_: date | None = None


@frozen(kw_only=True)
class RatingRule:
    """One line of the table by which a plan computes ratings: the first of which every condition holds gives it.

    Attributes:
        rating: the id of the rating that it gives.
        states: the action is in one of these states; empty for any.
        days_late_over: it is more days late than this; None for no such condition, here and below.
        days_late_up_to: it is at most so many days late; 0 for not late.
        days_late_original_over: it is more days late than this against the date first agreed.
        progress_below: less per cent is done.
        progress_at_least: so much per cent is done, or more.
        days_since_update_over: its last update is more days ago.
        past_due: whether it is overdue.
        from_: since when the rule holds (``from`` in the file); None for the start.
    """

    rating: Id
    states: tuple[RuleState, ...] = ()
    days_late_over: int | None = None
    days_late_up_to: int | None = None
    days_late_original_over: int | None = None
    progress_below: int | None = None
    progress_at_least: int | None = None
    days_since_update_over: int | None = None
    past_due: bool | None = None
    from_: date | None = None


@frozen(kw_only=True)
class Policy:
    """How this plan wants to be kept.

    Attributes:
        stale_after_days: an open action whose last update is older than this is stale.
        due_within_days: how far ahead ``status`` and ``due`` look.
        finished_within_days: how far back ``status`` looks for what was finished.
        reading_grace_days: how many days after the end of its period a reading may be published and is not overdue.
        late_against: which due date makes an action count as late: ``current``, the one that holds, or ``original``,
            the one first agreed.
        redate_approvals: ids of the bodies each of which must agree before a due date moves.
        redate_limit: how often a due date may move before the owner comes before ``redate_board``; None for no limit.
        redate_board: the id of that board; None where none is named.
        plan_due_working_days: within how many working days of its inspectors' final report the plan has to be handed
            in; None where the plan does not say.
        closed_days: days on which nobody works here, beside weekends and England's bank holidays.
        commit: whether each update is committed to git at once.
        ignore: codes of rules that this plan has decided not to hear about.
        challenge_ignore: codes of questions that this plan has decided not to be asked.
        challenge_due_in_month: so many actions of one owner may be due in one month before that is asked about.
        challenge_weeks_silent: so many weeks may pass without a word from an owner before that is asked about.
        challenge_weeks_suspended: likewise without a word on suspended work.
        challenge_months_unchanged: so many months may progress stand still before that is asked about.
        from_: since when it is kept so (``from`` in the file); None for the start.
    """

    stale_after_days: int = 45
    due_within_days: int = 30
    finished_within_days: int = 30
    reading_grace_days: int = 30
    late_against: LateAgainst = "current"
    redate_approvals: tuple[Id, ...] = ()
    redate_limit: int | None = None
    redate_board: Id | None = None
    plan_due_working_days: int | None = None
    closed_days: tuple[date, ...] = ()
    commit: bool = False
    ignore: tuple[str, ...] = ()
    challenge_ignore: tuple[str, ...] = ()
    challenge_due_in_month: int = 5
    challenge_weeks_silent: int = 6
    challenge_weeks_suspended: int = 12
    challenge_months_unchanged: int = 3
    from_: date | None = None


@frozen(kw_only=True)
class Finding:
    """One thing that inspectors found.

    Attributes:
        id: its name within the area.
        text: what they found, in short.
        source: web addresses in which this was read.
    """

    id: Id
    text: str
    source: tuple[str, ...] = ()


@frozen(kw_only=True)
class Area:
    """An area in which inspectors want priority action or improvement: ``areas/ID.toml``.

    Attributes:
        id: the file's name.
        title: what it is about.
        kind: what the inspectors called it.
        owner: the id of the body that answers for it; None when none is named.
        agreed: when it joined the plan; None means with the plan.
        formerly: ids it had before.
        findings: what the inspectors found.
        measures: ids of the measures that show whether it becomes better.
        source: web addresses in which this was read.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    kind: AreaKind
    owner: Id | None = None
    measures: tuple[Id, ...] = ()
    agreed: PlanDate | None = None
    formerly: tuple[Id, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = field(factory=dict)
    status: tuple[AreaEntry, ...] = ()


@frozen(kw_only=True)
class Milestone:
    """One step on the way, inside an action. Entries that name it say how far it has come.

    Attributes:
        id: its name within the action.
        title: what will have been done.
        due: by when, as first agreed; None when not stated.
        source: web addresses in which this was read.
    """

    id: Id
    title: str
    due: PlanDate | None = None
    source: tuple[str, ...] = ()


@frozen(kw_only=True)
class Action:
    """Something that is to be done: ``actions/ID.toml``. The head is the commitment as first agreed.

    Attributes:
        id: the file's name.
        title: what is to be done.
        areas: ids of the areas it serves; the first is its primary one, in which totals count it.
        owner: the id of the accountable body; None when none is named.
        partners: ids of bodies that help.
        lead: the role that leads the work, not a person; None when none is named.
        start: when work was to begin; None when not stated.
        due: when it was to be finished; None when not stated.
        success: how anyone will know that it worked; None when not stated.
        after: ids of actions that must finish first.
        findings: the findings that it answers, each ``AREA:FINDING``, or the finding alone in its primary area.
        measures: ids of the measures that it is to move.
        milestones: steps on the way.
        resources: money, posts or places that a source says it has.
        agreed: when it joined the plan; None means with the plan.
        formerly: ids it had before.
        source: web addresses in which this was read.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    areas: tuple[Id, ...]
    owner: Id | None = None
    partners: tuple[Id, ...] = ()
    lead: str | None = None
    start: PlanDate | None = None
    due: PlanDate | None = None
    success: str | None = None
    after: tuple[Id, ...] = ()
    findings: tuple[PartId, ...] = ()
    measures: tuple[Id, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    resources: tuple[Resource, ...] = ()
    agreed: PlanDate | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = field(factory=dict)
    status: tuple[ActionEntry, ...] = ()


@frozen(kw_only=True)
class Votes:
    """The count of a vote.

    Attributes:
        for_: votes for (``for`` in the file); None when not published.
        against: votes against; None likewise.
        abstained: abstentions; None likewise.
    """

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None


@frozen(kw_only=True)
class Clause:
    """One thing that a resolution resolves.

    Attributes:
        id: its name within the resolution.
        text: what was resolved, in short.
        actions: ids of the actions that carry it out.
        no_action_because: why no action does; None when one does or should.
    """

    id: Id
    text: str
    actions: tuple[Id, ...] = ()
    no_action_because: str | None = None


@frozen(kw_only=True)
class Resolution:
    """One motion put to a body: ``resolutions/ID.toml``.

    Attributes:
        id: the file's name.
        title: what it is about.
        body: the id of the body to which it was put.
        on: when that body dealt with it.
        outcome: what became of it.
        mover: the councillor or member who moved it, in their public role; None when not known.
        seconder: who seconded it; None likewise.
        group: the id of the political group or body that moved it; None likewise.
        votes: the count; None when not published.
        stances: how each group voted, by the group's id.
        clauses: what it resolves.
        report_every: how often its progress is to be reported back to the body; None when not agreed.
        resources: money, posts or places that it grants or names.
        formerly: ids it had before.
        source: web addresses in which this was read.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    body: Id
    on: PlanDate
    outcome: Outcome
    mover: str | None = None
    seconder: str | None = None
    group: Id | None = None
    votes: Votes | None = None
    stances: Mapping[Id, Stance] = field(factory=dict)
    clauses: tuple[Clause, ...] = ()
    report_every: Every | None = None
    resources: tuple[Resource, ...] = ()
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = field(factory=dict)
    status: tuple[ResolutionEntry, ...] = ()


Record = Area | Action | Resolution | Measure | Risk | Review
"""Anything that has a file and a dated history of its own."""


@frozen(kw_only=True)
class Unread:
    """A file that could not be read, and so is missing from every figure.

    Attributes:
        path: the file, as the reader would type it.
        id: the id that its name gives it.
    """

    path: str
    id: str


@frozen(kw_only=True)
class Plan:
    """One plan: ``plan.toml``, and the files beside it.

    Attributes:
        root: the plan's folder, as the reader would type it; not part of what the plan says.
        format: the version of the file format; 1.
        id: the plan's own name.
        title: what it is called.
        region: the part of the country by which plans are grouped where there are many; None where none is named.
        agreed: when it was agreed; None while it is a draft.
        kept_since: the day from which it has been kept in these files: entries dated earlier came in with the import
            and count as recorded on their own day. None means from the start.
        description: anything a reader should know first; None when there is nothing.
        source: web addresses in which this was read.
        inspection: the inspection that made it necessary; None when there was none.
        bodies: who takes part, by id.
        meetings: when bodies have it before them.
        ratings: what its colours mean, by id, best first; several where a meaning has changed, in order.
        rating_rules: what computes a rating, in order; none means that ratings are only declared.
        rating_preset: a council whose published ratings, and rules where there are any, the plan takes over; None for
            none.
        measure_preset: a council by whose rule the ratings of measures are computed; None for none.
        terms: stretches of time it names for itself.
        policy: how it wants to be kept; several where that has changed, in order, and none means the defaults.
        risk_scale: how it scores risks; None when it scores none.
        extra: the plan's own fields.
        areas, actions, resolutions, measures, risks, reviews: its files, in natural order of their ids.
        unread: files that could not be read.
    """

    root: str = field(default=".", eq=False)
    format: int
    id: Id
    title: str
    region: str | None = None
    agreed: PlanDate | None = None
    kept_since: PlanDate | None = None
    description: str | None = None
    source: tuple[str, ...] = ()
    inspection: Inspection | None = None
    bodies: Mapping[Id, Body] = field(factory=dict)
    meetings: tuple[Meeting, ...] = ()
    ratings: Mapping[Id, tuple[Rating, ...]] = field(factory=dict)
    rating_rules: tuple[RatingRule, ...] = ()
    rating_preset: RatingPreset | None = None
    measure_preset: MeasurePreset | None = None
    terms: Mapping[Id, Term] = field(factory=dict)
    policy: tuple[Policy, ...] = ()
    risk_scale: RiskScale | None = None
    extra: Mapping[str, Any] = field(factory=dict)
    areas: tuple[Area, ...] = ()
    actions: tuple[Action, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    measures: tuple[Measure, ...] = ()
    risks: tuple[Risk, ...] = ()
    reviews: tuple[Review, ...] = ()
    unread: tuple[Unread, ...] = field(default=(), eq=False)


@frozen(kw_only=True)
class Portfolio:
    """All the plans that one command or one analysis looks at.

    Attributes:
        plans: the plans that could be read, in the order in which they were asked for.
        unread: files that could not be read and belong to none of them, such as a broken ``plan.toml``.
    """

    plans: tuple[Plan, ...] = ()
    unread: tuple[Unread, ...] = ()
