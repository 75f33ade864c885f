"""A newer version of a file from which a plan was taken over: what changed in it becomes entries."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from actionplan.edit.append import Addition, prepare
from actionplan.edit.bulk.in_cells import in_cells
from actionplan.edit.create import prepare_new
from actionplan.edit.imports.changed_rows import ChangedRow, RowNow, cells_of_fields, changed_row
from actionplan.edit.imports.counts import counted
from actionplan.edit.imports.mapping import NOTHING_MAPPED, Mapped, MappedArea
from actionplan.edit.imports.own_export import is_own_export
from actionplan.edit.imports.plan import Built, Settings, built
from actionplan.edit.imports.prepare import first_cell, no_table, queried, receipt_of, unanswered
from actionplan.edit.imports.read_file import ReadFile, read_file
from actionplan.edit.imports.rows import Draft
from actionplan.edit.imports.take_back import raw_digest
from actionplan.edit.plan_edit import PlanEdit
from actionplan.input.names import read_body
from actionplan.input.unclear import Unclear
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.kinds import record_path
from actionplan.model.lookup import refs_of
from actionplan.model.problem import Location, Problem, ProblemsFound, problem
from actionplan.model.receipts import AddedEntry, Imported, ImportedRow, Queried
from actionplan.model.records import Action, Plan
from actionplan.model.refused import Refused
from actionplan.sheets.grid import Book
from actionplan.storage.receipts import new_receipt, read_receipts
from actionplan.storage.save import FileEdit, Prepared
from actionplan.storage.structuring import structure
from actionplan.storage.toml import document_of

_STILL_THERE = "it is no longer in the file: is it still in the plan?"


@frozen(kw_only=True)
class Replies:
    """What somebody answers to what a newer version of a file leaves open.

    Attributes:
        reasons: for the id of an action why its due date moved, where the file does not say it.
        ended: for the id of an action that is no longer in the file why it is not to be done.
        kept: the ids of such actions that stay in the plan as they are.
        notes: answers to what is asked about cells, by cell.
    """

    reasons: Mapping[str, str] = EMPTY
    ended: Mapping[str, str] = EMPTY
    kept: Collection[str] = ()
    notes: Mapping[str, str] = EMPTY


NO_REPLIES = Replies()


@frozen(kw_only=True)
class PreparedUpdate:
    """What a newer version of a file changes in a plan.

    Attributes:
        files: how each file is read.
        last: the receipt of the import with which it is compared.
        day: the day that the files describe.
        changed: the rows that change an action.
        made: the rows that become an action, each with its cell.
        unchanged: how many rows say nothing new.
        vanished: the rows of the earlier version that this one has not. Their actions stay as they are, unless somebody
            answers that they are not to be done.
        asked: what has to be confirmed about cells, also if it has an answer.
        prepared: the changes of the plan's files; none if cells have to be corrected first.
    """

    files: tuple[ReadFile, ...]
    last: Imported
    day: date
    changed: tuple[ChangedRow, ...]
    made: tuple[tuple[Action, str], ...]
    unchanged: int
    vanished: tuple[ImportedRow, ...]
    asked: tuple[Problem, ...]
    prepared: Prepared

    @property
    def moved(self) -> tuple[Id, ...]:
        """The actions whose due date moved without a reason in the file."""
        return tuple(each.id for each in self.changed if each.moved_without_reason)


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
    replies: Replies = NO_REPLIES,
    commit: str | None = None,
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
        replies: what somebody answers to what they leave open.
        commit: the commit that is checked out; None outside git.

    Returns:
        What changes. If its problems have errors, it cannot be written; each has the cell that brings it.

    Raises:
        ProblemsFound: there is no table of actions, or a file of the plan cannot be read.
        Refused: the plan was not made of a spreadsheet, or a file is an export of our own.
    """
    if any(map(is_own_export, books)):
        raise Refused(
            "this workbook was written by actionplan export, which a plan can begin from: import it into a new folder. "
            "To hear back from owners, send them a return: actionplan returns send"
        )
    plan, _ = edit.complete
    last = last_import(edit.root)
    mapped = mapping_of(last, plan, mapped)
    files = tuple(read_file(book, mapped) for book in books)
    if not any(file.tables for file in files):
        raise ProblemsFound((no_table(books),))
    day = min(sheet_day or max((file.day for file in files if file.day is not None), default=today), today)
    settings = Settings(id=plan.id, mapped=mapped, day=day, today=today, by=by)
    result = built(files, settings)
    rows = _rows(result, plan)
    before = {row.id: row for row in last.rows}
    there = [(name, row) for name, row in rows if name is not None]
    compared = [
        changed_row(
            plan,
            plan.action(name),
            row,
            before[name].digests if name in before else None,
            settings,
            replies.reasons.get(name),
        )
        for name, row in there
    ]
    new = [row for name, row in rows if name is None]
    gone = {action.id for action in plan.actions} - {name for name, _ in there}
    vanished = tuple(row for row in last.rows if row.id in gone)
    update = PreparedUpdate(
        files=files,
        last=last,
        day=day,
        changed=tuple(row for row in compared if row.entries),
        made=tuple((row.action, first_cell(row.draft)) for row in new),
        unchanged=sum(not row.entries for row in compared),
        vanished=vanished,
        asked=(),
        prepared=Prepared(root=edit.root, changes=(), blocks=(), problems=()),
    )
    if bad := (*result.problems, *_new_names(result, plan, books)):
        return evolve(update, prepared=evolve(update.prepared, problems=bad))
    ended = {row.id: replies.ended[row.id] for row in vanished if row.id in replies.ended}
    return _written(edit, update, result, new, ended, settings, replies, commit)


def _rows(result: Built, plan: Plan) -> list[tuple[Id | None, RowNow]]:
    """Return each row with the id that its action has in the plan; None for a new one."""
    actions = {action.id: action for action in result.plan.actions}
    names: dict[str, Id] = {}
    for called in (refs_of, lambda action: action.formerly, lambda action: (action.id,)):
        names |= {str(name).casefold(): action.id for action in plan.actions for name in called(action)}
    return [
        (
            names.get(draft.group.id.casefold()) or names.get(draft.group.ref.casefold()),
            RowNow(file=file, draft=draft, action=actions[Id(draft.group.id)]),
        )
        for file, draft in result.drafts
    ]


def _new_names(result: Built, plan: Plan, books: Sequence[Book]) -> Iterator[Problem]:
    """Yield the bodies and areas that the plan has not, each at the first cell that names it."""
    drafts = {draft.group.id: (file, draft) for file, draft in result.drafts}
    for name in result.made_bodies:
        where = next((found for action in result.plan.actions if (found := _naming(name, action, drafts))), None)
        fix = f"add it: actionplan new body {name}; or give the name as an alias of a body that is there"
        yield problem("E201", f'the plan has no body "{name}"', where or Location(path=books[0].name), fix=fix)
    known = {area.id for area in plan.areas}
    for area in result.plan.areas:
        if area.id not in known:
            named = (drafts[action.id] for action in result.plan.actions if area.id in action.areas)
            file, draft = next(named, (books[0].name, None))
            cell = cells_of_fields(draft).get("areas", first_cell(draft)) if draft is not None else ""
            fix = f'add it: actionplan new area {area.id} "{area.title}"; or give the name that the plan has'
            yield problem("E202", f'the plan has no area "{area.title}"', Location(path=file, cell=cell), fix=fix)


def _naming(body: Id, action: Action, drafts: Mapping[str, tuple[str, Draft]]) -> Location | None:
    """Return the cell of an action that names a body; None if none does."""
    file, draft = drafts[action.id]
    field = next((key for key in ("owner", "partners") if body in (action.owner, *action.partners)), None)
    if field is None and not any(entry.by == body for entry in action.status):
        return None
    return Location(path=file, cell=cells_of_fields(draft).get("owner" if field else "by", first_cell(draft)))


def _written(
    edit: PlanEdit,
    update: PreparedUpdate,
    result: Built,
    new: Sequence[RowNow],
    ended: Mapping[Id, str],
    settings: Settings,
    replies: Replies,
    commit: str | None,
) -> PreparedUpdate:
    """Return an update with the files that it changes, what the rules find at the cells, and its receipt."""
    plan, old = edit.complete
    additions = [Addition(kind="action", id=row.id, entry=entry) for row in update.changed for entry in row.entries]
    by = read_body(settings.by, plan.bodies) if settings.by else None
    for name, reason in ended.items():
        entry = ActionEntry(
            on=on_day(settings.day), by=None if isinstance(by, Unclear) else by, state="cancelled", reason=reason
        )
        additions.append(Addition(kind="action", id=name, entry=entry))
    added = prepare(edit, additions, settings.today, whole_plan=True, once=True)
    made = [prepare_new(edit, row.action, settings.today) for row in new]
    prepared = _joined(added, made)
    places = {record_path(edit.root, "action", row.id): (row.file, row.cell, row.cells) for row in update.changed} | {
        record_path(edit.root, "action", row.action.id): (row.file, first_cell(row.draft), cells_of_fields(row.draft))
        for row in new
    }
    asked = tuple(_at_cell(found, places) for found in prepared.to_confirm)
    prepared = evolve(
        prepared,
        problems=tuple(_at_cell(found, places) for found in prepared.problems if found not in old),
        to_confirm=unanswered(asked, replies.notes),
    )
    update = evolve(update, asked=asked, prepared=prepared)
    if not prepared.changes and not any(row.id in replies.kept and not row.kept for row in update.vanished):
        return update
    counts = counted(update.files, result)
    receipt = receipt_of(update.files, result, counts, settings, (), _joined(made[0], made[1:]) if made else None)
    receipt = evolve(
        receipt,
        number=update.last.number + 1,
        commit=commit,
        queried=(*queried(asked, replies.notes), *_about_vanished(update, replies)),
        added=tuple(_added(added.changes)),
        rows=(
            *receipt.rows,
            *(evolve(row, kept=row.kept or row.id in replies.kept) for row in update.vanished if row.id not in ended),
        ),
    )
    change = new_receipt(edit.root, receipt)
    head = (change.after or b"").decode().partition("\n\n")[0]
    prepared = evolve(prepared, changes=(*prepared.changes, change), blocks=(*prepared.blocks, f"{head}\n"))
    return evolve(update, prepared=prepared)


_Places = Mapping[str, tuple[str, str, Mapping[str, str]]]
"""For the file of an action the spreadsheet, the cell at which its row begins, and the cell of each field."""


def _at_cell(found: Problem, places: _Places) -> Problem:
    """Return a problem of an action at the cell that brings it."""
    if found.where.path not in places:
        return found
    file, first, cells = places[found.where.path]
    return in_cells(
        found,
        Location(path=file, cell=first),
        {field: Location(path=file, cell=cell) for field, cell in cells.items()},
    )


def _about_vanished(update: PreparedUpdate, replies: Replies) -> Iterator[Queried]:
    for row in update.vanished:
        answer = "no" if row.id in replies.ended else "yes" if row.id in replies.kept else None
        if answer is not None:
            yield Queried(cell=row.cell, question=f"{row.id}: {_STILL_THERE}", note=answer)


def _joined(first: Prepared, others: Iterable[Prepared]) -> Prepared:
    every = (first, *others)
    joined: dict[str, Any] = {
        name: tuple(found for each in every for found in getattr(each, name))
        for name in ("changes", "blocks", "problems", "to_confirm")
    }
    return evolve(first, **joined)


def _added(changes: Iterable[FileEdit]) -> Iterator[AddedEntry]:
    """Yield the entries that changes add, with their ids."""
    for change in changes:
        before = document_of(change.path, change.before or b"").table.get("status", ())
        after = document_of(change.path, change.after or b"").table.get("status", ())
        for entry in after[len(before) :]:
            name = os.path.basename(change.path).removesuffix(".toml")
            yield AddedEntry(action=Id(name), entry=Id(entry["id"]), digest=raw_digest(entry))
