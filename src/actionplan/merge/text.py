"""Merge the pieces of two versions of a file one by one: headers, keys and tables."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, field, frozen

from actionplan.merge.markers import ended
from actionplan.merge.matching import REDACTED, are_two, entry_order, names, weave, when
from actionplan.merge.values import merged_value
from actionplan.model.kinds import TAILS, WHEN
from actionplan.model.matching import content
from actionplan.storage.in_place import with_values
from actionplan.storage.segments import File, Pair, Section
from actionplan.storage.toml import document_of, parse
from actionplan.storage.writer import says

_KINDS = {
    "status": "entry",
    "readings": "reading",
    "targets": "target",
    "benchmarks": "benchmark",
    "findings": "finding",
    "clauses": "clause",
}
"""The noun for one table of a list."""

_TAILS = frozenset((tail,) for tail in TAILS)


@frozen
class Clash:
    """The lines in which two sides conflict.

    Attributes:
        ours: the lines of our side; empty if it has none.
        theirs: the lines of the other side; empty if it has none.
        if_ours: the lines that result if our side is used.
        if_theirs: the lines that result if the other side is used.
    """

    ours: str
    theirs: str
    if_ours: str
    if_theirs: str


Piece = str | Clash
_Key = tuple[Any, ...]
_Both = tuple[Section | None, Section, Section]
_Versions = tuple[Section | None, Section | None, Section | None]


@frozen(kw_only=True)
class Merging:
    """One merge, with the conflicts and notes found so far.

    Attributes:
        path: the file, for the sentences.
        newline: the line end; all lines of base and theirs have it.
        clashes: one sentence for each conflict.
        notes: one sentence for each result that users may not expect.
    """

    path: str
    newline: str
    clashes: list[str] = field(factory=list)
    notes: list[str] = field(factory=list)

    def file(self, base: File, ours: File, theirs: File) -> list[Piece]:
        """Merge whole files."""
        roots = _last_once(_plain(base.tail).strip(), ours.root, theirs.root, self.newline)
        return [*self.section((base.root, *roots), ""), self.lead(base.tail, ours.tail, theirs.tail)]

    def section(self, versions: _Versions, where: str) -> list[Piece]:
        """Merge a table that both sides have: its header, its keys, the tables in it."""
        base, ours, theirs = versions
        assert ours is not None
        assert theirs is not None
        if one := _unchanged(*(version.text if version else None for version in versions)):
            return [one]
        header = self.lead(base.header if base else None, ours.header, theirs.header)
        return [header, *self.pairs(versions, where), *self.sections(versions, where)]

    def pairs(self, versions: _Versions, where: str) -> Iterator[Piece]:
        """Merge the keys of a table."""
        by_name = [{pair.name: pair for pair in version.pairs} if version else {} for version in versions]
        for name in weave(*map(list, by_name), rank=lambda name: (name,)):
            base, ours, theirs = (pairs.get(name) for pairs in by_name)
            inside = f"{where}{'.'.join(name)}"
            if ours and theirs:
                yield self.lead(base.lead if base else None, ours.lead, theirs.lead)
                yield from self.pair(base, ours, theirs, inside)
            elif one := ours or theirs:
                if base is None:
                    yield one.lead + one.body
                elif content(base.value) != content(one.value):
                    yield one.lead
                    yield self.clash(inside, ours.body if ours else None, theirs.body if theirs else None)

    def pair(self, base: Pair | None, ours: Pair, theirs: Pair, where: str) -> Iterator[Piece]:
        """Merge a key that both sides have."""
        if one := _unchanged(base.body if base else None, ours.body, theirs.body):
            yield one
            return
        values = base.value if base else None, ours.value, theirs.value
        left, right = merged_value(values, "ours"), merged_value(values, "theirs")
        if content(left) != content(right):
            one, other = _with_value(ours, left), _with_value(theirs, right)
            below = _alike_at_end(one, other)
            yield self.clash(where, one[: len(one) - len(below)], other[: len(other) - len(below)])
            yield below
        elif content(ours.value) == content(theirs.value):
            yield max(ours.body, theirs.body, key=lambda body: (len(_plain(body)), _plain(body)))
        elif content(left) == content(theirs.value):
            yield theirs.body
        else:
            yield _with_value(ours, left)

    def sections(self, versions: _Versions, where: str) -> Iterator[Piece]:
        """Merge the tables in a table."""
        known = [dict(listed) for listed in _identified(versions)]

        def rank(key: _Key) -> _Key:
            return min(_rank(sections[key]) for sections in known[1:] if key in sections)

        kept = [[key for key in sections if _is_kept(key, *known)] for sections in known]
        order = weave(*kept, rank=rank)
        # An entry's place among other tables means nothing, and must not affect the order of entries.
        for tail in _TAILS:
            own = iter(weave(*([key for key in keys if key[0] == tail] for keys in kept), rank=rank))
            order = [next(own) if key[0] == tail else key for key in order]
        for key in order:
            base, ours, theirs = (sections.get(key) for sections in known)
            if ours and theirs:
                yield from self.both(base, ours, theirs, where)
            elif one := ours or theirs:
                yield one.lead
                yield from self.alone(base, ours, theirs, _which(where, one))

    def alone(self, base: Section | None, ours: Section | None, theirs: Section | None, which: str) -> Iterator[Piece]:
        """Merge a table that one side has: it is new, or the other side removed it."""
        one = ours or theirs
        assert one is not None
        if base and not _is_entry(one):
            yield self.clash(which, ours.text if ours else None, theirs.text if theirs else None)
            return
        if base:
            self.notes.append(f"{self.path}: {which} was removed on one side, but entries are never removed")
        yield one.text

    def both(self, base: Section | None, ours: Section, theirs: Section, where: str) -> Iterator[Piece]:
        """Merge a table that both sides have, with the lines above it."""
        which = _which(where, ours)
        if _is_entry(ours) and (REDACTED in ours.value or REDACTED in theirs.value):
            base, ours, theirs = _redacted(base, ours, theirs)
        elif _is_entry(ours) and base is None and are_two(ours.value, theirs.value):
            yield self.two(ours, theirs, which)
            return
        yield self.lead(base.lead if base else None, ours.lead, theirs.lead)
        yield from self.section((base, ours, theirs), f"{which}{', ' if ours.is_element else '.'}")

    def two(self, ours: Section, theirs: Section, which: str) -> Clash:
        """Keep two new entries that happen to have one id; the entry of the preferred side keeps the id."""
        self.clashes.append(f"{self.path}: both sides added {which}, each a different one: ids must be unique")
        texts = []
        for side, other in ((ours, theirs), (theirs, ours)):
            parts = sorted((side, _without_id(other)), key=_rank)
            texts.append("".join(part.lead + ended(part.text, self.newline) for part in parts))
        return Clash(ours.lead + ours.text, theirs.lead + theirs.text, *texts)

    def lead(self, base: str | None, ours: str, theirs: str) -> str:
        """Merge comments and blank lines: those that one side changed, or those that both sides kept or added."""
        if base is None and not (ours.strip() and theirs.strip()):
            return max(ours, theirs, key=lambda text: (bool(text.strip()), _plain(text)))
        if (one := _unchanged(base, ours, theirs)) is not None:
            return one
        first, second = sorted(_plain(text).splitlines() for text in (ours, theirs))
        if any(line.lstrip().startswith("[") for line in first):
            return max(ours, theirs, key=_plain)
        gone = {line for line in _plain(base or "").splitlines() if line not in first or line not in second}
        more = [line for line in second if line.strip() and line not in first]
        kept = [line for line in [*first, *more] if line not in gone or not line.strip()]
        return "".join(line + self.newline for line in kept)

    def clash(self, where: str, ours: str | None, theirs: str | None) -> Clash:
        """Note that both sides changed something, and return the lines of both."""
        values = f"ours {_shown(ours)}, theirs {_shown(theirs)}"
        self.clashes.append(f"{self.path}: both sides changed {where}: {values}")
        one, other = ours or "", theirs or ""
        return Clash(one, other, one, other)


def _with_value(pair: Pair, value: Any) -> str:
    """Return the lines of a key with another value."""
    return with_values(document_of("", pair.body.encode()), {pair.name: value}).decode()


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _unchanged(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """Return the merged text if at most one side changed it; None if both did."""
    was, left, right = (text if text is None else _plain(text) for text in (base, ours, theirs))
    if right in (left, was):
        return ours
    return theirs if left == was else None


def _is_entry(section: Section) -> bool:
    return section.name in _TAILS


def _is_kept(key: _Key, base: dict[_Key, Section], ours: dict[_Key, Section], theirs: dict[_Key, Section]) -> bool:
    """Return whether a table stays: a table of the head goes if one side removed it and the other left it unchanged."""
    if key not in base or (key in ours and key in theirs) or _is_entry(base[key]):
        return key in ours or key in theirs
    one = ours.get(key) or theirs.get(key)
    return one is not None and content(one.value) != content(base[key].value)


def _redacted(base: Section | None, ours: Section, theirs: Section) -> _Both:
    """Return a redacted entry with the keys that all its markers have, and the id that either side gave it."""
    stubs = [side for side in (ours, theirs) if REDACTED in side.value]
    if base and REDACTED in base.value and len(stubs) == 2:
        return base, ours, theirs
    parts: list[list[Pair | Section]] = [[*stub.pairs, *stub.sections] for stub in stubs]
    left = set.intersection(*({part.name for part in listed} for listed in parts))
    ids = [evolve(pair, lead="") for side in (ours, theirs) for pair in side.pairs if pair.name == ("id",)]

    def pruned(stub: Section) -> Section:
        pairs = [pair for pair in _without_id(stub).pairs if pair.name in left]
        sections = [section for section in stub.sections if section.name in left]
        return evolve(stub, pairs=(*ids[:1], *pairs), sections=tuple(sections))

    return None, pruned(stubs[0]), pruned(stubs[-1])


def _without_id(section: Section) -> Section:
    return evolve(section, pairs=tuple(pair for pair in section.pairs if pair.name != ("id",)))


def _which(where: str, section: Section) -> str:
    """Return the words for a table: its name and id, or its day if it has no id."""
    if not section.is_element:
        return f"{where}{'.'.join(section.name)}"
    table = section.value
    return f"{where}{_KINDS.get(section.name[-1], section.name[-1])} {table.get('id') or when(table) or ''}".rstrip()


def _shown(text: str | None) -> str:
    """Return the verb and value of one side, short enough for a sentence."""
    if text is None:
        return "removes it"
    if text.lstrip().startswith("["):
        return "has its own"
    value: Any = parse("", text)
    while isinstance(value, dict) and len(value) == 1:
        (value,) = value.values()
    return says(value)


def _alike_at_end(one: str, other: str) -> str:
    """Return the comments below a key that are the same on both sides."""
    first, second = one.splitlines(keepends=True), other.splitlines(keepends=True)
    alike = 0
    while alike < min(len(first), len(second)) - 1 and first[-1 - alike] == second[-1 - alike]:
        if not first[-1 - alike].lstrip().startswith("#"):
            break
        alike += 1
    return "".join(first[len(first) - alike :])


def _rank(section: Section) -> _Key:
    if _is_entry(section):
        return 1, *entry_order(section.value), section.name
    return 0, section.name, content(section.value)


def _identified(versions: _Versions) -> list[list[tuple[_Key, Section]]]:
    """Return each version's tables with keys that are equal wherever it is the same table."""
    lists = [list(version.sections) if version else [] for version in versions]
    keys: list[list[_Key]] = [[(section.name,) for section in sections] for sections in lists]
    for name in {section.name for sections in lists for section in sections if section.is_element}:
        places = [
            [at for at, section in enumerate(sections) if section.is_element and section.name == name]
            for sections in lists
        ]
        tables = [[sections[at].value for at in at_side] for sections, at_side in zip(lists, places, strict=True)]
        base, ours, theirs = tables
        known = names(base, ours, theirs, when=WHEN[name[0]] if name in _TAILS else "")
        for side, (found, at_side) in enumerate(zip(known, places, strict=True)):
            for at, key in zip(at_side, found, strict=True):
                keys[side][at] = (name, *key)
    return [list(zip(side, sections, strict=True)) for side, sections in zip(keys, lists, strict=True)]


def _last_once(last: str, ours: Section, theirs: Section, newline: str) -> tuple[Section, Section]:
    """Where both sides added below a comment that ended the file, keep the comment above the first addition only."""

    def is_below(section: Section) -> bool:
        return bool(last) and _plain(section.lead).lstrip().startswith(last)

    def shortened(section: Section) -> Section:
        rest = _plain(section.lead).lstrip().removeprefix(last).lstrip("\n")
        return evolve(section, lead=newline + rest.replace("\n", newline))

    def without(side: Section) -> Section:
        return evolve(side, sections=tuple(shortened(part) if is_below(part) else part for part in side.sections))

    first, other = (next(filter(is_below, side.sections), None) for side in (ours, theirs))
    if first is None or other is None:
        return ours, theirs
    return (ours, without(theirs)) if _rank(first) <= _rank(other) else (without(ours), theirs)
