"""The fix for a body or a rating that a file names by its name, not by its id."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import getitem
from typing import Any

from attrs import evolve, fields_dict, frozen

from actionplan.input.names import read_body, read_rating
from actionplan.input.unclear import Unclear
from actionplan.model.bodies import Body
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.kinds import PLAN_FILE, naming
from actionplan.model.policy import Rating
from actionplan.model.problem import Problem
from actionplan.model.ratings import ratings_known
from actionplan.model.records import Plan
from actionplan.storage.structuring import structure
from actionplan.storage.typed_hints import written


def with_ids(problems: Iterable[Problem], table: Any, plan: Plan | None) -> tuple[Problem, ...]:
    """Return the problems of a file, with a fix for each value that is the name of a body or a rating, not its id.

    Args:
        problems: the problems.
        table: the file's table.
        plan: the plan that has the bodies and ratings; None if this is its own file, and cannot be read.
    """
    return tuple(_with_id(found, table, plan) if found.code == "E106" else found for found in problems)


def _with_id(found: Problem, table: Any, plan: Plan | None) -> Problem:
    value = reduce(getitem, found.where.keys, table)
    key = next((key for key in reversed(found.where.keys) if isinstance(key, str)), "")
    named = _named(key, value, plan or _declared(table)) if isinstance(value, str) else None
    fix = written(named) if isinstance(named, Unclear) else named and f'write its id: "{named}"'
    return evolve(found, fix=fix or found.fix)


def _named(key: str, value: str, plan: "Plan | _Declared") -> Id | Unclear | None:
    """Return the id that a value names by a name; None if its key is neither of a body nor of a rating."""
    if key == "rating":
        return read_rating(value, ratings_known(plan) if isinstance(plan, Plan) else plan.ratings)
    return read_body(value, plan.bodies) if key in ("body", *naming("body")) else None


@frozen(kw_only=True)
class _Declared:
    """The part of ``plan.toml`` that has the names of bodies and ratings."""

    bodies: Mapping[Id, Body] = EMPTY
    ratings: Mapping[Id, tuple[Rating, ...]] = EMPTY


def _declared(table: Mapping[str, Any]) -> _Declared:
    declared = {name: table[name] for name in fields_dict(_Declared) if name in table}
    return structure(declared, _Declared, PLAN_FILE)[0] or _Declared()
