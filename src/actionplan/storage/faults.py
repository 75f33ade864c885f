"""The messages about tables, lists and keys; those about single values are in `actionplan.storage.values`."""

import os
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from actionplan.model.bodies import Body
from actionplan.model.dates import Term
from actionplan.model.entries import Approval, Evidence
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, PLAN_FILE
from actionplan.model.measures import Baseline, Duty
from actionplan.model.policy import Rating
from actionplan.model.problem import KeyPath, Location, Problem, problem
from actionplan.model.publish import Publish
from actionplan.model.records import Plan
from actionplan.model.risks import RiskScore
from actionplan.model.suggest import listed, nearest_of
from actionplan.storage.keys import is_table, keys_in_file, keys_of
from actionplan.storage.plan_folder import name_problem
from actionplan.storage.values import Fault, wrong_type

_SCORE = re.compile(r"\s*(\d{1,3})\s*[xX*\u00d7]\s*(\d{1,3})\s*", re.ASCII)

_BLOCKS: Mapping[KeyPath, type] = {("bodies",): Body, ("ratings",): Rating, ("terms",): Term}
"""Tables of ``plan.toml`` that have a table for each id."""


def problem_at(keys: KeyPath, fault: Fault, path: str) -> Problem:
    """Return a fault as a problem of a file.

    Args:
        keys: the path of the value, or of the key that is unknown or missing.
        fault: the fault.
        path: the file.
    """
    where, fix = Location(path=path, keys=keys), fault.fix
    if fault.code == "E101":
        where = Location(path=path, keys=keys, on_key=True)
    elif fault.code == "E102":
        where = Location(path=path, keys=keys[:-1])
    elif keys == ("id",) and os.path.basename(path) not in ("typed", PLAN_FILE):
        return name_problem(path, fault.message)
    elif (kind := _BLOCKS.get(keys[:-1])) and keys[-1] in keys_of(kind):  # directly under [bodies], without an id
        fix = f"give it an id: [{keys[0]}.ID]"
    return problem(fault.code, fault.message, where, expected=fault.expected, fix=fix)


def under_two_names(older: Mapping[str, str], name: str) -> Fault:
    """Return the fault of a table that has a key under its name of today and under the older one.

    Args:
        older: the older names of keys, with those of today.
        name: the key's name of today.
    """
    old = next(each for each, today in older.items() if today == name)
    message, fix = f'"{old}" and "{name}" are two names of one key', f'write "{name}" for both'
    return Fault("E260", message, expected="one of the two", fix=fix)


def missing_key(key: str) -> Fault:
    """Return the fault of a missing key."""
    return Fault("E102", f'the key "{key}" is missing', fix=f"add: {key} = ...")


def unknown_keys(table: Mapping[str, object], unknown: Iterable[str], kind: type) -> dict[str | int, Fault]:
    """Return the faults of unknown keys, by key.

    Args:
        table: the table that has them.
        unknown: the keys.
        kind: the class of the record that is made of the table.
    """
    known = keys_in_file(kind)
    expected, nearest = f"one of {listed(known, most=30)}", nearest_of(known)
    own = "fields of your own go under [extra]" if "extra" in known else ""
    faults: dict[str | int, Fault] = {}
    for key in unknown:
        folder = next((folder for each, folder in FOLDERS.items() if key.lower() in (each, folder)), "")
        if key.lower() in known:
            fix = f"keys are written in small letters: {key.lower()}"
        elif kind is Plan and folder:
            fix = f"each is a file of its own: {folder}/ID.toml"
        elif key == "body" and "bodies" in known:
            fix = 'did you mean "bodies"?'
        else:
            fix = _synonym(key, known) or nearest(key) or own
        message, hides_figures = f'the key "{key}" is not known here', key.lower() in known or _holds_tables(table[key])
        # Under [publish] it may be a key by which something is kept from the public.
        is_harmless = not hides_figures and kind is not Publish
        faults[key] = Fault("E101", message, expected=expected, fix=fix, is_harmless=is_harmless)
    return faults


def _synonym(key: str, known: Collection[str]) -> str:
    """Return a question with the keys that a word of councils stands for, such as ``comments`` for ``note``."""
    from actionplan.input.headings import fields_of  # only where a key is unknown

    meant = [f'"{field}"' for field in fields_of(key) if field in known]
    own = " If not, put it under [extra]" if "extra" in known else ""
    return f"did you mean {' or '.join(meant)}?{own}" if meant else ""


def _holds_tables(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value))


def not_a_list(value: object, element: object) -> Fault:
    """Return the fault of a value that should be a list.

    Args:
        value: the value.
        element: the type of the list's elements.
    """
    if is_table(element) and isinstance(value, dict):
        fix = "use double square brackets: [[...]] for a header, or [{ ... }]"
        return Fault("E103", "a list of tables belongs here, not one table", fix=fix)
    if not isinstance(value, str):
        return wrong_type(value, list)
    if is_table(element):
        fix = f"write: [{table}]" if (table := _table_of(value, element)) else ""
        return Fault("E103", "a list of tables belongs here, not text", expected="a list: [{ key = value }]", fix=fix)
    parts = re.split(r"\s*[,;]\s*", value) if element is Id else [value]
    shown = ", ".join(f'"{part}"' for part in parts)
    return wrong_type(value, list, f"put it in square brackets: [{shown}]")


def names_several(value: object) -> bool:
    """Return whether a value is a list of several texts."""
    return isinstance(value, list) and len(value) > 1 and all(isinstance(each, str) for each in value)


def several_owners(value: Any, kind: type) -> Fault:
    """Return the fault of a list of bodies where one owner belongs. The record is read without an owner.

    Args:
        value: the list.
        kind: the class of the record or entry that has it.
    """
    first, *others = value
    known = keys_of(kind)
    fix = f'write the one that answers for it, owner = "{first}"'
    if "partners" in known:
        partners = ", ".join(f'"{each}"' for each in others)
        fix += f", and the others as partners = [{partners}]. If each answers for a part, make an action of each part"
    if "joint_leads" in known:
        fix += ". Roles that lead it together go under joint_leads"
    message = f"an owner is one body, and this names {len(value)}"
    return Fault("E245", message, expected="the id of one body", fix=fix, is_harmless=True)


def not_a_table(value: object, kind: Any = None) -> Fault:
    """Return the fault of a value that should be a table.

    Args:
        value: the value.
        kind: the class of the record that would be made of the table; None if it may have any keys.
    """
    fix = ""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        fix = "use single square brackets for the header: [...]"
    elif isinstance(value, str) and (table := _table_of(value, kind)):
        fix = f"write: {table}"
    elif type(value) in (int, float) and kind in _BESIDE_A_FIGURE:
        fix = f"write: {{ value = {value}, {_BESIDE_A_FIGURE[kind]} }}"
    return wrong_type(value, dict, fix)


_BESIDE_A_FIGURE = {Duty: 'text = "..."', Baseline: 'period = "..."'}
"""What a table needs beside the figure that somebody wrote in its place."""


def _table_of(text: str, kind: Any) -> str:
    """Return the table of a class of records for which a text was written; empty if that is not clear."""
    if kind is Evidence:
        link = f"https://{text}" if text.lower().startswith("www.") else text
        return f'{{ {"link" if "://" in link else "path"} = "{link}" }}'
    if kind is Approval:
        return f'{{ by = "{text}", on = DATE }}'
    if kind is RiskScore and (match := _SCORE.fullmatch(text)):
        return f"{{ likelihood = {match[1]}, impact = {match[2]} }}"
    return ""
