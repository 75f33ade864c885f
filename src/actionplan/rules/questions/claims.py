"""Questions about claims: reported states and ratings compared with the record."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from actionplan.model.entries import Evidence
from actionplan.model.ids import Id
from actionplan.model.kinds import KINDS, records_of
from actionplan.model.problem import Location
from actionplan.model.records import Action, Record
from actionplan.model.text import body_name, date_text, day_text, days_text
from actionplan.model.vocabulary import FINISHED
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import (
    QuestionContext,
    Standing,
    belongs_to,
    evidence_of,
    is_green,
    label,
    last_stating,
    progress_since,
    rated,
    stated_at,
)
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule
from actionplan.summary.lateness import completion
from actionplan.summary.timeline import Placed


@challenge_rule(
    "C101",
    "critical",
    one='Why is {what} rated "{rating}" when it is {late} overdue?',
    many="Why are {actions} rated as going well when they are overdue?",
)
def rated_well_though_overdue(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, its due date has passed, and its rating is still drawn in green or blue. The colours are
    those that the plan gives its ratings on that day; a rating without a colour is not asked about. Where none is
    declared, the rating that the plan's rules compute counts.
    """
    for standing in view.actions:
        now = standing.now
        if now.open and now.days_late and is_green(view, standing):
            late = days_text(now.days_late)
            why = f"{_rating(view, standing)}; it was due {date_text(now.due)}, {late} ago"
            places = stated_at(view, standing, "rating", "due")
            yield about(standing, why, places, now.days_late, {"rating": rated(view, standing), "late": late})


@challenge_rule(
    "C102",
    "serious",
    one='Why is {what} rated "{rating}" when it is {late} late against the date first agreed?',
    many="Why are {actions} rated as going well when they are late against the dates first agreed?",
)
def rated_well_though_late_by_the_first_date(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open and on time only because its due date has moved: the day first agreed has passed, the day that
    holds has not, and the rating is drawn in green or blue. It may be fair to call the new date safe, but the reader
    should hear of the old one.
    """
    for standing in view.actions:
        now = standing.now
        if now.open and now.days_late_original and not now.days_late and is_green(view, standing):
            late = days_text(now.days_late_original)
            why = f"{_rating(view, standing)}; first due {date_text(now.original_due)}, {late} ago, "
            why += f"now due {date_text(now.due)}"
            places = (*stated_at(view, standing, "rating", "due"), place(view.plan, standing.action, "due"))
            yield about(standing, why, places, now.days_late_original, {"rating": rated(view, standing), "late": late})


def _rating(view: QuestionContext, standing: Standing) -> str:
    placed = last_stating(standing, "rating")
    when = f"on {date_text(placed.entry.on)}" if placed is not None else "by the plan's rules"
    return f'rated "{rated(view, standing)}" {when}'


@challenge_rule(
    "C103",
    "serious",
    one="What shows that {what} is complete?",
    many="What shows that {actions} are complete?",
)
def complete_without_evidence(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is complete or verified, and neither the entry that says so nor any later one names `evidence`. The
    work may well have been done; the record does not let anyone see it.
    """
    for standing in view.actions:
        done = completion(standing.entries)
        if done is None or standing.now.state not in FINISHED or any(_shows(placed, done) for placed in standing.every):
            continue
        said = f", as {body_name(view.plan.bodies, done.entry.by)} says" if done.entry.by else ""
        why = f"complete on {date_text(done.entry.on)}{said}, and nothing is named that shows it"
        places = (place(view.plan, standing.action, "status", done.index, "state"),)
        yield about(standing, why, places, (view.as_at - done.day).days)


def _shows(placed: Placed, done: Placed) -> bool:
    return bool(placed.entry.evidence) and (placed.day, placed.root, placed.index) >= (done.day, done.root, done.index)


@challenge_rule(
    "C104",
    "serious",
    one="Where is the file {evidence}, which is named as evidence for {what}?",
    many="Where are {count} files that are named as evidence for the work of {owner}?",
)
def evidence_not_there(view: QuestionContext) -> Iterator[QuestionCase]:
    """An entry names a file as evidence, by its `path`, and there is no such file in the plan's folder now. It may only
    have been moved: ask for it to be put back, since a reader of that day could open it.
    """
    for record, where, evidence in _evidence(view):
        path = evidence.path
        if path is not None and os.path.join(view.plan.root, path) in view.facts.missing:
            words = {"evidence": path, "what": _record(record)}
            yield _of_record(record, where, f"there is no file {path} in the plan's folder", words)


@challenge_rule(
    "C105",
    "routine",
    one="Where can the evidence for {what} be read, now that its web address cannot be reached?",
    many="Where can {count} pieces of evidence for the work of {owner} be read, now that their web addresses cannot "
    "be reached?",
)
def evidence_not_reachable(view: QuestionContext) -> Iterator[QuestionCase]:
    """With `--online`, every web address that is named as evidence is asked whether it is still there. That it could
    not be reached today accuses nobody: the page may have moved, or may not answer programs. The answer is an address
    that works, or a copy of the page as a file.
    """
    for record, where, evidence in _evidence(view):
        link = evidence.link
        if link is not None and (reason := view.facts.not_reached.get(link)):
            yield _of_record(
                record, where, f"the address {link} was not reachable: {reason}", {"what": _record(record)}
            )


def _evidence(view: QuestionContext) -> Iterator[tuple[Record, Location, Evidence]]:
    if view.facts.missing or view.facts.not_reached:
        for record in records_of(view.plan):
            for where, evidence in evidence_of(view.plan, record, view.as_at):
                yield record, where, evidence


def _record(record: Record) -> str:
    return f'{KINDS[type(record)]} {record.id} ("{record.title}")'


def _of_record(record: Record, where: Location, why: str, words: Mapping[str, Any]) -> QuestionCase:
    return QuestionCase(
        record=record.id,
        owner=getattr(record, "owner", None),
        areas=record.areas if isinstance(record, Action) else (),
        name=f"{record.id} {record.title}",
        why=why,
        places=(where,),
        words=words,
    )


@challenge_rule(
    "C106",
    "routine",
    one='What made {what} better, which went from "{before}" to "{after}" without a word?',
    many="What made the ratings of {actions} better, of which no note says why?",
)
def rating_better_without_a_note(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, the last change of its rating was for the better, and the entry that made it has no `note`,
    `reason` or `evidence`. Which rating is better is the order in which the plan declares them.
    """
    order = list(view.ratings)
    for standing in view.actions:
        change = _last_change(standing)
        if change is None or not standing.now.open:
            continue
        before, placed = change
        after, entry = placed.entry.rating, placed.entry
        if before not in order or after not in order or order.index(after) >= order.index(before):
            continue
        if not (entry.note or entry.reason or entry.evidence):
            words = {"before": label(view, before), "after": label(view, after)}
            why = f'rated "{words["before"]}", then "{words["after"]}" on {date_text(entry.on)}, and no note says why'
            places = (place(view.plan, standing.action, "status", placed.index, "rating"),)
            yield about(standing, why, places, (view.as_at - placed.day).days, words)


def _last_change(standing: Standing) -> tuple[Id, Placed] | None:
    """Return the rating that was there before the one that holds, and the entry that changed it; None without one."""
    found = None
    current: Id | None = None
    for placed in standing.entries:
        rating = placed.entry.rating
        if rating is not None and rating != current:
            found = (current, placed) if current is not None else None
            current = rating
    return found


@challenge_rule(
    "C107",
    "critical",
    one="Who from outside {owner} has checked {what}, verified only by {by}?",
    many="Who from outside {owner} has checked {count} actions that only its own parts have verified?",
)
def verified_by_its_own_part(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action counts as verified, and every body that verified it is the owner itself or belongs to it, by `part_of`
    in one step or several. A check from within is worth having, but it is not what `verified` promises.
    """
    for standing in view.actions:
        owner = standing.now.owner
        done = completion(standing.entries)
        if owner is None or done is None or standing.now.state != "verified":
            continue
        checks = [
            placed
            for placed in standing.entries
            if placed.entry.state == "verified" and placed.day >= done.day and placed.entry.by is not None
        ]
        if checks and all(owner in (placed.entry.by, *belongs_to(view.plan, placed.entry.by)) for placed in checks):
            last = checks[-1]
            by = body_name(view.plan.bodies, last.entry.by)
            why = f"verified on {date_text(last.entry.on)} by {by}, which belongs to the owner"
            places = (place(view.plan, standing.action, "status", last.index, "by"),)
            words = {"by": by, "owner": body_name(view.plan.bodies, owner)}
            yield about(standing, why, places, (view.as_at - last.day).days, words)


@challenge_rule(
    "C108",
    "routine",
    one="Why is {what} not complete, if all of it is done?",
    many="Why are {actions} not complete, if all of each is done?",
)
def all_done_but_not_complete(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action's progress is 100 per cent, and it is still open. Either something is left to do, or nobody has said
    that it is complete and shown evidence.
    """
    for standing in view.actions:
        since = progress_since(standing)
        if since is not None and standing.now.progress == 100 and standing.now.open:
            why = f"100% done since {day_text(since)}, and not reported as complete"
            places = stated_at(view, standing, "progress", "state")
            yield about(standing, why, places, (view.as_at - since).days)
