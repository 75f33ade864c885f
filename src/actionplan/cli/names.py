"""Bodies and areas that options name, found before all files of plans are read."""

from typing import TYPE_CHECKING

import click

from actionplan.cli.loading import plan_files, refuse_unknown

if TYPE_CHECKING:
    from actionplan.cli.loading import PlanQuery

_MOST = 3
"""How many bodies are suggested for one that no plan has."""


def body_named(typed: str, query: "PlanQuery") -> str:
    """Return the id of the body that a text names, or the text if plans give that body different ids.

    Args:
        typed: the body's id, name or alias.
        query: the plans, of which only ``plan.toml`` is read.

    Raises:
        click.UsageError: no plan declares it.
    """
    from actionplan.input.names import read_body
    from actionplan.input.unclear import Unclear, explained

    plans = list(plan_files(query))
    readings = [read_body(typed, plan.bodies) for plan in plans]
    ids = {reading for reading in readings if not isinstance(reading, Unclear)}
    if not ids:
        unclear = [reading for reading in readings if isinstance(reading, Unclear)]
        choices = dict(choice for reading in unclear for choice in reading.choices)  # the name of a body in one plan
        if choices:
            raise click.UsageError(explained(unclear[0]._replace(choices=tuple(choices.items())[:_MOST])))
        refuse_unknown("body", typed, {name for plan in plans for name in plan.bodies})
    others = {name for plan, reading in zip(plans, readings, strict=True) if reading not in ids for name in plan.bodies}
    return typed if len(ids) > 1 or ids & others else next(iter(ids))


def area_named(typed: str, query: "PlanQuery") -> str:
    """Return the id of the area that a text names, in capitals or not.

    Args:
        typed: the area's id.
        query: the plans, of which only names of files are read.

    Raises:
        click.UsageError: none of the plans has it, or they write it differently.
    """
    from actionplan.input.text import plain
    from actionplan.storage.plan_folder import record_ids

    if query.committed is not None:
        known = {str(area.id) for plan in query.committed.portfolio.plans for area in plan.areas}
    else:
        known = {name for root in query.roots for name in record_ids(root, "area")}
    alike = [name for name in known if plain(name) == plain(typed)]
    if typed not in known and len(alike) == 1:
        return alike[0]
    refuse_unknown("area", typed, known)
    return typed
