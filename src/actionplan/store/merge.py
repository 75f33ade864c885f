"""Two versions of one plan file, made from a third, put together by what they say, not by their lines.

What stands in both is kept once. What one side changed, added or took out of a head holds. Entries are only ever kept:
those of both sides, each once, in an order that does not depend on whose side is called ours. Only where both sides
gave one field different values is there a clash, which somebody has to settle.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from attrs import evolve, field, frozen

from actionplan.store.alike import content, entry_order, names, weave
from actionplan.store.blocks import File, Name, Pair, Section, split
from actionplan.store.merge_values import REDACTED, edited, is_merge, merged_value
from actionplan.store.read import Unreadable, decode, parse
from actionplan.store.write import value_text

Side = Literal["ours", "theirs"]

_SHOWN = 60
"""How much of a value is told in a sentence."""


class CannotMerge(Exception):
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
    clashes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen
class _Clash:
    """The lines of one field, as each side has them."""

    ours: str
    theirs: str


_Piece = str | _Clash
_Versions = tuple[Section | None, Section | None, Section | None]


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
    files = _read(path, base), _read(path, ours), _read(path, theirs)
    if not base.strip() and _differ(files[1], files[2]):
        raise CannotMerge("both sides made a new file of this name")
    newline = "\r\n" if b"\r\n" in ours else "\n"
    merging = _Merging(path=path, newline=newline)
    pieces = merging.file(*files)
    left, right = (_text(pieces, side, newline) for side in ("ours", "theirs"))
    tables = [file.root.value for file in files]
    if not is_merge(left, tables, "ours") or not is_merge(right, tables, "theirs"):
        raise CannotMerge("the two versions are laid out too differently")
    mark = ours[:3] if ours.startswith(b"\xef\xbb\xbf") else b""
    text = _text(pieces, prefer, newline, marker_size)
    clashes = () if prefer else tuple(merging.clashes)
    return Merged(data=mark + text.encode(), clashes=clashes, notes=tuple(merging.notes))


def _read(path: str, data: bytes) -> File:
    try:
        text = decode(path, data)
        history = parse(path, text).get("status", [])
    except Unreadable as error:
        raise CannotMerge(error.problem.message) from error
    file = split(text)
    is_plain = all(pair.name[0] != "status" for pair in file.root.pairs) and isinstance(history, list)
    if file.text != text or not is_plain:
        raise CannotMerge("its history is not in blocks of its own under [[status]]")
    return file


def _differ(ours: File, theirs: File) -> bool:
    heads = ({key: value for key, value in file.root.value.items() if key != "status"} for file in (ours, theirs))
    return len({content(head) for head in heads}) > 1


def _text(pieces: Sequence[_Piece], side: str | None, newline: str, marker_size: int = 7) -> str:
    """Write pieces one after another, each on a line of its own; of a clash one side, or both between markers."""
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            part = piece
        elif side is not None:
            part = piece.ours if side == "ours" else piece.theirs
        else:
            marks = [mark * marker_size for mark in "<=>"]
            lines = f"{marks[0]} ours{newline}", piece.ours, f"{marks[1]}{newline}", piece.theirs
            part = "".join(_ended(line, newline) for line in lines) + f"{marks[2]} theirs{newline}"
        text = (_ended(text, newline) + part) if part else text
    return text


def _ended(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


@frozen
class _Merging:
    """One merge: the clashes and notes met so far, and how our side ends its lines."""

    path: str
    newline: str
    clashes: list[str] = field(factory=list)
    notes: list[str] = field(factory=list)

    def file(self, base: File, ours: File, theirs: File) -> list[_Piece]:
        last = _plain(base.tail).strip()
        is_moved = last != _plain(ours.tail).strip()
        other = _without_last(theirs.root, last) if is_moved else theirs.root
        pieces = self.section((base.root, ours.root, other), "")
        return [*pieces, self.lead(base.tail, ours.tail, theirs.tail)]

    def section(self, versions: _Versions, where: str) -> list[_Piece]:
        """Merge a table that both sides have: its header, its keys, the tables in it."""
        base, ours, theirs = versions
        assert ours is not None
        assert theirs is not None
        texts = [_plain(version.text) if version else None for version in versions]
        if texts[1] == texts[2] or texts[0] == texts[2]:
            return [ours.text]
        if texts[0] == texts[1]:
            return [self.theirs(theirs.text)]
        header = self.lead(base.header if base else None, ours.header, theirs.header)
        return [header, *self.pairs(versions, where), *self.sections(versions, where)]

    def pairs(self, versions: _Versions, where: str) -> Iterator[_Piece]:
        by_name = [{pair.name: pair for pair in version.pairs} if version else {} for version in versions]
        for name in weave(*map(list, by_name), rank=lambda name: (name,)):
            base, ours, theirs = (pairs.get(name) for pairs in by_name)
            if ours and theirs:
                yield self.lead(base.lead if base else None, ours.lead, theirs.lead)
                yield from self.pair(base, ours, theirs, _said(where, name))
            elif one := ours or theirs:
                if base is None:
                    yield self.own(one.lead + one.body, is_ours=ours is not None)
                elif content(base.value) != content(one.value):
                    yield self.own(one.lead, is_ours=ours is not None)
                    yield self.clash(_said(where, name), ours.body if ours else None, theirs.body if theirs else None)

    def pair(self, base: Pair | None, ours: Pair, theirs: Pair, where: str) -> Iterator[_Piece]:
        bodies = [_plain(pair.body) if pair else None for pair in (base, ours, theirs)]
        if bodies[1] == bodies[2] or bodies[0] == bodies[2]:
            yield ours.body
        elif bodies[0] == bodies[1]:
            yield self.theirs(theirs.body)
        else:
            values = base.value if base else None, ours.value, theirs.value
            left, right = merged_value(values, "ours"), merged_value(values, "theirs")
            if content(left) != content(right):
                one = edited(ours.body, ours.name, left)
                other = self.theirs(edited(theirs.body, theirs.name, right))
                below = _alike_at_end(one, other)
                yield self.clash(where, one[: len(one) - len(below)], other[: len(other) - len(below)])
                yield below
            elif content(left) == content(theirs.value) != content(ours.value):
                yield self.theirs(theirs.body)
            else:
                yield edited(ours.body, ours.name, left)

    def sections(self, versions: _Versions, where: str) -> Iterator[_Piece]:
        known = [dict(listed) for listed in _identified(versions)]

        def rank(key: tuple[Any, ...]) -> tuple[Any, ...]:
            return min(_rank(sections[key]) for sections in known[1:] if key in sections)

        kept = [[key for key in sections if self.is_kept(key, *known)] for sections in known]
        for key in weave(*kept, rank=rank):
            base, ours, theirs = (sections.get(key) for sections in known)
            inside = _inside(where, ours or theirs)
            if ours and theirs:
                yield from self.both(base, ours, theirs, inside)
            elif one := ours or theirs:
                yield self.own(one.lead, is_ours=ours is not None)
                if base and one.name == ("status",):
                    which = inside.rstrip("., ")
                    self.notes.append(f"{self.path}: {which} was taken out on one side; entries stay, so it is kept")
                if base and one.name != ("status",):
                    yield self.clash(inside.rstrip("., "), ours.text if ours else None, theirs.text if theirs else None)
                else:
                    yield self.own(one.text, is_ours=ours is not None)

    def is_kept(
        self, key: tuple[Any, ...], base: dict[Any, Section], ours: dict[Any, Section], theirs: dict[Any, Section]
    ) -> bool:
        """Say whether a table stays: one side may take out of a head what the other left as it was, but no entry."""
        if key not in base or (key in ours and key in theirs) or base[key].name == ("status",):
            return key in ours or key in theirs
        one = ours.get(key) or theirs.get(key)
        return one is not None and content(one.value) != content(base[key].value)

    def both(self, base: Section | None, ours: Section, theirs: Section, where: str) -> Iterator[_Piece]:
        if ours.name == ("status",):
            stubs = [REDACTED in ours.value, REDACTED in theirs.value]
            if stubs[0] != stubs[1]:
                one = ours if stubs[0] else theirs
                yield self.own(one.lead + one.text, is_ours=stubs[0])
                return
            if base and stubs[0] and REDACTED not in base.value:
                base = None
        yield self.lead(base.lead if base else None, ours.lead, theirs.lead)
        if base is None and ours.name == ("status",) and content(ours.value) != content(theirs.value):
            yield self.clash(where.rstrip("., "), ours.text, theirs.text)
        else:
            yield from self.section((base, ours, theirs), where)

    def lead(self, base: str | None, ours: str, theirs: str) -> str:
        """Merge lines that no program reads: those that one side changed, or those of both."""
        was, left, right = base if base is None else _plain(base), _plain(ours), _plain(theirs)
        if right in (left, was) or (was is None and not right.strip()):
            return ours
        if left == was or (was is None and not left.strip()):
            return self.theirs(theirs)
        if left.startswith("[") or left.lstrip().startswith("["):
            return ours
        known = {*left.splitlines(), *(was or "").splitlines(), ""}
        more = [line for line in right.splitlines() if line not in known]
        return _ended(ours, self.newline) + "".join(line + self.newline for line in more)

    def own(self, text: str, *, is_ours: bool) -> str:
        return text if is_ours else self.theirs(text)

    def theirs(self, text: str) -> str:
        """Give text of the other side with our line ends."""
        return _plain(text).replace("\n", self.newline)

    def clash(self, where: str, ours: str | None, theirs: str | None) -> _Clash:
        said = f"ours {_shown(ours)}, theirs {_shown(theirs)}"
        self.clashes.append(f"{self.path}: both sides changed {where}: {said}")
        return _Clash(ours or "", self.theirs(theirs or ""))


def _said(where: str, name: Name) -> str:
    return f"{where}{'.'.join(name)}"


def _inside(where: str, section: Section | None) -> str:
    """Say which table is meant: by its name and id, or for an entry without id its day."""
    assert section is not None
    if not section.is_element:
        return f"{where}{'.'.join(section.name)}."
    table = section.value
    kind = {"status": "entry", "findings": "finding", "clauses": "clause"}.get(section.name[-1], section.name[-1])
    name = table.get("id") or table.get("on") or ""
    return f"{where}{kind} {name}, "


def _shown(text: str | None) -> str:
    """Say what one side says, as far as a sentence has room for it."""
    if text is None:
        return "takes it out"
    if text.lstrip().startswith("["):
        return "has its own"
    value: Any = parse("", text)
    while isinstance(value, dict) and len(value) == 1:
        (value,) = value.values()
    shown = value_text(value)
    return f"says {shown if len(shown) <= _SHOWN else shown[:_SHOWN] + ' ...'}"


def _alike_at_end(one: str, other: str) -> str:
    """Give the comments below a key that both sides have alike."""
    first, second = one.splitlines(keepends=True), other.splitlines(keepends=True)
    alike = 0
    while alike < min(len(first), len(second)) - 1 and first[-1 - alike] == second[-1 - alike]:
        if not first[-1 - alike].lstrip().startswith("#"):
            break
        alike += 1
    return "".join(first[len(first) - alike :])


def _rank(section: Section) -> tuple[Any, ...]:
    if section.name == ("status",):
        return (1, *entry_order(section.value))
    return 0, section.name, content(section.value)


def _identified(versions: _Versions) -> list[list[tuple[tuple[Any, ...], Section]]]:
    """Give each version's tables with keys that are alike where the tables are the same ones."""
    lists = [list(version.sections) if version else [] for version in versions]
    keys: list[list[tuple[Any, ...]]] = [[(section.name,) for section in sections] for sections in lists]
    for name in {section.name for sections in lists for section in sections if section.is_element}:
        places = [
            [at for at, section in enumerate(sections) if section.is_element and section.name == name]
            for sections in lists
        ]
        tables = [[sections[at].value for at in at_side] for sections, at_side in zip(lists, places, strict=True)]
        known = names(*tables, by_place=name == ("status",))
        for side, (found, at_side) in enumerate(zip(known, places, strict=True)):
            for at, key in zip(at_side, found, strict=True):
                keys[side][at] = (name, *key)
    return [list(zip(side, sections, strict=True)) for side, sections in zip(keys, lists, strict=True)]


def _without_last(theirs: Section, last: str) -> Section:
    """Take the comment that ended the file before both sides added to it off what the other side added below it."""
    if not last:
        return theirs
    parts = tuple(
        evolve(part, lead="\n" + _plain(part.lead).lstrip().removeprefix(last).lstrip("\n"))
        if _plain(part.lead).lstrip().startswith(last)
        else part
        for part in theirs.sections
    )
    return evolve(theirs, sections=parts)
