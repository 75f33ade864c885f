"""Numbers as people write them: ``1,390``, ``97.5 %``, ``£1.2m``."""

import re
from decimal import Decimal

from actionplan.input.text import one_line, plain
from actionplan.input.unclear import Unclear

LONGEST = 16
"""The number of characters up to which every number is stored exactly in TOML."""

_NUMBER = re.compile(
    r"(?P<minus>-)?(?P<money>£|gbp ?)?(?P<figure>(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.\d+)?|\.\d+) ?"
    r"(?P<scale>k|thousand|m|mn|million|bn|billion)?(?P<share> ?(?:%|per ?cent|pc))?",
    re.ASCII,
)
_SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_DECIMAL_COMMA = re.compile(r"(-?\d{1,3}(?:\.\d{3})*|-?\d+),(\d+) ?%?", re.ASCII)
_MONEY_UNIT = re.compile(r"(?:£|gbp|pounds?)[ ']*(?P<scale>k|000s?|thousands?|m|mn|millions?|bn|billions?)?", re.ASCII)
_PER_CENT_UNITS = frozenset({"per cent", "percent", "%", "percentage", "pc"})


def read_number(text: str, unit: str | None = None) -> Decimal | Unclear:
    """Return the number that a text is, in a unit.

    Args:
        text: the number: ``54``, ``56.3%``, ``1,390`` or ``£1.2m``.
        unit: the unit in which the number is wanted, as a plan states it: ``per cent``, ``GBP``, ``£m``, ``children``;
            None where it is not known.
    """
    shown, wanted = one_line(text), plain(text)
    if wanted.startswith("(") and wanted.endswith(")"):  # a negative amount in accounts
        wanted = f"-{wanted[1:-1]}"
    match = _NUMBER.fullmatch(wanted)
    if match is None:
        return _not_a_number(shown, wanted)
    number = Decimal((match["minus"] or "") + re.sub("[, ]", "", match["figure"]))
    reading = _in_unit(shown, number, match, unit)
    if isinstance(reading, Decimal) and len(f"{reading:f}") > LONGEST:
        return Unclear(f'"{shown}" has too many digits to be kept exactly')
    return reading


def _not_a_number(shown: str, wanted: str) -> Unclear:
    if match := _DECIMAL_COMMA.fullmatch(wanted):
        whole = match[1].replace(".", "")
        return Unclear(f'"{shown}" has a comma where a point belongs', ((f"{whole}.{match[2]}", ""),))
    if re.fullmatch(r"[<>~≤≥±]=? ?[\d.,]+ ?%?|[\d.,]+ ?%? ?(?:-|to|/|of) ?[\d.,]+ ?%?|[\d.,]+\+", wanted):
        return Unclear(f'"{shown}" is not one number')
    return Unclear(f'"{shown}" is not a number')


def _in_unit(shown: str, number: Decimal, match: re.Match[str], unit: str | None) -> Decimal | Unclear:
    """Return a number in a unit, by the signs around it."""
    wanted = plain(unit or "")
    is_share, money = match["share"] is not None, _MONEY_UNIT.fullmatch(wanted)
    if is_share and unit is not None and wanted not in _PER_CENT_UNITS:
        return Unclear(f'"{shown}" is in per cent, and "{unit}" is counted')
    if is_share or not (match["money"] or match["scale"]):
        return number
    scaled = number * _SCALES.get(match["scale"] or "", 1)
    if money is not None:
        scale = (money["scale"] or "").rstrip("s").replace("000", "k")
        return _short(scaled / _SCALES.get(scale, 1))
    if unit is not None and (match["money"] or wanted in _PER_CENT_UNITS):
        return Unclear(f'"{shown}" is not a number in "{unit}"')
    if match["scale"] == "m" or unit is None:  # an m may be metres, months or minutes
        return Unclear(f'"{shown}" has a sign or letter that a number has not', ((f"{_short(scaled):f}", ""),))
    return _short(scaled)


def _short(number: Decimal) -> Decimal:
    """Return a number without the zeros that a calculation leaves after its point."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def read_per_cent(text: str) -> int | Unclear:
    """Return the whole number of per cent that a text is: ``40``, ``40%`` or ``40.0``. It may be above 100."""
    number = read_number(text, "per cent")
    if isinstance(number, Unclear):
        return number
    if number == number.to_integral_value():
        return int(number)
    shown = one_line(text)
    if 0 < number < 1 and not re.search(r"[%a-z]", shown):
        return Unclear(f'"{shown}" looks like a share of 1', ((f"{number * 100:.0f}", "per cent"),))
    return Unclear(f'"{shown}" is not a whole number of per cent', ((str(round(number)), ""),))
