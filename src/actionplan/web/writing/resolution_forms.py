"""The forms about a resolution."""

from typing import Final

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.model.vocabulary import BINDING
from actionplan.report.pages.material import PageMaterial
from actionplan.summary.resolutions.resolution import ClauseSummary
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.usual_fields import (
    APPROVAL,
    BY,
    CLOSED_AS,
    EVIDENCE,
    NOT_PUBLIC,
    NOTE,
    PROGRESS_STATES,
    bodies,
    on,
    parts,
    reason,
)


def _open_clauses(material: PageMaterial, name: Id) -> list[Choice]:
    return parts(each for each in material.resolutions[name].clauses if each.open)


def _has_open(material: PageMaterial, name: Id) -> bool:
    return bool(_open_clauses(material, name))


def _reported(material: PageMaterial, name: Id) -> list[Choice]:
    """Return the open clauses that have a state of their own."""
    return parts(each for each in material.resolutions[name].clauses if each.open and not _is_carried(each))


def _carried(material: PageMaterial, name: Id) -> list[Choice]:
    """Return the open clauses whose state follows what carries them out."""
    return parts(each for each in material.resolutions[name].clauses if each.open and _is_carried(each))


def _is_carried(clause: ClauseSummary) -> bool:
    return bool(clause.actions or clause.areas or clause.whole_plan or clause.resolutions)


def _clauses(material: PageMaterial, name: Id) -> list[Choice]:
    found = parts(material.resolutions[name].clauses)
    return [Choice("", "The whole resolution"), *found] if found else []


def _binds(material: PageMaterial, name: Id) -> bool:
    return material.resolutions[name].outcome in BINDING


_CLAUSE: Final = Field(
    name="clause",
    label="Which clause is this about?",
    look="radios",
    choices=_open_clauses,
    missing="Choose the clause",
)

RESOLUTION_FORMS: Final = (
    EntryForm(
        name="report",
        command=("update",),
        kinds=("resolution",),
        title="Report on a clause",
        saved="Your report is",
        lead="Say how far a clause has come that no action carries out, such as a letter to be sent.",
        fields=(
            evolve(_CLAUSE, choices=_reported),
            Field(name="state", label="How far has it come?", look="radios", choices=PROGRESS_STATES),
            Field(name="note", label="What has happened?", hint=NOT_PUBLIC, look="text"),
            EVIDENCE,
            on("When was this true?"),
            BY,
        ),
        is_offered=lambda material, name: bool(_reported(material, name)),
    ),
    EntryForm(
        name="note",
        command=("update",),
        kinds=("resolution",),
        title="Add a note on a clause",
        saved="Your note is",
        lead="For a clause that an action carries out, or an area, the whole plan or another resolution. How far it "
        "has come follows from these: to change that, report on them.",
        fields=(
            evolve(_CLAUSE, choices=_carried),
            Field(name="note", label="What is there to say?", hint=NOT_PUBLIC, look="text", missing="Enter your note"),
            EVIDENCE,
            on("When was this true?"),
            BY,
        ),
        is_offered=lambda material, name: bool(_carried(material, name)),
    ),
    EntryForm(
        name="report-back",
        command=("update",),
        kinds=("resolution",),
        title="Record that it was reported back",
        saved="The report back is",
        lead="A body has heard how far the resolution has come. The next report is counted from this day.",
        fields=(
            Field(
                name="reported_to",
                label="Which body heard the report?",
                look="menu",
                choices=bodies,
                missing="Choose the body that heard it",
            ),
            Field(name="clause", label="What was it about?", look="radios", choices=_clauses),
            Field(
                name="note",
                label="What was reported?",
                hint=f"For example, the item of the meeting. {NOT_PUBLIC}",
                look="text",
            ),
            EVIDENCE,
            on("On which day was it reported?"),
            BY,
        ),
        is_offered=_binds,
    ),
    EntryForm(
        name="close",
        command=("update",),
        kinds=("resolution",),
        title="Close a clause",
        saved="The decision is",
        lead="A body has decided that nothing more is awaited of a clause. It stays visible in every report.",
        fields=(
            _CLAUSE,
            CLOSED_AS,
            reason("Why is it closed?"),
            *APPROVAL,
            NOTE,
            on("On which day was it closed?"),
            BY,
        ),
        is_offered=_has_open,
    ),
)
"""The forms about a resolution, in the order in which its page offers them."""
