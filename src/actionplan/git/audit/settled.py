"""Decide, before a file is saved, whether an audit would report the change."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

from actionplan.git.audit.compare import has_history, reported_keys
from actionplan.git.audit.plan_file import DATES, dates_moved, moved_dates, protection
from actionplan.git.audit.versions import VersionFacts, Versions, is_reached
from actionplan.git.log import CommitLog
from actionplan.git.repository import GitError, resolve_revision
from actionplan.model.kinds import PLAN_FILE
from actionplan.model.matching import Table, content
from actionplan.storage.toml import decode, parse


def keys_to_report(root: str, path: str, data: bytes, today: date) -> list[str]:
    """Return the keys of a record's head whose change an audit would report if the file were committed.

    Args:
        root: the plan's folder.
        path: the record's file.
        data: its new bytes, which can be read.
        today: today's date.

    Returns:
        The keys; none where the record is not committed or not agreed, or where there is no repository.
    """
    with suppress(GitError), _versions(root) as (versions, head):
        was, facts = versions.at(head, os.path.relpath(path, root)), versions.facts(head)
        if was and versions.is_agreed(head, was, today):
            return reported_keys(was, parse(path, decode(path, data)), is_new=facts.is_new(today))
    return []


def has_committed_history(root: str, path: str) -> bool | None:
    """Return whether the last commit has entries of a record, whose removal an audit would report, draft or not.

    Args:
        root: the plan's folder.
        path: the record's file.

    Returns:
        False too where the last commit has the plan, but not this record; None where no commit has the plan.
    """
    with suppress(GitError), _versions(root) as (versions, head):
        if versions.at(head, PLAN_FILE) is not None:
            return has_history(versions.at(head, os.path.relpath(path, root)))
    return None


def reported_of_plan_file(root: str, after: Table, today: date) -> str:
    """Return what an audit would report of a change of ``plan.toml``, as a sentence; empty for nothing.

    Args:
        root: the plan's folder.
        after: the table of the file after the change.
        today: today's date.

    Returns:
        Empty also where there is no repository, or no commit yet.
    """
    with suppress(GitError), _versions(root) as (versions, head):
        was, before = versions.at(head, PLAN_FILE) or {}, versions.facts(head)
        became = VersionFacts.of(after, versions.started)
        for key in DATES:
            sentence, agreed = protection(key, before, became)
            if content(was.get(key)) != content(after.get(key)) and is_reached(agreed(before, was), today):
                return sentence
        if text := next((text for text, _, _ in moved_dates(versions, head, became, today)), ""):
            return dates_moved(text)
    return ""


@contextmanager
def _versions(root: str) -> Iterator[tuple[Versions, str]]:
    """Yield the files of all commits, and the full name of the last commit; raises GitError if there is none."""
    with CommitLog(root) as log:
        head = resolve_revision(log.git, "HEAD")
        commits = log.commits(head)
        yield Versions(log, started=commits[0].day if commits else None), head
