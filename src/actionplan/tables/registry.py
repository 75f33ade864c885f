"""Every table that a plan makes, and the fingerprint of their shape."""

import hashlib
from importlib.metadata import version
from typing import Final

from actionplan.tables import heads, history, measures, outside, parts, plan
from actionplan.tables.columns import Table

TABLES: Final[tuple[Table, ...]] = (
    plan.PLANS,
    plan.POLICIES,
    plan.BODIES,
    plan.MEETINGS,
    plan.RATINGS,
    heads.AREAS,
    heads.FINDINGS,
    heads.ACTIONS,
    heads.MILESTONES,
    history.STATUS,
    history.REDATINGS,
    history.CHANGES,
    heads.MEASURES,
    measures.READINGS,
    measures.TARGETS,
    outside.RESOLUTIONS,
    outside.STANCES,
    outside.CLAUSES,
    parts.CLAUSE_ACTIONS,
    heads.RISKS,
    outside.REVIEWS,
    outside.AREA_OUTCOMES,
    outside.REVIEW_FINDINGS,
    outside.ASKS,
    heads.RESOURCES,
    heads.STATED,
    parts.EVIDENCE,
    parts.APPROVALS,
    parts.LINKS,
)
"""The tables, in the order in which they are documented."""

BY_NAME: Final = {table.name: table for table in TABLES}
"""The tables by their names."""


def shape() -> str:
    """Give a text that differs wherever the tables' columns, or the program that fills them, do."""
    columns = [f"{table.name}.{column.name}:{column.type}" for table in TABLES for column in table.columns]
    return hashlib.sha256("\n".join((version("actionplan"), *columns)).encode()).hexdigest()[:16]
