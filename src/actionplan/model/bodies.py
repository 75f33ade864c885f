"""Who takes part in a plan, and when bodies meet."""

from attrs import frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate
from actionplan.model.fields import BodyId, SuccessorId
from actionplan.model.vocabulary import BodyKind


@checked
@frozen(kw_only=True, repr=False)
class Body:
    """An organisation, board, team or group that owns, moves, approves or reports.

    Attributes:
        name: its full name.
        kind: what sort of body it is.
        short: a name of at most 32 characters for tables and pictures; None for none.
        aliases: other names by which sources call it, misprints among them.
        part_of: the id of the body it belongs to; None where it belongs to none.
        from_: since when it exists (``from`` in the file); None when that is not known.
        until: when it ended or is to end; None while no end is known.
        successor: the ids of the bodies that take over its work when it has ended; a file may give one id alone.
        source: web addresses in which this was read.
    """

    name: str
    kind: BodyKind
    short: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: BodyId | None = None
    from_: PlanDate | None = None
    until: PlanDate | None = None
    successor: tuple[SuccessorId, ...] = ()
    source: tuple[str, ...] = ()


@checked
@frozen(kw_only=True, repr=False)
class Meeting:
    """A meeting at which the plan is, was or will be before a body.

    Attributes:
        body: the id of the body that meets.
        on: when.
        title: what the meeting is called; None when it has no name of its own.
        held: whether it took place; None means that it was held, or will be, on that day. What was cancelled or put
            off was not held.
        note: why it was not held, when it is held instead, or anything else a reader should know; None for nothing.
        source: web addresses in which this was read.
    """

    body: BodyId
    on: PlanDate
    title: str | None = None
    held: bool | None = None
    note: str | None = None
    source: tuple[str, ...] = ()


def was_held(meeting: Meeting) -> bool:
    """Return whether a meeting took place or will, as far as is known: it was neither cancelled nor put off."""
    return meeting.held is not False
