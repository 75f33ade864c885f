"""Tables of what stands in ``plan.toml``."""

from collections.abc import Callable, Iterator
from typing import Any

from actionplan.model.records import Plan, Policy
from actionplan.summary.effective import ratings_known
from actionplan.tables.columns import Column, Table, dated, field
from actionplan.tables.rows import PLACE, SOURCE, SOURCES, Of, columns, each_record, extra, lists, of, when


def _inspection(name: str) -> Callable[[Plan], Any]:
    return lambda plan: getattr(plan.inspection, name) if plan.inspection is not None else None


PLANS = Table(
    "plans",
    "A plan.",
    columns(
        field("title", "text", "what it is called"),
        field("region", "text", "the part of the country by which plans are grouped; none where none is named"),
        dated("agreed", "when it was agreed; none while it is a draft"),
        dated("kept_since", "since when it has been kept in its files; none means from the start"),
        field("description", "text", "anything a reader should know first"),
        Column(
            "inspection_by",
            "texts",
            "the inspecting bodies; none where there was no inspection",
            lambda plan: list(plan.inspection.by) if plan.inspection is not None else None,
        ),
        dated("inspection_held", "when the inspectors visited", _inspection("held")),
        dated("inspection_published", "when their report came out", _inspection("published")),
        Column("inspection_outcome", "text", "what they concluded", _inspection("outcome")),
        field("rating_preset", "text", "the council whose ratings it took over; none where it did not"),
        field("measure_preset", "text", "the council whose rule rates its measures; none where it has none"),
        Column(
            "unread",
            "whole",
            "how many of its files could not be read, and so are missing",
            lambda plan: len(plan.unread),
        ),
        SOURCE,
        extra(),
    ),
    lambda plan: (plan,),
)


def _policies(plan: Plan) -> Iterator[Of]:
    """Give the policies in order, with the defaults first where the plan declares none from the start."""
    declared = plan.policy
    from_start = any(policy.from_ is None for policy in declared)
    for position, policy in enumerate(declared if from_start else (Policy(), *declared)):
        yield Of(plan, policy, position)


POLICIES = Table(
    "policies",
    "How a plan wants to be kept, from a day on; the last one that holds counts.",
    columns(
        PLACE,
        of("from", "day", "since when; none for the start", "from_"),
        of("stale_after_days", "whole", "an open action with no update for longer is stale"),
        of("due_within_days", "whole", "how far ahead something is due soon"),
        of("finished_within_days", "whole", "how far back something was finished of late"),
        of("reading_grace_days", "whole", "how many days after its period a reading is not overdue"),
        of("late_against", "text", "`current` or `original`: the due date that makes an action overdue"),
        lists("redate_approvals", "bodies each of which must agree before a due date moves"),
        of("redate_limit", "whole", "how often it may move; none for no limit"),
        of("redate_board", "text", "the board before which the owner comes then"),
    ),
    _policies,
)


def _bodies(plan: Plan) -> Iterator[Of]:
    return (Of(plan, body, position, name) for position, (name, body) in enumerate(plan.bodies.items()))


BODIES = Table(
    "bodies",
    "An organisation, board, team or group.",
    columns(
        field("id", "text", "its id"),
        of("name", "text", "its full name"),
        of("kind", "text", "what sort of body it is"),
        lists("aliases", "other names by which sources call it"),
        of("part_of", "text", "the body it belongs to; none where it stands alone"),
        when("from", "since when it exists", "from_"),
        when("until", "when it ended; none while it exists"),
        of("successor", "text", "the body that took over its work"),
        SOURCES,
    ),
    _bodies,
)

MEETINGS = Table(
    "meetings",
    "A meeting that has the plan before it.",
    columns(
        of("body", "text", "the body that meets"),
        when("on", "when"),
        of("title", "text", "what it is called"),
        SOURCES,
    ),
    each_record("meetings"),
)


def _ratings(plan: Plan) -> Iterator[Of]:
    meanings = [(name, one) for name, all_ in ratings_known(plan).items() for one in all_]
    return (Of(plan, rating, position, name) for position, (name, rating) in enumerate(meanings))


RATINGS = Table(
    "ratings",
    "What a rating means from a day on, best first.",
    columns(
        field("id", "text", "its id"),
        PLACE,
        of("label", "text", "the word shown to readers"),
        of("meaning", "text", "what it says about an action"),
        of("colour", "text", "the colour beside the word; none for none"),
        of("from", "day", "since when it means this; none for the start", "from_"),
        SOURCES,
    ),
    _ratings,
)
