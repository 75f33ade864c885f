"""Check that the history of a plan was only ever added to: read every commit, and compare what it changed.

`actionplan.git.audit.compare` compares two versions of a file, and `actionplan.git.audit.parents` decides what a merge
may do.
"""

import os
from collections.abc import Sequence

from attrs import field, frozen

from actionplan.git.audit.commit_dates import date_mismatch
from actionplan.git.audit.compare import (
    AGREED_WITH_THE_HEAD,
    ComparedEntries,
    PlacedTable,
    changed_keys,
    compare_files,
    entries_of,
    has_entry,
    has_history,
)
from actionplan.git.audit.findings import (
    Audit,
    Findings,
    UnreadableVersion,
    differing,
    label,
    pairs_text,
    plural,
    title,
)
from actionplan.git.audit.id_history import IdHistory
from actionplan.git.audit.parents import AgreedDate, Followed, OtherParents, ParentSide, is_new_record, sides_of
from actionplan.git.audit.rewritten import rewritten
from actionplan.git.audit.versions import VersionFacts, Versions, is_reached, is_record, paths_of
from actionplan.git.log import Commit, CommitLog, FileChange
from actionplan.git.provenance import anchor
from actionplan.git.repository import GitError, resolve_revision
from actionplan.model.checked import checks_arguments
from actionplan.model.kinds import PLAN_FILE
from actionplan.model.matching import Table, content, unnamed_content
from actionplan.storage.discovery import NoPlan, find_plans

_AGREEMENT: dict[str, tuple[str, AgreedDate]] = {
    "agreed": ("The day on which the plan was agreed was changed after that day.", lambda facts, _table: facts.agreed),
    "kept_since": (
        "The day from which the plan is kept in files was changed after that day.",
        lambda facts, _table: facts.kept_since,
    ),
}
"""Keys of ``plan.toml`` that other findings depend on: the sentence for a change, and the date that protects a key."""


@checks_arguments
def audit(path: str | os.PathLike[str], base: str | None = None) -> Audit:
    """Search the git history of a plan for changes to text that should only have been added to.

    Args:
        path: the plan's folder.
        base: a commit, tag or branch that must be part of the history, such as the one in the minutes; None to accept
            the history as it is.

    Raises:
        NoPlan: there is no plan at the path, or more than one.
        GitError: it is not in a git repository, its history is not complete here, or ``base`` cannot be read.

    Example:
        >>> len(audit("examples/northshire-send").findings)
        104
    """
    roots = find_plans([path])
    if len(roots) > 1:
        raise NoPlan(f"{os.fspath(path)!r} holds several plans; name one of them")
    root = roots[0]
    with CommitLog(root) as log:
        no_commit = GitError(f"git has no commit of {root} yet, so there is no history to check")
        try:
            head = resolve_revision(log.git, "HEAD")
        except GitError as error:
            raise no_commit from error
        older = resolve_revision(log.git, base) if base is not None else head
        commits = log.commits(head)
        if not commits and older == head:
            raise no_commit
        walk = _Walk.of(log, head)
        changes = log.changes(commits)
        for commit in commits:
            walk.examine(commit, [next(changes) for _ in commit.parents or (None,)])
        lost = [] if log.is_ancestor(older, head) else [rewritten(log, walk.versions, older, head)]
        return Audit(
            root=root,
            commits=len(commits),
            anchor=anchor(root),
            findings=(*lost, *walk.findings.kept.values()),
            redacted=tuple(walk.redacted.kept.values()),
            unreadable=tuple(walk.unreadable),
        )


@frozen
class _Walk:
    """A walk through the history, oldest commit first, with its results so far.

    Attributes:
        versions: the files of all commits.
        others: decides what the other parents of a merge explain.
        ids: the ids that were given up.
        now: the plan file's facts at the end of the history.
        findings: changes that should not have been made.
        redacted: redactions.
        unreadable: versions of files that could not be read.
        seen: for each path, the content of every entry that a version of it had.
    """

    versions: Versions
    others: OtherParents
    ids: IdHistory
    now: VersionFacts
    findings: Findings = field(factory=Findings)
    redacted: Findings = field(factory=Findings)
    unreadable: list[UnreadableVersion] = field(factory=list)
    seen: dict[str, set[tuple[str, str]]] = field(factory=dict)

    @classmethod
    def of(cls, log: CommitLog, head: str) -> "_Walk":
        versions = Versions(log, head)
        return cls(versions, OtherParents(log=log, versions=versions), IdHistory(log, versions), versions.facts(head))

    def examine(self, commit: Commit, changed: Sequence[Sequence[FileChange]]) -> None:
        """Compare a commit with each of its parents.

        Args:
            commit: the commit.
            changed: the files that changed against each parent.
        """
        ours = [
            [change for change in changes if change.path == PLAN_FILE or is_record(change.path)] for changes in changed
        ]
        self._note_unreadable(commit, ours)
        sides = sides_of(commit, ours, self.versions)
        new: dict[str, list[list[PlacedTable]]] = {}
        for side in sides:
            self._compare_plan_file(commit, side)
            for path, entries in self._compare_records(commit, side, sides).items():
                new.setdefault(path, []).append(entries)
        for path, new_by_side in new.items():
            became = self.versions.at(commit.name, path)
            if became is not None:
                # An entry is new if no parent has it. A parent without changes in this file has all its entries.
                sources = new_by_side if len(new_by_side) == len(sides) else [[]]
                entries = [entry for entry in entries_of(became) if all(has_entry(known, entry) for known in sources)]
                self._compare_dates(commit, path, became, entries)
        self.ids.examine(commit, sides, self.findings)

    def _note_unreadable(self, commit: Commit, changed: Sequence[Sequence[FileChange]]) -> None:
        """Keep the unreadable files of a commit; one that a merge took from a parent is not reported again."""
        for path in dict.fromkeys(change.path for changes in changed for change in changes):
            versions = [change for changes in changed for change in changes if change.path == path]
            became = versions[0].became
            why = self.versions.fault(became) if became is not None else None
            if became is None or why is None:
                continue
            for change in versions:
                self.versions.remember(path, became, change.was)
            if len(versions) == len(changed):
                self.unreadable.append(UnreadableVersion(commit=commit.name, short=commit.short, path=path, why=why))

    def _compare_plan_file(self, commit: Commit, side: ParentSide) -> None:
        change = side.changes.get(PLAN_FILE)
        was = self.versions.table(PLAN_FILE, change.was) if change is not None else None
        if change is None or was is None:
            return
        if change.became is None:
            if not self.others.explain_absence(side, PLAN_FILE):
                sentence = "The plan's own file was removed."
                self.findings.add(commit, "file-removed", PLAN_FILE, sentence, was=pairs_text(was, ["id", "title"]))
            return
        became = self.versions.table(PLAN_FILE, change.became) or {}
        facts = VersionFacts.of(was)
        followed = Followed(was_path=PLAN_FILE, was=was, path=PLAN_FILE, became=became)
        for key, (sentence, agreed) in _AGREEMENT.items():
            if content(was.get(key)) == content(became.get(key)) or not is_reached(agreed(facts, was), commit.day):
                continue
            if not self.others.explain_head(side, followed, key, agreed, commit.day):
                before, after = pairs_text(was, [key]), pairs_text(became, [key])
                self.findings.add(commit, "agreement-moved", PLAN_FILE, sentence, key, was=before, became=after)

    def _compare_records(
        self, commit: Commit, side: ParentSide, sides: Sequence[ParentSide]
    ) -> dict[str, list[PlacedTable]]:
        """Compare records with one parent, and return the new entries of each file.

        Where several records of the parent became one file, an entry is new if none of them had it.
        """
        new: dict[str, list[PlacedTable]] = {}
        for followed in side.followed:
            entries = self._compare_record(commit, side, followed, is_new=is_new_record(followed, sides))
            if (path := followed.path) is not None:
                new[path] = [entry for entry in entries if entry in new[path]] if path in new else entries
        return new

    def _compare_record(
        self, commit: Commit, side: ParentSide, followed: Followed, *, is_new: bool
    ) -> list[PlacedTable]:
        """Compare a record with its version in a parent, and return its new entries."""
        was, became, path = followed.was, followed.became, followed.path
        if path is None or became is None:
            self._compare_removed(commit, side, followed)
            return []
        if was is None and is_new:
            was = self.ids.restored(commit, path, became)
        compared = compare_files(was, became)
        for entries in compared:
            self._compare_entries(commit, side, followed, entries)
        if followed.was is not None and not followed.is_joined:
            self._compare_head(commit, side, followed)
        return [entry for entries in compared for entry in entries.inserted]

    def _compare_entries(self, commit: Commit, side: ParentSide, followed: Followed, compared: ComparedEntries) -> None:
        path = followed.path or followed.was_path or ""
        for pair in (*compared.altered, *compared.redacted):
            if self.others.explain_redaction(side, followed.paths, pair.was, pair.became) or self._may_change(
                commit, side, followed, pair.was
            ):
                continue
            keys = differing(pair.was.entry, pair.became.entry)
            became = pairs_text(pair.became.entry, keys)
            if pair in compared.redacted:
                sentence = f"{title(pair.was)} was redacted."
                self.redacted.add(commit, "entry-redacted", path, sentence, entry=pair.was, became=became)
            else:
                sentence, was = f"{title(pair.was)} was altered.", pairs_text(pair.was.entry, keys)
                self.findings.add(commit, "entry-altered", path, sentence, entry=pair.was, was=was, became=became)
        for entry in compared.removed:
            if not self._may_change(commit, side, followed, entry):
                was = pairs_text(entry.entry)
                self.findings.add(commit, "entry-removed", path, f"{title(entry)} was removed.", entry=entry, was=was)
        moved = [
            (first, second)
            for first, second in compared.moved
            if not self._is_draft(commit, side, followed, first)
            and not self.others.explain_order(side, followed.paths, first, second)
        ]
        if moved:  # one finding for each list of entries, with the first pair as the example
            first, second = moved[0]
            orders = {"was": f"{label(first)}, then {label(second)}", "became": f"{label(second)}, then {label(first)}"}
            sentence = f"{plural(first.part)} were put into another order."
            self.findings.add(commit, "entries-reordered", path, sentence, first.part, entry=first, **orders)

    def _is_draft(self, commit: Commit, side: ParentSide, followed: Followed, entry: PlacedTable) -> bool:
        """Return whether an entry belongs to a head that is not agreed yet, and may be changed like that head."""
        was = followed.was or {}
        return entry.part in AGREED_WITH_THE_HEAD and not self.versions.is_agreed(side.parent, was, commit.day)

    def _may_change(self, commit: Commit, side: ParentSide, followed: Followed, entry: PlacedTable) -> bool:
        """Return whether an entry may be altered or removed."""
        return self._is_draft(commit, side, followed, entry) or self.others.explain_loss(
            side, followed.paths, entry, commit.day
        )

    def _compare_head(self, commit: Commit, side: ParentSide, followed: Followed) -> None:
        was, became = followed.was or {}, followed.became or {}
        agreed = self.versions.facts(side.parent).agreed_for(was)
        if agreed is None or not self.versions.is_agreed(side.parent, was, commit.day):
            return
        for key in changed_keys(was, became):
            if not self.others.explain_head(side, followed, key, VersionFacts.agreed_for, commit.day):
                sentence = f'"{key}" was changed in the head, after it was agreed ({agreed.text}).'
                before, after = pairs_text(was, [key]), pairs_text(became, [key])
                path = followed.path or ""
                self.findings.add(commit, "head-changed", path, sentence, key, was=before, became=after)

    def _compare_removed(self, commit: Commit, side: ParentSide, followed: Followed) -> None:
        path, was = followed.was_path or "", followed.was or {}
        if self.others.explain_absence(side, path):
            for entries in compare_files(was, None):
                self._compare_entries(commit, side, followed, entries)
        elif has_history(was) or is_reached(self.versions.facts(side.parent).agreed_for(was), commit.day):
            number = len(entries_of(was))
            lost = "" if not number else " with its one entry" if number == 1 else f" with its {number} entries"
            sentence = f"The file was removed{lost}; no other file lists its id under formerly."
            self.findings.add(commit, "file-removed", path, sentence, was=pairs_text(was, ["title", "owner", "due"]))

    def _compare_dates(self, commit: Commit, path: str, became: Table, new: Sequence[PlacedTable]) -> None:
        """Compare the dates of new entries with the commit's; an entry that was in an earlier version is not new."""
        earlier = {entry for name in paths_of(path, became) for entry in self.seen.get(name.casefold(), ())}
        facts = self.versions.facts(commit.name)
        for entry in new:
            mismatch = date_mismatch(entry.entry, commit.day, facts, self.now)
            if mismatch is not None and (entry.part, unnamed_content(entry.entry)) not in earlier:
                sentence, became_text = f"{title(entry)} {mismatch}.", pairs_text(entry.entry, ["on", "recorded"])
                self.findings.add(commit, "recorded-otherwise", path, sentence, entry=entry, became=became_text)
        self.seen.setdefault(path.casefold(), set()).update(
            (entry.part, unnamed_content(entry.entry)) for entry in entries_of(became)
        )
