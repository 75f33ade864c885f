"""Figures with their units as people read them: ``1,390``, ``54%``, ``£1,200``, ``31 weeks``."""

from decimal import Decimal
from typing import Final

from actionplan.model.measures import PER_CENT

_POUNDS: Final = frozenset({"gbp", "£", "pound", "pounds", "pounds sterling"})


def number_text(value: Decimal, decimals: int | None = None) -> str:
    """Return a number as people read it: ``1,390``, ``56.3``.

    Args:
        value: the number.
        decimals: to how many places it is rounded; None for none of it.
    """
    text = f"{value:,f}" if decimals is None else f"{value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def money_text(digits: str, sign: str) -> str:
    """Return an amount of money with the sign of its currency: ``£1,200``, ``-£5``, ``£3.50``.

    Args:
        digits: the number, from `number_text`.
        sign: the sign.
    """
    whole, point, pence = digits.removeprefix("-").partition(".")
    minus = "-" if digits.startswith("-") else ""
    return f"{minus}{sign}{whole}{point}{f'{pence:0<2}' if point else ''}"


def is_pounds(unit: str) -> bool:
    """Return whether a unit is the pound, by its code, its sign or its name."""
    return unit.strip().lower() in _POUNDS


def unit_text(unit: str) -> str:
    """Return the name of a unit after a title: that of the pound is ``pounds``, however a plan writes it."""
    return "pounds" if is_pounds(unit) else unit


def figure(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """Return a value with its unit where that is short: ``54%``, ``£1,200``; else the number alone.

    Args:
        value: the value.
        unit: its unit.
        decimals: to how many places it is rounded; None for none of it.
    """
    number = number_text(value, decimals)
    if is_pounds(unit):
        return money_text(number, "£")
    return f"{number}%" if unit.strip().lower() == PER_CENT else number


def with_unit(value: Decimal, unit: str) -> str:
    """Return a value with its unit: ``54%``, ``£1,200``, ``31 weeks``."""
    is_short = is_pounds(unit) or unit.strip().lower() == PER_CENT
    return figure(value, unit) if is_short else f"{number_text(value)} {unit}"


def points(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """Return a difference between two values without its sign; between two of per cent it is in points.

    Args:
        value: the difference.
        unit: the unit of the two.
        decimals: to how many places it is rounded; None for none of it.
    """
    if unit.strip().lower() != PER_CENT:
        return figure(abs(value), unit, decimals)
    number = number_text(abs(value), decimals)
    return f"{number} {'point' if number == '1' else 'points'}"
