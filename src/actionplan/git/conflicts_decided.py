"""Decide the outcome of each file with a conflict."""

import os
from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import evolve, field, frozen

from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.renumber import (
    refuse_used,
    renumbered_path,
    with_ids_of_today,
    with_other_id,
)
from actionplan.git.audit.versions import is_restored
from actionplan.git.conflicts_found import Unsettled, bytes_of, left_by_git, table_of
from actionplan.git.merge_driver import Unmerged
from actionplan.merge.conflict import Settled, settle, settle_unknown, settle_versions
from actionplan.merge.former_ids import former_ids, with_former_ids
from actionplan.merge.markers import Side, has_markers, only, without_conflicts
from actionplan.model.kinds import FOLDERS, record_at, record_path
from actionplan.storage.plan_folder import record_ids
from actionplan.storage.save import FileEdit

Answer = Literal["ours", "theirs", "keep"]


_BOTH_AGREED = (
    "each side made a record of this name, and both were agreed, so neither may go. Keep both, and cancel the one that "
    "is not needed (actionplan cancel). Which id should theirs get?"
)


@frozen(kw_only=True)
class Outcome:
    """The outcome for a file with a conflict.

    Attributes:
        changes: the files to save.
        question: the decision that is needed first; empty where none is.
        details: sentences with further information.
    """

    changes: tuple[FileEdit, ...] = ()
    question: str = ""
    details: tuple[str, ...] = field(default=())


def outcome(conflict: Unsettled, answer: Answer | None) -> Outcome:
    """Return the outcome for a file with a conflict.

    Args:
        conflict: the file.
        answer: the side to use where they conflict, or "keep" for the file as it is now; None if there is no decision.
    """
    if answer == "keep":
        return Outcome()
    if conflict.other is not None:
        return _one_id(conflict, conflict.other, answer)
    if conflict.up_to_date is not None:
        change = FileEdit(path=conflict.git.path, before=conflict.now, after=conflict.up_to_date)
        return Outcome(changes=(change,), details=(f"{conflict.git.path} has the present ids of records now",))
    return _one_file(conflict, answer)


def _one_file(conflict: Unsettled, answer: Side | None) -> Outcome:
    """Return the outcome for the file of one record, or of two records with one id."""
    if answer is not None and not conflict.may_be_dropped:
        return Outcome(question=_BOTH_AGREED)
    if not conflict.in_git:
        return _at(
            conflict.git.path,
            conflict.now,
            settle_unknown(conflict.git.ours or b"", conflict.git.theirs or b"", conflict.git.path, answer),
        )
    git, where = _of_today(conflict), record_at(conflict.git.path, conflict.root)
    now = {conflict.git.ours: git.ours, conflict.git.theirs: git.theirs}.get(conflict.now, conflict.now)
    is_corrected = now is not None and not has_markers(now, git.ours, git.theirs) and now not in (git.ours, git.theirs)
    if where is not None and where[0] in FOLDERS and not is_corrected:
        today = evolve(conflict, git=git)
        moved = _renumbered(today, where, answer) or _another_record(today, where[0], answer)
        if moved is not None:
            return moved
    return _at(git.path, conflict.now, settle(git.base, git.ours, git.theirs, now, git.path, answer))


def _of_today(conflict: Unsettled) -> Unmerged:
    """Return the versions of a file with the present ids of all records."""
    git, edit = conflict.git, PlanEdit(conflict.root)

    def today(data: bytes | None) -> bytes | None:
        return with_ids_of_today(edit, git.path, data) if data is not None else None

    return evolve(git, base=today(git.base), ours=today(git.ours), theirs=today(git.theirs))


def _at(path: str, now: bytes | None, settled: Settled, *more: FileEdit) -> Outcome:
    """Return the outcome that writes a merged file to a path."""
    if settled.question:
        return Outcome(question=settled.question, details=settled.details)
    changes = [FileEdit(path=path, before=now, after=settled.data)] if settled.data != now else []
    return Outcome(changes=(*changes, *more), details=settled.details)


def _renumbered(conflict: Unsettled, where: tuple[str, str], answer: Side | None) -> Outcome | None:
    """Merge one side's changes into the file to which the other side renumbered the record; None otherwise."""
    git = conflict.git
    if git.base is None or (git.ours is None) == (git.theirs is None):
        return None
    moved = renumbered_path(PlanEdit(conflict.root), *where)
    before = bytes_of(moved) if moved is not None else None
    if moved is None or before is None:
        return None
    ours, theirs = before if git.ours is None else git.ours, before if git.theirs is None else git.theirs
    versions = git.base, ours, theirs
    return _merged_into(f"{git.path} is now {moved}", (moved, before), conflict, None, versions, answer)


def _another_record(conflict: Unsettled, kind: str, answer: Side | None) -> Outcome | None:
    """Separate two records with one id, if one of them got another id before; None otherwise.

    Entries that were added to that one under the old id go to its new file. The other record keeps the old id.
    """
    git = conflict.git
    title, was = table_of(git.ours).get("title"), without_conflicts(git.base or b"")
    if git.base is None or not conflict.is_two_sided or title == table_of(git.theirs).get("title"):
        return None
    like = ""
    for moving, staying in ((git.theirs, git.ours), (git.ours, git.theirs)):
        one, base = table_of(moving), was if table_of(was).get("title") == table_of(moving).get("title") else b""
        for name in record_ids(conflict.root, kind):
            data = bytes_of(path := record_path(conflict.root, kind, name))
            is_it = os.path.abspath(path) == os.path.abspath(git.path)
            if is_it or moving is None or data is None or table_of(data).get("title") != one.get("title"):
                continue
            if not any(is_restored(head, table_of(data)) for head in (one, table_of(base))):
                like = path
                continue
            what = f"{git.path} is now another record, and this one is {path}"
            sides = (data, moving) if moving is git.theirs else (moving, data)
            return _merged_into(what, (path, data), conflict, staying, (base, *sides), answer)
    if not like or answer is not None:
        return None
    return Outcome(
        question=f"these may be two records, because {like} has the title of one: which is it? "
        "If they are two, put each into its own file in an editor, and run this again"
    )


def _merged_into(
    what: str,
    heir: tuple[str, bytes],
    conflict: Unsettled,
    staying: bytes | None,
    versions: tuple[bytes, bytes, bytes],
    answer: Side | None,
) -> Outcome:
    """Merge versions into the file that a record has now, and leave another one, or none, at its old path.

    Args:
        what: a sentence about where the record is now.
        heir: the path of its file, and the bytes of it.
        conflict: the file at its old path.
        staying: the bytes that stay at its old path; None to remove the file.
        versions: base, ours and theirs.
        answer: the side to use where they conflict; None if there is no decision.
    """
    more = [] if conflict.now == staying else [FileEdit(path=conflict.git.path, before=conflict.now, after=staying)]
    made = _at(*heir, settle_versions(*versions, heir[0], answer), *more)
    return evolve(made, details=(f"{what}: its new entries are added there", *made.details))


def _one_id(conflict: Unsettled, other: str, answer: Side | None) -> Outcome:
    """Merge a record to which each side gave another id under one of the ids; the other becomes a former id."""
    git = conflict.git
    (kind, ours_id), (_, theirs_id) = (record_at(path, conflict.root) or ("", "") for path in (git.path, other))
    kept, gone = (theirs_id, ours_id) if answer == "theirs" else (ours_id, theirs_id)
    path, left = (other, git.path) if answer == "theirs" else (git.path, other)
    # Git may have merged both files already, with the same markers in both.
    edit, ours, theirs = PlanEdit(conflict.root), only(git.ours or b"", "ours"), only(git.theirs or b"", "theirs")
    ours, theirs = (with_ids_of_today(edit, git.path, data) for data in (ours, theirs))
    ids = [*former_ids(table_of(ours)), *former_ids(table_of(theirs)), gone]
    former = list(dict.fromkeys(name for name in ids if name != kept))
    sides = [with_former_ids(path, data, former) for data in (ours, theirs)]
    if git.base is None:
        settled = settle_unknown(sides[0], sides[1], path, answer)
    else:
        settled = settle_versions(git.base, sides[0], sides[1], path, answer)
    if answer is None:
        question = f"both sides renumbered one record: should its id be {ours_id} (ours) or {theirs_id} (theirs)?"
        return Outcome(question=question, details=settled.details if settled.question else ())
    removed = [FileEdit(path=left, before=bytes_of(left), after=None)] if os.path.lexists(left) else []
    made = _at(path, bytes_of(path), settled, *removed, *_with_new_id(conflict.root, kind, gone, kept, (path, left)))
    return evolve(made, details=(f"{left} is now {path}, with the new entries of both sides", *made.details))


def _with_new_id(root: str, kind: str, old: str, new: str, but: Sequence[str]) -> Iterator[FileEdit]:
    """Yield changes to the files that refer to a record by the id that it loses, except those with conflicts."""
    waiting = {os.path.abspath(path) for path in (*but, *(conflict.path for conflict in left_by_git(root)))}
    for other in FOLDERS:
        for name in record_ids(root, other):
            path = record_path(root, other, name)
            data = bytes_of(path)
            if os.path.abspath(path) in waiting or data is None or has_markers(data):
                continue
            if (after := with_other_id(path, data, kind, old, new)) != data:
                yield FileEdit(path=path, before=data, after=after)


def two_records(conflict: Unsettled, new: str) -> Outcome:
    """Keep two new files with one name: theirs gets another id.

    Raises:
        SaveError: the id is invalid, in use, or was used before.
    """
    path = conflict.git.path
    kind, old = record_at(path, conflict.root) or ("", "")
    refuse_used(PlanEdit(conflict.root), new)
    git, theirs = _of_today(conflict), record_path(conflict.root, kind, new)
    changes = [FileEdit(path=theirs, before=None, after=git.theirs)]
    if conflict.now != git.ours:
        changes.append(FileEdit(path=path, before=conflict.now, after=git.ours))
    detail = f"their record is now {theirs}. Check files that refer to {old}: they may mean their record"
    return Outcome(changes=tuple(changes), details=(detail,))
