"""Taking back an entry that is not on record yet: the only way in which an entry leaves a file."""

from actionplan.model.problem import Location, ProblemsFound, problem
from actionplan.store.load import load_one
from actionplan.store.locate import spans
from actionplan.store.read import parse
from actionplan.store.save import Change


def prepare_undo(root: str, kind: str, identifier: str, recorded: bytes | None) -> tuple[Change, str] | None:
    """Work out a record's file without the last entry that git does not have.

    Args:
        root: the plan's folder.
        kind: ``action``, ``area`` or ``resolution``.
        identifier: the record's id.
        recorded: the file's bytes in the last commit; None where there are none.

    Returns:
        The change, and the text taken away; None where every entry is on record.

    Raises:
        ProblemsFound: the file cannot be read, or something other than a single block stands where the entry ends.
    """
    _, problems, document = load_one(root, kind, identifier)
    if document is None:
        raise ProblemsFound(problems)
    entries = document.table.get("status", [])
    on_record = parse(document.path, recorded.decode("utf-8-sig")).get("status", []) if recorded is not None else []
    if not isinstance(entries, list) or len(entries) <= len(on_record):
        return None
    data = document.data
    if recorded is not None and len(entries) == len(on_record) + 1 and data.startswith(recorded):
        return Change(path=document.path, before=data, after=recorded), _shown(data[len(recorded) :])
    lines = data.splitlines(keepends=True)
    start = spans(document.text)["status", len(entries) - 1].key[0] - 1
    kept = b"".join(lines[:start])
    expected = {**document.table, "status": entries[:-1]} if len(entries) > 1 else _without_status(document.table)
    if repr(parse(document.path, kept.decode("utf-8-sig"))) != repr(expected):
        where = Location(path=document.path, keys=("status", len(entries) - 1))
        message = "something else follows this entry, so it cannot be taken back"
        raise ProblemsFound((problem("E109", message, where, fix="remove the block in an editor"),))
    if kept.endswith((b"\n\n", b"\n\r\n")):
        kept = kept.removesuffix(b"\r\n") if kept.endswith(b"\r\n") else kept.removesuffix(b"\n")
    return Change(path=document.path, before=data, after=kept), _shown(data[len(kept) :])


def _without_status(table: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in table.items() if key != "status"}


def _shown(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").strip("\n") + "\n"
