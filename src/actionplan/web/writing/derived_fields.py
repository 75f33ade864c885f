"""Fields of forms, derived from the fields of records and of their parts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from actionplan.input.option_names import NEW_NAMES, is_list, is_mapping, is_truth, option_of
from actionplan.model.dates import PlanDate
from actionplan.model.fields import meanings_of, names_of, tables_in
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, TAILS
from actionplan.model.measures import Duty
from actionplan.model.resolutions import Votes
from actionplan.model.risks import RiskScore
from actionplan.model.text import capitalised
from actionplan.model.vocabulary import Stance, words
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, Choices, Field, Look, Values, entered
from actionplan.web.writing.questions import QUESTIONS, WORDS, Question
from actionplan.web.writing.risk_forms import score_fields
from actionplan.web.writing.usual_fields import bodies, ratings, worded

_NEVER_ASKED: Final = frozenset({"id", "formerly", "extra", "stated", "resources", "baseline", *TAILS})
_FEW: Final = 4
"""The most choices that are shown all at once, and not in a menu."""
_SHORT: Final = (PlanDate, Decimal, date, int)


def derived_fields(
    record: Any, kind: str, common: Sequence[str], *, apart: Iterable[str] = (), flags: Mapping[str, str] = NEW_NAMES
) -> tuple[Field, ...]:
    """Return the fields of a form that makes a record, or a part of one.

    Args:
        record: the class.
        kind: its name, under which it may have questions of its own.
        common: the keys that most have, in the order in which they are asked; the others come after them, folded.
        apart: keys that are not asked.
        flags: names of options that are not those of their keys.
    """
    without = {*apart, *_NEVER_ASKED}
    names = [each for each in attrs.fields_dict(record) if each not in without]
    ordered = [*(each for each in common if each in names), *(each for each in names if each not in common)]
    made = [field for name in ordered for field in fields_of_key(record, kind, name, flags, is_rare=name not in common)]
    return tuple(made)


def fields_of_key(
    record: Any, kind: str, name: str, flags: Mapping[str, str] | None = None, *, is_rare: bool = False
) -> Iterator[Field]:
    """Yield the fields of a form for a key of the format; several for a value of parts, none for what no form asks.

    Args:
        record: the class that has the key.
        kind: the name of the record or part, under which the key may have a question of its own.
        name: the key.
        flags: names of options that are not those of their keys; None for none.
        is_rare: whether they are folded.
    """
    flags = flags or {}
    field = attrs.fields_dict(record)[name]
    question = QUESTIONS.get(f"{kind}.{name}") or QUESTIONS.get(name) or Question(_meaning(record, name))
    option = f"--{flags[name]}" if name in flags else option_of(name, record)
    table = next(iter(tables_in(field.type)), None)
    if is_truth(field.type):
        yield _truth(name, question, option, field.type, is_rare=is_rare)
    elif table is RiskScore:
        yield from (attrs.evolve(each, is_rare=is_rare) for each in score_fields(name, question.label))
    elif table in _JOINED:
        yield from _joined(name, question, _JOINED[table], option, is_rare=is_rare)
    elif table is None or {"text", "title"} & attrs.fields_dict(table).keys():
        choices, look = _BY_KEY.get(name) or _how_asked(field.type, names_of(record).get(name, ""))
        yield Field(
            name=name.rstrip("_"),
            label=question.label,
            hint=question.hint,
            look=question.look or look,
            choices=choices,
            missing=question.missing if field.default is attrs.NOTHING else "",
            option=option,
            is_rare=is_rare,
        )


_BY_KEY: Final[Mapping[str, tuple[Choices | None, Look]]] = {"rating": (ratings, "radios")}
"""The choices and the look of keys whose types would not say them."""


def _how_asked(type_: Any, named: str) -> tuple[Choices | None, Look]:
    """Return the choices of a field whose values are of a type, and how it is shown.

    Args:
        type_: the type.
        named: what its ids are of; empty for other values.
    """
    inner = [each for each in get_args(type_) if each is not type(None)]
    vocabulary = next((each for each in (type_, *inner) if get_origin(each) is Literal), None)
    several = is_list(type_)
    if is_mapping(type_):
        return _stances, "boxes"
    if vocabulary is not None:
        words = get_args(vocabulary)
        return _worded(words), "radios" if len(words) <= _FEW else "menu"
    if named:
        return _named(named, several=several), "boxes" if several else "menu"
    if several:
        return None, "lines"
    return None, "short" if (inner[0] if inner else type_) in _SHORT else "line"


def _worded(words: Sequence[str]) -> Choices:
    found = [Choice(word, WORDS.get(word) or capitalised(word.replace("-", " "))) for word in words]
    return lambda _, __: found if len(found) <= _FEW else [Choice("", "Choose one"), *found]


def _named(kind: str, *, several: bool) -> Choices:
    """Return the choices of bodies, of findings, or of records of a kind."""

    def choices(material: PageMaterial, record: Id) -> list[Choice]:
        found = list(all_of(kind)(material, record))
        return found if several or not found else [Choice("", "Choose one"), *found]

    return choices


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


def _stances(material: PageMaterial, _: Id) -> list[Choice]:
    groups = [(name, body) for name, body in material.paper.plan.bodies.items() if body.kind == "political-group"]
    return [
        Choice(f"{name}={stance}", f"{body.name}: {WORDS.get(stance, stance).lower()}")
        for name, body in groups
        for stance in words(Stance)
    ]


_BOX: Final = {
    "whole_plan": "Yes, all of the plan together",
    "mentioned": "Yes: the paper only mentions it",
}


def _truth(name: str, question: Question, option: str, type_: Any, *, is_rare: bool) -> Field:
    """Return the field for what is true or false: one box, or two answers where it may also be unknown."""
    on, _, off = option.partition("/")
    is_box = type_ is bool
    answers = {name: _BOX[name]} if is_box else {"yes": "Yes", "no": "No"}
    return Field(
        name=name.rstrip("_"),
        label=question.label,
        hint=question.hint,
        look="boxes" if is_box else "radios",
        choices=worded(*answers.items()),
        option=on,
        switches={name: on} if is_box else {"yes": on, "no": f"--{off.removeprefix('--')}"},
        is_rare=is_rare,
    )


_JOINED: Final[Mapping[Any, Sequence[tuple[str, str]]]] = {
    Votes: (("for", "For"), ("against", "Against"), ("abstained", "Abstained")),
    Duty: (("value", "Which value does the law ask for?"), ("text", "What does it ask, and which law?")),
}
"""The parts of values that the command takes as one text, with a colon between them."""


def _joined(
    name: str, question: Question, parts: Sequence[tuple[str, str]], option: str, *, is_rare: bool
) -> Iterator[Field]:
    names = [f"{name}.{part}" for part, _ in parts]

    def text(values: Values) -> str:
        texts = [entered(values, each) for each in names]
        return ":".join(texts) if any(texts) else ""

    for at, (part, label) in enumerate(parts):
        yield Field(
            name=f"{name}.{part}",
            label=label,
            look="line" if part == "text" else "short",
            option=option,
            group=question.label,
            text=text if at == 0 else lambda _: "",
            is_rare=is_rare,
        )


def _meaning(record: Any, name: str) -> str:
    return capitalised(meanings_of(record)[name].partition(";")[0])
