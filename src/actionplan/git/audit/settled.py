"""Decide, before a file is changed, whether an audit would report a change of its head."""

import os
from datetime import date

from actionplan.git.audit.versions import Versions, is_reached
from actionplan.git.log import CommitLog
from actionplan.git.repository import GitError, resolve_revision


def is_settled(root: str, path: str, today: date) -> bool:
    """Return whether the head of a record's file is settled: it is committed, agreed, and the plan is not new any more.

    Args:
        root: the plan's folder.
        path: the file.
        today: today's date.

    Returns:
        False also where there is no repository, or no commit yet.
    """
    try:
        with CommitLog(root) as log:
            head = resolve_revision(log.git, "HEAD")
            commits = log.commits(head)
            versions = Versions(log, started=commits[0].day if commits else None)
            table, facts = versions.at(head, os.path.relpath(path, root)), versions.facts(head)
    except GitError:
        return False
    return table is not None and is_reached(facts.agreed_for(table), today) and not facts.is_new(today)
