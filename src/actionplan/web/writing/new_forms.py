"""The forms that make a record: an action, an area, a measure, a risk, a resolution or a review."""

from collections.abc import Mapping, Sequence
from typing import Final

from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, RECORD_TYPES
from actionplan.model.text import with_article
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.derived_fields import derived_fields
from actionplan.web.writing.form import EntryForm, Field
from actionplan.web.writing.new_ids import new_id

_COMMON: Final[Mapping[str, Sequence[str]]] = {
    "action": ("title", "areas", "owner", "due", "lead", "success", "plain", "milestones"),
    "area": ("title", "kind", "owner", "plain", "findings"),
    "measure": ("title", "unit", "direction", "definition", "owner"),
    "risk": ("title", "cause", "event", "effect", "owner", "residual", "areas"),
    "resolution": ("title", "body", "on", "outcome", "clauses", "mover", "seconder", "group", "votes"),
    "review": ("title", "kind", "by", "held", "published", "outcome", "findings", "recommendations"),
}
"""What most records of each kind have, in the order in which it is asked."""

_LEADS: Final = {
    "action": "What is entered here is the commitment as it was agreed. Later changes are added to its history.",
    "area": "An area is what the inspectors named. Actions are grouped by it.",
    "measure": "Figures and targets are added on its page. An area or an action says that it is measured by it.",
    "risk": "Scores and notes are added on its page as they change.",
    "resolution": "Afterwards, say for each clause which actions carry it out.",
    "review": "Findings and recommendations can also be added one by one on its page.",
}

_BASELINE: Final = (
    Field(
        name="baseline",
        label="What was the value?",
        hint="In the unit above.",
        look="short",
        group="Where did it begin, before the plan?",
    ),
    Field(
        name="baseline_period",
        label="Which time is that about?",
        hint="A year, a quarter or a month. For example, 2024 or 2024-Q4.",
        look="short",
        group="Where did it begin, before the plan?",
    ),
)


def _fields(kind: str) -> tuple[Field, ...]:
    apart = ("replaces",) if kind == "action" else ("area_outcomes",)
    made = derived_fields(RECORD_TYPES[kind], kind, _COMMON[kind], apart=apart)
    usual = [each for each in made if not each.is_rare]
    rare = [each for each in made if each.is_rare]
    return (new_id(kind), *usual, *(_BASELINE if kind == "measure" else ()), *rare)


def _has_areas(material: PageMaterial, _: Id) -> bool:
    return bool(material.areas)


NEW_FORMS: Final = tuple(
    EntryForm(
        name=kind,
        command=("new", kind),
        kinds=(),
        title=f"Add {with_article(kind)}",
        saved=f"The new {kind} is",
        lead=_LEADS[kind],
        fields=_fields(kind),
        is_offered=_has_areas if kind == "action" else lambda _, __: True,
        is_record_named=False,
        undone_by="remove",
        listed_on="home" if kind == "area" else folder,
    )
    for kind, folder in FOLDERS.items()
)
"""The forms that make a record, one for each kind."""

REMOVE: Final = EntryForm(
    name="remove",
    command=("remove", "record"),
    kinds=tuple(FOLDERS),
    title="Take out what was added",
    lead="It is taken out as if it had never been added. This can be done until it is shared.",
    fields=(),
    is_offered=lambda _, __: False,  # it is offered after a record was added
    check_title="Take this out again?",
    check_lead="",
    button="Take it out",
    done="What was added is taken out again.",
    can_undo=False,
    is_gone=True,
)
"""The form that takes back a new record."""
