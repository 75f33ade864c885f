"""Tables of what was agreed: the heads of areas, actions, measures and risks, as they stand in their files."""

from collections.abc import Callable, Iterator
from typing import Any

from actionplan.model.kinds import records_of
from actionplan.model.records import Action, Plan, Resolution
from actionplan.tables.columns import Column, Table, dated, field
from actionplan.tables.rows import (
    AGREED,
    FORMER,
    ID,
    OWNER,
    PLACE,
    RECORD,
    SOURCES,
    TITLE,
    Of,
    columns,
    each_part,
    each_record,
    extra,
    lists,
    of,
    plain,
    when,
)

AREAS = Table(
    "areas",
    "An area in which inspectors want action.",
    columns(
        ID,
        PLACE,
        TITLE,
        of("kind", "text", "what the inspectors called it"),
        OWNER,
        AGREED,
        lists("measures", "the measures that show whether it becomes better"),
        FORMER,
        SOURCES,
        extra("part.extra"),
    ),
    each_record("areas"),
)

FINDINGS = Table(
    "findings",
    "One thing that inspectors found in an area.",
    columns(field("area", "text", "the area", "whole.id"), ID, of("text", "text", "what they found"), SOURCES),
    each_part("areas", "findings"),
)

ACTIONS = Table(
    "actions",
    "An action as first agreed; for how it stands on a day, ask `actions_as_at`.",
    columns(
        ID,
        PLACE,
        TITLE,
        lists("areas", "the areas it serves; the first is its primary one"),
        OWNER,
        lists("partners", "bodies that help"),
        of("lead", "text", "the role that leads the work"),
        when("start", "when work was to begin"),
        when("due", "when it was to be finished"),
        of("success", "text", "how anyone will know that it worked"),
        lists("after", "the actions that must finish first"),
        lists("findings", "the findings that it answers, as the file names them"),
        lists("measures", "the measures that it is to move"),
        AGREED,
        FORMER,
        SOURCES,
        extra("part.extra"),
    ),
    each_record("actions"),
)

MILESTONES = Table(
    "milestones",
    "A step on the way, as first agreed.",
    columns(field("action", "text", "the action", "whole.id"), ID, PLACE, TITLE, when("due", "by when"), SOURCES),
    each_part("actions", "milestones"),
)


def _baseline(name: str) -> Callable[[Of], Any]:
    return lambda row: getattr(row.part.baseline, name) if row.part.baseline is not None else None


MEASURES = Table(
    "measures",
    "Something that is counted, as first agreed.",
    columns(
        ID,
        PLACE,
        TITLE,
        of("unit", "text", "in what it is counted"),
        of("direction", "text", "whether `up` or `down` is better"),
        of("definition", "text", "what exactly is counted"),
        OWNER,
        Column("baseline_value", "decimal", "where it stood before the plan", _baseline("value")),
        dated("baseline_period", "the time that this is about", _baseline("period")),
        of("tolerance", "decimal", "how far short of its course it may be"),
        of("floor", "decimal", "the least that is accepted"),
        of("readings_every", "text", "how often it is to be read"),
        of("preferred_source", "text", "the address whose value counts where several were published"),
        AGREED,
        FORMER,
        SOURCES,
        extra("part.extra"),
    ),
    each_record("measures"),
)


def _score(which: str, name: str) -> Column:
    def value(row: Of) -> Any:
        score = getattr(row.part, which)
        return getattr(score, name) if score is not None else None

    what = "with nothing done about it" if which == "inherent" else "with what is done about it"
    return Column(f"{which}_{name}", "whole", f"its {name} {what}, from 1", value)


RISKS = Table(
    "risks",
    "Something that may keep the plan from working, as first agreed.",
    columns(
        ID,
        PLACE,
        TITLE,
        of("cause", "text", "what could bring it about"),
        of("event", "text", "what could happen"),
        of("effect", "text", "what that would mean"),
        OWNER,
        of("lead", "text", "the role that watches it"),
        lists("areas", "the areas it threatens"),
        lists("actions", "the actions that lessen it"),
        *(_score(which, name) for which in ("inherent", "residual") for name in ("likelihood", "impact")),
        when("raised", "when it was first recorded"),
        AGREED,
        FORMER,
        SOURCES,
        extra("part.extra"),
    ),
    each_record("risks"),
)


def _resources(plan: Plan) -> Iterator[Of]:
    records: tuple[Action | Resolution, ...] = (*plan.actions, *plan.resolutions)
    for record in records:
        for position, resource in enumerate(record.resources):
            yield Of(record, resource, position)


RESOURCES = Table(
    "resources",
    "Money, posts or places given to an action or by a resolution.",
    columns(
        RECORD,
        PLACE,
        of("amount", "decimal", "how much"),
        of("unit", "text", "in what"),
        of("per", "text", "`once` or `year`"),
        when("period", "for when"),
        of("funding", "text", "from what it is paid"),
        of("note", "text", "anything a reader should know"),
        SOURCES,
    ),
    _resources,
)


STATED = Table(
    "stated",
    "A value that a source gives for a field, where sources disagree.",
    columns(
        RECORD,
        of("field", "text", "the field"),
        Column("value", "text", "the value as that source gives it, as JSON", lambda row: plain(row.part.value)),
        of("note", "text", "anything a reader should know"),
        SOURCES,
    ),
    lambda plan: (
        Of(record, stated, position) for record in records_of(plan) for position, stated in enumerate(record.stated)
    ),
)
