"""``actionplan set``: change what ``plan.toml`` says, without an editor."""

from collections.abc import Mapping
from typing import Any, Final

import click

from actionplan.cli import confirm, console
from actionplan.cli.loading import refuse_unknown
from actionplan.cli.plan_parts import change_plan_file, edit_of, existing, help_text, part_options, stated
from actionplan.model.kinds import PLAN_PARTS, PlanPart

_SET: Final[Mapping[str, tuple[str, str]]] = {
    "plan": (
        "Change facts of the plan as a whole.\n\nOnce it is agreed, that day stays, and so does the start of "
        "the financial year once dates are named by it.",
        '--coverage incomplete \\\n    --coverage-reason "The partnership\'s plan is not public"',
    ),
    "inspection": ("Change facts of the inspection.", "--areas-named 7"),
    "body": (
        "Change a body, such as its last day.\n\nTo give its work to another body: `actionplan handover`.",
        "icb --until 2026-03-31 --successor east-icb",
    ),
    "meeting": (
        "Change a meeting, such as that it was not held.\n\nIf it is held on another day, add that one: "
        "`actionplan new meeting`.",
        'board 2026-09-15 --not-held --note "Put off"',
    ),
    "rating": (
        "Correct a rating.\n\nReports of earlier days change with it. For another meaning from a day "
        "on: `actionplan new rating`.",
        'amber --meaning "At risk"',
    ),
    "term": (
        "Change a term, such as its label.\n\nOnce dates that were agreed or reported are named by it, its days stay.",
        'autumn-2026 --label "Autumn term 2026"',
    ),
    "policy": (
        "Correct the policy.\n\nReports of earlier days change with it. For another one from a day on: "
        "`actionplan new policy`.",
        "--stale-after-days 30",
    ),
    "risk-scale": (
        "Say how risks are scored.\n\nGive the words for likelihood and impact, least first, and the levels, highest "
        "first.",
        "--likelihood Rare --likelihood Likely \\\n    --impact Minor --impact Severe --level High:4:red --level Low:1",
    ),
    "publish": (
        "Say what is not for the public.\n\nName records by their ids, kinds of record such as risks, and fields such "
        "as note. Give the whole list.",
        "--internal 1.4 --internal risks --internal action.note",
    ),
}
"""The help of each command, and its arguments and options in an example."""


@click.group("set")
def command() -> None:
    """Change what plan.toml says of the plan, a body, a meeting, a rating, a term, its policy and more.

    Nothing else in the file changes. It has no history of its own: git keeps what it said before.

    \b
    Examples:
      actionplan set plan --title "Anyshire SEND plan" --agreed 2026-01-31
      actionplan set body icb --until 2026-03-31 --successor east-icb
      actionplan set meeting board 2026-09-15 --not-held --note "Put off"
      actionplan set policy --stale-after-days 30
    """


def _add_command(part: PlanPart) -> None:
    def change(plan_path: str | None, saving: confirm.Saving, remove: tuple[str, ...], **given: Any) -> int:
        return _set(part, plan_path, saving, [key.lstrip("-").replace("-", "_") for key in remove], given)

    help_ = "Take out a key, such as note. Repeatable."
    removing = click.option("--remove", multiple=True, metavar="KEY", help=help_)
    text, example = _SET[part.name]
    made = part_options(part, is_new=False)(removing(confirm.saving_options(change)))
    command.command(part.name, help=help_text(text, f"set {part.name} {example}"))(made)


for _part in PLAN_PARTS:
    _add_command(_part)


def _set(
    part: PlanPart, plan_path: str | None, saving: confirm.Saving, removed: list[str], given: dict[str, Any]
) -> int:
    from actionplan.edit.plan_file import prepare_set_part

    edit = edit_of(plan_path)
    names, called = existing(part, edit.plan, given)
    values = stated(given)
    if not values and not removed:
        raise click.UsageError(f"name what changes with an option; to list them: actionplan set {part.name} --help")
    _refuse_needed(part, removed)

    return change_plan_file(
        lambda edit: prepare_set_part(edit, part, names, values, console.today(), removed=removed),
        edit,
        part,
        saving,
        message=f"{edit.plan.id}: {called}: {', '.join((*values, *removed))} changed",
        verbs=("Would change", "Changed"),
        by_options=True,
    )


def _refuse_needed(part: PlanPart, removed: list[str]) -> None:
    """Refuse to take out what is no key of the table, or what every such table has."""
    import attrs

    from actionplan.storage.keys import keys_of

    fields = attrs.fields_dict(part.record)
    keys = {key: fields[name].default is attrs.NOTHING for key, (name, _) in keys_of(part.record).items()}
    refuse_unknown("key", next((key for key in removed if key not in keys), None), keys)
    if needed := next((key for key in removed if keys[key]), ""):
        raise click.UsageError(f"every {part.name} has a {needed}, so it cannot be taken out")
