"""Merge two versions of one plan file by their meaning, not by their lines.

What both versions have is kept once. A change that only one side made to a head is applied. Entries are never removed:
those of both sides are kept, each once, in an order that does not depend on which side is called ours. There is a
conflict only where both sides gave one field different values.
"""

from collections.abc import Sequence

from attrs import field, frozen

from actionplan.merge.former_ids import with_all_former_ids
from actionplan.merge.markers import Side, ended, marked, without_conflicts
from actionplan.merge.matching import head_of
from actionplan.merge.text import Clash, Merging, Piece
from actionplan.merge.values import is_merge
from actionplan.model.errors import ActionPlanError
from actionplan.model.kinds import TAILS
from actionplan.model.matching import content
from actionplan.storage.in_place import BOM
from actionplan.storage.save import SaveError
from actionplan.storage.segments import File, split
from actionplan.storage.toml import Unreadable, decode, parse


class CannotMerge(ActionPlanError):
    """The files cannot be merged by meaning; ``args[0]`` is the reason. A merge by lines is still possible."""


@frozen(kw_only=True)
class Merged:
    """The result of a merge.

    Attributes:
        data: the file's bytes, with markers where there are conflicts.
        clashes: one sentence for each field to which both sides gave different values.
        notes: one sentence for each result that users may not expect.
    """

    data: bytes
    clashes: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())


def merge(
    base: bytes, ours: bytes, theirs: bytes, path: str, *, prefer: Side | None = None, marker_size: int = 7
) -> Merged:
    """Merge two versions of a plan file.

    Args:
        base: the version from which both come; empty if there is none.
        ours: one side; its comments, layout and line ends stay wherever nothing changed.
        theirs: the other side.
        path: the file, for the sentences.
        prefer: the side to use where there is a conflict; None to leave both sides between markers.
        marker_size: how many characters a marker has.

    Raises:
        CannotMerge: a version is not TOML, has its history in brackets, or is a new file that only shares its name; or
            the merged text does not have the merged values.
    """
    if theirs in {ours, base}:
        return Merged(data=ours)
    if base == ours:
        return Merged(data=theirs)
    base, ours, theirs = with_all_former_ids(path, (without_conflicts(base), ours, theirs))
    newline = "\r\n" if b"\r\n" in ours else "\n"
    files = _read(path, base, newline), _read(path, ours, ""), _read(path, theirs, newline)
    if not base.strip() and content(head_of(files[1].root.value)) != content(head_of(files[2].root.value)):
        raise CannotMerge("both sides made a new file of this name")
    merging = Merging(path=path, newline=newline)
    try:
        pieces = merging.file(*files)
    except SaveError as error:
        raise CannotMerge("a value is written in a way that cannot be changed safely") from error
    tables = [file.root.value for file in files]
    for side in ("ours", "theirs"):
        if not is_merge(_text(pieces, side, newline), tables, side):
            raise CannotMerge("the two versions are laid out too differently")
    mark = BOM if ours.startswith(BOM) else b""
    text = _text(pieces, prefer, newline, marker_size)
    clashes = () if prefer else tuple(merging.clashes)
    return Merged(data=mark + text.encode(), clashes=clashes, notes=tuple(merging.notes))


def other_title(base: bytes, ours: bytes, theirs: bytes) -> str | None:
    """Return the title that both versions had, if one has another now: it may be the file of another record.

    Args:
        base: the version from which both come; empty if there is none.
        ours: one side.
        theirs: the other side.

    Returns:
        None if both still have that title, or a version cannot be read.
    """
    try:
        titles = [parse("", decode("", data)).get("title") for data in (base, ours, theirs)]
    except Unreadable:
        return None
    return titles[0] if isinstance(titles[0], str) and titles != [titles[0]] * 3 else None


def apart(ours: bytes, theirs: bytes, path: str, *, marker_size: int = 7) -> Merged:
    """Return both versions whole between markers, for two records with one id, which must not be merged.

    Args:
        ours: one side.
        theirs: the other side.
        path: the file, for the sentence.
        marker_size: how many characters a marker has.
    """
    newline = "\r\n" if b"\r\n" in ours else "\n"
    whole = marked(decode(path, ours), decode(path, theirs), newline, marker_size)
    clash = f"{path}: two records have this id now; `actionplan resolve` moves each to its own file"
    return Merged(data=whole.encode(), clashes=(clash,))


def _read(path: str, data: bytes, newline: str) -> File:
    """Split a version into its pieces, with the line ends that are given; empty to leave them as they are."""
    try:
        text = decode(path, data)
        if newline:
            text = text.replace("\r\n", "\n").replace("\n", newline)
        table = parse(path, text)
    except Unreadable as error:
        raise CannotMerge(error.problem.message) from error
    file = split(text)
    is_plain = all(isinstance(table.get(tail, []), list) for tail in TAILS)
    if file.text != text or not is_plain or any(pair.name[0] in TAILS for pair in file.root.pairs):
        raise CannotMerge("its history is not in blocks of its own under [[status]]")
    return file


def _text(pieces: Sequence[Piece], side: str | None, newline: str, marker_size: int = 7) -> str:
    """Join pieces, each on a line of its own; of a conflict one side, or both between markers."""
    text = ""
    for piece in pieces:
        if not isinstance(piece, Clash):
            part = piece
        elif side is None:
            part = marked(piece.ours, piece.theirs, newline, marker_size)
        else:
            part = piece.if_ours if side == "ours" else piece.if_theirs
        text = (ended(text, newline) + part) if part else text
    return text
