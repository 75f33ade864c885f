"""What the shell can complete: records, their parts, and what the plans that are found here declare."""

import os
from contextlib import suppress
from pathlib import Path

import click

from actionplan.model.errors import ActionPlanError
from actionplan.model.kinds import FOLDERS, KINDS, record_path, records_of
from actionplan.model.lookup import HasId, refs_of
from actionplan.model.problem import ProblemsFound
from actionplan.model.records import Plan, Record
from actionplan.model.text import printed_id
from actionplan.storage.discovery import NoPlan, find_plans
from actionplan.storage.load import load_plan, load_plan_file
from actionplan.storage.plan_folder import record_ids

PARTS = ("findings", "clauses", "recommendations", "milestones")
"""The lists whose elements are named by the id of their record and their own, such as ``PA1:a``."""


def ids_in_reach(kinds: tuple[str, ...]) -> list[str]:
    """Return the ids of records from the names of files alone, for completion; with the plan if there are several.

    Args:
        kinds: the kinds of record; empty for all.
    """
    try:
        roots = find_plans()
    except NoPlan:
        return []
    by_root = {root: [name for kind in kinds or FOLDERS for name in record_ids(root, kind)] for root in roots}
    if len(by_root) == 1:
        return next(iter(by_root.values()))
    return [f"{os.path.basename(os.path.abspath(root))}/{name}" for root, names in by_root.items() for name in names]


def refs_in_reach(kinds: tuple[str, ...]) -> list[str]:
    """Return the printed references of records, for completion; plans are read only if one of their files has any.

    Args:
        kinds: the kinds of record; empty for all.
    """
    refs: list[str] = []
    with suppress(NoPlan, OSError):
        for root in find_plans():
            paths = [record_path(root, kind, name) for kind in kinds or FOLDERS for name in record_ids(root, kind)]
            if any(b"\nref" in Path(path).read_bytes() for path in paths):
                plan = load_plan(root)[0]
                records = records_of(plan) if plan is not None else ()
                refs += (refs_of(each)[-1] for each in records if _is_of(each, kinds) and refs_of(each))
    return refs


def _is_of(record: Record, kinds: tuple[str, ...]) -> bool:
    return not kinds or KINDS[type(record)] in kinds


def parts_in_reach(record: str, lists: tuple[str, ...] = PARTS) -> list[str]:
    """Return the names of a record's parts, such as ``PA1:a``, for completion; none if it cannot be read.

    Args:
        record: the record, as a command names it.
        lists: the lists whose elements are parts.
    """
    from actionplan.cli.resolve_id import find_record

    with suppress(click.ClickException, ActionPlanError):
        ref = find_record(record, None)
        found = records_of(ref.edit.record(ref.kind, ref.id).plan)
        parts = [part for each in found for name in lists for part in _parts(each, name)]
        return [f"{record}:{name}" for part in parts for name in dict.fromkeys((part.id, printed_id(part)))]
    return []


def _parts(record: object, name: str) -> list[HasId]:
    return [part for part in getattr(record, name, ()) if hasattr(part, "id")]  # those of an action are ids


def names_in_reach(key: str) -> list[str]:
    """Return the ids of what the plans that are found here declare, for completion.

    Args:
        key: the key of its tables in ``plan.toml``, such as ``bodies``.
    """
    return list({name: None for plan in _plans_in_reach() for name in getattr(plan, key) if name.isprintable()})


def meetings_in_reach(body: str | None) -> list[str]:
    """Return the days of the meetings of a body in the plans that are found here, for completion; None for any body."""
    plans = _plans_in_reach()
    return list({each.on.text: None for plan in plans for each in plan.meetings if body in (None, each.body)})


def _plans_in_reach() -> list[Plan]:
    plans = []
    with suppress(NoPlan):
        for root in find_plans():
            with suppress(ProblemsFound):
                plans.append(load_plan_file(root))
    return plans
