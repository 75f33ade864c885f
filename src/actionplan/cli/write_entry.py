"""Add one entry to one record: the part that the commands that record a decision share."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console
from actionplan.cli.names import with_ids_of_plan
from actionplan.cli.param_types import When
from actionplan.cli.pasted import cleaned_options

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.model.records import Plan


def find(typed: str, plan_path: str | None, *kinds: str) -> "tuple[RecordRef, Plan]":
    """Find the record that an id names, and read its plan with this record alone.

    Args:
        typed: its id, as for `find_record`.
        plan_path: the value of ``--plan``; None if it was not given.
        kinds: the kinds of record that the command accepts; empty for all.

    Returns:
        The record and the plan; the plan has no record if its file cannot be read.

    Raises:
        click.UsageError: no record has this id, or several have.
        ProblemsFound: ``plan.toml`` cannot be read.
    """
    from actionplan.cli.resolve_id import find_record
    from actionplan.model.kinds import FOLDERS

    ref = find_record(typed, plan_path, kinds or tuple(FOLDERS))
    return ref, ref.edit.record(ref.kind, ref.id).plan


def save_entry(
    ref: "RecordRef",
    plan: "Plan",
    what: str,
    /,  # an entry may state a field of one of these names
    *,
    saving: confirm.Saving,
    by: str | None,
    when: str | None = None,
    approved: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    evidence_from: str | None = None,
    evidence_until: str | None = None,
    table: str = "status",
    every_rule: bool = True,
    once: bool = False,
    **stated: Any,
) -> int:
    """Add an entry to a record after checking it, and return the exit code of the command.

    Args:
        ref: the record.
        plan: its plan, from `find`.
        what: a few words for the git commit.
        saving: how it is saved.
        by: the value of ``--by``; None if it was not given.
        when: the day of the entry; None for today.
        approved: the values of ``--approved``.
        evidence: the values of ``--evidence``.
        evidence_from: from when all of it holds; None if not stated.
        evidence_until: until when all of it holds; None if not stated.
        table: the list to which it is added: ``status``, or a measure's ``readings``, ``targets`` or ``benchmarks``.
        every_rule: whether to apply every rule, which means reading every file.
        once: whether to skip an entry that the file already has.
        stated: the other keys of the entry; None and empty values are left out.

    Raises:
        click.UsageError: an approval is not in the expected form, or the reporting body is missing.
    """
    from attrs import evolve

    from actionplan.edit.append import Addition, prepare
    from actionplan.edit.input import made_from
    from actionplan.model.as_known import day_to_record
    from actionplan.model.kinds import ENTRY_TYPES, OF_MEASURE

    today = console.today()
    on = when or today.isoformat()
    said = {key: list(value) if isinstance(value, tuple) else value for key, value in stated.items() if value != ()}
    said |= {
        "evidence": _evidence(evidence, evidence_from, evidence_until),
        "approvals": approvals(approved),
    }
    said |= {"on": on, "by": author.says_so(by, plan)}
    said = with_ids_of_plan(cleaned_options(said), ref.edit) | _parts_by_reference(said, plan)
    entry: Any = made_from(said, OF_MEASURE.get(table, ENTRY_TYPES[ref.kind]), plan)
    entry = evolve(entry, recorded=day_to_record(entry, today, plan))
    additions = [Addition(kind=ref.kind, id=ref.id, entry=entry)]
    return confirm.apply(
        lambda edit: prepare(edit, additions, today, whole_plan=every_rule, once=once),
        ref.edit,
        plan,
        saving,
        message=f"{plan.id} {ref.id}: {what} ({said['by']})",
        by_options=True,
    )


def state_of(plan: "Plan") -> str | None:
    """Return the state of a plan's only action today; None if none is reported or the file cannot be read."""
    from actionplan.summary.actions import summarise_action

    return summarise_action(plan.actions[0], console.today()).state if plan.actions else None


def refuse_unchanged(ref: "RecordRef", plan: "Plan", stated: Mapping[str, Any], part: str | None) -> None:
    """Refuse an entry that would change nothing.

    Args:
        ref: the record.
        plan: its plan, from `find`.
        stated: the new values of its head.
        part: a part of the record, which is not checked; None for the record as a whole.

    Raises:
        click.UsageError: nothing would change.
    """
    from actionplan.edit.input import as_in_file
    from actionplan.model.kinds import records_of
    from actionplan.storage.writer import to_table
    from actionplan.summary.history import record_story

    records = records_of(plan)
    if part is not None or not records:
        return
    stated = with_ids_of_plan(stated, ref.edit)
    now = to_table(record_story(plan, records[0], console.today()).now)
    if all(str(now.get(key)) == str(value) for key, value in as_in_file(stated, type(records[0]), plan).items()):
        what = " and ".join(sorted(stated))
        raise click.UsageError(f"{what} of {ref.id} already has this value, so nothing would change")


def part_words(given: Mapping[str, Any]) -> str:
    """Return the option that names a part of the record, as part of a command: `` --milestone b``; empty without one.

    Args:
        given: the options of the command.
    """
    from shlex import quote

    from actionplan.model.kinds import PARTS

    return "".join(f" --{key} {quote(given[key])}" for key in PARTS if given.get(key))


def _parts_by_reference(said: Mapping[str, Any], plan: "Plan") -> dict[str, str]:
    """Return the ids of the parts, such as clauses, that an entry names by their printed reference."""
    from actionplan.model.kinds import PARTS, records_of
    from actionplan.model.lookup import id_meant

    named: dict[str, str] = {}
    for key in (key for key in PARTS if said.get(key)):
        parts: list[Any] = [each for record in records_of(plan) for each in getattr(record, PARTS[key], ())]
        named[key] = id_meant(said[key], parts)
    return named


def _evidence(links: tuple[str, ...], since: str | None, until: str | None) -> list[dict[str, str]] | None:
    """Return web addresses and paths as the evidence of an entry; None if there are none.

    Raises:
        click.UsageError: it is stated how long evidence holds, but there is none.
    """
    if (since or until) and not links:
        raise click.UsageError("--evidence-from and --evidence-until are about evidence: add --evidence LINK")
    whole = [f"https://{link}" if link.startswith("www.") else link for link in links]
    held = {key: when for key, when in (("effective", since), ("expires", until)) if when}
    return [{"link" if "://" in link else "path": link, **held} for link in whole] or None


def approvals(texts: tuple[str, ...]) -> list[dict[str, Any]] | None:
    """Return the approvals of an entry from the values of ``--approved``; None if there are none.

    Raises:
        click.UsageError: one of them is not in the expected form.
    """
    return [_approval(text) for text in texts] or None


def _approval(text: str) -> dict[str, Any]:
    """Return the approval in ``BODY:DATE`` or ``BODY:DATE:REF``."""
    body, _, rest = text.partition(":")
    on, _, ref = rest.partition(":")
    if not body.strip() or not on.strip():
        raise click.UsageError(
            f'--approved "{text}": write BODY:DATE or BODY:DATE:REF, such as "board:2024-07-01:minute 7"'
        )
    approval = {"by": body, "on": on, "ref": ref.strip()}
    return {key: value for key, value in approval.items() if value}


reason_option = click.option(
    "--reason", required=True, metavar="TEXT", help="The reason for the change. Reports show it."
)

note_option = click.option("--note", metavar="TEXT", help="Anything else that readers should know.")


def evidence_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how long evidence holds."""
    since = click.option("--evidence-from", type=When(), help="When what the evidence shows began to hold.")
    until = click.option("--evidence-until", type=When(), help="The last day on which the evidence still holds.")
    return since(until(function))


_APPROVED = "Who agreed, when, and where that is recorded. Repeatable."
approved_option = click.option("--approved", multiple=True, metavar="BODY:DATE[:REF]", help=_APPROVED)


def decision_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every decision: a note, its day, the reporting body, and those of all commands that write."""
    when = click.option("--on", "when", type=When(), help="The day from which it applies. Default: today.")
    return note_option(when(author.by_option(confirm.saving_options(function))))
