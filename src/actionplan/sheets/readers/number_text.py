"""What a spreadsheet shows of a number or date, as far as it matters to a reader: ``1.10``, ``007``, ``40%``."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple


class _Form(NamedTuple):
    """The first section of a number format: what is before the digits and behind, and how many digits."""

    before: str
    whole: int
    decimals: int
    grouped: bool
    per_cent: bool
    behind: str


def number_text(number: int | float, number_format: str) -> str:
    """Return what is shown of a number; with all its digits if its format is a rare one.

    Args:
        number: the number.
        number_format: its format, as Excel writes it: ``0.00``, ``0%``, ``General``.
    """
    form = _form(number_format)
    exact = Decimal(repr(number))
    if form is None or not exact.is_finite():
        return str(number) if isinstance(number, int) else f"{number:.15g}"
    scaled = abs(exact) * (100 if form.per_cent else 1)
    digits = f"{scaled.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP):{',' if form.grouped else ''}f}"
    whole, point, decimals = digits.partition(".")
    sign = "-" if exact < 0 and any(digit in "123456789" for digit in digits) else ""
    return f"{sign}{form.before}{whole.zfill(form.whole)}{point}{decimals}{'%' if form.per_cent else ''}{form.behind}"


@cache
def _form(number_format: str) -> _Form | None:
    text = number_format.partition(";")[0]
    text = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", text)  # a currency with its language
    text = re.sub(r"\[[^\]]*\]|_.|\*.", "", text)  # colours, and blanks of a width
    text = re.sub(r'"([^"]*)"|\\(.)', lambda match: match[1] or match[2] or "", text)
    match = re.fullmatch(r"([^0#%.,?]*)(#,##)?(#*)(0+)(?:\.(0+))?(%?)([^0#%.,?]*)", text)
    if match is None:
        return None
    before, grouped, _, whole, decimals, per_cent, behind = match.groups()
    return _Form(before, len(whole), len(decimals or ""), bool(grouped), bool(per_cent), behind.rstrip())


def date_text(value: dt.date | dt.time, number_format: str) -> str:
    """Return a date in ISO 8601; only its month or year if no more is shown.

    Args:
        value: the date, the moment or the time of day.
        number_format: its format, as Excel writes it: ``dd/mm/yyyy``, ``mmm yy``.
    """
    if isinstance(value, dt.time):
        return value.isoformat("auto" if value.second else "minutes")
    shown = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", number_format).lower()
    if "y" in shown and "d" not in shown:
        return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
    if isinstance(value, dt.datetime) and value.time() != dt.time.min:
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    return f"{value:%Y-%m-%d}"
