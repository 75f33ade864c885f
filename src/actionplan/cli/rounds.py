"""``actionplan update --from FILE``: add many updates at once, all or none."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, console
from actionplan.cli.dates import parse_day
from actionplan.cli.errors import FINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actionplan.edit.append import Addition
    from actionplan.edit.bulk.updates import Round
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.storage.save import Prepared


def update_from(
    path: str, *, when: str | None, by: str | None, plan_path: str | None, saving: confirm.Saving, **single: Any
) -> int:
    """Add a round of updates to one plan.

    Args:
        path: the round's file.
        when: the day of updates that give none; None means today.
        by: the body of updates that give none; None means the user's own configuration.
        plan_path: what ``--plan`` says.
        saving: how it is saved.
        single: options that are for one update only, and may not be given.
    """
    from actionplan.cli.resolve_id import one_root
    from actionplan.edit.append import prepare
    from actionplan.edit.plan_edit import PlanEdit

    if any(value not in (None, ()) for value in single.values()):
        raise click.UsageError(
            "with --from, only --on, --by, --plan and the options for saving can be given: the rest is in the file"
        )
    root, today = one_root(plan_path), console.today()
    edit = PlanEdit(root)
    plan, found = edit.complete
    day = parse_day(when) if when else today
    if day is None:
        raise click.UsageError(f'--on "{when}": with --from it must be a day, such as 2024-10-01')
    names = _names(plan)
    read = _read(path, plan, names, day, by)
    if not read.entries:
        console.warn(f"{path} has no updates, so nothing was added.")
        return FINE
    additions = list(_additions(read, names, today))

    def prepared(edit: PlanEdit) -> "Prepared":
        return _placed_at_rows(prepare(edit, additions, today, whole_plan=True, once=True), read, additions, found)

    message = f"{plan.id}: {len(additions)} updates of {day.isoformat()}"
    return confirm.apply(prepared, edit, plan, saving, message=message, quiet=not saving.dry_run)


def _read(path: str, plan: "Plan", names: dict[str, str], day: date, by: str | None) -> "Round":
    """Read the file, ask for the body if it names none, and warn of ids that a spreadsheet may have changed."""
    from actionplan.edit.bulk.rounds import read_round
    from actionplan.model.problem import ProblemsFound

    read = read_round(path, plan, on=day, by=None)
    if any(entry.by is None for _, entry in read.entries):
        read = read_round(path, plan, on=day, by=author.says_so(by, plan))  # type: ignore[arg-type]  # checked later
    if problems := (*read.problems, *_unknown_actions(read, plan.id, names)):
        raise ProblemsFound(problems)
    if path.lower().endswith(".csv"):
        _warn_of_lost_zeros(read, names)
    if read.ignored:
        console.warn(f"Columns that were ignored: {', '.join(read.ignored)}")
    return read


def _names(plan: "Plan") -> dict[str, str]:
    """Return the current id of each action, by its ids of today and by its former ids."""
    names: dict[str, str] = {name: action.id for action in plan.actions for name in action.formerly}
    names |= {file.id: file.id for file in plan.unread}
    return names | {action.id: action.id for action in plan.actions}


def _additions(read: "Round", names: dict[str, str], today: date) -> "Iterator[Addition]":
    from attrs import evolve

    from actionplan.edit.append import Addition

    for typed, entry in read.entries:
        recorded = entry.recorded or author.recorded(entry.on.text, today)
        name = names[typed.rpartition("/")[2]]
        yield Addition(kind="action", id=name, entry=evolve(entry, recorded=recorded))


def _placed_at_rows(
    prepared: "Prepared", read: "Round", additions: "list[Addition]", old: "tuple[Problem, ...]"
) -> "Prepared":
    """Return a prepared change with the problems of each update placed at its row in the round.

    Args:
        prepared: the prepared change.
        read: the round.
        additions: an addition for each of its rows.
        old: the problems that the plan had before.
    """
    from attrs import evolve

    from actionplan.model.kinds import record_path
    from actionplan.storage.positions import locate

    rows = {
        record_path(prepared.root, addition.kind, addition.id): where
        for addition, where in zip(additions, read.places, strict=True)
    }

    def in_row(found: "Problem") -> "Problem":
        row = rows.get(found.where.path)
        if row is None or found in old:
            return found
        # An update in TOML has the keys of the entry that it becomes; a row of CSV has only its line.
        keys = found.where.keys[2:] if row.keys and found.where.keys[:1] == ("status",) else ()
        return evolve(found, where=evolve(row, keys=(*row.keys, *keys)))

    return evolve(prepared, problems=locate(in_row(found) for found in prepared.problems))


def _unknown_actions(read: "Round", plan_id: str, names: dict[str, str]) -> "Iterator[Problem]":
    """Yield a problem for each update of an unknown action, or of an action that the round updates already."""
    from actionplan.model.problem import problem
    from actionplan.model.suggest import did_you_mean
    from actionplan.storage.positions import locate

    found: list[Problem] = []
    seen: set[str] = set()
    for (typed, _), where in zip(read.entries, read.places, strict=True):
        plan_name, _, name = typed.rpartition("/")
        if name not in names or plan_name not in ("", plan_id):
            hint = did_you_mean(name, names)
            found.append(problem("E203", f'there is no action "{typed}" in {plan_id}', where, fix=hint))
        elif names[name] in seen:
            fix = "a spreadsheet turns 1.10 into 1.1: format the column as text" if f"{name}0" in names else ""
            found.append(problem("E209", f"action {name} is in this round twice", where, fix=fix))
        seen.add(names.get(name, name))
    yield from locate(found)


def _warn_of_lost_zeros(read: "Round", names: dict[str, str]) -> None:
    """Warn if a spreadsheet has 1.1 and not 1.10: it may have been 1.10 before the spreadsheet was saved."""
    given = {typed.rpartition("/")[2] for typed, _ in read.entries}
    for name in sorted(given):
        if f"{name}0" in names and f"{name}0" not in given:
            console.warn(f"Note: {name} is in this round and {name}0 is not. A spreadsheet turns {name}0 into {name}.")
