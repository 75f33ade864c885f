"""What becomes of a file that git could not merge: what follows by itself, and what somebody has to say."""

from attrs import field, frozen

from actionplan.merge.markers import Side, has_markers, only
from actionplan.merge.merge import CannotMerge, merge
from actionplan.merge.segments import split
from actionplan.model.kinds import TAILS
from actionplan.model.matching import Table
from actionplan.storage.toml import Unreadable, decode, parse
from actionplan.storage.writer import says

_WHOSE = "the sides differ in what is named above: whose holds there, ours or theirs?"


@frozen(kw_only=True)
class Settled:
    """What becomes of a file.

    Attributes:
        data: its bytes; None where it is to be gone.
        question: what somebody has to decide first; empty where nothing is open.
        details: one sentence for each thing to know.
    """

    data: bytes | None = None
    question: str = ""
    details: tuple[str, ...] = field(default=())


def settle(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, now: bytes | None, path: str, prefer: Side | None
) -> Settled:
    """Return what becomes of a file that git could not merge.

    Args:
        base: its bytes in the commit from which both sides were made; None where it was not there.
        ours: its bytes on our side; None likewise.
        theirs: its bytes on the other side; None likewise.
        now: its bytes as it lies there; None where it is gone.
        path: the file, for the sentences.
        prefer: the side that holds in what is open; None to leave that open.
    """
    if ours is None and theirs is None:
        return Settled()
    if ours is None or theirs is None:
        if prefer:
            return Settled(data=ours if prefer == "ours" else theirs)
        return Settled(question=_one_sided(is_new=base is None, is_ours=ours is not None))
    if now is not None and not has_markers(now) and now not in (ours, theirs):
        return Settled(data=now, details=(f"{path} has no markers any more, and is taken as it is",))
    return settle_versions(base or b"", ours, theirs, path, prefer)


def settle_markers(data: bytes, path: str, prefer: Side | None) -> Settled:
    """Return what becomes of a file with markers of which git knows nothing more, as hosting sites leave them.

    Args:
        data: the file's bytes.
        path: the file, for the sentences.
        prefer: the side whose head holds where they differ; None to leave that open.
    """
    return settle_unknown(only(data, "ours"), only(data, "theirs"), path, prefer)


def settle_unknown(ours: bytes, theirs: bytes, path: str, prefer: Side | None) -> Settled:
    """Return what becomes of two versions of a file where nobody knows what both come from.

    Entries of both sides are kept. Nobody knows what a head said before, so heads that differ are a question.

    Args:
        ours: one version.
        theirs: the other.
        path: the file, for the sentences.
        prefer: the side whose head holds where they differ; None to leave that open.
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
    """Return a sentence for each key of two heads that they do not have alike."""

    def said(table: Table, key: str) -> str:
        return says(table[key]) if key in table else "does not have it"

    keys = [key for key in {**ours, **theirs} if key not in ours or key not in theirs or ours[key] != theirs[key]]
    return [f"the sides differ in {key}: ours {said(ours, key)}, theirs {said(theirs, key)}" for key in keys]


def _head(path: str, data: bytes) -> str:
    """Return a file's text without its history."""
    text = decode(path, data)
    parse(path, text)
    root = split(text).root
    kept = [section.lead + section.text for section in root.sections if section.name[0] not in TAILS]
    return "".join([*(pair.lead + pair.body for pair in root.pairs), *kept])


def settle_versions(base: bytes, ours: bytes, theirs: bytes, path: str, prefer: Side | None) -> Settled:
    """Return what becomes of two versions of a file, wherever they lay.

    Args:
        base: what both come from; empty where there is nothing.
        ours: one version.
        theirs: the other.
        path: the file, for the sentences.
        prefer: the side that holds where they clash; None to leave that open.
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
    return Settled(question=f"{reason}: which one is to be kept?", details=titles)


def _title(data: bytes) -> str:
    try:
        return str(parse("", decode("", data)).get("title", "without a title"))
    except Unreadable:
        return "cannot be read"


def _one_sided(*, is_new: bool, is_ours: bool) -> str:
    has, lacks = ("ours", "theirs") if is_ours else ("theirs", "ours")
    if is_new:
        return f"only {has} has a file of this name, since each side gave it another one: is it to be kept?"
    return f"{lacks} removed it and {has} changed it: is it to be kept?"
