"""The forms about a review."""

from typing import Final

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.usual_fields import (
    APPROVAL,
    BY,
    CLOSED_AS,
    EVIDENCE,
    NOT_PUBLIC,
    NOTE,
    PROGRESS_STATES,
    on,
    parts,
    reason,
    worded,
)


def _every(material: PageMaterial, name: Id) -> list[Choice]:
    return parts(material.reviews[name].recommendations)


def _open(material: PageMaterial, name: Id) -> list[Choice]:
    return parts(each for each in material.reviews[name].recommendations if each.open)


def _ended(material: PageMaterial, name: Id) -> list[Choice]:
    found = material.reviews[name].recommendations
    return parts(each for each in found if each.rechecked or (not each.open and each.response != "rejected"))


_RECOMMENDATION: Final = Field(
    name="recommendation",
    label="Which recommendation is this about?",
    look="radios",
    choices=_open,
    missing="Choose the recommendation",
)

REVIEW_FORMS: Final = (
    EntryForm(
        name="respond",
        command=("update",),
        kinds=("review",),
        title="Answer a recommendation",
        saved="The answer is",
        lead="It is the answer of the body that says so. An earlier answer stays visible.",
        fields=(
            evolve(_RECOMMENDATION, choices=_every),
            Field(
                name="response",
                label="What is the answer?",
                look="radios",
                choices=worded(
                    ("accepted", "Accepted"), ("partly-accepted", "Partly accepted"), ("rejected", "Rejected")
                ),
                missing="Choose the answer",
            ),
            Field(name="note", label="What does the answer say?", hint=NOT_PUBLIC, look="text"),
            on("On which day was it answered?"),
            evolve(BY, label="Who answers?", missing="Choose who answers"),
        ),
        is_offered=lambda material, name: bool(_every(material, name)),
    ),
    EntryForm(
        name="report",
        command=("update",),
        kinds=("review",),
        title="Report on a recommendation",
        saved="Your report is",
        lead="Say how far a recommendation has come that no action carries out.",
        fields=(
            _RECOMMENDATION,
            Field(name="state", label="How far has it come?", look="radios", choices=PROGRESS_STATES),
            Field(name="note", label="What has happened?", hint=NOT_PUBLIC, look="text"),
            EVIDENCE,
            on("When was this true?"),
            BY,
        ),
        is_offered=lambda material, name: bool(_open(material, name)),
    ),
    EntryForm(
        name="close",
        command=("update",),
        kinds=("review",),
        title="Close a recommendation",
        saved="The decision is",
        lead="A body has decided that nothing more is awaited of a recommendation. It stays visible in every report.",
        fields=(
            _RECOMMENDATION,
            CLOSED_AS,
            reason("Why is it closed?"),
            *APPROVAL,
            NOTE,
            on("On which day was it closed?"),
            BY,
        ),
        is_offered=lambda material, name: bool(_open(material, name)),
    ),
    EntryForm(
        name="recheck",
        command=("update",),
        kinds=("review",),
        title="Record a later check",
        saved="The check is",
        lead="Somebody looked again, some time after a recommendation was carried out or closed.",
        fields=(
            evolve(_RECOMMENDATION, choices=_ended),
            Field(
                name="rechecked",
                label="What was found?",
                look="radios",
                choices=worded(
                    ("sustained", "It is still as it should be"),
                    ("not-sustained", "It is not", "The recommendation is open again."),
                ),
                missing="Choose what was found",
            ),
            Field(name="note", label="What was seen?", hint=NOT_PUBLIC, look="text"),
            EVIDENCE,
            on("When was it checked?"),
            evolve(BY, label="Who checked it?", missing="Choose who checked it"),
        ),
        is_offered=lambda material, name: bool(_ended(material, name)),
    ),
)
"""The forms about a review, in the order in which its page offers them."""
