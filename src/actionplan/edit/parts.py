"""Add a part to the head of a record: a clause, a finding, a recommendation, an amendment. No other byte changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actionplan.edit.append import new_problems_of_plan
from actionplan.edit.input import made_from
from actionplan.edit.plan_edit import PlanEdit
from actionplan.model.fields import older_keys
from actionplan.model.kinds import TAILS, parts_of_kind, records_of
from actionplan.rules.confirmations import personal, to_confirm
from actionplan.rules.confirmations.registry import PlannedChange
from actionplan.storage.in_place import with_table
from actionplan.storage.load import structure_text
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, Prepared, SaveError
from actionplan.storage.writer import table_text, to_table


def prepare_part(
    edit: PlanEdit, kind: str, identifier: str, parts: str, stated: Mapping[str, Any], today: date
) -> Prepared:
    """Return a record's file with another part, and the problems that it would bring, without writing anything.

    Args:
        edit: the plan.
        kind: the kind of record, one of `FOLDERS`.
        identifier: the record's id.
        parts: the list to which it is added, such as ``clauses``.
        stated: the values of the part by their keys, its ``id`` among them; None means not stated.
        today: today's date.

    Raises:
        ProblemsFound: the record's file or ``plan.toml`` cannot be read.
        SaveError: the record has a part with this id, or its file is written in a way that cannot be changed safely.
        WrongValue: a value is wrong.
    """
    record, document = edit.record(kind, identifier).readable()
    class_: Any = type(record)
    part = made_from(stated, parts_of_kind(class_)[parts], edit.plan)
    there = getattr(record, parts)
    if any(each.id.casefold() == part.id.casefold() for each in there):
        name = parts.removesuffix("s")
        raise SaveError(f'{identifier} has a {name} "{part.id}" already; it has {", ".join(each.id for each in there)}')
    older = next((key for key, today_key in older_keys(class_).items() if today_key == parts), "")
    keys = (older if older in document.table else parts,)
    data = with_table(document, keys, to_table(part), after=_before(class_, parts))
    text = data.decode("utf-8-sig")
    alone, problems = structure_text(edit.plan, document.path, text, kind, identifier)
    found = (*problems, *new_problems_of_plan(edit, [alone], today))
    added = (((parts, len(there)), part),)
    asked = to_confirm(PlannedChange(alone, records_of(alone)[0], added, today)) if records_of(alone) else ()
    return Prepared(
        root=edit.root,
        changes=(FileEdit(path=document.path, before=document.data, after=data),),
        blocks=(table_text((*keys, len(there)), to_table(part)),),
        problems=locate(found, {document.path: text}),
        to_confirm=locate((*asked, *personal(found)), {document.path: text}),
    )


def _before(record: Any, parts: str) -> list[str]:
    """Return the lists of tables that come before one in new files."""
    lists = [name for name in parts_of_kind(record) if name not in TAILS]
    return lists[: lists.index(parts)]
