"""Money, posts and places: what a source says is given to an action or by a resolution."""

from decimal import Decimal

from attrs import frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.fields import ActionId
from actionplan.model.vocabulary import Per


@checked
@frozen(kw_only=True, repr=False)
class Resource:
    """One amount of money, posts, places or the like.

    Attributes:
        amount: how much, in ``unit``.
        unit: in what: a currency by its code, such as ``GBP``, or a word, such as ``posts`` or ``places``.
        per: whether it is given ``once``, or every ``year``.
        period: for when it is given, such as ``FY2024-25``, or by when; None when not stated.
        funding: from what it is paid, such as a grant; None when not stated.
        within: the id of the action whose amounts include this one, so that it is not counted on top of them; None when
            it is counted on its own.
        mentioned: whether the source only mentions it, as a resolution may mention money given before it.
        note: anything a reader should know; None when there is nothing.
        source: web addresses in which this was read.
    """

    amount: Decimal
    unit: str
    per: Per = "once"
    period: PlanDate | None = None
    funding: str | None = None
    within: ActionId | None = None
    mentioned: bool = False
    note: str | None = None
    source: tuple[str, ...] = ()
