"""A sheet about one action: its state, how its date moved, its milestones, and every entry, newest first."""

from collections.abc import Iterator
from functools import partial

from attrs import evolve

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.records import Action
from actionplan.model.text import at_text, capitalised, date_text, day_text, days_text, in_words, printed_id, times_text
from actionplan.report.action_words import after_due, late_inline, late_span, progress_inline, replaced_text, state_span
from actionplan.report.document import (
    GAP,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Lines,
    Paragraph,
    Table,
)
from actionplan.report.history import corrected_ids, entry_item
from actionplan.report.inline import Inline, PageLink, Span, joined, plain
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers.material import Material, name_of
from actionplan.report.papers.opening import incomplete
from actionplan.report.papers.wording import approved_by, quoted, rated
from actionplan.report.pictures.ladder import ladder
from actionplan.report.pictures.months import month_strip
from actionplan.report.show import stated_facts
from actionplan.report.values import names_of
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.history import ActionStory, HeadChange, action_story
from actionplan.summary.lateness import days_slipped


def action_sheet(material: Material, action: Action) -> Document:
    """Return the sheet of an action.

    Args:
        material: what the sheet is made from.
        action: the action.
    """
    story = action_story(material.plan, action, material.as_at, material.standing)
    now = story.now
    yield TitleBlock(
        title=now.title,
        kicker=f"{material.plan.title}: action {printed_id(now)}",
        facts=tuple((name, value) for name, value in _facts(material, story) if value),
        marking=material.selection.marking,
        logo=material.selection.logo,
    )
    yield Headline(headline(story))
    if now.plain:
        yield Paragraph(now.plain)
    yield from incomplete(material)
    yield from why(material, story)
    yield from moves(material, story)
    yield from ratings(material, story)
    yield from steps(now)
    yield from _history(material, story)
    if rows := around(material, story):
        yield from (GAP, Heading("What belongs to it", 2), Facts(rows))


def _facts(material: Material, story: ActionStory) -> Iterator[tuple[str, Inline]]:
    now = story.now
    yield "Position as at", day_text(material.as_at)
    yield "Owner", name_of(material, now.owner)
    yield "State", progress_inline(now)
    yield "Rating", joined(rated(material, now.id).lines, "; ")
    yield "Lead", now.lead or ""
    yield "With", in_words(name_of(material, each) for each in now.partners)
    yield "Made from", material.made_from


def headline(story: ActionStory) -> Inline:
    """Return in one sentence whether an action is late, from which date it was moved, and how far."""
    now = story.now
    if now.finished is not None:
        return f"{', '.join(_finished(story, now.finished))}."
    if not now.open:
        return f"{capitalised(replaced_text(now) or plain(state_span(shown_state(now))))}."
    first = Span(f"{capitalised(plain(late_span(now)))}.", "late" if now.overdue else "")
    if not now.times_redated or now.original_due is None:
        return (first,)
    past = now.days_late_original
    far = f", and now {days_text(past)} past that date" if past else ""
    return (first, f" First promised for {date_text(now.original_due)}, moved {times_text(now.times_redated)}{far}.")


def _finished(story: ActionStory, finished: PlanDate) -> Iterator[str]:
    """Yield when an action was finished, how long after its date and the date first promised, and when verified."""
    now = story.now
    late, first = now.days_late or 0, now.days_late_original or 0
    after, after_first = after_due(late, finished), after_due(first, finished)
    yield f"Finished {at_text(finished)}"
    if late:
        yield f"{after} after its date" if after else "perhaps after its date"
    elif now.days_late is not None:
        yield "in time"
    if first and first != late:
        yield f"{after_first or 'perhaps'} after {date_text(now.original_due)}, the date first promised"
    if now.state == "verified":
        days = [entry.on for entry, _ in story.entries if entry.state == "verified" and entry.milestone is None]
        yield f"verified {at_text(days[-1])}" if days else "verified"


def why(material: Material, story: ActionStory) -> Iterator[Block]:
    """Yield what inspectors found, and by what the action is done."""
    found = dict(_findings(material, story.action))
    if not found and story.action.success is None:
        return
    yield GAP
    yield Heading("Why it matters", 2)
    for text in found.values():
        yield Paragraph(f"Inspectors found: {quoted(text)}")
    if story.action.success is not None:
        yield Paragraph(f"It is done when: {story.action.success}")


def _findings(material: Material, action: Action) -> Iterator[tuple[str, str]]:
    for area in material.plan.areas:
        for finding in area.findings:
            if f"{area.id}:{finding.id}" in {str(each) for each in action.findings}:
                yield finding.id, finding.text


def moves(material: Material, story: ActionStory) -> Iterator[Block]:
    """Yield each date that was promised, with the reason and the approval of its move."""
    found = [change for change in story.changes if change.field == "due"]
    if not found:
        return
    columns = tuple(map(Column, ("Decided", "New date", "Days added", "Why", "Approved by")))
    agreed = date_text(story.agreed, none="in the draft")
    rows = [(agreed, _date(found[0].before), "none", "date first agreed", "agreed with the plan")]
    for move in found:
        why = quoted(move.entry.reason) if move.entry.reason else "no reason is on record"
        agreed_by = approved_by(move.entry, partial(name_of, material))
        rows.append((date_text(move.entry.on), _date(move.after), _added(move), why, agreed_by))
    yield GAP
    yield Heading("How the date moved", 2)
    table = Table(columns, tuple(rows), "Each date that was promised, with its reason", note="")
    yield ladder(story, table, material.as_at) or table


def move_text(move: HeadChange) -> str:
    """Return from which date to which other an entry moved an action, and how far."""
    days = days_slipped(move.before, move.after)
    far = f", {days_text(abs(days))} {'earlier' if days < 0 else 'later'}" if days else ""
    return f"date moved from {_date(move.before)} to {_date(move.after)}{far}"


def _added(move: HeadChange) -> str:
    days = days_slipped(move.before, move.after)
    return "not known" if days is None else f"{abs(days)} fewer" if days < 0 else str(days)


def ratings(material: Material, story: ActionStory) -> Iterator[Block]:
    """Yield the ratings month by month; nothing with fewer than two."""
    given = material.ratings.get(story.now.id, ())
    moved = [change.entry.on.last for change in story.changes if change.field == "due" and change.entry.on.last]
    picture = month_strip(given, material.status.ratings, material.plan.bodies, moved, material.as_at)
    if picture is not None:
        yield GAP
        yield Heading("How it was rated", 2)
        yield picture


def _date(when: PlanDate | None) -> str:
    return date_text(when, none="no date")


def steps(now: ActionSummary) -> Iterator[Block]:
    """Yield the milestones of an action in a table; nothing without milestones."""
    if not now.milestones:
        return
    yield GAP
    yield Heading("Milestones on the way", 2)
    columns = tuple(map(Column, ("Milestone", "First date", "Date now", "Progress")))
    rows: list[tuple[Cell, ...]] = []
    for each in now.milestones:
        moved = _date(each.due) if each.times_redated else "not moved"
        late = late_inline(each) if each.open or each.done else ""
        progress = Lines(tuple(filter(None, (state_span(each.state), late))))
        rows.append((each.title, _date(each.original_due), moved, progress))
    yield Table(columns, tuple(rows), "Milestones of the action")


def _history(material: Material, story: ActionStory) -> Iterator[Block]:
    yield GAP
    yield Heading("What has been said and done", 2)
    bodies, names = material.plan.bodies, names_of(material.plan, material.as_at)
    corrected = corrected_ids(entry for entry, _ in story.entries)
    told = list(zip(story.entries, story.meanings, strict=True))[::-1]
    if not told:
        yield Paragraph("Nothing yet.")
        return
    yield Paragraph("Newest first; nothing is left out.")
    titles = {each.id: each.title for each in story.now.milestones}
    items = []
    for (entry, early), meanings in told:
        step = [f"milestone “{titles.get(entry.milestone, entry.milestone)}”"] if entry.milestone is not None else []
        facts = [*step, *stated_facts(evolve(entry, milestone=None), story.now, meanings, names)]
        items.append(entry_item(entry, facts, bodies, corrected, early=early, is_newest_first=True))
    yield Items(tuple(items))


def around(material: Material, story: ActionStory) -> tuple[tuple[str, Inline], ...]:
    """Return what waits for the action, what it waits for, and who else asked for it, each with what it is."""
    now, titles = story.now, {each.id: each for each in material.status.actions}
    rows: list[tuple[str, Inline]] = []
    rows += [("Waits for", _other(titles, name)) for name in now.after]
    rows += [("Waited for by", _other(titles, name)) for name in story.after]
    for each in story.clauses:
        title = Span(each.resolution.title, link=PageLink("resolution", each.resolution.id))
        rows.append(("Asked for by", (title, f", {at_text(each.resolution.on)}: {each.text}")))
    for review in material.reviews.reviews:
        for asked in review.recommendations:
            if now.id in asked.actions:
                title = Span(review.title, link=PageLink("review", review.id))
                rows.append(("Asked for by", (title, f": {asked.text}")))
    return tuple(rows)


def _other(actions: dict[Id, ActionSummary], name: Id) -> Inline:
    action = actions.get(name)
    if action is None:
        return name
    title = Span(action.title, link=PageLink("action", action.id))
    return (Span(printed_id(action), "ref"), " ", title, ": ", state_span(shown_state(action)))
