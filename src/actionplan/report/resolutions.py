"""``actionplan resolutions``: a motions tracker, open motions first; on a page a table with a row for each clause."""

from collections.abc import Iterator, Mapping

from attrs import evolve

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.text import ago_text, body_name, count, date_text, day_text, days_text
from actionplan.model.vocabulary import Every
from actionplan.report.action_words import due_text, late_text, state_span
from actionplan.report.document import (
    GAP,
    Block,
    Cells,
    Column,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Lines,
    Paragraph,
    Span,
    Table,
    joined,
    plain,
)
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.words import STATE_WORDS, only_words
from actionplan.summary.actions import ActionSummary
from actionplan.summary.resolutions.report_back import Reported
from actionplan.summary.resolutions.resolution import ClauseSummary, Delivery, ResolutionSummary
from actionplan.summary.resolutions.resolutions import (
    PlanResolutions,
    ResolutionSelection,
    ResolutionTally,
    plan_resolutions,
    sum_of,
)

Bodies = Mapping[Id, Body]

_DELIVERY: Mapping[Delivery, str] = {
    "delivered": "delivered",
    "under-way": "under way",
    "not-begun": "not begun",
    "not-tracked": "not tracked",
}

_EVERY: Mapping[Every, str] = {
    "week": "every week",
    "month": "every month",
    "quarter": "every quarter",
    "half-year": "twice a year",
    "year": "once a year",
}

_NO_REPORT = "no report back is on record"


def motions_document(run: RunResult, context: Context) -> Document:
    """Return where motions stand."""
    yield Heading(_title(context), 1)
    selection = context.selection
    put_to = f"put to {selection.body}" if selection.body else ""
    conditions = ("that are open" if selection.open else "", "with something overdue" if selection.overdue else "")
    if only := only_words("motions", put_to, *conditions):
        yield Paragraph(Span(only, "strong"))
    for plan in run.results:
        yield from _tracker(plan) if context.is_page else _motions(plan)
    yield GAP
    yield _counts(sum_of(plan.tally for plan in run.results), context.selection)


def _title(context: Context) -> str:
    if context.known_at is None:
        return f"Motions as at {when_words(context)}"
    return f"Motions as at {day_text(context.as_at)}, by what was on record on {day_text(context.known_at)}"


def _motions(plan: PlanResolutions) -> Iterator[Block]:
    """Yield each motion with its clauses, as a committee prints them."""
    yield from (GAP, Heading(f"{plan.title} ({plan.id})"))
    groups = (("Open", plan.open), ("Carried out", plan.done), ("Not carried, as far as is known", plan.not_carried))
    for heading, chosen in groups:
        if chosen:
            yield from (GAP, Heading(heading, 3, count=len(chosen)))
        for motion in chosen:
            yield from _motion(motion, plan.bodies)
    if not any(chosen for _, chosen in groups):
        yield Paragraph("No motion to show.")


def _motion(motion: ResolutionSummary, bodies: Bodies) -> Iterator[Block]:
    yield GAP
    title = f"{motion.title} ({motion.id})"
    yield Heading(title, 4, label=date_text(motion.on), hang=2, is_quiet=not motion.open)
    facts: list[Inline] = [outcome_text(motion, bodies)]
    if moved := _moved_by(motion, bodies):
        facts.append(f"moved by {moved}")
    if motion.open:
        facts.append(reports_inline(motion, bodies))
    if not motion.clauses:
        facts.append("What it resolves is not on record.")
    yield from (Paragraph(fact, indent=2, hang=2) for fact in facts)
    if motion.clauses:
        clauses = tuple(Item(clause.text, clause.id, _under(motion, clause, bodies)) for clause in motion.clauses)
        yield Items(clauses, indent=2, width=None, hang=3, under=3, under_hang=2)


def _under(motion: ResolutionSummary, clause: ClauseSummary, bodies: Bodies) -> tuple[Inline | Items, ...]:
    """Return how far a clause has come, its actions, and its reports where they are not those of the whole motion."""
    if not motion.binding:
        return ()
    under: list[Inline | Items] = [delivery_text(clause)]
    if clause.carried_by:
        under.append(Items(tuple(map(_action, clause.carried_by)), indent=7, under=2, under_hang=2))
    own, whole = clause.reported, _as_whole(motion)
    is_heard_apart = own.last is not None and (own.last, own.last_to) != (whole.last, whole.last_to)
    if motion.open and (is_heard_apart or own.due not in (None, whole.due)):
        under.append(plain(report_inline(own, bodies)))
    return tuple(under)


def _action(action: ActionSummary) -> Item:
    late = _late(action)
    facts = (action.id, action.owner or "no owner", state_span(action.state), due_text(action))
    return Item(Cells(facts), under=(Span(late, "late"),) if late else ())


def _late(action: ActionSummary) -> str:
    """Return how late an open action is, and how late against the date first agreed where that is more."""
    first = action.days_late_original or 0
    if not action.open or not (action.days_late or first):
        return ""
    facts = [late_text(action)]
    if first and first not in (action.days_late, action.days_overdue):
        facts.append(f"{days_text(first)} past the date first agreed")
    return ", ".join(filter(None, facts))


def outcome_text(motion: ResolutionSummary, bodies: Bodies) -> str:
    """Return what became of a motion, before whom, and how long ago if it is open."""
    text = f"{motion.outcome.replace('-', ' ')}, {body_name(bodies, motion.body)}"
    if motion.open and motion.days_since is not None:
        return f"{text}, {ago_text(motion.days_since)}"
    return text


def _moved_by(motion: ResolutionSummary, bodies: Bodies) -> str:
    group = body_name(bodies, motion.group)
    if motion.mover is None:
        return group
    return motion.mover + (f" ({group})" if group else "")


def reports_inline(motion: ResolutionSummary, bodies: Bodies) -> Inline:
    """Return how often an open motion is to be reported back, when it last was, and when it is to be next."""
    never = _NO_REPORT if motion.reported.last is None else "reported back of clauses only"
    meeting = date_text(motion.next_meeting) if motion.due_at_next_meeting else ""
    facts: tuple[Inline, ...] = (
        f"to be reported back {_EVERY[motion.report_every]}" if motion.report_every else "",
        report_inline(_as_whole(motion), bodies, never) or never,
        f"due at its next meeting, {meeting}" if meeting else "",
    )
    return joined(facts, "; ")


def _as_whole(motion: ResolutionSummary) -> Reported:
    """Return the reports of a whole motion with the day of the next; a report of one clause stands at that clause."""
    whole = motion.reported_whole
    return evolve(motion.reported, last=whole.last, last_to=whole.last_to)


def report_inline(reported: Reported, bodies: Bodies, never: str = _NO_REPORT) -> Inline:
    """Return when something was last reported back and when it is to be next; empty where neither is known.

    Args:
        reported: the reports.
        bodies: who takes part, by id.
        never: what is said where a report is due and none is on record.
    """
    facts: list[Inline] = []
    if reported.last is not None and reported.last_to is not None:
        facts.append(f"last reported {date_text(reported.last)} to {body_name(bodies, reported.last_to)}")
    elif reported.due is not None:
        facts.append(never)
    if reported.due is not None:
        facts.append(joined((f"report due {day_text(reported.due)}", _overdue(reported))))
    return joined(facts, "; ")


def _overdue(reported: Reported) -> Inline:
    return Span(f"{days_text(reported.days_overdue)} overdue", "late") if reported.days_overdue else ""


def delivery_text(clause: ClauseSummary) -> str:
    """Return how far a clause has come, and why no action carries it out where none does."""
    text = _DELIVERY[clause.delivery]
    if not clause.actions and clause.state is not None:
        text = STATE_WORDS[clause.state] if clause.state in ("cancelled", "suspended") else text
    if clause.no_action_because is not None and not clause.actions:
        return f"{text}; no action: {clause.no_action_because}"
    return text


def _counts(tally: ResolutionTally, selection: ResolutionSelection) -> Items:
    counts: list[Item] = []
    if tally.open:
        days = tally.oldest_days
        oldest = f", the oldest for {days_text(days)}" if days else ""
        clauses = f", with {count(tally.open_clauses, 'open clause')}"
        overdue = (
            (tally.overdue_actions, "with an action overdue"),
            (tally.overdue_reports, "with a report overdue"),
            (tally.due_at_next_meeting, "to be reported to the next meeting of its body"),
        )
        text = f"{count(tally.open, 'motion')} {'is' if tally.open == 1 else 'are'} open{clauses}{oldest}."
        counts.append(Item(text, under=tuple(f"{number} {words}" for number, words in overdue if number)))
    else:
        counts.append(Item("No open motion has anything overdue." if selection.overdue else "No motion is open."))
    if not (selection.open or selection.overdue):
        counts.append(Item(f"{tally.done} carried out, {tally.not_carried} not carried."))
    return Items(tuple(counts), hang=2, under=2)


_COLUMNS = ("Date", "Motion", "Outcome", "Clause", "Owner", "Actions", "Delivery", "Last reported", "Report due")


def _tracker(plan: PlanResolutions) -> Iterator[Block]:
    """Yield the motions as a table, one row for each clause."""
    yield Heading(plan.title)
    motions = (*plan.open, *plan.done, *plan.not_carried)
    rows = tuple(row for motion in motions for row in _rows(motion, plan.bodies))
    if rows:
        yield Table(tuple(map(Column, _COLUMNS)), rows, f"Motions of {plan.title}", has_row_headings=False)
    else:
        yield Paragraph("No motion to show.")


def _rows(motion: ResolutionSummary, bodies: Bodies) -> Iterator[tuple[Inline | Lines, ...]]:
    moved = _moved_by(motion, bodies)
    title = f"{motion.title} ({motion.id})" + (f", moved by {moved}" if moved else "")
    head = (date_text(motion.on), title, outcome_text(motion, bodies))
    if not motion.clauses:
        yield (*head, "", "", "", "", *_report_cells(motion.reported, bodies))
    for clause in motion.clauses:
        actions = tuple(
            joined((f"{action.id} {STATE_WORDS[action.state]}", _late(action))) for action in clause.carried_by
        )
        delivery = delivery_text(clause) if motion.binding else ""
        about = (f"{clause.id}: {clause.text}", ", ".join(clause.owners), Lines(actions), delivery)
        yield (*head, *about, *_report_cells(clause.reported, bodies))


def _report_cells(reported: Reported, bodies: Bodies) -> tuple[Inline, Inline]:
    last = f"{date_text(reported.last)}, {body_name(bodies, reported.last_to)}" if reported.last_to is not None else ""
    return last, joined((day_text(reported.due), _overdue(reported))) if reported.due is not None else ""


MOTIONS = Report(
    name="resolutions",
    title=_title,
    result=lambda plan, context: plan_resolutions(plan, context.as_at, context.selection),
    document=motions_document,
    kept=lambda found: found.result.tally,
    tail=lambda tallies, _: {"totals": sum_of(tallies)},
    has_roll_up=True,
    bodies=("body",),
)
