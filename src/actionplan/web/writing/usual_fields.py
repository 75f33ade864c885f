"""Fields that many forms have, and the choices of a plan: its bodies and its ratings."""

from collections.abc import Iterable
from typing import Any

from actionplan.model.ids import Id
from actionplan.model.ratings import ratings_known
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, Choices, Field

NOT_PUBLIC = "No names of children or parents: this may be published."
A_DATE = "For example, 27 March 2026."
A_TIME = "A day or a month. For example, 27 March 2026 or March 2026."


def bodies(material: PageMaterial, _: Id) -> list[Choice]:
    """Return the bodies of a plan, by name."""
    found = [Choice(str(name), body.name) for name, body in material.paper.plan.bodies.items()]
    return [Choice("", "Choose one"), *sorted(found, key=lambda each: each.words.casefold())]


def with_terms(hint: str, material: PageMaterial) -> str:
    """Return a hint that names the terms of the plan too, where it says how to write a time and one has not ended."""
    terms = material.paper.plan.calendar.terms.items()
    ahead = sorted((each.until, each.label or str(name)) for name, each in terms if each.until > material.paper.as_at)
    if A_TIME not in hint or not ahead:
        return hint
    named = f"A day, a month or a term. For example, 27 March 2026, March 2026 or {ahead[0][1]}."
    return hint.replace(A_TIME, named)


def ratings(material: PageMaterial, _: Id) -> list[Choice]:
    """Return the ratings of a plan with their meanings."""
    known = ratings_known(material.paper.plan)
    return [Choice(str(name), each[-1].label, each[-1].meaning) for name, each in known.items()]


def reason(label: str, hint: str = "Reports show it.") -> Field:
    """Return the field for the reason of a change."""
    return Field(name="reason", label=label, hint=f"{hint} {NOT_PUBLIC}", look="text", missing="Say why")


def on(label: str = "From which day does this hold?", hint: str = f"Leave it empty for today. {A_DATE}") -> Field:
    """Return the field for the day of an entry."""
    return Field(name="on", label=label, hint=hint, look="short")


def worded(*choices: tuple[str, str] | tuple[str, str, str]) -> Choices:
    """Return choices that are the same for every record: the value, the words and perhaps a hint of each."""
    return lambda _, __: [Choice(*each) for each in choices]


def parts(found: Iterable[Any]) -> list[Choice]:
    """Return parts of a record, such as its clauses, as choices with their texts."""
    return [Choice(str(each.id), f"{each.ref}: {_text(each)}" if each.ref else _text(each)) for each in found]


def _text(part: Any) -> str:
    return f"{part.id}, whose text is not known" if part.text == "unknown" else part.text


SOURCE = Field(
    name="source",
    label="Where is it published?",
    hint="A web address. If there are several, one on each line.",
    look="lines",
)
PROGRESS_STATES = worded(
    ("not-started", "Not started"),
    ("in-progress", "In progress"),
    ("complete", "Complete", "You should be able to show evidence."),
)
CLOSED_AS = Field(
    name="closed_as",
    label="As what is it closed?",
    look="radios",
    choices=worded(
        ("fulfilled", "It was fulfilled"),
        ("done-otherwise", "What was wanted came about in another way"),
        ("overtaken", "It was overtaken by events"),
        ("not-viable", "It cannot be done"),
        ("not-ours", "It is not for us to do"),
    ),
    missing="Choose as what it is closed",
)
EVIDENCE = Field(
    name="evidence",
    label="What shows it?",
    hint="A web address, or the path of a file that is kept with the plan. One on each line.",
    look="lines",
)
NOTE = Field(name="note", label="Anything else that readers should know?", hint=NOT_PUBLIC, look="text")
BY = Field(
    name="by",
    label="Who says so?",
    hint="The body that answers for these words.",
    look="menu",
    choices=bodies,
    missing="Choose who says so",
)
APPROVAL = (
    Field(name="approvals.by", label="Which body agreed?", look="menu", choices=bodies, group="Who agreed to it?"),
    Field(name="approvals.on", label="On which day?", hint=A_DATE, look="short", group="Who agreed to it?"),
    Field(
        name="approvals.ref",
        label="Where is that recorded?",
        hint="For example, minute 7.",
        look="short",
        group="Who agreed to it?",
    ),
)
DECIDED = (*APPROVAL, NOTE, on(), BY)
"""The fields of every decision."""
