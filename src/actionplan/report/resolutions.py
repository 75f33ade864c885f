"""``actionplan resolutions``: open resolutions first, with their clauses; on a page a table of clauses."""

from collections.abc import Iterator, Mapping

from attrs import evolve

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.resolutions import Amendment
from actionplan.model.text import (
    ago_text,
    at_text,
    body_name,
    capitalised,
    date_text,
    day_text,
    days_text,
    number_of,
    numbered_name,
    outcome_words,
    printed_id,
    short_name,
)
from actionplan.report.action_words import due_text, first_date_text, late_text, origin_text, state_span
from actionplan.report.document import (
    GAP,
    Block,
    Cells,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Lines,
    Paragraph,
    Table,
)
from actionplan.report.inline import Inline, Span, joined, plain
from actionplan.report.part_words import (
    asked_text,
    closed_text,
    part_text,
    through_text,
    votes_text,
)
from actionplan.report.provenance import when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.resolution_counts import counts_of, fates
from actionplan.report.tallies import DELIVERY_WORDS
from actionplan.report.words import EVERY_WORDS, STATE_WORDS, known_of_made, only_words
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.resolutions.report_back import Reported
from actionplan.summary.resolutions.resolution import ClauseSummary, ResolutionSummary
from actionplan.summary.resolutions.resolutions import (
    PlanResolutions,
    plan_resolutions,
    sum_of,
)

Bodies = Mapping[Id, Body]

_NO_REPORT = "no report back is recorded"


def resolutions_document(run: RunResult, context: Context) -> Document:
    """Return the resolutions of plans, and how far their clauses have come."""
    yield Heading(_title(context), 1)
    selection = context.selection
    put_to = f"put to {selection.body}" if selection.body else ""
    conditions = ("that are open" if selection.open else "", "with something overdue" if selection.overdue else "")
    if only := only_words("resolutions", put_to, *conditions):
        yield Paragraph(Span(only, "strong"))
    for plan in run.results:
        yield from _tracker(plan) if context.is_page else _resolutions(plan)
    yield GAP
    is_limited = selection.body or selection.open or selection.overdue
    if not is_limited and not any(plan.open or plan.done or plan.not_carried for plan in run.results):
        return
    lost = fates(each for plan in run.results for each in plan.not_carried)
    yield counts_of(sum_of(plan.tally for plan in run.results), context.selection, lost)


def _title(context: Context) -> str:
    return f"Resolutions as at {when_words(context)}"


def _resolutions(plan: PlanResolutions) -> Iterator[Block]:
    """Yield each resolution with its clauses, as a committee prints them."""
    yield from (GAP, Heading(plan.title, plan=plan.root))
    fulfilled = tuple(each for each in plan.done if each.fulfilled)
    closed = tuple(each for each in plan.done if not each.fulfilled)
    groups = (
        ("Open", plan.open),
        ("Fulfilled", fulfilled),
        ("Closed, and not fulfilled in full", closed),
        ("Not carried, or outcome not known", plan.not_carried),
    )
    for heading, chosen in groups:
        if chosen:
            yield from (GAP, Heading(heading, 3, count=len(chosen)))
        for resolution in chosen:
            yield from _resolution(resolution, plan.bodies)
    if not (plan.open or plan.done or plan.not_carried):
        yield Paragraph("No resolution to show.")


def _resolution(resolution: ResolutionSummary, bodies: Bodies) -> Iterator[Block]:
    yield GAP
    title = f"{resolution.title} ({printed_id(resolution)})"
    yield Heading(title, 4, label=_day(resolution), hang=2, is_quiet=not resolution.open)
    facts: tuple[Inline, ...] = (
        outcome_text(resolution, bodies),
        moved_text(resolution, bodies),
        vote_text(resolution, bodies),
        *said_texts(resolution, bodies),
        reports_inline(resolution, bodies) if resolution.open else "",
        "" if resolution.clauses else "The text of its clauses is not on record.",
        clauses_known_text(resolution),
    )
    yield from (Paragraph(fact, indent=2, hang=2) for fact in facts if fact)
    if resolution.clauses:
        clauses = (Item(part_text(c.text), printed_id(c), _under(resolution, c, bodies)) for c in resolution.clauses)
        yield Items(tuple(clauses), indent=2, width=None, hang=3, under=3, under_hang=2)


def clauses_known_text(resolution: ResolutionSummary) -> str:
    """Return how many of a resolution's clauses are known, as a sentence; empty if none is known to be missing."""
    text = known_of_made(len(resolution.clauses), resolution.clauses_made, "clause")
    return f"{capitalised(text)}." if text else ""


def _under(resolution: ResolutionSummary, clause: ClauseSummary, bodies: Bodies) -> tuple[Inline | Items, ...]:
    """Return who must deliver a clause and when, its delivery, and its reports if they differ from the whole's."""
    asked = asked_text(clause, bodies)
    if not resolution.binding:
        return (asked,) if asked else ()
    under: list[Inline | Items] = [*([asked] if asked else []), *delivered_texts(clause, bodies)]
    if clause.carried_by:
        actions = tuple(_action(action, bodies) for action in clause.carried_by)
        under.append(Items(actions, indent=5, under_hang=2))
    own, whole = clause.reported, reports_of_whole(resolution)
    is_reported_alone = own.last is not None and (own.last, own.last_to) != (whole.last, whole.last_to)
    if resolution.open and (is_reported_alone or own.due not in (None, whole.due)):
        under.append(plain(report_inline(own, bodies)))
    return tuple(under)


def delivered_texts(clause: ClauseSummary, bodies: Bodies) -> Iterator[str]:
    """Yield how far a clause has come, through what, and what was noted of it."""
    yield delivery_text(clause, bodies)
    if clause.through is not None:
        yield through_text(clause.through, clause.areas, whole_plan=clause.whole_plan)
    for other in clause.resolutions:
        yield f'carried out by the resolution "{other.title}" of {date_text(other.on)}'
    told = clause.closed.note if clause.closed is not None and clause.closed.reason is None else None
    yield from (f"{capitalised(date_text(on, short=True))}: {note}" for on, note in clause.notes if note != told)


def _action(action: ActionSummary, bodies: Bodies) -> Item:
    late, owner = _late(action), body_name(bodies, action.owner, "no owner named")
    facts = Cells((state_span(shown_state(action)), due_text(action)), owner)
    before = origin_text(action)
    under: list[Inline | Cells] = [facts, *([Span(late, "late")] if late else []), *([before] if before else [])]
    return Item(short_name(action), number_of(action), tuple(under))


def _late(action: ActionSummary) -> str:
    """Return by how many days an open action is overdue, and past the original due date if that is another number."""
    is_late = action.open and (action.days_late or action.days_late_original)
    return ", ".join(filter(None, (late_text(action), first_date_text(action)))) if is_late else ""


def _day(resolution: ResolutionSummary) -> str:
    """Return the day of a resolution in short; a resolution of which no day is known says so."""
    return "Day not known" if resolution.on.last is None else date_text(resolution.on, short=True)


def outcome_text(resolution: ResolutionSummary, bodies: Bodies) -> str:
    """Return the outcome of a resolution, the body that dealt with it, and how long ago if it is open."""
    text = f"{outcome_words(resolution.outcome)}, {body_name(bodies, resolution.body)}"
    days = resolution.days_since if resolution.open else None
    return f"{text}, {ago_text(days, resolution.on)}" if days is not None else text


def moved_text(moved: ResolutionSummary | Amendment, bodies: Bodies) -> str:
    """Return who moved and who seconded a resolution or an amendment; empty if neither is known."""
    group, mover = body_name(bodies, moved.group), moved.mover
    by = f"{mover} ({group})" if mover and group else mover or group
    seconded = f"seconded by {moved.seconder}" if moved.seconder else ""
    answers = f"portfolio holder: {holder}" if (holder := getattr(moved, "portfolio_holder", None)) else ""
    return ", ".join(filter(None, (f"moved by {by}" if by else "", seconded, answers)))


def vote_text(resolution: ResolutionSummary, bodies: Bodies) -> str:
    """Return how a resolution was voted on; empty if it was not, or its outcome is not known."""
    none = "how the groups voted is not on record" if resolution.binding or resolution.outcome == "lost" else ""
    return votes_text(resolution.votes, resolution.stances, bodies) or none


def said_texts(resolution: ResolutionSummary, bodies: Bodies) -> Iterator[str]:
    """Yield what a resolution notes and believes, and the amendments that were moved to it."""
    yield from (f"notes: {text}" for text in resolution.notes)
    yield from (f"believes: {text}" for text in resolution.believes)
    for each in resolution.amendments:
        facts = (moved_text(each, bodies), outcome_words(each.outcome), votes_text(each.votes, each.stances, bodies))
        yield f"amendment {each.id}: {part_text(each.text).rstrip('.')}; {'; '.join(filter(None, facts))}"


def reports_inline(resolution: ResolutionSummary, bodies: Bodies) -> Inline:
    """Return how often an open resolution must be reported back, the last report, and when the next is due."""
    never = _NO_REPORT if resolution.reported.last is None else "reported back on some clauses only"
    meeting = date_text(resolution.next_meeting) if resolution.due_at_next_meeting else ""
    to = f", to {body_name(bodies, resolution.report_to)}" if resolution.report_to else ""
    facts: tuple[Inline, ...] = (
        f"a report back is due {EVERY_WORDS[resolution.report_every]}{to}" if resolution.report_every else "",
        report_inline(reports_of_whole(resolution), bodies, never) or never,
        f"due at the next meeting, {meeting}" if meeting else "",
    )
    return joined(facts, "; ")


def reports_of_whole(resolution: ResolutionSummary) -> Reported:
    """Return the reports of a whole resolution with the day of the next; a report of one clause is shown there."""
    whole = resolution.reported_whole
    return evolve(resolution.reported, last=whole.last, last_to=whole.last_to)


def report_inline(reported: Reported, bodies: Bodies, never: str = _NO_REPORT) -> Inline:
    """Return when something was last reported back and when the next report is due; empty where neither is known.

    Args:
        reported: the reports.
        bodies: the plan's bodies, for their names.
        never: the text where a report is due and none is on record.
    """
    facts: list[Inline] = []
    if reported.last is not None and reported.last_to is not None:
        facts.append(f"last reported {at_text(reported.last)} to {body_name(bodies, reported.last_to)}")
    elif reported.due is not None:
        facts.append(never)
    if reported.due is not None:
        facts.append(joined((f"report due {day_text(reported.due)}", _overdue(reported))))
    return joined(facts, "; ")


def _overdue(reported: Reported) -> Inline:
    return Span(f"{days_text(reported.days_overdue)} overdue", "late") if reported.days_overdue else ""


def delivery_text(clause: ClauseSummary, bodies: Bodies) -> str:
    """Return how far a clause has come; where no action carries it out, also the reason.

    Args:
        clause: the clause.
        bodies: the plan's bodies, for their names.
    """
    if clause.closed is not None:
        return closed_text(clause.closed, bodies)
    if clause.actions or clause.through is not None:
        is_cancelled = clause.delivery == "not-tracked" and clause.carried_by
        return "every action for it is cancelled" if is_cancelled else DELIVERY_WORDS[clause.delivery]
    text = STATE_WORDS["cancelled"] if clause.state == "cancelled" else DELIVERY_WORDS[clause.delivery]
    because = clause.no_action_because
    return f"{text}; the plan's reason for having no action: {because}" if because is not None else text


_COLUMNS = ("Date", "Resolution", "Outcome", "Clause", "Owner", "Actions", "Delivery", "Last reported", "Report due")


def _tracker(plan: PlanResolutions) -> Iterator[Block]:
    """Yield the resolutions as a table, one row for each clause."""
    yield Heading(plan.title, plan=plan.root)
    rows = tuple(row for each in (*plan.open, *plan.done, *plan.not_carried) for row in _rows(each, plan.bodies))
    table = Table(tuple(map(Column, _COLUMNS)), rows, f"Resolutions of {plan.title}", has_row_headings=False)
    yield table if rows else Paragraph("No resolution to show.")
    for each in (*plan.open, *plan.done, *plan.not_carried):
        if texts := tuple(Item(text) for text in said_texts(each, plan.bodies)):
            yield from (Heading(f"{each.title} ({each.id})", 3), Items(texts))


def _rows(resolution: ResolutionSummary, bodies: Bodies) -> Iterator[tuple[Inline | Lines, ...]]:
    title = ", ".join(filter(None, (f"{resolution.title} ({printed_id(resolution)})", moved_text(resolution, bodies))))
    outcome = "; ".join(filter(None, (outcome_text(resolution, bodies), vote_text(resolution, bodies))))
    head = (_day(resolution), title, outcome)
    known = clauses_known_text(resolution)
    if not resolution.clauses or known:
        yield (*head, known, "", "", "", *_report_cells(resolution.reported, bodies))
    for clause in resolution.clauses:
        states = (
            (f"{numbered_name(each)}: {STATE_WORDS[shown_state(each)]}", _late(each)) for each in clause.carried_by
        )
        actions = map(joined, states)
        owners = ", ".join(body_name(bodies, owner) for owner in clause.owners)
        facts = (asked_text(clause, bodies), *(delivered_texts(clause, bodies) if resolution.binding else ()))
        about = (
            f"{printed_id(clause)}: {part_text(clause.text)}",
            owners,
            Lines(tuple(actions)),
            "; ".join(fact.rstrip(".") for fact in facts if fact),
        )
        yield (*head, *about, *_report_cells(clause.reported, bodies))


def _report_cells(reported: Reported, bodies: Bodies) -> tuple[Inline, Inline]:
    last = (
        f"{capitalised(date_text(reported.last, short=True))}, {body_name(bodies, reported.last_to)}"
        if reported.last_to is not None
        else ""
    )
    return last, joined((day_text(reported.due), _overdue(reported))) if reported.due is not None else ""


RESOLUTIONS = Report(
    name="resolutions",
    title=_title,
    result=lambda plan, context: plan_resolutions(plan, context.as_at, context.selection),
    document=resolutions_document,
    kept=lambda found: found.result.tally,
    last_keys=lambda tallies, _: {"totals": sum_of(tallies)},
    has_roll_up=True,
    bodies=("body",),
)
