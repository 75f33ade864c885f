"""What is awaited from whom, as text and as JSON."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from actionplan.report.status_json import action_json, envelope
from actionplan.report.status_lists import moved_text
from actionplan.report.words import count, date_text, days_text, one_line
from actionplan.report.writers.legacy import Screen, draw, hanging, styled, table
from actionplan.summary.due import Awaited, AwaitedFrom


def due_text(groups: Sequence[AwaitedFrom], when: str, screen: Screen) -> str:
    """Give what is awaited as text, a list for each body.

    Args:
        groups: what is awaited from each body.
        when: the day in words, as `as_at_words` gives it.
        screen: what the reader's screen can show.
    """
    parts: list[Any] = [styled(hanging(f"Awaited as at {when}", 0, screen).plain, "bold"), ""]
    if not groups:
        parts.append(styled("Nothing is awaited."))
    several = len({item.plan for group in groups for item in group.items}) > 1
    for group in groups:
        name = f"{one_line(group.name)} ({group.body})" if group.body else group.name
        parts.append(styled(f"{name}: {count(len(group.items), 'action')}", "bold"))
        rows = table("", "", "", "", widths=[2, 24 if several else 8, None, 30])
        for item in group.items:
            label = f"{item.plan}/{item.action.id}" if several else item.action.id
            rows.add_row("", label, _what(item), "\n".join(_reasons(item)))
        parts += [rows, ""]
    return draw(parts, screen)


def _what(item: Awaited) -> str:
    return "\n".join(filter(None, (one_line(item.action.title), moved_text(item.action, past=False))))


def _reasons(item: Awaited) -> Iterable[str]:
    action = item.action
    overdue = [part for part in action.milestones if part.is_overdue]
    soon = [part for part in action.milestones if part.is_due_soon and not part.is_overdue]
    words = {
        "completion": [f"late by {days_text(action.days_overdue)}"],
        "completion-soon": [f"due {date_text(action.due)}"],
        "milestone": [f"milestone {part.id} late by {days_text(part.days_overdue)}" for part in overdue],
        "milestone-soon": [f"milestone {part.id} due {date_text(part.due)}" for part in soon],
        "update": [f"no update for {days_text(action.days_since_update or 0)}"],
        "first-update": ["never updated"],
    }
    return [line for reason in item.awaiting for line in words[reason]]


def due_json(groups: Iterable[AwaitedFrom], as_at: date, *, partial: bool) -> dict[str, Any]:
    """Give what is awaited as a JSON object."""
    return {
        **envelope("due", as_at, partial=partial),
        "bodies": [
            {
                "id": group.body,
                "name": group.name,
                "items": [
                    {"plan": item.plan, "awaiting": list(item.awaiting), "action": action_json(item.action)}
                    for item in group.items
                ],
            }
            for group in groups
        ],
    }
