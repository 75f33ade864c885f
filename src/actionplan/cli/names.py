"""Bodies and areas that options name, found before all files of plans are read."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli.loading import refuse_unknown
from actionplan.report.plan_query import plan_files

if TYPE_CHECKING:
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.ids import Id
    from actionplan.model.records import Plan
    from actionplan.report.plan_query import PlanQuery

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


def body_in(plan: "Plan", typed: str) -> "Id":
    """Return the id of the body of a plan that a text names, by its id, its name or an alias.

    Raises:
        click.UsageError: the plan does not declare it, or it could be several.
    """
    from actionplan.input.names import read_body
    from actionplan.input.unclear import Unclear, explained

    reading = read_body(typed, plan.bodies)
    if isinstance(reading, Unclear):
        raise click.UsageError(explained(reading))
    return reading


def with_ids_of_plan(options: Mapping[str, Any], edit: "PlanEdit") -> dict[str, Any]:
    """Return options with the ids of records as the plan writes them, where only the capitals differ.

    Args:
        options: the options by the keys of a record or an entry.
        edit: the plan, of which only names of files are read, the areas whose findings are named, and everything where
            a text is no id, since it may be a printed reference.
    """
    from actionplan.model.kinds import FOLDERS, naming
    from actionplan.model.lookup import id_meant

    ids = edit.ids()
    known = {key: [name for of, name in ids if of == kind] for kind in FOLDERS for key in naming(kind)}
    folders = {key: folder for kind, folder in FOLDERS.items() for key in naming(kind)}

    def by_reference(key: str, value: str) -> str:
        if value in known[key]:
            return value
        return id_meant(value, getattr(edit.complete[0], folders[key]))

    def written(key: str, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return type(value)(written(key, each) for each in value)
        if not isinstance(value, str):
            return value
        if key not in naming("finding"):
            return by_reference(key, _alike(value, known[key])) if key in known else value
        area, colon, finding = value.rpartition(":")
        area = by_reference("areas", _alike(area, known["areas"])) if colon else ""
        if area not in known["areas"]:
            return value
        areas = edit.record("area", area).plan.areas
        return f"{area}{colon}{id_meant(finding, [each for every in areas for each in every.findings])}"

    return {key: written(key, value) for key, value in options.items()}


def _alike(typed: str, known: Collection[str]) -> str:
    """Return the only one of some ids from which a text differs in nothing but capitals; otherwise the text."""
    from actionplan.input.text import plain

    alike = [name for name in known if plain(name) == plain(typed)]
    return alike[0] if typed not in known and len(alike) == 1 else typed


def area_named(typed: str, query: "PlanQuery") -> str:
    """Return the id of the area that a text names, in capitals or not.

    Args:
        typed: the area's id.
        query: the plans, of which only names of files are read.

    Raises:
        click.UsageError: none of the plans has it, or they write it differently.
    """
    from actionplan.storage.plan_folder import record_ids

    if query.committed is not None:
        known = {str(area.id) for plan in query.committed.portfolio.plans for area in plan.areas}
    else:
        known = {name for root in query.roots for name in record_ids(root, "area")}
    named = _alike(typed, known)
    if named not in known:
        named = next(iter(_areas_printed(typed, query)), named)
    refuse_unknown("area", named, known)
    return named


def _areas_printed(typed: str, query: "PlanQuery") -> set[str]:
    """Return the id of the area whose printed reference a text is, unless plans give it to different ones."""
    from actionplan.cli import loading
    from actionplan.model.lookup import is_printed

    plans = loading.load(query, "text").portfolio.plans
    found = {str(area.id) for plan in plans for area in plan.areas if is_printed(typed, area)}
    return found if len(found) == 1 else set()
