"""``actionplan correct``."""

from typing import Any

import click

from actionplan.cli import author, confirm, write_entry
from actionplan.cli.param_types import RecordId, Score, When
from actionplan.model.vocabulary import State, words


@click.command("correct")
@click.argument("entry", metavar="ACTION:ENTRY", type=RecordId())
@click.option("--action", metavar="ACTION", help="The action, where only ENTRY was given.")
@click.option("--reason", required=True, metavar="TEXT", help="What was wrong. Readers see it beside the correction.")
@click.option("--state", metavar="STATE", help=f"One of {', '.join(words(State))}.")
@click.option("--rating", metavar="RATING", help="A rating that the plan declares.")
@click.option("--progress", type=int, metavar="N", help="Per cent done, 0 to 100.")
@click.option("--note", metavar="TEXT", help="What there is to say.")
@click.option("--evidence", multiple=True, metavar="LINK", help="A web address, or a path in the plan. Repeatable.")
@click.option("--title", metavar="TEXT", help="The title it should have given.")
@click.option("--owner", metavar="BODY", help="The owner it should have named.")
@click.option("--lead", metavar="ROLE", help="The lead it should have named.")
@click.option("--start", type=When(), help="The start it should have given.")
@click.option("--due", type=When(), help="The due date it should have given.")
@click.option("--success", metavar="TEXT", help="The success measure it should have given.")
@click.option("--inherent", type=Score(), metavar="LxI", help="The score of a risk, with nothing done: 4x4.")
@click.option("--residual", type=Score(), metavar="LxI", help="The score of a risk, with what is done: 2x3.")
@write_entry.approved_option
@author.by_option
@confirm.saving_options
def command(entry: str, action: str | None, plan_path: str | None, **given: Any) -> int:
    """Put right an entry that was wrong. It stays where it is; the correction is a new entry that names it.

    State only what was wrong: it holds from the day of the entry that is corrected. Instead of its id, ENTRY may be
    the day of an entry, where there is only one of that day. `actionplan show` gives both.

    \b
    Examples:
      actionplan correct 1.1:q7m2ka --progress 40 --reason "60 was a slip"
      actionplan correct q7m2ka --action 1.1 --due 2025-03-31 --reason "Mistyped"
    """
    from actionplan.cli.resolve_id import find_entry
    from actionplan.model.kinds import PARTS

    ref, found, plan = find_entry(entry, action, plan_path)
    if found.id is None:
        raise click.UsageError('this entry has no id to refer to: add a line to it, such as id = "slip", and try again')
    beside = ("reason", "approved", "by", "saving")
    if all(value in (None, ()) for key, value in given.items() if key not in beside):
        raise click.UsageError("say what is right: --state, --progress, --rating, --note, --due or the like")
    part: dict[str, Any] = {key: getattr(found, key, None) for key in PARTS}
    return write_entry.save_entry(ref, plan, f"entry {found.id} corrected", corrects=found.id, **part, **given)
