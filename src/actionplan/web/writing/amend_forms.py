"""The forms that change what was agreed: one for each kind of record, and one for each kind of part."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from actionplan.model.ids import Id
from actionplan.model.kinds import PARTS, RECORD_KINDS, parts_of_kind
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.record_fields import head_fields, part_fields, record_of
from actionplan.web.writing.usual_fields import APPROVAL, BY, NOT_PUBLIC, NOTE, on, parts

LINKS: Final[Mapping[str, str]] = {
    "findings": "finding",
    "measures": "measure",
    "actions": "action",
    "areas": "area",
    "resolutions": "resolution",
}
"""The lists in which a record or a part of one names others, each with what it names; there is a form for links."""

_ELSEWHERE: Final = {
    "action": ("due",),
    "risk": ("residual",),
    "milestone": ("due",),
    "recommendation": ("response",),
}
"""Fields that another form changes, by the kind of record or part."""

_REASON: Final = Field(
    name="reason",
    label="Why does it change?",
    hint=f"Needed for all but the short name, the number in papers and what it means for families. {NOT_PUBLIC}",
    look="text",
)
_DECIDED: Final = (_REASON, *APPROVAL, NOTE, on(), BY)
_LEAD: Final = "Leave empty what does not change. What was agreed first stays visible in every report."


def parts_of(kind: str, parts_name: str, material: PageMaterial, name: Id) -> list[Choice]:
    """Return the parts of a record, such as its clauses, as choices with their texts.

    Args:
        kind: the kind of record.
        parts_name: the list, such as ``clauses``.
        material: what the pages of the plan are made from.
        name: the id of the record.
    """
    found = getattr(record_of(material, kind, name), parts_name)
    if found and hasattr(found[0], "text"):
        return parts(found)
    return [Choice(str(each.id), each.title) for each in found]


def _has_parts(kind: str, parts_name: str, material: PageMaterial, name: Id) -> bool:
    return bool(parts_of(kind, parts_name, material, name))


def _forms() -> Iterator[EntryForm]:
    for kind in RECORD_KINDS:
        yield EntryForm(
            name="amend",
            command=("amend",),
            kinds=(kind.name,),
            title="Change what was agreed" if hasattr(kind.record, "agreed") else "Change what is on record",
            saved="The change is",
            lead=_LEAD,
            fields=(*head_fields(kind.name, (*LINKS, *_ELSEWHERE.get(kind.name, ()))), *_DECIDED),
            is_more=True,
        )
        known = parts_of_kind(kind.record)
        for part, parts_name in PARTS.items():
            if parts_name in known:
                yield _of_part(kind.name, part, parts_name, known[parts_name])


def _of_part(kind: str, part: str, parts_name: str, of: Any) -> EntryForm:
    chosen = Field(
        name=part,
        label=f"Which {part} changes?",
        look="radios",
        choices=partial(parts_of, kind, parts_name),
        missing=f"Choose the {part}",
    )
    return EntryForm(
        name=f"amend-{part}",
        command=("amend",),
        kinds=(kind,),
        title=f"Change a {part}",
        saved="The change is",
        lead=_LEAD,
        fields=(chosen, *part_fields(part, of, (*LINKS, *_ELSEWHERE.get(part, ()))), *_DECIDED),
        is_offered=partial(_has_parts, kind, parts_name),
        is_more=True,
    )


AMEND_FORMS: Final = tuple(_forms())
"""The forms that change what was agreed."""
