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
@click.option("--empty", "is_empty", is_flag=True, help="Without examples, bodies and ratings.")
@confirm.confirming_options
def command(folder: str, title: str | None, identifier: str | None, saving: confirm.Saving, *, is_empty: bool) -> int:
    """Start a new plan in DIR, with three bodies and an example of an area, an action, a measure and a resolution.

    \b
    Examples:
      actionplan init plans/our-plan --title "Our SEND priority action plan"
      actionplan init send-plan --title "SEND priority action plan" --empty
    """
    from actionplan.edit.create import prepare_plan, save_plan
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.ids import fault_in_id, id_expected

    name = identifier or os.path.basename(os.path.abspath(folder))
    if fault_in_id(name):
        raise click.UsageError(f'"{name}" cannot be the id of the plan: add --id ID (expected {id_expected(name)})')
    title = cleaned_options({"title": title or "Our priority action plan"})["title"]
    prepared = prepare_plan(folder, name, title, console.today(), is_empty=is_empty)
    if not confirm.is_confirmed(prepared.to_confirm, saving, ["./plan.toml"]):
        return PROBLEMS
    save_plan(prepared)
    for change in prepared.changes:
        console.say(f"Made {change.path}")
    verb, where = "new body council --kind council" if is_empty else "set body council", quote(folder)
    console.say(
        f'\nNext:\n  actionplan {verb} --name "Your Council" --plan {where}\n'
        f"  actionplan check {where}\n  actionplan status {where}"
    )
    if examples := [name for _, name in PlanEdit(folder).ids()]:
        console.say(f"\nTo remove the examples:\n  actionplan remove {' '.join(examples)} --plan {where}")
    return FINE
