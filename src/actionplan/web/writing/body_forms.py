"""The form about a body."""

from typing import Final

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.report.pages.material import PageMaterial
from actionplan.summary.owned import Owned, owned_by, partner_in
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.usual_fields import A_DATE, APPROVAL, BY, NOTE, bodies, on, reason


def _owned(material: PageMaterial, name: Id) -> list[Owned]:
    plan, day = material.paper.plan, material.paper.as_at
    return [*owned_by(plan, name, day), *partner_in(plan, name, day)]


def _records(material: PageMaterial, name: Id) -> list[Choice]:
    return [Choice(str(each.id), material.names.records.get(each.id, each.title)) for each in _owned(material, name)]


def _areas(material: PageMaterial, _: Id) -> list[Choice]:
    found = [Choice(str(name), material.names.records.get(name, area.title)) for name, area in material.areas.items()]
    return [Choice("", "All areas"), *found] if found else []


def _others(material: PageMaterial, name: Id) -> list[Choice]:
    return [each for each in bodies(material, name) if each.value != name]


BODY_FORMS: Final = (
    EntryForm(
        name="handover",
        command=("handover",),
        kinds=("body",),
        title="Hand over to another body",
        saved="The handover is",
        lead="From a day on, another body answers for what this one owns, and takes its place where it is a partner. "
        "Nothing looks fresher for it. The day may lie ahead.",
        fields=(
            Field(name="to", label="Who takes over?", look="menu", choices=_others, missing="Choose who takes over"),
            evolve(on("From which day?", A_DATE), missing="Enter the day"),
            Field(name="area", label="Only what serves one area?", look="menu", choices=_areas),
            Field(
                name="records",
                label="Only some of it?",
                hint="Choose none to hand over everything.",
                look="boxes",
                choices=_records,
                is_argument=True,
            ),
            evolve(
                reason("Why?", "Leave it empty if the body has ended, or is to end."),
                missing="",
            ),
            *APPROVAL,
            NOTE,
            BY,
        ),
        is_offered=lambda material, name: bool(_owned(material, name)),
        can_undo=False,
    ),
)
"""The forms about a body."""
