"""``actionplan handover``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console, write_entry
from actionplan.cli.param_types import BodyName, RecordId, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actionplan.edit.handover import HandoverDecision
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
    from actionplan.edit.handover import handover_additions
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
    console.say(f"Handing over {what} from {plan.bodies[decision.body].name} to {plan.bodies[decision.to].name}.")
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


def _chosen(
    plan: "Plan", decision: "HandoverDecision", records: "Sequence[str]", area: str | None, today: date
) -> "tuple[Owned, ...]":
    """Return what is handed over.

    Raises:
        click.UsageError: it would be nothing, or a record is named that the body does not own or that is closed.
    """
    from actionplan.edit.handover import handed_over
    from actionplan.input.text import plain
    from actionplan.model.text import day_text
    from actionplan.summary.answering import owned_text

    name, day = plan.bodies[decision.body].name, day_text(decision.on)
    owned = handed_over(plan, decision.body, decision.on, today)
    known = {plain(each.id): each.id for each in owned}
    for typed in (wanted.rpartition("/")[2] for wanted in records):
        if plain(typed) not in known:
            has = f"it owns {owned_text(owned)}" if owned else "it owns nothing that is open"
            raise click.UsageError(f"{typed} is not open and owned by {name} on {day}; {has}")
    areas = {plain(each.id): each.id for each in plan.areas}
    if area is not None and plain(area.rpartition("/")[2]) not in areas:
        raise click.UsageError(f'there is no area "{area}"')
    in_area = areas[plain(area.rpartition("/")[2])] if area is not None else None
    only = {known[plain(wanted.rpartition("/")[2])] for wanted in records}
    chosen = handed_over(plan, decision.body, decision.on, today, area=in_area, only=only)
    if not chosen:
        where = f" in the area {in_area}" if in_area is not None else ""
        raise click.UsageError(f"{name} owns nothing that is open{where} on {day}, so there is nothing to hand over")
    return chosen
