"""Compare one row of a return three ways: what the plan had when it was sent, what came back, and what it has now."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from actionplan.edit.bulk.cells import CellContext
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.entries import ActionEntry
from actionplan.model.figures import figure
from actionplan.model.ids import Id
from actionplan.model.measures import MeasureEntry, Reading
from actionplan.model.problem import Problem
from actionplan.model.ratings import ratings_known
from actionplan.model.receipts import SentRow
from actionplan.model.records import Action, Plan
from actionplan.model.text import at_text, body_name, capitalised, date_text, in_words, numbered_title
from actionplan.model.vocabulary import CLOSED
from actionplan.report.words import STATE_WORDS, in_sentence
from actionplan.returns.answers import Answers, Filled
from actionplan.returns.cells import ReadRow, cell_problem
from actionplan.summary.actions import ActionSummary, summarise_in_plan
from actionplan.summary.effective import policy_as_at
from actionplan.summary.last_words import last_move
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import same_time
from actionplan.summary.requests import pending

RECORDED: Final = "to record"
SAME: Final = "on record already"

_COMPARED = ("state", "rating", "progress")
_STATES_WITH_REASON = frozenset({"suspended", "cancelled"})


@frozen(kw_only=True)
class CellFate:
    """What becomes of a cell that was filled in.

    Attributes:
        place: the cell.
        field: what it is about, such as ``state``.
        sent: what the plan had when the return was sent, in words; None where that is not known.
        returned: what came back.
        now: what the plan has, in words; empty for nothing.
        fate: what becomes of it.
    """

    place: str
    field: str
    sent: str | None
    returned: str
    now: str
    fate: str


@frozen(kw_only=True)
class Compared:
    """What a row comes to.

    Attributes:
        fates: what becomes of each of its cells.
        entries: the entries to add.
        problems: what has to be corrected.
        queries: what has to be asked.
    """

    fates: tuple[CellFate, ...]
    entries: tuple[Any, ...]
    problems: tuple[Problem, ...] = ()
    queries: tuple[Problem, ...] = ()


@frozen(kw_only=True)
class Asked:
    """What is needed to compare a row.

    Attributes:
        plan: the plan as it is now.
        answers: the return.
        reading: the plan, as cells are read with it.
        on: the day of the answers.
        by: the id of the body that reports.
        today: the day on which they are received.
    """

    plan: Plan
    answers: Answers
    reading: CellContext
    on: PlanDate
    by: Id
    today: date


def compared_action(asked: Asked, read: ReadRow, action: Action, sent: SentRow | None) -> Compared:
    """Return what a row about an action comes to.

    Args:
        asked: the return and the plan.
        read: the row.
        action: the action.
        sent: what the plan had of it when the return was sent; None if that is not known.
    """
    now = summarise_in_plan(asked.plan, action, asked.today)
    row = _ActionRow(asked, read, action, now, sent)
    stated: dict[str, Any] = {key: row.compared(key) for key in _COMPARED if key in read.values}
    stated |= {key: row.taken(key) for key in ("note", "evidence") if key in read.values}
    entries = [*row.dated(stated)]
    row.ask_if_closed(stated)
    if any(value not in (None, ()) for value in stated.values()):
        entries.insert(0, ActionEntry(on=asked.on, by=asked.by, **stated))
    return Compared(
        fates=tuple(row.fates), entries=tuple(entries), problems=tuple(row.problems), queries=tuple(row.queries)
    )


class _ActionRow:
    """A row about an action while it is compared; what is found about its cells adds up here."""

    def __init__(self, asked: Asked, read: ReadRow, action: Action, now: ActionSummary, sent: SentRow | None) -> None:
        self.asked, self.read, self.action, self.now, self.sent = asked, read, action, now, sent
        self.fates: list[CellFate] = []
        self.problems: list[Problem] = []
        self.queries: list[Problem] = []

    def taken(self, key: str, fate: str = RECORDED) -> Any:
        """Return a value that is taken as it is."""
        self._add(key, fate)
        return self.read.values[key]

    def compared(self, key: str) -> Any:
        """Return a value that the plan has too; None if it came to have the same meanwhile."""
        value, current = self.read.values[key], getattr(self.now, key)
        if not self._changed(key):
            return self.taken(key)
        if value == current:
            self._add(key, SAME)
            return None
        self._ask(key, f"the {key} {self._was_and_is(key)}, and {self._shown(key, value)} came back")
        return self.taken(key)

    def dated(self, stated: dict[str, Any]) -> Iterator[ActionEntry]:
        """Add a new date and a reason to what the row states; yield the requests where others must agree first."""
        values, reason = self.read.values, self.read.values.get("reason")
        is_moved = "new_due" in values and self._is_new_date(stated)
        approving = self._approving() if is_moved else ()
        if is_moved and not approving:
            stated["due"] = self.taken("new_due")
        for body in approving:
            yield ActionEntry(
                on=self.asked.on,
                by=self.asked.by,
                request_due=values["new_due"],
                requested_of=body,
                reason=reason,
            )
        if approving:
            self._add("new_due", f"to ask of {in_words(body_name(self.asked.plan.bodies, each) for each in approving)}")
        if reason is None:
            return
        is_reopened = stated.get("state") is not None and self.now.state in CLOSED
        if stated.get("due") or stated.get("state") in _STATES_WITH_REASON or is_reopened:
            stated["reason"] = self.taken("reason")
        elif approving:
            self._add("reason", RECORDED)
        elif "new_due" in values:
            self._add("reason", SAME)
        else:
            self._ask("reason", "there is a reason, and nothing that it is for: is a new date missing?", code="P163")
            stated["note"] = "\n".join(filter(None, (stated.get("note"), reason)))
            self._add("reason", "to record as a note")

    def ask_if_closed(self, stated: Mapping[str, Any]) -> None:
        """Ask about a row that reports on an action which was closed meanwhile, without another state."""
        if stated and "state" not in self.read.values and self.now.state in CLOSED and self._changed("state"):
            self._ask(next(iter(self.read.row.filled)), f"the state {self._was_and_is('state')}")

    def _is_new_date(self, stated: Mapping[str, Any]) -> bool:
        """Return whether the date asked for is new and may be asked for; else what becomes of it is noted."""
        wanted, current = self.read.values["new_due"], self.now.due
        if current is not None and last_day(wanted) == last_day(current):
            self._add("new_due", SAME)
        elif any(last_day(each.due) == last_day(wanted) for each in pending(self.now.requests)):
            self._add("new_due", "asked for already, and not decided")
        elif why := self._refusal(wanted, stated):
            filled = self.read.row.filled["new_due"]
            self.problems.append(cell_problem("E141", why, self.asked.answers.path, filled))
        else:
            if self._changed("due"):
                text = f"the due date {self._was_and_is('due')}{self._why_moved()}, and {date_text(wanted)} is wanted"
                self._ask("new_due", text)
            return True
        return False

    def _refusal(self, wanted: PlanDate, stated: Mapping[str, Any]) -> str:
        """Return why a new date cannot be taken, so that it can be sent to the owner; empty if it can."""
        name, day = numbered_title(self.now), date_text(wanted)
        state = stated.get("state") or self.now.state
        if state in CLOSED:
            return f"{day} is wanted for {name}, which is {STATE_WORDS[state]}: it has no date to move"
        ended = last_day(wanted)
        if ended is not None and ended < self.asked.today:
            return f"{day} is wanted for {name}, and that day has passed: please give a day to come"
        if "reason" not in self.read.values:
            return f"{day} is wanted for {name}, and there is no reason: please say why, in the column Reason"
        return ""

    def _approving(self) -> tuple[Id, ...]:
        """Return the bodies that must agree before the due date moves."""
        policy = policy_as_at(self.asked.plan, self.asked.today)
        if last_day(self.now.due) is None:
            return ()
        limit, board = policy.redate_limit, policy.redate_board
        is_often = limit is not None and self.now.times_redated >= limit and board is not None
        return tuple(dict.fromkeys((*policy.redate_approvals, *((board,) if board and is_often else ()))))

    def _why_moved(self) -> str:
        entry = last_move(self.asked.plan, self.action, self.asked.today)
        if entry is None:
            return ""
        by = f" by {body_name(self.asked.plan.bodies, entry.by)}" if entry.by else ""
        why = f': "{in_sentence(entry.reason)}"' if entry.reason else ""
        return f" ({at_text(entry.on)}{by}{why})"

    def _changed(self, key: str) -> bool:
        return self.sent is not None and getattr(self.sent, key) != getattr(self.now, key)

    def _was_and_is(self, key: str) -> str:
        was, now = getattr(self.sent, key), getattr(self.now, key)
        return f"was {self._shown(key, was)} when this was sent and is {self._shown(key, now)} now"

    def _ask(self, key: str, text: str, code: str = "P161") -> None:
        filled = self.read.row.filled[key]
        message = f"{numbered_title(self.now)}: {text}"
        self.queries.append(cell_problem(code, message, self.asked.answers.path, filled))

    def _add(self, key: str, fate: str) -> None:
        filled, field = self.read.row.filled[key], "due" if key == "new_due" else key
        on_record = hasattr(self.now, field)
        sent = self._shown(field, getattr(self.sent, field)) if self.sent is not None and on_record else None
        now = self._shown(field, getattr(self.now, field)) if on_record else ""
        value = self.read.values[key]
        returned = date_text(value) if isinstance(value, PlanDate) else filled.text
        self.fates.append(CellFate(place=filled.place, field=key, sent=sent, returned=returned, now=now, fate=fate))

    def _shown(self, key: str, value: Any) -> str:
        if value is None:
            return "nothing"
        if key == "state":
            return STATE_WORDS[value]
        if key == "rating":
            meanings = ratings_known(self.asked.plan).get(value, ())
            return next((each.label for each in meanings), value)
        return f"{value}%" if key == "progress" else date_text(value) if isinstance(value, PlanDate) else str(value)


def compared_measure(asked: Asked, read: ReadRow, now: MeasureSummary) -> Compared:
    """Return what a row about a measure comes to: a reading, or a note alone.

    Args:
        asked: the return and the plan.
        read: the row.
        now: the status of the measure.
    """
    values, filled = read.values, read.row.filled
    value, period = values.get("value"), values.get("period")
    first: Filled = next(iter(filled.values()))
    if (value is None or period is None) and (value, period, values.get("source")) != (None, None, None):
        if {"value", "period"} <= filled.keys():
            return Compared(fates=(), entries=())  # one of them could not be read, which is reported already
        text = "there is no figure beside it" if value is None else "the time that the figure is about is missing"
        return Compared(fates=(), entries=(), problems=(cell_problem("E144", text, asked.answers.path, first),))
    if value is None or period is None:
        entry = MeasureEntry(on=asked.on, by=asked.by, note=values["note"])
        return Compared(fates=(_fate(first, "note", "", RECORDED),), entries=(entry,))
    known = next((each for each in now.readings if same_time(each.period, period)), None)
    before = figure(known.value, now.unit) if known is not None else ""
    is_same = known is not None and known.value == value
    fates = tuple(
        _fate(each, key, before if key == "value" else "", SAME if is_same else RECORDED)
        for key, each in filled.items()
    )
    queries = []
    if known is not None and not is_same:
        text = f"{now.title}: {before} is on record for {date_text(period)}, and {figure(value, now.unit)} came back"
        queries.append(cell_problem("P164", text, asked.answers.path, filled["value"]))
    entries = () if is_same else (_reading(asked, values, value, period),)
    return Compared(fates=fates, entries=entries, queries=tuple(queries))


def _reading(asked: Asked, values: Mapping[str, Any], value: Decimal, period: PlanDate) -> Reading:
    found = values.get("source", ())
    return Reading(
        on=asked.on,
        by=asked.by,
        period=period,
        value=value,
        note=values.get("note"),
        source=tuple(each.link for each in found if each.link),
        evidence=tuple(each for each in found if not each.link),
    )


def _fate(filled: Filled, field: str, now: str, fate: str) -> CellFate:
    return CellFate(place=filled.place, field=field, sent=None, returned=filled.text, now=now, fate=fate)


def since_sent(sent: SentRow, now: ActionSummary) -> str:
    """Return what changed in an action since a return was sent, in a sentence; empty if nothing did."""
    row = {"state": "state", "rating": "rating", "progress": "per cent done", "due": "due date"}
    changed = [words for key, words in row.items() if getattr(sent, key) != getattr(now, key)]
    if changed:
        return f"{capitalised(in_words(changed))} changed since this was sent"
    return "" if sent.updates == now.updates else "More was reported since this was sent"
