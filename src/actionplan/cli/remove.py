"""``actionplan remove``: take out of ``plan.toml`` what was entered by mistake."""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import confirm, console
from actionplan.cli.options import add_options
from actionplan.cli.plan_parts import edit_of, existing, help_text, part_arguments, refuse_reported
from actionplan.model.kinds import PLAN_PARTS, PlanPart
from actionplan.model.text import with_article

if TYPE_CHECKING:
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.storage.save import Prepared

_EXAMPLES = {"body": "forum", "meeting": "board 2026-09-15", "rating": "amber", "term": "autumn-2026"}
"""What can be removed, with arguments for an example."""


@click.group("remove")
def command() -> None:
    """Take a body, a meeting, a rating or a term out of plan.toml that nothing names.

    Comments above it stay. A body that has ended stays in the plan: `actionplan set body ID --until DATE`. So does a
    meeting that was cancelled: `actionplan set meeting BODY DATE --not-held`.

    \b
    Examples:
      actionplan remove meeting board 2026-09-15
      actionplan remove body forum
    """


def _add_command(part: PlanPart) -> None:
    def remove(plan_path: str | None, saving: confirm.Saving, **given: Any) -> int:
        return _remove(part, plan_path, saving, given)

    text = f"Remove {with_article(part.name)} that was entered by mistake.\n\nIt is refused while anything names it."
    text = help_text(text, f"remove {part.name} {_EXAMPLES[part.name]}")
    made = add_options(*part_arguments(part, is_new=False))(confirm.saving_options(remove))
    command.command(part.name, help=text)(made)


for _part in PLAN_PARTS:
    if _part.name in _EXAMPLES:
        _add_command(_part)


def _remove(part: PlanPart, plan_path: str | None, saving: confirm.Saving, given: dict[str, Any]) -> int:
    from actionplan.edit.plan_file import prepare_removal

    edit = edit_of(plan_path)
    names, called = existing(part, edit.plan, given)

    def prepare(edit: "PlanEdit") -> "Prepared":
        prepared = prepare_removal(edit, part, names, console.today())
        refuse_reported(prepared, part)
        return prepared

    return confirm.apply(
        prepare,
        edit,
        edit.plan,
        saving,
        message=f"{edit.plan.id}: {called} removed",
        verbs=("Would remove from", "Removed from"),
    )
