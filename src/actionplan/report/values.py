"""Values of records as people read them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import fields, frozen, has

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.figures import number_text
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.text import body_name, date_text, day_text, field_words
from actionplan.model.vocabulary import (
    AreaKind,
    BodyKind,
    Closing,
    Every,
    Outcome,
    Recheck,
    Response,
    ReviewKind,
    State,
    words,
)
from actionplan.summary.names import record_names

_WORDS = frozenset(
    word
    for vocabulary in (State, AreaKind, BodyKind, Closing, Every, Outcome, Recheck, Response, ReviewKind)
    for word in words(vocabulary)
    if "-" in word
)
"""The words of the format that are written with hyphens."""


@frozen(kw_only=True)
class Names:
    """What sentences call the bodies and the records of a plan.

    Attributes:
        bodies: its bodies, by id.
        records: the number and name of each of its records, by id; see `record_names`.
    """

    bodies: Mapping[Id, Body]
    records: Mapping[str, str]


def names_of(plan: Plan, as_at: date, *, with_ids: bool = False) -> Names:
    """Return what sentences call the bodies and the records of a plan on a day.

    Args:
        plan: the plan.
        as_at: the day.
        with_ids: whether the id follows the name of a record without a number, for a reader who will type it.
    """
    records = record_names(plan, as_at)
    if with_ids:
        records = {name: text if text.startswith(name) else f"{text} ({name})" for name, text in records.items()}
    return Names(bodies=plan.bodies, records=records)


def value_text(value: Any, names: Names, *, quotes: bool = False) -> str:
    """Return any value of a record as people read it; empty where there is none.

    Args:
        value: the value; a text that is the id of a body or a record becomes its name.
        names: the names of the plan's bodies and records.
        quotes: whether other texts are set in quotation marks.
    """
    if has(type(value)) and not isinstance(value, PlanDate):
        stated = ((field, getattr(value, field.name)) for field in fields(type(value)))
        value = {field.name: inner for field, inner in stated if inner != field.default}
    match value:
        case None | PlanDate():
            text = date_text(value)
        case date():
            text = day_text(value)
        case Decimal():
            text = number_text(value)
        case Mapping():
            # What a group did is a word of a vocabulary, and no text of its own.
            texts = (
                (name, value_text(each, names, quotes=quotes and name not in names.bodies))
                for name, each in value.items()
            )
            text = ", ".join(f"{_name(name, names)} {inner}" for name, inner in texts if inner)
        case tuple() | list():
            between = "; " if any(inner in names.records for inner in value if isinstance(inner, str)) else ", "
            text = between.join(filter(None, (value_text(inner, names, quotes=quotes) for inner in value)))
        case bool():
            text = "yes" if value else "no"
        case str():
            record = names.records.get(value, value)
            text = _known(value, names) or (f'"{" ".join(record.split())}"' if quotes else record.strip())
        case _:
            text = str(value).strip()
    return text


def _known(value: str, names: Names) -> str:
    """Return the name of a body, or a word of the format; empty for any other text."""
    if value in names.bodies:
        return body_name(names.bodies, value)
    return value.replace("-", " ") if value in _WORDS else ""


def _name(name: str, names: Names) -> str:
    """Return the name of a value in a table: that of a body whose id it is, or the words of a field."""
    return body_name(names.bodies, name) if name in names.bodies else field_words(name)


def from_to(before: Any, after: Any, names: Names) -> str:
    """Return a value before and after a change: ``was A, now B``.

    Args:
        before: the earlier value; None where there was none.
        after: the later value; None where there is none.
        names: the names of the plan's bodies and records.
    """
    was, now = (value_text(value, names, quotes=True) or "none" for value in (before, after))
    return f"was {was}, now {now}"
