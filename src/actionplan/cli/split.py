"""``actionplan split`` and ``join``: one action becomes several, or several become one."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console, write_entry
from actionplan.cli.confirm import Saving
from actionplan.cli.field_options import head_options
from actionplan.cli.names import with_ids_of_plan
from actionplan.cli.options import add_options
from actionplan.cli.param_types import RecordId, When
from actionplan.cli.pasted import cleaned_options
from actionplan.model.records import Action

if TYPE_CHECKING:
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.edit.replacing import PartPlanned
    from actionplan.edit.sharing import Share
    from actionplan.model.records import Plan

_decided = add_options(
    write_entry.reason_option,
    write_entry.approved_option,
    click.option("--on", "when", type=When(), help="The day from which it holds. Default: today."),
    write_entry.note_option,
    author.by_option,
    confirm.saving_options,
)
_share = click.option(
    "--resources", "shares", multiple=True, metavar="ID=AMOUNT", help="What a part gets of its money, posts or places."
)
_milestone = click.option(
    "--milestone", "milestones", multiple=True, metavar="ID=ID", help="An open milestone that a part takes over."
)


@click.command("split")
@click.argument("action", type=RecordId("action"))
@click.argument("parts", metavar="NEW-ID[=TITLE]...", nargs=-1, required=True)
@_share
@_milestone
@add_options(*head_options(Action, apart=["title"], of_part=True))
@_decided
def split(
    action: str,
    parts: tuple[str, ...],
    shares: tuple[str, ...],
    milestones: tuple[str, ...],
    plan_path: str | None,
    saving: Saving,
    **given: Any,
) -> int:
    """Split an action into several, each in a file of its own.

    The action stays, with an entry that names its parts; it is closed, and no longer counted. Each part takes over its
    areas, owner, dates, findings and measures, unless an option says otherwise: --owner 2.2=icb. Clauses that name the
    action mean its parts from then on, and late is still counted from its first due date. Money, posts and places
    stay with the action, unless all of a sort are shared out.

    \b
    Examples:
      actionplan split 2 2.1="Assess in time" 2.2="Treat in time" \\
        --owner 2.2=icb --by board --reason "Two bodies do it"
      actionplan split 2 2.1 2.2 --resources 2.1=60000 --resources 2.2=40000 \\
        --milestone 2.1=a --by board --reason "Two bodies do it"
      actionplan split 2 2.1 2.2 --resources "2.1=60000 GBP a year" \\
        --resources "2.2=40000 GBP a year" --by board --reason "Two bodies"
    """
    from actionplan.edit.replacing import prepare_split

    ref, plan = write_entry.find(action, plan_path, "action")
    titles = dict(_titles(parts))
    said, heads = _said_and_heads(given, plan, ref.edit, titles)
    planned = _planned(titles, heads, shares, milestones, _title_of(plan, ref.id))
    return confirm.apply(
        lambda edit: prepare_split(edit, ref.id, planned, said, console.today()),
        ref.edit,
        plan,
        saving,
        message=f"{plan.id} {ref.id}: split into {' and '.join(titles)} ({said['by']})",
        by_options=True,
    )


@click.command("join")
@click.argument("actions", metavar="ACTION ACTION...", nargs=-1, required=True, type=RecordId("action"))
@click.option("--into", required=True, metavar="NEW-ID", help="The id of the new action.")
@click.option("--title", required=True, metavar="TEXT", help="What will be done.")
@add_options(*head_options(Action, apart=["title"]))
@_decided
def join(actions: tuple[str, ...], into: str, plan_path: str | None, saving: Saving, **given: Any) -> int:
    """Join several actions into a new one, in a file of its own.

    The actions stay, each with an entry that names the new one; they are closed, and no longer counted. The new action
    takes over their areas, partners, findings, measures, open milestones, money, posts and places. If they have
    different owners or due dates, say what holds now. Late is counted from the earliest of their first due dates.

    \b
    Example:
      actionplan join 1.1 1.2 --into 1.3 --title "Train all staff" \\
        --due 2027-03-31 --by board --reason "One course serves both"
    """
    from actionplan.edit.replacing import PartPlanned, prepare_join

    first, plan = write_entry.find(actions[0], plan_path, "action")
    ids = [first.id, *(write_entry.find(name, plan_path, "action")[0].id for name in actions[1:])]
    entry, head = _of_entry(given), {key: value for key, value in given.items() if key not in _ENTRY_KEYS}
    head = {key: value for key, value in head.items() if value not in (None, (), "")}
    head = with_ids_of_plan(cleaned_options(_lists(head)), first.edit)
    planned = PartPlanned(id=into, head=head)
    said = _completed(entry, plan)
    return confirm.apply(
        lambda edit: prepare_join(edit, ids, planned, said, console.today()),
        first.edit,
        plan,
        saving,
        message=f"{plan.id} {into}: joins {' and '.join(ids)} ({said['by']})",
        by_options=True,
    )


_ENTRY_KEYS = frozenset({"reason", "approved", "when", "note", "by"})
"""Options about the entry, not about the new actions."""


def _of_entry(given: dict[str, Any]) -> dict[str, Any]:
    return {key: given[key] for key in _ENTRY_KEYS}


def _completed(entry: dict[str, Any], plan: "Plan") -> dict[str, Any]:
    """Return the values of the entry that each replaced action gets, with its author and the day of recording."""
    from actionplan.edit.input import made_from
    from actionplan.model.as_known import day_to_record
    from actionplan.model.entries import ActionEntry

    today = console.today()
    on = entry["when"] or today.isoformat()
    said = {"on": on, "by": author.says_so(entry["by"], plan), "reason": entry["reason"], "note": entry["note"]}
    said |= {"approvals": write_entry.approvals(entry["approved"])}
    said = {key: value for key, value in cleaned_options(said).items() if value is not None}
    recorded = day_to_record(made_from({"on": on}, ActionEntry, plan), today, plan)
    return said if recorded is None else {**said, "recorded": recorded}


def _said_and_heads(
    given: dict[str, Any], plan: "Plan", edit: "PlanEdit", titles: dict[str, str]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the values of the entry, and those that options give for each part."""
    entry = _of_entry(given)
    heads: dict[str, dict[str, Any]] = {name: {} for name in titles}
    for key, typed in given.items():
        for part, value in _pairs(f"--{key.replace('_', '-')}", typed if key not in _ENTRY_KEYS else (), titles):
            heads[part].setdefault(key, []).append(value)
    lists = {name for name in given if _is_list(name)}
    for part, head in heads.items():
        single = {key: values if key in lists else values[-1] for key, values in head.items()}
        heads[part] = with_ids_of_plan(cleaned_options(single), edit)
    return _completed(entry, plan), heads


def _is_list(name: str) -> bool:
    from attrs import fields_dict

    field = fields_dict(Action).get(name)
    return field is not None and "tuple" in str(field.type)


def _lists(head: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in head.items()}


def _titles(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        name, _, title = part.partition("=")
        yield name.strip(), title.strip()


def _pairs(option: str, typed: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the part and the value in each ``PART=VALUE`` of an option.

    Raises:
        click.UsageError: it is not in this form, or there is no such part.
    """
    from actionplan.model.suggest import listed

    for text in typed:
        part, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise click.UsageError(f'{option} "{text}": name the part that it is for, such as {next(iter(known))}=...')
        if part.strip() not in known:
            raise click.UsageError(f'{option} "{text}": "{part.strip()}" is none of the parts {listed(known)}')
        yield part.strip(), value.strip()


def _planned(
    titles: dict[str, str],
    heads: dict[str, dict[str, Any]],
    shares: tuple[str, ...],
    milestones: tuple[str, ...],
    title: str,
) -> "list[PartPlanned]":
    from actionplan.edit.replacing import PartPlanned

    amounts = [(part, _share_of(value)) for part, value in _pairs("--resources", shares, titles)]
    taken = list(_pairs("--milestone", milestones, titles))
    return [
        PartPlanned(
            id=name,
            head={"title": own or f"{title} ({number} of {len(titles)})", **heads[name]},
            shares=tuple(amount for part, amount in amounts if part == name),
            milestones=tuple(value for part, value in taken if part == name),
        )
        for number, (name, own) in enumerate(titles.items(), start=1)
    ]


def _share_of(text: str) -> "Share":
    """Return a share that was entered: ``60000``, ``3 posts`` or ``60000 GBP a year from Council budget``."""
    from actionplan.edit.sharing import Share
    from actionplan.input.numbers import read_number
    from actionplan.input.unclear import Unclear, explained

    what, _, funding = text.removeprefix("£").partition(" from ")
    what = what.rstrip(" ,").removesuffix(" a year")
    number_text, _, unit = what.partition(" ")
    number = read_number(number_text)
    if isinstance(number, Unclear):
        raise click.UsageError(f'--resources "{text}": {explained(number, "an amount, such as 60000 or 3 posts")}')
    return Share(
        amount=number,
        unit="GBP" if text.startswith("£") else unit.strip(),
        per="year" if " a year" in text else None,
        funding=funding.strip() or None,
    )


def _title_of(plan: "Plan", name: str) -> str:
    from actionplan.summary.history import record_story

    action = next((action for action in plan.actions if action.id == name), None)
    return record_story(plan, action, console.today()).now.title if action is not None else name
