"""Take in a return: what each of its cells becomes, what is asked and what is refused, and the entries to add."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from attrs import evolve, frozen

from actionplan.edit.append import Addition
from actionplan.edit.bulk.cells import CellContext
from actionplan.edit.bulk.plan_now import PlanNow, action_named, plan_now
from actionplan.input.text import plain
from actionplan.model.as_known import day_to_record
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import Evidence
from actionplan.model.ids import Id
from actionplan.model.lookup import refs_of
from actionplan.model.measures import Measure
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.receipts import CellLeftOut, ReceivedRow, ReturnReceived, ReturnSent, SentRow
from actionplan.model.records import Action, Plan
from actionplan.model.suggest import did_you_mean
from actionplan.model.text import body_name, numbered_title
from actionplan.returns.answers import AnsweredRow, Answers, Filled
from actionplan.returns.cells import ReadRow, cell_problem, date_order_problems, read_row, true_on
from actionplan.returns.columns import RowKind
from actionplan.returns.compared import Asked, CellFate, Compared, compared_action, compared_measure, since_sent
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
    state = _Taking(asked, _sent_rows(answers, sent), _answered_before(answers, before), is_again=is_again)
    if isinstance(day, Problem):
        state.problems.append(day)
    if not answers.rows:
        fix = "receive the workbook that was sent, or its table as CSV, with the row of headings"
        state.problems.append(problem("E143", _NO_TABLE, Location(path=answers.path), fix=fix))
    kept = [_without(row, left_out) for row in answers.rows]
    state.problems += date_order_problems(answers, kept, reading)
    for row in kept:
        state.take(row)
    why = {each: _why(each, answers, plan, today, by, on, sent, before) for each in _given(answers, left_out)}
    return state.finished(answers, by, said_on, today, why)


def _given(answers: Answers, left_out: Collection[str]) -> list[str]:
    return [each.place for row in answers.rows for each in row.filled.values() if each.place in left_out]


def _why(cell: str, answers: Answers, *given: Any) -> str:
    """Return what would have been said of a cell that is left out."""
    plan, today, by, on, sent, before = given
    found = taken(answers, plan, today, by=by, on=on, sent=sent, before=before)
    said = [each.message for each in (*found.problems, *found.queries) if each.message.startswith(f"{cell}: ")]
    return said[0].removeprefix(f"{cell}: ") if said else "left out by whoever received it"


def _without(row: AnsweredRow, left_out: Collection[str]) -> AnsweredRow:
    return evolve(row, filled={key: each for key, each in row.filled.items() if each.place not in left_out})


def _sent_rows(answers: Answers, sent: ReturnSent | None) -> Mapping[tuple[str, Id], SentRow]:
    """Return what was sent: by the plan's receipt, which its owner cannot change, or else by the file itself."""
    return {(row.kind, row.id): row for row in sent.rows} if sent is not None else answers.sent


def _answered_before(answers: Answers, before: Sequence[ReturnReceived]) -> Mapping[tuple[str, Id], frozenset[str]]:
    """Return the digests of the answers of the same return that were received before, by kind and id."""
    same = [each for each in before if (answers.name and each.name == answers.name) or each.digest == answers.digest]
    found: dict[tuple[str, Id], frozenset[str]] = {}
    for row in (row for each in same for row in each.rows):
        key = row.kind, row.id
        found[key] = found.get(key, frozenset()) | {f"{name} {digest}" for name, digest in row.cells.items()}
    return found


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
            self.blank += key not in self.seen
            self.seen.add(key)
            return
        if key in self.seen and row.kind == "action":
            text = f"{row.ref} was filled in twice"
            self._fail("E209", row, text, fix="put all that there is to say of it into one row")
            return
        self.seen.add(key)
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

    def _record(self, row: AnsweredRow) -> Action | Measure | None:
        """Return the record that a row names; None, with a problem, if there is none."""
        if not row.ref:
            text = "this row was filled in, and its Ref is empty"
            self._fail("E102", row, text, fix="write the reference of the action or the measure, or empty the row")
            return None
        plan, now = self.asked.plan, self.asked.reading.now
        records = _actions(row, now) if row.kind == "action" else _measures(row, plan)
        if records:
            return records[0]
        if row.filled:
            known = [each.id for each in (plan.actions if row.kind == "action" else plan.measures)]
            text, fix = f'there is no {row.kind} "{row.ref}" in {plan.id}', did_you_mean(row.ref, known)
            if any(_titles(each, row.title) for each in plan.actions) or action_named(row.ref, now):
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


def _actions(row: AnsweredRow, now: PlanNow) -> list[Action]:
    """Return the action that a row names by its reference, or, where a spreadsheet changed that, by its title too."""
    name = action_named(row.ref, now)
    named = [each for each in now.plan.actions if each.id == name]
    if not row.title or any(_titles(each, row.title) for each in named):
        return named
    return [each for each in now.plan.actions if _titles(each, row.title) and _is_number_of(row.ref, each)]


def _titles(action: Action, title: str) -> bool:
    """Return whether an action has or had a title."""
    every = (action.title, *(each.title for each in action.status if each.title))
    return plain(title).rstrip(".") in (plain(each).rstrip(".") for each in every)


def _is_number_of(ref: str, action: Action) -> bool:
    """Return whether a reference is what a spreadsheet makes of an action's: 1.1 of 1.10."""
    names = (action.id, *refs_of(action))
    return any("." in each and each != ref and each.rstrip("0").rstrip(".") == ref for each in names)


def _measures(row: AnsweredRow, plan: Plan) -> list[Measure]:
    wanted = plain(row.ref)
    return [
        each
        for each in plan.measures
        if wanted in map(plain, (each.id, *each.formerly, *((each.ref,) if each.ref else ())))
    ]


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
