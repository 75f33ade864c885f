"""Who has not answered: of each owner's last return, the rows about which nothing was reported since it was made."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from actionplan.model.ids import Id
from actionplan.model.receipts import ReturnReceived, ReturnSent, SentRow
from actionplan.model.records import Plan
from actionplan.model.text import body_name, numbered_title
from actionplan.summary.actions import summarise_actions
from actionplan.summary.measures.measures import summarise_measures


@frozen(kw_only=True)
class Owed:
    """An owner's last return, and what is still to be answered in it.

    Attributes:
        sent: the return.
        name: who was asked: the body, or a role within it.
        rows: how many rows it has.
        unanswered: the titles of the rows about which nothing was reported since it was made. What was finished or
            cancelled, or reported in another way, counts as answered.
        received: the days on which it was received, in order.
        days_overdue: calendar days since the day by which it was wanted; 0 if that has not passed.
    """

    sent: ReturnSent
    name: str
    rows: int
    unanswered: tuple[str, ...]
    received: tuple[date, ...]
    days_overdue: int


def owed_returns(
    plan: Plan, sent: Iterable[ReturnSent], received: Sequence[ReturnReceived], today: date
) -> tuple[Owed, ...]:
    """Return the last return of each owner and action lead, the longest overdue first.

    Args:
        plan: the plan as it is now.
        sent: the receipts of what was made.
        received: the receipts of what came back.
        today: today's date.

    Example:
        >>> plan = load("examples/northshire-send").plans[0]
        >>> [asked] = returns_of(plan, date(2026, 1, 15), date(2026, 1, 29), owner="nicb")
        >>> [owed] = owed_returns(plan, [made_return(asked).receipt], [], date(2026, 2, 1))
        >>> owed.days_overdue, len(owed.unanswered)
        (3, 3)
    """
    last: dict[tuple[Id, str | None], ReturnSent] = {}
    for each in sorted(sent, key=lambda each: (each.made, each.wanted, each.name)):
        last[each.owner, each.lead] = each
    said = _said(plan, today)
    found = [_owed(plan, each, said, received, today) for each in last.values()]
    return tuple(sorted(found, key=lambda each: (-each.days_overdue, each.sent.wanted, each.name)))


def _said(plan: Plan, today: date) -> dict[tuple[str, Id], tuple[str, int, bool]]:
    """Return the title of each action and measure, how much was reported about it, and whether it is open."""
    actions = {
        ("action", each.id): (numbered_title(each), each.updates, each.open) for each in summarise_actions(plan, today)
    }
    measures = {
        ("measure", each.id): (each.title, len(each.readings), True) for each in summarise_measures(plan, today)
    }
    return actions | measures


def _owed(
    plan: Plan,
    sent: ReturnSent,
    said: dict[tuple[str, Id], tuple[str, int, bool]],
    received: Sequence[ReturnReceived],
    today: date,
) -> Owed:
    back = [each for each in received if each.name == sent.name]
    answered = {(row.kind, row.id) for each in back for row in each.rows}
    body = body_name(plan.bodies, sent.owner)
    return Owed(
        sent=sent,
        name=f"{sent.lead}, {body}" if sent.lead else body,
        rows=len(sent.rows),
        unanswered=tuple(
            title
            for row in sent.rows
            if (row.kind, row.id) not in answered
            for title in _still_open(row, said.get((row.kind, row.id)))
        ),
        received=tuple(sorted(each.received for each in back)),
        days_overdue=max(0, (today - sent.wanted).days),
    )


def _still_open(row: SentRow, now: tuple[str, int, bool] | None) -> tuple[str, ...]:
    """Return the title of a row that nobody answered; nothing if it was reported on, closed or renumbered since."""
    if now is None or not now[2] or now[1] > row.updates:
        return ()
    return (now[0],)
