"""``actionplan amend``."""

from typing import Any

import click

from actionplan.cli import common, saving, who
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
@click.option("--due", type=When(), help="When it is to be finished.")
@click.option("--success", metavar="TEXT", help="How anyone will know that it worked.")
@click.option("--after", multiple=True, metavar="ACTION", help="Actions that must finish first: all. Repeatable.")
@click.option("--reason", required=True, metavar="TEXT", help="Why. Readers see it beside the change.")
@click.option("--note", metavar="TEXT", help="Anything else there is to say.")
@click.option("--on", "when", type=When(), help="Since when it holds. Default: today.")
@who.by_option
@saving.saving_options
def command(
    action: str,
    plan_path: str | None,
    when: str | None,
    by: str | None,
    dry_run: bool,
    commit: bool | None,
    yes: bool,
    **changes: Any,
) -> int:
    """Change what was agreed about an action. The head of the file stays as agreed; the change is an entry.

    \b
    Examples:
      actionplan amend 1.1 --owner hwe-icb --reason "Health leads from now on"
      actionplan amend 1.1 --due 2024-12-31 --reason "The supplier is late"
    """
    from actionplan.store.append import Addition, prepare
    from actionplan.store.load import load_plan_file
    from actionplan.store.typed import entry_from

    meant = find_record(action, plan_path, ("action",))
    today = common.today()
    plan = load_plan_file(meant.root)
    stated = {key: list(value) if isinstance(value, tuple) else value for key, value in changes.items() if value}
    if not stated.keys() - {"reason", "note"}:
        raise click.UsageError("say what changes: --title, --owner, --due, --success, --area or the like")
    on = when or today.isoformat()
    by = who.says_so(by, plan)
    entry = entry_from({**stated, "on": on, "by": by, "recorded": who.recorded(on, today)}, "action", plan.terms)
    what = ", ".join(sorted(stated.keys() - {"reason", "note"}))
    return saving.apply(
        lambda: prepare(meant.root, [Addition(kind="action", id=meant.id, entry=entry)], today, whole_plan=True),
        message=f"{plan.id} {meant.id}: {what} amended ({by})",
        dry_run=dry_run,
        commit=plan.policy.commit if commit is None else commit,
        yes=yes,
    )
