"""The dated history at the end of a file: one record for each ``[[status]]`` block."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import fields, frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.fields import ActionId, AreaId, BodyId, FindingId, MeasureId, ResolutionId
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.vocabulary import ActionState, AreaKind, AreaState, Decision, RequestedState


@checked
@frozen(kw_only=True, repr=False)
class Evidence:
    """Something that shows a claim is true.

    Attributes:
        title: what it is.
        link: its web address; None when it is a file.
        path: its path from the plan's folder; None when it is a web address.
        on: when it was made or published; None when that is not known.
        effective: when what it shows began to hold; None when not stated.
        expires: the last day on which it still shows that; None when it does not run out.
    """

    title: str | None = None
    link: str | None = None
    path: str | None = None
    on: PlanDate | None = None
    effective: PlanDate | None = None
    expires: PlanDate | None = None


@checked
@frozen(kw_only=True, repr=False)
class Approval:
    """A body's agreement to a change.

    Attributes:
        by: the body's id.
        on: when it agreed.
        ref: where that is written, such as a minute number; None when not given.
        resolution: the id of the resolution that granted it; None when none did.
    """

    by: BodyId
    on: PlanDate
    ref: str | None = None
    resolution: ResolutionId | None = None


@checked
@frozen(kw_only=True, repr=False)
class Stated:
    """A value that a source gives for a field of the head, where sources disagree.

    Attributes:
        field: the name of the head's field.
        value: the value as that source gives it, not interpreted.
        source: where it was read.
        note: anything a reader should know; None when there is nothing.
    """

    field: str
    value: Any
    source: tuple[str, ...]
    note: str | None = None


@checked
@frozen(kw_only=True, repr=False)
class Redaction:
    """A redaction: an entry's text had to be removed, such as a child's details, for this reason.

    Attributes:
        on: the day on which the text was taken out.
        reason: why, without repeating it.
        authority: who decided it, such as a court or a data protection officer.
    """

    on: date
    reason: str
    authority: str


@checked
@frozen(kw_only=True, repr=False)
class Entry:
    """One dated entry. A field that is None is not changed by the entry.

    Attributes:
        on: when it was true.
        id: the entry's name, needed only where another entry refers to it.
        recorded: the day it was written down; None means the same day as ``on``.
        by: the id of the body that says so.
        note: what there is to say.
        source: web addresses in which this was read.
        evidence: what shows that it is true.
        reason: why something agreed was changed.
        approvals: the bodies that agreed to the change.
        corrects: the id of the earlier entry that this one corrects.
        redacted: that the entry is a redaction marker, whose text was removed; it then has no effect.
        extra: the plan's own fields, kept as they are.
    """

    on: PlanDate
    id: Id | None = None
    recorded: date | None = None
    by: BodyId | None = None
    note: str | None = None
    source: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None
    approvals: tuple[Approval, ...] = ()
    corrects: Id | None = None
    redacted: Redaction | None = None
    extra: Mapping[str, Any] = EMPTY


@checked
@frozen(kw_only=True, repr=False)
class ActionEntry(Entry):
    """One dated entry of an action.

    Attributes:
        state: the state it came to be in.
        replaced_by: ids of the actions in its place from now on: several where it was split, one where it
            was joined with others. The state is then ``replaced``, and a reason goes with it.
        rating: the declared confidence: the id of one of the plan's ratings.
        progress: per cent done, 0 to 100.
        milestone: the id of the milestone it is about; None means the action as a whole. Such an entry may state the
            milestone's ``state``, ``title`` and ``due``.
        request_due: the due date that is asked for; the due date itself stays until a body has decided.
        request_state: the state that is asked for; the state itself stays until a body has decided.
        requested_of: the id of the body that is asked to decide.
        decides: the id of the earlier entry with the request that is refused or withdrawn.
        decision: whether it is refused or withdrawn.
        title, areas, owner, partners, lead, start, due, success, after, findings, measures: the head's field of that
            name from now on; a reason goes with it.
        senior_responsible, joint_leads, waiting_on: the head's field of that name from now on; a reason goes with it.
        plain, short, ref: the head's field of that name from now on; these are for readers, and need no reason.
        handover_from: the id of the owner until then, which hands over to the new owner. Such an entry is a handover,
            and no update.
    """

    state: ActionState | None = None
    replaced_by: tuple[ActionId, ...] | None = None
    rating: Id | None = None
    progress: int | None = None
    milestone: Id | None = None
    request_due: PlanDate | None = None
    request_state: RequestedState | None = None
    requested_of: BodyId | None = None
    decides: Id | None = None
    decision: Decision | None = None
    title: str | None = None
    areas: tuple[AreaId, ...] | None = None
    owner: BodyId | None = None
    partners: tuple[BodyId, ...] | None = None
    lead: str | None = None
    senior_responsible: str | None = None
    joint_leads: tuple[str, ...] | None = None
    start: PlanDate | None = None
    due: PlanDate | None = None
    success: str | None = None
    after: tuple[ActionId, ...] | None = None
    waiting_on: tuple[str, ...] | None = None
    findings: tuple[FindingId, ...] | None = None
    measures: tuple[MeasureId, ...] | None = None
    plain: str | None = None
    short: str | None = None
    ref: str | None = None
    handover_from: BodyId | None = None


@checked
@frozen(kw_only=True, repr=False)
class AreaEntry(Entry):
    """One dated entry of an area.

    Attributes:
        state: whether it is stood down or in force again; a reason goes with it.
        rating: the declared confidence in the area as a whole: the id of one of the plan's ratings.
        title, kind, owner, senior_responsible, joint_leads, measures, findings_made: the head's field of that name from
            now on; a reason goes with it.
        plain, short, ref: the head's field of that name from now on; these are for readers, and need no reason.
        handover_from: as in `ActionEntry`.
    """

    state: AreaState | None = None
    rating: Id | None = None
    title: str | None = None
    kind: AreaKind | None = None
    owner: BodyId | None = None
    senior_responsible: str | None = None
    joint_leads: tuple[str, ...] | None = None
    measures: tuple[MeasureId, ...] | None = None
    plain: str | None = None
    short: str | None = None
    ref: str | None = None
    findings_made: int | None = None
    handover_from: BodyId | None = None


ANSWERING: Final = frozenset(
    {"owner", "partners", "lead", "senior_responsible", "joint_leads", "portfolio_holder", "handover_from"}
)
"""The fields of an entry that say who answers. Nothing has to have happened for these, so they may lie ahead."""

_BESIDE: Final = frozenset({"on", "id", "recorded", "by", "note", "source", "reason", "approvals", "extra"})


def may_lie_ahead(entry: object) -> bool:
    """Return whether an entry may be dated after today: it says who is to answer from that day, and nothing else.

    What has happened cannot lie ahead. A redaction marker may: it states nothing.
    """
    if not isinstance(entry, Entry):
        return False
    if entry.redacted is not None:
        return True
    stated = {each.name for each in fields(type(entry)) if getattr(entry, each.name) != each.default}
    return bool(stated & ANSWERING) and stated <= ANSWERING | _BESIDE


LEFT_IN_A_STUB = frozenset(
    {"on", "id", "recorded", "by", "corrects", "clause", "milestone", "recommendation", "ask", "of"}
)
"""The fields of an entry that a redaction leaves, beside ``redacted``: its day, author and subject. A correction of a
correction takes its day from the first entry of the chain, so ``corrects`` stays too."""
