"""A TOML table to a record: types are strict, and every fault is told at once."""

from collections.abc import Mapping
from typing import Any, Generic

from actionplan.model.dates import Term
from actionplan.model.frozen import frozen
from actionplan.model.ids import Id
from actionplan.model.problem import Problem
from actionplan.storage.structuring import RecordType, builder_for
from actionplan.storage.values import Fault


@frozen(kw_only=True)
class Structured(Generic[RecordType]):
    """What became of a table: the record, or None where it cannot be made, and what is wrong."""

    record: RecordType | None
    problems: tuple[Problem, ...]


def structure(
    table: Mapping[str, Any], record_type: type[RecordType], path: str, terms: Mapping[Id, Term] | None = None
) -> Structured[RecordType]:
    """Make a record of a TOML table; see `actionplan.storage.faults.explain` for what becomes of one that is wrong.

    Args:
        table: the table, with the id from the file's name put in.
        record_type: the record to make.
        path: the file, for the messages.
        terms: terms that the plan declares; None means there are none.
    """
    terms = terms or {}
    try:
        return Structured(record=builder_for(tuple(terms.items())).build(table, record_type), problems=())
    except Fault:
        from actionplan.storage.faults import explain

        record, problems = explain(table, record_type, path, terms)
        return Structured(record=record, problems=problems)
