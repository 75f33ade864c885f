"""Resolve a file that git could not merge: automatically where possible, otherwise with a question for the user."""

from attrs import field, frozen

from actionplan.merge.markers import Side, has_markers
from actionplan.merge.merge import CannotMerge, merge
from actionplan.model.kinds import TAILS
from actionplan.model.matching import Table
from actionplan.storage.segments import split
from actionplan.storage.toml import Unreadable, decode, parse
from actionplan.storage.writer import says

_WHOSE = "the sides differ in the fields named above: which version is right, ours or theirs?"


@frozen(kw_only=True)
class Settled:
    """The result for one file.

    Attributes:
        data: the file's bytes; None where it should be removed.
        question: what the user has to decide first; empty if nothing.
        details: further sentences for the user.
    """

    data: bytes | None = None
    question: str = ""
    details: tuple[str, ...] = field(default=())


def settle(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, now: bytes | None, path: str, prefer: Side | None
) -> Settled:
    """Merge a file that git could not merge.

    Args:
        base: its bytes in the commit from which both sides come; None where that has no such file.
        ours: its bytes on our side; None where that has no such file.
        theirs: its bytes on the other side; None where that has no such file.
        now: its bytes in the working tree; None where it has been removed.
        path: the file, for the sentences.
        prefer: the side to use where they conflict; None to ask.
    """
    if ours is None and theirs is None:
        return Settled()
    if ours is None or theirs is None:
        if prefer:
            return Settled(data=ours if prefer == "ours" else theirs)
        has, lacks = ("theirs", "ours") if ours is None else ("ours", "theirs")
        what = f"{lacks} removed the file and {has} changed it"
        if base is None:
            what = f"only {has} has a file of this name, since each side renamed it differently"
        return Settled(question=f"{what}: should it be kept?")
    if now is not None and not has_markers(now, ours, theirs) and now not in (ours, theirs):
        return Settled(data=now, details=(f"{path} has no conflict markers any more, and is used as it is",))
    return settle_versions(base or b"", ours, theirs, path, prefer)


def settle_unknown(ours: bytes, theirs: bytes, path: str, prefer: Side | None) -> Settled:
    """Merge two versions of a file whose common base is not known, as with conflict markers that were committed.

    Entries of both sides are kept. Without a base nobody knows which head changed, so heads that differ are a question.

    Args:
        ours: one version.
        theirs: the other.
        path: the file, for the sentences.
        prefer: the side whose head to use where they differ; None to ask.
    """
    try:
        heads = {side: _head(path, text) for side, text in (("ours", ours), ("theirs", theirs))}
    except Unreadable as error:
        return _whole(ours, theirs, prefer, str(error.problem.message))
    differing = _differing(parse(path, heads["ours"]), parse(path, heads["theirs"]))
    if prefer is None and differing:
        return Settled(question=_WHOSE, details=tuple(f"{path}: {sentence}" for sentence in differing))
    other = heads["ours" if prefer == "theirs" else "theirs"]
    return settle_versions(f"{other}\n# neither side\n".encode(), ours, theirs, path, prefer)


def _differing(ours: Table, theirs: Table) -> list[str]:
    """Return a sentence for each key in which two heads differ."""

    def stated(table: Table, key: str) -> str:
        return says(table[key]) if key in table else "does not have it"

    keys = [key for key in {**ours, **theirs} if key not in ours or key not in theirs or ours[key] != theirs[key]]
    return [f"the sides differ in {key}: ours {stated(ours, key)}, theirs {stated(theirs, key)}" for key in keys]


def _head(path: str, data: bytes) -> str:
    """Return a file's text without its history."""
    text = decode(path, data)
    parse(path, text)
    root = split(text).root
    kept = [section.lead + section.text for section in root.sections if section.name[0] not in TAILS]
    return "".join([*(pair.lead + pair.body for pair in root.pairs), *kept])


def settle_versions(base: bytes, ours: bytes, theirs: bytes, path: str, prefer: Side | None) -> Settled:
    """Merge two versions of a file.

    Args:
        base: the version from which both come; empty if there is none.
        ours: one version.
        theirs: the other.
        path: the file, for the sentences.
        prefer: the side to use where they conflict; None to ask.
    """
    try:
        merged = merge(base, ours, theirs, path, prefer=prefer)
    except CannotMerge as error:
        return _whole(ours, theirs, prefer, str(error))
    if merged.clashes:
        return Settled(question=_WHOSE, details=merged.clashes)
    return Settled(data=merged.data, details=merged.notes)


def _whole(ours: bytes, theirs: bytes, prefer: Side | None, reason: str) -> Settled:
    if prefer:
        return Settled(data=ours if prefer == "ours" else theirs)
    titles = tuple(f"{side}: {_title(data)}" for side, data in (("ours", ours), ("theirs", theirs)))
    return Settled(question=f"{reason}: which version should be kept?", details=titles)


def _title(data: bytes) -> str:
    try:
        return str(parse("", decode("", data)).get("title", "without a title"))
    except Unreadable:
        return "cannot be read"
