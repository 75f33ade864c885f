"""Take in a return: what each of its cells becomes, what is asked and what is refused, and the entries to add."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from attrs import evolve, frozen

from actionplan.edit.append import Addition
from actionplan.edit.bulk.cells import CellContext
from actionplan.edit.bulk.plan_now import action_named, plan_now
from actionplan.model.as_known import day_to_record
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import Evidence
from actionplan.model.ids import Id
from actionplan.model.measures import Measure
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.receipts import CellLeftOut, ReceivedRow, ReturnReceived, ReturnSent, SentRow
from actionplan.model.records import Action, Plan
from actionplan.model.suggest import did_you_mean
from actionplan.model.text import body_name, numbered_title
from actionplan.returns.answers import AnsweredRow, Answers, Filled
from actionplan.returns.cells import ReadRow, cell_problem, date_order_problems, read_row, short_text, true_on
from actionplan.returns.columns import RowKind
from actionplan.returns.compared import Asked, CellFate, Compared, compared_action, compared_measure, since_sent
from actionplan.returns.known import KnownRecords, actions_named, answered_before, has_title, measures_named
from actionplan.returns.sent import shown_digest
from actionplan.summary.actions import summarise_in_plan
from actionplan.summary.answering import answers_for
from actionplan.summary.measures.measures import measure_in_plan

THERE: Final = "received before"

_DIGEST = 12
_READING = ("value", "period", "source")
_NO_TABLE = "no sheet of this file has the table of a return"


@frozen(kw_only=True)
class RowTaken:
    """What a row of a return comes to.

    Attributes:
        kind: whether it is about an action or a measure.
        id: the id of the action or the measure.
        title: its number and title.
        fates: what becomes of each cell that was filled in.
        since: what changed since the return was sent; empty for nothing, and where that is not known.
    """

    kind: RowKind
    id: Id
    title: str
    fates: tuple[CellFate, ...]
    since: str


@frozen(kw_only=True)
class Taken:
    """What a return comes to.

    Attributes:
        answers: the return.
        by: the id of the body that reports.
        on: the day of the answers.
        rows: the rows that were filled in.
        blank: how many rows were not.
        absent: the titles of rows that were sent and are not in the file; nothing is recorded for them.
        additions: the entries to add.
        cells: the filled-in cells of each action or measure, by the key of their column.
        problems: what has to be corrected.
        queries: what has to be asked.
        receipt: the receipt, without what is confirmed later; None if there is nothing that was not received before.
    """

    answers: Answers
    by: Id
    on: date
    rows: tuple[RowTaken, ...]
    blank: int
    absent: tuple[str, ...]
    additions: tuple[Addition, ...]
    cells: Mapping[tuple[str, str], Mapping[str, Filled]]
    problems: tuple[Problem, ...]
    queries: tuple[Problem, ...]
    receipt: ReturnReceived | None


def taken(
    answers: Answers,
    plan: Plan,
    today: date,
    *,
    by: Id,
    on: date | None = None,
    sent: ReturnSent | None = None,
    before: Sequence[ReturnReceived] = (),
    left_out: Collection[str] = (),
) -> Taken:
    """Return what a return comes to, without writing anything.

    Args:
        answers: the return.
        plan: the plan as it is now.
        today: the day on which it is received.
        by: the id of the body that reports.
        on: the day of the answers if the return says none; None for today.
        sent: the receipt of the return as it was sent; None if the plan has none.
        before: the receipts of returns that were received before.
        left_out: the cells that are not taken in, such as ``Actions!F12``.
    """
    reading = CellContext(now=plan_now(plan, today))
    day = true_on(answers, reading)
    said_on = day if isinstance(day, date) else on or today
    asked = Asked(plan=plan, answers=answers, reading=reading, on=on_day(said_on), by=by, today=today)
    is_again = any(each.digest == answers.digest for each in before)
    known = KnownRecords(plan)
    rows = known.by_present_id(sent.rows if sent is not None else answers.sent.values())
    state = _Taking(asked, rows, answered_before(answers, before, known), is_again=is_again)
    if isinstance(day, Problem):
        state.problems.append(day)
    if not answers.rows:
        fix = "receive the workbook that was sent, or its table as CSV, with the row of headings"
        state.problems.append(problem("E143", _NO_TABLE, Location(path=answers.path), fix=fix))
    kept = [_without(row, left_out) for row in answers.rows]
    state.problems += date_order_problems(answers, kept, reading)
    for row in kept:
        state.take(row)
    why = _why(_given(answers, left_out), answers, plan, today, by=by, on=on, sent=sent, before=before)
    return state.finished(answers, by, said_on, today, why)


def _given(answers: Answers, left_out: Collection[str]) -> list[str]:
    return [each.place for row in answers.rows for each in row.filled.values() if each.place in left_out]


def _why(cells: Sequence[str], answers: Answers, plan: Plan, today: date, **given: Any) -> Mapping[str, str]:
    """Return what would have been said of each cell that is left out."""
    if not cells:
        return {}
    found = taken(answers, plan, today, **given)
    said: dict[str, str] = {}
    for message in (each.message for each in (*found.problems, *found.queries)):
        cell, _, text = message.partition(": ")
        said.setdefault(cell, text)
    return {cell: said.get(cell, "left out by whoever received it") for cell in cells}


def _without(row: AnsweredRow, left_out: Collection[str]) -> AnsweredRow:
    return evolve(row, filled={key: each for key, each in row.filled.items() if each.place not in left_out})


class _Taking:
    """A return while it is taken in, row by row."""

    def __init__(
        self,
        asked: Asked,
        sent: Mapping[tuple[str, Id], SentRow],
        before: Mapping[tuple[str, Id], frozenset[str]],
        *,
        is_again: bool,
    ) -> None:
        self.asked, self.sent, self.before, self.is_again = asked, sent, before, is_again
        self.rows: list[RowTaken] = []
        self.additions: list[Addition] = []
        self.received: list[ReceivedRow] = []
        self.cells: dict[tuple[str, str], dict[str, Filled]] = {}
        self.problems: list[Problem] = []
        self.queries: list[Problem] = []
        self.seen: set[tuple[str, Id]] = set()
        self.blank = 0

    def take(self, row: AnsweredRow) -> None:
        """Take in a row."""
        record = self._record(row)
        if record is None:
            return
        key = row.kind, record.id
        if not row.filled:
            self._ask_about_grey_cells(row, record, key)
            self.blank += key not in self.seen
            self.seen.add(key)
            return
        if key in self.seen and row.kind == "action":
            text = f"{row.ref} was filled in twice"
            self._fail("E209", row, text, fix="put all that there is to say of it into one row")
            return
        self.seen.add(key)
        self._ask_about_grey_cells(row, record, key)
        self._compare(row, record, key)

    def _compare(self, row: AnsweredRow, record: Action | Measure, key: tuple[str, Id]) -> None:
        asked, plan, today = self.asked, self.asked.plan, self.asked.today
        measure = measure_in_plan(plan, record, today) if isinstance(record, Measure) else None
        read = read_row(asked.answers, row, asked.reading, measure.unit if measure else None)
        self.problems += read.problems
        fresh, old, digests = self._fresh(read, key)
        if isinstance(record, Action):
            action = summarise_in_plan(plan, record, today)
            found = compared_action(asked, fresh, record, self.sent.get(key))
            owner, title = answers_for(action), numbered_title(action)
            since = since_sent(self.sent[key], action) if key in self.sent else ""
        else:
            assert measure is not None
            found = compared_measure(asked, fresh, measure) if fresh.values else Compared(fates=(), entries=())
            owner, title, since = answers_for(measure), measure.title, ""
        self._ask_if_not_asked(fresh, key, owner, title)
        self.problems += found.problems
        self.queries += found.queries
        self.rows.append(RowTaken(kind=row.kind, id=record.id, title=title, fates=(*found.fates, *old), since=since))
        for entry in found.entries:
            dated = evolve(entry, recorded=day_to_record(entry, today, plan))
            self.additions.append(Addition(kind=row.kind, id=record.id, entry=dated))
        self.cells.setdefault((row.kind, str(record.id)), {}).update(row.filled)
        if digests:
            self.received.append(ReceivedRow(kind=row.kind, id=record.id, cells=digests))

    def _fresh(self, read: ReadRow, key: tuple[str, Id]) -> tuple[ReadRow, list[CellFate], dict[str, str]]:
        """Return a row without what was received before, that as fates, and the digests of what is new."""
        known = self.before.get(key, frozenset())
        digests = _digests(read)
        old = {name for name, digest in digests.items() if f"{name} {digest}" in known}
        gone = {part for name in old for part in (_READING if name == "reading" else (name,))}
        fates = [
            CellFate(place=filled.place, field=name, sent=None, returned=filled.text, now="", fate=THERE)
            for name, filled in read.row.filled.items()
            if name in gone
        ]
        filled = {name: each for name, each in read.row.filled.items() if name not in gone}
        values = {name: value for name, value in read.values.items() if name not in gone}
        fresh = evolve(read, row=evolve(read.row, filled=filled), values=values)
        return fresh, fates, {name: digest for name, digest in digests.items() if name not in old}

    def _ask_if_not_asked(self, read: ReadRow, key: tuple[str, Id], owner: Id | None, title: str) -> None:
        """Ask about a row that was not sent in this return, or for which another body answers now."""
        bodies, by = self.asked.plan.bodies, self.asked.by
        if not read.values:
            return
        text = ""
        if self.sent and key not in self.sent:
            text = f"{title}: this return did not ask about it"
        elif owner != by:
            name = body_name(bodies, owner, "no body")
            text = f"{title}: {name} answers for it, and this is a return of {body_name(bodies, by)}"
        if text:
            first = next(iter(read.row.filled.values()))
            self.queries.append(cell_problem("P162", text, self.asked.answers.path, first))

    def _ask_about_grey_cells(self, row: AnsweredRow, record: Action | Measure, key: tuple[str, Id]) -> None:
        """Ask about cells that say what is on record, and were changed: perhaps a date was written in the wrong one."""
        shown = self.asked.answers.shown.get(key, {})
        for name, cell in row.grey.items():
            if name in shown and name not in ("ref", "title") and shown_digest(cell.text) != shown[name]:
                text = f"{numbered_title(record)}: this cell says what is on record, and was changed to"
                message = f'{text} "{short_text(cell.text)}": is there something to record in a white cell?'
                self.queries.append(cell_problem("P165", message, self.asked.answers.path, cell))

    def _record(self, row: AnsweredRow) -> Action | Measure | None:
        """Return the record that a row names; None, with a problem, if there is none."""
        if not row.ref:
            text = "this row was filled in, and its Ref is empty"
            self._fail("E102", row, text, fix="write the reference of the action or the measure, or empty the row")
            return None
        plan, now = self.asked.plan, self.asked.reading.now
        records = actions_named(row, now) if row.kind == "action" else measures_named(row, plan)
        if records:
            return records[0]
        if row.filled:
            known = [each.id for each in (plan.actions if row.kind == "action" else plan.measures)]
            text, fix = f'there is no {row.kind} "{row.ref}" in {plan.id}', did_you_mean(row.ref, known)
            if any(has_title(each, row.title) for each in plan.actions) or action_named(row.ref, now):
                text = f'{row.ref} is not "{row.title}": a spreadsheet may have changed the reference, or the title'
                fix = "correct the reference: 1.10 becomes 1.1 where the column is not text"
            self._fail("E203", row, text, fix=fix)
        return None

    def _fail(self, code: str, row: AnsweredRow, text: str, *, fix: str) -> None:
        place = Location(path=self.asked.answers.path, line=row.row, column=1)
        self.problems.append(problem(code, f"{row.place}: {text}", place, fix=fix))

    def finished(self, answers: Answers, by: Id, on: date, today: date, why: Mapping[str, str]) -> Taken:
        """Return what the return comes to."""
        is_new = self.received or not self.is_again
        receipt = ReturnReceived(
            name=answers.name,
            received=today,
            by=by,
            file=answers.file,
            digest=answers.digest,
            rows=tuple(self.received),
            left_out=tuple(CellLeftOut(cell=cell, why=text) for cell, text in why.items()),
        )
        return Taken(
            answers=answers,
            by=by,
            on=on,
            rows=tuple(self.rows),
            blank=self.blank,
            absent=tuple(self._absent()),
            additions=tuple(self.additions),
            cells=self.cells,
            problems=tuple(self.problems),
            queries=tuple(self.queries),
            receipt=receipt if is_new else None,
        )

    def _absent(self) -> Iterator[str]:
        records = {("action", each.id): each for each in self.asked.plan.actions}
        measures = {("measure", each.id): each for each in self.asked.plan.measures}
        for key in self.sent:
            record = records.get(key) or measures.get(key)
            if key not in self.seen:
                yield numbered_title(record) if record is not None else key[1]


def _digests(read: ReadRow) -> dict[str, str]:
    """Return a digest of each answer of a row; the parts of a figure are one."""
    values = dict(read.values)
    if "value" in values and "period" in values:
        parts = {key: values.pop(key) for key in _READING if key in values}
        values["reading"] = tuple(parts.get(key, "") for key in _READING)
    return {key: sha256(f"{key}={_text(value)}".encode()).hexdigest()[:_DIGEST] for key, value in values.items()}


def _text(value: Any) -> str:
    """Return a value as a text that is the same in every format of file."""
    if isinstance(value, tuple):
        return "\n".join(map(_text, value))
    if isinstance(value, Evidence):
        return value.link or value.path or ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.text if isinstance(value, PlanDate) else str(value)
