"""Put the advice of rules, which is about lines of a file, into the words of options."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actionplan.model.problem import Problem
    from actionplan.storage.save import Prepared

_LINE = re.compile(r'(?P<key>[a-z_]+) = (?P<value>\[\{.*?\}\]|\[.*?\]|"[^"]*")')
"""A line of TOML within a sentence."""

_ADDED = re.compile(
    r"^(?:add a line|add to the entry|name it|reopen it in this entry|say [\w ]+ in the same (?:entry|block)): "
    r"(.* = .*)$"
)
"""Advice to add lines to the new entry."""

_SENTENCES = (
    (r"^give it an entry without (\w+)$", r"leave out --\1"),
    (r"\bno (\w+) line$", r"no --\1"),
    (r"^for a file in the plan's folder write path instead of link$", "a file is named by its path in the plan"),
)
"""Advice without a line of TOML, with what it is for options."""


_FOR_NEW = (
    (r"^actionplan redate \S+ DAY --milestone .*", "check --due, --start and the day in --milestone"),
    (r"^actionplan redate .*", "check --due and --start"),
    (r"^actionplan amend \S+ (--[\w-]+) DAY .*", r"check \1"),
    (r'^actionplan amend \S+ (.*) --reason "\.\.\."$', r"add \1"),
    (r"^actionplan link (?!ACTION\b)[^\s:]+ (--[\w-]+ \S+).*", r"add \1"),
    (r"^(.*\bactionplan .*)", r"once it is there: \1"),
)
"""Advice with a command, which cannot find a record that is not written, with what it is for the options of `new`."""

_FOR_ENTRY = ((r"^actionplan update \S+ (--evidence LINK)$", r"add \1"),)
"""The same for an entry, which states everything at once."""

_FOR_PART = ((r"^actionplan link \S+:\S+ (--[\w-]+ [^\s;]+).*", r"add \1"), *_FOR_NEW)
"""The same for a part, such as a clause, that a command adds to a record."""


def in_option_words(prepared: "Prepared") -> "Prepared":
    """Return a change that is not written, with the advice about what it adds in the words of options. Advice about
    other lines is kept.
    """
    from attrs import evolve

    from actionplan.model.kinds import RECORD_KINDS, TAILS, parts_of_kind

    parts = {name for kind in RECORD_KINDS for name in parts_of_kind(kind.record)}
    is_new = {change.path: change.before is None for change in prepared.changes}

    def reworded(problems: "Iterable[Problem]") -> "tuple[Problem, ...]":
        return tuple(
            _reworded(found, patterns) if (patterns := patterns_for(found)) is not None else found for found in problems
        )

    def patterns_for(found: "Problem") -> "Iterable[tuple[str, str]] | None":
        if found.where.path not in is_new:
            return None
        if is_new[found.where.path]:
            return _FOR_NEW
        name = found.where.keys[0] if found.where.keys else ""
        return _FOR_ENTRY if name in TAILS else _FOR_PART if name in parts else None

    return evolve(prepared, problems=reworded(prepared.problems), to_confirm=reworded(prepared.to_confirm))


def _reworded(found: "Problem", for_fix: "Iterable[tuple[str, str]]" = ()) -> "Problem":
    from attrs import evolve

    fix = option_words(found.fix)
    fix = next((re.sub(pattern, words, fix) for pattern, words in for_fix if re.search(pattern, fix)), fix)
    return evolve(found, expected=option_words(found.expected), fix=fix)


def option_words(advice: str) -> str:
    """Return a piece of advice with options in place of lines of TOML: ``add --reason "..."``.

    Args:
        advice: what a rule expects, or the fix that it suggests.
    """
    from actionplan.rules.checks.advice import COMMITTED

    advice = advice.partition(COMMITTED)[0]
    for pattern, replacement in _SENTENCES:
        advice = re.sub(pattern, replacement, advice)
    return _ADDED.sub(lambda found: f"add {_LINE.sub(_option, found[1])}", advice)


def _option(line: re.Match[str]) -> str:
    key, value = line["key"], line["value"]
    first = re.search(r'"([^"]*)"', value)
    word = first[1] if first is not None else "..."
    if key == "approvals":
        return f"--approved {word}:DATE"
    flag = key.removesuffix("s") if value.startswith("[") else key
    shown = word if re.fullmatch(r"[\w.:/-]*\w[\w.:/-]*", word) else f'"{word}"'
    return f"--{flag.replace('_', '-')} {shown}"
