"""``actionplan update``."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console, write_entry
from actionplan.cli.errors import FINE
from actionplan.cli.param_types import PerCent, RecordId, When
from actionplan.model.vocabulary import RiskState, State, words

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.model.records import Plan

_STATES = f"One of {', '.join(words(State))}; of a risk, one of {', '.join(words(RiskState))}."

_AGREED = ("due", "owner", "title", "success", "inherent", "residual")
"""Options that people look for here and that belong to `amend`."""


_SAYING = ("state", "rating", "progress", "note", "evidence", "reported_to")
"""Options that say something by themselves."""


def _agreed_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name in _AGREED:
        function = click.option(f"--{name}", hidden=True)(function)
    return function


@click.command("update")
@click.argument("record", metavar="[ACTION]", required=False, type=RecordId())
@click.option("--state", metavar="STATE", help=_STATES)
@click.option("--rating", metavar="RATING", help="A rating that the plan declares.")
@click.option("--progress", type=PerCent(), metavar="N", help="Per cent done, 0 to 100.")
@click.option("--note", metavar="TEXT", help="What there is to say. Without it, on a terminal, your editor opens.")
@click.option("--evidence", multiple=True, metavar="LINK", help="A web address, or a path in the plan. Repeatable.")
@click.option("--reason", metavar="TEXT", help="Why a finished or cancelled action comes back.")
@click.option("--clause", metavar="ID", help="For a resolution: the clause that this is about.")
@click.option("--ask", metavar="ID", help="For a review: the ask that this is about.")
@click.option("--milestone", metavar="ID", help="The milestone that this is about, and not the action.")
@click.option("--reported-to", metavar="BODY", help="The body to which a resolution, or the clause, was reported back.")
@click.option("--on", "when", type=When(), help='When it was true: 2024-10-01, or "2024-09". Default: today.')
@click.option("--from", "round_path", type=click.Path(), metavar="FILE", help="A round of updates: .toml or .csv.")
@_agreed_options
@author.by_option
@confirm.saving_options
def command(record: str | None, round_path: str | None, **options: Any) -> int:
    """Add an entry to an action's history. Nothing that is there is changed.

    A round of many updates comes from a file: all of it is checked first, then all of it is written, or nothing.

    \b
    Examples:
      actionplan update 1.1 --state in-progress --progress 40 --note "Two left"
      actionplan update 1.1 --state complete --evidence https://example.org/a
      actionplan update 1.1 --note "Done in September" --on 2024-09
      actionplan update 2023-12-12-b --clause a --state complete --note "Given"
      actionplan update R1 --state closed --note "All posts are filled"
      actionplan update 1.1 --milestone a --state complete --note "Signed"
      actionplan update 2023-12-12-b --reported-to council --note "Item 7"
      actionplan update --from october.csv --by hwe-icb
    """
    _refuse_amendments(options)
    if (record is None) == (round_path is None):
        raise click.UsageError("say which action, or give a round with --from FILE")
    if round_path is not None:
        from actionplan.cli.rounds import update_from

        return update_from(round_path, **options)
    assert record is not None
    return _update(*write_entry.find(record, options.pop("plan_path")), options)


def _refuse_amendments(options: dict[str, Any]) -> None:
    for name in _AGREED:
        if options.pop(name) is not None:
            raise click.UsageError(f'"{name}" was agreed, and changes with a reason: actionplan amend ... --{name} ...')


def _update(ref: "RecordRef", plan: "Plan", options: dict[str, Any]) -> int:
    if options["reported_to"] is not None and ref.kind != "resolution":
        raise click.UsageError(f"{ref.id} is no resolution: only resolutions and their clauses are reported back")
    if options["note"] is not None or not console.is_terminal():
        return _write(ref, plan, options)
    from actionplan.cli.editor import asked_note

    with asked_note(ref.id) as note:
        if note is None and not _says_something(options):
            raise click.Abort
        code = _write(ref, plan, {**options, "note": note})
        if code != FINE:
            raise click.exceptions.Exit(code)
    return code


def _write(ref: "RecordRef", plan: "Plan", said: dict[str, Any]) -> int:
    """Add the entry, with the words that people type for states and ratings turned into those of the format."""
    from actionplan.edit.input import rating_meant, state_meant

    if not _says_something(said):
        options = ", ".join(f"--{key.replace('_', '-')}" for key in _SAYING)
        raise click.UsageError(f"there is nothing to write: give one of {options}")
    stated = dict(said)
    if said["state"] is not None:
        stated["state"] = state_meant(said["state"])
    if said["rating"] is not None:
        stated["rating"] = rating_meant(said["rating"], plan)
    return write_entry.save_entry(ref, plan, _in_short(said), whole_plan=False, once=True, **stated)


def _says_something(said: dict[str, Any]) -> bool:
    return any(said[key] not in (None, "", ()) for key in _SAYING)


def _in_short(said: dict[str, Any]) -> str:
    progress = f"{said['progress']}%" if said["progress"] is not None else None
    part = next((f"{key} {said[key]}" for key in ("milestone", "clause") if said[key]), None)
    reported = f"reported to {said['reported_to']}" if said["reported_to"] is not None else None
    facts = [part, said["state"], said["rating"], progress, reported]
    return ", ".join(fact for fact in facts if fact) or "note"
