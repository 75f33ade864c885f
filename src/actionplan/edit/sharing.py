"""How the money, posts and places of an action are shared out among its parts, or go to the action that it joins."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.model.resources import Resource
from actionplan.model.vocabulary import Per
from actionplan.storage.save import SaveError
from actionplan.summary.resources import sort_of


class Share(NamedTuple):
    """How much a part gets of what an action has.

    Attributes:
        amount: the amount.
        unit: its unit; empty if the action has only one.
        per: whether it is once or every year; None if the share does not name it.
        funding: the fund that pays for it; None if the share does not name it.
    """

    amount: Decimal
    unit: str = ""
    per: Per | None = None
    funding: str | None = None


def shared_out(
    name: str, own: Sequence[Resource], shares: Mapping[str, Sequence[Share]]
) -> Mapping[str, tuple[Resource, ...]]:
    """Return what each part gets of an action's money, posts and places.

    Args:
        name: the action's id.
        own: what it has.
        shares: the shares of each part, by the part's id.

    Raises:
        SaveError: it has nothing of that sort, a share may be of several sorts, or the shares do not add up.
    """
    sorts: dict[tuple[object, ...], list[Resource]] = {}
    for each in own:
        sorts.setdefault(sort_of(each), []).append(each)
    given: dict[tuple[object, ...], dict[str, Decimal]] = {}
    for part, of_part in shares.items():
        for share in of_part:
            amounts = given.setdefault(_meant(name, share, sorts), {})
            amounts[part] = amounts.get(part, Decimal(0)) + share.amount
    found: dict[str, list[Resource]] = {part: [] for part in shares}
    for sort, amounts in given.items():
        alike, total = sorts[sort], sum(amounts.values())
        if total != (has := sum(each.amount for each in alike)):
            of = sort_text(alike[0])
            raise SaveError(f"the parts get {total:f} of the {has:f} {of} of {name}: share out all of it")
        for part, amount in amounts.items():
            found[part] += [_of_several(alike, amount)] if amount else []
    return {part: tuple(resources) for part, resources in found.items()}


def _meant(name: str, share: Share, sorts: Mapping[tuple[object, ...], list[Resource]]) -> tuple[object, ...]:
    """Return the sort of amounts that a share is of; of several, the one that it names in full and that is counted."""
    meant = {sort: first for sort, (first, *_) in sorts.items() if _may_be_of(share, first)}
    exact = [sort for sort, first in meant.items() if _is_in_full(share, first)]
    for found in (exact, list(meant)):
        if len(found) == 1:
            return found[0]
    every = ", ".join(f'"{sort_text(first)}"' for first, *_ in sorts.values())
    if not sorts:
        raise SaveError(f"{name} has no resources")
    if not meant:
        raise SaveError(f"{name} has nothing in {share.unit}, only {every}")
    such_as = f"{share.amount:f} {sort_text(next(iter(meant.values())))}"
    raise SaveError(f'{name} has several sorts: name the one of each share, such as "{such_as}"')


def _may_be_of(share: Share, resource: Resource) -> bool:
    funding = (resource.funding or "").casefold()
    return (
        share.unit.casefold() in ("", resource.unit.casefold())
        and share.per in (None, resource.per)
        and (share.funding is None or share.funding.casefold() == funding)
    )


def _is_in_full(share: Share, resource: Resource) -> bool:
    is_counted = resource.within is None and not resource.mentioned
    funding = (share.funding or "").casefold()
    return is_counted and share.per == _yearly(resource) and funding == (resource.funding or "").casefold()


def _yearly(resource: Resource) -> Per | None:
    return "year" if resource.per == "year" else None


def sort_text(resource: Resource) -> str:
    """Return the sort of an amount as people enter it: ``GBP a year from Council budget``."""
    text = resource.unit + (" a year" if resource.per == "year" else "")
    return f"{text} from {resource.funding}" if resource.funding else text


def brought_together(resources: Iterable[Resource], ids: Iterable[Id]) -> tuple[Resource, ...]:
    """Return the amounts of several actions as those of one: alike ones are added up.

    Amounts that are within those of one of the actions are left out, since they are in these already.

    Args:
        resources: the amounts.
        ids: the ids of the actions.
    """
    own, sorts = set(ids), dict[tuple[object, ...], list[Resource]]()
    for each in resources:
        if each.within not in own:
            sorts.setdefault((*sort_of(each), each.period), []).append(each)
    return tuple(
        alike[0] if len(alike) == 1 else _of_several(alike, sum((each.amount for each in alike), Decimal(0)))
        for alike in sorts.values()
    )


def _of_several(alike: Sequence[Resource], amount: Decimal) -> Resource:
    """Return an amount of the same sort as others, with their period if they have one in common."""
    period = alike[0].period if len({each.period for each in alike}) == 1 else None
    return evolve(alike[0], amount=amount, period=period, note=None)
