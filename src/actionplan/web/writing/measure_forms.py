"""The forms about a measure."""

from typing import Final

from attrs import evolve

from actionplan.model.figures import figure
from actionplan.model.ids import Id
from actionplan.model.text import date_text
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.usual_fields import A_DATE, APPROVAL, BY, EVIDENCE, NOT_PUBLIC, NOTE, SOURCE, on, reason

_PERIODS: Final = "A year, a quarter or a month. For example, 2025, 2025-Q4 or September 2025."


def _unit(material: PageMaterial, name: Id) -> str:
    return f"In {material.measures[name].unit}."


def _targets(material: PageMaterial, name: Id) -> list[Choice]:
    measure = material.measures[name]
    found = [
        Choice(each.due.text, f"Instead of {figure(each.value, measure.unit)} by {date_text(each.due)}")
        for each in measure.targets
    ]
    return [Choice("", "It is a further target, or one for the same day"), *found] if found else []


VALUE: Final = Field(
    name="value", label="What is the value?", look="short", is_argument=True, now=_unit, missing="Enter the value"
)
PERIOD: Final = Field(
    name="period", label="Which time is it about?", hint=_PERIODS, look="short", missing="Enter the time it is about"
)
PUBLISHED: Final = on("When was it published?", f"Leave it empty for today. {A_DATE}")
BREAK: Final = Field(
    name="break_in_series",
    label="Is something counted in another way from now on?",
    hint="Say what. Comparisons with earlier figures then end.",
    look="text",
)
OF: Final = Field(
    name="of",
    label="Whose figure is it?",
    hint="For example, England, a region, or similar areas.",
    missing="Say whose figure it is",
)

MEASURE_FORMS: Final = (
    EntryForm(
        name="record",
        command=("measure", "record"),
        kinds=("measure",),
        title="Record a figure",
        saved="The figure is",
        lead="Earlier figures stay. If another one was published for the same time, both are kept.",
        fields=(
            VALUE,
            PERIOD,
            SOURCE,
            PUBLISHED,
            BREAK,
            NOTE,
            BY,
        ),
    ),
    EntryForm(
        name="target",
        command=("measure", "target"),
        kinds=("measure",),
        title="Set a target",
        saved="The target is",
        lead="The first target stays visible in every report.",
        fields=(
            evolve(VALUE, label="Which value must be reached?", missing="Enter the value that must be reached"),
            Field(
                name="due", label="By when?", hint=A_DATE, look="short", missing="Enter the day by which it is reached"
            ),
            Field(
                name="replaces",
                label="Which target does it replace?",
                hint="Also if that one was a mistake.",
                look="radios",
                choices=_targets,
            ),
            evolve(
                reason("Why does it replace an earlier one?"),
                hint=f"Needed if it replaces one. {NOT_PUBLIC}",
                missing="",
            ),
            *APPROVAL,
            SOURCE,
            NOTE,
            on("When was it set?"),
            BY,
        ),
    ),
    EntryForm(
        name="benchmark",
        command=("measure", "benchmark"),
        kinds=("measure",),
        title="Record a figure of others",
        saved="The figure is",
        lead="Reports show it beside the figure for as long a time.",
        fields=(
            VALUE,
            OF,
            PERIOD,
            SOURCE,
            PUBLISHED,
            NOTE,
            BY,
        ),
    ),
    EntryForm(
        name="duty",
        command=("measure", "duty"),
        kinds=("measure",),
        title="Say what the law asks",
        saved="What the law asks is",
        lead="Reports show how far off it is, whatever the targets are.",
        fields=(
            evolve(VALUE, label="Which value does the law ask for?", missing="Enter the value that the law asks for"),
            Field(name="text", label="What does it ask, and which law?", look="text", missing="Say what the law asks"),
            Field(
                name="since",
                label="Since when does the law ask it?",
                hint="Leave it empty for all the time of the plan.",
                look="short",
            ),
            SOURCE,
            reason("Why is this added or changed?"),
            NOTE,
            on(),
            BY,
        ),
    ),
    EntryForm(
        name="update",
        command=("update",),
        kinds=("measure",),
        title="Add a note",
        saved="Your note is",
        lead="It is added after the earlier entries. Nothing that is there changes.",
        fields=(
            Field(name="note", label="What is there to say?", hint=NOT_PUBLIC, look="text", missing="Enter your note"),
            EVIDENCE,
            on("When was this true?"),
            BY,
        ),
    ),
)
"""The forms about a measure, in the order in which its page offers them."""
