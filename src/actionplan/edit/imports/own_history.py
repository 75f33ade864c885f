"""What our own export says of its actions beside their heads: the history, entry by entry, and their milestones."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import evolve, frozen

from actionplan.edit.imports.bodies import kind_of_body
from actionplan.edit.imports.history import NO_REASON
from actionplan.edit.imports.own_rows import Row, date_in, text_in
from actionplan.edit.imports.plan import NO_MEANING, Built
from actionplan.edit.imports.ratings import rating_in
from actionplan.input.names import read_state
from actionplan.input.text import plain
from actionplan.input.unclear import Unclear
from actionplan.model.bodies import Body
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry, Evidence
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Milestone
from actionplan.summary.actions import summarise_action

_GONE: Final = "Redacted"
_REPORTED: Final = ("State", "Per cent done", "Rating", "Due now")
_NOT_IN_EXPORT: Final = "The export does not give the entry of this value: it is dated to the day of the export."


@frozen(kw_only=True)
class OwnRows:
    """The rows of our own export that are read.

    Attributes:
        actions: those of the worksheet Actions.
        milestones: those of the worksheet Milestones.
        history: those of the worksheet History.
        bodies: the id of each body, by its name.
        ratings: the id of each rating, by its label.
        areas: the id of each area that has a row, by its id and by its printed reference.
        day: the day of the export; None if its cover does not say it.
    """

    actions: tuple[Row, ...]
    milestones: tuple[Row, ...]
    history: tuple[Row, ...]
    bodies: Mapping[str, Id]
    ratings: Mapping[str, Id]
    areas: Mapping[str, Id]
    day: date | None


def named_ids(names: Iterable[str], word: str) -> dict[str, Id]:
    """Return an id for each name, no two alike.

    Args:
        names: the names.
        word: what the id of a name without letters or digits begins with.
    """
    found: dict[str, Id] = {}
    for name in dict.fromkeys(names):
        slug = re.sub(r"[^a-z0-9]+", "-", plain(name).replace("'", "")).strip("-")[:40].strip("-") or word
        taken = set(found.values())
        tried = (slug, *(f"{slug}-{number}" for number in range(2, len(found) + 3)), *(f"{word}-{len(found)}",))
        found[name] = next(Id(each) for each in tried if each not in taken and fault_in_id(each) is None)
    return found


def own_bodies(ids: Mapping[str, Id]) -> dict[Id, Body]:
    """Return the bodies that an export names; it has their names, and not their kinds."""
    return {identifier: Body(name=name, kind=kind_of_body(name)) for name, identifier in ids.items()}


def own_ratings(ids: Mapping[str, Id]) -> dict[Id, tuple[Rating, ...]]:
    """Return the ratings that an export names, with the colours that their labels show."""
    words = {identifier: (label, rating_in(label)) for label, identifier in ids.items()}
    return {
        identifier: (Rating(label=label, meaning=NO_MEANING, colour=word.colour if word else None),)
        for identifier, (label, word) in words.items()
    }


def with_own_history(result: Built, rows: OwnRows, today: date) -> Built:
    """Return a plan with what the export says of its actions beside their heads.

    Args:
        result: the plan as its worksheet Actions gives it.
        rows: the rows of the export.
        today: today's date.
    """
    by_id = {row["Action"].text: row for row in rows.actions if "Action" in row}
    history, milestones = _by_action(rows.history, "Record"), _by_action(rows.milestones, "Action")
    day = rows.day or today
    actions = []
    for action in result.plan.actions:
        row = by_id.get(action.ref or action.id, by_id.get(action.id, {}))
        full = evolve(
            action,
            **_head(row, action, rows),
            milestones=tuple(_milestones(milestones.get(action.id, ()))),
            status=_entries(history.get(action.id, ()), rows),
        )
        actions.append(evolve(full, status=(*full.status, *_missing(full, row, rows, day))))
    plan = result.plan
    used = {area for action in actions for area in action.areas} | set(rows.areas.values())
    return evolve(
        result,
        plan=evolve(
            plan,
            actions=tuple(actions),
            areas=tuple(area for area in plan.areas if area.id in used),
            ratings=FrozenDict({**own_ratings(rows.ratings), **plan.ratings}),
        ),
        remarks=(*result.remarks, f"The worksheet History: {_count(actions)} of its entries are read back."),
    )


def _count(actions: Iterable[Action]) -> int:
    return sum(len(action.status) for action in actions)


def _by_action(rows: Iterable[Row], heading: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[text_in(row, heading)].append(row)
    return found


def is_read(row: Row) -> bool:
    """Return whether a row of the worksheet History is read: one of an action that was not redacted."""
    return text_in(row, "Kind of record") == "Action" and text_in(row, "Corrected") != _GONE and "When" in row


def _head(row: Row, action: Action, rows: OwnRows) -> dict[str, Any]:
    named = text_in(row, "Area")
    known = (each for each in sorted(rows.areas, key=len, reverse=True) if f"{named} ".startswith(f"{each} "))
    first = [rows.areas[each] for each in known][:1] or (list(action.areas) if named else [])
    others = [rows.areas[name] for name in text_in(row, "Other areas").split("; ") if name in rows.areas]
    partners = (rows.bodies[name] for name in text_in(row, "Partners").split("\n") if name)
    owner = rows.bodies.get(text_in(row, "Owner"))
    return {
        "title": text_in(row, "Title") or action.title,
        "areas": (*first, *others),
        "owner": owner,
        "partners": tuple(each for each in partners if each != owner),
        "lead": text_in(row, "Lead") or None,
        "joint_leads": (),
        "ref": text_in(row, "Printed as") or None,
        "start": date_in(row, "Start"),
        "due": date_in(row, "First due"),
        "success": text_in(row, "Success criteria") or None,
    }


def _milestones(rows: Iterable[Row]) -> Iterator[Milestone]:
    for row in rows:
        name = text_in(row, "Milestone")
        if name and fault_in_id(name) is None:
            yield Milestone(id=Id(name), title=text_in(row, "Title") or name, due=date_in(row, "First due"))


def _entries(rows: Sequence[Row], own: OwnRows) -> tuple[ActionEntry, ...]:
    """Return the history of an action; a correction names what it corrects, if that is there."""
    read = [row for row in rows if is_read(row)]
    names = {text_in(row, "Entry") for row in read}
    entries = (_entry(row, own, names) for row in read)
    return tuple(entry for entry in entries if entry is not None)


def _entry(row: Row, own: OwnRows, names: set[str]) -> ActionEntry | None:
    """Return an entry; None if what it says is not read back."""
    on, due = date_in(row, "When"), date_in(row, "New due date")
    if on is None:
        return None
    links, others = _evidence(text_in(row, "Evidence"))
    state = _state(row)
    extra = {"evidence_in_source": others} if others else {}
    if state == "verified" and not links:
        state, extra = "complete", {**extra, "state_in_source": "verified"}
    changes = text_in(row, "What it changes")
    if changes and not re.fullmatch(r"Due date [^;]*", changes):
        extra["changes_in_source"] = changes
    corrects, name, part = (text_in(row, each) for each in ("Corrects", "Entry", "Part"))
    reason = text_in(row, "Reason") or None
    values: dict[str, Any] = {
        "state": state,
        "progress": _number(row, "Per cent done"),
        "rating": own.ratings.get(text_in(row, "Rating")),
        "due": due,
        "note": text_in(row, "Note") or None,
        "evidence": links,
    }
    if all(value in (None, ()) for value in values.values()):
        values["note"] = changes or None
        if not changes:
            return None
    return ActionEntry(
        on=on,
        id=Id(name) if name and fault_in_id(name) is None else None,
        by=own.bodies.get(text_in(row, "Reported by")),
        milestone=Id(part) if part and fault_in_id(part) is None else None,
        corrects=Id(corrects) if corrects in names and corrects else None,
        reason=reason or (NO_REASON if due is not None or (corrects in names and corrects) else None),
        extra=FrozenDict(extra),
        **values,
    )


def _state(row: Row) -> Any:
    """Return the state of a row; None for none, and for an action that was split or joined."""
    state = read_state(text_in(row, "State")) if "State" in row else None
    return None if isinstance(state, Unclear) or state == "replaced" else state


def _number(row: Row, heading: str) -> int | None:
    text = text_in(row, heading).rstrip("%")
    return int(text) if text.isdecimal() else None


def _evidence(text: str) -> tuple[tuple[Evidence, ...], str]:
    """Return the evidence that has a web address, and the lines of what has none."""
    links, others = [], []
    for line in text.split("\n") if text else ():
        title, _, link = line.rpartition(" ")
        if re.match(r"https?://\S+$", link):
            links.append(Evidence(title=title or None, link=link))
        else:
            others.append(line)
    return tuple(links), "\n".join(others)


def _missing(action: Action, row: Row, own: OwnRows, day: date) -> Iterator[ActionEntry]:
    """Yield what the worksheet Actions says of an action and its history does not, as at the day of the export."""
    now = summarise_action(action, day)
    due = date_in(row, "Due now")
    said: dict[str, Any] = {
        "state": _state(row),
        "progress": _number(row, "Per cent done"),
        "rating": own.ratings.get(text_in(row, "Rating")),
    }
    new = {name: value for name, value in said.items() if value is not None and value != getattr(now, name)}
    if new.get("state") == "verified":
        new["state"] = "complete"
    if new.get("state") == now.state:
        new.pop("state", None)
    if new:
        yield ActionEntry(on=on_day(day), note=_NOT_IN_EXPORT, **new)
    if due is not None and (now.due is None or due.last != now.due.last):
        yield ActionEntry(on=on_day(day), due=due, reason=NO_REASON, note=_NOT_IN_EXPORT)
