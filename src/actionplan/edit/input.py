"""Make entries and records from values that a user or a program gives."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.errors import ActionPlanError
from actionplan.model.ids import Id
from actionplan.model.kinds import naming
from actionplan.model.problem import Problem
from actionplan.model.ratings import ratings_known
from actionplan.model.records import Plan
from actionplan.storage.structuring import RecordType, structure
from actionplan.storage.writer import to_plain

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class WrongValue(ActionPlanError, ValueError):
    """Values from a command line or a program are wrong; ``args[0]`` has a sentence for each."""

    def __str__(self) -> str:
        return "\n".join(self.args[0])


def made_from(stated: Mapping[str, Any], kind: type[RecordType], calendar: Calendar = NO_CALENDAR) -> RecordType:
    """Make a record or an entry from values: days may be ISO texts, and None means not stated.

    Args:
        stated: values by the keys of the record, its ``id`` among them, or of the entry.
        kind: the class of the record or entry.
        calendar: the periods that the plan declares.

    Raises:
        WrongValue: a value is wrong, or there is no such key.
    """
    table = {key: _as_toml(value) for key, value in stated.items() if value is not None}
    record, problems = structure(table, kind, "typed", calendar)
    if record is None or problems:
        raise WrongValue(tuple(_in_words(found) for found in problems))
    return record


def _as_toml(value: Any) -> Any:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, Mapping):
        return {key: _as_toml(inner) for key, inner in value.items() if inner is not None}
    return to_plain(value) if isinstance(value, Decimal) else value


def _in_words(found: Problem) -> str:
    name = ".".join(str(key) for key in found.where.keys)
    hints = "; ".join(filter(None, [found.expected and f"expected {found.expected}", found.fix]))
    return f"{name}: {found.message}" + (f" ({hints})" if hints else "")


def state_meant(text: str) -> str:
    """Return a state as the format writes it: ``In progress`` becomes ``in-progress``."""
    return text.strip().lower().replace(" ", "-")


def rating_meant(text: str, plan: Plan) -> str:
    """Return the id of the rating that a text names by id or label, in any case; the text itself if there is none."""
    named = {name: (name, *(meaning.label for meaning in meanings)) for name, meanings in ratings_known(plan).items()}
    return _meant(text, named)


def body_meant(text: str, plan: Plan) -> str:
    """Return the id of the body that a text names by id, name or alias, in any case; the text if there is none."""
    return _meant(text, {name: (name, body.name, *body.aliases) for name, body in plan.bodies.items()})


def bodies_by_id(stated: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """Return values with the ids of bodies in place of their names and aliases.

    Args:
        stated: values by the keys of a head or an entry; values that are not names are left as they are.
        plan: the plan that has the bodies.
    """

    def by_id(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [by_id(each) for each in value]
        return body_meant(value, plan) if isinstance(value, str) else value

    named = {key: by_id(value) if key in naming("body") else value for key, value in stated.items()}
    if isinstance(approvals := stated.get("approvals"), list):
        named["approvals"] = [bodies_by_id(each, plan) if isinstance(each, Mapping) else each for each in approvals]
    return named


def _meant(text: str, named: Mapping[Id, tuple[str, ...]]) -> str:
    """Return the id that a text is, or the only one that has it as a name; otherwise the text itself."""
    wanted = text.strip().casefold()
    by_id = [name for name in named if name.casefold() == wanted]
    by_name = [name for name, words in named.items() if wanted in (word.casefold() for word in words)]
    found = by_id or by_name
    return found[0] if len(found) == 1 else text
