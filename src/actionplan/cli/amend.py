"""``actionplan amend``."""

from typing import Any

import click

from actionplan.cli import write_entry
from actionplan.cli.confirm import Saving
from actionplan.cli.param_types import Figure, RecordId, Score, When
from actionplan.model.vocabulary import AreaKind, Direction, Every, words


@click.command("amend")
@click.argument("record", type=RecordId())
@click.option("--title", metavar="TEXT", help="The new title.")
@click.option("--owner", metavar="BODY", help="The accountable body from now on.")
@click.option(
    "--partner", "partners", multiple=True, metavar="BODY", help="The bodies that help. Name them all. Repeatable."
)
@click.option("--lead", metavar="ROLE", help="The role that leads the work.")
@click.option(
    "--area",
    "areas",
    multiple=True,
    metavar="AREA",
    help="The areas it serves, the main one first. Name them all. Repeatable.",
)
@click.option("--due", hidden=True)
@click.option("--start", type=When(), help="When work begins.")
@click.option("--success", metavar="TEXT", help="How anyone will know that it worked.")
@click.option(
    "--after", multiple=True, metavar="ACTION", help="Actions that must finish first. Name them all. Repeatable."
)
@click.option(
    "--finding", "findings", multiple=True, metavar="ID", help="The findings it answers. Name them all. Repeatable."
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="ID",
    help="The measures it should improve. Name them all. Repeatable.",
)
@click.option(
    "--kind", type=click.Choice(words(AreaKind)), metavar="KIND", help="For an area: what inspectors called it."
)
@click.option("--residual", type=Score(), metavar="LxI", help="For a risk: its score with what is done, 2x3.")
@click.option("--inherent", type=Score(), metavar="LxI", help="For a risk: its score if nothing is done, 4x4.")
@click.option("--cause", metavar="TEXT", help="For a risk: what could bring it about.")
@click.option("--event", metavar="TEXT", help="For a risk: what could happen.")
@click.option("--effect", metavar="TEXT", help="For a risk: what that would mean.")
@click.option(
    "--action",
    "actions",
    multiple=True,
    metavar="ACTION",
    help="For a risk, clause or ask: its actions. Name them all. Repeatable.",
)
@click.option("--milestone", metavar="ID", help="For an action: the milestone whose --title changes.")
@click.option("--clause", metavar="ID", help="For a resolution: the clause whose --action changes.")
@click.option("--no-action-because", metavar="TEXT", help="For a clause: why it has no action.")
@click.option(
    "--report-every", type=click.Choice(words(Every)), help="For a resolution: how often progress is reported back."
)
@click.option("--ask", metavar="ID", help="For a review: the ask whose --action changes.")
@click.option("--announced", type=When(), help="For a review: when it was announced.")
@click.option("--held", type=When(), help="For a review: when it took place.")
@click.option("--received", type=When(), help="For a review: when the area got the final report.")
@click.option("--published", type=When(), help="For a review: when the report came out.")
@click.option("--plan-due", type=When(), help="For a review: the day by which the plan must be submitted.")
@click.option("--outcome", metavar="TEXT", help="For a review or a resolution: what was concluded.")
@click.option("--unit", metavar="TEXT", help="For a measure: its unit.")
@click.option("--direction", type=click.Choice(words(Direction)), help="For a measure: which way is better.")
@click.option("--definition", metavar="TEXT", help="For a measure: what exactly is counted.")
@click.option("--tolerance", type=Figure(), help="For a measure: how far below its trajectory it may be.")
@click.option("--floor", type=Figure(), help="For a measure: the least that is accepted.")
@click.option("--readings-every", type=click.Choice(words(Every)), help="For a measure: how often there is a reading.")
@click.option("--preferred-source", metavar="URL", help="For a measure: the source that counts if several differ.")
@write_entry.reason_option
@write_entry.note_option
@write_entry.decision_options
def command(
    record: str, plan_path: str | None, due: str | None, when: str | None, by: str | None, saving: Saving, **given: Any
) -> int:
    """Change an agreed detail of any record, such as its owner or title, with a reason.

    To revise a due date, use `actionplan redate`. To close a risk, use `actionplan update`.

    \b
    Examples:
      actionplan amend 1.1 --owner hwe-icb --reason "Health leads from now on"
      actionplan amend 1.1 --success "All schools use it" --reason "As asked"
      actionplan amend R1 --residual 2x3 --reason "Two posts are filled"
      actionplan amend timely --tolerance 2.5 --reason "As the board agreed"
    """
    from actionplan.model.kinds import PARTS

    ref, plan = write_entry.find(record, plan_path)
    if due:
        raise click.UsageError(f'a due date is moved by: actionplan redate {ref.id} {due} --reason "..."')
    stated: dict[str, Any] = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in given.items()
        if value not in (None, "", ())
    }
    beside = {"reason", "note", *PARTS}
    if not stated.keys() - beside:
        raise click.UsageError("say what changes: --title, --owner, --success, --area, --residual or the like")
    _refuse_foreign(stated, ref.kind)
    part = next((given[key] for key in PARTS if given[key]), None)
    write_entry.refuse_unchanged(ref, plan, {key: stated[key] for key in stated.keys() - beside}, part)
    what = ", ".join(sorted(stated.keys() - beside))
    return write_entry.save_entry(ref, plan, f"{what} amended", when=when, by=by, saving=saving, **stated)


def _refuse_foreign(stated: dict[str, Any], kind: str) -> None:
    """Refuse what a record of this kind does not have, such as a risk's score on an action."""
    from attrs import fields

    from actionplan.model.kinds import ENTRY_TYPES
    from actionplan.model.text import with_article

    known = {field.name for field in fields(ENTRY_TYPES[kind])}
    foreign = [f"--{name.rstrip('s') if name != 'success' else name}" for name in stated if name not in known]
    if foreign:
        raise click.UsageError(f"{with_article(kind)} has no {' and no '.join(foreign).replace('_', '-')}")
