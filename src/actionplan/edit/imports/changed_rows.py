"""What the row of an action in a newer version of a file changes: the entries, and each field with its cell."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, fields, frozen

from actionplan.edit.imports.history import NO_REASON
from actionplan.edit.imports.plan import Settings
from actionplan.edit.imports.prepare import digest_of, first_cell
from actionplan.edit.imports.rows import Draft
from actionplan.model.as_known import agreed_day
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.model.vocabulary import FINISHED
from actionplan.sheets.grid import place
from actionplan.summary.actions import summarise_in_plan
from actionplan.summary.timeline import head_as_at, up_to

_SOURCES: Mapping[str, frozenset[str]] = {
    "state": frozenset({"state", "rating", "finished", "verified_by", "evidence"}),
    "rating": frozenset({"rating", "state"}),
    "due": frozenset({"due", "revised_due", "original_due", "span"}),
    "start": frozenset({"start", "span"}),
    "lead": frozenset({"lead", "owner", "joint_leads"}),
    "joint_leads": frozenset({"joint_leads", "lead", "owner"}),
    "partners": frozenset({"partners", "owner"}),
}
"""The columns that a field can come from, where that is not the one of its name."""

_REPORTED = ("state", "rating", "progress")
_POSITION = (*_REPORTED, "evidence", "note")
_AMENDED = ("title", "areas", "owner", "partners", "lead", "senior_responsible", "joint_leads", "start", "success")


@frozen(kw_only=True)
class FieldChange:
    """What changes in one field of an action.

    Attributes:
        cell: the cell that brings it, such as ``Actions!F12``.
        field: the field of an entry.
        before: its value in the plan; None for none, and for notes and evidence, which are added.
        after: its value from now on.
    """

    cell: str
    field: str
    before: Any
    after: Any


@frozen(kw_only=True)
class ChangedRow:
    """What a row changes in its action.

    Attributes:
        id: the id of the action.
        file: the name of the file.
        cell: the cell at which its row begins.
        cells: the cell of each field.
        entries: the entries to add.
        fields: each field that changes.
        moved_without_reason: whether its due date moves, and the file does not say why.
    """

    id: Id
    file: str
    cell: str
    cells: Mapping[str, str]
    entries: tuple[ActionEntry, ...]
    fields: tuple[FieldChange, ...]
    moved_without_reason: bool = False


@frozen(kw_only=True)
class RowNow:
    """The row of an action that the plan has.

    Attributes:
        file: the name of the file.
        draft: its cells.
        action: what it says, as an action.
    """

    file: str
    draft: Draft
    action: Action


def changed_row(
    plan: Plan, there: Action, row: RowNow, digests: str | None, settings: Settings, reason: str | None
) -> ChangedRow:
    """Return what a row changes in its action: what it says otherwise than at the last import, if the plan does not.

    Args:
        plan: the plan.
        there: the action as the plan has it.
        row: the row.
        digests: what the row said at the last import; None if it was not there.
        settings: what the plan is built with.
        reason: why its due date moved, where the file does not say it; None if nobody has said.
    """
    changed = _changed(there.id, row.draft, digests)
    now = summarise_in_plan(plan, there, settings.today)
    entries_there = up_to(there.status, settings.today, agreed_day(plan, there))
    head = head_as_at(there, entries_there)
    before = {
        **{key: getattr(head, key) for key in (*_AMENDED, "due")},
        **{key: getattr(now, key) for key in _REPORTED},
    }
    action = row.action
    on = next((each.on for each in action.status if each.on.last == settings.day), on_day(settings.day))
    by = next((each.by for each in action.status if each.by is not None), None)
    given = next((each.reason for each in action.status if each.due is not None and each.reason != NO_REASON), None)
    entries = [each for each in action.status if "note" in changed and each.note and _is_dated(each)]
    entries += _positions(action, changed, before)
    amended = dict(_amended(action, changed, before))
    if amended:
        entries.append(ActionEntry(on=on, by=by, reason=given or NO_REASON, **amended))
    due = next((each.due for each in reversed(action.status) if each.due is not None), action.due)
    is_moved = _is_from("due", changed) and due is not None and due != before["due"]
    if is_moved:
        entries.append(ActionEntry(on=on, by=by, due=due, reason=given or reason or NO_REASON))
    known = {_said(each) for each in there.status}
    new = tuple(each for each in entries if _said(each) not in known)
    cell, cells = first_cell(row.draft), cells_of_fields(row.draft)
    return ChangedRow(
        id=there.id,
        file=row.file,
        cell=cell,
        cells=cells,
        entries=new,
        fields=tuple(_fields(new, before, cells, cell)),
        moved_without_reason=is_moved and not given,
    )


def cells_of_fields(draft: Draft) -> dict[str, str]:
    """Return the cell of each field of an action; of a date that moved that of the last one."""
    return {str(keys[-1]): place(draft.sheet, *where) for keys, where in draft.places.items() if keys[0] != "extra"}


def _changed(name: Id, draft: Draft, digests: str | None) -> set[str]:
    """Return the columns that say something else than at the last import, by field or key."""
    before = dict(each.split("=", 1) for each in (digests or "").split(" ") if each)
    now = {key: digest_of(name, key, text) for key, text in draft.texts.items()}
    return {key for key, digest in now.items() if before.get(key) != digest}


def _is_from(field: str, changed: set[str]) -> bool:
    return bool(_SOURCES.get(field, frozenset({field})) & changed)


def _is_dated(entry: ActionEntry) -> bool:
    """Return whether an entry is a dated paragraph: a note and nothing else."""
    return all(getattr(entry, name) in (None, ()) for name in ("state", "rating", "progress", "due", "evidence"))


def _positions(action: Action, changed: set[str], before: Mapping[str, Any]) -> Iterator[ActionEntry]:
    """Yield how the action is as at the day of the file, and when it was finished, as far as that changed."""
    for each in action.status:
        if _is_dated(each) or each.due is not None:
            continue
        values = {name: getattr(each, name) if _is_from(name, changed) else None for name in _POSITION}
        if each.state == "verified":  # it takes its evidence with it
            values["evidence"] = each.evidence
        is_done = each.state == "complete" and before["state"] in FINISHED
        told = {
            name: value
            for name, value in values.items()
            if value not in (None, ()) and value != before.get(name) and not (name == "state" and is_done)
        }
        if told:
            yield ActionEntry(on=each.on, by=each.by, **told)


def _amended(action: Action, changed: set[str], before: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in _AMENDED:
        value = getattr(action, name)
        if _is_from(name, changed) and value not in (None, (), before[name]):
            yield name, value


def _fields(
    entries: Iterable[ActionEntry], before: Mapping[str, Any], cells: Mapping[str, str], first: str
) -> Iterator[FieldChange]:
    for entry in entries:
        for name in (*_POSITION, *_AMENDED, "due"):
            value = getattr(entry, name)
            if value not in (None, ()):
                yield FieldChange(cell=cells.get(name, first), field=name, before=before.get(name), after=value)


def _said(entry: ActionEntry) -> tuple[Any, ...]:
    """Return what an entry says, without its id and the day of its recording."""
    plain = evolve(entry, id=None, recorded=None)
    return tuple(getattr(plain, each.name) for each in fields(ActionEntry))
