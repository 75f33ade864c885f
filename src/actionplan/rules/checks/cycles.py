"""The rule about circles: nothing waits for itself, belongs to itself or corrects itself, by way of others."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from operator import itemgetter

from actionplan.model.ids import Id
from actionplan.model.kinds import entries_of
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.references import lists_stated
from actionplan.rules.checks.registry import RuleFault, fault, rule


@rule("E211", one_file=False)
def circle(view: CheckContext) -> Iterator[RuleFault]:
    """No action waits, by way of others, for itself; no body is part of itself, or its own successor; no
    entry corrects one that corrects it.
    """
    plan = view.plan
    after = {history.record.id: history.now.after for history in view.actions}
    waiting = {name: before for name, before in after.items() if before}
    if _circle(waiting) and (found := _circle(after)):
        first = next(history for history in view.actions if history.record.id == found[0])
        stated = [(*keys, names.index(found[1])) for keys, names in lists_stated(first, "after") if found[1] in names]
        who = "this action waits for itself" if len(found) == 2 else "these actions wait for each other"
        message, fix = f"{who}: {' after '.join(found)}", f'take one of them out of "after": "{found[1]}"'
        yield fault(message, first.record, *stated[-1], fix=fix)
    for record, stating in groupby(view.stating("corrects"), key=itemgetter(0)):
        corrections = {
            entry.id: (entry.corrects,)
            for _, _, entry in stating
            if entry.id and entry.corrects != entry.id and entry.corrects
        }
        if found := _circle(corrections):
            keys = next(keys for keys, entry in entries_of(record) if entry.id == found[0])
            yield fault(f"these entries correct each other: {' corrects '.join(found)}", record, *keys, "corrects")
    for name in ("part_of", "successor"):
        up = {body_id: tuple(filter(None, [getattr(body, name)])) for body_id, body in plan.bodies.items()}
        if found := _circle(up):
            yield fault(f"{name} leads round in a circle: {' to '.join(found)}", plan, "bodies", found[0], name)


def _circle(edges: Mapping[Id, Iterable[Id]]) -> list[Id]:
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        found: list[Id] = list(reversed(error.args[1]))
        start = found.index(min(found[:-1]))
        return [*found[start:-1], *found[:start], found[start]]
    return []
