"""The forms about an action."""

from collections.abc import Callable
from typing import Final

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.model.text import at_text, body_name, date_text
from actionplan.model.vocabulary import CLOSED, FINISHED
from actionplan.report.pages.material import PageMaterial
from actionplan.summary.requests import RequestSummary, pending
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.usual_fields import (
    A_TIME,
    BY,
    DECIDED,
    EVIDENCE,
    NOT_PUBLIC,
    NOTE,
    bodies,
    on,
    ratings,
    reason,
)


def _state(material: PageMaterial, name: Id) -> str | None:
    return material.actions[name].state


def _if(test: Callable[[str | None], bool]) -> Callable[[PageMaterial, Id], bool]:
    return lambda material, name: test(_state(material, name))


_IS_OPEN = _if(lambda state: state not in CLOSED)


def _states(_: PageMaterial, __: Id) -> list[Choice]:
    return [
        Choice("not-started", "Not started"),
        Choice("in-progress", "In progress"),
        Choice("complete", "Complete", "You should be able to show evidence."),
    ]


def _open_states(_: PageMaterial, __: Id) -> list[Choice]:
    return [Choice("in-progress", "In progress"), Choice("not-started", "Not started")]


def _milestones(material: PageMaterial, name: Id) -> list[Choice]:
    found = [Choice(str(each.id), each.title) for each in material.actions[name].milestones]
    return [Choice("", "The whole action"), *found] if found else []


_MILESTONE = Field(name="milestone", label="What is this about?", look="radios", choices=_milestones)
_DUE = Field(
    name="due",
    label="What is the new date?",
    hint=A_TIME,
    look="short",
    is_argument=True,
    missing="Enter the new date",
)
_PROGRESS = Field(name="progress", label="How much is done?", hint="Per cent, from 0 to 100.", look="short")

UPDATE: Final = EntryForm(
    name="update",
    command=("update",),
    title="Add an update",
    saved="Your update is",
    lead="It is added after the earlier entries. Nothing that is there changes.",
    fields=(
        _MILESTONE,
        Field(name="state", label="What is its state now?", look="radios", choices=_states),
        Field(name="rating", label="How is it rated?", look="radios", choices=ratings),
        _PROGRESS,
        Field(
            name="note",
            label="What has changed?",
            hint=f"Say what is different for the work or for families. {NOT_PUBLIC}",
            look="text",
        ),
        EVIDENCE,
        on("When was this true?", "Not the day on which you write it down. Leave it empty for today."),
        BY,
    ),
    is_offered=_IS_OPEN,
)


def _requests(material: PageMaterial, name: Id) -> list[Choice]:
    """Return the requests about an action that no body has decided, in words."""
    bodies_of = material.paper.plan.bodies
    return [
        Choice(str(each.id), _request_text(each, body_name(bodies_of, each.requested_of)))
        for each in pending(material.actions[name].requests)
        if each.id is not None
    ]


def _request_text(request: RequestSummary, of: str) -> str:
    wanted = f"the new date {date_text(request.due)}" if request.due is not None else "to cancel it"
    asked = f"Asked {of} {at_text(request.on)}" if of else f"Asked {at_text(request.on)}"
    return f"{asked}: {wanted}" + (f". {request.reason}" if request.reason else "")


def _ended(name: str, title: str, saved: str, lead: str, by: Field) -> EntryForm:
    return EntryForm(
        name=name,
        command=("redate",),
        title=title,
        saved=saved,
        lead=lead,
        fields=(
            Field(
                name="request",
                option=f"--{name}",
                label="Which request?",
                look="radios",
                choices=_requests,
                missing="Choose the request",
            ),
            reason("Why?"),
            NOTE,
            on("On which day was that decided?"),
            by,
        ),
        is_offered=lambda material, record: bool(_requests(material, record)),
    )


_ENDED_REQUESTS: Final = (
    _ended(
        "refuse",
        "Record that a request was refused",
        "The refusal is",
        "Nothing moves. To record that a request was granted, move the date with the approval of the body.",
        evolve(BY, label="Which body refused it?", missing="Choose the body that refused it"),
    ),
    _ended("withdraw", "Withdraw a request", "The withdrawal is", "Nobody need decide it any more.", BY),
)

ACTION_FORMS: Final = (
    UPDATE,
    EntryForm(
        name="redate",
        command=("redate",),
        title="Move the date",
        saved="The new date is",
        lead="The first date stays visible in every report.",
        fields=(_MILESTONE, _DUE, reason("Why does the date move?"), *DECIDED),
        is_offered=_IS_OPEN,
    ),
    EntryForm(
        name="request",
        command=("redate",),
        title="Ask for a new date",
        saved="The request is",
        lead="Nothing moves yet. A body is asked to decide, and every report says so until it has.",
        fields=(
            _MILESTONE,
            evolve(_DUE, label="Which date is asked for?", missing="Enter the date that is asked for"),
            Field(
                name="requested_of",
                option="--request",
                label="Who is asked to decide?",
                look="menu",
                choices=bodies,
                missing="Choose who is asked to decide",
            ),
            reason("Why is a new date needed?"),
            NOTE,
            on("When was it asked for?"),
            BY,
        ),
        is_offered=_IS_OPEN,
    ),
    *_ENDED_REQUESTS,
    EntryForm(
        name="suspend",
        command=("suspend",),
        title="Suspend it",
        saved="The suspension is",
        lead="Work has stopped for now. The due date still applies.",
        fields=(reason("Why has work stopped?"), *DECIDED),
        is_offered=_if(lambda state: state not in (*CLOSED, "suspended")),
    ),
    EntryForm(
        name="cancel",
        command=("cancel",),
        title="Cancel it",
        saved="The cancellation is",
        lead="The action will not be done. Its page and its history stay.",
        fields=(reason("Why will it not be done?"), *DECIDED),
        is_offered=_IS_OPEN,
    ),
    EntryForm(
        name="reopen",
        command=("reopen",),
        title="Reopen it",
        saved="The reopening is",
        lead="It was finished or cancelled, and work begins again. The earlier entries stay.",
        fields=(
            reason("Why is it reopened?"),
            Field(name="state", label="What is its state now?", look="radios", choices=_open_states),
            _PROGRESS,
            *DECIDED,
        ),
        is_offered=_if(lambda state: state in CLOSED),
    ),
    EntryForm(
        name="verify",
        command=("verify",),
        title="Record that it was checked",
        saved="The check is",
        lead="A body that does not own the action has checked that it is complete.",
        fields=(
            evolve(EVIDENCE, label="What was checked?", missing="Say what was checked"),
            NOTE,
            on("When was it checked?"),
            evolve(BY, label="Who checked it?", hint="Not the owner.", missing="Choose who checked it"),
        ),
        is_offered=_if(lambda state: state in FINISHED and state != "verified"),
    ),
)
"""The forms about an action, in the order in which its page offers them."""
