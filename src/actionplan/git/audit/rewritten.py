"""Compare a commit that is no longer part of the history with the last one: what is missing, and what is different."""

from collections.abc import Iterator

from actionplan.git.audit.compare import changed_keys, compare_files, entries_of, has_entry
from actionplan.git.audit.findings import AuditFinding, commit_facts, plural, shown, title
from actionplan.git.audit.versions import Versions, is_reached, paths_of
from actionplan.git.log import CommitLog
from actionplan.model.kinds import PLAN_FILE
from actionplan.model.matching import Table, content

_AGREEMENT = ("agreed", "kept_since")
"""Keys of ``plan.toml`` that all findings of an audit depend on."""


def rewritten(log: CommitLog, versions: Versions, base: str, head: str) -> AuditFinding:
    """Return the finding that a commit is no longer part of the history, with what is missing and different.

    Args:
        log: the commits.
        versions: the files.
        base: the full name of the commit.
        head: the full name of the last commit.
    """
    commit = log.commit(base)
    facts = versions.facts(base)
    lost: list[str] = []
    changed = list(_plan_file(versions.at(base, PLAN_FILE), versions.at(head, PLAN_FILE)))
    for path, was in versions.records(base):
        paths = paths_of(path, was)
        heirs = [other for other, table in versions.records(head) if path in paths_of(other, table)]
        became = versions.first_at(head, (*heirs, *paths))
        if became is None:
            lost.append(f"{path}: the whole file")
            continue
        entries = versions.entries_at(head, (*heirs, *paths))
        lost += [
            f"{path}: {title(entry)[0].lower()}{title(entry)[1:]}"
            for entry in entries_of(was)
            if not has_entry(entries, entry)
        ]
        if is_reached(facts.agreed_for(was), commit.day):  # a draft may be changed
            changed += [_different(path, key, was, became) for key in changed_keys(was, became)]
        changed += _reordered(path, was, became)
    sentence = "History was rewritten: this commit is no longer part of it."
    return AuditFinding(
        kind="history-rewritten",
        path="",
        sentence=sentence,
        lost=tuple(lost),
        changed=tuple(changed),
        **commit_facts(commit),
    )


def _plan_file(was: Table | None, became: Table | None) -> Iterator[str]:
    if was is None:
        return
    for key in _AGREEMENT:
        if key in was and content(was[key]) != content((became or {}).get(key)):
            yield _different(PLAN_FILE, key, was, became or {})


def _different(path: str, key: str, was: Table, became: Table) -> str:
    before = f"was {shown(was[key])}" if key in was else "was not there"
    after = f"is {shown(became[key])}" if key in became else "is gone"
    return f"{path}: {key} {before}, {after}"


def _reordered(path: str, was: Table, became: Table) -> Iterator[str]:
    for compared in compare_files(was, became):
        if compared.moved:
            yield f"{path}: {plural(compared.moved[0][0].part).lower()} are in another order"
