"""Money, posts and places as text and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from actionplan.model.resources import Resource
from actionplan.model.vocabulary import Per
from actionplan.report.status_json import dated, envelope
from actionplan.report.words import STATE_WORDS, date_text, day_text, one_line
from actionplan.report.writers.layout import Part
from actionplan.report.writers.legacy import Screen, draw, hanging, styled
from actionplan.summary.resources import PlanResources, ResourceGroup, ResourceItem, ResourceLine, Resources

_SIGNS = {"GBP": "£", "EUR": "€"}
"""Currencies that people know by a sign; after the others, and after all that is no money, stands the unit."""


def amount_text(amount: Decimal, unit: str, per: Per, screen: Screen | None = None) -> str:
    """Give an amount in full: ``£5,000,000 a year``, ``80 posts``, ``250,000 USD``.

    Args:
        amount: how much.
        unit: in what.
        per: whether it is given once or every year.
        screen: what the reader's screen can show; without signs beyond ASCII the currency's code stands. None for all.
    """
    digits = f"{amount:,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    sign = _SIGNS.get(unit) if screen is None or screen.unicode else None
    if sign and "." in digits:
        whole, _, pence = digits.partition(".")
        digits = f"{whole}.{pence:0<2}"
    text = _signed(digits, sign) if sign else f"{digits} {one_line(unit)}"
    return f"{text} a year" if per == "year" else text


def _signed(digits: str, sign: str) -> str:
    return f"-{sign}{digits[1:]}" if digits.startswith("-") else f"{sign}{digits}"


def resource_text(resource: Resource, screen: Screen | None = None) -> str:
    """Give one resource on a line: how much, for when, and from what it is paid; see `amount_text`."""
    text = amount_text(resource.amount, resource.unit, resource.per, screen)
    text += f", {date_text(resource.period)}" if resource.period else ""
    return text + (f", from {one_line(resource.funding)}" if resource.funding else "")


def resources_text(found: Resources, as_at: date, screen: Screen, when: str = "") -> str:
    """Give what actions have and resolutions grant as text: sums, what each rests on, then by area and by owner.

    Args:
        found: what was found.
        as_at: the day.
        screen: what the reader's screen can show.
        when: the day in words, as `as_at_words` gives it; empty for the day alone.
    """
    parts: list[Part] = [styled(f"Resources as at {when or day_text(as_at)}", "bold"), ""]
    if not found.lines:
        parts.append(styled("No money, posts or places are stated."))
    stating = [plan for plan in found.plans if plan.lines]
    if len(stating) > 1:
        parts.append(styled("All plans", "bold"))
        parts += [hanging(f"  {_line_text(line, screen)}", 4, screen) for line in found.lines]
        parts.append("")
    for plan in stating:
        parts += list(_plan(plan, screen))
    if found.lines:
        text = (
            "What is given once and what is given every year are not added together, nor are different units, nor what "
            "actions have and what motions name, which may be the same."
        )
        parts.append(hanging(text, 0, screen))
    return draw(parts, screen)


def _plan(plan: PlanResources, screen: Screen) -> Iterator[Part]:
    yield styled(one_line(plan.title), "bold")
    for line in plan.lines:
        yield hanging(f"  {_line_text(line, screen)}", 4, screen)
        for item in line.items:
            yield hanging(f"    {_item_text(item, line, screen)}", 8, screen)
    for title, groups in (("By primary area", plan.areas), ("By owner", plan.owners)):
        yield ""
        yield styled(title, "bold")
        for group in groups:
            yield hanging(f"  {_name(group)}", 4, screen)
            for line in group.lines:
                text = _line_text(line, screen).removesuffix(", named by resolutions")
                yield hanging(f"    {text} ({_ids(line.items)})", 8, screen)
    yield ""


def _line_text(line: ResourceLine, screen: Screen) -> str:
    text = amount_text(line.amount, line.unit, line.per, screen)
    text += f", from {one_line(line.funding)}" if line.funding else ""
    return text if line.kind == "action" else f"{text}, named by resolutions"


def _item_text(item: ResourceItem, line: ResourceLine, screen: Screen) -> str:
    """Give one item of a sum; what its line says already is not said again."""
    resource = item.resource
    facts = [amount_text(resource.amount, resource.unit, resource.per, screen)] if len(line.items) > 1 else []
    facts += [date_text(resource.period)] if resource.period else []
    facts += [STATE_WORDS[item.state]] if item.state == "cancelled" else []
    note = one_line(resource.note).rstrip(".") if resource.note else ""
    said = ". ".join(filter(None, (", ".join(facts), note)))
    where = f"{'resolution ' if item.kind == 'resolution' else ''}{item.id} {one_line(item.title)}"
    return f"{where}: {said}" if said else where


def _name(group: ResourceGroup) -> str:
    if group.id is None:
        return one_line(group.name)
    return f"{group.id} {one_line(group.name)}" if group.kind == "area" else f"{one_line(group.name)} ({group.id})"


def _ids(items: Iterable[ResourceItem]) -> str:
    return ", ".join(dict.fromkeys(item.id for item in items))


def resources_json(found: Resources, as_at: date, *, partial: bool) -> dict[str, Any]:
    """Give what actions have and resolutions grant as a JSON object."""
    return {
        **envelope("resources", as_at, partial=partial),
        "lines": [_line(line) for line in found.lines],
        "plans": [
            {
                "id": plan.id,
                "title": plan.title,
                "path": plan.root,
                "lines": [_line(line) for line in plan.lines],
                "areas": _groups(plan.areas),
                "owners": _groups(plan.owners),
            }
            for plan in found.plans
        ],
    }


def _groups(groups: Sequence[ResourceGroup]) -> list[dict[str, Any]]:
    return [
        {"kind": group.kind, "id": group.id, "name": group.name, "lines": [_line(line) for line in group.lines]}
        for group in groups
    ]


def _line(line: ResourceLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "unit": line.unit,
        "per": line.per,
        "funding": line.funding,
        "amount": _number(line.amount),
        "items": [_item(item) for item in line.items],
    }


def _item(item: ResourceItem) -> dict[str, Any]:
    resource = item.resource
    return {
        "plan": item.plan,
        "kind": item.kind,
        "id": item.id,
        "title": item.title,
        "area": item.area,
        "owner": item.owner,
        "state": item.state,
        "amount": _number(resource.amount),
        **dated("period", resource.period),
        "note": resource.note,
        "source": list(resource.source),
    }


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
