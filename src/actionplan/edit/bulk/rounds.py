"""Many updates in one file, as a body sends them every month: a table from a spreadsheet, or TOML.

As TOML, a list of ``[[update]]`` tables with the keys of an entry and ``action``; as a table, see ``csv_rounds``.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve, frozen

from actionplan.edit.bulk.columns import WrongColumn
from actionplan.edit.bulk.csv_rounds import NO_ANSWERS, Answers, from_csv
from actionplan.edit.bulk.formats import is_toml, text_of_round
from actionplan.edit.bulk.plan_now import PlanNow, action_named, plan_now
from actionplan.edit.bulk.updates import Round, RoundUpdate, entry_of
from actionplan.edit.input import bodies_by_id
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.records import Plan
from actionplan.model.suggest import did_you_mean
from actionplan.storage.positions import locate
from actionplan.storage.structuring import structure
from actionplan.storage.toml import parse

_DATE_FROM_ID = re.compile(r"\d\d?[-/ ][A-Za-z]{3}(?:[-/ ]\d+)?|[A-Za-z]{3}[-/ ]\d\d")
_REDACT = "use: actionplan redact ACTION:ENTRY"


@frozen(kw_only=True)
class _Round:
    update: tuple[RoundUpdate, ...]


def read_round(path: str, plan: Plan, *, on: date, today: date, answers: Answers = NO_ANSWERS) -> Round:
    """Read a file of updates.

    Args:
        path: a table as text, or a TOML file; the contents decide which it is.
        plan: the plan, for its actions, bodies, terms and ratings.
        on: the day of updates that have none.
        today: the day as at which cells are compared with the plan.
        answers: what the user says about the columns of a table.

    Raises:
        WrongColumn: the answers name a column or a field that is not there, or the file has no columns.
        Unreadable: the file cannot be read at all.
    """
    text = text_of_round(path)
    now = plan_now(plan, today)
    if not is_toml(path, text):
        read = from_csv(path, text, now, on, answers)
    elif answers == NO_ANSWERS:
        read = _from_toml(path, text, plan, on)
    else:
        raise WrongColumn(f"{path} is TOML, which has no columns to name")
    return evolve(read, problems=(*read.problems, *locate(_problems_of_ids(read, now))))


def _from_toml(path: str, text: str, plan: Plan, on: date) -> Round:
    table = parse(path, text)
    made, problems = structure(_with_ids_of_bodies(table, plan), _Round, path, plan.calendar)
    updates = made.update if made is not None else ()
    stubs = [
        problem("E115", "an update cannot be a redaction", place, fix=_REDACT)
        for index, update in enumerate(updates)
        if update.redacted is not None
        for place in (Location(path=path, keys=("update", index, "redacted"), on_key=True),)
    ]
    return Round(
        entries=tuple((update.action, entry_of(update, on)) for update in updates),
        places=tuple(Location(path=path, keys=("update", index)) for index in range(len(updates))),
        problems=locate((*problems, *stubs), {path: text}),
    )


def _with_ids_of_bodies(table: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """Return the table of a file with the ids of bodies; values of the wrong type are left for `structure`."""
    updates = table.get("update")
    if not isinstance(updates, list):
        return table
    return {**table, "update": [bodies_by_id(each, plan) if isinstance(each, dict) else each for each in updates]}


def _about_unknown_id(text: str, now: PlanNow) -> str:
    """Return what an unknown id may have been; empty if nothing is likely."""
    if _DATE_FROM_ID.fullmatch(text):
        return "a spreadsheet turns ids such as 1-2 into dates: format the column as text, and enter the id again"
    hint = did_you_mean(text.rpartition("/")[2], now.ids.values())
    return hint or ("if this is a heading within the table, delete the row" if " " in text else "")


def _problems_of_ids(read: Round, now: PlanNow) -> Iterator[Problem]:
    """Yield a problem for each row of an unknown action, or of an action that the round has already."""
    typed = [*((name, place) for (name, _), place in zip(read.entries, read.places, strict=True)), *read.others]
    seen: set[str] = set()
    for text, where in sorted(typed, key=lambda each: each[1].line or 0):
        name = action_named(text, now)
        if name is None:
            fix = _about_unknown_id(text, now)
            yield problem("E203", f'there is no action "{text}" in {now.plan.id}', where, fix=fix)
        elif name in seen:
            is_changed = f"{name}0".casefold() in now.ids
            fix = "a spreadsheet turns 1.10 into 1.1: format the column as text" if is_changed else ""
            yield problem("E209", f"action {text} is in this round twice", where, fix=fix)
        else:
            seen.add(name)
