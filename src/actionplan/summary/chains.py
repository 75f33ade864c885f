"""Chains of actions that wait for each other: the longest by count and by days, whatever the graph is like.

A graph says for each action which ones wait for it. What joins actions that wait for each other in a circle is left
out before chains are followed, so that nothing here fails on plans that are wrong.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from graphlib import TopologicalSorter

from attrs import frozen

from actionplan.model.ids import Id, natural_order

Graph = Mapping[Id, tuple[Id, ...]]
"""For each action those that wait for it."""

Days = Mapping[Id, date | None]
"""For each action a day of its own; None where it has none."""


@frozen(kw_only=True)
class Chain:
    """Actions of which each waits for the one before it, two or more.

    Attributes:
        actions: their ids, the one that must finish first in front.
        days: calendar days from the day on which the first is to start (its due day where it has no start) to the due
            day of the last; below 0 where the dates contradict each other, None where one of the two is missing.
        ties: how many other chains are as long; of these, the one that comes first in natural order of ids is given.
    """

    actions: tuple[Id, ...]
    days: int | None
    ties: int


def reached(graph: Graph, start: Id) -> set[Id]:
    """Return everything that waits for an action, at once or by way of others; itself too where it is in a circle."""
    found: set[Id] = set()
    todo = list(graph.get(start, ()))
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(graph.get(name, ()))
    return found


def in_circles(graph: Graph) -> tuple[Id, ...]:
    """Return the actions that wait, by way of others, for themselves, in natural order."""
    return tuple(sorted((name for name in graph if name in reached(graph, name)), key=natural_order))


def longest(graph: Graph, begins: Days, ends: Days) -> Chain | None:
    """Return the chain of most actions; None where nothing waits.

    Args:
        graph: what waits for what.
        begins: when each action is to start; where it has no such day, its due day counts.
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
        graph: what waits for what.
        begins: when each action is to start; where it has no such day, its due day counts.
        ends: when each is due.

    Returns:
        The chain; None where there is none of which both days are known.
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
    candidates: list[_Path] = []
    for last, firsts in spans[most].items():
        paths = _paths(graph, {last})
        candidates += [paths[first] for first in firsts]
    found = _better(candidates)
    return Chain(actions=found.actions, days=most, ties=found.ways - 1) if found is not None else None


@frozen
class _Path:
    """The longest way from one action on, by count.

    Attributes:
        actions: the ids along it; of ways of one length those that come first in natural order.
        ways: how many ways are as long.
    """

    actions: tuple[Id, ...]
    ways: int


def _paths(graph: Graph, ends: Container[Id]) -> dict[Id, _Path]:
    """Return the longest way from each action to one of the ends; actions from which none leads there are left out."""
    found: dict[Id, _Path] = {}
    # The sorter wants what comes first for each name, so handed what comes after it gives the last ones first.
    for name in TopologicalSorter(graph).static_order():
        onward = [_Path((name, *found[after].actions), found[after].ways) for after in graph[name] if after in found]
        best = _better([*onward, _Path((name,), 1)] if name in ends else onward)
        if best is not None:
            found[name] = best
    return found


def _better(paths: Iterable[_Path]) -> _Path | None:
    """Return the longest of several ways, with how many there are in all that are as long; None of none."""
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
    """Leave out what joins two actions each of which waits, by way of others, for the other, or one with itself."""
    circles = in_circles(graph)
    back = {name: reached(graph, name) for name in circles}
    return {
        name: tuple(after for after in followers if name not in back.get(after, ()))
        for name, followers in graph.items()
    }
