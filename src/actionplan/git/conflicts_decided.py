"""What is to become of each file that a merge left open."""

import os
from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import evolve, field, frozen

from actionplan.edit.renumber import (
    former_ids,
    is_in_plan,
    refuse_used,
    renumbered_path,
    with_former_ids,
    with_ids_of_today,
    with_other_id,
)
from actionplan.git.audit.versions import is_restored
from actionplan.git.conflicts_found import Unsettled, bytes_of, left_by_git, table_of
from actionplan.git.merge_driver import Unmerged
from actionplan.merge.conflict import Settled, settle, settle_markers, settle_unknown, settle_versions
from actionplan.merge.markers import Side, has_markers, only, without_conflicts
from actionplan.model.kinds import FOLDERS, record_path
from actionplan.storage.plan_folder import record_ids
from actionplan.storage.save import Change

Answer = Literal["ours", "theirs", "keep"]


@frozen(kw_only=True)
class Outcome:
    """What is to become of an open file.

    Attributes:
        changes: what is to be saved.
        question: what somebody has to decide first; empty where nothing is open.
        details: one sentence for each thing to know.
    """

    changes: tuple[Change, ...] = ()
    question: str = ""
    details: tuple[str, ...] = field(default=())


def outcome(found: Unsettled, answer: Answer | None) -> Outcome:
    """Return what becomes of an open file.

    Args:
        found: the file.
        answer: whose side holds in what is open, or that the file is right as it lies there; None to leave that open.
    """
    if answer == "keep":
        return Outcome()
    if found.other is not None:
        return _one_id(found, found.other, answer)
    if not found.in_git:
        return _at(found.git.path, found.now, settle_markers(found.now or b"", found.git.path, answer))
    git, where = _of_today(found), is_in_plan(found.git.path, found.root)
    now = {found.git.ours: git.ours, found.git.theirs: git.theirs}.get(found.now, found.now)
    is_mended = now is not None and not has_markers(now) and now not in (git.ours, git.theirs)
    if where is not None and where[0] in FOLDERS and not is_mended:
        today = evolve(found, git=git)
        moved = _renumbered(today, where, answer) or _another_record(today, where[0], answer)
        if moved is not None:
            return moved
    return _at(git.path, found.now, settle(git.base, git.ours, git.theirs, now, git.path, answer))


def _of_today(found: Unsettled) -> Unmerged:
    """Return the versions of an open file with every record named by the id that it has by now."""
    git = found.git

    def today(data: bytes | None) -> bytes | None:
        return with_ids_of_today(found.root, git.path, data) if data is not None else None

    return evolve(git, base=today(git.base), ours=today(git.ours), theirs=today(git.theirs))


def _at(path: str, now: bytes | None, settled: Settled, *more: Change) -> Outcome:
    """Let what was settled lie at a path."""
    if settled.question:
        return Outcome(question=settled.question, details=settled.details)
    changes = [Change(path=path, before=now, after=settled.data)] if settled.data != now else []
    return Outcome(changes=(*changes, *more), details=settled.details)


def _renumbered(found: Unsettled, where: tuple[str, str], answer: Side | None) -> Outcome | None:
    """Put what one side did to a file into the one of its new id, where the other renumbered it; None otherwise."""
    git = found.git
    if git.base is None or (git.ours is None) == (git.theirs is None):
        return None
    moved = renumbered_path(found.root, *where)
    before = bytes_of(moved) if moved is not None else None
    if moved is None or before is None:
        return None
    ours, theirs = before if git.ours is None else git.ours, before if git.theirs is None else git.theirs
    return _told(f"{git.path} is {moved} by now", _At(moved, before), found, None, (git.base, ours, theirs), answer)


def _another_record(found: Unsettled, kind: str, answer: Side | None) -> Outcome | None:
    """Part two records of one id, where one of them got another id before; None where that is not so.

    That one's file takes what was added under the old id, which stays the other's.
    """
    git = found.git
    title, was = table_of(git.ours).get("title"), without_conflicts(git.base or b"")
    if git.base is None or not found.is_two_sided or title == table_of(git.theirs).get("title"):
        return None
    like = ""
    for moving, staying in ((git.theirs, git.ours), (git.ours, git.theirs)):
        one, base = table_of(moving), was if table_of(was).get("title") == table_of(moving).get("title") else b""
        for name in record_ids(found.root, kind):
            heir = _At(path := record_path(found.root, kind, name), bytes_of(path))
            is_it = os.path.abspath(path) == os.path.abspath(git.path)
            if is_it or moving is None or heir.data is None or table_of(heir.data).get("title") != one.get("title"):
                continue
            if not any(is_restored(head, table_of(heir.data)) for head in (one, table_of(base))):
                like = path
                continue
            what = f"{git.path} is another record by now, and this one is {path}"
            sides = (heir.data, moving) if moving is git.theirs else (moving, heir.data)
            return _told(what, heir, found, staying, (base, *sides), answer)
    if not like or answer is not None:
        return None
    return Outcome(
        question=f"it may be two records by now, since {like} has the title of one: which is it? "
        "If it is two, put each into its file in an editor, and run this again"
    )


@frozen
class _At:
    """A file as it lies somewhere."""

    path: str
    data: bytes | None


def _told(
    what: str,
    heir: _At,
    found: Unsettled,
    staying: bytes | None,
    versions: tuple[bytes, bytes, bytes],
    answer: Side | None,
) -> Outcome:
    """Settle versions where a record is now, and say so; what stays at its old place, or nothing, stays there."""
    more = [] if found.now == staying else [Change(path=found.git.path, before=found.now, after=staying)]
    made = _at(heir.path, heir.data, settle_versions(*versions, heir.path, answer), *more)
    return evolve(made, details=(f"{what}, and what was added to it goes there", *made.details))


def _one_id(found: Unsettled, other: str, answer: Side | None) -> Outcome:
    """Put both sides of a record to which each gave another id under one of them; the other id stays a former one."""
    git = found.git
    (kind, ours_id), (_, theirs_id) = (is_in_plan(path, found.root) or ("", "") for path in (git.path, other))
    kept, gone = (theirs_id, ours_id) if answer == "theirs" else (ours_id, theirs_id)
    path, left = (other, git.path) if answer == "theirs" else (git.path, other)
    # Git may have merged what is in them already, in both alike, with markers where they clash.
    ours, theirs = only(git.ours or b"", "ours"), only(git.theirs or b"", "theirs")
    ids = [*former_ids(table_of(ours)), *former_ids(table_of(theirs)), gone]
    former = list(dict.fromkeys(name for name in ids if name != kept))
    sides = [with_former_ids(path, data, former) for data in (ours, theirs)]
    if git.base is None:
        settled = settle_unknown(sides[0], sides[1], path, answer)
    else:
        settled = settle_versions(git.base, sides[0], sides[1], path, answer)
    if answer is None:
        asked = f"both sides renumbered one record: is it {ours_id}, as ours, or {theirs_id}, as theirs?"
        return Outcome(question=asked, details=settled.details if settled.question else ())
    removed = [Change(path=left, before=bytes_of(left), after=None)] if os.path.lexists(left) else []
    made = _at(path, bytes_of(path), settled, *removed, *_named_anew(found.root, kind, gone, kept, (path, left)))
    return evolve(made, details=(f"{left} is {path} from now on, with what both sides added", *made.details))


def _named_anew(root: str, kind: str, old: str, new: str, but: Sequence[str]) -> Iterator[Change]:
    """Yield the changes of the files that name a record by the id that it loses; open ones are settled later."""
    waiting = {os.path.abspath(path) for path in (*but, *(found.path for found in left_by_git(root)))}
    for other in FOLDERS:
        for name in record_ids(root, other):
            path = record_path(root, other, name)
            data = bytes_of(path)
            if os.path.abspath(path) in waiting or data is None or has_markers(data):
                continue
            if (after := with_other_id(path, data, kind, old, new)) != data:
                yield Change(path=path, before=data, after=after)


def two_records(found: Unsettled, new: str) -> Outcome:
    """Keep two new files of one name: theirs under another id.

    Raises:
        SaveError: the id is none, is taken, or was used before.
    """
    path = found.git.path
    kind, old = is_in_plan(path, found.root) or ("", "")
    refuse_used(found.root, new)
    theirs = record_path(found.root, kind, new)
    changes = [Change(path=theirs, before=None, after=found.git.theirs)]
    if found.now != found.git.ours:
        changes.append(Change(path=path, before=found.now, after=found.git.ours))
    told = f"theirs is {theirs} from now on: look for files that name {old} and mean theirs"
    return Outcome(changes=tuple(changes), details=(told,))
