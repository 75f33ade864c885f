"""The forms about an area."""

from typing import Final

from actionplan.web.writing.form import EntryForm, Field
from actionplan.web.writing.usual_fields import BY, DECIDED, EVIDENCE, NOT_PUBLIC, on, ratings, reason

AREA_FORMS: Final = (
    EntryForm(
        name="update",
        command=("update",),
        kinds=("area",),
        title="Add a note",
        saved="Your note is",
        lead="It is added after the earlier entries. Nothing that is there changes.",
        fields=(
            Field(name="rating", label="How is the area as a whole rated?", look="radios", choices=ratings),
            Field(name="note", label="What is there to say?", hint=NOT_PUBLIC, look="text"),
            EVIDENCE,
            on("When was this true?"),
            BY,
        ),
    ),
    EntryForm(
        name="stand-down",
        command=("stand-down",),
        kinds=("area",),
        title="End work on it",
        saved="The decision is",
        lead="Nothing more is awaited of what serves this area alone. Its page and its history stay.",
        fields=(reason("Why is it no longer worked on?"), *DECIDED),
        is_offered=lambda material, name: material.areas[name].stood_down is None,
    ),
    EntryForm(
        name="reinstate",
        command=("reinstate",),
        kinds=("area",),
        title="Resume work on it",
        saved="The decision is",
        lead="Work begins again, and its actions are due as before.",
        fields=(reason("Why does work begin again?"), *DECIDED),
        is_offered=lambda material, name: material.areas[name].stood_down is not None,
    ),
)
"""The forms about an area, in the order in which its page offers them."""
