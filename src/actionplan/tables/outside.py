"""Tables of what comes from outside: motions that were passed, and what reviews found and ask for."""

from collections.abc import Callable
from typing import Any

from actionplan.tables.columns import Column, Table, field
from actionplan.tables.rows import (
    FORMER,
    ID,
    PLACE,
    SOURCES,
    Of,
    columns,
    each_part,
    each_record,
    extra,
    lists,
    of,
    when,
)


def _votes(name: str) -> Callable[[Of], Any]:
    return lambda row: getattr(row.part.votes, name) if row.part.votes is not None else None


RESOLUTIONS = Table(
    "resolutions",
    "A motion put to a body.",
    columns(
        ID,
        PLACE,
        of("title", "text", "what it is about"),
        of("body", "text", "the body to which it was put"),
        when("on", "when that body dealt with it"),
        of("outcome", "text", "what became of it"),
        of("mover", "text", "who moved it, in their public role"),
        of("seconder", "text", "who seconded it"),
        of("group", "text", "the group that moved it"),
        Column("votes_for", "whole", "votes for; none where not published", _votes("for_")),
        Column("votes_against", "whole", "votes against; none likewise", _votes("against")),
        Column("votes_abstained", "whole", "abstentions; none likewise", _votes("abstained")),
        of("report_every", "text", "how often it is to be reported back"),
        FORMER,
        SOURCES,
        extra("part.extra"),
    ),
    each_record("resolutions"),
)

STANCES = Table(
    "stances",
    "How a group voted on a motion.",
    columns(
        field("resolution", "text", "the resolution", "whole.id"),
        field("group", "text", "the group", "id"),
        field("stance", "text", "how it voted", "part"),
    ),
    lambda plan: (
        Of(resolution, stance, position, group)
        for resolution in plan.resolutions
        for position, (group, stance) in enumerate(resolution.stances.items())
    ),
)

CLAUSES = Table(
    "clauses",
    "One thing that a motion resolves, as passed; `clause_actions` has what carries it out.",
    columns(
        field("resolution", "text", "the resolution", "whole.id"),
        ID,
        PLACE,
        of("text", "text", "what was resolved"),
        lists("actions", "the actions that carry it out, as the file's head has them"),
        of("no_action_because", "text", "why no action does"),
    ),
    each_part("resolutions", "clauses"),
)


REVIEWS = Table(
    "reviews",
    "An inspection, a stocktake, or another look from outside.",
    columns(
        ID,
        PLACE,
        of("title", "text", "what it is called"),
        of("kind", "text", "what sort of review it is"),
        lists("by", "the bodies that reviewed"),
        when("announced", "when it was announced"),
        when("held", "when they visited, or met"),
        when("received", "when the area got the final report"),
        when("published", "when the report came out"),
        when("plan_due", "by when the plan had to be handed in"),
        of("outcome", "text", "what they concluded"),
        FORMER,
        SOURCES,
        extra("part.extra"),
    ),
    each_record("reviews"),
)

_REVIEW = field("review", "text", "the review", "whole.id")

AREA_OUTCOMES = Table(
    "area_outcomes",
    "What a review concluded about an area.",
    columns(
        _REVIEW,
        of("area", "text", "the area"),
        of("outcome", "text", "what it concluded"),
        of("note", "text", "anything a reader should know"),
    ),
    each_part("reviews", "area_outcomes"),
)

REVIEW_FINDINGS = Table(
    "review_findings",
    "One thing that a review found.",
    columns(
        _REVIEW,
        ID,
        of("text", "text", "what was found"),
        of("area", "text", "the area it is about; none where it is about none"),
        SOURCES,
    ),
    each_part("reviews", "findings"),
)

ASKS = Table(
    "asks",
    "One thing that a review asks for.",
    columns(
        _REVIEW,
        ID,
        PLACE,
        of("text", "text", "what is asked for"),
        when("due", "by when"),
        lists("actions", "the actions that answer it, as the file's head has them"),
        SOURCES,
    ),
    each_part("reviews", "asks"),
)
