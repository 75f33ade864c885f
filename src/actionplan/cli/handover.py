"""``actionplan handover``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console, write_entry
from actionplan.cli.param_types import BodyName, RecordId, When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actionplan.edit.handover import HandedOver, HandoverDecision
    from actionplan.model.dates import PlanDate
    from actionplan.model.ids import Id
    from actionplan.model.records import Plan
    from actionplan.summary.answering import Owned


@click.command("handover")
@click.argument("body", type=BodyName())
@click.argument("records", metavar="[ACTION]...", nargs=-1, type=RecordId())
@click.option("--to", required=True, type=BodyName(), help="The body that takes over: its id or name.")
@click.option("--on", "when", required=True, type=When(), help="The day from which it answers. It may lie ahead.")
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only what serves this area.")
@click.option("--reason", metavar="TEXT", help="Why. Default: that the body has ended, or is to end.")
@write_entry.approved_option
@write_entry.note_option
@author.by_option
@confirm.saving_options
def command(body: str, records: tuple[str, ...], plan_path: str | None, **given: Any) -> int:
    """Hand over what a body owns to another body, from a day on: open actions, areas, measures and risks, all at once.

    The day may lie ahead, such as the day on which a new council takes over: until then reports list it as coming. A
    handover is no update, so nothing looks fresher for it. If anything is wrong, nothing is written.

    \b
    Examples:
      actionplan handover hwe-icb --to central-east-icb --on 2026-04-01 --by board
      actionplan handover county --to west-council --on 2028-04-01 --area PA1
      actionplan handover county --to east-council --on 2028-04-01 1.1 1.2 R3
    """
    from actionplan.cli.resolve_id import one_root
    from actionplan.edit.append import prepare
    from actionplan.edit.handover import already_handed_over, handover_additions
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.problem import ProblemsFound
    from actionplan.summary.answering import owned_text

    edit, today = PlanEdit(one_root(plan_path)), console.today()
    plan, problems = edit.complete
    if plan.unread:
        raise ProblemsFound(problems)
    decision = _decision(plan, body, given, today)
    owned = _chosen(plan, decision, records, given["area"], today)
    recorded = author.recorded(handover_additions(decision, owned, None)[0].entry, today, plan)
    what = owned_text(owned)
    _say_what(plan, decision, what, () if records else already_handed_over(plan, decision.body, today))
    return confirm.apply(
        lambda edit: prepare(edit, handover_additions(decision, owned, recorded), today, whole_plan=True),
        edit,
        plan,
        given["saving"],
        message=f"{plan.id}: {what} handed over to {decision.to} ({decision.by})",
        by_options=True,
    )


def _decision(plan: "Plan", body: str, given: dict[str, Any], today: date) -> "HandoverDecision":
    """Return what the options decide.

    Raises:
        click.UsageError: a body is not known, the two are the same, or the day is not a day.
    """
    from actionplan.edit.handover import HandoverDecision, usual_reason
    from actionplan.edit.input import made_from
    from actionplan.input.dates import read_day
    from actionplan.input.unclear import Unclear, explained
    from actionplan.model.entries import Entry

    old, new = _body(plan, body), _body(plan, given["to"])
    if old == new:
        raise click.UsageError(f"{old} cannot take over from itself: name another body with --to")
    day = read_day(given["when"])
    if isinstance(day, Unclear):
        raise click.UsageError(f"--on {explained(day, '2028-04-01')}; a handover is on a day")
    reason = given["reason"] or usual_reason(plan.bodies[old], plan.bodies[new], today)
    stated = {"on": day.isoformat(), "approvals": write_entry.approvals(given["approved"]), "note": given["note"]}
    entry = made_from({**stated, "reason": reason}, Entry, plan)
    by = _body(plan, author.says_so(given["by"], plan) or "")
    return HandoverDecision(
        body=old, to=new, on=day, by=by, reason=entry.reason or reason, approvals=entry.approvals, note=entry.note
    )


def _body(plan: "Plan", typed: str) -> "Id":
    from actionplan.input.names import read_body
    from actionplan.input.unclear import Unclear, explained

    reading = read_body(typed, plan.bodies)
    if isinstance(reading, Unclear):
        raise click.UsageError(explained(reading))
    return reading


def _say_what(plan: "Plan", decision: "HandoverDecision", what: str, already: "Sequence[HandedOver]") -> None:
    """Print what is handed over, and what was already."""
    old, new = plan.bodies[decision.body].name, plan.bodies[decision.to].name
    console.explain(f"Handing over {what} from {old} to {new}.")
    if already:
        console.explain(f"Handed over already, so not again: {_already_text(plan, already)}.")


def _already_text(plan: "Plan", already: "Sequence[HandedOver]") -> str:
    """Return what was handed over already, as "2 actions (1.1, 1.2) to West Council from 1 Apr 2028 on"."""
    from actionplan.model.text import body_name, date_text
    from actionplan.summary.answering import owned_text

    groups: dict[tuple[Id, PlanDate], list[Owned]] = {}
    for each in already:
        groups.setdefault((each.to, each.on), []).append(each.owned)
    texts = (
        f"{owned_text(of)} to {body_name(plan.bodies, to)} from {date_text(on)} on" for (to, on), of in groups.items()
    )
    return "; ".join(texts)


def _chosen(
    plan: "Plan", decision: "HandoverDecision", records: "Sequence[str]", area: str | None, today: date
) -> "tuple[Owned, ...]":
    """Return what is handed over, without what was handed over already.

    Raises:
        click.UsageError: it would be nothing, or a record is named that the body does not own or that is closed.
    """
    from actionplan.edit.handover import already_handed_over, handed_over
    from actionplan.model.text import day_text

    already = {each.owned.id: each for each in already_handed_over(plan, decision.body, today)}
    owned = tuple(each for each in handed_over(plan, decision.body, decision.on, today) if each.id not in already)
    only = {_named(plan, decision, typed, owned, already) for typed in records}
    in_area = _area(plan, area)
    chosen = tuple(
        each for each in owned if (not only or each.id in only) and (in_area is None or in_area in each.areas)
    )
    if not chosen:
        where = f" in the area {in_area}" if in_area is not None else ""
        name, day = plan.bodies[decision.body].name, day_text(decision.on)
        left = f"{name} owns nothing that is open{where} on {day}, so there is nothing to hand over"
        more = f". Handed over already: {_already_text(plan, tuple(already.values()))}" if already else ""
        raise click.UsageError(left + more)
    return chosen


def _named(
    plan: "Plan", decision: "HandoverDecision", typed: str, owned: "Sequence[Owned]", already: "Mapping[Id, HandedOver]"
) -> "Id":
    """Return the id of a record that the user names.

    Raises:
        click.UsageError: the body does not own it on the day, or it is closed, or handed over already.
    """
    from actionplan.input.text import plain
    from actionplan.model.text import day_text
    from actionplan.summary.answering import owned_text

    wanted = plain(typed.rpartition("/")[2])
    for name in (each.id for each in owned if plain(each.id) == wanted):
        return name
    for name, each in already.items():
        if plain(name) == wanted:
            entry = f"{name}:{each.entry or each.on}"
            raise click.UsageError(
                f"handed over already: {_already_text(plan, [each])}. To change that: "
                f'actionplan correct {entry} --owner BODY --reason "..." --by BODY'
            )
    has = f"it owns {owned_text(owned)}" if owned else "it owns nothing that is open"
    body = plan.bodies[decision.body].name
    raise click.UsageError(f"{typed} is not open and owned by {body} on {day_text(decision.on)}; {has}")


def _area(plan: "Plan", typed: str | None) -> "Id | None":
    from actionplan.input.text import plain

    if typed is None:
        return None
    areas = {plain(each.id): each.id for each in plan.areas}
    if plain(typed.rpartition("/")[2]) not in areas:
        raise click.UsageError(f'there is no area "{typed}"')
    return areas[plain(typed.rpartition("/")[2])]
