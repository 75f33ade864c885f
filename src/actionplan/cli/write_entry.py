"""One entry about one record, from what was typed to the file: what commands share that record a decision."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console
from actionplan.cli.dates import parse_day
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
    stated: Mapping[str, Any],
    what: str,
    *,
    tail: str = "status",
    when: str | None = None,
    by: str | None,
    dry_run: bool,
    commit: bool | None,
    yes: bool,
) -> int:
    """Add an entry to a record, held to every rule, and give the command's exit code.

    Args:
        meant: the record.
        plan: its plan, as `find` gives it.
        stated: what the entry says, by its keys; None means not stated.
        what: what it does, in a few words, for the git commit.
        tail: the tail to which it is added: a measure has ``readings`` and ``targets`` beside its history.
        when: when it was true; None for today.
        by: the body that says so, as typed; None where it was not.
        dry_run: whether to stop before saving.
        commit: whether to make a git commit; None means as the plan's policy says.
        yes: whether personal data may be written without asking.
    """
    from actionplan.edit.append import Addition, prepare
    from actionplan.edit.input import entry_from, reading_from, target_from
    from actionplan.summary.effective import policy_as_at

    today = console.today()
    on = when or today.isoformat()
    by = author.says_so(by, plan)
    said = {**stated, "on": on, "by": by, "recorded": author.recorded(on, today)}
    if tail == "status":
        entry: Entry | Target = entry_from(said, meant.kind, plan.terms)
    else:
        entry = (reading_from if tail == "readings" else target_from)(said, plan.terms)
    return confirm.apply(
        lambda: prepare(
            meant.root,
            [Addition(kind=meant.kind, id=meant.id, entry=entry)],
            today,
            whole_plan=True,
            once=tail != "status",
        ),
        message=f"{plan.id} {meant.id}: {what} ({by})",
        dry_run=dry_run,
        commit=commit,
        by_policy=policy_as_at(plan, today).commit,
        yes=yes,
    )


def state_of(plan: "Plan") -> str | None:
    """Give the state of a plan's only action today; None where none is reported, or its file cannot be read."""
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
    from actionplan.edit.input import body_meant
    from actionplan.model.kinds import records_of
    from actionplan.storage.writer import to_table
    from actionplan.summary.history import record_story

    records = records_of(plan)
    if part is not None or not records:
        return
    now = to_table(record_story(plan, records[0], console.today()).now)
    owner = {"owner": body_meant(stated["owner"], plan)} if "owner" in stated else {}
    if all(str(now.get(key)) == str(value) for key, value in {**stated, **owner}.items()):
        what = " and ".join(sorted(stated))
        raise click.UsageError(f"{what} of {meant.id} is that already, so nothing would change")


def evidence(links: tuple[str, ...]) -> list[dict[str, str]] | None:
    """Give typed web addresses and paths as an entry's evidence; None where there are none."""
    whole = [f"https://{link}" if link.startswith("www.") else link for link in links]
    return [{"link" if "://" in link else "path": link} for link in whole] or None


def approvals(typed: tuple[str, ...]) -> list[dict[str, Any]] | None:
    """Give typed approvals, each ``BODY:DATE`` or ``BODY:DATE:REF``, as an entry's; None where there are none.

    Raises:
        click.UsageError: one of them has another shape.
    """
    return [_approval(text) for text in typed] or None


def _approval(text: str) -> dict[str, Any]:
    body, _, rest = text.partition(":")
    on, _, ref = rest.partition(":")
    if not body.strip() or not on.strip():
        raise click.UsageError(
            f'--approved "{text}": write BODY:DATE or BODY:DATE:REF, such as "board:2024-07-01:minute 7"'
        )
    day = parse_day(on)
    made: dict[str, Any] = {"by": body.strip(), "on": day if day is not None else on.strip()}
    return {**made, "ref": ref.strip()} if ref.strip() else made


def approved_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names who agreed."""
    help_text = "Who agreed, when, and where that is written. Repeatable."
    return click.option("--approved", multiple=True, metavar="BODY:DATE[:REF]", help=help_text)(function)


def decision_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every decision: since when it holds, who says so, and those of every command that writes."""
    when = click.option("--on", "when", type=When(), help="Since when it holds. Default: today.")
    return when(author.by_option(confirm.saving_options(function)))
