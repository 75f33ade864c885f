"""Resolutions of a council or committee, with their votes and clauses."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry, Stated
from actionplan.model.fields import ActionId, AreaId, BodyId, ResolutionId, linked
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.resources import Resource
from actionplan.model.vocabulary import Closing, Every, Outcome, Stance, State


@checked
@frozen(kw_only=True, repr=False)
class Votes:
    """The count of a vote.

    Attributes:
        for_: votes for (``for`` in the file); None when not published.
        against: votes against; None when not published.
        abstained: abstentions; None when not published.
    """

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None


@checked
@frozen(kw_only=True, repr=False)
class Amendment:
    """One amendment that was moved to a resolution.

    Attributes:
        id: its name within the resolution.
        text: what it changes, or would have changed, in short.
        mover: the councillor or member who moved it; None when not known.
        seconder: who seconded it; None when not known.
        group: the id of the political group or body that moved it; None when not known.
        outcome: what became of it.
        votes: the count; None when not published.
        stances: how each group voted, by the group's id.
        source: web addresses of the sources.
    """

    id: Id
    text: str
    mover: str | None = None
    seconder: str | None = None
    group: BodyId | None = None
    outcome: Outcome = "unknown"
    votes: Votes | None = None
    stances: Mapping[BodyId, Stance] = EMPTY
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Clause:
    """One thing that a resolution resolves.

    Attributes:
        id: its name within the resolution.
        text: what was resolved, in short; ``unknown`` when it could not be read.
        ref: its number or name in printed papers, where that is not the id; None for none.
        addressee: who must do it: the id of a body, or others in words; None when not stated.
        due: by when; None when not stated.
        actions: ids of the actions that deliver it.
        areas: ids of the areas whose actions deliver it together.
        whole_plan: whether the plan as a whole delivers it.
        resolutions: ids of other resolutions that carry it out, such as a decision of a committee.
        no_action_because: why it has no action; None when one delivers it or should.
    """

    id: Id
    text: str
    ref: str | None = None
    addressee: str | None = None
    due: PlanDate | None = None
    actions: tuple[ActionId, ...] = field(default=(), metadata=linked("carried-out-by"))
    areas: tuple[AreaId, ...] = field(default=(), metadata=linked("carried-out-by"))
    whole_plan: bool = False
    resolutions: tuple[ResolutionId, ...] = field(default=(), metadata=linked("carried-out-by"))
    no_action_because: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class ResolutionEntry(Entry):
    """One dated entry of a resolution, or of one of its clauses.

    Attributes:
        clause: the id of the clause it is about; None means the resolution as a whole.
        state: how far the clause has come where no action carries it out, such as a letter sent.
        closed_as: as what the clause is closed, whatever its actions; the approvals say who decided it.
        reported_to: the id of the body to which it was reported back on that day.
        title, outcome, mover, seconder, group, votes: the head's field of that name from now on, with a reason.
        stances, notes, believes, portfolio_holder: the same.
        report_every, report_to, clauses_made: the same.
        addressee, due, actions, areas, whole_plan, resolutions, no_action_because: the clause's field of that name from
            now on; a reason goes with it.
        ref: the printed number of the resolution, or of the clause, from now on; it needs no reason.
    """

    clause: Id | None = None
    state: State | None = None
    closed_as: Closing | None = None
    reported_to: BodyId | None = None
    title: str | None = None
    outcome: Outcome | None = None
    mover: str | None = None
    seconder: str | None = None
    group: BodyId | None = None
    votes: Votes | None = None
    stances: Mapping[BodyId, Stance] | None = None
    notes: tuple[str, ...] | None = None
    believes: tuple[str, ...] | None = None
    portfolio_holder: str | None = None
    report_every: Every | None = None
    clauses_made: int | None = None
    report_to: BodyId | None = None
    addressee: str | None = None
    due: PlanDate | None = None
    actions: tuple[ActionId, ...] | None = None
    areas: tuple[AreaId, ...] | None = None
    whole_plan: bool | None = None
    resolutions: tuple[ResolutionId, ...] | None = None
    no_action_because: str | None = None
    ref: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class Resolution:
    """One resolution put to a body: ``resolutions/ID.toml``.

    Attributes:
        id: the file's name.
        title: what it is about.
        body: the id of the body that debated it.
        on: when it was debated.
        outcome: what became of it.
        mover: the councillor or member who moved it, in their public role; None when not known.
        seconder: who seconded it; None when not known.
        group: the id of the political group or body that moved it; None when not known.
        portfolio_holder: who answers for it in the cabinet or executive: the role, or the published name and office;
            None when not known.
        ref: its number or name in printed papers, where that is not the id; None for none.
        votes: the count; None when not published.
        stances: how each group voted, by the group's id.
        notes: what the body notes in it, before it resolves anything.
        believes: what the body says in it that it believes.
        clauses: what it resolves.
        amendments: amendments that were moved to it.
        clauses_made: how many clauses it has; None when that is not known.
        report_every: how often progress is reported back; None when not agreed.
        report_to: the id of the body that hears these reports; None means the body that debated it.
        resources: money, posts or places that it grants or names.
        formerly: ids it had before.
        source: web addresses of the sources.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    body: BodyId
    on: PlanDate
    outcome: Outcome
    mover: str | None = None
    seconder: str | None = None
    group: BodyId | None = None
    portfolio_holder: str | None = None
    ref: str | None = None
    votes: Votes | None = None
    stances: Mapping[BodyId, Stance] = EMPTY
    notes: tuple[str, ...] = ()
    believes: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    clauses_made: int | None = None
    amendments: tuple[Amendment, ...] = ()
    report_every: Every | None = None
    report_to: BodyId | None = None
    resources: tuple[Resource, ...] = ()
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = EMPTY
    status: tuple[ResolutionEntry, ...] = ()
