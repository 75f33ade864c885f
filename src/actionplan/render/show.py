"""One action's story as text and as JSON."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry
from actionplan.render.milestones import milestones_section
from actionplan.render.resources import resource_text
from actionplan.render.screen import Screen, as_it_is, draw, hanging, signs_of, styled
from actionplan.render.status_json import action_json, dated, envelope
from actionplan.render.status_lists import computed_text, late_text, moved_text, rating_text
from actionplan.render.words import STATE_STYLES, date_text, day_text, days_text, one_line, state_words, visible
from actionplan.store.write import to_table
from actionplan.summary.story import ActionStory

if TYPE_CHECKING:
    from rich.text import Text

_FIELD_WORDS = {"after": "comes after", "success": "success measure", "areas": "areas"}


def show_text(story: ActionStory, path: str, screen: Screen) -> str:
    """Give an action's story as text.

    Args:
        story: the story.
        path: the action's file.
        screen: what the reader's screen can show.
    """
    parts: list[Any] = [
        styled(hanging(f"{story.action.id}  {one_line(story.now.title)}", 0, screen).plain, "bold"),
        styled(path),
        "",
    ]
    parts += list(_standing(story, screen))
    parts += ["", styled("As agreed" if story.agreed else "As drafted", "bold")]
    parts += [_wrapped(line, screen) for line in _head(story)]
    if story.changes:
        parts += ["", styled("Changed since", "bold")]
        parts += [_wrapped(line, screen) for line in _changes(story)]
    parts += list(milestones_section(story.now, screen))
    if story.clauses:
        parts += ["", styled("Carries out", "bold")]
        parts += [
            _wrapped(f"  {carried.resolution.id} clause {carried.clause}: {one_line(carried.text)}", screen)
            for carried in story.clauses
        ]
    parts += ["", styled("History" if story.entries else "History: no entry yet.", "bold")]
    for entry, is_early in story.entries:
        parts += list(_entry(story, entry, is_early, screen))
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
    moved = [change.after for change in story.changes if change.field == "due"]
    return ", then ".join(date_text(when, none="no date") for when in (story.action.due, *moved))


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


def _changes(story: ActionStory) -> Iterator[str]:
    for change in story.changes:
        why = f" Why: {one_line(change.entry.reason)}" if change.entry.reason else " No reason is given."
        agreed = "; ".join(
            f"{approval.by} on {date_text(approval.on)}" + (f" ({one_line(approval.ref)})" if approval.ref else "")
            for approval in change.entry.approvals
        )
        before, after = _value_text(change.before), _value_text(change.after)
        yield (
            f"  {date_text(change.entry.on)}  {_FIELD_WORDS.get(change.field, change.field)}: {before} -> {after}.{why}"
            + (f" Agreed by {agreed}." if agreed else "")
        )


def _value_text(value: Any) -> str:
    if isinstance(value, PlanDate) or value is None:
        return date_text(value, none="none")
    return one_line(", ".join(value) if isinstance(value, tuple) else str(value)) or "none"


def _entry(story: ActionStory, entry: ActionEntry, is_early: bool, screen: Screen) -> Iterator[Any]:
    signs = signs_of(screen)
    facts = [f"milestone {entry.milestone}"] if entry.milestone else []
    if entry.state:
        facts.append(state_words(entry.state, signs))
    facts += [f"{entry.progress}%"] if entry.progress is not None else []
    facts += [f"rated {rating_text(story.ratings, entry.rating, signs)}"] if entry.rating else []
    facts += [f"due {date_text(entry.due)}"] if entry.due else []
    facts += [f"owner {entry.owner}"] if entry.owner else []
    facts += [f"corrects {entry.corrects}"] if entry.corrects else []
    said = f"said by {entry.by}" if entry.by else "not said by whom"
    said += f", written down {day_text(entry.recorded)}" if entry.recorded else ""
    said += ", before it was agreed" if is_early else ""
    said += f", entry {entry.id}" if entry.id else ""
    yield hanging(f"  {date_text(entry.on):<12} {', '.join([*facts, said])}", 4, screen)
    for label, text in (("", entry.note), ("Why: ", entry.reason)):
        if text:
            yield _wrapped(f"    {label}{visible(text.strip())}".replace("\n", "\n    "), screen, 4)
    for evidence in entry.evidence:
        where = evidence.link or evidence.path or ""
        yield _wrapped(f"    Evidence: {one_line(' '.join(filter(None, (evidence.title, where))))}", screen, 4)
    for source in entry.source:
        yield _wrapped(f"    Source: {one_line(source)}", screen, 4)


def _wrapped(text: str, screen: Screen, indent: int = 12) -> "Text":
    """Wrap each line of a text by itself; the blanks in front of its first line stay."""
    lines = [line for part in text.split("\n") for line in hanging(part, indent, screen).plain.split("\n")]
    return as_it_is(lines)


def show_json(story: ActionStory, path: str, as_at: Any) -> dict[str, Any]:
    """Give an action's story as a JSON object."""
    return {
        **envelope("show", as_at, partial=False),
        "plan": story.plan,
        "path": path,
        "action": {**action_json(story.now), **dated("agreed", story.agreed), "in_plan": story.is_in_plan},
        "as_agreed": _jsonable({k: v for k, v in to_table(story.action).items() if k != "status"}),
        "changes": [
            {
                "field": change.field,
                "before": _jsonable(_plain(change.before)),
                "after": _jsonable(_plain(change.after)),
                "on": change.entry.on.text,
                "reason": change.entry.reason,
            }
            for change in story.changes
        ],
        "status": [_jsonable(to_table(entry)) for entry, _ in story.entries],
        "clauses": [
            {"resolution": carried.resolution.id, "clause": carried.clause, "text": carried.text}
            for carried in story.clauses
        ],
        "followed_by": list(story.after),
    }


def _plain(value: Any) -> Any:
    return value.text if isinstance(value, PlanDate) else value


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # JSON has no word for these
    return value.isoformat() if hasattr(value, "isoformat") else value
