"""Convert single TOML values to those of records. Types are strict, and every fault has a message."""

import math
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from actionplan.model import dates
from actionplan.model.dates import Calendar, PlanDate, parse_date
from actionplan.model.ids import Id, PartId, Reference, fault_in_id, id_expected
from actionplan.model.problem import KeyPath
from actionplan.model.vocabulary import words


class NotRight(ValueError):
    """A value is not valid; raised without details where these are not needed."""

    def placed(self) -> list[tuple[KeyPath, "Fault"]]:
        """Return each fault with its path from the value."""
        return []


class Fault(NotRight):
    """One value is not valid.

    Attributes:
        code, message, expected, fix: as in a `Problem`.
        is_harmless: whether the record can be made without the value, and no figure becomes wrong.
    """

    def __init__(
        self, code: str, message: str, *, expected: str = "", fix: str = "", is_harmless: bool = False
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.expected, self.fix = code, message, expected, fix
        self.is_harmless = is_harmless

    def placed(self) -> list[tuple[KeyPath, "Fault"]]:
        """Return the fault with an empty path."""
        return [((), self)]


_IN_WORDS = {
    str: ("text", 'text in quotes, "like this"'),
    int: ("a whole number", "a whole number without quotes, such as 40"),
    float: ("a number with a point", ""),
    bool: ("true or false", "true or false, without quotes"),
    list: ("a list", 'a list in square brackets, ["like this"]'),
    dict: ("a table", "a table: { key = value }, or keys under a [header]"),
    date: ("a day", "a day without quotes, such as 2024-09-30"),
    datetime: ("a day with a time", ""),
    time: ("a time of day", ""),
}


def wrong_type(value: object, kind: type, fix: str = "") -> Fault:
    """Return the fault of a value with the wrong type.

    Args:
        value: the value.
        kind: the right type.
        fix: the correct way to write it, if known.
    """
    wanted, expected = _IN_WORDS[kind]
    return Fault("E103", f"{wanted} belongs here, not {_type_in_words(value)}", expected=expected, fix=fix)


def _type_in_words(value: object) -> str:
    return _IN_WORDS.get(type(value), (type(value).__name__, ""))[0]


def strict(kind: type) -> Callable[[object], Any]:
    """Return a function that accepts values of one type only: ``true`` is not a number here, and 5 is not a text."""

    def taken(value: object) -> Any:
        if type(value) is not kind:
            raise wrong_type(value, kind, retyped(value, kind))
        return value

    return taken


def retyped(value: object, kind: type) -> str:
    """Return how to write a value of the wrong type as one of the right type; empty if that is not clear."""
    if kind is str:
        if type(value) in (int, date):
            return f'put quotes round it: "{value}"'
        return "put quotes round it" if type(value) is float else ""
    if kind is int and isinstance(value, str):
        from actionplan.storage.typed_hints import number_fix

        return number_fix(value, whole=True)
    if kind is bool and isinstance(value, str) and value.lower() in ("true", "false"):
        return f"remove the quotes: {value.lower()}"
    return ""


def number(value: object) -> Decimal:
    """Return a number exactly as written: 56.3 is 56.3, not the nearest binary fraction."""
    if type(value) is int:
        return Decimal(value)
    if type(value) is float and math.isfinite(value):
        return Decimal(repr(value))
    if type(value) is float:
        raise Fault("E103", "a number belongs here", expected=_NUMBER, fix="leave it out where it is not known")
    from actionplan.storage.typed_hints import number_fix

    fix = number_fix(value) if isinstance(value, str) else ""
    raise Fault("E103", f"a number belongs here, not {_type_in_words(value)}", expected=_NUMBER, fix=fix)


_NUMBER = "a number without quotes, such as 40 or 56.3"


def day(value: object) -> date:
    """Read a day, which has no time."""
    _refuse_time(value, _IN_WORDS[date][1])
    if type(value) is not date:
        from actionplan.storage.typed_hints import day_fix

        raise wrong_type(value, date, day_fix(value) if isinstance(value, str) else "")
    return value


def _refuse_time(value: object, expected: str) -> None:
    if isinstance(value, datetime):
        from actionplan.storage.typed_hints import day_fix

        message = "a day belongs here, without a time"
        raise Fault("E105", message, expected=expected, fix=day_fix(value.isoformat()))


def plan_date(value: object, calendar: Calendar) -> PlanDate:
    """Return a date with its precision; see `parse_date`."""
    _refuse_time(value, dates.GRAMMAR)
    try:
        return parse_date(value, calendar)
    except ValueError as error:
        message, fix = _date_in_words(value, str(error.args[0]), calendar)
        raise Fault("E105", message, expected=dates.GRAMMAR, fix=fix) from error


def _date_in_words(value: object, message: str, calendar: Calendar) -> tuple[str, str]:
    """Return what is wrong with a value that is no plan date, and the likely fix."""
    from actionplan.input.dates import read_date
    from actionplan.input.text import with_hyphens
    from actionplan.input.unclear import Unclear
    from actionplan.model.suggest import did_you_mean
    from actionplan.storage.typed_hints import date_fix

    if isinstance(value, str):
        reading, fix = read_date(value, calendar), date_fix(value, calendar)
        message = reading.reason if isinstance(reading, Unclear) else message
        if fix and with_hyphens(value) != value:
            fix = fix.replace("write", "replace the long dashes by hyphens", 1)
        return message, fix or did_you_mean(value, calendar.terms)
    if type(value) is int:
        fix = date_fix(str(value))
        return message, f'put quotes round it: "{value}"' if fix == f'write: "{value}"' else fix
    return f"a day belongs here, not {_type_in_words(value)}", ""


def identifier(value: object) -> Id:
    """Return a value as an id."""
    text = reference(value)
    if fault := fault_in_id(text):
        raise Fault("E106", fault, expected=id_expected(text), fix=_id_meant(text))
    return Id(text)


def reference(value: object) -> Reference:
    """Return a value as a reference to a record: an id, or ``PLAN/ID``."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_whole = isinstance(value, int)
        message = f"an id belongs here, and {value if is_whole else 'this'} is a number"
        if not is_whole and math.isfinite(value):
            message += f": TOML reads {value}0 as {value}"
        fix = "put quotes round it" + (f': "{value}"' if is_whole else "")
        raise Fault("E106", message, expected="an id in quotes", fix=fix)
    if not isinstance(value, str):
        fix = "name one, without square brackets" if isinstance(value, list) else retyped(value, str)
        raise wrong_type(value, str, fix)
    return Reference(value)


def part(value: object) -> PartId:
    """Return a value as the id of a part: ``RECORD:PART``, or the part's id alone."""
    text = reference(value)
    record, colon, own = text.rpartition(":")
    for each in (record, own) if colon else (own,):
        if fault := fault_in_id(each):
            expected = 'AREA:FINDING, such as "PA1:a"'
            raise Fault("E106", fault, expected=expected, fix=_id_meant(each) if not colon else "")
    return PartId(text)


def _id_meant(value: str) -> str:
    """Return how to write a text as an id; empty if that is not clear."""
    if not value.strip():
        return "write an id, or remove the line"
    likely = value.strip().replace("_", "-")
    if fault_in_id(likely) is None:
        return f'write: "{likely}"'
    return "write the id, not the name: an id has no spaces" if " " in likely else ""


def word(value: object, kind: object) -> Any:
    """Return a value as a word of a vocabulary.

    Args:
        value: the value.
        kind: the vocabulary.
    """
    allowed = words(kind)
    if not isinstance(value, str):
        raise wrong_type(value, str)
    if value not in allowed:
        from actionplan.model.suggest import listed
        from actionplan.storage.typed_hints import word_fix

        message = f'"{value}" is not a value allowed here'
        raise Fault("E104", message, expected=f"one of {listed(allowed)}", fix=word_fix(value, kind))
    return value
