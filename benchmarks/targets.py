"""What was promised of speed, line by line, and whether what was measured keeps it."""

import math
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from figures import Figure
from large_files import SHAPES


class Target(NamedTuple):
    """One promise.

    Attributes:
        line: which line of the promises it belongs to.
        row: the row that it is about.
        per: the row that it is a multiple of; None for a figure of its own.
        most: what it may be at most.
        by: ``wall`` and ``cpu`` are seconds or, with `per`, multiples; ``peak`` is MB, ``growth`` an exponent.
        stretch: what was hoped for beyond the promise; None for nothing.
    """

    line: int
    row: str
    per: str | None
    most: float
    by: Literal["wall", "cpu", "peak", "growth"] = "wall"
    stretch: float | None = None


GROWING = ("status", "check", "since", "challenge", "measures", "resolutions", "update", "export")
"""Commands whose growth over entries is fitted."""

PER_COMMIT = "audit, one commit more of {} actions"
"""The rows that are worked out from histories with few commits and with many."""

LARGE = "check 200 kB, {}"
"""The rows of plans of which one file is large, by its shape."""

TARGETS = (
    Target(1, "--version", "pass", 5),
    Target(1, "status S", "pass", 9, stretch=7.5),
    Target(1, "status S", "bean-check S", 0.8),
    Target(1, "status S", "doorstop S", 0.22),
    Target(2, "status M", "tomllib loop M", 0.3),
    Target(2, "status M", "bean-check M", 0.13),
    Target(3, "status L", "tomllib loop L", 0.2),
    Target(3, "status L", "bean-check L", 0.07),
    Target(3, "status L", "ledger balance L", 0.55),
    Target(3, "status L, all cores", "task summary L", 1),
    Target(4, "status L", None, 60, "peak"),
    Target(4, "status L, all cores", None, 60, "peak"),
    Target(5, "update S", "pass", 8),
    Target(5, "update M", "pass", 8),
    Target(5, "update L", "pass", 8),
    Target(5, "update L", "update S", 1.2),
    Target(5, "update L", "task annotate L", 0.06),
    *(
        Target(6, f"{command} L", "status L", 1.5)
        for command in ("since", "challenge", "measures", "resolutions", "check")
    ),
    Target(6, "audit northshire", None, 3, "cpu"),
    Target(6, PER_COMMIT.format(600), PER_COMMIT.format(60), 1.5, "cpu"),
    *(Target(6, command, None, 1.05, "growth") for command in GROWING),
    *(Target(7, f"query {number} L", None, 1) for number in range(1, 11)),
    Target(7, "tables written by exporting L unchanged", None, 0),
    *(Target(8, LARGE.format(shape), "pass", 40, "cpu") for shape in SHAPES),
    Target(9, "report board, four forms", None, 2),
    Target(9, "report board, four forms", None, 150, "peak"),
    Target(9, "site M", None, 10),
    Target(9, "site M", None, 150, "peak"),
    *(
        Target(11, f"view northshire, one page more: /{page}", None, 0.1, "cpu")
        for page in ("", "actions", "actions/1.3", "measures", "reports/status", "reports/challenge", "papers/board")
    ),
    Target(11, "view L, one page more: /", None, 1, "cpu"),
    Target(10, "sheets.read, .xlsx", None, 1.5, "cpu"),
    Target(10, "import, .xlsx", None, 5),
    Target(10, "import, .xlsx", None, 200, "peak"),
)
"""All promises, in their order."""


class Judged(NamedTuple):
    """A promise compared with a measurement.

    Attributes:
        target: the promise.
        value: what was reached.
        beside: for multiples by the clock, the same by processor time; None otherwise.
    """

    target: Target
    value: float
    beside: float | None

    @property
    def is_met(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.target.most


def judged(found: Mapping[str, Figure], grown: Mapping[str, tuple[float, float]]) -> Iterator[Judged]:
    """Yield each promise of which enough was measured.

    Args:
        found: figures by row.
        grown: by command, how it grows, as from `figures.growth`.
    """
    for target in TARGETS:
        if target.by == "growth":
            if target.row in grown:
                yield Judged(target, *grown[target.row])
        elif target.row in found and (target.per is None or target.per in found):
            yield Judged(target, _value(target, found, target.by), _beside(target, found))


def _beside(target: Target, found: Mapping[str, Figure]) -> float | None:
    return _value(target, found, "cpu") if target.by == "wall" and target.per is not None else None


def _value(target: Target, found: Mapping[str, Figure], by: str) -> float:
    value: float = getattr(found[target.row], by)
    if target.per is None or not math.isfinite(value):
        return value
    # What was stopped took at least so long, so the multiple of it is at most this
    yardstick = found[target.per]
    return value / (yardstick.stopped or getattr(yardstick, by))


def per_commit(found: Mapping[str, Figure], actions: int, few: int, many: int) -> Figure | None:
    """Return what one commit more costs `audit`, in a plan of so many actions.

    Args:
        found: figures by row.
        actions: of the plan.
        few: commits of its shorter history.
        many: commits of its longer one.

    Returns:
        None unless both histories were measured.
    """
    shorter, longer = (found.get(f"audit {actions} actions, {commits} commits") for commits in (few, many))
    if shorter is None or longer is None:
        return None
    wall, cpu = (
        (after - before) / (many - few) for after, before in ((longer.wall, shorter.wall), (longer.cpu, shorter.cpu))
    )
    return Figure(wall, cpu, longer.peak, longer.runs)
