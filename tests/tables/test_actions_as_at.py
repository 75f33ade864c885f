"""The macro ``actions_as_at`` says of every action, on every day, what `actionplan.status` says."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import fields

from actionplan import Action, Plan, load
from actionplan.model.as_known import agreed_day
from actionplan.model.vocabulary import AreaState, State, words
from actionplan.summary import ActionSummary
from actionplan.summary.actions import summarise_actions
from actionplan.summary.timeline import head_as_at, up_to
from actionplan.tables.query import ask, connect, opened
from conftest import PLAN, PlanMaker
from exports import HERTFORDSHIRE, NORTHSHIRE, Row, export

DATES = ("start", "original_due", "due", "finished")
"""Fields that are plan dates, each of which has three columns."""

NOT_TOLD = ("rating_computed", "milestones", "due_stated", "requests", "waiting_on", "handover")
"""Fields that the macro leaves out: computed ratings are asked of `status`, a handover is two columns, and the others
have tables of their own.
"""


def expected(plan: Plan, day: date) -> list[Row]:
    """Return what the macro has to say of a plan's actions on a day."""
    actions = {action.id: action for action in plan.actions}
    return [as_row(plan, actions[summary.id], summary, day) for summary in summarise_actions(plan, day)]


def as_row(plan: Plan, action: Action, summary: ActionSummary, day: date) -> Row:
    now = head_as_at(action, up_to(action.status, day, agreed_day(plan, action)))
    row: dict[str, Any] = {"plan": plan.id, "position": plan.actions.index(action), "success": now.success}
    row |= {"findings": list(now.findings), "measures": list(now.measures)}
    row |= {"to_hand_over": summary.handover is not None}
    row |= {"successors": list(summary.handover.successors) if summary.handover is not None else []}
    for name in (field.name for field in fields(ActionSummary) if field.name not in NOT_TOLD):
        value = getattr(summary, name)
        if name in DATES:
            row[name] = value.text if value else None
            row |= {f"{name}_{end}": getattr(value, end) if value else None for end in ("first", "last")}
        elif name == "last_update":
            row |= {name: value.text if value else None, "last_update_day": value.last if value else None}
        else:
            row[name] = list(value) if isinstance(value, tuple) else value
    return row


def test_every_field_of_a_summary_but_six_has_a_column(exported: Path) -> None:
    connection = connect(str(exported), opened(str(exported)))
    told = set(ask(connection, "FROM actions_as_at('2025-01-01')").columns)
    assert {field.name for field in fields(ActionSummary)} - told == set(NOT_TOLD)


def agree(folder: Path, plan: Plan, days: list[date]) -> None:
    connection = connect(str(folder), opened(str(folder)))
    for day in days:
        answer = ask(connection, f"FROM actions_as_at('{day}') WHERE plan = '{plan.id}' ORDER BY position")
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        for row, wanted in zip(rows, expected(plan, day), strict=True):
            assert row == wanted, (day, row["id"])


@pytest.mark.parametrize("path", [NORTHSHIRE, HERTFORDSHIRE])
def test_it_agrees_on_days_on_which_something_happened(path: str, exported: Path) -> None:
    (plan,) = load(path).plans
    happened = {entry.on.last for action in plan.actions for entry in action.status if entry.on.last}
    days = sorted({day + timedelta(days=more) for day in happened for more in (-1, 0)} | {date(2023, 1, 1)})
    agree(exported, plan, days[:: max(1, len(days) // 60)])


# Histories that no plan has, to combine all rules: corrections of corrections, redactions, dates without
# a day, entries from before the agreement, entries of milestones.

FIRST = date(2024, 1, 1)
WHENS = [FIRST + timedelta(days=20 * n) for n in range(12)]
LOOSE = ["2024-02", "2024-Q2", "unknown", "ongoing"]


def made_entry(dice: random.Random, ids: list[str]) -> str:
    def maybe(key: str, *values: str, chance: float = 0.3) -> str:
        return f"{key} = {dice.choice(values)}\n" if dice.random() < chance else ""

    on = dice.choice([*map(str, WHENS), *(f'"{loose}"' for loose in LOOSE)])
    text = f"[[status]]\non = {on}\n"
    if dice.random() < 0.6:
        ids.append(f"e{len(ids)}")
        text += f'id = "{ids[-1]}"\n' + (f'corrects = "{dice.choice(ids)}"\n' if dice.random() < 0.4 else "")
    text += maybe("milestone", '"a"', '"b"', chance=0.2)
    if dice.random() < 0.1:
        return text + 'redacted = { on = 2024-12-01, reason = "r", authority = "a" }\n'
    whole = "milestone" not in text
    text += maybe("state", *(f'"{state}"' for state in words(State)), chance=0.5)
    text += maybe("title", '"T2"', '"T3"', chance=0.1)
    text += maybe("due", *map(str, WHENS), *(f'"{loose}"' for loose in LOOSE), chance=0.4)
    if whole:
        text += maybe("rating", '"green"', '"red"') + maybe("progress", "0", "40", "100")
        text += maybe("owner", '"icb"', '"board"', chance=0.2) + maybe("areas", '["PA2", "PA1"]', '["PA2"]', chance=0.1)
        text += maybe("partners", "[]", '["icb"]', chance=0.1) + maybe("lead", '"Head"', chance=0.1)
        text += maybe("start", *map(str, WHENS), '"unknown"', chance=0.1) + maybe("after", '["1"]', "[]", chance=0.1)
        text += maybe("findings", '["PA1:a"]', chance=0.1) + maybe("success", '"Better"', chance=0.1)
    return text


def made_standing(dice: random.Random) -> str:
    """Return entries by which an area is stood down and reinstated, some of them corrected."""
    entries = ""
    for number, state in enumerate(dice.choices(words(AreaState), k=5)):
        on = dice.choice([*map(str, WHENS), '"2024-02"'])
        entries += f'[[status]]\non = {on}\nid = "s{number}"\nstate = "{state}"\nreason = "R"\n'
        if dice.random() < 0.4:
            other = dice.choice(words(AreaState))
            entries += f'[[status]]\non = 2024-12-01\ncorrects = "s{number}"\nstate = "{other}"\nreason = "R"\n'
    return entries


def made_action(dice: random.Random) -> str:
    head = 'title = "T"\nareas = ["PA1"]\n'
    head += dice.choice(["", 'owner = "hcc"\n']) + dice.choice(["", 'partners = ["board"]\n'])
    head += dice.choice(["", f"due = {dice.choice(WHENS)}\n", 'due = "2024-Q2"\n', 'due = "ongoing"\n'])
    head += dice.choice(["", f"agreed = {dice.choice(WHENS)}\n", 'agreed = "2024-03"\n'])
    head += "".join(f'[[milestones]]\nid = "{name}"\ntitle = "M"\ndue = {dice.choice(WHENS)}\n' for name in "ab")
    ids: list[str] = []
    return head + "".join(made_entry(dice, ids) for _ in range(dice.randrange(12)))


@pytest.mark.parametrize("late_against", ["current", "original"])
def test_it_agrees_on_lives_that_no_plan_has(late_against: str, make_plan: PlanMaker, tmp_path: Path) -> None:
    dice = random.Random(late_against)
    policy = """
        [[policy]]
        from = 2024-03-01
        stale_after_days = 10
        due_within_days = 15

        [[policy]]
        from = 2024-06-01
        finished_within_days = 50
    """.replace("finished_within", f'late_against = "{late_against}"\n        finished_within')
    files = {f"actions/{number}.toml": made_action(dice) for number in range(1, 151)}
    area = 'title = "A"\nkind = "priority-action"\n'
    areas = {f"areas/{name}.toml": area + made_standing(dice) for name in ("PA1", "PA2")}
    root = make_plan({"plan.toml": PLAN + policy, **areas, **files})
    (plan,) = load(root).plans
    assert len(plan.actions) == 150
    export(tmp_path / "export", root)
    agree(tmp_path / "export", plan, [WHENS[0] - timedelta(days=1), *WHENS, date(2024, 6, 30), date(2025, 6, 1)])
