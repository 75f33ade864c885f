"""How every paper begins: its head, the sentence that sums it up, how old the record is, and four counts."""

from collections.abc import Iterator
from datetime import date

from actionplan.model.dates import PlanDate, last_day
from actionplan.model.text import (
    as_sentence,
    capitalised,
    count,
    date_text,
    day_text,
    days_text,
    in_words,
    number_word,
    numbered_name,
    since_text,
    some_of,
    the_body,
    times_text,
)
from actionplan.report.document import Block
from actionplan.report.paper_blocks import Count, Counts, Headline, Notice, TitleBlock
from actionplan.report.papers.material import Material, name_of
from actionplan.summary.meetings import meetings_held
from actionplan.summary.status import Tally


def title_block(
    material: Material, kind: str, *, is_for_all: bool = False, is_for_committee: bool = False
) -> TitleBlock:
    """Return the head of a paper.

    Args:
        material: what the paper is made from.
        kind: what it is called, such as "Highlight report".
        is_for_all: whether it is for everyone, so that it names no body and no meeting.
        is_for_committee: whether it is a committee's paper, whose title says what the report is about.
    """
    has_reader = _has_reader(kind)
    body = "" if is_for_all or (has_reader and material.selection.to is None) else name_of(material, material.body, "")
    meeting = f", {date_text(material.meets)}" if body and material.meets is not None else ""
    none = "no meeting of it is on record"
    facts = {
        "Position as at": day_text(material.as_at),
        "Plan agreed": date_text(material.plan.agreed, none="not yet agreed"),
        "Last meeting": date_text(material.own_met, none=none) if body else "",
        "Made from": material.made_from,
    }
    return TitleBlock(
        title=f"Progress with the {material.plan.title}" if is_for_committee else material.plan.title,
        kicker=f"{kind}{f' for {the_body(body)}' if body and not has_reader else ''}{meeting}",
        facts=tuple((name, value) for name, value in facts.items() if value),
        marking=material.selection.marking,
        logo=material.selection.logo,
    )


def _has_reader(kind: str) -> bool:
    """Return whether the name of a paper names its reader, such as "Report to the cabinet"."""
    return " to " in kind or " for " in kind


def headline(material: Material) -> Iterator[Block]:
    """Yield the sentence that sums a plan up, and what must be known before any number is read."""
    if unread := len(material.plan.unread):
        verb = "is" if unread == 1 else "are"
        missing = f"{count(unread, 'file')} could not be read and {verb} missing from everything below."
        yield Notice("This paper is not whole.", missing)
    if material.errors:
        found = f"A check of the plan finds {count(material.errors, 'error')}; what rests on them may be wrong."
        yield Notice("The plan has errors.", found)
    if text := material.record.left_out:
        yield Notice("Not everything is published.", text)
    yield from summed_up(material)


def summed_up(material: Material) -> Iterator[Block]:
    """Yield the sentence that sums a plan up, and how complete and how old its record is."""
    if not material.status.actions:
        yield Headline(_empty(material))
        return
    yield Headline(headline_text(material))
    yield from incomplete(material)
    if text := material.record.kept:
        yield Notice("The plan was not yet kept in files.", text)
    yield from _age(material)


def incomplete(material: Material) -> Iterator[Block]:
    """Yield that the record is not complete, and why; nothing where that is not on record."""
    if material.record.incomplete:
        yield Notice("The record is not complete.", as_sentence(capitalised(material.plan.coverage_reason or "")))


def _empty(material: Material) -> str:
    agreed = material.plan.agreed
    if agreed is not None and agreed.last is not None and agreed.last > material.as_at:
        return f"The plan was agreed on {date_text(agreed)}: on {day_text(material.as_at)} it had no actions yet."
    return "No action is on record."


def headline_text(material: Material) -> str:
    """Return in one sentence how many actions are finished and overdue, and since when no owner has reported."""
    tally = material.status.tally
    verb = "is" if 1 in (tally.finished, tally.actions) else "are"
    parts = [f"{tally.finished} of {count(tally.actions, 'action')} {verb} finished"]
    parts.append(_overdue(material))
    if material.record.silence is not None:
        last = material.record.silence.last
        parts.append(f"no owner has reported since {since_text(last)}" if last is not None else "no owner has reported")
    return f"{', '.join(parts[:-1])}{',' if len(parts) > 2 else ''} and {parts[-1]}."


def _overdue(material: Material) -> str:
    tally = material.status.tally
    if not tally.open:
        return "none is open"
    if not tally.has_due_day:
        return f"whether the {tally.open} still open are late is not known, as none has a due date on record"
    dated, kind = tally.has_due_day, "still open" if tally.has_due_day == tally.open else "open with a due date"
    if dated == 1:
        return f"the only one {kind} is {'' if tally.overdue else 'not '}overdue"
    if tally.overdue == dated:
        return f"all {dated} {kind} are overdue"
    return f"{tally.overdue or 'none'} of the {dated} {kind} {'is' if tally.overdue <= 1 else 'are'} overdue"


def _age(material: Material) -> Iterator[Block]:
    """Yield how old the record is where no owner has reported since the last meeting."""
    silent = material.record.silence
    if silent is None:
        return
    last = last_day(silent.last)
    if last is None:
        yield Notice("No owner has ever reported.", "What follows is the plan as agreed, not its progress.")
        return
    met = sum(last < day <= material.as_at for day, _ in meetings_held(material.plan, silent.body))
    if not met:
        return
    body = capitalised(the_body(name_of(material, silent.body)))
    text = f"{body} has met {times_text(met)} since the last report by an owner."
    old = _age_text((material.as_at - last).days)
    yield Notice(f"Read what follows as {old} old.", " ".join(filter(None, (text, _nothing_since(material, last)))))


def _age_text(days: int) -> str:
    """Return an age in words: ``20 days``, ``nearly four months``; from two years on in years."""
    whole, rest = divmod(days * 48, 1461)
    if whole < 2:
        return count(days, "day")
    unit, size = ("months", 1461) if whole < 24 else ("years", 12 * 1461)
    whole, rest = divmod(days * 48, size)
    if rest * 10 >= size * 7:
        return f"nearly {number_word(whole + 1)} {unit}"
    return f"{'more than ' if rest * 10 >= size else ''}{number_word(whole)} {unit}"


def _nothing_since(material: Material, last: date) -> str:
    """Return which of three kinds of news there have not been since the last report by an owner."""
    finished = any(_after(action.finished, last) for action in material.status.actions)
    readings = any(_after(each.taken.on, last) for measure in material.measures.measures for each in measure.readings)
    none = ["nothing has been reported as finished"] * (not finished) + ["no figure is on record"] * (not readings)
    return f"Since then {in_words(none)}." if none else ""


def longest_text(tally: Tally) -> str:
    """Return how long the longest overdue action is overdue, after a comma; empty if none is."""
    up_to = "by" if tally.overdue == 1 else "by up to"
    return f", {up_to} {days_text(tally.longest_overdue)}" if tally.overdue else ""


def _after(when: PlanDate | None, day: date) -> bool:
    return when is not None and when.last is not None and when.last > day


def counts(material: Material) -> Iterator[Block]:
    """Yield four counts that add up to all actions; nothing without actions, or of a record that is incomplete."""
    tally = material.status.tally
    if not tally.actions or material.status.coverage == "incomplete":
        return
    stood_down = tally.states.get("stood-down", 0)
    cancelled = tally.actions - tally.finished - tally.open - stood_down
    verified = tally.states.get("verified", 0)
    on_time = tally.open - tally.overdue
    without = tally.open - tally.has_due_day
    found = [
        Count(
            str(tally.finished),
            "finished" + (f", {verified} of them checked by someone else" if verified else ""),
            f"of {tally.actions}",
        ),
        Count(str(tally.overdue), f"overdue{longest_text(tally)}"),
        Count(str(on_time), "open and not overdue" + (f", {without} of them without a date" if without else "")),
    ]
    if stood_down:
        found.append(Count(str(stood_down), "in areas that are stood down"))
    if cancelled:
        names = some_of(numbered_name(each) for each in material.status.actions if each.state == "cancelled")
        found.append(Count(str(cancelled), f"cancelled ({names})" if names else "cancelled"))
    yield Counts(tuple(found))
