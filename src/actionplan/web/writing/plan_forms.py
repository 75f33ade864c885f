"""The forms about bodies and meetings, which are parts of ``plan.toml``."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve

from actionplan.model.bodies import Body, Meeting
from actionplan.model.ids import Id
from actionplan.report.pages.material import PageMaterial
from actionplan.report.values import value_text
from actionplan.web.writing.derived_fields import derived_fields
from actionplan.web.writing.form import EntryForm, Field
from actionplan.web.writing.new_ids import new_id
from actionplan.web.writing.usual_fields import A_DATE, NOT_PUBLIC, bodies

_OF_BODY: Final[Mapping[str, str]] = {"aliases": "alias"}
_OF_MEETING: Final[Mapping[str, str]] = {"held": "held/--not-held"}


def _named(material: PageMaterial, name: Id) -> tuple[str, str]:
    """Return what names a meeting for a command: its body and its day."""
    meeting = material.meetings[name]
    return str(meeting.body), meeting.on.text


def _changed(field: Field) -> Field:
    """Return a field of a new body as one for a change: it may stay empty, and shows what holds now."""

    def now(material: PageMaterial, name: Id) -> str:
        body: Any = material.paper.plan.bodies[name]
        value = getattr(body, field.name, None) or getattr(body, f"{field.name}_", None)
        return f"Now: {value_text(value, material.names)}." if value else ""

    hint = f"{field.hint} Enter all of them." if field.look in ("lines", "boxes") else field.hint
    return evolve(field, hint=hint.strip(), missing="", is_rare=False, now=now)


_BODY_FIELDS: Final = derived_fields(Body, "body", ("name", "kind", "short", "part_of"), flags=_OF_BODY)
_MEETING_FIELDS: Final = derived_fields(Meeting, "meeting", ("title",), apart=("body", "on"), flags=_OF_MEETING)
[_HELD] = (each for each in _MEETING_FIELDS if each.name == "held")

PLAN_FORMS: Final = (
    EntryForm(
        name="body",
        command=("new", "body"),
        kinds=(),
        title="Add a body",
        saved="The new body is",
        lead="A body is an organisation, a board, a team or a group, and never a person.",
        fields=(new_id("body"), *_BODY_FIELDS),
        is_record_named=False,
        undone_by="remove",
        listed_on="bodies",
    ),
    EntryForm(
        name="change",
        command=("set", "body"),
        kinds=("body",),
        title="Change what is known of it",
        saved="The change is",
        lead="What you leave empty stays as it is.",
        fields=tuple(map(_changed, _BODY_FIELDS)),
        can_undo=False,
        is_more=True,
    ),
    EntryForm(
        name="meeting",
        command=("new", "meeting"),
        kinds=(),
        title="Add a meeting",
        saved="The meeting is",
        lead="It may lie ahead. Reports then say what needs doing before it.",
        fields=(
            Field(
                name="body",
                label="Which body meets?",
                look="menu",
                choices=bodies,
                is_argument=True,
                missing="Choose the body that meets",
            ),
            Field(
                name="on",
                label="On which day?",
                hint=f"{A_DATE} If only the month is known, the month.",
                look="short",
                is_argument=True,
                missing="Enter the day of the meeting",
            ),
            *_MEETING_FIELDS,
        ),
        is_record_named=False,
        undone_by="remove",
        listed_on="meetings",
    ),
    EntryForm(
        name="held",
        command=("set", "meeting"),
        kinds=("meeting",),
        title="Record whether it took place",
        saved="What became of the meeting is",
        lead="A meeting that was cancelled or put off stays in the list of meetings.",
        fields=(
            evolve(_HELD, is_rare=False, missing="Choose whether it took place"),
            Field(name="note", label="Why not, or when instead?", hint=NOT_PUBLIC, look="text"),
        ),
        can_undo=False,
        is_gone=True,
        arguments=_named,
    ),
)
"""The forms about bodies and meetings, in the order in which pages offer them."""


def _remove(kind: str, **more: Any) -> EntryForm:
    return EntryForm(
        name="remove",
        command=("remove", kind),
        kinds=(kind,),
        title="Take out what was added",
        lead="It is taken out as if it had never been added. This can be done as long as nothing names it.",
        fields=(),
        is_offered=lambda _, __: False,  # it is offered after it was added
        check_title="Take this out again?",
        check_lead="",
        button="Take it out",
        done="What was added is taken out again.",
        can_undo=False,
        is_gone=True,
        **more,
    )


REMOVE_FORMS: Final = (_remove("body"), _remove("meeting", arguments=_named))
"""The forms that take back a new body or meeting."""
