"""The motions tracker, as text, as a Markdown table and as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.model.records import Body
from actionplan.model.vocabulary import Every
from actionplan.report.status_json import envelope, resolution_json, unread_json
from actionplan.report.status_lists import late_text
from actionplan.report.words import (
    STATE_STYLES,
    STATE_WORDS,
    ago_text,
    as_markdown,
    count,
    date_text,
    day_text,
    days_text,
    one_line,
    state_words,
)
from actionplan.report.writers.legacy import Screen, columns, draw, hanging, indented, signs_of, styled
from actionplan.summary.actions import ActionSummary
from actionplan.summary.motions import MotionsSummary, PlanMotions
from actionplan.summary.report_back import Reported
from actionplan.summary.resolutions import ClauseSummary, Delivery, ResolutionSummary

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


def motions_text(summary: MotionsSummary, screen: Screen) -> str:
    """Give motions as a committee prints them: open ones first, the oldest first, each with its clauses."""
    day = day_text(summary.as_at)
    known = f", by what was on record on {day_text(summary.known_at)}" if summary.known_at is not None else ""
    parts: list[Any] = [styled(f"Motions as at {day}{known}", "bold")]
    for plan in summary.plans:
        parts += ["", styled(hanging(f"{one_line(plan.title)} ({plan.id})", 0, screen).plain, "bold")]
        for heading, chosen in _groups(plan):
            if chosen:
                parts += ["", styled(f"{heading}: {len(chosen)}", "bold")]
            for motion in chosen:
                parts += _motion(motion, plan.bodies, screen)
        if not (plan.open or plan.done or plan.not_carried):
            parts.append(styled("No motion to show."))
    parts.append("")
    parts += [hanging(line, 2, screen) for line in _counts(summary)]
    return draw(parts, screen)


def _groups(plan: PlanMotions) -> tuple[tuple[str, tuple[ResolutionSummary, ...]], ...]:
    return (("Open", plan.open), ("Carried out", plan.done), ("Not carried, as far as is known", plan.not_carried))


def _motion(motion: ResolutionSummary, bodies: Bodies, screen: Screen) -> Iterator[Any]:
    head = f"{date_text(motion.on)}  {one_line(motion.title)} ({motion.id})"
    yield ""
    yield styled(hanging(head, 2, screen).plain, "bold" if motion.is_open else "")
    yield hanging(f"  {outcome_text(motion, bodies)}", 4, screen)
    if moved := _moved_by(motion, bodies):
        yield hanging(f"  moved by {moved}", 4, screen)
    if motion.is_open:
        yield hanging(f"  {reports_text(motion, bodies, signs_of(screen).late)}", 4, screen)
    if not motion.clauses:
        yield styled("  What it resolves is not on record.")
    for clause in motion.clauses:
        yield from _clause(motion, clause, bodies, screen)


def outcome_text(motion: ResolutionSummary, bodies: Bodies) -> str:
    """Say what became of a motion, before whom, and how long ago if it is open."""
    said = f"{motion.outcome.replace('-', ' ')}, {_name(motion.body, bodies)}"
    if motion.is_open and motion.days_since is not None:
        return f"{said}, {ago_text(motion.days_since)}{_years(motion.days_since)}"
    return said


def _years(days: int) -> str:
    """Give a long time in years and months too, for those who cannot tell 1078 days from 700; empty below a year."""
    years, months = divmod(days * 12 * 4 // 1461, 12)
    told = count(years, "year") + (f" {count(months, 'month')}" if months else "")
    return f" ({told})" if years else ""


def _moved_by(motion: ResolutionSummary, bodies: Bodies) -> str:
    group = _name(motion.group, bodies) if motion.group is not None else ""
    if motion.mover is None:
        return group
    return one_line(motion.mover) + (f" ({group})" if group else "")


def reports_text(motion: ResolutionSummary, bodies: Bodies, late: str) -> str:
    """Say how often an open motion is to be reported back, when it last was, and when it is to be next."""
    every = f"to be reported back {_EVERY[motion.report_every]}" if motion.report_every else ""
    said = report_text(_as_whole(motion), bodies, late) or _NO_REPORT
    if motion.reported.last is not None:
        said = said.replace(_NO_REPORT, "reported back of clauses only")
    meeting = motion.next_meeting
    then = f"; due at its next meeting, {date_text(meeting)}" if motion.due_at_next_meeting else ""
    return "; ".join(filter(None, (every, said))) + then


_NO_REPORT = "no report back is on record"


def _as_whole(motion: ResolutionSummary) -> Reported:
    """Give the reports of a whole motion with the day of the next; a report of one clause stands at that clause."""
    whole = motion.reported_whole
    return evolve(motion.reported, last=whole.last, last_to=whole.last_to)


def report_text(reported: Reported, bodies: Bodies, late: str = "") -> str:
    """Say when something was last reported back and when it is to be next; empty where neither is known.

    Args:
        reported: the reports.
        bodies: who takes part, by id.
        late: a sign to stand before a number of days overdue.
    """
    said = []
    if reported.last is not None and reported.last_to is not None:
        said.append(f"last reported {date_text(reported.last)} to {_name(reported.last_to, bodies)}")
    elif reported.due is not None:
        said.append(_NO_REPORT)
    if reported.due is not None:
        overdue = f", {late} {days_text(reported.days_overdue)} overdue" if reported.days_overdue else ""
        said.append(f"report due {day_text(reported.due)}{overdue.replace('  ', ' ')}")
    return "; ".join(said)


def _clause(motion: ResolutionSummary, clause: ClauseSummary, bodies: Bodies, screen: Screen) -> Iterator[Any]:
    signs = signs_of(screen)
    yield hanging(f"  {clause.id}  {one_line(clause.text)}", 5, screen)
    if not motion.binding:
        return
    yield hanging(f"     {delivery_text(clause)}", 7, screen)
    rows = [
        [
            styled(action.id),
            styled(action.owner or "no owner"),
            styled(state_words(action.state, signs), STATE_STYLES[action.state]),
            styled(f"due {date_text(action.due)}" if action.due else "no due date"),
        ]
        for action in clause.carried_by
    ]
    for action, line in zip(clause.carried_by, columns(rows), strict=True) if rows else ():
        yield indented(line, 7)
        if late := _late(action):
            yield styled(hanging(f"         {signs.late} {late}", 11, screen).plain, "bold red")
    if motion.is_open and _differs(clause.reported, _as_whole(motion)):
        yield hanging(f"     {report_text(clause.reported, bodies)}", 7, screen)


def _differs(one: Reported, whole: Reported) -> bool:
    """Say whether a clause's reports need telling beside those of the whole motion."""
    is_heard_apart = one.last is not None and (one.last, one.last_to) != (whole.last, whole.last_to)
    return is_heard_apart or (one.due is not None and one.due != whole.due)


def _late(action: ActionSummary) -> str:
    """Say how late an open action is, and how late against the date first agreed where that is more."""
    first = action.days_late_original or 0
    if not action.is_open or not (action.days_late or first):
        return ""
    if first and first not in (action.days_late, action.days_overdue):
        return ", ".join(filter(None, (late_text(action), f"{days_text(first)} past the date first agreed")))
    return late_text(action)


def delivery_text(clause: ClauseSummary) -> str:
    """Say how far a clause has come, and why no action carries it out where none does."""
    said = _DELIVERY[clause.delivery]
    if not clause.actions and clause.state is not None:
        said = STATE_WORDS[clause.state] if clause.state in ("cancelled", "suspended") else said
    if clause.no_action_because is not None and not clause.actions:
        return f"{said}; no action: {one_line(clause.no_action_because)}"
    return said


def _counts(summary: MotionsSummary) -> Iterator[str]:
    if summary.open:
        oldest = f", the oldest for {days_text(summary.oldest)}{_years(summary.oldest)}" if summary.oldest else ""
        clauses = f", with {count(summary.open_clauses, 'open clause')}"
        yield f"{count(summary.open, 'motion')} {'is' if summary.open == 1 else 'are'} open{clauses}{oldest}."
        for number, words in (
            (summary.overdue_actions, "with an action overdue"),
            (summary.overdue_reports, "with a report overdue"),
            (summary.due_at_next_meeting, "to be reported to the next meeting of its body"),
        ):
            if number:
                yield f"  {number} {words}"
    else:
        yield "No open motion has anything overdue." if summary.selection.overdue else "No motion is open."
    if not (summary.selection.open or summary.selection.overdue):
        yield f"{summary.done} carried out, {summary.not_carried} not carried."


def _name(body: Id, bodies: Bodies) -> str:
    return one_line(bodies[body].name) if body in bodies else body


def motions_markdown(summary: MotionsSummary) -> str:
    """Give motions as a Markdown table, one row for each clause."""
    lines = [f"# Motions as at {day_text(summary.as_at)}"]
    for plan in summary.plans:
        lines += ["", f"## {as_markdown(one_line(plan.title))}", "", _row(_COLUMNS), _row("---" for _ in _COLUMNS)]
        for _, chosen in _groups(plan):
            lines += [_row(cells) for motion in chosen for cells in _cells(motion, plan.bodies)]
    return "\n".join([*lines, "", *(f"- {line.strip()}" for line in _counts(summary))]) + "\n"


_COLUMNS = ("Date", "Motion", "Outcome", "Clause", "Owner", "Actions", "Delivery", "Last reported", "Report due")


def _cells(motion: ResolutionSummary, bodies: Bodies) -> Iterator[tuple[str, ...]]:
    moved = _moved_by(motion, bodies)
    title = f"{motion.title} ({motion.id})" + (f", moved by {moved}" if moved else "")
    head = (date_text(motion.on), title, outcome_text(motion, bodies))
    if not motion.clauses:
        yield (*head, "", "", "", "", *_report_cells(motion.reported, bodies))
    for clause in motion.clauses:
        actions = "; ".join(
            ", ".join(filter(None, (f"{action.id} {STATE_WORDS[action.state]}", _late(action))))
            for action in clause.carried_by
        )
        delivery = delivery_text(clause) if motion.binding else ""
        said = (f"{clause.id}: {clause.text}", ", ".join(clause.owners), actions, delivery)
        yield (*head, *said, *_report_cells(clause.reported, bodies))


def _report_cells(reported: Reported, bodies: Bodies) -> tuple[str, str]:
    last = f"{date_text(reported.last)}, {_name(reported.last_to, bodies)}" if reported.last_to is not None else ""
    overdue = f", {days_text(reported.days_overdue)} overdue" if reported.days_overdue else ""
    return last, f"{day_text(reported.due)}{overdue}" if reported.due is not None else ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(as_markdown(one_line(cell)) for cell in cells)} |"


def motions_json(summary: MotionsSummary) -> dict[str, Any]:
    """Give motions as a JSON object."""
    selection = summary.selection
    return {
        **envelope("resolutions", summary.as_at, partial=summary.partial),
        "known_at": summary.known_at.isoformat() if summary.known_at is not None else None,
        "selection": {"body": selection.body, "open": selection.open, "overdue": selection.overdue},
        "totals": {
            "open": summary.open,
            "done": summary.done,
            "not_carried": summary.not_carried,
            "open_clauses": summary.open_clauses,
            "overdue_actions": summary.overdue_actions,
            "overdue_reports": summary.overdue_reports,
            "due_at_next_meeting": summary.due_at_next_meeting,
            "oldest_days": summary.oldest,
        },
        "plans": [plan_motions_json(plan) for plan in summary.plans],
        "unread": [unread_json(unread) for unread in summary.unread],
    }


def plan_motions_json(plan: PlanMotions) -> dict[str, Any]:
    """Give where the motions of one plan stand."""
    return {
        "id": plan.id,
        "title": plan.title,
        "path": plan.root,
        "open": [resolution_json(motion) for motion in plan.open],
        "done": [resolution_json(motion) for motion in plan.done],
        "not_carried": [resolution_json(motion) for motion in plan.not_carried],
        "unread": [unread_json(unread) for unread in plan.unread],
    }
