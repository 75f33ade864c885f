"""Tables of the contents of ``plan.toml``."""

from collections.abc import Iterator

from actionplan.model.bodies import Body, Meeting
from actionplan.model.policy import Policy, Rating
from actionplan.model.ratings import ratings_known
from actionplan.model.records import Plan
from actionplan.tables.columns import DataTable, columns, field
from actionplan.tables.rows import Of, columns_of, in_turn


def _policies(plan: Plan) -> Iterator[Of]:
    """Return the policies in order, with the defaults first where the plan declares none from the start."""
    from_start = any(policy.from_ is None for policy in plan.policy)
    return in_turn(plan, plan.policy if from_start else (Policy(), *plan.policy))


def _bodies(plan: Plan) -> Iterator[Of]:
    return (Of(plan, body, position, name) for position, (name, body) in enumerate(plan.bodies.items()))


def _ratings(plan: Plan) -> Iterator[Of]:
    meanings = [(name, one) for name, every in ratings_known(plan).items() for one in every]
    return (Of(plan, rating, position, name) for position, (name, rating) in enumerate(meanings))


TABLES = (
    DataTable(
        "plans",
        "A plan.",
        columns(
            "title region agreed kept_since description coverage coverage_reason successor_plan plans_beside "
            "inspection.by inspection.held "
            "inspection.published inspection.outcome inspection.areas_named rating_preset "
            "measure_preset year_starts unread source extra",
            {"": Plan},
            field(
                "unread",
                "whole",
                "how many of its files could not be read, and so are missing",
                lambda plan: len(plan.unread),
            ),
        ),
        lambda plan: (plan,),
    ),
    DataTable(
        "policies",
        "How a plan wants to be kept, from a day on; the last one that holds counts.",
        columns_of(
            Policy,
            "position from_ stale_after_days due_within_days finished_within_days reading_grace_days "
            "handover_within_months late_against redate_approvals redate_limit redate_board",
        ),
        _policies,
    ),
    DataTable(
        "bodies",
        "An organisation, board, team or group.",
        columns_of(Body, "id name kind short aliases part_of from_ until successor source"),
        _bodies,
    ),
    DataTable(
        "meetings",
        "A meeting that has the plan before it.",
        columns_of(Meeting, "body on title held note source"),
        lambda plan: in_turn(plan, plan.meetings),
    ),
    DataTable(
        "ratings",
        "What a rating means from a day on, best first.",
        columns_of(Rating, "id position label meaning colour from_ source"),
        _ratings,
    ),
)
