"""Line and column of a value in a TOML file, looked up only when there is a problem to show."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from actionplan.model.checked import checks_arguments
from actionplan.model.kinds import OLDER_KEYS
from actionplan.model.problem import KeyPath, Location, Problem
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.toml import Unreadable

if TYPE_CHECKING:
    from tree_sitter import Node


class SourceSpan(NamedTuple):
    """The position of a key and its value: line, column (both from 1) and length of the first line of each."""

    key: tuple[int, int, int]
    value: tuple[int, int, int]


@checks_arguments
def locate(
    problems: Iterable[Problem], texts: Mapping[str, str] | None = None, files: Files = DISK
) -> tuple[Problem, ...]:
    """Return the problems with line, column and the line itself filled in, in order of file and place.

    Args:
        problems: problems with positions that may be only a file and a key.
        texts: texts of files already read, by path; other files are read here.
        files: the file system that has those.

    Example:
        >>> problems = check(load("examples/northshire-send").at(date(2025, 10, 1)))
        >>> print(locate(problems)[0])
        examples/northshire-send/actions/1.5.toml:81:9: W501 complete, but without evidence
    """
    look = _Look(texts, files)
    located = (evolve(found, where=look.up(found.where, found.code.startswith("E0"))) for found in problems)
    return tuple(sorted(set(located), key=_reading_order))


def locate_places(places: Iterable[Location], files: Files = DISK) -> tuple[Location, ...]:
    """Return places with line, column and the line itself filled in, in their order.

    Args:
        places: places that may be only a file and a key.
        files: the file system that has the files.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [place, *_] = locate_places(challenge(view)[0].rests_on)
        >>> place.line is not None
        True
    """
    look = _Look(files=files)
    return tuple(look.up(where) for where in places)


class _Look:
    """The texts and positions that have been looked up so far."""

    def __init__(self, texts: Mapping[str, str] | None = None, files: Files = DISK) -> None:
        self.texts = dict(texts or {})
        self.files = files
        self.lines: dict[str, list[str]] = {}
        self.positions: dict[str, Mapping[KeyPath, SourceSpan]] = {}

    def up(self, where: Location, is_refused: bool = False) -> Location:
        """Return a place with its line and column."""
        if where.line is not None:
            return where
        if where.path not in self.texts:
            # A file that was refused is not read here either: a link may lead to something secret.
            self.texts[where.path] = ""
            if not is_refused and where.path.endswith(".toml"):
                with suppress(Unreadable):
                    data = self.files.read(where.path)
                    self.texts[where.path] = data.decode("utf-8-sig", "replace") if b"\0" not in data else ""
        text = self.texts[where.path]
        if where.path not in self.lines:
            self.lines[where.path] = text.split("\n")
        if where.keys and where.path not in self.positions:
            self.positions[where.path] = spans(text)
        return _placed(where, self.lines[where.path], self.positions.get(where.path, {}))


def _reading_order(found: Problem) -> tuple[str, int, int, str, str]:
    return (found.where.path, found.where.line or 0, found.where.column or 0, found.code, found.message)


def spans(text: str) -> dict[KeyPath, SourceSpan]:
    """Return the position of every key in a TOML text; see `places`.

    Args:
        text: TOML text without a byte-order mark.
    """
    data = text.encode()
    starts = [0, *(match.end() for match in re.finditer(b"\n", data))]
    # A file may be one long line, so characters are counted with two searches and not by decoding the line.
    later_bytes = [] if data.isascii() else [match.start() for match in re.finditer(b"[\x80-\xbf]", data)]

    def characters(start: int, end: int) -> int:
        return end - start - (bisect_left(later_bytes, end) - bisect_left(later_bytes, start))

    def position(node: "Node") -> tuple[int, int, int]:
        line = bisect_right(starts, node.start_byte)
        end = data.find(b"\n", node.start_byte, node.end_byte)
        end = node.end_byte if end < 0 else end - (data[end - 1 : end] == b"\r")
        return line, characters(starts[line - 1], node.start_byte) + 1, max(1, characters(node.start_byte, end))

    from actionplan.storage.syntax import places

    return {path: SourceSpan(position(key), position(value)) for path, (key, value) in places(data).items()}


def _placed(where: Location, lines: list[str], known: Mapping[KeyPath, SourceSpan]) -> Location:
    if where.keys not in known:
        where = evolve(where, keys=next((keys for keys in _written_otherwise(where.keys) if keys in known), where.keys))
    keys = where.keys
    while keys and keys not in known:
        keys = keys[:-1]
    if not keys:
        return evolve(where, line=1, column=1, text=_line(lines, 1))
    span = known[keys]
    line, column, length = span.key if where.on_key else span.value
    return evolve(where, line=line, column=column, text=_line(lines, line), length=length)


_OLDER = {today: name for name, today in OLDER_KEYS.items()}


def _written_otherwise(keys: KeyPath) -> Iterator[KeyPath]:
    """Yield other paths that a value may have: with older names of keys; and without each index 0, since a table that
    may be one of several can also be written alone.
    """
    older = [_OLDER.get(str(key), key) for key in keys]
    yield tuple(older)
    yield from ((*keys[:depth], name, *keys[depth + 1 :]) for depth, name in enumerate(older))
    yield from (keys[:depth] + keys[depth + 1 :] for depth, key in enumerate(keys) if type(key) is int and key == 0)


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].rstrip("\r") if number <= len(lines) else ""
