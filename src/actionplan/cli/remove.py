"""``actionplan remove``: take out what was entered by mistake."""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import confirm, console
from actionplan.cli.options import add_options
from actionplan.cli.param_types import RecordId
from actionplan.cli.plan_parts import change_plan_file, edit_of, existing, help_text, part_arguments
from actionplan.model.kinds import PLAN_PARTS, PlanPart
from actionplan.model.text import date_text, in_words, with_article

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from actionplan.cli.resolve_id import RecordRef

_EXAMPLES = {"body": "forum", "meeting": "board 2026-09-15", "rating": "amber", "term": "autumn-2026"}
"""What can be removed from ``plan.toml``, with arguments for an example."""

_INSTEAD = {
    "action": 'To end it: actionplan cancel {0} --reason "..."',
    "area": 'To end it: actionplan stand-down {0} --reason "..."',
    "risk": 'To end it: actionplan update {0} --state closed --note "..."',
}
"""What to do, by the kind of record, where one cannot be removed."""

_AMEND = 'To change what it says: actionplan amend {0} --reason "..."'


class _ByIdToo(click.Group):
    """A group that takes the ids of records where the name of a command is expected."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command: that of records for anything else than the name of another one."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["record", *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the name of a command, or an id."""
        ids = RecordId().shell_complete(ctx, self.commands["record"].params[0], incomplete)
        return [*super().shell_complete(ctx, incomplete), *ids]


@click.group("remove", cls=_ByIdToo, subcommand_metavar="ID... | COMMAND [ARGS]...")
def command() -> None:
    """Take out what was entered by mistake and nothing names: a record, or a body, a meeting, a rating or a term.

    A record that is agreed, or whose history is in git, stays: an action is cancelled, an area is stood down. A body
    that has ended stays in the plan too: `actionplan set body ID --until DATE`. So does a meeting that was cancelled:
    `actionplan set meeting BODY DATE --not-held`.

    \b
    Examples:
      actionplan remove 1.1
      actionplan remove 1.1 A1 timely-plans
      actionplan remove meeting board 2026-09-15
      actionplan remove body forum
    """


@command.command("record")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=RecordId())
@confirm.saving_options
def record(ids: tuple[str, ...], plan_path: str | None, saving: confirm.Saving) -> int:
    """Remove an action, an area or another record: its file.

    The word "record" can be left out. It is refused while anything else names it; records that name each other go
    together.

    \b
    Example:
      actionplan remove record 1.1
    """
    from actionplan.cli.resolve_id import find_record
    from actionplan.edit.removal import prepare_removal_of_records

    refs = [find_record(each, plan_path) for each in ids]
    if len({ref.root for ref in refs}) > 1:
        raise click.UsageError("these are records of several plans: remove those of one plan at a time")
    for ref in refs:
        _refuse_kept(ref)
    edit = refs[0].edit
    return confirm.apply(
        lambda edit: prepare_removal_of_records(edit, [(ref.kind, ref.id) for ref in refs], console.today()),
        edit,
        edit.plan,
        saving,
        message=f"{edit.plan.id}: {in_words(ref.id for ref in refs)} removed",
        verbs=("Would remove", "Removed"),
    )


def _refuse_kept(ref: "RecordRef") -> None:
    """Refuse to remove what was agreed or is history, and say what to do instead.

    A record that the last commit does not have is new, even in a plan that is agreed.

    Raises:
        click.UsageError: it was agreed, or its history is in git.
    """
    from actionplan.git.audit.settled import has_committed_history
    from actionplan.model.as_known import agreed_on, is_being_copied
    from actionplan.model.dates import last_day

    plan, today = ref.edit.plan, console.today()
    agreed = agreed_on(plan, ref.edit.record(ref.kind, ref.id).readable()[0])
    day = None if is_being_copied(plan, today) else last_day(agreed)
    history = has_committed_history(ref.root, ref.path)
    if history:
        why = "its history is in git, where others may have read it"
    elif agreed is not None and day is not None and day <= today and not _is_new(ref, history):
        why = f"it was agreed on {date_text(agreed)}"
    else:
        return
    instead = _INSTEAD.get(ref.kind, _AMEND).format(ref.id)
    raise click.UsageError(f"{ref.id} cannot be removed, since {why}. {instead}")


def _is_new(ref: "RecordRef", history: bool | None) -> bool:
    """Return whether commits have the plan, but not this record."""
    from actionplan.git.repository import committed_bytes

    return history is not None and committed_bytes(ref.path) is None


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
    return change_plan_file(
        lambda edit: prepare_removal(edit, part, names, console.today()),
        edit,
        part,
        saving,
        message=f"{edit.plan.id}: {called} removed",
        verbs=("Would remove from", "Removed from"),
    )
