"""The rule about circles: nothing waits for itself, belongs to itself or corrects itself, directly or indirectly."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from operator import itemgetter

from actionplan.model.ids import Id
from actionplan.model.kinds import KINDS, entries_of
from actionplan.model.records import Action
from actionplan.model.reviews import Review
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.references import lists_stated
from actionplan.rules.checks.registry import RuleFault, fault, rule


@rule("E211", one_file=False)
def circle(view: CheckContext) -> Iterator[RuleFault]:
    """No action waits for itself or replaces itself, and no notice replaces itself. No body is part of itself or its
    own successor, and no entry corrects itself. Nor do they so by way of others.
    """
    yield from _actions_waiting_for_each_other(view)
    for kind in (Action, Review):
        replacing = {history.record.id: history for history in view.of_kind(kind) if history.now.replaces}
        if circle_found := _circle({name: history.now.replaces for name, history in replacing.items()}):
            message = f"these {KINDS[kind]}s replace each other: {' replaces '.join(circle_found)}"
            history = replacing[circle_found[0]]
            *_, (keys, _) = lists_stated(history, "replaces")
            yield fault(message, history.record, *keys)
    for record, stating in groupby(view.stating("corrects"), key=itemgetter(0)):
        entries = [entry for _, _, entry in stating if entry.id and entry.corrects != entry.id]
        if circle_found := _circle({entry.id: (entry.corrects,) for entry in entries if entry.corrects}):
            keys = next(keys for keys, entry in entries_of(record) if entry.id == circle_found[0])
            message = f"these entries correct each other: {' corrects '.join(circle_found)}"
            yield fault(message, record, *keys, "corrects")
    bodies = view.plan.bodies
    for name in ("part_of", "successor"):
        if circle_found := _circle({body: _named(getattr(bodies[body], name)) for body in bodies}):
            message = f"{name} leads round in a circle: {' to '.join(circle_found)}"
            yield fault(message, view.plan, "bodies", circle_found[0], name)


def _named(value: Id | tuple[Id, ...] | None) -> tuple[Id, ...]:
    """Return the ids in a field that has one, several or none."""
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _actions_waiting_for_each_other(view: CheckContext) -> Iterator[RuleFault]:
    after = {history.record.id: history.now.after for history in view.actions}
    if not _circle({name: before for name, before in after.items() if before}):
        return
    circle_found = _circle(after)
    first, second = circle_found[:2]
    history = next(history for history in view.actions if history.record.id == first)
    stated = [(*keys, names.index(second)) for keys, names in lists_stated(history, "after") if second in names]
    who = "this action waits for itself" if len(circle_found) == 2 else "these actions wait for each other"
    fix = f'take one of them out of "after": "{second}"'
    yield fault(f"{who}: {' after '.join(circle_found)}", history.record, *stated[-1], fix=fix)


def _circle(edges: Mapping[Id, Iterable[Id]]) -> list[Id]:
    """Return a circle in a graph: its first node is also its last, and the least of them; empty without a circle."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        found: list[Id] = list(reversed(error.args[1]))
        start = found.index(min(found[:-1]))
        return [*found[start:-1], *found[:start], found[start]]
    return []
