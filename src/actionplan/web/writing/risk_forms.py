"""The forms about a risk."""

from functools import partial
from typing import Final

from actionplan.model.ids import Id
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, Choices, EntryForm, Field, Values, entered
from actionplan.web.writing.usual_fields import BY, DECIDED, EVIDENCE, NOT_PUBLIC, on, reason, worded

_STATES: Final = worded(
    ("open", "It is still a risk"),
    ("happened", "It has happened"),
    ("closed", "It is closed", "It is no risk any more."),
)
_UNTIL: Final = 5
"""The highest likelihood and impact of a plan that has no scale of its own."""


def _scale(name: str) -> Choices:
    def choices(material: PageMaterial, _: Id) -> list[Choice]:
        scale = material.paper.plan.risk_scale
        words = getattr(scale, name) if scale is not None else ()
        of_plan = [Choice(str(at), f"{at}: {word}") for at, word in enumerate(words, start=1)]
        return [Choice("", "Choose one"), *(of_plan or [Choice(str(at), str(at)) for at in range(1, _UNTIL + 1)])]

    return choices


def _score(name: str, values: Values) -> str:
    """Return a score as the command takes it: likelihood before impact."""
    likelihood, impact = (entered(values, f"{name}.{part}") for part in ("likelihood", "impact"))
    return f"{likelihood}x{impact}" if likelihood or impact else ""


def score_fields(name: str, group: str, *, is_needed: bool = False) -> tuple[Field, Field]:
    """Return the two fields of a score.

    Args:
        name: the key of the score, such as ``residual``.
        group: the question.
        is_needed: whether it may not be left empty.
    """
    menu = partial(Field, look="menu", group=group, option=f"--{name}")
    return (
        menu(
            name=f"{name}.likelihood",
            label="How likely is it?",
            choices=_scale("likelihood"),
            missing="Choose how likely it is" if is_needed else "",
            text=partial(_score, name),
        ),
        menu(
            name=f"{name}.impact",
            label="How bad would it be?",
            choices=_scale("impact"),
            missing="Choose how bad it would be" if is_needed else "",
            text=lambda _: "",
        ),
    )


RISK_FORMS: Final = (
    EntryForm(
        name="update",
        command=("update",),
        kinds=("risk",),
        title="Add an update",
        saved="Your update is",
        lead="It is added after the earlier entries. Nothing that is there changes.",
        fields=(
            Field(name="state", label="Is it still a risk?", look="radios", choices=_STATES),
            Field(name="note", label="What has changed?", hint=NOT_PUBLIC, look="text"),
            EVIDENCE,
            on("When was this true?"),
            BY,
        ),
    ),
    EntryForm(
        name="score",
        command=("amend",),
        kinds=("risk",),
        title="Score it again",
        saved="The new score is",
        lead="The first score stays visible in every report.",
        fields=(
            *score_fields("residual", "With what is done about it", is_needed=True),
            reason("Why is it scored so?"),
            *DECIDED,
        ),
        is_offered=lambda material, name: material.risks[name].state != "closed",
    ),
)
"""The forms about a risk, in the order in which its page offers them."""
