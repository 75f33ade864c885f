"""The forms that add a part to a record: a clause, an amendment, a finding, a recommendation and others."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from attrs import fields_dict

from actionplan.model.as_known import agreed_day
from actionplan.model.ids import Id
from actionplan.model.kinds import RECORD_TYPES, parts_of_kind
from actionplan.model.text import field_words, with_article
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.derived_fields import derived_fields
from actionplan.web.writing.form import EntryForm
from actionplan.web.writing.new_ids import part_id


class _Part(NamedTuple):
    """A part of a record: its name, the kind of record, the keys that most have, a sentence, and when it is offered."""

    name: str
    kind: str
    common: Sequence[str]
    lead: str
    is_offered: Callable[[PageMaterial, Id], bool] = lambda _, __: True


def _is_new(material: PageMaterial, name: Id) -> bool:
    """Return whether an action may still get what belongs to its commitment: it was not agreed before today."""
    agreed = agreed_day(material.paper.plan, material.paper.plan.action(name))
    return agreed is None or agreed >= material.paper.as_at


_PARTS: Final = (
    _Part(
        "milestone",
        "action",
        ("title", "due"),
        "A step on the way. An action that was agreed before today gets none: what was agreed later is another action.",
        _is_new,
    ),
    _Part(
        "resource",
        "action",
        ("amount", "unit", "per", "period", "funding"),
        "Money, posts or places that a paper gives to it.",
        _is_new,
    ),
    _Part("finding", "area", ("text",), "What the inspectors found. Actions say which findings they answer."),
    _Part("clause", "resolution", ("text", "addressee", "due", "actions"), "One thing that the resolution commits to."),
    _Part(
        "amendment", "resolution", ("text", "mover", "outcome"), "A change of its text that was moved in the debate."
    ),
    _Part("finding", "review", ("text", "area"), "One thing that was found."),
    _Part(
        "recommendation",
        "review",
        ("text", "strength", "due", "response_by", "response_due"),
        "Something that the review requires or advises.",
    ),
    _Part("area-outcome", "review", ("area", "outcome", "note"), "What the review concluded about one area."),
)


def _form(part: _Part) -> EntryForm:
    parts = f"{part.name.replace('-', '_')}s"
    of = parts_of_kind(RECORD_TYPES[part.kind])[parts]
    name = field_words(part.name.replace("-", "_"))
    has_id = "id" in fields_dict(of)
    return EntryForm(
        name=part.name,
        command=("new", part.name),
        kinds=(part.kind,),
        title=f"Add {with_article(name)}",
        saved=f"The {name} is",
        lead=part.lead,
        fields=(*((part_id(part.kind, parts),) if has_id else ()), *derived_fields(of, part.name, part.common)),
        is_offered=part.is_offered,
        can_undo=False,
    )


PART_FORMS: Final = tuple(_form(each) for each in _PARTS)
"""The forms that add a part to a record, in the order in which its page offers them."""
