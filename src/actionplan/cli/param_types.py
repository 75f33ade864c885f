"""Types of values on the command line: days, numbers, scores, and ids that the shell can complete."""

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli.dates import parse_day, short_month

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Day(click.ParamType[date]):
    """A day: ``2024-10-01``, ``1 Oct 2024`` or ``01/10/2024``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day."""
        day = parse_day(value) if isinstance(value, str) else value
        if day is None:
            if fault := short_month(str(value)):
                self.fail(fault, param, ctx)
            self.fail(f'"{value}" is not a day: write 2024-10-01, or "1 Oct 2024"', param, ctx)
        return day


class When(click.ParamType[str]):
    """A day, or a time known less exactly: ``2024-09``, ``2024-Q3``, ``2024``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a day in ISO form; anything else as it is, since it may be one of the plan's terms."""
        day = parse_day(value)
        if day is None and (fault := short_month(value)):
            self.fail(fault, param, ctx)
        return day.isoformat() if day is not None else value


class PerCent(click.ParamType[int]):
    """A whole number of per cent: ``40`` or ``40%``."""

    name = "per cent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a number of per cent."""
        text = str(value).strip().removesuffix("%").strip()
        if not re.fullmatch("[0-9]{1,3}", text):
            self.fail(f'"{value}" is not a whole number of per cent, such as 40', param, ctx)
        return int(text)


class Figure(click.ParamType[Decimal]):
    """A measure's value: ``54``, ``56.3%`` or ``1,390``."""

    name = "value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Read a value; the unit is that of the measure, so a per cent sign is dropped."""
        text = str(value).strip().removesuffix("%").strip()
        if not re.fullmatch(_FIGURE, text) or len(text) > _LONGEST_FIGURE:
            message = f'"{value}" is not a number: write it in the unit of the measure, such as 54, 56.3% or 1,390'
            hint = f". {_WITH_WORDS}" if re.search(_HAS_SIGN, text, re.IGNORECASE) else ""
            self.fail(message + hint, param, ctx)
        return Decimal(text.replace(",", ""))


_FIGURE = r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?"
_LONGEST_FIGURE = 16
"""The number of characters up to which every number is stored exactly in TOML."""
_HAS_SIGN = r"[£€$]|[0-9] ?[kmb]"
_WITH_WORDS = "Leave out currency signs, and letters for thousands or millions: 5000000, not £5m"


class Score(click.ParamType[dict[str, int]]):
    """A risk's score, likelihood before impact: ``2x3``."""

    name = "score"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, int]:
        """Read a score."""
        if isinstance(value, dict):
            return value
        match = re.fullmatch(r"\s*([0-9]{1,3})\s*[xX*\u00d7]\s*([0-9]{1,3})\s*", value)
        if match is None:
            self.fail(f'"{value}" is not a score: write likelihood x impact, such as 2x3', param, ctx)
        return {"likelihood": int(match[1]), "impact": int(match[2])}


class RecordId(click.ParamType[str]):
    """The id of a record of some kinds, or of any where none is named, completed from file names."""

    name = "id"

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the ids that begin with the letters so far."""
        from click.shell_completion import CompletionItem

        from actionplan.cli.resolve_id import ids_in_reach

        names = (name for name in ids_in_reach(self.kinds) if name.startswith(incomplete))
        return [CompletionItem(name) for name in names if name.isprintable()]  # they are names of files
