"""Reviews: inspections, monitoring visits, stocktakes and deep dives, what they found and what they recommend."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry, Stated
from actionplan.model.fields import ActionId, AreaId, BodyId, ReviewId, formerly, linked
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.vocabulary import Closing, Recheck, Response, ReviewKind, State, Strength


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
class Recommendation:
    """One thing that a review requires or recommends.

    Attributes:
        id: its name within the review.
        text: what is recommended, in short; ``unknown`` when it could not be read.
        ref: its number or name in printed papers, where that is not the id; None for none.
        strength: whether it must or should be done; None when the review does not say.
        grade: the grade of its risk or priority, as printed; None when it has none.
        due: by when it must be carried out; None when not stated.
        response_due: by when it must be answered; None when not stated.
        response: the answer, where it was printed with the recommendation; None when it came later or is not known.
        response_by: the id of the body that answers, or has to; None when not known.
        response_on: when it was answered; None when that is not known.
        actions: ids of the actions that carry it out.
        source: web addresses of the sources.
    """

    id: Id
    text: str
    ref: str | None = None
    strength: Strength | None = None
    grade: str | None = None
    due: PlanDate | None = None
    response_due: PlanDate | None = None
    response: Response | None = None
    response_by: BodyId | None = None
    response_on: PlanDate | None = None
    actions: tuple[ActionId, ...] = field(default=(), metadata=linked("answered-by"))
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class ReviewEntry(Entry):
    """One dated entry of a review, or of one of its recommendations.

    Attributes:
        recommendation: the id of the recommendation it is about; None means the review as a whole.
        state: how far the recommendation has come where no action carries it out.
        response: the answer to the recommendation on that day, by the body that makes the entry.
        closed_as: as what the recommendation is closed, whatever its actions; the approvals say who decided it.
        rechecked: whether it is still as it should be, by the body that looked again on that day.
        ref: the recommendation's printed number from now on; it needs no reason.
        strength, grade, due, response_due, response_by, actions: the recommendation's field of that name from now on; a
            reason goes with it.
        title, expected, announced, held, received, published, plan_due, outcome, assurance, replaces: the head's field
            of that name from now on; a reason goes with it.
        findings_made, recommendations_made: the head's field of that name from now on; a reason goes with it.
    """

    recommendation: Id | None = field(default=None, metadata=formerly("ask"))
    state: State | None = None
    response: Response | None = None
    closed_as: Closing | None = None
    rechecked: Recheck | None = None
    strength: Strength | None = None
    grade: str | None = None
    due: PlanDate | None = None
    response_due: PlanDate | None = None
    response_by: BodyId | None = None
    actions: tuple[ActionId, ...] | None = None
    ref: str | None = None
    title: str | None = None
    expected: PlanDate | None = None
    announced: PlanDate | None = None
    held: PlanDate | None = None
    received: PlanDate | None = None
    published: PlanDate | None = None
    plan_due: PlanDate | None = None
    outcome: str | None = None
    findings_made: int | None = None
    recommendations_made: int | None = None
    assurance: str | None = None
    replaces: tuple[ReviewId, ...] | None = None


@checked
@frozen(kw_only=True, repr=False)
class Review:
    """Somebody from outside looked: ``reviews/ID.toml``.

    Attributes:
        id: the file's name.
        title: what it is called.
        kind: what sort of review it is.
        by: ids of the bodies that carried out the review.
        replaces: ids of earlier notices whose place this notice takes from its publication on.
        expected: when it is expected, where nobody has announced it yet; None when that is not known, here and below.
        announced: when it was announced.
        held: when it took place.
        received: when the area got the final report, from which time limits after an inspection count.
        published: when the report or letter was published.
        plan_due: the day by which the plan must be submitted; None when they named none.
        outcome: what the reviewers concluded overall, in a few words.
        assurance: the level of assurance that they give, as printed; None when they give none.
        area_outcomes: what they concluded of each area.
        findings: what the reviewers found.
        findings_made: how many findings they made; None when that is not known.
        recommendations: what the reviewers require or recommend.
        recommendations_made: how many recommendations they made; None when that is not known.
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
    replaces: tuple[ReviewId, ...] = field(default=(), metadata=linked("replaced-by", is_reason=True))
    expected: PlanDate | None = None
    announced: PlanDate | None = None
    held: PlanDate | None = None
    received: PlanDate | None = None
    published: PlanDate | None = None
    plan_due: PlanDate | None = None
    outcome: str | None = None
    assurance: str | None = None
    area_outcomes: tuple[AreaOutcome, ...] = ()
    findings: tuple[ReviewFinding, ...] = ()
    findings_made: int | None = None
    recommendations: tuple[Recommendation, ...] = field(default=(), metadata=formerly("asks"))
    recommendations_made: int | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = EMPTY
    status: tuple[ReviewEntry, ...] = ()
