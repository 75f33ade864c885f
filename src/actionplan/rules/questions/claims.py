"""Questions about claims: what is reported of an action, compared with what the record shows."""

import os
from collections.abc import Iterator
from itertools import pairwise

from actionplan.model.dates import PlanDate, last_day
from actionplan.model.entries import Evidence
from actionplan.model.kinds import KINDS, records_of
from actionplan.model.problem import Location
from actionplan.model.records import Action, Record
from actionplan.model.text import at_text, body_name, date_text, day_text, days_text, numbered_title
from actionplan.model.vocabulary import FINISHED
from actionplan.rules.checks.registry import place
from actionplan.rules.questions.context import (
    QuestionContext,
    Standing,
    belongs_to,
    called,
    evidence_of,
    is_green,
    label,
    last_stating,
    progress_since,
    rated,
    stated_at,
)
from actionplan.rules.questions.registry import QuestionCase, about, challenge_rule, for_several
from actionplan.summary.evidence import piece_of, run_out
from actionplan.summary.lateness import completion


@for_several("Why are {actions} rated as going well when they are overdue?")
@challenge_rule("C101", "critical", 'Why is {what} rated "{rating}" when it is {late} overdue?')
def rated_well_though_overdue(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, its due date has passed, and since then it was rated green or blue. The colours are those
    that the plan gives its ratings on that day; a rating without a colour raises no question. If no rating is declared,
    the one that the plan's rules compute counts. If the rating is older than the due date, C109 asks about it.
    """
    for standing in view.actions:
        now = standing.now
        if now.open and now.days_late and is_green(view, standing) and _is_rated_since(standing, now.due):
            late = days_text(now.days_late)
            why = f"{_rating(view, standing)}; it was due {date_text(now.due)}, {late} ago"
            places = stated_at(view, standing, "rating", "due")
            yield about(standing, why, places, now.days_late, {"rating": rated(view, standing), "late": late})


@for_several("Why are {actions} rated as going well when they are late against their original due dates?")
@challenge_rule(
    "C102", "serious", 'Why is {what} rated "{rating}" when it is {late} late against its original due date?'
)
def rated_well_though_late_by_the_first_date(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open and on time only because its due date has moved: the date first agreed has passed, the current
    one has not, and since the first one passed the action was rated green or blue. The new date may well be safe, but a
    reader should know the old one too.
    """
    for standing in view.actions:
        now = standing.now
        is_green_again = is_green(view, standing) and _is_rated_since(standing, now.original_due)
        if now.open and now.days_late_original and not now.days_late and is_green_again:
            late = days_text(now.days_late_original)
            why = f"{_rating(view, standing)}; first due {date_text(now.original_due)}, {late} ago, "
            why += f"now due {date_text(now.due)}"
            places = (*stated_at(view, standing, "rating", "due"), place(view.plan, standing.action, "due"))
            yield about(standing, why, places, now.days_late_original, {"rating": rated(view, standing), "late": late})


def _is_rated_since(standing: Standing, due: PlanDate | None) -> bool:
    """Return whether an action was rated after a due date; the plan's rules rate it every day."""
    placed, last = last_stating(standing, "rating"), last_day(due)
    return placed is None or last is None or placed.day > last


@for_several("Are {actions} still going well, now that they are overdue and have not been rated since?")
@challenge_rule("C109", "serious", 'Is {what} still "{rating}", now that it is {late} overdue and was not rated since?')
def rating_older_than_the_due_date(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open and was rated green or blue, then its due date passed, and nobody has rated it since. The
    rating may have been right when it was given; what it should be now is not on record.
    """
    for standing in view.actions:
        now = standing.now
        if now.open and now.days_late and is_green(view, standing) and not _is_rated_since(standing, now.due):
            late = days_text(now.days_late)
            why = f"{_rating(view, standing)}; it was due {date_text(now.due)}, {late} ago"
            places = stated_at(view, standing, "rating", "due")
            yield about(standing, why, places, now.days_late, {"rating": rated(view, standing), "late": late})


def _rating(view: QuestionContext, standing: Standing) -> str:
    placed = last_stating(standing, "rating")
    when = at_text(placed.entry.on) if placed is not None else "by the plan's rules"
    return f'rated "{rated(view, standing)}" {when}'


@for_several("What shows that {actions} are complete?")
@challenge_rule("C103", "serious", "What shows that {what} is complete?")
def complete_without_evidence(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is complete or verified, and neither the entry with that state nor any later one names `evidence`. The
    work may well have been done, but nobody can see it from the record.
    """
    for standing in view.actions:
        done = completion(standing.entries)
        if done is None or standing.now.state not in FINISHED:
            continue
        since = (done.day, done.root)
        if not any(each.entry.evidence and (each.day, each.root) >= since for each in standing.every):
            reporter = f" by {body_name(view.plan.bodies, done.entry.by)}" if done.entry.by else ""
            why = f"reported complete {at_text(done.entry.on)}{reporter}, without evidence"
            places = (place(view.plan, standing.action, "status", done.index, "state"),)
            yield about(standing, why, places, (view.as_at - done.day).days)


@for_several("Why were {actions} reported complete, if they were opened again?")
@challenge_rule("C116", "serious", "Why was {what} reported complete {done}, if it was opened again {again}?")
def complete_and_opened_again(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, and was reported complete or verified before. Work that does not last is not done: ask what
    the report rested on, and what will show next time that it holds.
    """
    for standing in view.actions:
        stated = [placed for placed in standing.entries if placed.entry.state is not None]
        opened = [
            (done, again)
            for done, again in pairwise(stated)
            if done.entry.state in FINISHED and again.entry.state not in FINISHED
        ]
        if not opened or not standing.now.open:
            continue
        done, again = opened[-1]
        words = {"done": at_text(done.entry.on), "again": at_text(again.entry.on)}
        why = f"reported complete {words['done']}, and opened again {words['again']}"
        why += f': "{again.entry.reason.strip().rstrip(".")}"' if again.entry.reason else ", without a reason"
        places = tuple(place(view.plan, standing.action, "status", each.index, "state") for each in (done, again))
        yield about(standing, why, places, (view.as_at - again.day).days, words)


@for_several("Where are {count} files that are named as evidence for the work of {owner}?")
@challenge_rule("C104", "serious", "Where is the file {evidence}, which is named as evidence for {what}?")
def evidence_not_there(view: QuestionContext) -> Iterator[QuestionCase]:
    """An entry names a file as evidence, by its `path`, and there is no such file in the plan's folder now. It may only
    have been moved: ask for it to be restored, so that readers can open it again.
    """
    for record, where, evidence in _evidence(view):
        path = evidence.path
        if path is not None and os.path.join(view.plan.root, path) in view.facts.missing:
            yield _of_record(record, where, f"there is no file {path} in the plan's folder", evidence=path)


@for_several(
    "Where can {count} pieces of evidence for the work of {owner} be read, now that their web addresses cannot "
    "be reached?"
)
@challenge_rule(
    "C105", "routine", "Where can the evidence for {what} be read, now that its web address cannot be reached?"
)
def evidence_not_reachable(view: QuestionContext) -> Iterator[QuestionCase]:
    """With `--online`, the command checks whether every web address that is named as evidence can be reached. If one
    cannot be reached today, nobody is to blame: the page may have moved, or may not answer programs. The answer is an
    address that works, or a copy of the page as a file.
    """
    for record, where, evidence in _evidence(view):
        if evidence.link is not None and (reason := view.facts.not_reached.get(evidence.link)):
            yield _of_record(record, where, f"the address {evidence.link} was not reachable: {reason}")


def _evidence(view: QuestionContext) -> Iterator[tuple[Record, Location, Evidence]]:
    for record in records_of(view.plan) if view.facts.missing or view.facts.not_reached else ():
        for where, evidence in evidence_of(view.plan, record, view.as_at):
            yield record, where, evidence


def _of_record(record: Record, where: Location, why: str, **words: str) -> QuestionCase:
    owner, areas = getattr(record, "owner", None), record.areas if isinstance(record, Action) else ()
    words["what"] = called(KINDS[type(record)], record)
    return QuestionCase(record.id, owner, areas, numbered_title(record), why, (where,), 0, words)


@for_several("Why did the ratings of {actions} improve, if no note gives a reason?")
@challenge_rule(
    "C106", "routine", 'Why did the rating of {what} go from "{before}" to "{after}", if no note gives a reason?'
)
def rating_better_without_a_note(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is open, the last change of its rating was an improvement, and the entry with the new rating has no
    `note`, `reason` or `evidence`. The plan declares its ratings in order, the best first.
    """
    order = list(view.ratings)
    for standing in view.actions:
        rated_entries = [placed for placed in standing.entries if placed.entry.rating is not None]
        changes = [(old, new) for old, new in pairwise(rated_entries) if old.entry.rating != new.entry.rating]
        if not changes or not standing.now.open:
            continue
        before, placed = changes[-1][0].entry.rating, changes[-1][1]
        after, entry = placed.entry.rating, placed.entry
        is_better = before in order and after in order and order.index(after) < order.index(before)
        if is_better and not (entry.note or entry.reason or entry.evidence):
            words = {"before": label(view, before), "after": label(view, after)}
            why = f'rated "{words["before"]}", then "{words["after"]}" {at_text(entry.on)}, and no note says why'
            places = (place(view.plan, standing.action, "status", placed.index, "rating"),)
            yield about(standing, why, places, (view.as_at - placed.day).days, words)


@for_several("Who from outside {owner} has checked {count} actions that only its own parts have verified?")
@challenge_rule("C107", "critical", "Who from outside {owner} has checked {what}, verified only by {by}?")
def verified_by_its_own_part(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is verified, and every body that verified it is the owner itself or belongs to it, by `part_of` in one
    step or several. An internal check is useful, but `verified` promises an independent one.
    """
    for standing in view.actions:
        owner, done = standing.now.owner, completion(standing.entries)
        if owner is None or done is None or standing.now.state != "verified":
            continue
        verified = [each for each in standing.entries if each.entry.state == "verified" and each.day >= done.day]
        checks = [each for each in verified if each.entry.by is not None]
        if checks and all(owner in (each.entry.by, *belongs_to(view.plan, each.entry.by)) for each in checks):
            last = checks[-1]
            words = {
                name: body_name(view.plan.bodies, body) for name, body in (("by", last.entry.by), ("owner", owner))
            }
            why = f"verified {at_text(last.entry.on)} by {words['by']}, which belongs to the owner"
            places = (place(view.plan, standing.action, "status", last.index, "by"),)
            yield about(standing, why, places, (view.as_at - last.day).days, words)


@for_several("Why are {actions} not complete, if all of each is done?")
@challenge_rule("C108", "routine", "Why is {what} not complete, if all of it is done?")
def all_done_but_not_complete(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action's progress is 100 per cent, and it is still open. Either some work remains, or nobody has reported
    that it is complete and named evidence.
    """
    for standing in view.actions:
        since = progress_since(standing)
        if since is not None and standing.now.progress == 100 and standing.now.open:
            why = f"100% done since {day_text(since)}, and not reported as complete"
            places = stated_at(view, standing, "progress", "state")
            yield about(standing, why, places, (view.as_at - since).days)


@for_several("What shows that {count} finished actions of {owner} still hold, since their evidence ran out?")
@challenge_rule("C170", "serious", "What shows that {what} still holds, since its evidence ran out {when}?")
def evidence_ran_out(view: QuestionContext) -> Iterator[QuestionCase]:
    """The action is complete or verified, and every piece of evidence that was named since then has a day of expiry
    that has passed.
    """
    for standing in view.actions:
        if (found := run_out(standing.entries, view.as_at)) is not None:
            expires = piece_of(found).expires
            when = at_text(expires) if expires is not None else ""
            places = (place(view.plan, standing.action, "status", found[0].root),)
            yield about(standing, f"the last evidence ran out {when}", places, 1, {"when": when})
