"""Decide, before a record's file is saved, which changes of its head an audit would report."""

import os
from datetime import date

from actionplan.git.audit.compare import reported_keys
from actionplan.git.audit.versions import Versions
from actionplan.git.log import CommitLog
from actionplan.git.repository import GitError, resolve_revision
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
    try:
        with CommitLog(root) as log:
            head = resolve_revision(log.git, "HEAD")
            commits = log.commits(head)
            versions = Versions(log, started=commits[0].day if commits else None)
            was, facts = versions.at(head, os.path.relpath(path, root)), versions.facts(head)
            is_agreed = was is not None and versions.is_agreed(head, was, today)
    except GitError:
        return []
    return reported_keys(was, parse(path, decode(path, data)), is_new=facts.is_new(today)) if was and is_agreed else []
