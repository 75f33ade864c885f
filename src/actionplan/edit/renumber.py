"""Another id for a record: its file moves, what names it names it anew, and the old id stays under ``formerly``."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from actionplan.merge.markers import ended
from actionplan.merge.segments import Pair, split
from actionplan.model.ids import ID_RULE, fault_in_id
from actionplan.model.kinds import FOLDERS, NAMING, PLAN_FILE, record_path
from actionplan.model.problem import KeyPath, ProblemsFound
from actionplan.model.text import with_article
from actionplan.storage.in_place import BOM, with_values
from actionplan.storage.load import load_plan
from actionplan.storage.plan_folder import record_id, record_ids
from actionplan.storage.save import Change, SaveError
from actionplan.storage.toml import Document, Unreadable, document_of, read_document
from actionplan.storage.writer import value_text

_NAMED_BY = {key: kind for kind, keys in NAMING.items() for key in keys}
"""The kind of record that each key names."""

_OWN = frozenset({"extra", "stated", "formerly"})
"""Keys whose values are the plan's own, or a source's, or the past's, and name nothing that moves."""


def prepare_renumber(root: str, kind: str, old: str, new: str) -> tuple[Change, ...]:
    """Work out the files of a plan in which a record has another id.

    Args:
        root: the plan's folder.
        kind: one of `FOLDERS`.
        old: its id.
        new: its id from now on.

    Returns:
        The changes: files that name it, the file at its new place, and the removal of the one at the old.

    Raises:
        SaveError: the new id is none, is taken, or was used before.
        ProblemsFound: a file cannot be read, so that nobody knows whether it names the record.
    """
    plan, problems, _ = load_plan(root)
    if plan is None or plan.unread:
        raise ProblemsFound(tuple(found for found in problems if found.severity == "error"))
    refuse_used(root, new)
    changes = []
    for record_kind in FOLDERS:
        for name in record_ids(root, record_kind):
            document = read_document(record_path(root, record_kind, name), inside=root)
            is_it = (record_kind, name) == (kind, old)
            after = _renamed(document, kind, old, new)
            if is_it:
                path = record_path(root, kind, new)
                after = with_former_ids(path, after, [*former_ids(document.table), old])
                changes += [
                    Change(path=path, before=None, after=after),
                    Change(path=document.path, before=document.data, after=None),
                ]
            elif after != document.data:
                changes.append(Change(path=document.path, before=document.data, after=after))
    return tuple(changes)


def refuse_used(root: str, new: str) -> None:
    """Make sure that an id can be given to a record.

    Raises:
        SaveError: it is none, is taken, or was used before.
    """
    if fault := fault_in_id(new):
        raise SaveError(f"{fault}: an id is made of {ID_RULE}")
    for kind in FOLDERS:
        for name in record_ids(root, kind):
            if name.casefold() == new.casefold():
                raise SaveError(f'there is already {with_article(kind)} "{name}": ids are used once, so choose another')
        if heir := renumbered_path(root, kind, new):
            raise SaveError(
                f'"{new}" was once the id of {record_id(heir)}: ids are never used again, so choose another'
            )


def renumbered_path(root: str, kind: str, old: str) -> str | None:
    """Return the file of the record that had an id before; None where there is none, or it cannot be read."""
    for name in record_ids(root, kind) if kind in FOLDERS else ():
        path = record_path(root, kind, name)
        if old.casefold() in {former.casefold() for former in _former(path, root)}:
            return path
    return None


def _former(path: str, root: str) -> list[str]:
    """Return the former ids of a record; none where its file cannot be read."""
    try:
        return former_ids(read_document(path, inside=root).table)
    except Unreadable:
        return []


def former_ids(table: Mapping[str, Any]) -> list[str]:
    """Return the ids that a record had before, by its table."""
    former = table.get("formerly")
    return [str(name) for name in former] if isinstance(former, list) else []


def with_ids_of_today(root: str, path: str, data: bytes) -> bytes:
    """Return a version of a file that names every record by the id which it has in a plan now.

    Args:
        root: the plan's folder.
        path: the file, for messages.
        data: the version's bytes; what cannot be read is given back as it is.
    """
    names = {(kind, name.casefold()) for kind in FOLDERS for name in record_ids(root, kind)}
    for kind in FOLDERS:
        for heir in record_ids(root, kind):
            for old in _former(record_path(root, kind, heir), root):
                if (kind, old.casefold()) not in names and old.encode() in data:
                    data = with_other_id(path, data, kind, old, heir)
    return data


def with_other_id(path: str, data: bytes, kind: str, old: str, new: str) -> bytes:
    """Return a file that names a record by another id; what cannot be read is given back as it is.

    Args:
        path: the file, for messages.
        data: its bytes.
        kind: the kind of the record that is named.
        old: its id so far.
        new: its id from now on.
    """
    try:
        document = document_of(path, data)
    except Unreadable:
        return data
    return _renamed(document, kind, old, new)


def with_former_ids(path: str, data: bytes, ids: Sequence[str]) -> bytes:
    """Return a record's file with other former ids, and no other byte changed.

    Args:
        path: the file, for messages.
        data: its bytes.
        ids: every id that the record had before.

    Raises:
        Unreadable: it is not TOML.
    """
    return _with_former(document_of(path, data), ids)


def with_new_ids(value: Any, ids: Mapping[str, Mapping[str, str]], key: str = "") -> Any:
    """Return a table with other ids wherever it names records that were renumbered.

    Args:
        value: the table, or what stands in it.
        ids: by kind of record, the new id of each old one.
        key: the key under which the value stands; empty for a whole file.
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


def _renamed(document: Document, kind: str, old: str, new: str) -> bytes:
    """Return a file's bytes with another id wherever it names a record."""
    return with_values(document, dict(_places(document.table, kind, old, new)))


def _places(value: Any, kind: str, old: str, new: str, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the way to every naming of a record, and what is to stand there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _OWN:
                yield from _places(inner, kind, old, new, (*keys, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _places(inner, kind, old, new, (*keys, place))
    elif isinstance(value, str):
        key = next((key for key in reversed(keys) if isinstance(key, str)), "")
        if key in NAMING.get(kind, ()) and value == old:
            yield keys, new
        elif kind == "area" and key == "findings" and value.startswith(f"{old}:"):
            yield keys, new + value.removeprefix(old)


def _with_former(document: Document, ids: Sequence[str]) -> bytes:
    """Return a file's bytes with other former ids."""
    if "formerly" in document.table:
        return with_values(document, {("formerly",): list(ids)})
    text, newline = document.text, "\r\n" if "\r\n" in document.text else "\n"
    file = split(text)
    last = evolve(file.root.pairs[-1], body=ended(file.root.pairs[-1].body, newline))
    added = Pair(("formerly",), "", f"formerly = {value_text(list(ids))}{newline}")
    file = evolve(file, root=evolve(file.root, pairs=(*file.root.pairs[:-1], last, added)))
    return (BOM if document.data.startswith(BOM) else b"") + file.text.encode()


def is_in_plan(path: str, root: str) -> tuple[str, str] | None:
    """Return the kind and id of the record whose file a path is; None where it is none of this plan's."""
    folder, name = os.path.split(os.path.relpath(os.path.abspath(path), os.path.abspath(root)))
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    if (folder, name) == ("", PLAN_FILE):
        return "plan", ""
    return (kinds[folder], name.removesuffix(".toml")) if folder in kinds and name.endswith(".toml") else None
