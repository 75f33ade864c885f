"""Whether the history of a plan only ever grew: every commit is looked at, and what it changed is compared.

The comparison itself is in `actionplan.git.audit.compare`; what a merge may do in `actionplan.git.audit.parents`.
"""

import os
from collections.abc import Sequence
from functools import partial

from attrs import field, frozen

from actionplan.git.audit.commit_dates import fault_of_day
from actionplan.git.audit.compare import (
    AGREED_WITH_THE_HEAD,
    Compared,
    Placed,
    changed_keys,
    compare_files,
    entries_of,
    has_history,
)
from actionplan.git.audit.findings import (
    Audit,
    Findings,
    UnreadableVersion,
    called,
    called_all,
    differing,
    label,
    pairs_text,
)
from actionplan.git.audit.id_history import Identities
from actionplan.git.audit.parents import Followed, Merging, Side, entries_new_everywhere, is_new_everywhere, sides_of
from actionplan.git.audit.rewritten import rewritten
from actionplan.git.audit.versions import Facts, Versions, is_reached, is_record, paths_of
from actionplan.git.log import Change, Commit, History
from actionplan.git.provenance import anchor
from actionplan.git.repository import GitError, resolve_revision
from actionplan.model.dates import PlanDate
from actionplan.model.kinds import PLAN_FILE
from actionplan.model.matching import Table, content, unnamed_content
from actionplan.storage.discovery import NoPlan, find_plans

_MOVED = {
    "agreed": "The day on which the plan was agreed was changed after that day.",
    "kept_since": "The day since when the plan is kept in files was changed after that day.",
}
"""What is said when a key of the agreement is changed."""


def audit(path: str | os.PathLike[str], base: str | None = None) -> Audit:
    """Look through the git history of a plan for whatever was changed that should only have been added to.

    Args:
        path: the plan's folder.
        base: a commit, tag or branch that must be part of the history, such as the one that the minutes name; None to
            look at the history as it is.

    Raises:
        NoPlan: there is no plan at the path, or more than one.
        GitError: it is not in a git repository, its history is not all here, or ``base`` cannot be read.
    """
    roots = find_plans([os.fspath(path)])
    if len(roots) > 1:
        raise NoPlan(f"{os.fspath(path)!r} holds several plans; name one of them")
    root = roots[0]
    with History(root) as history:
        try:
            head = resolve_revision(history.git, "HEAD")
        except GitError as error:
            raise GitError(f"git has no commit of {root} yet, so there is no history to look through") from error
        older = resolve_revision(history.git, base) if base is not None else head
        commits = history.commits(head)
        if not commits and older == head:
            raise GitError(f"git has no commit of {root} yet, so there is no history to look through")
        walk = _Walk.of(history, head)
        changes = history.changes(commits)
        for commit in commits:
            walk.examine(commit, [next(changes) for _ in commit.parents or (None,)])
        gone = [] if history.is_ancestor(older, head) else [rewritten(history, walk.versions, older, head)]
        return Audit(
            root=root,
            commits=len(commits),
            anchor=anchor(root),
            findings=(*gone, *walk.findings.kept.values()),
            redacted=tuple(walk.redacted.kept.values()),
            unreadable=tuple(walk.unreadable),
        )


@frozen
class _Walk:
    """A walk through history, oldest commit first, and what it has met."""

    versions: Versions
    merging: Merging
    identities: Identities
    now: Facts
    findings: Findings = field(factory=Findings)
    redacted: Findings = field(factory=Findings)
    unreadable: list[UnreadableVersion] = field(factory=list)
    seen: dict[str, set[tuple[str, str]]] = field(factory=dict)

    @classmethod
    def of(cls, history: History, head: str) -> "_Walk":
        versions = Versions(history, head)
        merging = Merging(history=history, versions=versions)
        return cls(versions, merging, Identities(history, versions), versions.facts(head))

    def examine(self, commit: Commit, seen: Sequence[Sequence[Change]]) -> None:
        """Compare a commit with each of its parents."""
        ours = [[change for change in changes if _is_ours(change)] for changes in seen]
        self._note_unreadable(commit, ours)
        sides = sides_of(commit, ours, self.versions)
        inserted: dict[str, list[list[Placed]]] = {}
        for side in sides:
            self._plan_file(commit, side)
            here: dict[str, list[Placed]] = {}
            for followed in side.followed:
                came = self._followed(commit, side, followed, is_new=_is_new(followed, sides))
                if followed.path is not None:
                    before = here.get(followed.path)
                    same = came if before is None else [placed for placed in came if placed in before]
                    here[followed.path] = same
            for path, placed in here.items():
                inserted.setdefault(path, []).append(placed)
        for path, lists in inserted.items():
            became = self.versions.at(commit.name, path)
            if became is not None:
                new = lists if len(lists) == len(sides) else [[]]
                self._days(commit, path, became, entries_new_everywhere(became, new))
        self.identities.examine(commit, sides, self.findings)

    def _note_unreadable(self, commit: Commit, seen: Sequence[Sequence[Change]]) -> None:
        for path in dict.fromkeys(change.path for changes in seen for change in changes):
            versions = [change for changes in seen for change in changes if change.path == path]
            became = versions[0].became
            why = self.versions.fault(became) if became is not None else None
            if became is None or why is None:
                continue
            for change in versions:
                self.versions.remember(path, became, change.was)
            if len(versions) == len(seen):
                self.unreadable.append(
                    UnreadableVersion(commit=commit.name, short=commit.short, path=path, why=why),
                )

    def _plan_file(self, commit: Commit, side: Side) -> None:
        change = side.changes.get(PLAN_FILE)
        was = self.versions.table(PLAN_FILE, change.was) if change is not None else None
        if change is None or was is None:
            return
        if change.became is None:
            if not self.merging.explains_absence(side, PLAN_FILE):
                sentence = "The plan's own file was removed."
                self.findings.add(commit, "file-removed", PLAN_FILE, sentence, was=pairs_text(was, ["id", "title"]))
            return
        became = self.versions.table(PLAN_FILE, change.became) or {}
        facts = Facts.of(was)
        followed = Followed(was_path=PLAN_FILE, was=was, path=PLAN_FILE, became=became)
        for key, sentence in _MOVED.items():
            changed = content(was.get(key)) != content(became.get(key))
            if not changed or not is_reached(getattr(facts, key), commit.day):
                continue
            since = partial(_fact, key)
            if not self.merging.explains_head(side, followed, key, since, commit.day):
                told = {"was": pairs_text(was, [key]), "became": pairs_text(became, [key]) or None}
                self.findings.add(commit, "agreement-moved", PLAN_FILE, sentence, key, **told)

    def _followed(self, commit: Commit, side: Side, followed: Followed, *, is_new: bool) -> list[Placed]:
        """Compare a record with what it was, and give the entries that are new."""
        was, became, path = followed.was, followed.became, followed.path
        if path is None or became is None:
            self._removed(commit, side, followed)
            return []
        if was is None and is_new:
            was = self.identities.restored(commit, path, became)
        compared = compare_files(was, became)
        for tail in compared:
            self._entries(commit, side, followed, tail)
        if was is not None and followed.was is not None and not followed.is_joined:
            self._head(commit, side, followed)
        return [placed for tail in compared for placed in tail.inserted]

    def _entries(self, commit: Commit, side: Side, followed: Followed, compared: Compared) -> None:
        path = followed.path or followed.was_path or ""
        for pair in (*compared.altered, *compared.redacted):
            is_stub = self.merging.explains_stub(side, followed.paths, pair.was, pair.became)
            if is_stub or self._may_go(commit, side, followed, pair.was):
                continue
            keys = differing(pair.was.entry, pair.became.entry)
            told = {
                "entry": label(pair.was),
                "was": pairs_text(pair.was.entry, keys) or None,
                "became": pairs_text(pair.became.entry, keys) or None,
            }
            key = _key(pair.was)
            if pair in compared.redacted:
                sentence = f"{called(pair.was)} was redacted."
                self.redacted.add(commit, "entry-redacted", path, sentence, key, **(told | {"was": None}))
            else:
                sentence = f"{called(pair.was)} was altered."
                self.findings.add(commit, "entry-altered", path, sentence, key, **told)
        for placed in compared.removed:
            if not self._may_go(commit, side, followed, placed):
                sentence = f"{called(placed)} was removed."
                told = {"entry": label(placed), "was": pairs_text(placed.entry)}
                self.findings.add(commit, "entry-removed", path, sentence, _key(placed), **told)
        moved = [
            (first, second)
            for first, second in compared.moved
            if not self._is_draft(commit, side, followed, first)
            and not self.merging.explains_order(side, followed.paths, first, second)
        ]
        if moved:
            first, second = moved[0]
            told = {
                "entry": label(first),
                "was": f"{label(first)}, and behind it {label(second)}",
                "became": f"{label(second)}, and behind it {label(first)}",
            }
            sentence = f"{called_all(first.tail)} were put into another order."
            self.findings.add(commit, "entries-reordered", path, sentence, first.tail, **told)

    def _is_draft(self, commit: Commit, side: Side, followed: Followed, placed: Placed) -> bool:
        """Return whether an entry belongs to a head that is not agreed yet, and is as free as that."""
        was = followed.was or {}
        return placed.tail in AGREED_WITH_THE_HEAD and not self.versions.counts(side.parent, was, commit.day)

    def _may_go(self, commit: Commit, side: Side, followed: Followed, placed: Placed) -> bool:
        """Return whether an entry may be another one than it was, or gone."""
        return self._is_draft(commit, side, followed, placed) or self.merging.explains_loss(
            side, followed.paths, placed, commit.day
        )

    def _head(self, commit: Commit, side: Side, followed: Followed) -> None:
        was, became = followed.was or {}, followed.became or {}
        keys = changed_keys(was, became)
        if not keys:
            return
        agreed = self.versions.facts(side.parent).agreed_for(was)
        if agreed is None or not self.versions.counts(side.parent, was, commit.day):
            return
        for key in keys:
            if not self.merging.explains_head(side, followed, key, Facts.agreed_for, commit.day):
                sentence = f'"{key}" was changed in the head, after it was agreed ({agreed.text}).'
                told = {"was": pairs_text(was, [key]) or None, "became": pairs_text(became, [key]) or None}
                self.findings.add(commit, "head-changed", followed.path or "", sentence, key, **told)

    def _removed(self, commit: Commit, side: Side, followed: Followed) -> None:
        path, was = followed.was_path or "", followed.was or {}
        entries = entries_of(was)
        if self.merging.explains_absence(side, path):
            for tail in compare_files(was, None):
                self._entries(commit, side, followed, tail)
        elif has_history(was) or is_reached(self.versions.facts(side.parent).agreed_for(was), commit.day):
            held = f", and its {len(entries)} entries with it" if len(entries) > 1 else ""
            held = ", and its one entry with it" if len(entries) == 1 else held
            sentence = f"The file was removed{held}; no other names it under formerly."
            self.findings.add(commit, "file-removed", path, sentence, was=pairs_text(was, ["title", "owner", "due"]))

    def _days(self, commit: Commit, path: str, became: Table, new: Sequence[Placed]) -> None:
        """Compare the days of new entries with the commit's; one that was there before, and comes back, is not new."""
        names = paths_of(path, became)
        before = {text for name in names for text in self.seen.get(name.casefold(), ())}
        facts = self.versions.facts(commit.name)
        for placed in new:
            fault = fault_of_day(placed.entry, commit.day, facts, self.now)
            if fault is not None and (placed.tail, unnamed_content(placed.entry)) not in before:
                sentence = f"{called(placed)} {fault}."
                told = {"entry": label(placed), "became": pairs_text(placed.entry, ["on", "recorded"])}
                self.findings.add(commit, "recorded-otherwise", path, sentence, _key(placed), **told)
        self.seen.setdefault(path.casefold(), set()).update(
            (placed.tail, unnamed_content(placed.entry)) for placed in entries_of(became)
        )


def _fact(key: str, facts: Facts, _table: Table) -> PlanDate | None:
    found: PlanDate | None = getattr(facts, key)
    return found


def _key(placed: Placed) -> str:
    return f"{placed.tail} {content(placed.entry)}"


def _is_ours(change: Change) -> bool:
    return change.path == PLAN_FILE or is_record(change.path)


def _is_new(followed: Followed, sides: Sequence[Side]) -> bool:
    return followed.path is not None and followed.was_path is None and is_new_everywhere(followed.path, sides)
