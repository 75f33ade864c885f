"""Fields of forms that are made from the fields of records, as the options of commands are."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from actionplan.input.option_names import is_list, option_of
from actionplan.model.dates import PlanDate
from actionplan.model.fields import names_of, short_meaning
from actionplan.model.ids import Id
from actionplan.model.kinds import ENTRY_TYPES, FOLDERS, HEADS, RECORD_TYPES
from actionplan.model.resolutions import Votes
from actionplan.model.risks import RiskScore
from actionplan.model.text import capitalised, field_words
from actionplan.model.vocabulary import words
from actionplan.report.pages.material import PageMaterial
from actionplan.report.values import value_text
from actionplan.summary.history import record_story
from actionplan.web.writing.form import Choice, Choices, Field, Look
from actionplan.web.writing.risk_forms import score_fields
from actionplan.web.writing.usual_fields import A_TIME, EVIDENCE, NOT_PUBLIC, bodies, ratings

_LABELS: Final = {
    "ref": "Number in printed papers",
    "plain": "What it means for families",
    "after": "Actions that must finish first",
    "start": "Start of the work",
    "inherent": "Score if nothing is done",
    "residual": "Score with what is done about it",
    "response_by": "Body that answers",
    "report_to": "Body that hears the reports",
    "no_action_because": "Why no action carries it out",
    "requested_of": "Body that is asked to decide",
    "request_due": "Date that is asked for",
    "reported_to": "Body that heard the report",
    "rechecked": "What a later check found",
    "progress": "How much is done",
}
"""What a field is called, where the words of its name would not say it."""

_HINTS: Final = {
    "waiting_on": "Bodies on which it waits. One on each line.",
    "addressee": "Who must do it.",
    "stances": "How each group voted: its name, the sign = and for, against, abstained or split. One on each line.",
    "votes": "For, against and abstained, with colons between them. For example, 41:7:3.",
    "progress": "Per cent, from 0 to 100.",
    "note": NOT_PUBLIC,
    "evidence": EVIDENCE.hint,
}
"""What helps to fill in a field, where its meaning would not."""

_IN_SHORT: Final = frozenset(
    {"title", "short", "ref", "unit", "mover", "seconder", "portfolio_holder", "lead", "grade"}
)
"""Fields with texts of one line."""

_LOOKS: Final[Mapping[str, tuple[Look, Choices | None]]] = {
    "rating": ("radios", ratings),
    "evidence": ("lines", None),
    "stances": ("lines", None),
}
"""How fields are shown whose types would not say it."""


def record_of(material: PageMaterial, kind: str, name: Id) -> Any:
    """Return a record of the plan as its file has it."""
    return getattr(material.paper.plan, kind)(name)


def head_fields(kind: str, apart: Iterable[str] = ()) -> tuple[Field, ...]:
    """Return a field for each field of a record that an entry may change; each shows what holds now.

    Args:
        kind: the kind of record.
        apart: fields that are left out.
    """
    whole: Any = RECORD_TYPES[kind]
    return tuple(
        attrs.evolve(field, now=partial(_now, kind, name))
        for name in HEADS[whole]
        if name not in apart
        for field in fields_for(name, whole)
    )


def part_fields(part: Any, apart: Iterable[str] = ()) -> tuple[Field, ...]:
    """Return a field for each field of a part, such as a clause, that an entry may change.

    Args:
        part: the class of the part.
        apart: fields that are left out.
    """
    return tuple(field for name in HEADS[part] if name not in apart for field in fields_for(name, part))


def entry_fields(kind: str, apart: Iterable[str] = ()) -> tuple[Field, ...]:
    """Return a field for each field of entries of a kind that is stated in the history of a record.

    Args:
        kind: the kind of record.
        apart: fields that are left out.
    """
    of = ENTRY_TYPES[kind]
    return tuple(
        attrs.evolve(field, is_asked=partial(_is_stated, kind, name), missing="")
        for name in attrs.fields_dict(of)
        if name not in apart
        for field in fields_for(name, of)
    )


def fields_for(name: str, of: Any) -> tuple[Field, ...]:
    """Return the field of a form for a field of a class; of a score two; none for what no line or choice can say.

    Args:
        name: the name of the field.
        of: the class.
    """
    type_ = attrs.fields_dict(of)[name].type
    label = _LABELS.get(name) or capitalised(field_words(name))
    if RiskScore in (type_, *get_args(type_)):
        return score_fields(name, label)
    found = _LOOKS.get(name) or _look(name, of, type_)
    if found is None:
        return ()
    look, choices = found
    hint = _HINTS.get(name) or _hint(name, of, look)
    return (Field(name=name, label=label, hint=hint, look=look, choices=choices, option=option_of(name, of)),)


def _hint(name: str, of: Any, look: Look) -> str:
    meaning = f"{capitalised(short_meaning(of, name))}."
    return (
        meaning
        + {"lines": " One on each line.", "boxes": " Choose all from now on."}.get(look, "")
        + (f" {A_TIME}" if look == "short" and PlanDate in get_args(attrs.fields_dict(of)[name].type) else "")
    )


def _look(name: str, of: Any, type_: Any) -> tuple[Look, Choices | None] | None:
    """Return how a field is shown, and its choices; None for a field that is not shown."""
    inner = next((each for each in get_args(type_) if each is not type(None)), type_)
    named, several = names_of(of).get(name, ""), is_list(type_)
    if named:
        return ("boxes", all_of(named)) if several else ("menu", bodies if named == "body" else all_of(named))
    if get_origin(type_) is Literal or get_origin(inner) is Literal:
        return "radios", _words(type_ if get_origin(type_) is Literal else inner)
    if several:
        return ("lines", None) if get_args(inner)[:1] == (str,) or inner is str else None
    if inner is str:
        return ("line" if name in _IN_SHORT else "text"), None
    return ("short", None) if inner in (PlanDate, int, Votes) or "Decimal" in str(inner) else None


def _words(vocabulary: Any) -> Choices:
    found = [word for word in words(vocabulary) if word != "replaced"]  # that is written by splitting and joining
    return lambda material, _: [Choice(word, capitalised(value_text(word, material.names))) for word in found]


def all_of(named: str) -> Choices:
    """Return the choices of all records of a kind, of all bodies, or of all findings, by their names."""

    def choices(material: PageMaterial, name: Id) -> list[Choice]:
        plan = material.paper.plan
        if named == "body":
            return bodies(material, name)[1:]
        if named == "finding":
            found = ((area, finding) for area in plan.areas for finding in area.findings)
            return [Choice(f"{area.id}:{finding.id}", f"{area.title}: {finding.text}") for area, finding in found]
        records = (each.id for each in getattr(plan, FOLDERS[named]) if each.id != name)
        return [Choice(str(each), material.names.records.get(each, each)) for each in records]

    return choices


def _now(kind: str, name: str, material: PageMaterial, record: Id) -> str:
    story = record_story(material.paper.plan, record_of(material, kind, record), material.paper.as_at)
    text = value_text(getattr(story.now, name), material.names)
    return f"Now: {text}" if text else "Now: not stated."


def _is_stated(kind: str, name: str, material: PageMaterial, record: Id) -> bool:
    entries = record_of(material, kind, record).status
    return name == "note" or any(getattr(each, name) not in (None, ()) for each in entries if not each.redacted)
