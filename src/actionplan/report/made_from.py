"""What a report was made from: commits, unreadable files and the question that was asked, in words and as JSON."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from actionplan.git.provenance import Anchor, UnknownCommit, anchors
from actionplan.model.text import count, day_text
from actionplan.report.document import Block, Document, Gap, Heading, Paragraph, Source
from actionplan.report.problems import duplicates_notice, partial_notice
from actionplan.report.provenance import anchor_json, anchor_line, unknown_line
from actionplan.report.report_type import Context, RunResult
from actionplan.report.words import one_line


def whole_document(
    document: Document, run: RunResult, *commits: Anchor | None, is_page: bool, lists_problems: bool = False
) -> list[Block]:
    """Return a report's document with a note of unreadable files above it and what it was made from below.

    Args:
        document: the document.
        run: the results that it shows.
        commits: the commits that the user named, with None for the files as they are now; empty for these files.
        is_page: whether it is shown as a page, whose title comes before everything else.
        lists_problems: whether the document lists all problems itself, so that the note is not needed.
    """
    missing = () if lists_problems else (*partial_notice(run.unread, run.problems), *duplicates_notice(run.duplicates))
    blocks = list(document)
    has_title = is_page and bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].level == 1
    blocks[has_title:has_title] = missing
    if made_from := made_from_lines(run, *commits):
        while blocks and isinstance(blocks[-1], Gap):
            blocks.pop()
        lines = [line for text in made_from for line in text.split("\n")]
        blocks += [Gap(), *(Source((line,)) if line.startswith("  ") else Paragraph(line) for line in lines)]
    return blocks


def made_from_lines(run: RunResult, *commits: Anchor | None) -> list[str]:
    """Return a sentence for each commit that a report was made from, and one for two that it compares; see
    `whole_document`.
    """
    lines: list[str] = []
    for commit in commits or (None,):
        lines += anchor_lines(run) if commit is None else [anchor_line(commit)]
    lines = list(dict.fromkeys(lines))
    if len(commits) < 2 or len(lines) < 2 or not lines[1].startswith(_MADE_FROM):
        return lines
    first, second = lines[0].removesuffix("."), lines[1]
    both = second if second.startswith(first) else f"{first}, and from {second.removeprefix(_MADE_FROM)}"
    return [both, *lines[2:]]


_MADE_FROM = "Made from "


def anchor_lines(run: RunResult) -> list[str]:
    """Return a sentence for each commit that plans are at, with what was read that is not in it; empty outside git."""
    commits: dict[str, Anchor] = {}
    unknown: list[str] = []
    for found in _commits(run):
        if isinstance(found, UnknownCommit):
            unknown.append(unknown_line(found.reason))
            continue
        same = commits.get(found.commit, evolve(found, changed=(), new=(), missing=()))  # of another work tree
        commits[found.commit] = evolve(
            found, changed=same.changed + found.changed, new=same.new + found.new, missing=same.missing + found.missing
        )
    return [*map(anchor_line, commits.values()), *unknown]


def _commits(run: RunResult) -> Sequence[Anchor | UnknownCommit]:
    return anchors(dict.fromkeys(run.roots), run.seen) if run.commits is None else run.commits


def record_words(run: RunResult, commit: Anchor | None) -> str:
    """Return which version of a plan's record a paper is from, in words for everyone; empty outside git.

    Args:
        run: the results.
        commit: the commit that the user named; None for the files as they are now.
    """
    found = [commit] if commit is not None else _commits(run)
    return "; ".join(map(_version, found))


def _version(found: Anchor | UnknownCommit) -> str:
    if isinstance(found, UnknownCommit):
        return "the plan's record; its version is not known"
    of = f" of {day_text(found.day)}" if found.day is not None else ""
    tags = "".join(f", marked {one_line(tag.name)}" for tag in found.tags)
    changed = len(found.changed) + len(found.new) + len(found.missing)
    later = f", with {count(changed, 'file')} changed since" if changed else ""
    return f"the plan's record{of} (version {found.short}{tags}){later}"


def asked_json(context: Context) -> dict[str, Any]:
    """Return what the user selected, for JSON."""
    return {"known_at": context.known_at, **({"selection": context.selection} if context.selection else {})}


def made_from_json(run: RunResult, commit: Anchor | None) -> dict[str, Any]:
    """Return for JSON whether a file could not be read, and the commit of ``--rev``."""
    return {"partial": bool(run.unread), "rev": anchor_json(commit)}


def records_json(run: RunResult) -> dict[str, Any]:
    """Return for JSON how old and how complete plans' records are; nothing for a report that is not about them."""
    return {"records": run.notes} if run.notes else {}
