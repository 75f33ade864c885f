"""Give a record another id: its file moves, references follow, and the old id stays in the head as ``formerly``."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from actionplan.edit.create import refuse_taken
from actionplan.edit.plan_edit import PlanEdit
from actionplan.merge.former_ids import former_ids, with_former_ids
from actionplan.model.kinds import FOLDERS, naming, record_path
from actionplan.model.problem import KeyPath, ProblemsFound
from actionplan.storage.in_place import with_values
from actionplan.storage.plan_folder import record_id
from actionplan.storage.save import FileEdit, SaveError
from actionplan.storage.toml import Unreadable, document_of

_NAMED_BY = {key: kind for kind in FOLDERS for key in naming(kind)}
"""The kind of record that each key names."""

_OWN = frozenset({"extra", "stated", "formerly"})
"""Keys whose values are not references: the plan's own fields, the words of a source, and former ids."""


def prepare_renumber(edit: PlanEdit, kind: str, old: str, new: str) -> tuple[FileEdit, ...]:
    """Return the files of a plan in which a record gets another id.

    Args:
        edit: the plan.
        kind: the kind of record, one of `FOLDERS`.
        old: its id.
        new: its new id.

    Returns:
        The changes: the files that name the record, its file under the new name, and the removal of the old file.

    Raises:
        SaveError: the new id is not valid, is taken, or was used before, or only capitals would change.
        ProblemsFound: a file cannot be read, and might name the record.
    """
    plan, problems = edit.complete
    if plan.unread:
        raise ProblemsFound(tuple(problem for problem in problems if problem.severity == "error"))
    if new.casefold() == old.casefold():
        raise SaveError(f'"{new}" and "{old}" are one id, since capitals make no difference: choose another')
    refuse_used(edit, new)
    changes = []
    for record_kind, name in edit.ids():
        document = edit.document(record_path(edit.root, record_kind, name))
        after = with_values(document, dict(_places(document.table, kind, old, new)))
        if (record_kind, name) == (kind, old):
            path = record_path(edit.root, kind, new)
            after = with_former_ids(path, after, [*former_ids(document.table), old])
            changes.append(FileEdit(path=path, before=None, after=after))
            changes.append(FileEdit(path=document.path, before=document.data, after=None))
        elif after != document.data:
            changes.append(FileEdit(path=document.path, before=document.data, after=after))
    return tuple(changes)


def refuse_used(edit: PlanEdit, new: str) -> None:
    """Raise SaveError if an id is not valid, is taken, or was used before."""
    refuse_taken(edit, new)
    for kind in FOLDERS:
        if path := renumbered_path(edit, kind, new):
            raise SaveError(
                f'"{new}" was once the id of {record_id(path)}: ids are never used again, so choose another'
            )


def renumbered_path(edit: PlanEdit, kind: str, old: str) -> str | None:
    """Return the file of the record that had an id before; None if there is none, or it cannot be read."""
    for path, former in _former(edit, kind):
        if old.casefold() in {name.casefold() for name in former}:
            return path
    return None


def _former(edit: PlanEdit, kind: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the path of each record of a kind that can be read, and its former ids."""
    for path in (record_path(edit.root, each, name) for each, name in edit.ids() if each == kind):
        with suppress(Unreadable):
            yield path, former_ids(edit.document(path).table)


def with_ids_of_today(edit: PlanEdit, path: str, data: bytes) -> bytes:
    """Return a version of a file with the present id of every record that it names.

    Args:
        edit: the plan.
        path: the file, for messages.
        data: the version's bytes; if they cannot be read they are returned unchanged.
    """
    for kind, old, new in _outdated_ids(edit):
        if old.encode() in data:
            data = with_other_id(path, data, kind, old, new)
    return data


def _outdated_ids(edit: PlanEdit) -> list[tuple[str, str, str]]:
    """Return the former ids that no record has now: the kind, the former id and the present one."""
    names = {name.casefold() for _, name in edit.ids()}
    former = [(kind, path, ids) for kind in FOLDERS for path, ids in _former(edit, kind)]
    return [(kind, old, record_id(path)) for kind, path, ids in former for old in ids if old.casefold() not in names]


def brought_up_to_date(edit: PlanEdit) -> Iterator[FileEdit]:
    """Yield changes to the files that name a record by an id that it has no longer.

    A reference gets the present id. A former id that another record has, or lists first, is taken out of the head,
    since it finds that other record: each side of a merge made a record with this id.
    """
    owners: dict[str, object] = {}
    outdated = _outdated_ids(edit)
    names = {name.casefold() for _, name in edit.ids()}
    for kind, name in edit.ids():
        path = record_path(edit.root, kind, name)
        with suppress(Unreadable):
            document = edit.document(path)
            ids = former_ids(document.table)
            places: dict[KeyPath, Any] = {}
            for of, old, new in outdated:
                places |= _places(document.table, of, old, new)
            title = document.table.get("title")
            own = [old for old in ids if owners.setdefault(old.casefold(), title) == title]
            if (kept := [old for old in own if old.casefold() not in names]) != ids:
                places["formerly",] = kept
            if places:
                yield FileEdit(path=path, before=document.data, after=with_values(document, places))


def with_other_id(path: str, data: bytes, kind: str, old: str, new: str) -> bytes:
    """Return a file with another id wherever it names a record; a file that cannot be read is returned unchanged.

    Args:
        path: the file, for messages.
        data: its bytes.
        kind: the kind of the record that is named.
        old: its old id.
        new: its new id.
    """
    try:
        document = document_of(path, data)
    except Unreadable:
        return data
    return with_values(document, dict(_places(document.table, kind, old, new)))


def with_new_ids(value: Any, ids: Mapping[str, Mapping[str, str]], key: str = "") -> Any:
    """Return a table with other ids wherever it names records that were renumbered.

    Args:
        value: the table, or a value in it.
        ids: for each kind of record, the new ids by the old ones.
        key: the key that has the value; empty for a whole file.
    """
    if isinstance(value, dict):
        return {name: inner if name in _OWN else with_new_ids(inner, ids, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_new_ids(inner, ids, key) for inner in value]
    if isinstance(value, str) and key == "findings":
        area, colon, finding = value.rpartition(":")
        return f"{ids.get('area', {}).get(area, area)}{colon}{finding}"
    if isinstance(value, str) and key in _NAMED_BY:
        return ids.get(_NAMED_BY[key], {}).get(value, value)
    return value


def _places(value: Any, kind: str, old: str, new: str, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the path of every reference to a record, and the new value there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _OWN:
                yield from _places(inner, kind, old, new, (*keys, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _places(inner, kind, old, new, (*keys, place))
    elif isinstance(value, str):
        key = next((key for key in reversed(keys) if isinstance(key, str)), "")
        if key in naming(kind) and value == old:
            yield keys, new
        elif kind == "area" and key == "findings" and value.startswith(f"{old}:"):
            yield keys, new + value.removeprefix(old)
