"""A plan from files of tables, ready to be written: the plan, what became of every cell, and what has to be asked."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from attrs import evolve, frozen

from actionplan.edit.create import prepare_written, save_plan
from actionplan.edit.imports.counts import SheetCount, counted, total
from actionplan.edit.imports.mapping import NOTHING_MAPPED, Mapped
from actionplan.edit.imports.mapping_file import as_table
from actionplan.edit.imports.own_export import own_export
from actionplan.edit.imports.own_history import with_own_history
from actionplan.edit.imports.plan import Built, CellPlace, Settings, built
from actionplan.edit.imports.read_file import ReadFile, read_file
from actionplan.edit.imports.rows import EMPTY, EXTRA, HEADINGS, PLACED, Draft
from actionplan.edit.plan_edit import refuse_errors
from actionplan.model.frozen_dict import EMPTY as NONE
from actionplan.model.ids import Id
from actionplan.model.kinds import record_path
from actionplan.model.problem import KeyPath, Location, Problem, ProblemsFound, problem
from actionplan.model.receipts import CellLeftOut, Imported, ImportedFile, ImportedRow, MadeFile, Queried
from actionplan.model.records import Plan
from actionplan.model.text import count
from actionplan.rules.checks import check_plan
from actionplan.rules.confirmations import ASKED, personal
from actionplan.rules.confirmations.registry import PlannedChange
from actionplan.rules.confirmations.texts import person_as_body, person_as_lead
from actionplan.sheets.grid import Book, place
from actionplan.storage.receipts import new_receipt
from actionplan.storage.save import FileEdit, Prepared

_ROUNDS = 5
"""How often the rest is checked again, since a cell that is left out may show another one."""

_DIGEST = 10


@frozen(kw_only=True)
class PreparedImport:
    """A plan that is ready to be written.

    Attributes:
        files: how each file is read.
        built: the plan that they give.
        counts: what became of their cells.
        prepared: the files of the plan, its problems, and what has to be confirmed.
        left_out: cells that are left out.
        asked: what has to be confirmed, also if it has an answer.
        receipt: what the plan keeps of it.
        not_read: worksheets of our own export with other records than actions and areas.
    """

    files: tuple[ReadFile, ...]
    built: Built
    counts: tuple[SheetCount, ...]
    prepared: Prepared
    left_out: tuple[CellLeftOut, ...]
    asked: tuple[Problem, ...]
    receipt: Imported
    not_read: tuple[str, ...] = ()


def prepare_import(
    books: Sequence[Book],
    root: str,
    *,
    today: date,
    mapped: Mapped = NOTHING_MAPPED,
    sheet_day: date | None = None,
    by: str | None = None,
    leave_out_bad: bool = False,
    notes: Mapping[str, str] = NONE,
    commit: str | None = None,
) -> PreparedImport:
    """Return the plan that files of tables give, without writing anything; `save_plan` writes it.

    Args:
        books: the files, as `actionplan.sheets.read` returns them.
        root: the plan's folder, which has no file of a plan yet.
        today: today's date, from which the plan is kept in its files.
        mapped: what somebody says about the files.
        sheet_day: the day that they describe; None for the day in their titles, or else today.
        by: the body that reports what they say, by id or name; None to name none.
        leave_out_bad: whether to go on without cells that cannot be read, which are then listed in the plan.
        notes: answers to what is asked about cells, by cell, which the receipt keeps.
        commit: the commit that is checked out; None outside git.

    Returns:
        The plan. If its problems have errors, it cannot be written; each has the cell that brings it.

    Raises:
        ProblemsFound: no table of actions was found.
        SaveError: a file of a plan is already in the folder.
    """
    own = tuple(own_export(book, mapped) for book in books)
    mapped = next((each.mapped for each in own if each is not None), mapped)
    books = [each.book if each is not None else book for each, book in zip(own, books, strict=True)]
    files = tuple(read_file(book, mapped) for book in books)
    if not any(file.tables for file in files):
        raise ProblemsFound((no_table(books),))
    exported = next((each for each in own if each is not None), None)
    days = [file.day for file in files if file.day is not None]
    days += [each.rows.day for each in own if each is not None and each.rows.day is not None]
    day = sheet_day or max(days, default=today)
    settings = Settings(id=_id_of(root), mapped=mapped, day=min(day, today), today=today, by=by)
    leave_out: dict[CellPlace, str] = {}
    for _ in range(_ROUNDS):
        result = built(files, settings, frozenset(leave_out))
        if exported is not None:
            result = with_own_history(result, exported.rows, today)
        result = evolve(result, plan=evolve(result.plan, root=root))
        found = _problems(result, settings, root)
        bad = {where: each for each, where in found if each.severity == "error" and where is not None}
        if not leave_out_bad or not bad:
            break
        leave_out |= {where: each.message for where, each in bad.items()}
    left_out = tuple(_left_out(leave_out, len(files)))
    plan = _with_left_out(result.plan, left_out)
    result = evolve(result, plan=plan)
    counts = counted(files, result)
    prepared = prepare_written(plan, root)
    receipt = receipt_of(files, result, counts, settings, left_out, prepared)
    problems = tuple(each for each, _ in found)
    asked = (*personal(problems), *_people(result))
    receipt = evolve(
        receipt,
        commit=commit,
        queried=tuple(queried(asked, notes)),
        placed=receipt.placed + (exported.read_beside if exported is not None else 0),
        not_read=exported.not_read if exported is not None else 0,
    )
    change = new_receipt(root, receipt)
    return PreparedImport(
        files=files,
        built=result,
        counts=counts,
        prepared=evolve(
            prepared,
            changes=(*prepared.changes, change),
            blocks=(*prepared.blocks, (change.after or b"").decode()),
            problems=problems,
            to_confirm=unanswered(asked, notes),
        ),
        left_out=left_out,
        asked=asked,
        receipt=receipt,
        not_read=exported.sheets if exported is not None else (),
    )


def import_plan(
    sources: Iterable[str | Path | bytes],
    folder: str | os.PathLike[str],
    *,
    today: date,
    mapping: str | Path | bytes | None = None,
    sheet_day: date | None = None,
    by: str | None = None,
    leave_out_bad: bool = False,
) -> Prepared:
    """Make a plan of the spreadsheets or documents in which it was kept, and save it: all of it, or nothing.

    Nothing is asked. The folder ``receipts`` of the plan says how the files were read, and what became of their cells.

    Args:
        sources: the files, as paths or as their bytes: workbooks (.xlsx, .ods), tables as text, documents (.docx).
        folder: the plan's folder, which has no file of a plan yet.
        today: today's date, from which the plan is kept in its files.
        mapping: a mapping file, as its path or its bytes, that says how to read them; None to go by the files.
        sheet_day: the day that they describe; None for the day in their titles, or else today.
        by: the body that reports what they say, by id or name; None to name none.
        leave_out_bad: whether to go on without cells that cannot be read, which are then listed in the plan.

    Returns:
        What was saved; its problems are warnings, and ``to_confirm`` has what the command line would have asked about
        first, such as personal data.

    Raises:
        OSError: there is no such file, or it may not be read.
        ProblemsFound: a cell cannot be read or breaks a rule, or no table of actions was found; nothing was written.
        SaveError: a file of a plan is already in the folder, or it cannot be written.
        UnreadableFile: a file is no table, or is not safe to read.

    Example:
        >>> sheet = b"Ref,Action,Owner,Due date\\n1.1,Cut the wait,County Council,31/3/2026\\n"
        >>> saved = import_plan([sheet], f"{folder}/imported", today=date(2025, 10, 1))
        >>> print(load(saved.root).plans[0].action("1.1").due)
        2026-03-31
    """
    from actionplan.edit.imports.mapping_file import read_mapping
    from actionplan.sheets import read

    if isinstance(mapping, bytes):
        mapped = read_mapping("mapping", mapping)
    else:
        mapped = NOTHING_MAPPED if mapping is None else read_mapping(os.fspath(mapping))
    ready = prepare_import(
        [read(source) for source in sources],
        os.fspath(folder),
        today=today,
        mapped=mapped,
        sheet_day=sheet_day,
        by=by,
        leave_out_bad=leave_out_bad,
    )
    refuse_errors(ready.prepared)
    save_plan(ready.prepared)
    return ready.prepared


def _id_of(root: str) -> Id:
    from actionplan.edit.imports.refs import id_of

    return Id(id_of(os.path.basename(os.path.abspath(root))) or "plan")


def no_table(books: Sequence[Book]) -> Problem:
    """Return the problem of files without a table of actions."""
    expected = "a row of headings such as Ref, Action, Owner, Due date and Status, with a row for each action under it"
    fix = "say where the headings are in a mapping file: heading_rows = { Sheet1 = 7 }"
    where = Location(path=books[0].name)
    return problem("E102", "there is no table of actions in this file", where, expected=expected, fix=fix)


def _problems(result: Built, settings: Settings, root: str) -> list[tuple[Problem, CellPlace | None]]:
    """Return the problems of a plan, each at the cell that brings it, as far as there is one."""
    found: list[tuple[Problem, CellPlace | None]] = []
    found += ((each, _place_of(each.where.cell, each.where.path)) for each in result.problems)
    by_path = {record_path(root, "action", draft.group.id): (file, draft) for file, draft in result.drafts}
    for each in check_plan(result.plan, settings.today):
        file, draft = by_path.get(each.where.path, ("", None))
        where = _cell_of(each.where.keys, draft) if draft is not None else None
        if draft is None or where is None:
            found.append((each, None))
            continue
        cell = place(draft.sheet, *where)
        found.append((evolve(each, where=Location(path=file, cell=cell)), (file, draft.sheet, *where)))
    return found


def _place_of(cell: str, file: str) -> CellPlace:
    sheet, _, name = cell.rpartition("!")
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return (file, sheet, int(name[len(letters) :]), column)


def _cell_of(keys: KeyPath, draft: Draft) -> tuple[int, int] | None:
    """Return the cell that gave a value, or the nearest one above it in the file; None for none."""
    return next((draft.places[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in draft.places), None)


def _people(result: Built) -> Iterator[Problem]:
    """Yield what seems to be the name of a person where a role or a body belongs."""
    plan, today = result.plan, date.max
    places = {draft.group.id: (file, draft) for file, draft in result.drafts}
    bodies = tuple((("bodies", name), plan.bodies[name]) for name in result.made_bodies)
    yield from person_as_body.run(PlannedChange(plan, plan, bodies, today))
    for action in plan.actions:
        file, draft = places[action.id]
        for found in person_as_lead.run(PlannedChange(plan, action, (((), action),), today)):
            where = _cell_of(found.where.keys, draft)
            cell = place(draft.sheet, *where) if where else ""
            yield evolve(found, where=Location(path=file, cell=cell)) if cell else found


def unanswered(asked: Iterable[Problem], notes: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is asked and has no answer.

    Args:
        asked: what is asked, some of it at a cell.
        notes: the answers, by cell.
    """
    return tuple(found for found in asked if found.where.cell not in notes)


def queried(asked: Iterable[Problem], notes: Mapping[str, str]) -> Iterator[Queried]:
    """Yield what a receipt keeps of what was asked about cells; it is saved only once all of that is confirmed.

    The question is that of the code alone, since the message may have personal data.
    """
    names = {each.code: each.name for each in ASKED}
    for found in asked:
        if cell := found.where.cell:
            yield Queried(cell=cell, question=f"{found.code} {names[found.code]}", note=notes.get(cell))


def _left_out(leave_out: dict[CellPlace, str], files: int) -> Iterator[CellLeftOut]:
    for (file, sheet, row, column), why in sorted(leave_out.items()):
        cell = place(sheet, row, column)
        yield CellLeftOut(cell=cell if files == 1 else f"{file} {cell}", why=why)


def _with_left_out(plan: Plan, left_out: Sequence[CellLeftOut]) -> Plan:
    """Return a plan that says which cells are left out, and that it is therefore incomplete."""
    if not left_out:
        return plan
    listed = [f"{each.cell}: {each.why}" for each in left_out]
    reason = f"{count(len(left_out), 'cell')} of the spreadsheet could not be read: see left_out under extra"
    return evolve(plan, coverage="incomplete", coverage_reason=reason, extra={**plan.extra, "left_out": listed})


def receipt_of(
    files: Sequence[ReadFile],
    result: Built,
    counts: Sequence[SheetCount],
    settings: Settings,
    left_out: tuple[CellLeftOut, ...],
    made: Prepared | None,
) -> Imported:
    """Return what a plan keeps of an import, with the files that were made; None for none."""
    fates = total(counts)
    columns = [column for file in files for each in file.tables for column in each.columns]
    return Imported(
        imported=settings.today,
        by=next((entry.by for each in result.plan.actions for entry in each.status), None) if settings.by else None,
        sheet_date=settings.day,
        headings=fates[HEADINGS],
        placed=fates[PLACED],
        extra=fates[EXTRA],
        empty=fates[EMPTY],
        files=tuple(ImportedFile(name=file.book.name, digest=file.book.digest) for file in files),
        mapping=as_table(settings.mapped, columns),
        left_out=left_out,
        made=tuple(_made(made.changes, made.root)) if made is not None else (),
        rows=tuple(rows_of(result)),
    )


def _made(changes: Iterable[FileEdit], root: str) -> Iterator[MadeFile]:
    for change in changes:
        path = os.path.relpath(change.path, root).replace(os.sep, "/")
        yield MadeFile(path=path, digest=sha256(change.after or b"").hexdigest())


def rows_of(result: Built) -> Iterator[ImportedRow]:
    """Yield the rows of each action with a digest of each of its texts."""
    for _, draft in result.drafts:
        digests = " ".join(f"{key}={digest_of(draft.group.id, key, text)}" for key, text in draft.texts.items())
        yield ImportedRow(id=Id(draft.group.id), cell=first_cell(draft), digests=digests)


def first_cell(draft: Draft) -> str:
    """Return the cell at which the row of an action begins, such as ``Actions!A5``."""
    row = draft.group.rows[0]
    first = min((where for where in draft.fates if where[0] == row.number), default=(row.number, 1))
    return place(draft.sheet, *first)


def digest_of(action: str, key: str, text: str) -> str:
    """Return the digest by which the text of an action in a column is compared with a later one."""
    return sha256(f"{action}\n{key}\n{text}".encode()).hexdigest()[:_DIGEST]
