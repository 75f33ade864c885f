"""The forms that link a record with others, and that remove links."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, PARTS, RECORD_KINDS, parts_of_kind
from actionplan.report.pages.material import PageMaterial
from actionplan.summary.history import record_story
from actionplan.web.writing.amend_forms import LINKS, parts_of
from actionplan.web.writing.derived_fields import all_of
from actionplan.web.writing.form import Choice, EntryForm, Field
from actionplan.web.writing.record_fields import record_of
from actionplan.web.writing.usual_fields import APPROVAL, BY, NOT_PUBLIC, NOTE, on

_LABELS: Final = {
    "findings": "Findings that it answers",
    "measures": "Measures",
    "actions": "Actions",
    "areas": "Areas",
    "resolutions": "Resolutions",
}
_REASON: Final = Field(
    name="reason", label="Why?", hint=f"Needed once it is agreed and shared. {NOT_PUBLIC}", look="text"
)


def _linked(kind: str, part: str, key: str, material: PageMaterial, name: Id) -> frozenset[str]:
    """Return what a record names in a list today, or all that its parts name together."""
    record = record_of(material, kind, name)
    if part:
        stated = [*getattr(record, PARTS[part]), *record.status]
        return frozenset(str(each) for holder in stated for each in getattr(holder, key) or ())
    now = record_story(material.paper.plan, record, material.paper.as_at).now
    return frozenset(map(str, getattr(now, key)))


def _choices(kind: str, part: str, key: str, is_there: bool, material: PageMaterial, name: Id) -> list[Choice]:
    linked = _linked(kind, part, key, material, name)
    every = all_of(LINKS[key])(material, name)
    return [each for each in every if (each.value in linked) is is_there or (part and not is_there)]


def _of_parts(kind: str, part: str, material: PageMaterial, name: Id) -> list[Choice]:
    found = parts_of(kind, PARTS[part], material, name)
    return [Choice(f"{name}:{each.value}", each.words) for each in found]


def _any(fields: tuple[Field, ...], material: PageMaterial, name: Id) -> bool:
    return all(
        any(each.choices(material, name) for each in fields if each.choices and bool(each.missing) is is_needed)
        for is_needed in {bool(each.missing) for each in fields}
    )


def _form(kind: str, part: str, of: Any, *, removes: bool) -> EntryForm:
    lists = tuple(
        Field(
            name=key,
            label=_LABELS[key],
            look="boxes",
            choices=partial(_choices, kind, part, key, removes),
            option=f"--{LINKS[key]}",
        )
        for key in LINKS
        if key in HEADS[of]
    )
    chosen = Field(
        name=part or "record",
        label=f"Which {part}?",
        look="radios",
        choices=partial(_of_parts, kind, part),
        is_argument=True,
        missing=f"Choose the {part}",
    )
    asked = (chosen, *lists) if part else lists
    return EntryForm(
        name="unlink" if removes else "link",
        command=("link",),
        kinds=(kind,),
        title="Remove a link" if removes else "Link it with others",
        saved="The change is",
        lead="Choose what it does not go with any more." if removes else "What it names already stays.",
        fields=(*asked, _REASON, *APPROVAL, NOTE, on(), BY),
        is_offered=partial(_any, asked),
        is_record_named=not part,
        options=("--remove",) if removes else (),
        is_more=True,
    )


def _forms() -> Iterator[EntryForm]:
    for kind in RECORD_KINDS:
        known = parts_of_kind(kind.record)
        holders = {"": kind.record, **{part: known[name] for part, name in PARTS.items() if name in known}}
        for part, of in holders.items():
            if any(key in HEADS[of] for key in LINKS):
                yield from (_form(kind.name, part, of, removes=removes) for removes in (False, True))


LINK_FORMS: Final = tuple(_forms())
"""The forms about the links of a record of each kind that has any."""
