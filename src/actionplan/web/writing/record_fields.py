"""Fields of the forms that change what is on record: those of a head, of a part, and of entries."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import attrs

from actionplan.model.ids import Id
from actionplan.model.kinds import ENTRY_TYPES, HEADS, RECORD_TYPES
from actionplan.report.pages.material import PageMaterial
from actionplan.report.values import value_text
from actionplan.summary.history import record_story
from actionplan.web.writing.derived_fields import fields_of_key
from actionplan.web.writing.form import Field


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
        attrs.evolve(field, now=partial(_now, kind, name), missing="")
        for name in HEADS[whole]
        if name not in apart
        for field in fields_of_key(whole, kind, name)
    )


def part_fields(part: str, of: Any, apart: Iterable[str] = ()) -> tuple[Field, ...]:
    """Return a field for each field of a part, such as a clause, that an entry may change.

    Args:
        part: what the part is called: ``clause``.
        of: its class.
        apart: fields that are left out.
    """
    return tuple(
        attrs.evolve(field, missing="")
        for name in HEADS[of]
        if name not in apart
        for field in fields_of_key(of, part, name)
    )


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
        for field in fields_of_key(of, kind, name)
    )


def _now(kind: str, name: str, material: PageMaterial, record: Id) -> str:
    story = record_story(material.paper.plan, record_of(material, kind, record), material.paper.as_at)
    text = value_text(getattr(story.now, name), material.names)
    return f"Now: {text}" if text else "Now: not stated."


def _is_stated(kind: str, name: str, material: PageMaterial, record: Id) -> bool:
    entries = record_of(material, kind, record).status
    return name == "note" or any(getattr(each, name) not in (None, ()) for each in entries if not each.redacted)
