"""What is wrong with a TOML table: every fault at once, each with the key path at which it stands."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from actionplan.model.dates import Term
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, FROM_FOLDER, KINDS, PLAN_FILE
from actionplan.model.problem import KeyPath, Location, Problem, problem
from actionplan.model.records import Body, Plan, Rating
from actionplan.model.suggest import did_you_mean, listed
from actionplan.storage.converter import converter_for
from actionplan.storage.plan_folder import name_problem
from actionplan.storage.structuring import RecordType
from actionplan.storage.values import Fault

_BLOCKS: Mapping[KeyPath, type] = {("bodies",): Body, ("ratings",): Rating, ("terms",): Term}
"""Tables of ``plan.toml`` that hold a table of its own under each id."""


def explain(
    table: Mapping[str, Any], record_type: type[RecordType], path: str, terms: Mapping[Id, Term]
) -> tuple[RecordType | None, tuple[Problem, ...]]:
    """Say all that is wrong with a TOML table, and make a record of it all the same where that can be done.

    A key that the format does not know is a problem but does not stop the record from being made, unless it may hide
    what figures need: a table, or a key that is known in small letters, as ``[[Status]]``. Anything else does stop it,
    since a figure worked out without it would be wrong.

    Args:
        table: the table, with the id from the file's name put in.
        record_type: the record to make.
        path: the file, for the messages.
        terms: terms that the plan declares.

    Returns:
        The record, None where it cannot be made; and what is wrong.
    """
    converter = converter_for(tuple(terms.items()))
    problems: list[Problem] = []
    unknown: set[KeyPath] = set()
    try:
        return converter.structure(table, record_type), ()
    except (BaseValidationError, Fault) as error:
        causes = list(_causes(error, ()))
        for keys, cause in causes:
            if isinstance(cause, ForbiddenExtraKeysError):
                unknown.update((*keys, key) for key in cause.extra_fields)
        in_capitals = {(*keys[:-1], str(keys[-1]).lower()) for keys in unknown} - unknown
        for keys, cause in causes:
            if not (isinstance(cause, KeyError) and keys in in_capitals):  # it is there, under a key with capitals
                problems.extend(_problems_of(cause, keys, path))
        hides = any(_hides(cause, keys, table) for keys, cause in causes)
    record = None
    if not hides and all(found.code == "E101" for found in problems):
        record = converter.structure(_without(table, unknown), record_type)
    return record, tuple(problems)


def _causes(error: BaseException, keys: KeyPath) -> Iterator[tuple[KeyPath, BaseException]]:
    """Walk cattrs' tree of errors down to the causes, each with the key path written in the notes on the way."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            keys = (*keys, note.name.rstrip("_"))
        elif isinstance(note, IterableValidationNote):
            keys = (*keys, note.index)
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _causes(inner, keys)
    else:
        yield keys, error


def _hides(cause: BaseException, keys: KeyPath, table: Any) -> bool:
    """Say whether keys that are not known may hide what figures need: one is a table, or differs in case alone."""
    if not isinstance(cause, ForbiddenExtraKeysError):
        return False
    for key in keys:
        table = table[key]
    known = _known_keys(cause.cl)
    return any(key.lower() in known or _is_table(table[key]) for key in cause.extra_fields)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value))


def _known_keys(kind: type) -> list[str]:
    return [field.name.rstrip("_") for field in attrs.fields(kind) if field.name not in _not_keys(kind)]


def _problems_of(cause: BaseException, keys: KeyPath, path: str) -> Iterator[Problem]:
    if isinstance(cause, ForbiddenExtraKeysError):
        for key in sorted(cause.extra_fields):
            yield _unknown_key(key, cause.cl, Location(path=path, keys=(*keys, key), on_key=True))
    elif isinstance(cause, KeyError):
        where = Location(path=path, keys=keys[:-1])
        yield problem("E102", f'the key "{cause.args[0]}" is missing', where, fix=f"add: {cause.args[0]} = ...")
    elif isinstance(cause, Fault) and keys == ("id",) and os.path.basename(path) not in ("typed", PLAN_FILE):
        yield name_problem(path, cause.message)
    elif isinstance(cause, Fault):
        where = Location(path=path, keys=keys)
        fix = _block_without_id(keys) or cause.fix
        yield problem(cause.code, cause.message, where, expected=cause.expected, fix=fix)
    else:
        raise cause


def _not_keys(kind: type) -> frozenset[str]:
    """Give the fields of a record that are not keys of its table: the file's name and the folder give them."""
    if kind is Plan:
        return FROM_FOLDER
    return frozenset({"id"}) if kind in KINDS else frozenset()


def _block_without_id(keys: KeyPath) -> str:
    """Say how to mend a body, rating or term whose keys stand right under ``[bodies]``; empty if they do not."""
    kind = _BLOCKS.get(keys[:-1])
    return f"give it an id: [{keys[0]}.ID]" if kind is not None and keys[-1] in _known_keys(kind) else ""


def _unknown_key(key: str, kind: type, where: Location) -> Problem:
    known = _known_keys(kind)
    if key.lower() in known:
        fix = f"keys are written in small letters: {key.lower()}"
    elif kind is Plan and (folder := _folder_meant(key)):
        fix = f"each is a file of its own: {folder}/ID.toml"
    elif key == "body" and "bodies" in known:
        fix = 'did you mean "bodies"?'
    else:
        fix = did_you_mean(key, known) or ("fields of your own go under [extra]" if "extra" in known else "")
    return problem(
        "E101", f'the key "{key}" is not known here', where, expected=f"one of {listed(known, most=30)}", fix=fix
    )


def _folder_meant(key: str) -> str:
    """Give the folder of the records that a key of ``plan.toml`` seems to hold; empty where it seems to hold none."""
    return next((folder for kind, folder in FOLDERS.items() if key.lower() in (kind, folder)), "")


def _without(table: Any, unknown: set[KeyPath], keys: KeyPath = ()) -> Any:
    """Copy nested tables without the keys that are not known."""
    if isinstance(table, dict):
        return {
            key: _without(value, unknown, (*keys, key)) for key, value in table.items() if (*keys, key) not in unknown
        }
    if isinstance(table, list):
        return [_without(value, unknown, (*keys, index)) for index, value in enumerate(table)]
    return table
