"""``actionplan show`` of a body: when it exists, what it owns, and what it is to hand over or to take over."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.kinds import plan_path
from actionplan.model.records import Plan
from actionplan.model.text import body_name, date_text, in_words, printed_id
from actionplan.report.document import GAP, Block, Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.handovers import to_successors
from actionplan.report.history import coming_text, path_lines
from actionplan.report.report_type import Context
from actionplan.report.values import names_of
from actionplan.report.writers.json import dated, envelope
from actionplan.summary.answering import handover_due
from actionplan.summary.coming import Coming, coming_in_plan, concerns
from actionplan.summary.named import named_in, named_text
from actionplan.summary.owned import EndedOwner, Owned, owned_by, owned_text, partner_in, tasks_text, to_hand_over


def body_document(plan: Plan, name: Id, context: Context) -> Document:
    """Return a body of a plan on a day.

    Args:
        plan: the plan.
        name: the id of the body.
        context: the day and the form of the report.
    """
    body, day = plan.bodies[name], context.as_at
    yield Heading(body.name, 1, label=name)
    yield from path_lines(plan_path(plan.root), context)
    if (handover := handover_due(plan.bodies, name, day)) is not None:
        rest = f"; what it still has must be handed over{to_successors(plan.bodies, handover)}"
        is_left = any(each.body == name for each in to_hand_over(plan, day))
        yield Paragraph(f"Ended {date_text(handover.ended)}{rest if is_left else ''}.", hang=4)
        yield GAP
    yield Facts(tuple(_facts(plan, body)), width=12)
    yield from _owned("Owns", "Owns nothing that is open.", owned_by(plan, name, day))
    for each in _taken_over(plan, name, day):
        yield from (GAP, Heading(f"To be taken over from {each.name}: {tasks_text(each, 0)}"))
        yield _items((*each.owned, *each.partner_in))
    if helped := partner_in(plan, name, day):
        yield from (GAP, Paragraph(f"A partner in {owned_text(helped)}.", hang=4))
    if named := named_in(plan, [name], day).get(name):
        yield from (GAP, Heading(in_words(named_text(named))))
        yield Items(tuple(Item(each.text, each.ref or each.part) for each in named), indent=2, hang=2)
    if changes := _coming(plan, name, day):
        names = names_of(plan, day)
        texts = (coming_text(each.field, each.after, each.entry, names) for each in changes)
        items = (Item(f"{names.records[each.id]}: {text}.") for each, text in zip(changes, texts, strict=True))
        yield from (GAP, Heading("Coming"), Items(tuple(items), indent=2, hang=2))


def _facts(plan: Plan, body: Body) -> Iterator[tuple[str, str]]:
    yield "kind", body.kind.replace("-", " ")
    yield from (("also called", alias) for alias in body.aliases)
    rows = {
        "part of": body_name(plan.bodies, body.part_of),
        "from": date_text(body.from_),
        "until": date_text(body.until),
        "successor": ", ".join(body_name(plan.bodies, heir) for heir in body.successor),
    }
    yield from ((name, text) for name, text in rows.items() if text)
    yield from (("source", source) for source in body.source)


def _owned(title: str, none: str, owned: Iterable[Owned]) -> Iterator[Block]:
    owned = tuple(owned)
    yield from (GAP, Heading(f"{title}: {owned_text(owned, 0)}" if owned else none))
    if owned:
        yield _items(owned)


def _items(owned: Iterable[Owned]) -> Items:
    return Items(tuple(Item(each.title, printed_id(each)) for each in owned), indent=2, hang=2)


def _taken_over(plan: Plan, name: Id, day: date) -> tuple[EndedOwner, ...]:
    return tuple(each for each in to_hand_over(plan, day) if name in each.handover.successors)


def _coming(plan: Plan, name: Id, day: date) -> tuple[Coming, ...]:
    return tuple(each for each in coming_in_plan(plan, day) if concerns(each, name))


def body_json(plan: Plan, name: Id, as_at: date) -> Mapping[str, Any]:
    """Return a body of a plan on a day as a JSON object.

    Args:
        plan: the plan.
        name: the id of the body.
        as_at: the day.
    """
    body, handover = plan.bodies[name], handover_due(plan.bodies, name, as_at)
    return {
        **envelope("show", as_at),
        "plan": plan.id,
        "path": plan_path(plan.root),
        "record": "body",
        "body": {
            "id": name,
            "name": body.name,
            "kind": body.kind,
            "aliases": list(body.aliases),
            "part_of": body.part_of,
            **dated("from", body.from_),
            **dated("until", body.until),
            "successor": list(body.successor),
            "source": list(body.source),
        },
        "ended": handover is not None,
        "successors": list(handover.successors) if handover is not None else [],
        "owned": owned_by(plan, name, as_at),
        "partner_in": partner_in(plan, name, as_at),
        "named": named_in(plan, [name], as_at).get(name, ()),
        "to_take_over": _taken_over(plan, name, as_at),
        "coming": _coming(plan, name, as_at),
    }
