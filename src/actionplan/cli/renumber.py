"""``actionplan renumber``."""

import click

from actionplan.cli import confirm, console, options
from actionplan.cli.errors import FINE
from actionplan.cli.param_types import RecordId


@click.command("renumber")
@click.argument("old", metavar="OLD", type=RecordId("action", "area", "resolution"))
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Show which files would change, but change nothing.")
@options.plan_option
@confirm.confirming_options
def command(old: str, new: str, plan_path: str | None, saving: confirm.Saving) -> int:
    """Give a record another id, in every file of its plan at once.

    The file is renamed, files that name the record use the new id, and the old id is kept under "formerly", so that
    commands still accept it. The new id must never have been used in the plan.

    \b
    Examples:
      actionplan renumber 1.5 2.3
      actionplan renumber A7 A2 --dry-run
    """
    from actionplan.cli.resolve_id import find_record
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.edit.renumber import prepare_renumber
    from actionplan.model.kinds import record_path
    from actionplan.storage.save import ChangedMeanwhile, save

    ref = find_record(old, plan_path)
    edit = ref.edit
    for attempt in range(confirm.TRIES):
        changes = prepare_renumber(edit, ref.kind, ref.id, new)
        try:
            if not saving.dry_run:
                save(ref.root, changes)
            break
        except ChangedMeanwhile:
            if attempt == confirm.TRIES - 1:
                raise
            edit = PlanEdit(ref.root)
    console.say(f"{'Would move' if saving.dry_run else 'Moved'} {ref.path} to {record_path(ref.root, ref.kind, new)}")
    for change in changes:
        if change.before is not None and change.after is not None:
            console.say(f"{'Would put' if saving.dry_run else 'Put'} the new id into {change.path}")
    return FINE
