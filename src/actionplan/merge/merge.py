"""Two versions of one plan file, made from a third, put together by what they say, not by their lines.

What stands in both is kept once. What one side changed, added or took out of a head holds. Entries are only ever kept:
those of both sides, each once, in an order that does not depend on whose side is called ours. Only where both sides
gave one field different values is there a clash, which somebody has to settle.
"""

from collections.abc import Sequence

from attrs import field, frozen

from actionplan.merge.markers import Side, ended, marked, without_conflicts
from actionplan.merge.matching import head_of
from actionplan.merge.segments import File, split
from actionplan.merge.text import Clash, Merging, Piece
from actionplan.merge.values import is_merge
from actionplan.model.errors import ActionPlanError
from actionplan.model.kinds import TAILS
from actionplan.model.matching import content
from actionplan.storage.in_place import BOM
from actionplan.storage.save import SaveError
from actionplan.storage.toml import Unreadable, decode, parse


class CannotMerge(ActionPlanError):
    """The files cannot be merged by meaning; ``args[0]`` says why. A merge by lines is still possible."""


@frozen(kw_only=True)
class Merged:
    """What two versions make together.

    Attributes:
        data: the file's bytes, with markers where there are clashes.
        clashes: one sentence for each field to which both sides gave different values.
        notes: one sentence for each thing that readers would not expect.
    """

    data: bytes
    clashes: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())


def merge(
    base: bytes, ours: bytes, theirs: bytes, path: str, *, prefer: Side | None = None, marker_size: int = 7
) -> Merged:
    """Merge two versions of a plan file.

    Args:
        base: the version from which both were made; empty where there is none.
        ours: one side; its comments, layout and line ends stay wherever nothing changed.
        theirs: the other side.
        path: the file, for the sentences.
        prefer: the side that holds where there is a clash; None to leave both sides between markers.
        marker_size: how many characters a marker has.

    Raises:
        CannotMerge: a version is not TOML, has its history in brackets, or is a new file that only shares its name; or
            what came out would not be what it must be.
    """
    if theirs in {ours, base}:
        return Merged(data=ours)
    if base == ours:
        return Merged(data=theirs)
    newline = "\r\n" if b"\r\n" in ours else "\n"
    files = _read(path, without_conflicts(base), newline), _read(path, ours, ""), _read(path, theirs, newline)
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
    """Return the title from which both versions come, where one has another by now: it may be another record's file.

    Args:
        base: the version from which both were made; empty where there is none.
        ours: one side.
        theirs: the other side.

    Returns:
        None where both have that title, or a version cannot be read.
    """
    try:
        titles = [parse("", decode("", data)).get("title") for data in (base, ours, theirs)]
    except Unreadable:
        return None
    return titles[0] if isinstance(titles[0], str) and titles != [titles[0]] * 3 else None


def apart(ours: bytes, theirs: bytes, path: str, *, marker_size: int = 7) -> Merged:
    """Return both versions whole between markers, for two records that go by one id and may not become one.

    Args:
        ours: one side.
        theirs: the other side.
        path: the file, for the sentence.
        marker_size: how many characters a marker has.
    """
    newline = "\r\n" if b"\r\n" in ours else "\n"
    whole = marked(decode(path, ours), decode(path, theirs), newline, marker_size)
    said = f"{path}: this id is that of two records by now; `actionplan resolve` puts each where it belongs"
    return Merged(data=whole.encode(), clashes=(said,))


def _read(path: str, data: bytes, newline: str) -> File:
    """Take a version apart, its lines ended as is said; empty to leave them as they are."""
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
    """Write pieces one after another, each on a line of its own; of a clash one side, or both between markers."""
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
