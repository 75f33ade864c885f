"""Plan files of any size and of many shapes, for one plan each: what a mistake, a machine or an attacker may write."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

_PLAN = """
format = 1
id = "p"
title = "A plan"
agreed = 2024-01-31

[bodies.hcc]
name = "County Council"
kind = "council"
"""
_AREA = 'title = "Data"\nkind = "priority-action"\n'
_ACTION = 'title = "Build the dashboard"\nareas = ["A1"]\nowner = "hcc"\ndue = 2024-09-30\n'
_MEASURE = 'title = "Plans in time"\nunit = "per cent"\ndirection = "up"\n'
_RESOLUTION = 'title = "Act"\nbody = "hcc"\non = 2024-03-01\noutcome = "carried"\n'
_REVIEW = 'title = "Inspection"\nkind = "inspection"\nby = ["hcc"]\nreceived = 2024-02-01\n'
_ENTRY = '\n[[status]]\non = 2024-03-05\nby = "hcc"\nstate = "in-progress"\n'


Text = Callable[[int], str]
"""Makes a text of a number of characters, or makes one piece of a text by its number."""


def _repeated(piece: Text, size: int) -> str:
    """Return a piece, made for 0, 1, 2 and so on, until it has the size."""
    pieces: list[str] = []
    length = 0
    for number in count():
        if length >= size:
            return "".join(pieces)
        pieces.append(piece(number))
        length += len(pieces[-1])
    raise AssertionError


def _list(key: str, item: str = '"bNUMBER"', before: str = _ACTION) -> Text:
    def text(size: int) -> str:
        return f"{before}{key} = [{_repeated(lambda number: item.replace('NUMBER', str(number)) + ', ', size)}]\n"

    return text


def _lines(piece: Text, before: str = _ACTION) -> Text:
    return lambda size: before + _repeated(piece, size)


def _note(text: str) -> Text:
    return lambda size: f'{_ACTION}{_ENTRY}note = "{text * (size // len(text))}"\n'


def _entry(more: str) -> Text:
    """Return what makes an entry, in which NUMBER, NEXT and BEFORE are numbers in order."""
    return lambda number: (
        _ENTRY + more.replace("NUMBER", str(number)).replace("NEXT", str(number + 1)).replace("BEFORE", str(number - 1))
    )


def _with_entries(part: Text, about: str, before: str = _ACTION) -> Text:
    def text(size: int) -> str:
        entries = _repeated(lambda number: f"{_ENTRY}{about}".replace("NUMBER", str(number)), size // 2)
        return before + _repeated(part, size // 2) + entries

    return text


_CORRECTION = 'id = "eNUMBER"\ncorrects = "eBEFORE"\nreason = "A typo"\n'

_BY_FILE: dict[str, dict[str, Text]] = {
    "actions/1.1.toml": {
        "a line of tabs": lambda size: f"{_ACTION}x" + "\t" * size,
        "a line of brackets": lambda size: f"{_ACTION}x = " + "[" * size,
        "a line of quotes": lambda size: f"{_ACTION}x = " + '"' * size,
        "a line of number signs": lambda size: f"{_ACTION}x" + " #" * (size // 2) + '"',
        "a long key": lambda size: f"{_ACTION}{'k' * size} = 1\n",
        "a dotted key": lambda size: f"{_ACTION}x{'.a' * (size // 2)} = 1\n",
        "a note of digits": _note("0 "),
        "a note of at signs": _note("a@"),
        "a note of letters and dots": _note("a."),
        "unknown keys": _lines(lambda number: f"titel{number} = 1\n"),
        "unknown tables": _lines(lambda number: f"[t{number}]\nx = 1\n"),
        "many unknown tables of one name": _lines(lambda _: "[[t]]\nx = 1\n"),
        "own keys": _lines(lambda number: f"k{number} = 1\n", f"{_ACTION}[extra]\n"),
        "after": _list("after"),
        "partners": _list("partners"),
        "measures": _list("measures"),
        "former ids": _list("formerly"),
        "rival values": _lines(lambda _: '[[stated]]\nfield = "due"\nvalue = 2024-05-01\nsource = "x"\n'),
        "entries": _lines(_entry('note = "Done NUMBER"\n')),
        "entries with faults": _lines(_entry("progress = 200\nstaet = 1\n")),
        "entries of one id": _lines(_entry('id = "e"\n')),
        "chained corrections": _lines(_entry(_CORRECTION)),
        "corrections chained backwards": _lines(_entry('id = "eNUMBER"\ncorrects = "eNEXT"\n')),
        "corrections of nothing": _lines(_entry('id = "eNUMBER"\ncorrects = "zNUMBER"\n')),
        "new due dates": _lines(_entry('due = 2025-01-31\nreason = "r NUMBER"\n')),
        "reopenings": _lines(lambda number: _ENTRY.replace("in-progress", "complete" if number % 2 else "in-progress")),
        "approvals": _list("approvals", '{ by = "bNUMBER" }', _ACTION + _ENTRY),
        "evidence": _list("evidence", '{ path = "NUMBER.pdf" }', _ACTION + _ENTRY),
        "milestones": _with_entries(
            lambda number: f'[[milestones]]\nid = "m{number}"\ntitle = "M"\n', 'milestone = "mNUMBER"\n'
        ),
    },
    "resolutions/R.toml": {
        "clauses": _with_entries(
            lambda number: f'[[clauses]]\nid = "c{number}"\ntext = "C"\nno_action_because = "none"\n',
            'clause = "cNUMBER"\n',
            _RESOLUTION,
        ),
    },
    "reviews/V.toml": {
        "asks": _with_entries(lambda number: f'[[asks]]\nid = "a{number}"\ntext = "A"\n', 'ask = "aNUMBER"\n', _REVIEW),
    },
    "areas/A1.toml": {
        "findings": _lines(lambda number: f'[[findings]]\nid = "f{number}"\ntext = "F"\n', _AREA),
    },
    "measures/M.toml": {
        "readings": _lines(
            lambda number: f'[[readings]]\non = 2024-01-01\nperiod = "{2000 + number % 24}"\nvalue = {number}\n',
            _MEASURE,
        ),
        "targets": _lines(
            lambda number: f'[[targets]]\nid = "t{number}"\nvalue = 90\ndue = {2000 + number % 99}-03-31\n', _MEASURE
        ),
    },
    "plan.toml": {
        "bodies": _lines(lambda number: f'[bodies.b{number}]\nname = "B {number}"\nkind = "board"\n', _PLAN),
        "meetings": _lines(lambda _: '[[meetings]]\nbody = "hcc"\non = 2024-05-01\n', _PLAN),
        "terms": _lines(lambda number: f"[terms.t{number}]\nfrom = 2024-01-01\nuntil = 2024-03-31\n", _PLAN),
    },
}

SHAPES = {shape: (path, text) for path, texts in _BY_FILE.items() for shape, text in texts.items()}
"""By name, the file that is large and a function that makes its text of a number of characters."""


def write_plan(folder: Path, shape: str, size: int) -> None:
    """Write a small plan of which one file has a shape and, roughly, a number of characters."""
    path, text = SHAPES[shape]
    files = {"plan.toml": _PLAN, "areas/A1.toml": _AREA, "actions/1.1.toml": _ACTION, path: text(size)}
    for name, contents in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(contents, encoding="utf-8")
