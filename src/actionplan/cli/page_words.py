"""Put what a command refuses into words for a page, on which there are no options and no commands."""

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from actionplan.model.text import capitalised, day_text, field_words

if TYPE_CHECKING:
    from actionplan.model.problem import Problem


class _Reworded(NamedTuple):
    """One kind of refusal.

    Attributes:
        pattern: what it says, as a regular expression for its beginning.
        words: what the page says.
        field: the field that it is about; empty for none in particular.
    """

    pattern: str
    words: str
    field: str = ""


_TABLE = (
    _Reworded(r"Missing option '--reason'.*", "Say why: what was agreed changes only with a reason", "reason"),
    _Reworded(r".*so its links change only with a reason.*", "Say why: it is agreed already", "reason"),
    _Reworded(r"name what changes: .*", "Fill in what changes"),
    _Reworded(r"nothing is corrected: .*", "Fill in what was wrong, as it should have been"),
    _Reworded(r"there is nothing to record: .*", "Answer at least one question: there is nothing to record yet"),
    _Reworded(r"name what it is linked with: .*", "Choose at least one"),
    _Reworded(r"no body is named that reports this: .*", "Choose who says so", "by"),
    _Reworded(r"no area is named that it serves: .*", "Choose the area that it serves", "areas"),
    _Reworded(r"--approved .*", "Choose the body that agreed, and enter the day", "approvals"),
    _Reworded(r"(.* cannot take over from itself): .*", r"\1: choose another body", "to"),
    _Reworded(r"--on (.*; a handover is on a day)", r"\1", "on"),
    _Reworded(r"(.* in the unit of the measure, .*)", r"\1", "value"),
    _Reworded(r"(\S+) is not in the range x>=0.*", r"\1 is too low: enter a whole number from 0 on"),
    _Reworded(r"(.* so it has no due date)\. .*", r"\1. Reopen it first"),
    _Reworded(r"(.* so it cannot be verified yet)\. .*", r"\1. First add an update that it is complete"),
    _Reworded(r"(.*) first: actionplan reopen .*", r"\1 reopen it first"),
    _Reworded(r"--due (.* has passed: .*)", r"\1", "due"),
    _Reworded(r"name the new date: .*", "Enter the new date", "due"),
    _Reworded(r'(?:\S+: )?"(?P<key>\w+)" is (\S+) \(expected (\S+ to \S+)\)', r"{key} must be from \3; \2 was entered"),
    _Reworded(r'(?:\S+: )?"(?P<key>\w+)" is (\S+) \(expected (\S+ or more)\)', r"{key} must be \3; \2 was entered"),
    _Reworded(
        r'(?:\S+: )?"(?P<key>\w+)" has (\S+) characters',
        r"the {key} is very long: \2 characters. Must readers have all of it?",
    ),
    _Reworded(r"(?:\S+: )?this entry is dated (\S+), (after today) \((\S+)\)", r"\1 is \2, \3", "on"),
)
"""Refusals that would otherwise say too little, with what a page says."""

_QUOTED = re.compile(r'"[^"]*"')
_OF_COMMANDS = re.compile(r"(?<![\w-])--[a-z]|\bactionplan [a-z]|\bgit [a-z]+ -")
_PARTS = re.compile(r"(\s*\([^()]*\)|\. |; |: |, or |\n)")
"""What is between the parts of a sentence, of which those are left out that name commands."""

_PLACE = re.compile(r" \([^()]*\.toml(?::[0-9]+)*\)")
"""The place of something in a file."""

_DAY = re.compile(r'(?<!did you mean )"[^"]*"|"?(?<![\w/.-])(?P<day>\d{4}-\d\d-\d\d)(?![\w/-])"?')
"""A day as files have it, alone or proposed in quotation marks; or what is quoted otherwise."""

_LEADS_TO = re.compile(r"(?:to|first|if) ", re.IGNORECASE)
"""How the words before a command begin that say what it is for."""


def on_page(message: str) -> tuple[str, str]:
    """Return a refusal in words for a page, and the field of the form that it is about; empty where that is not known.

    Args:
        message: what a command says.
    """
    message = _PLACE.sub("", message)
    for each in _TABLE:
        if found := re.fullmatch(each.pattern, message, re.DOTALL):
            key = field_words(found.groupdict().get("key", ""))
            return capitalised(_with_days(found.expand(each.words.replace("{key}", key)))), each.field
    return capitalised(_with_days(_without_commands(message) if names_commands(message) else message)), ""


def on_check_page(found: "Problem") -> "Problem":
    """Return what a rule says of a change, in words for the page that shows it before it is saved."""
    from attrs import evolve

    return evolve(found, message=on_page(found.message)[0])


def _with_days(text: str) -> str:
    """Return a text with its days as people write them; what it quotes stays, but for what it proposes itself."""

    def said(match: re.Match[str]) -> str:
        with suppress(ValueError, TypeError):  # no such day, or what is quoted
            return day_text(date.fromisoformat(match["day"]))
        return match[0]

    return _DAY.sub(said, text)


def names_commands(text: str) -> bool:
    """Return whether a text names an option or a command, apart from what it quotes."""
    return _OF_COMMANDS.search(_QUOTED.sub("", text)) is not None


def _without_commands(message: str) -> str:
    """Return a message without the parts that name options or commands; what it quotes is never changed."""
    quoted = iter(_QUOTED.findall(message))
    pieces = [(piece, _QUOTED.sub(lambda _: next(quoted), piece)) for piece in _PARTS.split(_QUOTED.sub('""', message))]
    said = ""
    for at, (masked, piece) in enumerate(pieces):
        after = pieces[at + 2][0] if at + 2 < len(pieces) else ""
        is_lead = bool(_LEADS_TO.match(masked)) and pieces[at + 1 : at + 2] == [(": ", ": ")] and names_commands(after)
        if not (names_commands(masked) or is_lead):
            said += piece
        elif at % 2 == 0 and at:
            said = said.removesuffix(pieces[at - 1][1])
    return re.sub(r"[\s.;:,]+$", "", said) or "This cannot be saved"
