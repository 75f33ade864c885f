"""``actionplan correct``."""

from typing import Any

import click

from actionplan.cli import author, confirm, write_entry
from actionplan.cli.field_options import entry_options, refuse_foreign
from actionplan.cli.options import add_options
from actionplan.cli.param_types import RecordId, When, Word
from actionplan.model.vocabulary import Closing, Decision, Recheck, RequestedState, State, words


@click.command("correct")
@click.argument("entry", metavar="RECORD:ENTRY", type=RecordId())
@click.option("--action", metavar="RECORD", help="The action or other record, if ENTRY alone is given.")
@click.option("--reason", required=True, metavar="TEXT", help="What was wrong. Reports show it.")
@click.option("--state", metavar="STATE", help=f"One of {', '.join(words(State))}.")
@click.option("--rating", metavar="RATING", help="One of the plan's ratings, such as green.")
@click.option("--progress", type=int, metavar="N", help="How much is done, in per cent: 0 to 100.")
@click.option("--note", metavar="TEXT", help="The correct note.")
@click.option("--evidence", multiple=True, metavar="LINK", help="A web address, or a path in the plan. Repeatable.")
@click.option("--closed-as", type=Word(Closing), help="For a clause or a recommendation: as what it was closed.")
@click.option("--rechecked", type=Word(Recheck), help="For a recommendation: what a later check found.")
@click.option("--reported-to", metavar="BODY", help="For a resolution or a clause: the body to which it was reported.")
@click.option("--request-due", type=When(), help="For a request: the due date that is asked for.")
@click.option("--request-state", type=Word(RequestedState, "cancelled"), help="For a request to cancel: cancelled.")
@click.option("--requested-of", metavar="BODY", help="For a request: the body that is asked to decide.")
@click.option("--decides", metavar="REQUEST", help="For a decision: the id of the request's entry.")
@click.option("--decision", type=Word(Decision), metavar="DECISION", help=f"One of {', '.join(words(Decision))}.")
@click.option("--handover-from", metavar="BODY", help="For a handover: the body that owned it before.")
@add_options(*entry_options(flags={"actions": "actions"}))
@write_entry.approved_option
@author.by_option
@confirm.saving_options
def command(entry: str, action: str | None, plan_path: str | None, **given: Any) -> int:
    """Correct an earlier entry of any record. The entry stays in the file; the correction is a new entry that names it.

    Give only what was wrong, with its correct value. It applies from the day of the entry that it corrects. ENTRY is
    the id of the entry, or its day if there is only one of that day. `actionplan show` lists both.

    \b
    Examples:
      actionplan correct 1.1:q7m2ka --progress 40 --reason "60 was a typo"
      actionplan correct q7m2ka --action 1.1 --due 2025-03-31 --reason "Mistyped"
    """
    from actionplan.cli.resolve_id import find_entry
    from actionplan.model.kinds import PARTS

    ref, found, plan = find_entry(entry, action, plan_path)
    if found.id is None:
        raise click.UsageError('this entry has no id: add a line to it in the file, such as id = "x1", and try again')
    beside = ("reason", "approved", "by", "saving")
    stated = [key for key, value in given.items() if key not in beside and value not in (None, ())]
    if not stated:
        raise click.UsageError(
            "nothing is corrected: use --state, --progress, --rating, --note, --due or another option"
        )
    refuse_foreign(stated, ref.kind)
    part: dict[str, Any] = {key: getattr(found, key, None) for key in PARTS}
    return write_entry.save_entry(ref, plan, f"entry {found.id} corrected", corrects=found.id, **part, **given)
