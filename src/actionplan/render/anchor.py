"""The commit that a report was made from, in words and as JSON."""

import textwrap
from typing import Any

from actionplan.gitio.anchor import Anchor
from actionplan.render.words import day_text, one_line


def anchor_line(made_from: Anchor, *, is_changed: bool) -> str:
    """Say which commit a report was made from, as in "Made from commit abc1234 of 12 Dec 2023, signed tag v1.".

    Args:
        made_from: the commit.
        is_changed: whether files were read that differ from it.
    """
    day = f" of {day_text(made_from.day)}" if made_from.day is not None else ""
    tags = [f"{'signed tag' if tag.is_signed else 'tag'} {one_line(tag.name)}" for tag in made_from.tags]
    changed = ["with changes not committed"] if is_changed else []
    return textwrap.fill(
        f"Made from commit {', '.join([made_from.short + day, *tags, *changed])}.",
        80,
        break_long_words=False,
        break_on_hyphens=False,
    )


def anchor_json(made_from: Anchor | None) -> dict[str, Any] | None:
    """Give the commit that a report was made from as JSON; None outside git."""
    if made_from is None:
        return None
    return {
        "commit": made_from.commit,
        "day": made_from.day.isoformat() if made_from.day is not None else None,
        "tags": [{"name": tag.name, "signed": tag.is_signed} for tag in made_from.tags],
        "changes_not_committed": made_from.is_changed,
    }
