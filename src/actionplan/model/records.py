"""The plan as records: one class for each kind of file, and for each table inside it.

Reading this file teaches the format: every field is the key of the same name in the TOML file (with a trailing
underscore where Python keeps the word), and ``docs/format.md`` says the same at more length.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from actionplan.model.bodies import Body, Meeting
from actionplan.model.checked import checked
from actionplan.model.dates import Calendar, PlanDate, Term
from actionplan.model.entries import ActionEntry, AreaEntry, Stated
from actionplan.model.fields import ActionId, AreaId, BodyId, FindingId, MeasureId, linked
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.lookup import named, plans_table
from actionplan.model.measures import Measure
from actionplan.model.policy import Policy, Rating, RatingRule
from actionplan.model.publish import LeftOut, Publish
from actionplan.model.resolutions import Resolution
from actionplan.model.resources import Resource
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk, RiskScale
from actionplan.model.vocabulary import AreaKind, Coverage, MeasurePreset, RatingPreset, YearStart


@checked
@frozen(kw_only=True, repr=False)
class Inspection:
    """The inspection that made the plan necessary.

    Attributes:
        by: ids of the inspecting bodies.
        held: when the inspectors visited; None when that is not known.
        published: when their report came out; None when that is not known.
        outcome: what they concluded, in a few words; None when that is not known.
        areas_named: how many areas for priority action or improvement they named; None when that is not known.
        source: web addresses of the sources.
    """

    by: tuple[BodyId, ...] = ()
    held: PlanDate | None = None
    published: PlanDate | None = None
    outcome: str | None = None
    areas_named: int | None = None
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Finding:
    """One thing that inspectors found.

    Attributes:
        id: its name within the area.
        text: what they found, in short.
        ref: its number or name in printed papers, where that is not the id; None for none.
        source: web addresses of the sources.
    """

    id: Id
    text: str
    ref: str | None = None
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Area:
    """An area in which inspectors want priority action or improvement: ``areas/ID.toml``.

    Attributes:
        id: the file's name.
        title: what it is about.
        kind: the term that inspectors used.
        owner: the id of the accountable body; None when none is named.
        senior_responsible: the role that answers for it within the owner; None when none is named.
        joint_leads: roles that lead the work together, each of any body.
        plain: what it means for families, in plain words; None when nobody has written that.
        short: a name of at most 32 characters for tables and pictures; None for none.
        ref: its number or name in printed papers, where that is not the id; None for none.
        agreed: when it was agreed as part of the plan; None means with the plan.
        formerly: ids it had before.
        findings: what the inspectors found.
        findings_made: how many findings about it the inspectors made; None when that is not known.
        measures: ids of the measures that show whether it improves.
        source: web addresses of the sources.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    kind: AreaKind
    owner: BodyId | None = None
    senior_responsible: str | None = None
    joint_leads: tuple[str, ...] = ()
    plain: str | None = None
    short: str | None = None
    ref: str | None = None
    measures: tuple[MeasureId, ...] = field(default=(), metadata=linked("measured-by"))
    agreed: PlanDate | None = None
    formerly: tuple[Id, ...] = ()
    findings: tuple[Finding, ...] = ()
    findings_made: int | None = None
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = EMPTY
    status: tuple[AreaEntry, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Milestone:
    """One step on the way, inside an action. Entries that name it say how far it has come.

    Attributes:
        id: its name within the action.
        title: what will have been done.
        due: when it must be finished, as first agreed; None when not stated.
        source: web addresses of the sources.
    """

    id: Id
    title: str
    due: PlanDate | None = None
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Action:
    """Something that a body has agreed to do: ``actions/ID.toml``. The head is the commitment as first agreed.

    Attributes:
        id: the file's name.
        title: what will be done.
        areas: ids of the areas it serves; the first is its primary one, in which totals count it.
        owner: the id of the accountable body; None when none is named.
        partners: ids of bodies that help.
        lead: the role that leads the work, not a person; None when none is named.
        senior_responsible: the role that answers for it within the owner; None when none is named.
        joint_leads: roles that lead the work together, beside or instead of one lead, each of any body.
        start: when work begins; None when not stated.
        due: when it must be finished; None when not stated.
        success: how anyone will know that it worked; None when not stated.
        plain: what it means for families, in plain words; None when nobody has written that.
        short: a name of at most 32 characters for tables and pictures; None for none.
        ref: its number or name in printed papers, where that is not the id; None for none.
        after: ids of actions that must finish first.
        waiting_on: bodies on which it waits: ids of the plan's, or names of others.
        findings: the findings that it answers, each ``AREA:FINDING``, or the finding alone in its primary area.
        measures: ids of the measures it should improve.
        milestones: steps on the way.
        resources: money, posts or places that a source says it has.
        replaces: ids of the actions that it replaces: one that was split, or several that were joined.
        agreed: when it was agreed as part of the plan; None means with the plan.
        formerly: ids it had before.
        source: web addresses of the sources.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    areas: tuple[AreaId, ...] = field(metadata=linked("served-by", is_reason=True))
    owner: BodyId | None = None
    partners: tuple[BodyId, ...] = ()
    lead: str | None = None
    senior_responsible: str | None = None
    joint_leads: tuple[str, ...] = ()
    start: PlanDate | None = None
    due: PlanDate | None = None
    success: str | None = None
    plain: str | None = None
    short: str | None = None
    ref: str | None = None
    after: tuple[ActionId, ...] = field(default=(), metadata=linked("followed-by", is_reason=True))
    waiting_on: tuple[str, ...] = ()
    findings: tuple[FindingId, ...] = field(default=(), metadata=linked("answered-by", is_reason=True))
    measures: tuple[MeasureId, ...] = field(default=(), metadata=linked("measured-by"))
    milestones: tuple[Milestone, ...] = ()
    resources: tuple[Resource, ...] = ()
    replaces: tuple[ActionId, ...] = field(default=(), metadata=linked("replaced-by", is_reason=True))
    agreed: PlanDate | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = EMPTY
    status: tuple[ActionEntry, ...] = ()


Record = Area | Action | Resolution | Measure | Risk | Review
"""Anything that has a file and a dated history of its own."""


@checked
@frozen(kw_only=True, repr=False)
class Unread:
    """A file that could not be read, and so is missing from every figure.

    Attributes:
        path: the file, as the reader would type it.
        id: the id that its name gives it.
    """

    path: str
    id: str


@checked
@frozen(kw_only=True, repr=False)
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
        coverage: whether these files have all that is in the plan; None when that is not stated.
        coverage_reason: why they do not, or how that is known; None when not stated.
        source: web addresses of the sources.
        successor_plan: the id or web address of the plan that follows this one; None when none is known.
        plans_beside: ids or web addresses of plans that run beside it, such as a reform plan.
        inspection: the inspection that made it necessary; None when there was none.
        bodies: who takes part, by id.
        meetings: when bodies have it before them.
        ratings: what its colours mean, by id, best first; several where a meaning has changed, in order.
        rating_rules: what computes a rating, in order; none means that ratings are only declared.
        rating_preset: a council whose published ratings, and rules where there are any, the plan takes over; None for
            none.
        measure_preset: a council by whose rule the ratings of measures are computed; None for none.
        terms: periods that it names.
        year_starts: the month and day on which its financial year starts, such as ``04-01``; None means 1 April.
        policy: how it wants to be kept; several where that has changed, in order, and none means the defaults.
        risk_scale: how it scores risks; None when it scores none.
        publish: what it keeps from the public; None when it says nothing of that.
        extra: the plan's own fields.
        areas, actions, resolutions, measures, risks, reviews: its files, in natural order of their ids.
        unread: files that could not be read.
        left_out: what was left out of it for the public; None for the whole plan.
    """

    root: str = field(default=".", eq=False)
    format: int
    id: Id
    title: str
    region: str | None = None
    agreed: PlanDate | None = None
    kept_since: PlanDate | None = None
    description: str | None = None
    coverage: Coverage | None = None
    coverage_reason: str | None = None
    source: tuple[str, ...] = ()
    successor_plan: str | None = None
    plans_beside: tuple[str, ...] = ()
    inspection: Inspection | None = None
    bodies: Mapping[Id, Body] = EMPTY
    meetings: tuple[Meeting, ...] = ()
    ratings: Mapping[Id, tuple[Rating, ...]] = EMPTY
    rating_rules: tuple[RatingRule, ...] = ()
    rating_preset: RatingPreset | None = None
    measure_preset: MeasurePreset | None = None
    terms: Mapping[Id, Term] = EMPTY
    year_starts: YearStart | None = None
    policy: tuple[Policy, ...] = ()
    risk_scale: RiskScale | None = None
    publish: Publish | None = None
    extra: Mapping[str, Any] = EMPTY
    areas: tuple[Area, ...] = ()
    actions: tuple[Action, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    measures: tuple[Measure, ...] = ()
    risks: tuple[Risk, ...] = ()
    reviews: tuple[Review, ...] = ()
    unread: tuple[Unread, ...] = field(default=(), eq=False)
    left_out: LeftOut | None = field(default=None, eq=False)

    @property
    def calendar(self) -> Calendar:
        """The periods that the plan declares, by which its dates are read."""
        return Calendar(terms=self.terms, year_starts=self.year_starts)

    def area(self, identifier: str) -> Area:
        """Return the area of an id, or of an id that it had before; raises UnknownName."""
        return named("area", identifier, self.areas)

    def action(self, identifier: str) -> Action:
        """Return the action of an id, or of an id that it had before; raises UnknownName."""
        return named("action", identifier, self.actions)

    def resolution(self, identifier: str) -> Resolution:
        """Return the resolution of an id, or of an id that it had before; raises UnknownName."""
        return named("resolution", identifier, self.resolutions)

    def measure(self, identifier: str) -> Measure:
        """Return the measure of an id, or of an id that it had before; raises UnknownName."""
        return named("measure", identifier, self.measures)

    def risk(self, identifier: str) -> Risk:
        """Return the risk of an id, or of an id that it had before; raises UnknownName."""
        return named("risk", identifier, self.risks)

    def review(self, identifier: str) -> Review:
        """Return the review of an id, or of an id that it had before; raises UnknownName."""
        return named("review", identifier, self.reviews)

    def _repr_html_(self) -> str:
        return plans_table([self])
