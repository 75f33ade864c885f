"""``actionplan update``."""

from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console, write_entry
from actionplan.cli.errors import FINE
from actionplan.cli.field_options import refuse_foreign
from actionplan.cli.options import add_options
from actionplan.cli.param_types import PerCent, RecordId, When, Word
from actionplan.model.kinds import PARTS
from actionplan.model.vocabulary import Closing, Recheck, Response, RiskState, State, words

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.model.records import Plan

_STATES = f"One of {', '.join(words(State))}; for a risk, one of {', '.join(words(RiskState))}."

_ON = "The day, or the month, that this is about: 2024-10-01, 2024-09. Default: today."
_FROM = "Add all updates in this file: a table from a spreadsheet (.csv, .tsv, .txt), or TOML."
_COLUMN = 'With --from: a heading of the table and what it is, such as "Status=rating". Repeatable.'
_IGNORE = "With --from: a heading of the table, or a column's letter, that is not read. Repeatable."
_ORDER = "With --from: how to read dates such as 10/11/2026, if the table has some with the month first."

_AGREED = ("due", "owner", "title", "success", "inherent", "residual")
"""Options of `amend` that people look for here."""


_SAYING = ("state", "rating", "progress", "note", "evidence", "reported_to", "response", "closed_as", "rechecked")
"""Options of which one is enough for an entry."""


@click.command("update")
@click.argument("record", metavar="[ACTION]", required=False, type=RecordId())
@click.option("--state", metavar="STATE", help=_STATES)
@click.option("--rating", metavar="RATING", help="One of the plan's ratings, such as green.")
@click.option("--progress", type=PerCent(), metavar="N", help="How much is done, in per cent: 0 to 100.")
@click.option("--note", metavar="TEXT", help="What happened. If it is missing, your editor opens.")
@click.option("--evidence", multiple=True, metavar="LINK", help="A web address, or a path in the plan. Repeatable.")
@write_entry.evidence_options
@click.option("--reason", metavar="TEXT", help="Why a finished action is reopened, or a clause closed.")
@click.option("--clause", metavar="ID", help="For a resolution: the clause that this is about.")
@click.option("--recommendation", "--ask", metavar="ID", help="For a review: the recommendation that this is about.")
@click.option("--milestone", metavar="ID", help="The milestone that this is about, if not the whole action.")
@click.option("--response", type=Word(Response), help="For a recommendation: the answer of the body in --by.")
@click.option("--closed-as", type=Word(Closing), help="For a clause or a recommendation: as what it is closed.")
@click.option("--rechecked", type=Word(Recheck), help="For a recommendation: what a later check by --by found.")
@click.option("--reported-to", metavar="BODY", help="For a resolution: the body to which progress was reported.")
@write_entry.approved_option
@click.option("--on", "when", type=When(), help=_ON)
@click.option("--from", "round_path", type=click.Path(), metavar="FILE", help=_FROM)
@click.option("--column", "columns", multiple=True, metavar="HEADING=FIELD", help=_COLUMN)
@click.option("--ignore-column", "ignored", multiple=True, metavar="NAME", help=_IGNORE)
@click.option("--date-order", type=click.Choice(["day-first", "month-first"]), help=_ORDER)
@add_options(*(click.option(f"--{name}", hidden=True) for name in _AGREED))
@author.by_option
@confirm.saving_options
def command(record: str | None, round_path: str | None, **options: Any) -> int:
    """Record progress on an action, or on any other record.

    The update is added to the record's history. Nothing else in the file changes. With --from, many updates are read
    from a file: they are checked first, and either all are added or none.

    \b
    Examples:
      actionplan update 1.1 --state in-progress --progress 40 --note "Two left"
      actionplan update 1.1 --state complete --evidence https://example.org/a
      actionplan update 1.1 --note "Done in September" --on 2024-09
      actionplan update 2023-12-12-b --clause a --state complete --note "Given"
      actionplan update R1 --state closed --note "All posts are filled"
      actionplan update 1.1 --milestone a --state complete --note "Signed"
      actionplan update 2023-12-12-b --reported-to council --note "Item 7"
      actionplan update 2023-12-12-b --clause a --closed-as overtaken \\
        --reason "The law changed" --approved "council:2024-07-16:item 7"
      actionplan update 2024-visit --recommendation a --response accepted
      actionplan update --from october.csv --by hwe-icb
    """
    for name in _AGREED:
        if (value := options.pop(name)) is not None:
            what = f"redate {record or 'ACTION'}" if name == "due" else f"amend {record or 'ACTION'} --{name}"
            how = f'actionplan {what} {quote(value)}{write_entry.part_words(options)} --reason "..."'
            raise click.UsageError(f'"{name}" was agreed, so changing it needs a reason: {how}')
    if (record is None) == (round_path is None):
        raise click.UsageError("name an action, or a file of updates with --from FILE")
    if round_path is not None:
        from actionplan.cli.rounds import update_from

        return update_from(round_path, **options)
    about_columns = [options.pop(name) for name in ("columns", "ignored", "date_order")]
    if any(about_columns):
        raise click.UsageError("--column, --ignore-column and --date-order are about the file of --from")
    assert record is not None
    return _update(*write_entry.find(record, options.pop("plan_path")), options)


def _update(ref: "RecordRef", plan: "Plan", options: dict[str, Any]) -> int:
    refuse_foreign([key for key in (*_SAYING, *PARTS) if options[key] not in (None, ())], ref.kind, _SAYING)
    if options["note"] is not None or not console.is_terminal():
        return _write(ref, plan, options)
    from actionplan.cli.editor import asked_note

    ref.edit.record(ref.kind, ref.id).readable()  # before somebody writes a note in vain
    with asked_note(ref.id) as note:
        if note is None and not _says_something(options):
            raise click.Abort
        code = _write(ref, plan, {**options, "note": note})
        if code != FINE:
            raise click.exceptions.Exit(code)
    return code


def _write(ref: "RecordRef", plan: "Plan", said: dict[str, Any]) -> int:
    """Add the entry."""
    if not _says_something(said):
        options = ", ".join(f"--{key.replace('_', '-')}" for key in _SAYING)
        raise click.UsageError(f"there is nothing to record: use at least one of {options}")
    return write_entry.save_entry(ref, plan, _in_short(said), every_rule=False, once=True, **said)


def _says_something(said: dict[str, Any]) -> bool:
    return any(said[key] not in (None, "", ()) for key in _SAYING)


def _in_short(said: dict[str, Any]) -> str:
    progress = f"{said['progress']}%" if said["progress"] is not None else None
    part = next((f"{key} {said[key]}" for key in PARTS if said[key]), None)
    reported = f"reported to {said['reported_to']}" if said["reported_to"] is not None else None
    closed = f"closed as {said['closed_as']}" if said["closed_as"] is not None else None
    checked = f"checked again: {said['rechecked']}" if said["rechecked"] is not None else None
    facts = [part, said["state"], said["rating"], progress, reported, said["response"], closed, checked]
    return ", ".join(fact for fact in facts if fact) or "note"
