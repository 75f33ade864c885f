"""The day and the commit of a report in words and as JSON, and how the part of each plan begins."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from actionplan.git.provenance import Anchor
from actionplan.model.text import count, day_text, restoring
from actionplan.report.document import GAP, Block, Heading, Paragraph
from actionplan.report.inline import Span
from actionplan.report.report_type import Context
from actionplan.report.visible import visible
from actionplan.report.words import one_line

if TYPE_CHECKING:
    from actionplan.summary.plans import OfPlan


_MOST_NAMED = 3
"""The most missing files that are named below a report."""


def anchor_line(made_from: Anchor) -> str:
    """Return the commit that a report was made from, as in "Made from commit 38fb... of 12 Dec 2023."."""
    tags = [f"{'signed tag' if tag.is_signed else 'tag'} {one_line(tag.name)}" for tag in made_from.tags]
    line = f"Made from {', '.join([commit_words(made_from), *tags, *_changes(made_from)])}."
    if not made_from.missing:
        return line
    named = made_from.missing[:_MOST_NAMED]
    more = f" The first {_MOST_NAMED} are named." if len(made_from.missing) > _MOST_NAMED else ""
    put_back = f"To put back what is missing, unless it was renumbered:{more}"
    return "\n".join((line, put_back, *(f"  {visible(restoring(path))}" for path in named)))


def unknown_line(reason: str) -> str:
    """Return that the commit that a report was made from is not known, and why; a command has a line of its own."""
    return f"The commit of these files is not known: {visible(reason)}"


def _changes(made_from: Anchor) -> Iterator[str]:
    """Yield what was read that is not in the commit: ``with changes not committed: 1 file changed, 2 files new``."""
    kinds = {"changed": made_from.changed, "new": made_from.new, "missing": made_from.missing}
    if made_from.is_changed:
        counts = (f"{count(len(files), 'file')} {kind}" for kind, files in kinds.items() if files)
        yield f"with changes not committed: {', '.join(counts)}"


def when_words(context: Context) -> str:
    """Return the day of a report in words, with the day of the record or the commit if one was named."""
    day, commit = day_text(context.as_at), context.commit
    if commit is not None:
        by_commit = f"the day of commit {commit.short}" if commit.day == context.as_at else f"by {commit_words(commit)}"
        return f"{day}, {by_commit}"
    return day + (f", as known on {day_text(context.known_at)}" if context.known_at is not None else "")


def plan_opening(plan: "OfPlan", context: Context, text: str, only: str = "") -> Iterator[Block]:
    """Yield the beginning of a plan's part of a report: title, day, folder, and the limits of the selection.

    A page does not name the folder, which says nothing to most of its readers.

    Args:
        plan: the result of the plan.
        context: how the report is shown.
        text: the name of the report and its day, as a sentence.
        only: what the report is limited to; empty for no limit.
    """
    yield Heading(plan.title, plan=plan.root)
    yield Paragraph(text if context.is_page else (f"{text} ", Span(plan.root, "code")))
    if only:
        yield Paragraph(Span(only, "strong"))
    yield GAP


def commit_words(commit: Anchor) -> str:
    """Return a commit with its day, as in "commit 38fb2620c1d2e3f4a5b6 of 12 Dec 2023"."""
    return f"commit {commit.short}" + (f" of {day_text(commit.day)}" if commit.day is not None else "")


def anchor_json(made_from: Anchor | None) -> dict[str, Any] | None:
    """Return the commit that a report was made from as JSON; None outside git."""
    if made_from is None:
        return None
    return {
        "commit": made_from.commit,
        "day": made_from.day.isoformat() if made_from.day is not None else None,
        "tags": [{"name": tag.name, "signed": tag.is_signed} for tag in made_from.tags],
        "changes_not_committed": made_from.is_changed,
        "changed": list(made_from.changed),
        "new": list(made_from.new),
        "missing": list(made_from.missing),
    }
