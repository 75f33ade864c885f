"""One entry about one record, from what was typed to the file: what commands share that record a decision."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console
from actionplan.cli.dates import parse_day
from actionplan.cli.options import Decorator
from actionplan.cli.param_types import When

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import Meant
    from actionplan.model.entries import Entry
    from actionplan.model.measures import Target
    from actionplan.model.records import Plan


def find(typed: str, plan_path: str | None, *kinds: str) -> "tuple[Meant, Plan]":
    """Find the record that an id names, and read its plan with this record alone.

    Args:
        typed: its id, as for `find_record`.
        plan_path: what ``--plan`` says; None where it was not given.
        kinds: the kinds of record that would do; none means all.

    Returns:
        The record and the plan; the plan has no record where its file cannot be read.

    Raises:
        click.UsageError: none, or more than one, answers to it.
        ProblemsFound: ``plan.toml`` cannot be read.
    """
    from actionplan.cli.resolve_id import find_record
    from actionplan.model.kinds import FOLDERS
    from actionplan.storage.load import load_one

    meant = find_record(typed, plan_path, kinds or tuple(FOLDERS))
    plan, _, _ = load_one(meant.root, meant.kind, meant.id)
    return meant, plan


def save_entry(
    meant: "Meant",
    plan: "Plan",
    what: str,
    *,
    saving: confirm.Saving,
    by: str | None,
    when: str | None = None,
    approved: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    tail: str = "status",
    whole_plan: bool = True,
    once: bool = False,
    **stated: Any,
) -> int:
    """Add an entry to a record, held to every rule, and give the command's exit code.

    Args:
        meant: the record.
        plan: its plan, as `find` gives it.
        what: what it does, in a few words, for the git commit.
        saving: how it is saved.
        by: the body that says so, as typed; None where it was not.
        when: when it was true; None for today.
        approved: who agreed, as typed.
        evidence: web addresses and paths, as typed.
        tail: the tail to which it is added: a measure has ``readings`` and ``targets`` beside its history.
        whole_plan: whether to apply every rule, which means reading every file.
        once: whether to leave out an entry that is there already.
        stated: what else the entry says, by its keys; None, and no values at all, mean not stated.

    Raises:
        click.UsageError: an approval has another shape, or nothing says who says so.
    """
    from actionplan.edit.append import Addition, prepare
    from actionplan.edit.input import bodies_by_id, entry_from, reading_from, target_from

    today = console.today()
    on = when or today.isoformat()
    said = {key: list(value) if isinstance(value, tuple) else value for key, value in stated.items() if value != ()}
    said |= {"evidence": _evidence(evidence), "approvals": [_approval(text) for text in approved] or None}
    said |= {"on": on, "by": author.says_so(by, plan), "recorded": author.recorded(on, today)}
    said = bodies_by_id(said, plan)
    if tail == "status":
        entry: Entry | Target = entry_from(said, meant.kind, plan.terms)
    else:
        entry = (reading_from if tail == "readings" else target_from)(said, plan.terms)
    additions = [Addition(kind=meant.kind, id=meant.id, entry=entry)]
    return confirm.apply(
        lambda: prepare(meant.root, additions, today, whole_plan=whole_plan, once=once),
        plan,
        saving,
        message=f"{plan.id} {meant.id}: {what} ({said['by']})",
    )


def state_of(plan: "Plan") -> str | None:
    """Return the state of a plan's only action today; None where none is reported, or its file cannot be read."""
    from actionplan.summary.actions import summarise_action

    return summarise_action(plan.actions[0], console.today()).state if plan.actions else None


def refuse_unchanged(meant: "Meant", plan: "Plan", stated: Mapping[str, Any], part: str | None) -> None:
    """Refuse an entry that would change nothing, since everything that it states holds already.

    Args:
        meant: the record.
        plan: its plan, as `find` gives it.
        stated: the new values of its head.
        part: the part of the record that is meant; None for the record as a whole. Parts are not looked at.

    Raises:
        click.UsageError: nothing would change.
    """
    from actionplan.edit.input import bodies_by_id
    from actionplan.model.kinds import records_of
    from actionplan.storage.writer import to_table
    from actionplan.summary.history import record_story

    records = records_of(plan)
    if part is not None or not records:
        return
    now = to_table(record_story(plan, records[0], console.today()).now)
    if all(str(now.get(key)) == str(value) for key, value in bodies_by_id(stated, plan).items()):
        what = " and ".join(sorted(stated))
        raise click.UsageError(f"{what} of {meant.id} is that already, so nothing would change")


def _evidence(links: tuple[str, ...]) -> list[dict[str, str]] | None:
    """Return typed web addresses and paths as an entry's evidence; None where there are none."""
    whole = [f"https://{link}" if link.startswith("www.") else link for link in links]
    return [{"link" if "://" in link else "path": link} for link in whole] or None


def _approval(text: str) -> dict[str, Any]:
    """Return a typed approval, ``BODY:DATE`` or ``BODY:DATE:REF``, as an entry's."""
    body, _, rest = text.partition(":")
    on, _, ref = rest.partition(":")
    if not body.strip() or not on.strip():
        raise click.UsageError(
            f'--approved "{text}": write BODY:DATE or BODY:DATE:REF, such as "board:2024-07-01:minute 7"'
        )
    day = parse_day(on)
    made: dict[str, Any] = {"by": body.strip(), "on": day if day is not None else on.strip()}
    return {**made, "ref": ref.strip()} if ref.strip() else made


reason_option: Decorator = click.option(
    "--reason", required=True, metavar="TEXT", help="Why. Readers see it beside the change."
)

note_option: Decorator = click.option("--note", metavar="TEXT", help="Anything else there is to say.")

approved_option: Decorator = click.option(
    "--approved",
    multiple=True,
    metavar="BODY:DATE[:REF]",
    help="Who agreed, when, and where that is written. Repeatable.",
)


def decision_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every decision: since when it holds, who says so, and those of every command that writes."""
    when = click.option("--on", "when", type=When(), help="Since when it holds. Default: today.")
    return when(author.by_option(confirm.saving_options(function)))
