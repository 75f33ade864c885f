"""Replace an entry whose text must not be kept by a redaction marker: the only change ever made to an entry."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from attrs import evolve, fields

from actionplan.edit.append import new_problems_of_plan
from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.redaction import is_redaction
from actionplan.model.checked import checks_arguments
from actionplan.model.entries import LEFT_IN_A_STUB, Entry, Redaction
from actionplan.model.kinds import entries_of, left_in_a_stub, plan_path, record_path, tail_of
from actionplan.model.problem import ProblemsFound
from actionplan.rules.confirmations import personal, to_confirm
from actionplan.rules.confirmations.registry import PlannedChange
from actionplan.storage.in_place import BOM
from actionplan.storage.load import structure_text
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, Prepared, SaveError, locked_plan, save_locked
from actionplan.storage.segments import File, Section, split
from actionplan.storage.toml import Document, Unreadable, decode, parse
from actionplan.storage.writer import entry_text, to_table

OF_THE_MARKER = frozenset({"E109", "E115", "E307"})
"""Codes of errors in the redaction itself. Other errors are about what the plan lacks without the entry, and must not
keep a text in the file that has to go."""


@checks_arguments
def redact_entry(
    root: str, identifier: str, entry_id: str, redaction: Redaction, *, today: date, kind: str = "action"
) -> Prepared:
    """Replace an entry by a redaction marker, and save. Git history and copies still contain the text.

    Args:
        root: the plan's folder.
        identifier: the record's id.
        entry_id: the entry's id.
        redaction: when, why and on whose authority.
        today: today's date; a redaction dated later is an error.
        kind: the kind of record, one of `FOLDERS`.

    Returns:
        What was saved. Its problems are about what the plan lacks without the entry.

    Raises:
        ProblemsFound: the file cannot be read, or the redaction itself is wrong; nothing was written.
        SaveError: there is no such entry, it is redacted already, or it could not be saved; nothing was written.

    Example:
        >>> council = Body(name="HCC", kind="council")
        >>> made = write_plan(Plan(format=1, id=Id("p"), title="A plan", bodies={Id("hcc"): council}), folder)
        >>> entry = ActionEntry(id=Id("a1"), on=PlanDate.parse("2025-09-01"), by=Id("hcc"), note="A name that must go")
        >>> action = Action(id=Id("1.1"), title="Cut the wait", areas=(), status=(entry,))
        >>> added = add_record(folder, action, today=date(2025, 10, 1))
        >>> why = Redaction(on=date(2025, 10, 1), reason="Personal data", authority="A court")
        >>> saved = redact_entry(folder, "1.1", "a1", why, today=date(2025, 10, 1))
        >>> load(folder).plans[0].action("1.1").status[0].note is None
        True
    """
    with locked_plan(root):
        edit = PlanEdit(root)
        record, document = edit.record(kind, identifier).readable()
        entries = [entry for _, entry in entries_of(record) if entry.id == entry_id]
        if len(entries) != 1:
            number = "no" if not entries else "more than one"
            raise SaveError(f'{document.path}: {number} entry is called "{entry_id}"')
        prepared = prepare_redaction(edit, kind, identifier, entries[0], redaction, today)
        if any(problem.code in OF_THE_MARKER for problem in prepared.problems):
            raise ProblemsFound(prepared.problems)
        save_locked(root, prepared.changes)
    return prepared


def prepare_redaction(
    edit: PlanEdit, kind: str, identifier: str, entry: Entry, redaction: Redaction, today: date
) -> Prepared:
    """Return a record's file with a redaction marker in the place of an entry, without writing anything.

    The bytes of the entry's block change, comments inside it included, and no others.

    Args:
        edit: the plan.
        kind: the kind of record, one of `FOLDERS`.
        identifier: the record's id.
        entry: the entry, as the file has it.
        redaction: when, why and on whose authority.
        today: today's date; a redaction dated later is an error.

    Returns:
        The change; its block is the marker. Problems with a code of `OF_THE_MARKER` are errors of the redaction; all
        others are about what the plan lacks without the entry.

    Raises:
        ProblemsFound: the file cannot be read.
        SaveError: the entry is not in the file any more, is redacted already, or has no block of its own.
    """
    before, problems, _ = file = edit.record(kind, identifier)
    record, document = file.readable()
    tail = tail_of(entry)
    there = getattr(record, tail)
    places = [at for at, other in enumerate(there) if repr(other) == repr(entry)]
    if not places:
        raise SaveError(f"{document.path}: this entry is no longer in the file; check the file, and try again")
    if entry.redacted is not None:
        raise SaveError(f"{document.path}: this entry is redacted already")
    block = entry_text(marker_of(entry, redaction))
    data = _replaced(document, tail, places[0], block)
    text = decode(document.path, data)
    after, found = structure_text(before, document.path, text, kind, identifier)
    brought = [problem for problem in found if problem not in problems]
    brought += new_problems_of_plan(edit, (after,), today)
    added = (((tail, places[0], "redacted"), redaction),)
    asked = to_confirm(PlannedChange(before, record, added, today, lost=counted_keys(entry)))
    return Prepared(
        root=edit.root,
        changes=(FileEdit(path=document.path, before=document.data, after=data),),
        blocks=(block,),
        problems=locate(brought, {document.path: text}),
        to_confirm=locate((*asked, *personal(brought)), {document.path: text}),
    )


def marker_of(entry: Entry, redaction: Redaction) -> Entry:
    """Return an entry's redaction marker.

    Args:
        entry: the entry in full.
        redaction: when, why and on whose authority.
    """
    kind, stays = type(entry), left_in_a_stub(entry)
    left = {field.name: getattr(entry, field.name) for field in fields(kind) if field.name in stays}
    return kind(**left, redacted=redaction)


_TEXTS = frozenset({"note", "reason", "source", "evidence", "approvals", "extra", "redacted"})
"""Keys that no figure is calculated from."""


def counted_keys(entry: Entry) -> tuple[str, ...]:
    """Return the keys of an entry that figures, or the agreed details, are calculated from."""
    return tuple(key for key in to_table(entry) if key not in _TEXTS | LEFT_IN_A_STUB)


def keys_that_go(entry: Entry) -> tuple[str, ...]:
    """Return the keys that a redaction removes from an entry."""
    return tuple(key for key in to_table(entry) if key not in left_in_a_stub(entry))


def _replaced(document: Document, tail: str, index: int, block: str) -> bytes:
    """Return a file's bytes with another block in place of an entry's."""
    file = split(document.text)
    sections = file.root.sections
    places = [at for at, section in enumerate(sections) if section.name == (tail,) and section.is_element]
    if file.text != document.text or len(places) != len(document.table.get(tail, ())):
        what = f"its history has no block for each entry; write each under its own [[{tail}]]"
        raise SaveError(f"{document.path}: {what}")
    at = places[index]
    newline = "\r\n" if sections[at].header.endswith("\r\n") else "\n"
    lines = block.replace("\n", newline)
    lines = lines if sections[at].text.endswith("\n") else lines.removesuffix(newline)
    marker = Section(header=lines, lead=sections[at].lead)
    root = evolve(file.root, sections=(*sections[:at], marker, *sections[at + 1 :]))
    mark = BOM if document.data.startswith(BOM) else b""
    data = mark + File(root, file.tail).text.encode()
    _refuse_other_changes(document, data, tail, index)
    return data


def _refuse_other_changes(document: Document, data: bytes, tail: str, index: int) -> None:
    """Make sure that one entry was replaced by its marker, and that nothing else changed.

    Texts are compared, since nan, which may be in [extra], differs from itself.
    """
    was = document.table[tail]
    try:
        table: dict[str, Any] = parse(document.path, decode(document.path, data))
    except Unreadable:
        table = {}
    now = table.get(tail, [])
    is_one = len(now) == len(was) and is_redaction(was[index], now[index], tail)
    expected = {**document.table, tail: [*was[:index], *now[index : index + 1], *was[index + 1 :]]}
    if not is_one or repr({**table, tail: now}) != repr(expected):
        raise SaveError(f"redacting in {document.path} would have changed more than one entry; nothing was written")


_LEAST = 12
"""The shortest text that is searched for in other files: shorter ones, such as "Done", are often equal by chance."""


def lines_to_review(edit: PlanEdit, entry: Entry, redacted: FileEdit) -> tuple[str, ...]:
    """Return the lines that remain after a redaction and may hold the same text, each as ``path:line``.

    These are comments right above the entry's block, and lines of any of the plan's files that contain a line of a text
    of the entry.

    Args:
        edit: the plan, as it was before the redaction.
        entry: the entry in full.
        redacted: the change of its file, as `prepare_redaction` returns it.
    """
    lines = [line.strip() for text in _texts(to_table(entry)) for line in text.splitlines()]
    wanted = [line for line in lines if len(line) >= _LEAST and "://" not in line]
    found = []
    for path in (plan_path(edit.root), *(record_path(edit.root, kind, name) for kind, name in edit.ids())):
        data = redacted.after or b"" if path == redacted.path else None
        with suppress(Unreadable):
            text = decode(path, edit.files.read(path) if data is None else data)
            above = range(0) if data is None else _comments_above(text, redacted)
            for number, line in enumerate(text.splitlines(), start=1):
                if number in above or any(one in line for one in wanted):
                    found.append(f"{path}:{number}")
    return tuple(found)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([inner for key, inner in value.items() if key not in LEFT_IN_A_STUB])
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _comments_above(text: str, redacted: FileEdit) -> range:
    """Return the numbers of the comment lines right above the change."""
    before, after = (data.splitlines() for data in (redacted.before or b"", redacted.after or b""))
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    lines = text.splitlines()
    first = max((at for at in range(same) if lines[at].strip() == "[[status]]"), default=0)
    above = first
    while above > 0 and lines[above - 1].lstrip().startswith("#"):
        above -= 1
    return range(above + 1, first + 1)
