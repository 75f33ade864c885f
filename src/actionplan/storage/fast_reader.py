"""Read a record file in chunks, and cache the values of each chunk by its text, since most entries repeat others.

Files that grow by an entry a month are mostly entries, and most entries have the same days, bodies and states as
others. A file is cut at the headers of its entries, and each entry before its ``by`` and its ``note``. Each chunk is
TOML, which is parsed and structured once for all places with the same text. Only an entry's ``id`` and ``note``, which
are rarely repeated, are read directly.

Only valid files are read in this way. For any other the result is None, and the whole file is parsed. Cutting is safe:

- after a chunk that is complete TOML, a parser is at the start of a line, so the next chunk means the same as alone;
- a text or list that crosses a cut leaves the chunk before it incomplete, which is not TOML;
- no chunk has a header of its own, and a key that is in two chunks of one entry is refused.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import attrs
import tomli

from actionplan.model.checked import unchecked
from actionplan.model.dates import Calendar
from actionplan.model.entries import ActionEntry
from actionplan.model.kinds import ENTRY_TYPES, OF_MEASURE, RECORD_TYPES, TAILS
from actionplan.model.measures import Measure
from actionplan.model.records import Record
from actionplan.storage.keys import keys_of
from actionplan.storage.structuring import Builder, builder_for
from actionplan.storage.toml import Unreadable, parse
from actionplan.storage.values import NotRight, identifier

_HEADER = re.compile(rf"\n\[\[({'|'.join(TAILS)})\]\]\n")
_STATUS = "\n[[status]]\n"

_CONTROL = re.compile(r"[\x00-\x08\n-\x1f\x7f]")
"""Characters that a text in quotes must escape."""

_PLAIN_ID = re.compile(r"[a-z0-9]{5,40}").fullmatch
"""Ids that are certainly valid: the names that Windows reserves are shorter."""

_DAY = re.compile(r"([a-z]+) = ([0-9]{4}-[0-9]{2}-[0-9]{2})").fullmatch
"""A key with a day, which differs from entry to entry."""

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""A header, which a chunk must not have."""

_LARGE = re.compile(r"[0-9A-Fa-f_]{16}")
"""A number that may be too large for the rules for a whole file."""

_MOST_BRACKETS = 40
"""The most brackets in a chunk: far fewer than the levels that the rules for a whole file allow."""

_MOST_CHUNKS = 8_000
"""The most chunks of one kind that are cached, before the cache is cleared."""

_NOTHING: Mapping[str, Any] = {}


class Statements:
    """Reads the files of one kind of record, of plans that declare the same terms."""

    def __init__(self, kind: str, builder: Builder) -> None:
        """Take a kind of record, one of `FOLDERS`, and the builder for these plans."""
        self._type: Any = RECORD_TYPES[kind]
        self._make = unchecked(self._type)
        self._builder = builder
        self._chunks = _Chunks(self._type, builder)
        self._tails = {"status": _Tail(ENTRY_TYPES[kind], builder)}
        if self._type is Measure:
            self._tails |= {tail: _Tail(of, builder) for tail, of in OF_MEASURE.items()}

    def record(self, name: str, data: bytes) -> Record | None:
        """Read a record's file.

        Args:
            name: the record's id, which is the file's name.
            data: the file's bytes.

        Returns:
            The record; None if the whole file has to be parsed.
        """
        text = _plain_text(data)
        if text is None:
            return None
        try:
            return self._record(name, text)
        except (NotRight, Unreadable, TypeError, KeyError):
            # TypeError: a key is there twice, or missing. While another exception is being handled, as where a command
            # looks for a body after it found no record, Python raises KeyError for a key that is there twice.
            return None

    def _record(self, name: str, text: str) -> Record:
        head, *blocks = text.split(_STATUS) if len(self._tails) == 1 else _HEADER.split(text)
        said = self._head(head)
        if "id" in said or not self._tails.keys().isdisjoint(said):
            raise NotRight
        if len(self._tails) == 1:
            said["status"] = self._tails["status"].entries(blocks)
        else:
            named = list(zip(blocks[::2], blocks[1::2], strict=True))
            for key, tail in self._tails.items():
                said[key] = tail.entries(block for of, block in named if of == key)
        made: Record = self._make(id=identifier(name), **said)
        return made

    def _head(self, head: str) -> dict[str, Any]:
        """Read a head: line by line up to its first table, since most lines repeat those of other files."""
        if _LARGE.search(head):
            raise NotRight
        lines, has_tables, tables = head.partition("\n[")
        try:
            said = self._chunks.of_lines(lines.split("\n"))
        except NotRight:
            return self._builder.values(parse("", head), self._type)
        if has_tables:
            more = self._builder.values(parse("", f"[{tables}"), self._type)
            if not said.keys().isdisjoint(more):
                raise NotRight
            said |= more
        return said


class _Chunks:
    """The values of chunks of the heads, or of the entries, of one kind."""

    def __init__(self, kind: type, builder: Builder) -> None:
        self._kind = kind
        self._builder = builder
        self._texts = {key: name for key, (name, type_) in keys_of(kind).items() if type_ in (str, str | None)}
        self.said: dict[str, Mapping[str, Any]] = {}
        self.said_by: dict[str, Mapping[str, Any]] = {}

    def of_lines(self, lines: Iterable[str]) -> dict[str, Any]:
        """Read chunks of one line each; raises NotRight."""
        said: dict[str, Any] = {}
        count = 0
        for line in lines:
            key, is_text, text = line.partition(' = "')
            if is_text and key in self._texts and text[-1:] == '"' and _is_plain(text[:-1]):
                said[self._texts[key]] = text[:-1]
                count += 1
                continue
            stated = self.said.get(line)
            if stated is None:
                stated = self._remembered(self.said, line, self._parsed(line))
            said.update(stated)
            count += len(stated)
        if len(said) != count:
            raise NotRight
        return said

    def of_chunk(self, said: dict[str, Mapping[str, Any]], chunk: str, text: str) -> Mapping[str, Any]:
        """Read a chunk that is not cached; its lines most often are."""
        try:
            values = self.of_lines(text.split("\n"))
        except NotRight:  # most often a list over several lines
            values = self._parsed(text)
        return self._remembered(said, chunk, values)

    def _parsed(self, text: str) -> dict[str, Any]:
        if _TABLE.search(text) or _LARGE.search(text) or text.count("[") + text.count("{") > _MOST_BRACKETS:
            raise NotRight
        try:
            day = _DAY(text)
            table = tomli.loads(text) if day is None else {day[1]: date.fromisoformat(day[2])}
        except (ValueError, RecursionError) as error:
            raise NotRight from error
        return self._builder.values(table, self._kind)

    @staticmethod
    def _remembered(said: dict[str, Mapping[str, Any]], chunk: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        if len(said) > _MOST_CHUNKS:
            said.clear()
        said[chunk] = values
        return values


class _Tail:
    """Reads the entries of one list."""

    def __init__(self, entry_type: type, builder: Builder) -> None:
        self._type = entry_type
        self._is_drafted = entry_type is ActionEntry
        self._make = _draft_of(entry_type) if self._is_drafted else unchecked(entry_type)
        self._chunks = _Chunks(entry_type, builder)

    def entries(self, blocks: Iterable[str]) -> tuple[Any, ...]:
        """Read entries; raises NotRight or TypeError if one is not valid, or of an unusual form."""
        made = []
        kind, make, is_drafted, of_chunk = self._type, self._make, self._is_drafted, self._chunks.of_chunk
        said, said_by = self._chunks.said, self._chunks.said_by
        for block in blocks:
            name = note = None
            before, has_note, after = block.partition('\nnote = "')
            if has_note:
                note, is_closed, after = after.partition('"\n')
                if not is_closed or not _is_plain(note):
                    raise NotRight
            when, has_by, what = before.partition("\nby = ")
            if when[:6] == 'id = "':
                name, _, when = when[6:].partition('"\n')
                if _PLAIN_ID(name) is None:
                    name = identifier(name)
            stated = said.get(when) or of_chunk(said, when, when)
            by = (said_by.get(what) or of_chunk(said_by, what, f"by = {what}")) if has_by else _NOTHING
            more = (said.get(after) or of_chunk(said, after, after)) if after else _NOTHING
            entry = make(id=name, note=note, **stated, **by, **more)
            if is_drafted:
                entry.__class__ = kind
            made.append(entry)
        return tuple(made)


@lru_cache(maxsize=12)
def statements_for(kind: str, calendar: Calendar) -> Statements:
    """Return the reader for files of one kind of record.

    Args:
        kind: one of `FOLDERS`.
        calendar: the periods that the plan declares.
    """
    return Statements(kind, builder_for(calendar))


def _plain_text(data: bytes) -> str | None:
    """Return a file's text with LF line ends, after the last line too; None if it is not text."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
        if b"\r" in data:  # a carriage return alone: the parser must see and refuse it
            return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text.endswith("\n") else text + "\n"


def _is_plain(text: str) -> bool:
    """Return whether the characters between two quotes are a text without escapes."""
    return '"' not in text and "\\" not in text and (text.isprintable() or _CONTROL.search(text) is None)


def _draft_of(kind: Any) -> Callable[..., Any]:
    """Return a subclass that is faster to fill than a frozen class; its instances are then given the class ``kind``.

    attrs sets each field of a frozen record through a function call, which for the 27 fields of an action's entry takes
    three times as long as reading the entry. A draft has the same slots, and sets them as mutable classes do. Then
    ``made.__class__ = kind`` makes it the frozen record. This pays only for the entries of actions, which are many:
    making the class takes as long as making hundreds of frozen entries.
    """
    # Mandatory fields first and none keyword-only: defaults of keywords are looked up one by one, others are copied.
    every = sorted(attrs.fields(kind), key=lambda field: field.default is not attrs.NOTHING)
    fields = {field.name: attrs.field(default=field.default) for field in every}
    like = attrs.make_class(kind.__name__, fields, repr=False, eq=False)
    members = {
        "__slots__": (),
        "__init__": like.__init__,  # type: ignore[misc]  # only taken
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    draft: Callable[..., Any] = type(kind)(f"Draft{kind.__name__}", (kind,), members)
    return draft
