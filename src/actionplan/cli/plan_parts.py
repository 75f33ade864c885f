"""What the commands share that write to ``plan.toml``, and those of ``actionplan new``: body, meeting and others."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from actionplan.cli import confirm, console
from actionplan.cli.field_options import table_options
from actionplan.cli.loading import refuse_unknown
from actionplan.cli.names import body_in
from actionplan.cli.options import Decorator, add_options
from actionplan.cli.param_types import BodyName, MeetingDay, NewMeetingDay, PlanName
from actionplan.cli.pasted import cleaned_options
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.kinds import PLAN_PARTS, PlanPart

if TYPE_CHECKING:
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.problem import KeyPath
    from actionplan.model.records import Plan
    from actionplan.storage.save import Prepared

_NEW: Final[Mapping[str, tuple[str, str]]] = {
    "body": (
        "Add a body: an organisation, board, team or group.\n\nA body is never a person. An office that decides alone "
        "is one, under its own name.",
        'forum --name "Anyshire Parent Carer Forum" \\\n    --kind parent-carer-forum',
    ),
    "meeting": ("Add a meeting of a body. It may lie ahead.", "board 2026-09-15"),
    "rating": (
        "Add a rating, and say what it means.\n\nFor a rating that is there, --from gives the day from which it has "
        "another meaning. The one before stays.",
        'amber --label Amber --meaning "At risk" --colour amber',
    ),
    "term": (
        "Add a period with a name, such as a school term.\n\nIts id is then a date in every file of the plan.",
        'autumn-2026 --from 2026-09-01 --until 2026-12-18 \\\n    --label "Autumn term 2026"',
    ),
    "policy": (
        "Add the policy from a day on.\n\nIt begins with the values of the policy before. That one stays, and holds "
        "until then. The first policy of a plan needs no day.",
        "--from 2026-04-01 --stale-after-days 30",
    ),
}
"""The help of each command of `new`, and its arguments and options in an example."""

_FLAGS: Final[Mapping[str, Mapping[str, str]]] = {
    "body": {"aliases": "alias"},
    "meeting": {"held": "held/--not-held"},
    "inspection": {"by": "inspector"},
    "policy": {"commit": "commit-updates/--no-commit-updates"},
}
"""Names of options that are not those of the fields, by the part."""

_APART: Final[Mapping[str, tuple[str, ...]]] = {
    "plan": ("root", "format", "id", "extra"),
    "meeting": ("body", "on"),
}
"""Fields without an option, by the part: an argument says them, or they never change."""


def add_commands(group: click.Group) -> None:
    """Add the command of each part to ``actionplan new``."""
    for part in PLAN_PARTS:
        if part.name in _NEW:
            _add_command(group, part)


def _add_command(group: click.Group, part: PlanPart) -> None:
    def make(plan_path: str | None, saving: confirm.Saving, **given: Any) -> int:
        return _new(part, plan_path, saving, given)

    text, example = _NEW[part.name]
    made = part_options(part, is_new=True)(confirm.saving_options(make))
    group.command(part.name, help=help_text(text, f"new {part.name} {example}"))(made)


def part_options(part: PlanPart, *, is_new: bool) -> Decorator:
    """Return the arguments and options that say what is added or changed.

    Args:
        part: the part of ``plan.toml``.
        is_new: whether it is added.
    """
    begins = ("from_",) if part.name in ("rating", "policy") and not is_new else ()
    apart, flags = (*_APART.get(part.name, ()), *begins), _FLAGS.get(part.name, EMPTY)
    options = table_options(part.record, apart=apart, flags=flags, is_new=is_new)
    return add_options(*part_arguments(part, is_new=is_new), *options)


def part_arguments(part: PlanPart, *, is_new: bool) -> list[Decorator]:
    """Return the arguments that say which body, meeting, rating or term it is; none for other parts.

    Args:
        part: the part of ``plan.toml``.
        is_new: whether it is added, so that there is nothing yet to complete.
    """
    if part.name == "meeting":
        when = NewMeetingDay() if is_new else MeetingDay()
        return [click.argument("body", type=BodyName()), click.argument("on", metavar="DATE", type=when)]
    if part.name in ("body", "rating", "term"):
        known = None if is_new else BodyName() if part.name == "body" else PlanName(part.key)
        return [click.argument("identifier", metavar="ID", type=known)]
    return []


def help_text(text: str, example: str) -> str:
    """Return the help of a command with one example."""
    return f"{text}\n\n\b\nExample:\n  actionplan {example}\n"


def stated(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what options say, by the keys of the file."""
    keys = {"commit_updates": "commit"}  # every command that writes has an option --commit of its own
    options = {keys.get(name, name.rstrip("_")): typed for name, typed in given.items() if typed not in (None, (), "")}
    return {key: list(typed) if isinstance(typed, tuple) else typed for key, typed in cleaned_options(options).items()}


def edit_of(plan_path: str | None) -> "PlanEdit":
    """Return an edit of the plan of a command that works on one."""
    from actionplan.cli.resolve_id import one_root
    from actionplan.edit.plan_edit import PlanEdit

    return PlanEdit(one_root(plan_path))


def existing(part: PlanPart, plan: "Plan", given: dict[str, Any]) -> "tuple[KeyPath, str]":
    """Return where in its list the part is that the arguments name, and what it is called; take out the arguments.

    Raises:
        click.UsageError: there is none.
    """
    if part.name == "meeting":
        return _meeting(plan, given.pop("body"), given.pop("on"))
    identifier = given.pop("identifier", None)
    if identifier is None:
        return (), part.name
    if part.name == "body":
        identifier = body_in(plan, identifier)
    refuse_unknown(part.name, identifier, getattr(plan, part.key))
    return (identifier,), f"{part.name} {identifier}"


def _meeting(plan: "Plan", body: str, on: str) -> "tuple[KeyPath, str]":
    from actionplan.edit.input import made_from
    from actionplan.model.bodies import Meeting
    from actionplan.model.suggest import listed

    wanted = made_from({"body": body_in(plan, body), "on": on}, Meeting, plan)
    of_body = {at: each.on for at, each in enumerate(plan.meetings) if each.body == wanted.body}
    found = next((at for at, day in of_body.items() if day == wanted.on), None)
    if found is None:
        known = listed(day.text for day in sorted(of_body.values(), key=lambda day: day.text, reverse=True))
        raise click.UsageError(f"there is no meeting of {wanted.body} on {wanted.on}; it meets on {known or 'no day'}")
    return (found,), f"meeting of {wanted.body} on {wanted.on}"


def change_plan_file(
    prepare: "Callable[[PlanEdit], Prepared]", edit: "PlanEdit", part: PlanPart, saving: confirm.Saving, **shown: Any
) -> int:
    """Apply a change of ``plan.toml``, unless an audit would report it.

    Args:
        prepare: prepares the change, as for `confirm.apply`.
        edit: the edit of the plan with which to begin.
        part: the part that changes.
        saving: what the options say.
        **shown: the other arguments of `confirm.apply`.
    """

    def prepare_unreported(edit: "PlanEdit") -> "Prepared":
        prepared = prepare(edit)
        _refuse_reported(prepared, part)
        return prepared

    return confirm.apply(prepare_unreported, edit, edit.plan, saving, **shown)


def _refuse_reported(prepared: "Prepared", part: PlanPart) -> None:
    """Refuse a change that an audit would report: of a day of agreement, or of what dates in use mean.

    Raises:
        Refused: it would be reported.
    """
    if part.name not in ("plan", "term"):
        return
    from actionplan.git.audit.settled import reported_of_plan_file
    from actionplan.model.refused import Refused
    from actionplan.storage.toml import document_of

    [change] = prepared.changes
    table = document_of(change.path, change.after or b"").table
    if reported := reported_of_plan_file(prepared.root, table, console.today()):
        other = " Give the new days to another term: actionplan new term ID --from DAY --until DAY"
        raise Refused(
            f"nothing was written, since an audit would report it: {reported}{other if part.name == 'term' else ''}"
        )


def _new(part: PlanPart, plan_path: str | None, saving: confirm.Saving, given: dict[str, Any]) -> int:
    from actionplan.edit.plan_file import prepare_new_part
    from actionplan.model.ids import fault_in_id, id_expected

    identifier = given.pop("identifier", None)
    if identifier is not None and (fault := fault_in_id(identifier)):
        raise click.UsageError(f"{fault} (expected {id_expected(identifier)})")
    edit, values = edit_of(plan_path), stated(given)
    which = identifier or " ".join(str(values[key]) for key in ("body", "on", "from") if key in values)
    return confirm.apply(
        lambda edit: prepare_new_part(edit, part, identifier, values, console.today()),
        edit,
        edit.plan,
        saving,
        message=f"{edit.plan.id}: new {part.name} {which}".rstrip(),
        by_options=True,
    )
