"""A newer version of a file from which a plan was taken over: what changed in it becomes entries."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, fields, frozen

from actionplan.edit.append import Addition, prepare
from actionplan.edit.create import prepare_new
from actionplan.edit.imports.counts import SheetCount, counted
from actionplan.edit.imports.history import NO_REASON
from actionplan.edit.imports.mapping import NOTHING_MAPPED, Mapped, MappedArea
from actionplan.edit.imports.plan import Built, Settings, built
from actionplan.edit.imports.prepare import digest_of, no_table, receipt_of
from actionplan.edit.imports.read_file import ReadFile, read_file
from actionplan.edit.imports.rows import Draft
from actionplan.edit.imports.take_back import entry_digest
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.as_known import agreed_day
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.lookup import refs_of
from actionplan.model.problem import Location, Problem, ProblemsFound, problem
from actionplan.model.receipts import AddedEntry, Imported
from actionplan.model.records import Action, Plan
from actionplan.model.refused import Refused
from actionplan.sheets.grid import Book
from actionplan.storage.receipts import new_receipt, read_receipts
from actionplan.storage.save import FileEdit, Prepared
from actionplan.storage.structuring import structure
from actionplan.storage.toml import document_of
from actionplan.summary.timeline import head_as_at, up_to

_SOURCES: Mapping[str, frozenset[str]] = {
    "state": frozenset({"state", "rating", "finished"}),
    "rating": frozenset({"rating", "state"}),
    "due": frozenset({"due", "revised_due", "original_due", "span"}),
    "start": frozenset({"start", "span"}),
    "lead": frozenset({"lead", "owner", "joint_leads"}),
    "joint_leads": frozenset({"joint_leads", "lead", "owner"}),
    "partners": frozenset({"partners", "owner"}),
    "owner": frozenset({"owner"}),
}
"""The columns that a field can come from, where that is not the one of its name."""

_POSITION = ("state", "rating", "progress", "evidence", "note")
_AMENDED = ("title", "owner", "partners", "lead", "senior_responsible", "joint_leads", "start", "success")


@frozen(kw_only=True)
class PreparedUpdate:
    """What a newer version of a file changes in a plan.

    Attributes:
        files: how each file is read.
        counts: what became of their cells.
        prepared: the changes of the plan's files.
        moved: the actions whose due date moved without a reason in the file.
        vanished: the actions that the earlier version had and this one has not; nothing is done about them.
    """

    files: tuple[ReadFile, ...]
    counts: tuple[SheetCount, ...]
    prepared: Prepared
    moved: tuple[Id, ...]
    vanished: tuple[Id, ...]


def last_import(root: str) -> Imported:
    """Return the receipt of the last import into a plan.

    Raises:
        ProblemsFound: a receipt cannot be read.
        Refused: there is none.
    """
    receipts = read_receipts(root, Imported)
    if not receipts:
        raise Refused(f"{root} was not made of a spreadsheet by actionplan import, so there is nothing to compare with")
    return max(receipts, key=lambda each: (each.number, each.imported))


def mapping_of(receipt: Imported, plan: Plan, mapped: Mapped) -> Mapped:
    """Return how a newer version is read: as somebody says now, or else as the last one was, with the plan's names."""
    if evolve(mapped, usual_colours=False) == NOTHING_MAPPED and receipt.mapping:
        kept, _ = structure(receipt.mapping, Mapped, "receipt")
        mapped = evolve(kept, usual_colours=kept.usual_colours or mapped.usual_colours) if kept else mapped
    areas = {
        area.id: MappedArea(title=area.title, kind=area.kind, ref=area.ref, owner=area.owner) for area in plan.areas
    }
    return evolve(
        mapped,
        id=plan.id,
        areas=areas,
        bodies=plan.bodies,
        ratings=plan.ratings,
        terms=plan.terms,
        year_starts=plan.year_starts,
    )


def prepare_update(
    edit: PlanEdit,
    books: Sequence[Book],
    *,
    today: date,
    mapped: Mapped = NOTHING_MAPPED,
    sheet_day: date | None = None,
    by: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> PreparedUpdate:
    """Return what a newer version of a plan's spreadsheet changes, without writing anything.

    What is in the file as it was at the last import is not compared with the plan, which may have moved on. What
    changed in the file becomes an entry, unless the plan says it already; a new row becomes an action.

    Args:
        edit: the plan.
        books: the files.
        today: today's date.
        mapped: what somebody says about the files; nothing to read them as the last time.
        sheet_day: the day that they describe; None for the day in their titles, or else today.
        by: the body that reports what they say, by id or name; None to name none.
        reasons: for the id of an action why its due date moved, where the file does not say it.

    Raises:
        ProblemsFound: a cell cannot be read, or names a body that the plan has not, or there is no table of actions.
        Refused: the plan was not made of a spreadsheet.
    """
    plan, _ = edit.complete
    last = last_import(edit.root)
    mapped = mapping_of(last, plan, mapped)
    files = tuple(read_file(book, mapped) for book in books)
    if not any(file.tables for file in files):
        raise ProblemsFound((no_table(books),))
    day = sheet_day or max((file.day for file in files if file.day is not None), default=today)
    settings = Settings(id=plan.id, mapped=mapped, day=min(day, today), today=today, by=by)
    result = built(files, settings)
    if found := (*result.problems, *_new_bodies(result.made_bodies, plan, books)):
        raise ProblemsFound(tuple(found))
    names = _names(plan)
    rows = [(_id_in_plan(draft, names), draft, action) for draft, action in _paired(result)]
    before = {row.id: row.digests for row in last.rows}
    additions, moved = [], []
    for name, draft, action in rows:
        if name is not None:
            changed = _changed(name, draft, before.get(name))
            entries, is_moved = _entries(plan, plan.action(name), changed, action, settings, reasons or {})
            additions += [Addition(kind="action", id=name, entry=entry) for entry in entries]
            moved += [name] if is_moved else []
    added = prepare(edit, additions, today, whole_plan=True, once=True)
    made = [prepare_new(edit, action, today) for name, _, action in rows if name is None]
    prepared = _joined(added, made)
    known = {action.id for action in plan.actions} - {name for name, _, _ in rows}
    vanished = tuple(row.id for row in last.rows if row.id in known)
    counts = counted(files, result)
    if prepared.changes:
        receipt = receipt_of(files, result, counts, settings, (), _joined(made[0], made[1:]) if made else None)
        carried = tuple(row for row in last.rows if row.id in vanished)
        receipt = evolve(
            receipt, number=last.number + 1, added=tuple(_added(added.changes)), rows=(*receipt.rows, *carried)
        )
        change = new_receipt(edit.root, receipt)
        head = (change.after or b"").decode().partition("\n\n")[0]
        prepared = evolve(prepared, changes=(*prepared.changes, change), blocks=(*prepared.blocks, f"{head}\n"))
    return PreparedUpdate(
        files=files,
        counts=counts,
        prepared=prepared,
        moved=tuple(moved),
        vanished=vanished,
    )


def _paired(result: Built) -> Iterator[tuple[Draft, Action]]:
    actions = {action.id: action for action in result.plan.actions}
    return ((draft, actions[Id(draft.group.id)]) for _, draft in result.drafts)


def _names(plan: Plan) -> dict[str, Id]:
    """Return the id of each action by its printed references, its former ids and its id, in small letters."""
    found: dict[str, Id] = {}
    for names in (refs_of, lambda action: action.formerly, lambda action: (action.id,)):
        found |= {str(name).casefold(): action.id for action in plan.actions for name in names(action)}
    return found


def _id_in_plan(draft: Draft, names: Mapping[str, Id]) -> Id | None:
    """Return the id that an action of the file has in the plan; None for a new one."""
    return names.get(draft.group.id.casefold()) or names.get(draft.group.ref.casefold())


def _new_bodies(made: Iterable[Id], plan: Plan, books: Sequence[Book]) -> Iterator[Problem]:
    for name in made:
        if name not in plan.bodies:
            fix = f"add it: actionplan new body {name}; or give the name as an alias of a body that is there"
            yield problem("E201", f'the plan has no body "{name}"', Location(path=books[0].name), fix=fix)


def _entries(
    plan: Plan,
    there: Action,
    changed: set[str],
    action: Action,
    settings: Settings,
    reasons: Mapping[str, str],
) -> tuple[list[ActionEntry], bool]:
    """Return the entries by which an action becomes what the file says now, and whether its due date moved."""
    entries_there = up_to(there.status, settings.today, agreed_day(plan, there))
    head = head_as_at(there, entries_there)
    on = next((each.on for each in action.status if each.on.last == settings.day), on_day(settings.day))
    by = next((each.by for each in action.status if each.by is not None), None)
    found = [each for each in action.status if "note" in changed and each.note and _is_dated(each)]
    now = _position(action, changed)
    if now:
        found.append(ActionEntry(on=on, by=by, **now))
    reason = next((each.reason for each in action.status if each.due is not None and each.reason != NO_REASON), None)
    sources = {name: _SOURCES.get(name, frozenset({name})) for name in _AMENDED}
    new = {name: getattr(action, name) for name in _AMENDED if sources[name] & changed}
    amended = {name: value for name, value in new.items() if value not in (None, (), getattr(head, name))}
    if amended:
        found.append(ActionEntry(on=on, by=by, reason=reason or NO_REASON, **amended))
    due = next((each.due for each in reversed(action.status) if each.due is not None), action.due)
    is_moved = bool(_SOURCES["due"] & changed) and due is not None and due != head.due
    if is_moved:
        why = reason or reasons.get(there.id) or NO_REASON
        found.append(ActionEntry(on=on, by=by, due=due, reason=why))
    known = {_said(each) for each in there.status}
    return [each for each in found if _said(each) not in known], is_moved and not reason


def _changed(name: Id, draft: Draft, digests: str | None) -> set[str]:
    """Return the columns that say something else than at the last import, by field or key."""
    before = dict(each.split("=", 1) for each in (digests or "").split(" ") if each)
    now = {key: digest_of(name, key, text) for key, text in draft.texts.items()}
    return {key for key, digest in now.items() if before.get(key) != digest}


def _is_dated(entry: ActionEntry) -> bool:
    """Return whether an entry is a dated paragraph: a note and nothing else."""
    return all(getattr(entry, name) in (None, ()) for name in ("state", "rating", "progress", "due", "evidence"))


def _position(action: Action, changed: set[str]) -> dict[str, Any]:
    """Return how an action is as at the day of the file, as far as that changed."""
    last = next((each for each in reversed(action.status) if not _is_dated(each) and each.due is None), None)
    if last is None:
        return {}
    values = {name: getattr(last, name) for name in _POSITION if _SOURCES.get(name, frozenset({name})) & changed}
    return {name: value for name, value in values.items() if value not in (None, ())}


def _said(entry: ActionEntry) -> tuple[Any, ...]:
    """Return what an entry says, without its id and the day of its recording."""
    return tuple(getattr(entry, each.name) for each in fields(ActionEntry) if each.name not in ("id", "recorded"))


def _joined(first: Prepared, others: Iterable[Prepared]) -> Prepared:
    every = (first, *others)
    return evolve(
        first,
        changes=tuple(change for each in every for change in each.changes),
        blocks=tuple(block for each in every for block in each.blocks),
        problems=tuple(found for each in every for found in each.problems),
        to_confirm=tuple(found for each in every for found in each.to_confirm),
    )


def _added(changes: Iterable[FileEdit]) -> Iterator[AddedEntry]:
    """Yield the entries that changes add, with their ids."""
    for change in changes:
        before = document_of(change.path, change.before or b"").table.get("status", ())
        after = document_of(change.path, change.after or b"").table.get("status", ())
        for entry in after[len(before) :]:
            name = os.path.basename(change.path).removesuffix(".toml")
            yield AddedEntry(action=Id(name), entry=Id(entry["id"]), digest=entry_digest(entry))
