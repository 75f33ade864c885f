"""``actionplan resources``: money, posts and places of actions and in resolutions, summed, by area and by owner."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from actionplan.model.figures import money_text, number_text
from actionplan.model.resources import Resource
from actionplan.model.text import date_text, some_of
from actionplan.model.vocabulary import DROPPED, Per
from actionplan.report.document import GAP, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.words import STATE_WORDS
from actionplan.report.writers.json import as_json, shape
from actionplan.summary.resources import ResourceGroup, ResourceItem, ResourceLine, plan_resources, roll_up

_SIGNS = {"GBP": "£", "EUR": "€"}
"""Currencies with a sign; other amounts have their unit after them."""


def amount_span(amount: Decimal, unit: str, per: Per) -> Span:
    """Return an amount in full: ``£5,000,000 a year``, ``80 posts``, ``250,000 USD``.

    Args:
        amount: how much.
        unit: in what.
        per: whether it is a one-off or a yearly amount.
    """
    digits = number_text(amount)
    yearly = " a year" if per == "year" else ""
    in_words = f"{digits} {unit}{yearly}"
    if unit not in _SIGNS:
        return Span(in_words)
    return Span(f"{money_text(digits, _SIGNS[unit])}{yearly}", ascii=in_words)


Names = Mapping[str, str]


def resource_inline(resource: Resource, names: Names) -> Inline:
    """Return one resource on a line: amount, period and funding.

    Args:
        resource: the resource.
        names: what sentences call the plan's records, by id.
    """
    period = date_text(resource.period) if resource.period else ""
    funding = f"from {resource.funding}" if resource.funding else ""
    facts = (amount_span(resource.amount, resource.unit, resource.per), period, funding, _counted(resource, names))
    return joined(facts)


def _counted(amount: Resource | ResourceLine, names: Names) -> str:
    """Return whether an amount is part of another, or only mentioned; empty for any other."""
    within = f"counted within the amounts of {names.get(amount.within, amount.within)}" if amount.within else ""
    return ", ".join(filter(None, ("only mentioned, not granted" if amount.mentioned else "", within)))


def resources_document(run: RunResult, context: Context) -> Document:
    """Return the sums of all plans together, then those of each plan."""
    yield from (Heading(f"Resources as at {when_words(context)}", 1), GAP)
    plans = [plan for plan in run.results if plan.lines]
    if not plans:
        yield Paragraph("No money, posts or places are on record.")
        return
    if len(plans) > 1:
        names = {name: text for plan in plans for name, text in plan.names.items()}
        lines = roll_up(item for plan in plans for item in plan.items)
        yield from (Heading("All plans"), _list(Item(_line(line, names)) for line in lines), GAP)
    for plan in plans:
        yield Heading(plan.title, plan=plan.root)
        yield _list(Item(_line(line, plan.names), under=tuple(_items(line, plan.names))) for line in plan.lines)
        for title, groups in (("By main area", plan.areas), ("By owner", plan.owners)):
            yield from (GAP, Heading(title, 3), _list(_group(group, plan.names) for group in groups))
        yield GAP
    yield Paragraph(
        "Not added together: one-off and yearly amounts, different units, amounts within others, and the amounts of "
        "actions and of resolutions, which may be the same money."
    )


def _list(items: Iterable[Item]) -> Items:
    return Items(tuple(items), indent=2, hang=2, under=2, under_hang=4)


def _line(line: ResourceLine, names: Names) -> Inline:
    return joined((_sum(line, names), "" if line.kind == "action" else "named in resolutions"))


def _sum(line: ResourceLine, names: Names) -> Inline:
    funding = f"from {line.funding}" if line.funding else ""
    return joined((amount_span(line.amount, line.unit, line.per), funding, _counted(line, names)))


def _items(line: ResourceLine, names: Names) -> Iterator[Inline]:
    return (_item(item, line, names) for item in line.items)


def _item(item: ResourceItem, line: ResourceLine, names: Names) -> Inline:
    """Return one item of a sum, without the facts that its line has already."""
    resource = item.resource
    facts = (
        amount_span(resource.amount, resource.unit, resource.per) if len(line.items) > 1 else "",
        date_text(resource.period, short=True) if resource.period else "",
        STATE_WORDS[item.state] if item.state in DROPPED else "",
    )
    note = resource.note.strip().rstrip(".") if resource.note else ""
    where = f"{'resolution: ' if item.kind == 'resolution' else ''}{names[item.id]}"
    return joined((where, joined((joined(facts), note), ". ")), ": ")


def _group(group: ResourceGroup, names: Names) -> Item:
    name = names.get(group.id, group.name) if group.id is not None and group.kind == "area" else group.name
    return Item(name, under=tuple(_with_names(line, names) for line in group.lines))


def _with_names(line: ResourceLine, names: Names) -> Inline:
    named = dict.fromkeys(names[item.id] for item in line.items)
    return joined((_sum(line, names), f"({some_of(named)})"), " ")


RESOURCES = Report(
    name="resources",
    title=lambda context: f"Resources as at {when_words(context)}",
    result=lambda plan, context: plan_resources(plan, context.as_at),
    document=resources_document,
    kept=lambda found: found.result.items if found.result is not None else (),
    last_keys=lambda items, _: {"lines": roll_up(item for of_plan in items for item in of_plan)},
)

shape(ResourceItem, omit=("resource",), more=lambda item: as_json(item.resource))
