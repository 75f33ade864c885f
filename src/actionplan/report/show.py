"""An action's story as text and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Rating
from actionplan.report.history import change_lines, changes_json, entry_lines, jsonable, wrapped
from actionplan.report.milestones import milestones_section
from actionplan.report.resources import resource_text
from actionplan.report.status_json import action_json, dated, envelope
from actionplan.report.status_lists import computed_text, late_text, moved_text, rating_text
from actionplan.report.words import (
    STATE_STYLES,
    date_text,
    days_text,
    one_line,
    state_words,
    visible,
)
from actionplan.report.writers.legacy import Screen, draw, hanging, signs_of, styled
from actionplan.storage.writer import to_table
from actionplan.summary.history import ActionStory


def show_text(story: ActionStory, path: str, screen: Screen, when: str = "") -> str:
    """Give an action's story as text.

    Args:
        story: the story.
        path: the action's file.
        screen: what the reader's screen can show.
        when: the day in words, as `as_at_words` gives it; empty for today, which goes without saying.
    """
    parts: list[Any] = [
        styled(hanging(f"{story.action.id}  {one_line(story.now.title)}", 0, screen).plain, "bold"),
        styled(visible(path)),
        *([hanging(f"As at {when}.", 0, screen)] if when else []),
        "",
    ]
    parts += list(_standing(story, screen))
    parts += ["", styled("As agreed" if story.agreed else "As drafted", "bold")]
    parts += [wrapped(line, screen) for line in _head(story)]
    if story.changes:
        parts += ["", styled("Changed since", "bold")]
        parts += [wrapped(line, screen) for line in change_lines(story.changes)]
    parts += list(milestones_section(story.now, screen))
    if story.clauses:
        parts += ["", styled("Carries out", "bold")]
        parts += [
            wrapped(f"  {carried.resolution.id} clause {carried.clause}: {one_line(carried.text)}", screen)
            for carried in story.clauses
        ]
    parts += ["", styled("History" if story.entries else "History: no entry yet.", "bold")]
    for (entry, is_early), ratings in zip(story.entries, story.meanings, strict=True):
        parts += list(_entry(ratings, entry, is_early, screen))
    return draw(parts, screen)


def _standing(story: ActionStory, screen: Screen) -> Iterator[Any]:
    now = story.now
    signs = signs_of(screen)
    if not story.is_in_plan:
        yield styled("Not in the plan on that day: it had not been agreed.", "bold")
    line = styled(state_words(now.state, signs), STATE_STYLES[now.state])
    line.append(f", {now.progress}% done" if now.progress is not None else "")
    if now.rating:
        line.append(", rated ")
        line.append_text(rating_text(story.ratings, now.rating, signs))
    yield line
    if computed := computed_text(story.ratings, now, signs):
        yield hanging(computed[0].upper() + computed[1:], 4, screen)
    if now.is_open and (late := late_text(now)):
        yield styled(hanging(f"{signs.late} {late}", 2, screen).plain, "bold red")
    elif now.days_late and not now.is_open:
        yield styled(f"{signs.late} {days_text(now.days_late)} late when it was finished")
    if now.times_redated:
        yield hanging(f"Due {_dates(story)}: {moved_text(now)}", 4, screen)


def _dates(story: ActionStory) -> str:
    return ", then ".join(date_text(when, none="no date") for when in story.dues)


def _head(story: ActionStory) -> Iterator[str]:
    head = story.action
    facts = (
        ("owner", head.owner or "none named"),
        ("partners", ", ".join(head.partners)),
        ("lead", head.lead),
        ("areas", ", ".join(head.areas)),
        ("start", date_text(head.start)),
        ("due", date_text(head.due, none="no date")),
        ("success", head.success),
        ("after", ", ".join(head.after)),
        ("measures", ", ".join(head.measures)),
        ("findings", ", ".join(head.findings)),
        ("resources", "; ".join(resource_text(resource) for resource in head.resources)),
        ("agreed", date_text(story.agreed)),
        ("formerly", ", ".join(head.formerly)),
    )
    if head.title != story.now.title:
        yield f"  {'title':<10}{one_line(head.title)}"
    for name, value in facts:
        if value:
            yield f"  {name:<10}{one_line(value)}"
    for source in head.source:
        yield f"  {'source':<10}{one_line(source)}"
    for stated in head.stated:
        yield f"  also said  {stated.field}: {one_line(str(stated.value))} ({', '.join(stated.source)})"


def _entry(ratings: Mapping[Id, Rating], entry: ActionEntry, is_early: bool, screen: Screen) -> Iterator[Any]:
    signs = signs_of(screen)
    facts = [f"milestone {entry.milestone}"] if entry.milestone else []
    if entry.state:
        facts.append(state_words(entry.state, signs))
    facts += [f"{entry.progress}%"] if entry.progress is not None else []
    facts += [f"rated {rating_text(ratings, entry.rating, signs)}"] if entry.rating else []
    facts += [f"due {date_text(entry.due)}"] if entry.due else []
    facts += [f"owner {entry.owner}"] if entry.owner else []
    facts += [f"corrects {entry.corrects}"] if entry.corrects else []
    yield from entry_lines(entry, facts, is_early, screen)


def show_json(story: ActionStory, path: str, as_at: Any) -> dict[str, Any]:
    """Give an action's story as a JSON object."""
    return {
        **envelope("show", as_at, partial=False),
        "plan": story.plan,
        "path": path,
        "action": {**action_json(story.now), **dated("agreed", story.agreed), "in_plan": story.is_in_plan},
        "as_agreed": jsonable({k: v for k, v in to_table(story.action).items() if k != "status"}),
        "changes": changes_json(story.changes),
        "status": [jsonable(to_table(entry)) for entry, _ in story.entries],
        "clauses": [
            {"resolution": carried.resolution.id, "clause": carried.clause, "text": carried.text}
            for carried in story.clauses
        ],
        "followed_by": list(story.after),
    }
