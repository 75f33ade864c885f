"""``actionplan handover``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console, write_entry
from actionplan.cli.names import body_in
from actionplan.cli.param_types import BodyName, RecordId, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actionplan.edit.handover import HandedOver, HandoverDecision, Transfer
    from actionplan.model.dates import PlanDate
    from actionplan.model.ids import Id
    from actionplan.model.records import Plan


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

    In actions in which it is a partner, the other body takes its place. Clauses and recommendations stay as they were
    made; the command names the clauses addressed to the body and the recommendations that it has not answered, and how
    to change that.

    A second handover to the same body on an earlier day brings the first one forward.

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
    from actionplan.edit.handover import already_handed_over, handover_additions, is_brought_forward
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.as_known import day_to_record
    from actionplan.model.problem import ProblemsFound
    from actionplan.summary.owned import tasks_text

    edit, today = PlanEdit(one_root(plan_path)), console.today()
    plan, problems = edit.complete
    if plan.unread:
        raise ProblemsFound(problems)
    decision = _decision(plan, body, given, today)
    transfer = _chosen(plan, decision, records, given["area"], today)
    recorded = day_to_record(handover_additions(plan, decision, transfer, None)[0].entry, today, plan)
    what = tasks_text(transfer)
    is_all = not records and given["area"] is None
    handed = already_handed_over(plan, decision.body, today)
    sooner = [each for each in handed if is_brought_forward(each, decision.to, decision.on) and _is_in(transfer, each)]
    already = [each for each in handed if not is_brought_forward(each, decision.to, decision.on)] if not records else []
    console.explain(_what_text(plan, decision, what))
    if sooner:
        console.explain(f"Brought forward: until now {_already_text(plan, sooner)}.")
    if already:
        console.explain(f"Handed over already, so not again: {_already_text(plan, already)}.")
    if is_all:
        _say_what_stays(plan, decision, today)
    return confirm.apply(
        lambda edit: prepare(edit, handover_additions(plan, decision, transfer, recorded), today, whole_plan=True),
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

    old, new = body_in(plan, body), body_in(plan, given["to"])
    if old == new:
        raise click.UsageError(f"{old} cannot take over from itself: name another body with --to")
    day = read_day(given["when"])
    if isinstance(day, Unclear):
        raise click.UsageError(f"--on {explained(day, '2028-04-01')}; a handover is on a day")
    reason = given["reason"] or usual_reason(plan.bodies[old], plan.bodies[new], today)
    stated = {"on": day.isoformat(), "approvals": write_entry.approvals(given["approved"]), "note": given["note"]}
    entry = made_from({**stated, "reason": reason}, Entry, plan)
    by = body_in(plan, author.says_so(given["by"], plan) or "")
    return HandoverDecision(
        body=old, to=new, on=day, by=by, reason=entry.reason or reason, approvals=entry.approvals, note=entry.note
    )


def _is_in(transfer: "Transfer", handed: "HandedOver") -> bool:
    among = transfer.partner_in if handed.is_partner else transfer.owned
    return any(each.id == handed.owned.id for each in among)


def _what_text(plan: "Plan", decision: "HandoverDecision", what: str) -> str:
    return f"Handing over {what} from {plan.bodies[decision.body].name} to {plan.bodies[decision.to].name}."


def _say_what_stays(plan: "Plan", decision: "HandoverDecision", today: date) -> None:
    """Print what else names the body that hands over, and the commands that change it."""
    from actionplan.edit.handover import staying

    if stays := staying(plan, decision.body, decision.to, today):
        console.explain("What is addressed to it, or waits on it, stays so until somebody amends it:")
        console.say("\n" + "\n".join(f"  {command}" for command in stays) + "\n")


def _already_text(plan: "Plan", already: "Iterable[HandedOver]") -> str:
    """Return what was handed over already, as "2 actions (1.1, 1.2) to West Council from 1 Apr 2028 on"."""
    from actionplan.edit.handover import Transfer
    from actionplan.model.text import body_name, date_text
    from actionplan.summary.owned import tasks_text

    groups: dict[tuple[Id | None, PlanDate], list[HandedOver]] = {}
    for each in already:
        groups.setdefault((each.to, each.on), []).append(each)
    texts = []
    for (to, on), handed in groups.items():
        owned, partner_in = (tuple(each.owned for each in handed if each.is_partner is of) for of in (False, True))
        what = tasks_text(Transfer(owned=owned, partner_in=partner_in))
        name = f" to {body_name(plan.bodies, to)}" if to is not None else ""
        texts.append(f"{what}{name} from {date_text(on)} on")
    return "; ".join(texts)


def _chosen(
    plan: "Plan", decision: "HandoverDecision", records: "Sequence[str]", area: str | None, today: date
) -> "Transfer":
    """Return what is handed over, without what was handed over already.

    Raises:
        click.UsageError: it would be nothing, or a record is named with which the body has nothing to do.
    """
    from actionplan.edit.handover import already_handed_over, handed_over
    from actionplan.model.text import day_text

    already = already_handed_over(plan, decision.body, today)
    every = handed_over(plan, decision.body, decision.on, today, to=decision.to)
    only = {_named(plan, decision, typed, every, already) for typed in records}
    in_area = _area(plan, area)
    chosen = handed_over(plan, decision.body, decision.on, today, to=decision.to, area=in_area, only=only)
    if not (chosen.owned or chosen.partner_in):
        where = f" in the area {in_area}" if in_area is not None else ""
        name, day = plan.bodies[decision.body].name, day_text(decision.on)
        left = f"{name} owns nothing that is open{where} on {day}, so there is nothing to hand over"
        more = f". Handed over already: {_already_text(plan, already)}" if already else ""
        raise click.UsageError(left + more)
    return chosen


def _named(
    plan: "Plan", decision: "HandoverDecision", typed: str, every: "Transfer", already: "Iterable[HandedOver]"
) -> "Id":
    """Return the id of a record that the user names.

    Raises:
        click.UsageError: the body has nothing to do with it on the day, or it is closed, or handed over already.
    """
    from actionplan.cli.resolve_id import plan_and_name
    from actionplan.input.text import plain
    from actionplan.model.suggest import hint
    from actionplan.model.text import day_text
    from actionplan.summary.owned import tasks_text

    wanted = plain(plan_and_name(typed)[1])
    for owned in (*every.owned, *every.partner_in):
        if wanted in (plain(owned.id), plain(owned.ref or "")):
            return owned.id
    for each in already:
        if wanted in (plain(each.owned.id), plain(each.owned.ref or "")):
            key = "--partner" if each.is_partner else "--owner"
            raise click.UsageError(
                f"handed over already: {_already_text(plan, [each])}. To change that: actionplan correct "
                f'{each.owned.id}:{each.entry or each.on} {key} BODY --reason "..." --by BODY'
            )
    has = f"it has {tasks_text(every, 0)}" if tasks_text(every) else "it owns nothing that is open"
    body, known = plan.bodies[decision.body].name, [each.id for each in (*every.owned, *every.partner_in)]
    guess = hint(typed, known) if known else ""
    raise click.UsageError(
        f"{typed} is not open and owned by {body} on {day_text(decision.on)}; {has}. {guess}".strip()
    )


def _area(plan: "Plan", typed: str | None) -> "Id | None":
    from actionplan.cli.resolve_id import plan_and_name
    from actionplan.model.ids import Id
    from actionplan.model.lookup import id_meant

    if typed is None:
        return None
    area = id_meant(plan_and_name(typed)[1], plan.areas)
    if all(each.id != area for each in plan.areas):
        raise click.UsageError(f'there is no area "{typed}"')
    return Id(area)
