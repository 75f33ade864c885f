"""Complete the head of a record: another part, such as a clause, or other lists. No other byte of the file changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actionplan.edit.append import new_problems_of_plan
from actionplan.edit.input import made_from
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.fields import older_keys
from actionplan.model.kinds import KINDS, parts_of_kind, records_of
from actionplan.model.problem import KeyPath
from actionplan.model.records import Record
from actionplan.rules.confirmations import personal, to_confirm
from actionplan.rules.confirmations.registry import PlannedChange
from actionplan.storage.in_place import with_table, with_values
from actionplan.storage.load import structure_text
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, Prepared, SaveError
from actionplan.storage.toml import Document
from actionplan.storage.writer import pair_text, table_text, to_table


def prepare_part(
    edit: PlanEdit, kind: str, identifier: str, parts: str, stated: Mapping[str, Any], today: date
) -> Prepared:
    """Return a record's file with another part, and the problems that it would bring, without writing anything.

    Args:
        edit: the plan.
        kind: the kind of record, one of `FOLDERS`.
        identifier: the record's id.
        parts: the list to which it is added, such as ``clauses``.
        stated: the values of the part by their keys, its ``id`` among them if it has one; None means not stated.
        today: today's date.

    Raises:
        ProblemsFound: the record's file or ``plan.toml`` cannot be read.
        SaveError: the record has a part with this id, or its file is written in a way that cannot be changed safely.
        WrongValue: a value is wrong.
    """
    record, document = edit.record(kind, identifier).readable()
    known: Mapping[str, Any] = parts_of_kind(type(record))
    part = made_from(stated, known[parts], edit.plan)
    there = getattr(record, parts)
    if hasattr(part, "id") and any(each.id.casefold() == part.id.casefold() for each in there):
        name = parts.removesuffix("s")
        raise SaveError(f'{identifier} has a {name} "{part.id}" already; it has {", ".join(each.id for each in there)}')
    key, lists = _key(record, document, parts), list(known)
    data = with_table(document, (key,), to_table(part), after=lists[: lists.index(parts)])
    added = (((parts, len(there)), part),)
    return _prepared(edit, record, document, data, table_text((key, len(there)), to_table(part)), today, added)


def prepare_lists(
    edit: PlanEdit, kind: str, identifier: str, place: KeyPath, lists: Mapping[str, Sequence[str]], today: date
) -> Prepared:
    """Return a record's file with other lists of ids in its head, without writing anything; see `prepare_part`.

    Args:
        edit: the plan.
        kind: the kind of record, one of `FOLDERS`.
        identifier: the record's id.
        place: the part of the record that names the ids, such as ``("clauses", 0)``; empty for the record itself.
        lists: the whole lists by their keys.
        today: today's date.

    Raises:
        ProblemsFound: the record's file or ``plan.toml`` cannot be read.
        SaveError: the file is written in a way that cannot be changed safely.
    """
    record, document = edit.record(kind, identifier).readable()
    where = (_key(record, document, str(place[0])), *place[1:]) if place else ()
    data = with_values(document, {(*where, key): list(names) for key, names in lists.items()})
    shown = {key: list(names) for key, names in lists.items()}
    if place:
        part: str = getattr(record, str(place[0]))[place[1]].id
        block = table_text(where, {"id": part, **shown})
    else:
        block = "".join(f"{pair_text(key, names)}\n" for key, names in shown.items())
    return _prepared(edit, record, document, data, block, today)


def _key(record: Record, document: Document, parts: str) -> str:
    """Return the key of a list of parts in a file, which may have its older name."""
    class_: Any = type(record)
    older = next((key for key, key_now in older_keys(class_).items() if key_now == parts), parts)
    return older if older in document.table else parts


def _prepared(
    edit: PlanEdit,
    record: Record,
    document: Document,
    data: bytes,
    block: str,
    today: date,
    added: tuple[tuple[KeyPath, Any], ...] = (),
) -> Prepared:
    """Return a file with a new head, and the problems that it brings to the plan."""
    path, text = document.path, data.decode("utf-8-sig")
    alone, problems = structure_text(edit.plan, path, text, KINDS[type(record)], record.id)
    found = (*problems, *new_problems_of_plan(edit, [alone], today))
    asked = to_confirm(PlannedChange(alone, records_of(alone)[0], added, today)) if records_of(alone) else ()
    return Prepared(
        root=edit.root,
        changes=(FileEdit(path=path, before=document.data, after=data),),
        blocks=(block,),
        problems=locate(found, {path: text}),
        to_confirm=locate((*asked, *personal(found)), {path: text}),
    )
