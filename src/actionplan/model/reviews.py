"""Reviews: inspections, monitoring visits, stocktakes and deep dives, what they found and what they ask for next."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry, Stated
from actionplan.model.fields import ActionId, AreaId, BodyId, linked
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.vocabulary import ReviewKind, State


@checked
@frozen(kw_only=True, repr=False)
class AreaOutcome:
    """What a review concluded about one area.

    Attributes:
        area: the area's id.
        outcome: what it concluded, in a few words.
        note: anything a reader should know; None when there is nothing.
    """

    area: AreaId = field(metadata=linked("concerns"))
    outcome: str
    note: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class ReviewFinding:
    """One thing that a review found.

    Attributes:
        id: its name within the review.
        text: what was found, in short.
        ref: its number or name in printed papers, where that is not the id; None for none.
        area: the id of the area it is about; None when it is about none in particular.
        source: web addresses of the sources.
    """

    id: Id
    text: str
    ref: str | None = None
    area: AreaId | None = field(default=None, metadata=linked("concerns"))
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Ask:
    """One thing that a review asks for next.

    Attributes:
        id: its name within the review.
        text: what is asked for, in short.
        ref: its number or name in printed papers, where that is not the id; None for none.
        due: by when; None when not stated.
        actions: ids of the actions that answer it.
        source: web addresses of the sources.
    """

    id: Id
    text: str
    ref: str | None = None
    due: PlanDate | None = None
    actions: tuple[ActionId, ...] = field(default=(), metadata=linked("answered-by"))
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class ReviewEntry(Entry):
    """One dated entry of a review, or of one of the things it asks for.

    Attributes:
        ask: the id of the ask it is about; None means the review as a whole.
        state: how far the ask has come where no action answers it.
        actions: the ask's actions from now on; a reason goes with it.
        ref: the ask's printed number from now on; it needs no reason.
        title, announced, held, received, published, plan_due, outcome, findings_made, recommendations_made: the head's
            field of that name from now on; a reason goes with it.
    """

    ask: Id | None = None
    state: State | None = None
    actions: tuple[ActionId, ...] | None = None
    ref: str | None = None
    title: str | None = None
    announced: PlanDate | None = None
    held: PlanDate | None = None
    received: PlanDate | None = None
    published: PlanDate | None = None
    plan_due: PlanDate | None = None
    outcome: str | None = None
    findings_made: int | None = None
    recommendations_made: int | None = None


@checked
@frozen(kw_only=True, repr=False)
class Review:
    """Somebody from outside looked: ``reviews/ID.toml``.

    Attributes:
        id: the file's name.
        title: what it is called.
        kind: what sort of review it is.
        by: ids of the bodies that carried out the review.
        announced: when it was announced; None when that is not known, here and below.
        held: when it took place.
        received: when the area got the final report, from which time limits after an inspection count.
        published: when the report or letter was published.
        plan_due: the day by which the plan must be submitted; None when they named none.
        outcome: what the reviewers concluded overall, in a few words.
        area_outcomes: what they concluded of each area.
        findings: what the reviewers found.
        findings_made: how many findings they made; None when that is not known.
        asks: what the reviewers ask for.
        recommendations_made: how many recommendations they made, which are the asks; None when that is not known.
        formerly: ids it had before.
        source: web addresses of the sources.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    kind: ReviewKind
    by: tuple[BodyId, ...] = ()
    announced: PlanDate | None = None
    held: PlanDate | None = None
    received: PlanDate | None = None
    published: PlanDate | None = None
    plan_due: PlanDate | None = None
    outcome: str | None = None
    area_outcomes: tuple[AreaOutcome, ...] = ()
    findings: tuple[ReviewFinding, ...] = ()
    findings_made: int | None = None
    asks: tuple[Ask, ...] = ()
    recommendations_made: int | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = EMPTY
    status: tuple[ReviewEntry, ...] = ()
