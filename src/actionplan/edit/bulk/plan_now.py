"""A plan as the reader of a round needs it: its actions by every id, as first agreed and as they are now."""

import re
from collections.abc import Mapping
from datetime import date

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate
from actionplan.model.lookup import refs_of
from actionplan.model.records import Action, Plan
from actionplan.model.text import date_text
from actionplan.summary.timeline import by_part, head_as_at, part_as_at, up_to

_SHEET_TEXT = re.compile(r"=\"(?P<formula>[^\"]*)\"|'(?P<quoted>.*)")
"""How spreadsheets keep 1.10 from becoming a number."""


@frozen(kw_only=True)
class PlanNow:
    """A plan as at a day.

    Attributes:
        plan: the plan.
        day: the day.
        ids: the id of each action by its id and its former ids in small letters; those of unread files too.
        originals: each action, its head as first agreed, by its id.
        heads: each action, its head as at the day, by its id.
        portfolio_holders: who answers in the cabinet for the resolutions that an action carries out, by its id.
    """

    plan: Plan
    day: date
    ids: Mapping[str, str]
    originals: Mapping[str, Action]
    heads: Mapping[str, Action]
    portfolio_holders: Mapping[str, frozenset[str]]


def action_named(text: str, now: PlanNow) -> str | None:
    """Return the id of the action that a text names as ``ID`` or ``PLAN/ID``; None if it names none."""
    written = id_written(text)
    if written.casefold() in now.ids:  # a printed reference may have a slash
        return now.ids[written.casefold()]
    plan_id, _, name = written.rpartition("/")
    return now.ids.get(name.casefold()) if plan_id in ("", now.plan.id) else None


def id_written(text: str) -> str:
    """Return an id without what spreadsheets put around it, such as ``="1.10"``, or a full stop at its end."""
    match = _SHEET_TEXT.fullmatch(text)
    return (match["formula"] or match["quoted"] or "" if match else text).strip().rstrip(".")


def plan_now(plan: Plan, day: date) -> PlanNow:
    """Return a plan as at a day; an id of today goes before the same id as a former one."""
    ids = _printed(plan)
    ids |= {str(former): str(action.id) for action in plan.actions for former in action.formerly}
    ids |= {str(file.id): str(file.id) for file in plan.unread}
    ids |= {str(action.id): str(action.id) for action in plan.actions}
    return PlanNow(
        plan=plan,
        day=day,
        ids={written.casefold(): name for written, name in ids.items()},
        originals={action.id: action for action in plan.actions},
        heads={
            action.id: head_as_at(action, up_to(action.status, day, agreed_day(plan, action)))
            for action in plan.actions
        },
        portfolio_holders=_portfolio_holders(plan, day),
    )


def _printed(plan: Plan) -> dict[str, str]:
    """Return the id of each action by the references that papers print; those of several actions name none."""
    every = [(ref.casefold(), ref, str(action.id)) for action in plan.actions for ref in refs_of(action)]
    owners: dict[str, set[str]] = {}
    for key, _, name in every:
        owners.setdefault(key, set()).add(name)
    return {ref: name for key, ref, name in every if len(owners[key]) == 1}


def _portfolio_holders(plan: Plan, day: date) -> Mapping[str, frozenset[str]]:
    """Return the portfolio holders of the resolutions that each action carries out, by the action's id."""
    found: dict[str, frozenset[str]] = {}
    for resolution in plan.resolutions:
        entries = up_to(resolution.status, day)
        holder = head_as_at(resolution, entries).portfolio_holder
        own = by_part(entries)
        for clause in resolution.clauses if holder is not None else ():
            for action in part_as_at(clause, own.get(clause.id, ())).actions:
                found[action] = found.get(action, frozenset()) | {str(holder)}
    return found


def value_text(field: str, name: str, now: PlanNow) -> str:
    """Return a field of an action as a plan has it on the day, for a message; "nothing" if it has none.

    Args:
        field: the field of the head, or ``original_due``, the due date as first agreed.
        name: the action's id.
        now: the plan.
    """
    if field == "portfolio_holder":
        return ", ".join(sorted(now.portfolio_holders.get(name, ()))) or "nothing"
    heads, field = (now.originals, "due") if field == "original_due" else (now.heads, field)
    value = getattr(heads.get(name), field, None)
    if isinstance(value, PlanDate):
        return date_text(value)
    return (", ".join(value) if isinstance(value, tuple) else value) or "nothing"
