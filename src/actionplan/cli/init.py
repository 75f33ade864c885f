"""``actionplan init``."""

import os
from shlex import quote

import click

from actionplan.cli import confirm, console
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.pasted import cleaned_options


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--title", metavar="TEXT", help="The name of the plan.")
@click.option("--id", "identifier", metavar="ID", help="The plan's id. Default: the folder's name.")
@confirm.confirming_options
def command(folder: str, title: str | None, identifier: str | None, saving: confirm.Saving) -> int:
    """Start a new plan in DIR, with an example of an area, an action, a measure and a resolution to edit.

    \b
    Example:
      actionplan init plans/our-plan --title "Our SEND priority action plan"
    """
    from actionplan.edit.create import prepare_plan, save_plan
    from actionplan.model.ids import fault_in_id, id_expected

    name = identifier or os.path.basename(os.path.abspath(folder))
    if fault_in_id(name):
        raise click.UsageError(f'"{name}" cannot be the id of the plan: add --id ID (expected {id_expected(name)})')
    title = cleaned_options({"title": title or "Our priority action plan"})["title"]
    prepared = prepare_plan(folder, name, title, console.today())
    if not confirm.is_confirmed(prepared.to_confirm, saving, ["./plan.toml"]):
        return PROBLEMS
    save_plan(prepared)
    for change in prepared.changes:
        console.say(f"Made {change.path}")
    console.say(
        f"\nNext: edit {os.path.join(folder, 'plan.toml')} in a text editor, then run\n"
        f"  actionplan check {quote(folder)}\n"
        f"  actionplan status {quote(folder)}"
    )
    return FINE
