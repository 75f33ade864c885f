"""What each owner is asked in a return: its open actions and its measures as they are on a day."""

from base64 import b32encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from attrs import frozen

from actionplan.edit.bulk.plan_now import PlanNow, action_named, plan_now
from actionplan.model.dates import PlanDate, is_month, is_quarter, last_day
from actionplan.model.figures import figure, unit_text
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.receipts import SentRow
from actionplan.model.records import Action, Plan, Record
from actionplan.model.text import body_name, capitalised, count, date_text, printed_id, times_text
from actionplan.report.action_words import late_span
from actionplan.report.inline import plain
from actionplan.report.measure_words import BETTER, by_text, figure_for
from actionplan.report.words import STATE_WORDS, in_sentence
from actionplan.storage.writer import record_text
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.answering import answers_for
from actionplan.summary.effective import policy_as_at, ratings_as_at
from actionplan.summary.last_words import last_note
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import summarise_measures
from actionplan.summary.periods import months_on
from actionplan.summary.plans import refuse_unknown

_MOST = 500
"""How many characters of a note are shown."""

_MOST_PERIODS = 12
_DIGEST = 12
_NAME = 6


@frozen(kw_only=True)
class Row:
    """One row of a return.

    Attributes:
        sent: what the plan has, for the receipt.
        title: the title of the action or the measure.
        cells: the text of each column that is not to be filled in.
        late: the words in them that say how late it is; empty if it is not.
        periods: for a measure the times of which a figure is likely next; empty where that is not known.
    """

    sent: SentRow
    title: str
    cells: Mapping[str, str]
    late: str = ""
    periods: tuple[str, ...] = ()


@frozen(kw_only=True)
class Return:
    """What one owner or action lead is asked.

    Attributes:
        name: the name of the return, by which it is known when it comes back.
        plan: the plan's id.
        plan_title: its title.
        owner: the id of the body that is asked.
        owner_name: its name.
        lead: the role that is asked; None for the whole body.
        made: the day that it shows.
        wanted: the day by which it is wanted back.
        asked_by: who asks; empty if nobody is named.
        contact: who answers questions; empty if nobody is named.
        ratings: the plan's ratings; empty if owners do not rate.
        approving: the names of the bodies that must agree before a due date moves.
        rows: its rows, the longest overdue first; measures come last.
    """

    name: Id
    plan: Id
    plan_title: str
    owner: Id
    owner_name: str
    lead: str | None
    made: date
    wanted: date
    asked_by: str
    contact: str
    ratings: tuple[Rating, ...]
    approving: tuple[str, ...]
    rows: tuple[Row, ...]


def returns_of(
    plan: Plan,
    day: date,
    wanted: date,
    *,
    owner: str | None = None,
    by_lead: bool = False,
    asked_by: str = "",
    contact: str = "",
) -> tuple[Return, ...]:
    """Return what each body that owns an open action or a measure is asked, in the order of their names.

    Args:
        plan: the plan.
        day: the day that is shown.
        wanted: the day by which the answers are wanted.
        owner: the id of the only body; None for all.
        by_lead: whether each action lead is asked alone. What has no lead is asked of the body.
        asked_by: who asks; empty to name nobody.
        contact: who answers questions; empty to name nobody.

    Raises:
        UnknownName: the plan has no such body.

    Example:
        >>> plan = load("examples/northshire-send").plans[0]
        >>> asked = returns_of(plan, date(2026, 1, 15), date(2026, 1, 29))
        >>> [(each.owner, len(each.rows)) for each in asked][:2]
        [('nicb', 3), ('nch', 6)]
    """
    refuse_unknown((plan,), owner=owner)
    asked: dict[tuple[Id, str | None], list[Row]] = {}
    for body, lead, row in (*_action_rows(plan, day, by_lead=by_lead), *_measure_rows(plan, day)):
        if body is not None and owner in (None, body):
            asked.setdefault((body, lead), []).append(row)
    policy = policy_as_at(plan, day)
    found = [
        Return(
            name=_name(plan, body, lead, day, wanted, rows),
            plan=plan.id,
            plan_title=plan.title,
            owner=body,
            owner_name=body_name(plan.bodies, body),
            lead=lead,
            made=day,
            wanted=wanted,
            asked_by=asked_by,
            contact=contact,
            ratings=() if plan.rating_rules else tuple(ratings_as_at(plan, day).values()),
            approving=tuple(body_name(plan.bodies, each) for each in policy.redate_approvals),
            rows=tuple(rows),
        )
        for (body, lead), rows in asked.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.owner_name, each.lead or "")))


def nobody_asked(plan: Plan, day: date) -> tuple[ActionSummary, ...]:
    """Return the open actions for which no body answers, so that no return has them."""
    return tuple(each for each in summarise_actions(plan, day) if each.open and answers_for(each) is None)


def sent_row(record: Record, summary: ActionSummary | MeasureSummary) -> SentRow:
    """Return what the plan has of an action or a measure, for a receipt."""
    made_from = sha256(record_text(record).encode()).hexdigest()[:_DIGEST]
    if isinstance(summary, MeasureSummary):
        return SentRow(kind="measure", id=summary.id, made_from=made_from, updates=len(summary.readings))
    return SentRow(
        kind="action",
        id=summary.id,
        made_from=made_from,
        updates=summary.updates,
        state=summary.state,
        rating=summary.rating,
        progress=summary.progress,
        due=summary.due,
    )


def _name(plan: Plan, owner: Id, lead: str | None, day: date, wanted: date, rows: Sequence[Row]) -> Id:
    """Return the name of a return, which is the same for the same questions."""
    parts = (plan.id, owner, lead or "", day.isoformat(), wanted.isoformat(), *(row.sent.made_from for row in rows))
    return Id(b32encode(sha256("\n".join(parts).encode()).digest()).decode().lower()[:_NAME])


def _action_rows(plan: Plan, day: date, *, by_lead: bool) -> Iterator[tuple[Id | None, str | None, Row]]:
    """Yield who is asked about each open action, and its row."""
    records, now = {action.id: action for action in plan.actions}, plan_now(plan, day)
    ratings = ratings_as_at(plan, day)
    summaries = [each for each in summarise_actions(plan, day) if each.open]
    for each in sorted(summaries, key=lambda each: (-each.days_overdue, last_day(each.due) or date.max)):
        body = answers_for(each)
        cells = {
            "ref": _ref(each, now),
            "title": each.title,
            "now": "\n".join(_on_record(plan, records[each.id], each, ratings, body, day)),
            "due": "\n".join(_dates(each)),
        }
        late = plain(late_span(each)) if each.overdue else ""
        row = Row(sent=sent_row(records[each.id], each), title=each.title, cells=cells, late=late)
        yield body, each.lead if by_lead else None, row


def _ref(action: ActionSummary, now: PlanNow) -> str:
    """Return the printed reference of an action if it names no other, else its id."""
    printed = printed_id(action)
    return printed if action_named(printed, now) == action.id else action.id


def _on_record(
    plan: Plan, record: Action, action: ActionSummary, ratings: Mapping[Id, Rating], owner: Id | None, day: date
) -> Iterator[str]:
    """Yield lines that say where an action is, and what its owner last said."""
    rating = ratings.get(action.rating) if action.rating is not None else None
    facts = [STATE_WORDS[action.state], f"{action.progress}%" if action.progress is not None else ""]
    facts += [f"rated {rating.label}" if rating is not None else ""]
    yield f"{capitalised(', '.join(filter(None, facts)))}."
    note = last_note(plan, record, day, owner)
    if note is None:
        yield "No words of yours are on record."
        return
    text = in_sentence(note.text)
    cut = text if len(text) <= _MOST else f"{text[:_MOST].rstrip()} ... (cut here)"
    yield f"You said on {date_text(note.on)}: \u201c{cut}\u201d"


def _dates(action: ActionSummary) -> Iterator[str]:
    yield date_text(action.due, none="No due date", short=True)
    if action.overdue:
        yield plain(late_span(action))
    if action.times_redated:
        first = date_text(action.original_due, none="unknown", short=True)
        yield f"first {first}, moved {times_text(action.times_redated)}"
    elif action.due is not None:
        yield "as first agreed"


def _measure_rows(plan: Plan, day: date) -> Iterator[tuple[Id | None, None, Row]]:
    """Yield who is asked about each measure, and its row."""
    records = {measure.id: measure for measure in plan.measures}
    for each in summarise_measures(plan, day):
        target = each.next_target
        cells = {
            "ref": each.id,
            "title": f"{each.title}\nin {unit_text(each.unit)}; {BETTER[each.direction]}",
            "now": _latest(each),
            "target": f"{figure(target.value, each.unit)} {by_text(target.due)}" if target else "No target to come",
        }
        periods = _next_periods(each, day)
        late = _overdue(each) if each.overdue else ""
        sent = sent_row(records[each.id], each)
        yield answers_for(each), None, Row(sent=sent, title=each.title, cells=cells, late=late, periods=periods)


def _latest(measure: MeasureSummary) -> str:
    if measure.latest is None:
        return "No figure is on record."
    latest = measure.latest
    text = f"{figure_for(latest.value, measure.unit, latest.period)}, published {date_text(latest.taken.on)}"
    return f"{text}\nThe next is {_overdue(measure)}" if measure.overdue else text


def _overdue(measure: MeasureSummary) -> str:
    return f"overdue by {count(measure.days_overdue, 'day')}"


def _next_periods(measure: MeasureSummary, day: date) -> tuple[str, ...]:
    """Return the months or quarters after that of the latest figure, up to the last one that has ended."""
    period = measure.latest.period if measure.latest is not None else None
    if period is None or period.first is None or not (is_month(period) or is_quarter(period)):
        return ()
    months = 1 if is_month(period) else 3
    starts = (months_on(period.first, months * number) for number in range(1, _MOST_PERIODS + 1))
    found = [PlanDate(f"{start:%Y-%m}" if months == 1 else f"{start.year}-Q{start.month // 3 + 1}") for start in starts]
    ended = [each for each in found if each.last is not None and each.last <= day]
    return tuple(date_text(each) for each in ended or found[:1])


def asked_name(asked: Return) -> str:
    """Return who is asked: the body, or a role within it."""
    return f"{asked.lead}, {asked.owner_name}" if asked.lead else asked.owner_name
