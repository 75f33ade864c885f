"""Work out medians, ratios and growth from what was measured."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from measuring import Run


class Figure(NamedTuple):
    """The medians of a command's runs.

    Attributes:
        wall: seconds by the clock; infinite if it was stopped.
        cpu: processor seconds; infinite if the run failed.
        peak: MB of memory of its largest process.
        runs: how many runs were counted.
        stopped: seconds after which it was stopped; None if it ended.
    """

    wall: float
    cpu: float
    peak: float
    runs: int
    stopped: float | None = None


def median(numbers: Sequence[float]) -> float:
    """Return the middle one of some numbers, or the mean of the two in the middle."""
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def figure(runs: Sequence[Run]) -> Figure:
    """Return the medians of the runs of one command."""
    peak = median([one.peak for one in runs])
    stopped = [one.wall for one in runs if not one.is_whole]
    if stopped:
        return Figure(math.inf, math.inf, peak, len(runs), stopped[0])
    return Figure(median([one.wall for one in runs]), median([one.cpu for one in runs]), peak, len(runs))


def figures(measured: Iterable[tuple[str, Run]]) -> dict[str, Figure]:
    """Return the figure of each command, by its name, from runs in any order."""
    by_name: dict[str, list[Run]] = {}
    for name, one in measured:
        by_name.setdefault(name, []).append(one)
    return {name: figure(runs) for name, runs in by_name.items()}


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the power of the size with which time grows: 1 where twice the size takes twice the time.

    Args:
        points: size and time; at least two sizes. Fitted by least squares on the logarithms.
    """
    across = [math.log(size) for size, _ in points]
    up = [math.log(seconds) for _, seconds in points]
    middle, height = sum(across) / len(points), sum(up) / len(points)
    spread = sum((x - middle) ** 2 for x in across)
    return sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / spread


def growth(found: Mapping[str, Figure], command: str, entries: Mapping[str, int]) -> tuple[float, float] | None:
    """Return how the processor time of a command grows, less what starting costs: over all sizes, and over the last
    two.

    Args:
        found: figures by name; ``--version`` is what starting costs.
        command: such as ``status``; its rows are ``status S`` and so on.
        entries: entries by size, in growing order.

    Returns:
        None unless the command ran at two sizes at least.
    """
    start = found["--version"].cpu if "--version" in found else 0.0
    points = [
        # A command that does nothing more than start has nothing that could grow
        (float(number), max(found[row].cpu - start, 0.001))
        for size, number in entries.items()
        if (row := f"{command} {size}") in found
    ]
    return (exponent(points), exponent(points[-2:])) if len(points) > 1 else None
