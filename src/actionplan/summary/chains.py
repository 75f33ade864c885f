"""Chains of actions that wait for each other: the longest by number of actions, and the longest by days.

A graph has for each action those that wait for it. Links between actions that wait for each other in a circle are left
out before chains are followed, so that a plan with such an error does not raise.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from graphlib import TopologicalSorter
from typing import NamedTuple

from attrs import frozen

from actionplan.model.ids import Id, natural_order

Graph = Mapping[Id, tuple[Id, ...]]
"""For each action the actions that wait for it."""

Days = Mapping[Id, date | None]
"""For each action one of its days; None if it has none."""


@frozen(kw_only=True)
class Chain:
    """Two or more actions, each of which waits for the one before it.

    Attributes:
        actions: their ids; the first must finish first.
        days: calendar days from the start of the first (or its due day, if it has no start) to the due day of the last;
            below 0 if the dates contradict each other, None if one of the two is missing.
        ties: how many other chains are as long. Of all these, the chain is the first in natural order of ids.
    """

    actions: tuple[Id, ...]
    days: int | None
    ties: int


def reached(graph: Graph, start: Id) -> set[Id]:
    """Return all actions that wait for one, directly or through others; also itself, if it is in a circle."""
    found: set[Id] = set()
    todo = list(graph.get(start, ()))
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(graph.get(name, ()))
    return found


def in_circles(graph: Graph) -> tuple[Id, ...]:
    """Return the actions that wait for themselves through others, in natural order."""
    return tuple(sorted((name for name in graph if name in reached(graph, name)), key=natural_order))


def longest(graph: Graph, begins: Days, ends: Days) -> Chain | None:
    """Return the chain of most actions; None if no action waits.

    Args:
        graph: for each action those that wait for it.
        begins: the start of each action; if it has none, its due day counts.
        ends: when each is due.
    """
    graph = _without_circles(graph)
    found = _better(path for path in _paths(graph, graph).values() if len(path.actions) > 1)
    if found is None:
        return None
    days = _days(found.actions[0], found.actions[-1], begins, ends)
    return Chain(actions=found.actions, days=days, ties=found.ways - 1)


def longest_in_days(graph: Graph, begins: Days, ends: Days) -> Chain | None:
    """Return the chain that takes most days, and of those that take as many the one of most actions.

    Args:
        graph: for each action those that wait for it.
        begins: the start of each action; if it has none, its due day counts.
        ends: when each is due.

    Returns:
        The chain; None if there is none with both its days.
    """
    graph = _without_circles(graph)
    spans: dict[int, dict[Id, list[Id]]] = {}
    for first in graph:
        for last in reached(graph, first):
            days = _days(first, last, begins, ends)
            if days is not None:
                spans.setdefault(days, {}).setdefault(last, []).append(first)
    if not spans:
        return None
    most = max(spans)
    paths = {last: _paths(graph, {last}) for last in spans[most]}
    found = _better(paths[last][first] for last, firsts in spans[most].items() for first in firsts)
    return Chain(actions=found.actions, days=most, ties=found.ways - 1) if found is not None else None


class _Path(NamedTuple):
    """The longest path from one action, by the number of actions.

    Attributes:
        actions: the ids along it; of paths of the same length, the first in natural order.
        ways: how many paths are as long.
    """

    actions: tuple[Id, ...]
    ways: int


def _paths(graph: Graph, ends: Container[Id]) -> dict[Id, _Path]:
    """Return the longest path from each action to one of the ends; actions without such a path are left out."""
    found: dict[Id, _Path] = {}
    # The sorter takes predecessors and yields the first ones first; with successors, it yields the last ones first.
    for name in TopologicalSorter(graph).static_order():
        onward = [_Path((name, *found[after].actions), found[after].ways) for after in graph[name] if after in found]
        best = _better([*onward, _Path((name,), 1)] if name in ends else onward)
        if best is not None:
            found[name] = best
    return found


def _better(paths: Iterable[_Path]) -> _Path | None:
    """Return the longest of several paths, with the number of all that are as long; None if there are no paths."""
    paths = list(paths)
    if not paths:
        return None
    length = max(len(path.actions) for path in paths)
    best = [path for path in paths if len(path.actions) == length]
    first = min(best, key=lambda path: [(natural_order(name), name) for name in path.actions])
    return _Path(first.actions, sum(path.ways for path in best))


def _days(first: Id, last: Id, begins: Days, ends: Days) -> int | None:
    begin, end = begins.get(first) or ends.get(first), ends.get(last)
    return (end - begin).days if begin is not None and end is not None else None


def _without_circles(graph: Graph) -> Graph:
    """Return a graph without the links that are part of a circle."""
    circles = in_circles(graph)
    back = {name: reached(graph, name) for name in circles}
    return {
        name: tuple(after for after in followers if name not in back.get(after, ()))
        for name, followers in graph.items()
    }
