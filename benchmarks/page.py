"""Put what was measured into words and tables, and into the page."""

import math
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import data
import peers
from figures import Figure
from targets import Judged, Target

BEGIN, END = "<!-- measured: written by make bench -->", "<!-- end of what was measured -->"
"""The text around the part of the page that is replaced."""


def results(
    found: Mapping[str, Figure],
    kept: Sequence[Judged],
    grown: Mapping[str, tuple[float, float]],
    asked: Sequence[str],
    installed: Sequence[peers.Peer],
    missing: Sequence[str],
) -> str:
    """Return all that was measured, in Markdown.

    Args:
        found: figures by row.
        kept: the promises, compared with the measurements.
        grown: how commands grow, by command.
        asked: the rows that were requested.
        installed: the peers that took part.
        missing: the names of those that did not.
    """
    parts = [
        _machine(found),
        "### The promises\n\n" + _promises(kept),
        "### How time grows\n\n" + _growth(grown),
        *(f"### {size}\n\n{_size(found, size)}" for size in data.ENTRIES if _of_size(found, size)),
        "### Starting, and reading history\n\n" + _rest(found),
        _peers(installed, missing),
    ]
    lost = [name for name in asked if name not in found]
    return "\n\n".join(parts + ([f"Without a figure, because they failed: {', '.join(lost)}."] if lost else [])) + "\n"


def write(path: Path, text: str) -> None:
    """Put a text into a page, between the marks."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8", newline="\n")


def _machine(found: Mapping[str, Figure]) -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    words = f"{os.cpu_count()} cores, {platform.system()} on {platform.machine()}, {python} in a virtual environment."
    if "pass" not in found:
        return words
    start = found["pass"]
    return (
        f"{words} `python -c pass` took {_seconds(start.wall)} by the clock and {_seconds(start.cpu)} of a processor; "
        f"no peak can read lower than its {start.peak:.0f} MB."
    )


def _promises(kept: Sequence[Judged]) -> str:
    rows = (
        (
            str(one.target.line),
            _promised(one.target),
            _reached(one),
            "" if one.beside is None else _number(one, one.beside),
            "yes" if one.is_met else "**no**",
        )
        for one in kept
    )
    return table(("Line", "Promise", "Reached", "Beside it", "Kept"), rows)


def _promised(target: Target) -> str:
    hoped = f" (hoped for: {target.stretch})" if target.stretch is not None else ""
    if target.by == "growth":
        return f"`{target.row}` grows with entries to the power of at most {target.most}"
    if target.per is not None:
        return f"`{target.row}` takes at most {target.most} times `{target.per}`{hoped}"
    unit = {"peak": "MB", "cpu": "s of a processor", "wall": "s"}[target.by]
    return f"`{target.row}`: at most {target.most} {unit if target.most else ''}".rstrip()


def _reached(one: Judged) -> str:
    return _number(one, one.value)


def _number(one: Judged, value: float) -> str:
    if math.isinf(value):
        return "stopped"
    if one.target.by == "growth":
        return f"{value:.2f}"
    if one.target.per is not None:
        return f"{value:.3g} times"
    return f"{value:.0f} MB" if one.target.by == "peak" else _seconds(value) if one.target.most else f"{value:.0f}"


def _growth(grown: Mapping[str, tuple[float, float]]) -> str:
    rows = ((f"`{command}`", f"{whole:.2f}", f"{last:.2f}") for command, (whole, last) in grown.items())
    return table(("Command", "Over all sizes", "Between the two largest"), rows)


def _size(found: Mapping[str, Figure], size: str) -> str:
    """Return the rows of a size, the quickest first, each as a multiple of `status` (or else of the plain loop)."""
    made = f"{data.PLANS[size]} x {data.ACTIONS[size] // data.PLANS[size]} actions, {data.ENTRIES[size]:,} entries."
    unit = f"status {size}" if f"status {size}" in found else f"tomllib loop {size}"
    return f"{made}\n\n" + _figures(_of_size(found, size), found.get(unit), f"Of `{unit}`")


def _of_size(found: Mapping[str, Figure], size: str) -> dict[str, Figure]:
    return {name: one for name, one in found.items() if size in name.replace(",", "").split()}


def _rest(found: Mapping[str, Figure]) -> str:
    rest = {name: one for name, one in found.items() if not set(name.replace(",", "").split()) & data.ENTRIES.keys()}
    timed = {name: one for name, one in rest.items() if not name.startswith("tables")}
    return _figures(timed, found.get("pass"), "Of `pass`")


def _figures(rows: Mapping[str, Figure], unit: Figure | None, of: str) -> str:
    ordered = sorted(rows.items(), key=lambda row: row[1].stopped or row[1].wall)
    return table(("Command", of, "By the clock", "Processor", "Peak", "Runs"), (_row(*row, unit) for row in ordered))


def _row(name: str, one: Figure, unit: Figure | None) -> tuple[str, ...]:
    least, over = (one.wall, "") if one.stopped is None else (one.stopped, "over ")
    times = "" if unit is None else f"{over}{least / unit.wall:.2g}"
    work = _seconds(one.cpu) if one.stopped is None else ""
    return f"`{name}`", times, f"{over}{_seconds(least)}", work, f"{one.peak:.0f} MB", str(one.runs)


def _peers(installed: Sequence[peers.Peer], missing: Sequence[str]) -> str:
    versions = {peer.name: peers.version(path) for peer in installed if (path := peers.program(peer)) is not None}
    rows = ((peer.name, versions[peer.name], peer.what) for peer in installed)
    absent = f"\n\nNot installed, so left out: {', '.join(missing)}." if missing else ""
    return "### The peers\n\n" + table(("Peer", "Version", "What it is, and what it does"), rows) + absent


def _seconds(seconds: float) -> str:
    """Return a time with two or three figures that count."""
    if abs(seconds) < 1:
        return f"{seconds * 1000:.3g} ms"
    return f"{seconds:.3g} s"


def table(heading: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
