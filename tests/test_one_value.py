"""One value: for any plan and any day, every reader gives the same value for the same field, corrections applied.

The value is worked out a second time, plainly, by `plain_fold`. ``make one-value`` takes every day of both example
plans, and 300 generated plans; otherwise a few of each are enough.
"""

import os
import random
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

import actionplan
from actionplan.model.kinds import dated_of, records_of
from actionplan.model.records import Plan
from actionplan.model.view import Portfolio
from actionplan.summary.changes.records import Change
from conftest import PLAN, PlanMaker
from exports import HERTFORDSHIRE, NORTHSHIRE
from made_histories import WHENS, made_action
from plain_fold import plainly
from readers import KEYS, PART_KEYS, READERS, alike, in_words, of_summary

EXAMPLES = int(os.environ.get("VALUES", "0"))
"""How many generated plans to take, and every day of the example plans; 0 for a few of each."""


def wanted(plan: Plan, day: date, known_at: date | None) -> dict[str, dict[str, Any]]:
    """Return the values of each action that was in the plan on a day, by its id."""
    values = {action.id: plainly(plan, action, day, known_at) for action in plan.actions}
    return {name: found for name, found in values.items() if found is not None}


def in_data(values: dict[str, Any]) -> dict[str, Any]:
    parts = values["milestones"].items()
    milestones = {name: {key: alike(part[key]) for key in PART_KEYS} for name, part in parts}
    return {key: alike(values[key]) for key in KEYS} | {"milestones": milestones}


def agree(plan: Plan, day: date, known_at: date | None) -> None:
    """Fail unless every reader of a view says of every action what its file says."""
    view = Portfolio(plans=(plan,)).at(day, known_at)
    values = wanted(plan, day, known_at)
    for name, reader in READERS.items():
        told = dict(reader(view))
        assert name == "tables" or told.keys() == values.keys(), (name, day, known_at)
        for action, expected in values.items():
            right = in_data(expected) | (in_words(plan, expected) if "HTML" in name else {})
            said = told[action]
            assert said == {key: right[key] for key in said}, (name, action, day, known_at)


def explained(plan: Plan, start: date, until: date) -> None:
    """Fail unless `since` gives the values of the later day, and names each that differs from the earlier one."""
    portfolio = Portfolio(plans=(plan,))
    before, after = (wanted(plan, day, day) for day in (start, until))
    changes: dict[str, list[Change]] = {}
    for change in actionplan.since(portfolio.at(start, known_at=start), portfolio.at(until, known_at=until)):
        if change.now is not None and change.record in after:
            assert of_summary(change.now) == in_data(after[change.record]), (change, start, until)
            changes.setdefault(change.record, []).append(change)
    for name, now in after.items():
        was = before.get(name)
        said = changes.get(name, [])
        if was is None:
            assert any(change.heading == "new" for change in said), (name, start, until)
            continue
        for key in ("title", "owner", "areas", "partners", "lead", "start", "due", "state", "rating", "progress"):
            if was[key] != now[key]:
                assert alike(now[key]) in values_of(said, key), (name, key, start, until)


def values_of(changes: Iterable[Change], key: str) -> list[Any]:
    """Return every value of a field that some changes state."""
    named = [change.after for change in changes if change.field == key or change.heading in _HEADINGS.get(key, ())]
    stated = [getattr(change.entry, key, None) for change in changes if change.entry is not None]
    return [alike(value) for value in (*named, *stated)]


_HEADINGS = {
    "state": ("finished", "verified", "cancelled", "replaced", "suspended", "resumed", "reopened"),
    "rating": ("rating-moved",),
}


def days_of(plan: Plan) -> list[date]:
    """Return every day on which anything happens: something is true, is written down, joins the plan or falls due."""
    found: set[date | None] = set()
    for record in records_of(plan):
        found |= {getattr(getattr(record, name, None), "last", None) for name in ("agreed", "due", "on")}
        for _, entry in dated_of(record):
            found |= {entry.on.last if entry.on else None, entry.recorded}
            found |= {getattr(getattr(entry, "due", None), "last", None)}
    return sorted(day for day in found if day is not None)


def holds(plan: Plan, days: Iterable[date]) -> None:
    days = list(days)
    for day in days:
        agree(plan, day, None)
        agree(plan, day, day)
    for start, until in pairwise(days):
        explained(plan, start, until)


ENDS = '    until = 2024-04-30\n    successor = ["far-west", "west", "board"]\n'
"""The lines of a body that ends."""

ENDING = """
    [bodies.west]
    name = "West"
    kind = "council"
    until = 2024-07-31
    successor = ["board", "far-west"]

    [bodies.far-west]
    name = "Far West"
    kind = "council"
    until = "2024-03"
    successor = ["west", "hcc"]
"""
"""Bodies that end one after the other and take over from each other, in a circle."""


@pytest.mark.parametrize("path", [NORTHSHIRE, HERTFORDSHIRE], ids=["northshire", "hertfordshire"])
def test_an_example_plan_on_the_days_on_which_anything_happens(path: str) -> None:
    (plan,) = actionplan.load(path).plans
    days = days_of(plan)
    holds(plan, days if EXAMPLES else days[:: len(days) // 3][1:])


@pytest.mark.parametrize("seed", range(EXAMPLES or 8))
def test_a_plan_that_nobody_has_with_histories_of_every_shape(seed: int, make_plan: PlanMaker) -> None:
    """Corrections, corrections of corrections, redactions, moved dates, reopenings, late and early entries."""
    dice = random.Random(seed)
    area = 'title = "A"\nkind = "priority-action"\n'
    files = {f"actions/1.{number}.toml": made_action(dice) for number in range(1, 9)}
    plan_file = PLAN.replace('kind = "icb"\n', f'kind = "icb"\n{ENDS}') + ENDING
    root = make_plan({"plan.toml": plan_file, "areas/PA1.toml": area, "areas/PA2.toml": area, **files})
    (plan,) = actionplan.load_strict(root).plans
    days = days_of(plan)
    holds(plan, sorted(dice.sample(days, min(len(days), 4 if EXAMPLES else 3))))


@pytest.mark.parametrize("seed", range(EXAMPLES or 3))
def test_parts_of_actions_with_histories_of_every_shape(seed: int, make_plan: PlanMaker) -> None:
    """Each action is split into two, and one of these into two again; some parts report later."""
    dice = random.Random(seed)
    files: dict[str, str] = {}
    for number in range(1, 5):
        due = f"due = {dice.choice(WHENS)}\n"
        files |= {f"actions/{number}.toml": made_action(dice) + replacing(SPLIT, f"{number}.1", f"{number}.2")}
        again = replacing(SPLIT_AGAIN, f"{number}.1.1", f"{number}.1.2")
        files |= {f"actions/{number}.1.toml": part(str(number), SPLIT, due) + again}
        report = f'[[status]]\non = {SPLIT_AGAIN}\nstate = "complete"\ndue = 2025-12-01\nreason = "R"\n'
        files |= {f"actions/{number}.2.toml": part(str(number), SPLIT, due) + dice.choice(["", report])}
        files |= {f"actions/{number}.1.{half}.toml": part(f"{number}.1", SPLIT_AGAIN, due) for half in (1, 2)}
    area = 'title = "A"\nkind = "priority-action"\n'
    root = make_plan({"plan.toml": PLAN, "areas/PA1.toml": area, "areas/PA2.toml": area, **files})
    (plan,) = actionplan.load_strict(root).plans
    holds(plan, [dice.choice(WHENS), SPLIT, SPLIT_AGAIN, date(2026, 1, 1)])


SPLIT, SPLIT_AGAIN = date(2024, 12, 1), date(2025, 3, 1)


def part(original: str, on: date, due: str) -> str:
    milestone = '[[milestones]]\nid = "a"\ntitle = "M"\ndue = 2025-02-01\n'
    return f'title = "Part"\nareas = ["PA1"]\n{due}replaces = ["{original}"]\nagreed = {on}\n{milestone}'


def replacing(on: date, *parts: str) -> str:
    named = ", ".join(f'"{name}"' for name in parts)
    return f'[[status]]\non = {on}\nstate = "replaced"\nreplaced_by = [{named}]\nreason = "R"\n'
