"""The answers to the monthly round: nothing has changed, it is finished, or there is something to report."""

from typing import Final

from actionplan.web.writing.action_forms import UPDATE
from actionplan.web.writing.form import EntryForm, Field
from actionplan.web.writing.usual_fields import BY, EVIDENCE, NOT_PUBLIC, NOTE, on

UNCHANGED: Final = EntryForm(
    name="unchanged",
    command=("update",),
    title="Say that nothing has changed",
    saved="That nothing has changed is",
    lead="The reason is added after the earlier entries. State, rating and date stay as they are.",
    fields=(
        Field(
            name="note",
            label="Why has nothing changed?",
            hint=f"Say what it waits for, or when work goes on. {NOT_PUBLIC}",
            look="text",
            missing="Say why nothing has changed",
        ),
        on("When was this true?"),
        BY,
    ),
    is_offered=lambda _, __: False,  # the round offers it
)
DONE: Final = EntryForm(
    name="done",
    command=("update", "--state=complete"),
    title="Report that it is finished",
    saved="That it is finished is",
    lead="Its state becomes “complete”. Another body may check that later.",
    fields=(
        on("When was it finished?"),
        EVIDENCE,
        NOTE,
        BY,
    ),
    is_offered=lambda _, __: False,
)
ROUND_FORMS: Final = (UNCHANGED, DONE)
"""The forms that only the round offers."""

ANSWERS: Final = (
    (UNCHANGED, "Nothing has changed", "You are asked why."),
    (DONE, "It is finished", "You are asked when, and what shows it."),
    (UPDATE, "There is something to report", "State, rating, how much is done, and what has changed."),
)
"""The answers to the round: the form of each, its words, and what it will ask."""
