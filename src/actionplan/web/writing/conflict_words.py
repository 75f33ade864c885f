"""A conflict in words: what others shared and what is saved here, side by side, and the answers that make sense."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.git.conflicts_found import Unsettled, table_of
from actionplan.model.kinds import FOLDERS, TAILS
from actionplan.model.matching import Table, content, unnamed
from actionplan.model.text import capitalised, day_text, field_words
from actionplan.report.values import Names, value_text
from actionplan.web.writing.form import Choice

_NOBODY = Names(bodies={}, records={})


@frozen(kw_only=True)
class ConflictWords:
    """A conflict in words.

    Attributes:
        name: what readers call the record.
        about: what happened, in a sentence.
        rows: what differs: the name of each field, what others shared, and what is saved here; empty for nothing.
        answers: the answers that make sense.
        asks_id: whether one of them needs another number for their record.
    """

    name: str
    about: str
    rows: tuple[tuple[str, str, str], ...]
    answers: tuple[Choice, ...]
    asks_id: bool = False


def in_words(conflict: Unsettled, names: Names | None) -> ConflictWords:
    """Return a conflict in words.

    Args:
        conflict: the conflict.
        names: the names of the plan's bodies and records; None where the plan cannot be read.
    """
    ours, theirs = table_of(conflict.git.ours), table_of(conflict.git.theirs)
    about, answers = _answers(conflict)
    base = table_of(conflict.git.base) if conflict.git.base is not None else None
    return ConflictWords(
        name=_name(conflict, ours or theirs),
        about=about,
        rows=tuple(_rows(base, ours, theirs, names or _NOBODY)) if conflict.is_two_sided else (),
        answers=answers,
        asks_id=conflict.is_two_of_a_name,
    )


def _name(conflict: Unsettled, table: Table) -> str:
    folder = os.path.basename(os.path.dirname(conflict.git.path))
    title = str(table.get("title", ""))
    if folder not in FOLDERS.values():
        return "The plan itself"
    number = table.get("ref") or os.path.basename(conflict.git.path).removesuffix(".toml")
    return f"{number} {title}".strip()


def _answers(conflict: Unsettled) -> tuple[str, tuple[Choice, ...]]:
    """Return what happened, and the answers."""
    if conflict.other is not None:
        mine, other = (_id(path) for path in (conflict.git.path, conflict.other))
        return "It was given another number on both sides. Which one should it have?", (
            Choice("theirs", f"{other}, as others have it"),
            Choice("ours", f"{mine}, as it is here"),
        )
    keep = () if conflict.has_markers else (Choice("keep", "Use it as it is in the file now"),)
    if conflict.git.ours is None or conflict.git.theirs is None:
        about, answers = _one_sided(conflict)
        return about, (*answers, *keep)
    theirs = Choice("theirs", "Use what others shared")
    ours = Choice("ours", "Use what is saved here")
    if conflict.is_two_of_a_name:
        both = Choice("both", "Keep both", "What others shared gets another number, which you enter below.")
        whole = (Choice("theirs", "Keep only theirs"), Choice("ours", "Keep only mine"))
        about = "Others and you each made a record with this number. They may be two different ones."
        return about, (both, *(whole if conflict.may_be_dropped else ()))
    return "Others and you have changed the same thing. Everything else of both is kept.", (theirs, ours, *keep)


def _id(path: str) -> str:
    return os.path.basename(path).removesuffix(".toml")


def _one_sided(conflict: Unsettled) -> tuple[str, tuple[Choice, ...]]:
    """Return what happened to a record that one side does not have, and the answers."""
    is_mine = conflict.git.theirs is None
    answers = (
        (Choice("ours", "Keep it, as it is here"), Choice("theirs", "Remove it, as others did"))
        if is_mine
        else (Choice("theirs", "Keep it, as others have it"), Choice("ours", "Leave it removed"))
    )
    if conflict.git.base is None:
        return "Only one of you has a record with this number, since it was given different ones.", answers
    about = (
        "Others have removed it, and you have changed it." if is_mine else "You have removed it, and others changed it."
    )
    return about, answers


def _rows(base: Table | None, ours: Table, theirs: Table, names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield what both sides changed in different ways; all that differs, where it is not known what was there."""
    was, mine, other = (dict(_flat(table)) if table is not None else None for table in (base, ours, theirs))
    assert mine is not None
    assert other is not None
    for key in dict.fromkeys((*other, *mine)):
        one, two = other.get(key), mine.get(key)
        if content(one) == content(two) or (was is not None and content(was.get(key)) in (content(one), content(two))):
            continue
        yield key, _text(one, names), _text(two, names)


def _flat(table: Mapping[str, Any], about: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the values of a table and of those in it, each with its name; entries only if they have an id."""
    for key, value in table.items():
        name = f"{about}{field_words(key)}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}: ")
        elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
            for number, each in enumerate(value, 1):
                if key not in TAILS:
                    yield from _flat(each, f"{name} {each.get('title') or each.get('id') or number}: ")
                elif "id" in each:
                    when = each.get("on") or each.get("period") or each.get("due") or number
                    yield from _flat(unnamed(each), f"entry of {_day(when)}: ")
        else:
            yield capitalised(name), value


def _day(when: object) -> str:
    return day_text(when) if isinstance(when, date) else str(when)


def _text(value: Any, names: Names) -> str:
    return capitalised(value_text(value, names)) if value is not None else "not stated"
