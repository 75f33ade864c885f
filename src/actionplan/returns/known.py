"""Which actions and measures of the plan a return is about, and which of its answers were received before."""

from collections.abc import Iterable, Mapping, Sequence

from actionplan.edit.bulk.plan_now import PlanNow, action_named
from actionplan.input.text import plain
from actionplan.model.ids import Id
from actionplan.model.kinds import dated_of
from actionplan.model.lookup import refs_of
from actionplan.model.measures import Measure
from actionplan.model.receipts import ReceivedRow, ReturnReceived, SentRow
from actionplan.model.records import Action, Plan
from actionplan.returns.answers import AnsweredRow, Answers


class KnownRecords:
    """The actions and measures of a plan by their kind and id, the former ids among them."""

    def __init__(self, plan: Plan) -> None:
        """Take the records of a plan."""
        every: list[tuple[str, Action | Measure]] = [*(("action", each) for each in plan.actions)]
        every += (("measure", each) for each in plan.measures)
        former = {(kind, name): each for kind, each in every for name in each.formerly}
        self.records = {**former, **{(kind, each.id): each for kind, each in every}}

    def key(self, kind: str, name: Id) -> tuple[str, Id]:
        """Return the kind and the present id of a record."""
        record = self.records.get((kind, name))
        return kind, record.id if record is not None else name

    def by_present_id(self, rows: Iterable[SentRow]) -> Mapping[tuple[str, Id], SentRow]:
        """Return the rows of a receipt by kind and present id."""
        return {self.key(row.kind, row.id): row for row in rows}

    def has_entry(self, row: ReceivedRow) -> bool:
        """Return whether an entry that was made of a row is still there, or it is not known which were made."""
        record = self.records.get((row.kind, row.id))
        there = {entry.id for _, entry in dated_of(record)} if record is not None else set()
        return not row.entries or not there.isdisjoint(row.entries)


def answered_before(
    answers: Answers, before: Sequence[ReturnReceived], known: KnownRecords
) -> Mapping[tuple[str, Id], frozenset[str]]:
    """Return the digests of the answers of the same return that were received before, by kind and id.

    Args:
        answers: the return.
        before: the receipts of what was received before.
        known: the records of the plan.
    """
    same = [each for each in before if (answers.name and each.name == answers.name) or each.digest == answers.digest]
    found: dict[tuple[str, Id], frozenset[str]] = {}
    for row in (row for each in same for row in each.rows if known.has_entry(row)):
        key = known.key(row.kind, row.id)
        found[key] = found.get(key, frozenset()) | {f"{name} {digest}" for name, digest in row.cells.items()}
    return found


def actions_named(row: AnsweredRow, now: PlanNow) -> list[Action]:
    """Return the action that a row names by its reference, or, where a spreadsheet changed that, by its title too."""
    name = action_named(row.ref, now)
    named = [each for each in now.plan.actions if each.id == name]
    if not row.title or any(has_title(each, row.title) for each in named):
        return named
    return [each for each in now.plan.actions if has_title(each, row.title) and _is_number_of(row.ref, each)]


def has_title(action: Action, title: str) -> bool:
    """Return whether an action has or had a title."""
    every = (action.title, *(each.title for each in action.status if each.title))
    return plain(title).rstrip(".") in (plain(each).rstrip(".") for each in every)


def _is_number_of(ref: str, action: Action) -> bool:
    """Return whether a reference is what a spreadsheet makes of an action's: 1.1 of 1.10."""
    names = (action.id, *refs_of(action))
    return any("." in each and each != ref and each.rstrip("0").rstrip(".") == ref for each in names)


def measures_named(row: AnsweredRow, plan: Plan) -> list[Measure]:
    """Return the measure that a row names by its id, a former one, or its printed reference."""
    wanted = plain(row.ref)
    return [
        each
        for each in plan.measures
        if wanted in map(plain, (each.id, *each.formerly, *((each.ref,) if each.ref else ())))
    ]
