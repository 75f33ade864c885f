"""The forms that put other actions in the place of one: to split it, and to join it with others."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from actionplan.model.ids import Id
from actionplan.model.vocabulary import CLOSED
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, EntryForm, Field, Values, entered
from actionplan.web.writing.usual_fields import A_TIME, APPROVAL, BY, NOTE, bodies, on, reason

_ORDINALS: Final = ("first", "second", "third", "fourth")
_NUMBER: Final = "For example, 2.1. No other action may have it."
_DECIDED: Final = (*APPROVAL, NOTE, on(), BY)


def _is_open(material: PageMaterial, name: Id) -> bool:
    return material.actions[name].state not in CLOSED


def _others(material: PageMaterial, name: Id) -> list[Choice]:
    found = (each.id for each in material.actions.values() if each.id != name and each.state not in CLOSED)
    return [Choice(str(each), material.names.records.get(each, each)) for each in found]


def _part(part: str, values: Values) -> str:
    """Return a part as the command takes it: its number before its title."""
    return "=".join(filter(None, (entered(values, f"{part}.id"), entered(values, f"{part}.title"))))


def _of_part(part: str, key: str, values: Values) -> str:
    """Return a value of one part as the command takes it: the number of the part before it."""
    value = entered(values, f"{part}.{key}")
    return f"{entered(values, f'{part}.id')}={value}" if value else ""


def _part_fields() -> Iterator[Field]:
    for place, ordinal in enumerate(_ORDINALS, start=1):
        part, is_needed = f"part{place}", place <= 2
        group = f"The {ordinal} part"
        yield Field(
            name=f"{part}.id",
            label="Its number",
            hint=_NUMBER,
            look="short",
            group=group,
            is_argument=True,
            text=partial(_part, part),
            missing=f"Enter the number of the {ordinal} part" if is_needed else "",
        )
        yield Field(
            name=f"{part}.title",
            label="What will be done",
            group=group,
            text=lambda _: "",
            is_argument=True,
            missing=f"Say what will be done in the {ordinal} part" if is_needed else "",
        )
        yield Field(
            name=f"{part}.owner",
            label="Who answers for it",
            hint="Leave it for the owner of today.",
            look="menu",
            choices=bodies,
            group=group,
            option="--owner",
            text=partial(_of_part, part, "owner"),
        )
        yield Field(
            name=f"{part}.due",
            label="When it must be finished",
            hint=f"Leave it empty for the date of today. {A_TIME}",
            look="short",
            group=group,
            option="--due",
            text=partial(_of_part, part, "due"),
        )


REPLACING_FORMS: Final = (
    EntryForm(
        name="split",
        command=("split",),
        title="Split it into several",
        saved="The new actions are",
        lead="Each part becomes an action of its own, with the areas, findings and measures of this one. This one "
        "stays, closed, with its history. Money, posts and milestones stay with it.",
        fields=(*_part_fields(), reason("Why is it split?"), *_DECIDED),
        is_offered=_is_open,
        is_more=True,
    ),
    EntryForm(
        name="join",
        command=("join",),
        title="Join it with others",
        saved="The new action is",
        lead="One new action takes their place. They stay, closed, with their history.",
        fields=(
            Field(
                name="actions",
                label="With which actions?",
                look="boxes",
                choices=_others,
                is_argument=True,
                missing="Choose at least one other action",
            ),
            Field(
                name="into",
                label="What is the number of the new action?",
                hint=_NUMBER,
                look="short",
                missing="Enter the number of the new action",
            ),
            Field(name="title", label="What will be done?", missing="Say what will be done"),
            Field(
                name="owner",
                label="Who answers for it?",
                hint="Needed if they have different owners.",
                look="menu",
                choices=bodies,
            ),
            Field(
                name="due",
                label="When must it be finished?",
                hint=f"Needed if they have different dates. {A_TIME}",
                look="short",
            ),
            reason("Why are they joined?"),
            *_DECIDED,
        ),
        is_offered=lambda material, name: _is_open(material, name) and bool(_others(material, name)),
        is_more=True,
    ),
)
"""The forms that put other actions in the place of one."""
