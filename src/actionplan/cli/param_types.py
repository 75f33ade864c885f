"""Types of values on the command line: days, numbers, scores, and ids that the shell can complete."""

import os
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console
from actionplan.input.unclear import Unclear, explained
from actionplan.model.vocabulary import words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Day(click.ParamType[date]):
    """A day: ``2024-10-01``, ``1 Oct 2024`` or ``01/10/2024``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day."""
        if isinstance(value, date):
            return value
        from actionplan.input.dates import read_day

        day = read_day(value)
        if isinstance(day, Unclear):
            self.fail(explained(day, '2024-10-01, or "1 Oct 2024"'), param, ctx)
        return day


class When(click.ParamType[str]):
    """A date as exact as it is known: ``2024-10-01``, ``Sep 2024``, ``Q3 2024/25``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a day in ISO form; anything else as it is, since only the plan knows its terms and its year."""
        from actionplan.input.dates import read_day

        day = read_day(value)
        return value if isinstance(day, Unclear) else day.isoformat()


class PerCent(click.ParamType[int]):
    """A whole number of per cent: ``40`` or ``40%``."""

    name = "per cent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a number of per cent."""
        from actionplan.input.numbers import read_per_cent

        number = read_per_cent(str(value))
        if isinstance(number, Unclear):
            self.fail(explained(number, "a whole number, such as 40"), param, ctx)
        return number


class Figure(click.ParamType[Decimal]):
    """A measure's value: ``54``, ``56.3%`` or ``1,390``."""

    name = "value"

    def __init__(self, unit: str | None = None) -> None:
        """Take the unit of the measure; None where it is not known yet."""
        self.unit = unit

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Read a value in the unit of the measure."""
        from actionplan.input.numbers import read_number

        number = read_number(str(value), self.unit)
        if isinstance(number, Unclear):
            self.fail(explained(number, "a number in the unit of the measure, such as 54, 56.3% or 1,390"), param, ctx)
        return number


class Word(click.Choice[str]):
    """A word of a vocabulary, in any case and with blanks for hyphens, or another word for it."""

    def __init__(self, vocabulary: Any, *only: str) -> None:
        """Take the vocabulary, and the words of it that are allowed; none for all."""
        super().__init__(only or words(vocabulary))
        self.vocabulary = vocabulary

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a word."""
        from actionplan.input.names import read_word

        word = read_word(str(value), self.vocabulary)
        return super().convert(value if isinstance(word, Unclear) else word, param, ctx)


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


class Asked(click.ParamType[dict[str, Any]]):
    """What the law asks of a measure: its value before the text, ``100: every plan within 20 weeks``."""

    name = "duty"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, Any]:
        """Read a duty."""
        if isinstance(value, dict):
            return value
        number, _, text = value.partition(":")
        if not text.strip():
            self.fail(f'"{value}": write VALUE:TEXT, such as "100:Every plan within 20 weeks"', param, ctx)
        return {"value": Figure().convert(number, param, ctx), "text": text.strip()}


class Count(click.ParamType[dict[str, int]]):
    """The count of a vote: for, against and abstained; what was not published is left empty: ``41:7:3``, ``41:7``."""

    name = "votes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, int]:
        """Read a count."""
        if isinstance(value, dict):
            return value
        parts = value.split(":")
        if len(parts) not in (2, 3) or not all(part.strip().isdecimal() for part in parts if part.strip()):
            self.fail(f'"{value}": write FOR:AGAINST:ABSTAINED, such as 41:7:3, or 41:7', param, ctx)
        names = ("for", "against", "abstained")
        return {name: int(part) for name, part in zip(names, parts, strict=False) if part.strip()}


class Named(click.ParamType[tuple[str, str]]):
    """A name and a value: ``orchard=for``."""

    name = "pair"

    def __init__(self, shown: str, value: "click.ParamType[str] | None" = None) -> None:
        """Take how it is shown in help, and what reads the value; None for any text."""
        self.shown, self.value = shown, value

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Read a name and a value."""
        if isinstance(value, tuple):
            return value
        name, _, text = (part.strip() for part in value.partition("="))
        if not name or not text:
            self.fail(f'"{value}": write {self.shown}', param, ctx)
        return name, self.value.convert(text, param, ctx) if self.value is not None else text


class Level(click.ParamType[dict[str, Any]]):
    """A level of risk: its label, the lowest score that has it, and perhaps a colour, ``High:12:red``."""

    name = "level"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, Any]:
        """Read a level."""
        if isinstance(value, dict):
            return value
        match = re.fullmatch(r"\s*(.*\S)\s*:\s*([0-9]+)\s*(?::\s*(\w+)\s*)?", value)
        if match is None:
            self.fail(f'"{value}": write LABEL:SCORE or LABEL:SCORE:COLOUR, such as High:12:red', param, ctx)
        level = {"label": match[1], "at_least": int(match[2])}
        return level if match[3] is None else level | {"colour": match[3]}


class RecordId(click.ParamType[str]):
    """The id of a record of some kinds, or of any where none is named, completed from file names."""

    name = "id"

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the ids that begin with the letters so far."""
        from click.shell_completion import CompletionItem

        from actionplan.cli.in_reach import ids_in_reach, parts_in_reach, refs_in_reach

        record, colon, _ = incomplete.rpartition(":")
        known = [*ids_in_reach(self.kinds), *refs_in_reach(self.kinds)]
        names = parts_in_reach(record) if colon and not self.kinds else known
        return [CompletionItem(_typed(name)) for name in names if _begins(name, incomplete)]


def _begins(name: str, incomplete: str) -> bool:
    """Return whether a name begins with the letters so far, and can be shown; it may be that of a file."""
    return name.isprintable() and name.casefold().startswith(incomplete.casefold())


def _typed(name: str) -> str:
    """Return a name as the shell wants it: bash puts it on its line unchanged."""
    is_bash = os.environ.get("_ACTIONPLAN_COMPLETE", "").startswith("bash")
    return re.sub(r"([^\w.,:/-])", r"\\\1", name) if is_bash else name


class FindingId(click.ParamType[str]):
    """The id of a finding with that of its area, completed from the files of areas."""

    name = "finding"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the findings that begin with the letters so far."""
        from click.shell_completion import CompletionItem

        from actionplan.cli.in_reach import ids_in_reach, parts_in_reach

        names = (name for area in ids_in_reach(("area",)) for name in parts_in_reach(area, ("findings",)))
        return [CompletionItem(name) for name in names if name.startswith(incomplete) and name.isprintable()]


class PlanName(click.ParamType[str]):
    """The id of something that ``plan.toml`` declares, which is completed from there."""

    name = "id"

    def __init__(self, key: str) -> None:
        """Take the key of the tables, such as ``terms``."""
        self.key = key

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the ids that begin with the letters so far."""
        from click.shell_completion import CompletionItem

        from actionplan.cli.in_reach import names_in_reach

        return [CompletionItem(name) for name in names_in_reach(self.key) if name.startswith(incomplete)]


class BodyName(PlanName):
    """A body of a plan, by its id, name or an alias; ids are completed from ``plan.toml``."""

    name = "body"

    def __init__(self) -> None:
        super().__init__("bodies")


class NewMeetingDay(When):
    """The day of a new meeting, or its month where only that is known."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what is no day and no month, and a month with two digits that may be a day: ``Sept 24``."""
        from actionplan.input.dates import read_date

        when = read_date(value)
        if isinstance(when, Unclear):
            return super().convert(value, param, ctx)
        if when.first is None or when.last is None or (when.last - when.first).days > _LONGEST_MONTH:
            self.fail(f'"{value}" is not the day of a meeting: write 2026-09-15, or 2026-09 for a month', param, ctx)
        if match := re.fullmatch(r"\s*[A-Za-z]+\.?\s+([0-9]{1,2})\s*", value):
            day = f"the day with its year, such as {match[1]} {when.first:%B} {console.today().year}"
            self.fail(f'"{value}" may be a day or a month: write {day}, or {when.text} for the month', param, ctx)
        return super().convert(value, param, ctx)


_LONGEST_MONTH = 30
"""The most days from the first to the last day of a month."""


class MeetingDay(When):
    """The day of a meeting of the body that is named before it, which is completed from ``plan.toml``."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the days that begin with the letters so far."""
        from click.shell_completion import CompletionItem

        from actionplan.cli.in_reach import meetings_in_reach

        days = meetings_in_reach(ctx.params.get("body"))
        return [CompletionItem(day) for day in days if day.startswith(incomplete)]
