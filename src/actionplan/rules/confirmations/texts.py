"""Confirmations about texts: names of people, long and repeated texts, and evidence that is not there."""

import re
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from actionplan.model.dates import PlanDate
from actionplan.model.measures import Reading
from actionplan.model.problem import KeyPath
from actionplan.model.text import date_text, day_text
from actionplan.rules.checks.text_index import leaves
from actionplan.rules.confirmations.people import is_person
from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt

LONGEST = 2000
"""The number of characters from which a text is asked about."""


@confirmation("P131")
def person_as_lead(change: PlannedChange) -> Iterator[Doubt]:
    """The lead of an action or a risk, a joint lead or whoever is `senior_responsible` seems to be a person's name. A
    role belongs there, such as "Head of data": the file is public, and people change posts. A `portfolio_holder` may be
    named together with the office.
    """
    bodies = change.plan.bodies.items()
    names = [name for body, meaning in bodies for name in (body, meaning.name, *meaning.aliases)]
    for keys, value in change.added:
        for what, where, text in _people(value):
            if is_person(text, names):
                yield doubt(
                    f'the {what} "{text}" seems to be a person\'s name', *keys, *where, fix=_ROLE[str(where[0])]
                )


_ROLE = {
    "lead": "name the role",
    "senior_responsible": "name the role",
    "joint_leads": "name the role",
    "portfolio_holder": "name the office too, after a comma",
}
"""The keys that name who answers for something, and what belongs there."""


def _people(value: object) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield what a record or an entry says of who answers for it: in words, the place, and the text."""
    for key in _ROLE:
        stated = getattr(value, key, None) or ()
        if key == "portfolio_holder" and re.search("[,(;]", stated or ""):
            continue  # the published name and the office
        if isinstance(stated, str):
            yield key.replace("_", " "), (key,), stated
        else:
            yield from (("joint lead", (key, index), text) for index, text in enumerate(stated))


@confirmation("P135")
def person_as_body(change: PlannedChange) -> Iterator[Doubt]:
    """The name of a body seems to be a person's name. A body is an organisation, a board, a team or an office, never a
    person: the file is public, and people change posts.
    """
    for keys, value in change.added:
        if keys[:1] != ("bodies",):
            continue
        name = value if keys[2:] == ("name",) else getattr(value, "name", None)
        others = [body for body in change.plan.bodies.items() if body[0] != keys[1]]
        known = [each for body, meaning in others for each in (body, meaning.name, *meaning.aliases)]
        if isinstance(name, str) and is_person(name, known):
            yield doubt(f'the body "{name}" seems to be a person', *keys[:2], "name", fix="name the office or the team")


@confirmation("P132")
def long_text(change: PlannedChange) -> Iterator[Doubt]:
    """A note or another text has more than 2,000 characters. A long document is better named as evidence."""
    for above, value in change.added:
        for keys, text in leaves(above, value):
            if isinstance(text, str) and len(text) > LONGEST:
                yield doubt(f'"{keys[-1]}" has {len(text):,} characters', *keys, fix="name the document as evidence")


@confirmation("P133")
def said_already(change: PlannedChange) -> Iterator[Doubt]:
    """Another entry about the same record, milestone, clause or recommendation has the same note, or states the same
    and nothing else, and its day is the same, the one before or the one after. Of a measure, another reading has the
    same value, period and source.
    """
    for added in change.entries:
        note, day = added.entry.note, added.entry.on.last
        for other in (*added.earlier, *added.later) if day is not None else ():
            is_near = other.index < added.keys[1] and abs((other.day - day).days) <= 1
            if is_near and note is not None and _plain(other.entry.note or "") == _plain(note):
                yield doubt(f"the entry of {day_text(other.day)} has the same note", *added.keys, "note")
                break
            if is_near and other in added.earlier and _stated(other.entry) == _stated(added.entry):
                yield doubt(f"the entry of {day_text(other.day)} states the same", *added.keys)
                break
    yield from _readings_repeated(change)


def _readings_repeated(change: PlannedChange) -> Iterator[Doubt]:
    corrected = {each.corrects for each in getattr(change.record, "readings", ())} - {None}
    for keys, value in change.added:
        day = value.on.last if isinstance(value, Reading) and value.corrects is None else None
        for other in change.record.readings[: keys[1]] if day is not None else ():
            is_near = other.on.last is not None and abs((other.on.last - day).days) <= 1
            if (
                is_near
                and other.id not in corrected
                and all(getattr(other, key) == getattr(value, key) for key in ("value", "period", "source"))
            ):
                message = f"the reading of {date_text(other.on)} has the same value and period"
                yield doubt(message, *keys, "value")
                break


def _stated(entry: Any) -> Any:
    """Return what an entry states beside its name and its days."""
    return evolve(entry, id=None, recorded=None, on=_ANY_DAY)


_ANY_DAY = PlanDate("unknown")


@confirmation("P134")
def evidence_not_found(change: PlannedChange) -> Iterator[Doubt]:
    """There is no such file in the plan's folder as the one named under `evidence`."""
    for keys, value in change.added:
        for index, evidence in enumerate(getattr(value, "evidence", ())):
            if evidence.path in change.missing:
                message = f'there is no file "{evidence.path}" in the plan\'s folder'
                yield doubt(message, *keys, "evidence", index, "path", fix="add the file, or use a web address")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
