"""Risks: what may go wrong, how likely it is and how bad it would be, and what is done about it."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry, Stated
from actionplan.model.fields import ActionId, AreaId, BodyId, linked
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.vocabulary import Colour, RiskState


@checked
@frozen(kw_only=True, repr=False)
class RiskLevel:
    """One level of risk, as this plan understands it: a band of scores, likelihood times impact.

    Attributes:
        label: the word shown to readers.
        at_least: the lowest score that has this level.
        colour: the colour it may be drawn in beside its word; None for none.
    """

    label: str
    at_least: int
    colour: Colour | None = None


@checked
@frozen(kw_only=True, repr=False)
class RiskScale:
    """How this plan scores risks.

    Attributes:
        likelihood: the words for likelihood 1, 2 and so on, least likely first.
        impact: the words for impact 1, 2 and so on, least first.
        levels: what scores mean, highest first.
        source: web addresses of the sources.
    """

    likelihood: tuple[str, ...]
    impact: tuple[str, ...]
    levels: tuple[RiskLevel, ...] = ()
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class RiskScore:
    """How likely a risk is, and how bad it would be.

    Attributes:
        likelihood: how likely it is, from 1, on the plan's scale.
        impact: how bad it would be, from 1, on the plan's scale.
    """

    likelihood: int
    impact: int


@checked
@frozen(kw_only=True, repr=False)
class RiskEntry(Entry):
    """One dated entry of a risk.

    Attributes:
        state: whether it is open, has happened or is closed.
        title, cause, event, effect, owner, lead, areas, actions, inherent, residual: the head's field of that name from
            now on; a reason goes with it.
        ref: its printed number from now on; it needs no reason.
        handover_from: as in `ActionEntry`.
    """

    state: RiskState | None = None
    title: str | None = None
    cause: str | None = None
    event: str | None = None
    effect: str | None = None
    owner: BodyId | None = None
    lead: str | None = None
    areas: tuple[AreaId, ...] | None = None
    actions: tuple[ActionId, ...] | None = None
    inherent: RiskScore | None = None
    residual: RiskScore | None = None
    ref: str | None = None
    handover_from: BodyId | None = None


@checked
@frozen(kw_only=True, repr=False)
class Risk:
    """Something that may keep the plan from working: ``risks/ID.toml``.

    Attributes:
        id: the file's name.
        title: the risk in a few words.
        cause: what could bring it about; None when not stated, here and below.
        event: what could happen.
        effect: what that would mean for children and families, or for the plan.
        owner: the id of the accountable body; None when none is named.
        lead: the role that monitors it, not a person.
        areas: ids of the areas it threatens.
        actions: ids of the actions that mitigate it.
        inherent: its score if nothing is done; None when it has not been scored, here and below.
        residual: its score with what is done.
        ref: its number or name in printed papers, where that is not the id; None for none.
        raised: when it was first recorded; None when that is not known.
        agreed: when it was agreed as part of the plan; None means with the plan.
        formerly: ids it had before.
        source: web addresses of the sources.
        stated: rival published values.
        extra: the plan's own fields.
        status: its dated history, in the file's order.
    """

    id: Id
    title: str
    cause: str | None = None
    event: str | None = None
    effect: str | None = None
    owner: BodyId | None = None
    lead: str | None = None
    areas: tuple[AreaId, ...] = field(default=(), metadata=linked("threatened-by", is_reason=True))
    actions: tuple[ActionId, ...] = field(default=(), metadata=linked("lessened-by"))
    inherent: RiskScore | None = None
    residual: RiskScore | None = None
    ref: str | None = None
    raised: PlanDate | None = None
    agreed: PlanDate | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    extra: Mapping[str, Any] = EMPTY
    status: tuple[RiskEntry, ...] = ()
