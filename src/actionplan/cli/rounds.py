"""``actionplan update --from FILE``: add many updates at once, all or none."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console
from actionplan.cli.errors import FINE, exit_code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actionplan.edit.append import Addition
    from actionplan.edit.bulk.csv_rounds import Answers
    from actionplan.edit.bulk.date_order import DateOrder
    from actionplan.edit.bulk.updates import Round
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.storage.save import Prepared


def update_from(
    path: str,
    *,
    when: str | None,
    by: str | None,
    plan_path: str | None,
    saving: confirm.Saving,
    columns: tuple[str, ...],
    ignored: tuple[str, ...],
    date_order: "DateOrder | None",
    **single: Any,
) -> int:
    """Add a round of updates to one plan.

    Args:
        path: the round's file.
        when: the day of updates that give none; None means today.
        by: the body of updates that give none; None means the user's own configuration.
        plan_path: what ``--plan`` says.
        saving: how it is saved.
        columns: the values of ``--column``.
        ignored: the values of ``--ignore-column``.
        date_order: the value of ``--date-order``.
        single: options that are for one update only, and may not be given.
    """
    from actionplan.cli.resolve_id import one_root
    from actionplan.edit.bulk.csv_rounds import Answers
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.problem import ProblemsFound
    from actionplan.storage.toml import Unreadable

    if any(value not in (None, ()) for value in single.values()):
        raise click.UsageError(
            "with --from, only --on, --by, --plan and the options for columns and for saving can be given: the rest is "
            "in the file"
        )
    root, today = one_root(plan_path), console.today()
    edit = PlanEdit(root)
    plan, _ = edit.complete
    day = _day(when) if when else today
    answers = Answers(columns=tuple(map(_pair, columns)), ignored=ignored, date_order=date_order)
    try:
        read = _read(path, plan, day, by, answers)
        _refuse_problems(edit, read, plan, today)
        if not read.entries:
            console.warn(f"{path} has no updates, so nothing was added.")
            return FINE
        return _add(path, edit, read, plan, day, saving)
    except (ProblemsFound, Unreadable) as error:
        code = exit_code_of(error)
        console.warn("\nNothing was written.")
        return code


def _add(path: str, edit: "PlanEdit", read: "Round", plan: "Plan", day: date, saving: confirm.Saving) -> int:
    """Add the updates of a round, show what became of its cells, and return the exit code."""
    from actionplan.cli.output import print_document
    from actionplan.report.receipt import receipt_document

    code = confirm.apply(
        lambda edit: _prepared(edit, read, plan, console.today(), is_saved=not saving.dry_run),
        edit,
        plan,
        saving,
        message=f"{plan.id}: {len(read.entries)} updates of {day.isoformat()}",
        quiet=not saving.dry_run,
    )
    if code == FINE and read.columns:
        print_document(receipt_document(path, read), path, "text")
    return code


def _read(path: str, plan: "Plan", day: date, by: str | None, answers: "Answers") -> "Round":
    """Read the file, ask for the body if it names none, and warn of ids that a spreadsheet may have changed."""
    from actionplan.edit.bulk.columns import WrongColumn
    from actionplan.edit.bulk.rounds import read_round
    from actionplan.edit.bulk.updates import reported_by

    try:
        read = read_round(path, plan, on=day, today=console.today(), answers=answers)
    except WrongColumn as error:
        raise click.UsageError(str(error)) from error
    if not read.problems and any(entry.by is None for _, entry in read.entries):
        read = reported_by(read, author.says_so(by, plan))  # type: ignore[arg-type]  # checked later
    if read.columns:
        _warn_of_lost_zeros(read, plan)
    return read


def _day(when: str) -> date:
    """Return the day of ``--on``."""
    from actionplan.input.dates import read_day
    from actionplan.input.unclear import Unclear, explained

    day = read_day(when)
    if isinstance(day, Unclear):
        raise click.UsageError(f"--on {explained(day, '2024-10-01')}; with --from it must be a day")
    return day


def _pair(text: str) -> tuple[str, str]:
    """Return the column and the field of ``--column``."""
    heading, equals, field = text.rpartition("=")
    if not equals:
        raise click.UsageError(f'--column "{text}": name a column and what it is, such as --column "Status=rating"')
    return heading.strip(), field.strip()


def _refuse_problems(edit: "PlanEdit", read: "Round", plan: "Plan", today: date) -> None:
    """Raise ProblemsFound if a round has problems, with those that the rules find in its other updates."""
    from actionplan.model.problem import ProblemsFound

    if read.problems:
        try:
            by_rules = _prepared(edit, read, plan, today).problems
        except ProblemsFound as error:
            by_rules = error.problems
        errors = [found for found in by_rules if found.severity == "error"]
        raise ProblemsFound(tuple(sorted((*read.problems, *errors), key=lambda found: found.where.line or 0)))


def _prepared(edit: "PlanEdit", read: "Round", plan: "Plan", today: date, *, is_saved: bool = False) -> "Prepared":
    """Return the change that adds a round, with the problems of each update placed at its row in the round.

    If it is saved, unless it has an error, warnings give the command that corrects what is in the file by then.
    """
    from attrs import evolve

    from actionplan.edit.append import prepare
    from actionplan.edit.bulk.in_cells import in_cells
    from actionplan.model.kinds import record_path
    from actionplan.storage.positions import locate

    additions = list(_additions(read, plan, today))
    rows = {
        record_path(edit.root, addition.kind, addition.id): index
        for index, addition in enumerate(additions)
        if addition is not None
    }
    prepared = prepare(edit, filter(None, additions), today, whole_plan=True, once=True)
    _, old = edit.complete
    is_written = is_saved and all(found.severity == "warning" for found in prepared.problems)

    def in_row(found: "Problem") -> "Problem":
        index = rows.get(found.where.path)
        if index is None or found in old:
            return found
        row = read.places[index]
        if read.cells:
            return in_cells(found, row, read.cells[index], is_written=is_written)
        # An update in TOML has the keys of the entry that it becomes.
        keys = found.where.keys[2:] if found.where.keys[:1] == ("status",) else ()
        return evolve(found, where=evolve(row, keys=(*row.keys, *keys)))

    problems, asked = (locate(map(in_row, found)) for found in (prepared.problems, prepared.to_confirm))
    return evolve(prepared, problems=problems, to_confirm=asked)


def _additions(read: "Round", plan: "Plan", today: date) -> "Iterator[Addition | None]":
    """Yield an addition for each update; None if there is no such action, or the round has one for it already."""
    from attrs import evolve

    from actionplan.edit.append import Addition
    from actionplan.edit.bulk.plan_now import action_named, plan_now
    from actionplan.model.as_known import day_to_record

    now = plan_now(plan, today)
    seen: set[str | None] = {None}
    for typed, entry in read.entries:
        name = action_named(typed, now)
        recorded = entry.recorded or day_to_record(entry, today, plan)
        is_new = name not in seen
        seen.add(name)
        yield Addition(kind="action", id=str(name), entry=evolve(entry, recorded=recorded)) if is_new else None


def _warn_of_lost_zeros(read: "Round", plan: "Plan") -> None:
    """Warn if a spreadsheet has 1.1 and not 1.10: it may have been 1.10 before the spreadsheet was saved."""
    if any(column.field == "title" for column in read.columns):
        return  # the titles have shown that the ids are right
    names = {action.id for action in plan.actions}
    given = {typed.rpartition("/")[2] for typed, _ in (*read.entries, *read.others)}
    for name in sorted(given):
        if f"{name}0" in names and f"{name}0" not in given:
            console.warn(f"Note: {name} is in this round and {name}0 is not. A spreadsheet turns {name}0 into {name}.")
