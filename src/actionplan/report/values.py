"""Values of records as people read them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import fields, has

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.figures import number_text
from actionplan.model.ids import Id
from actionplan.model.text import body_name, date_text, day_text, field_words


def value_text(value: Any, bodies: Mapping[Id, Body], *, quotes: bool = False) -> str:
    """Return any value of a record as people read it; empty where there is none.

    Args:
        value: the value; a text that is the id of a body becomes the body's name.
        bodies: the plan's bodies, by id.
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
                (name, value_text(each, bodies, quotes=quotes and name not in bodies)) for name, each in value.items()
            )
            text = ", ".join(f"{_name(name, bodies)} {inner}" for name, inner in texts if inner)
        case tuple() | list():
            text = ", ".join(filter(None, (value_text(inner, bodies, quotes=quotes) for inner in value)))
        case bool():
            text = "yes" if value else "no"
        case str() if value in bodies:
            text = body_name(bodies, value)
        case str() if quotes:
            text = f'"{" ".join(value.split())}"'
        case _:
            text = str(value).strip()
    return text


def _name(name: str, bodies: Mapping[Id, Body]) -> str:
    """Return the name of a value in a table: that of a body whose id it is, or the words of a field."""
    return body_name(bodies, name) if name in bodies else field_words(name)


def from_to(before: Any, after: Any, bodies: Mapping[Id, Body]) -> str:
    """Return a value before and after a change: ``was A, now B``.

    Args:
        before: the earlier value; None where there was none.
        after: the later value; None where there is none.
        bodies: the plan's bodies, by id.
    """
    was, now = (value_text(value, bodies, quotes=True) or "none" for value in (before, after))
    return f"was {was}, now {now}"
