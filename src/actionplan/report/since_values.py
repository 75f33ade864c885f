"""What the sentences of `since` name: bodies, ratings, entries and values before and after, each in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import has

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import WHEN, tail_of
from actionplan.model.measures import Target
from actionplan.model.policy import Rating
from actionplan.model.records import Plan
from actionplan.model.text import body_name, date_text, day_text
from actionplan.storage.writer import to_table
from actionplan.summary.risks import level_of


def rating_label(ratings: Mapping[Id, Rating], rating: Id | None) -> str:
    """Return what a rating is called; its id where it is not among the ratings."""
    if rating is None:
        return "none"
    return ratings[rating].label if rating in ratings else rating


def score_text(plan: Plan, score: int | None) -> str:
    """Return a risk's score, and what the plan calls its level."""
    if score is None:
        return "none"
    level = level_of(plan.risk_scale, score)
    return f"{score} ({level.label})" if level is not None else str(score)


def entry_name(entry: Entry | Target) -> str:
    """Return what an entry is called: by its day, a reading by its period, a target by the day that it is for."""
    tail = tail_of(entry)
    word = {"readings": "reading for", "targets": "target for"}.get(tail, "entry of")
    return f"{word} {date_text(getattr(entry, WHEN[tail]))}"


def entry_text(entry: Entry | Target, plan: Plan) -> str:
    """Return all that an entry says but its day."""
    said = {key: value for key, value in to_table(entry).items() if key not in ("on", "by", "id")}
    by = [body_name(plan.bodies, entry.by)] if entry.by else []
    return "; ".join([*by, *(f"{key} {_value(value, plan)}" for key, value in said.items())]) or "it said nothing"


def from_to(before: Any, after: Any, plan: Plan) -> str:
    """Return a value before and after: ``was A, now B``.

    Args:
        before: the earlier value; None where there was none.
        after: the later value; None where there is none.
        plan: the plan, for the names of bodies.
    """
    return f"was {_value(before, plan)}, now {_value(after, plan)}"


def _value(value: Any, plan: Plan) -> str:
    """Return dates as people read them, bodies by their names, and what people wrote in quotes."""
    if isinstance(value, PlanDate) or value is None:
        return date_text(value, none="none")
    if isinstance(value, date):
        return day_text(value)
    if has(type(value)):
        value = to_table(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_value(inner, plan)}" for key, inner in value.items()) or "none"
    if isinstance(value, tuple | list):
        return ", ".join(_value(inner, plan) for inner in value) or "none"
    if not isinstance(value, str):
        return str(value).lower()
    name = body_name(plan.bodies, value)
    return name if name != value else f'"{" ".join(value.split())}"'
