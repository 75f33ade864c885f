"""``actionplan amend``."""

from typing import Any

import click

from actionplan.cli import decisions
from actionplan.cli.records import find_record
from actionplan.cli.types import RecordId, When


@click.command("amend")
@click.argument("action", type=RecordId("action"))
@click.option("--title", metavar="TEXT", help="What is to be done, in new words.")
@click.option("--owner", metavar="BODY", help="The body that answers for it from now on.")
@click.option("--partner", "partners", multiple=True, metavar="BODY", help="Who helps: all who do. Repeatable.")
@click.option("--lead", metavar="ROLE", help="The role that leads the work.")
@click.option(
    "--area", "areas", multiple=True, metavar="AREA", help="The areas it serves: all, primary first. Repeatable."
)
@click.option("--start", type=When(), help="When work is to begin.")
@click.option("--success", metavar="TEXT", help="How anyone will know that it worked.")
@click.option("--after", multiple=True, metavar="ACTION", help="Actions that must finish first: all. Repeatable.")
@click.option("--reason", required=True, metavar="TEXT", help="Why. Readers see it beside the change.")
@click.option("--note", metavar="TEXT", help="Anything else there is to say.")
@decisions.decision_options
def command(action: str, plan_path: str | None, **given: Any) -> int:
    """Change what was agreed about an action. The head of the file stays as agreed; the change is an entry.

    To move the due date, use `actionplan redate`.

    \b
    Examples:
      actionplan amend 1.1 --owner hwe-icb --reason "Health leads from now on"
      actionplan amend 1.1 --success "All schools use it" --reason "As asked"
    """
    meant = find_record(action, plan_path, ("action",))
    options = {name: given.pop(name) for name in ("when", "by", "dry_run", "commit", "yes")}
    stated = {key: list(value) if isinstance(value, tuple) else value for key, value in given.items() if value}
    if not stated.keys() - {"reason", "note"}:
        raise click.UsageError("say what changes: --title, --owner, --success, --area or the like")
    what = ", ".join(sorted(stated.keys() - {"reason", "note"}))
    return decisions.save_entry(meant, stated, f"{what} amended", **options)
