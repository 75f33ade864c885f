"""What a plan keeps from the public, and what was left out of a plan for it."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from actionplan.model.checked import checked
from actionplan.model.frozen_dict import EMPTY

ALWAYS_INTERNAL: Final = ("lead", "joint_leads")
"""Fields that are never published: they say who does the work, where the owner answers for it."""

MAY_BE_INTERNAL: Final = (
    *ALWAYS_INTERNAL,
    *("note", "reason", "evidence", "extra", "stated", "description", "coverage_reason"),
    *("plain", "short", "ref", "success", "definition", "cause", "event", "effect", "assurance", "grade"),
    *("senior_responsible", "portfolio_holder", "partners", "waiting_on", "resources", "funding"),
    *("mover", "seconder", "votes", "stances", "notes", "believes", "amendments"),
)
"""Fields that may be internal: without them every record is still whole, and every state, date and count the same."""

NOT_PUBLISHED: Final = "not published"
"""What is published in place of a reason: without any, a page would say that none was given."""


@checked
@frozen(kw_only=True, repr=False)
class Publish:
    """What a plan keeps from the public.

    Attributes:
        internal: what is left out of what is published: ids of records, kinds of record such as ``risks``, and fields
            such as ``note``, or ``risk.note`` for those of one kind. ``lead`` and ``joint_leads`` always are.
    """

    internal: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class LeftOut:
    """What was left out of a plan before it was published, in numbers and names that give nothing away.

    Attributes:
        records: how many records of each kind, such as ``action``; kinds without any are not in it.
        fields: the fields of which something was left out.
    """

    records: Mapping[str, int] = EMPTY
    fields: tuple[str, ...] = ()
