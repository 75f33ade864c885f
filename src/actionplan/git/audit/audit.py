"""Check that the history of a plan was only ever added to: read every commit, and compare what it changed.

`actionplan.git.audit.compare` compares two versions of a file, and `actionplan.git.audit.parents` decides what a merge
may do.
"""

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from actionplan.git.audit.compare import (
    AGREED_WITH_THE_HEAD,
    ComparedEntries,
    PlacedTable,
    changed_keys,
    compare_files,
    entries_of,
    has_entry,
    has_history,
    reported_keys,
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
from actionplan.git.audit.fixed import Errors, only_fixes
from actionplan.git.audit.id_history import IdHistory
from actionplan.git.audit.new_entries import NewEntries
from actionplan.git.audit.parents import Followed, OtherParents, ParentSide, is_new_record, sides_of
from actionplan.git.audit.plan_file import PlanFileAudit
from actionplan.git.audit.rewritten import rewritten
from actionplan.git.audit.versions import VersionFacts, Versions, is_reached, is_record, plan_date
from actionplan.git.log import Commit, CommitLog, FileChange
from actionplan.git.provenance import anchor, anchor_of
from actionplan.git.repository import GitError, refuse_short, resolve_revision
from actionplan.merge.former_ids import former_ids
from actionplan.model.checked import checks_arguments
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.kinds import FOLDERS, PLAN_FILE
from actionplan.model.matching import Table
from actionplan.model.problem import KeyPath
from actionplan.storage.discovery import NoPlan, find_plans

_LINK = "it is a link, and an audit does not follow links"

_SHOWN = ("title", "owner", "due")
"""The keys of a removed record that are shown."""

_FOLDERS = frozenset(FOLDERS.values())


@checks_arguments
def audit(path: str | os.PathLike[str], base: str | None = None) -> Audit:
    """Search the git history of a plan for changes to text that should only have been added to.

    Args:
        path: the plan's folder.
        base: a commit, tag or branch that must be part of the history, such as the one in the minutes; None to accept
            the history as it is.

    Raises:
        NoPlan: there is no plan at the path, or more than one.
        GitError: it is not in a git repository, its history is not complete here, or ``base`` cannot be read, or has
            too few digits to identify a commit for certain.

    Example:
        >>> len(audit("examples/northshire-send").findings)
        111
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
        if base is not None:
            refuse_short(log.git, base, older)
        commits = log.commits(head)
        if not commits and older == head:
            raise no_commit
        walk = _Walk.of(log, head, commits[0].day if commits else None)
        changes = log.changes(commits)
        for commit in commits:
            walk.examine(commit, [next(changes) for _ in commit.parents or (None,)])
        walk.new.finish()
        order = {commit.name: number for number, commit in enumerate(commits)}
        findings, redacted = (
            sorted(found.kept.values(), key=lambda finding: order[finding.commit])
            for found in (walk.findings, walk.redacted)
        )
        lost = [] if log.is_ancestor(older, head) else [rewritten(log, walk.versions, older, head)]
        return Audit(
            root=root,
            commits=len(commits),
            anchor=anchor(root),
            base=anchor_of(log.git, older) if base is not None else None,
            findings=(*lost, *findings),
            redacted=tuple(redacted),
            fixed=tuple(walk.fixed.kept.values()),
            unreadable=tuple(walk.unreadable),
        )


@frozen
class _Walk:
    """A walk through the history, oldest commit first, with its results so far.

    Attributes:
        versions: the files of all commits.
        others: decides what the other parents of a merge explain.
        ids: the ids that were given up.
        plan_file: compares the plan's own file.
        new: examines new entries.
        errors: the values without meaning in each commit.
        findings: changes that should not have been made.
        redacted: redactions.
        fixed: values without meaning that were fixed.
        unreadable: versions of files that could not be read.
    """

    versions: Versions
    others: OtherParents
    ids: IdHistory
    plan_file: PlanFileAudit
    new: NewEntries
    errors: Errors
    findings: Findings
    redacted: Findings = field(factory=Findings)
    fixed: Findings = field(factory=Findings)
    unreadable: list[UnreadableVersion] = field(factory=list)

    @classmethod
    def of(cls, log: CommitLog, head: str, started: date | None) -> "_Walk":
        versions, findings, redacted = Versions(log, head, started), Findings(), Findings()
        others = OtherParents(log=log, versions=versions)
        return cls(
            versions,
            others,
            IdHistory(log, versions),
            PlanFileAudit(versions=versions, others=others, findings=findings),
            NewEntries(versions=versions, head=head, findings=findings, redacted=redacted),
            Errors(log),
            findings,
            redacted,
        )

    def examine(self, commit: Commit, changed: Sequence[Sequence[FileChange]]) -> None:
        """Compare a commit with each of its parents.

        Args:
            commit: the commit.
            changed: the files that changed against each parent.
        """
        ours = [
            [change for change in changes if change.path == PLAN_FILE or is_record(change.path)] for changes in changed
        ]
        links = [[change for change in changes if change.is_link and change.path in _FOLDERS] for changes in changed]
        self._note_unreadable(commit, [[*own, *more] for own, more in zip(ours, links, strict=True)])
        sides = sides_of(commit, ours, self.versions)
        new: dict[str, list[list[PlacedTable]]] = {}
        for side in sides:
            self.plan_file.compare(commit, side)
            self.errors.declare(self.versions.at(side.parent, PLAN_FILE) or {})
            for path, entries in self._compare_records(commit, side, sides).items():
                new.setdefault(path, []).append(entries)
        for path, new_by_side in new.items():
            became = self.versions.at(commit.name, path)
            if became is not None:
                # An entry is new if no parent has it. A parent without changes in this file has all its entries.
                sources = new_by_side if len(new_by_side) == len(sides) else [[]]
                entries = [entry for entry in entries_of(became) if all(has_entry(known, entry) for known in sources)]
                self.new.examine(commit, path, became, entries)
        self.ids.examine(commit, sides, self.findings)

    def _note_unreadable(self, commit: Commit, changed: Sequence[Sequence[FileChange]]) -> None:
        """Keep the unreadable files of a commit; one that a merge took from a parent is not reported again."""
        for path in dict.fromkeys(change.path for changes in changed for change in changes):
            versions = [change for changes in changed for change in changes if change.path == path]
            became = versions[0].became
            why = self.versions.fault(became) if became is not None else _LINK if versions[0].is_link else None
            if why is None:
                continue
            if became is not None:
                for change in versions:
                    self.versions.remember(path, became, change.was)
            if len(versions) == len(changed):
                self.unreadable.append(UnreadableVersion(commit=commit.name, short=commit.short, path=path, why=why))

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
        if followed.is_joined:
            self._compare_joined(commit, side, followed)
        elif followed.was is not None:
            self._compare_head(commit, side, followed)
        return [entry for entries in compared for entry in entries.inserted]

    def _compare_entries(self, commit: Commit, side: ParentSide, followed: Followed, compared: ComparedEntries) -> None:
        path = followed.path or followed.was_path or ""
        for pair in (*compared.altered, *compared.redacted):
            if (
                self.others.explain_redaction(side, followed.paths, pair.was, pair.became)
                or self.others.explain_id(side, followed, pair.was, pair.became)
                or self._may_change(commit, side, followed, pair.was)
            ):
                continue
            keys = differing(pair.was.entry, pair.became.entry)
            became = pairs_text(pair.became.entry, keys)
            if pair in compared.redacted:
                sentence = f"{title(pair.was)} was redacted."
                self.redacted.add(commit, "entry-redacted", path, sentence, entry=pair.was, became=became)
                self.new.examine_redaction(commit, path, pair.was, pair.became)
                continue
            if self.findings.is_put_back(path, pair.was.part, pair.was.entry, pair.became.entry):
                continue
            sentence, was = f"{title(pair.was)} was altered.", pairs_text(pair.was.entry, keys)
            facts: Any = {"entry": pair.was, "was": was, "became": became}
            wrong = self._wrong(commit, side, followed)
            if wrong and only_fixes(pair.was.entry, pair.became.entry, wrong, (pair.was.part, pair.was.index)):
                self.fixed.add(commit, "error-fixed", path, sentence, **facts)
            else:
                self.findings.add(commit, "entry-altered", path, sentence, **facts)
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
        return entry.part in AGREED_WITH_THE_HEAD and not self.versions.is_agreed(side.parent, was, commit.latest)

    def _may_change(self, commit: Commit, side: ParentSide, followed: Followed, entry: PlacedTable) -> bool:
        """Return whether an entry may be altered or removed."""
        return self._is_draft(commit, side, followed, entry) or self.others.explain_loss(
            side, followed.paths, entry, commit.latest
        )

    def _compare_head(self, commit: Commit, side: ParentSide, followed: Followed) -> None:
        was, became = followed.was or {}, followed.became or {}
        agreed = self.versions.facts(side.parent).agreed_for(was)
        if agreed is None or not self.versions.is_agreed(side.parent, was, commit.latest):
            return
        is_new = self.versions.facts(side.parent).is_new(commit.latest)
        merged = self.others.agreed_versions(side, followed, VersionFacts.agreed_for, commit.latest)
        for key in reported_keys(was, became, is_new=is_new, merged=merged):
            if key == "formerly" and self.ids.are_of_others(commit, set(former_ids(was)) - set(former_ids(became))):
                continue
            if key == "agreed" and key not in was and self._is_agreed_earlier(commit, agreed, became):
                continue
            if self.others.explain_head(side, followed, key, VersionFacts.agreed_for, commit.latest):
                continue
            if not self.findings.is_put_back(followed.path or "", key, was.get(key), became.get(key)):
                sentence = f'"{key}" was changed in the head, after it was agreed ({agreed.text}).'
                facts: Any = {"was": pairs_text(was, [key]), "became": pairs_text(became, [key])}
                path = followed.path or ""
                if self._is_fixed(commit, side, followed, key):
                    self.fixed.add(commit, "error-fixed", path, sentence, key, **facts)
                else:
                    self.findings.add(commit, "head-changed", path, sentence, key, **facts)

    def _is_agreed_earlier(self, commit: Commit, agreed: PlanDate, became: Table) -> bool:
        """Return whether a head was given an ``agreed`` of its own, no later than it was agreed: that frees nothing."""
        own = last_day(plan_date(became.get("agreed"), self.versions.facts(commit.name).calendar))
        return own is not None and agreed.last is not None and own <= agreed.last

    def _wrong(self, commit: Commit, side: ParentSide, followed: Followed) -> frozenset[KeyPath]:
        return self.errors.at(side.parent, followed.was_path or "", commit.latest, followed.was or {})

    def _is_fixed(self, commit: Commit, side: ParentSide, followed: Followed, key: str) -> bool:
        """Return whether a key of the head had no meaning, or has the value of one that had none."""
        was, became = followed.was or {}, followed.became or {}
        wrong = self._wrong(commit, side, followed)
        rest = {each: value for each, value in was.items() if each != key}
        new = {**rest, key: became[key]} if key in became else rest
        return bool(wrong) and only_fixes(was, new, wrong)

    def _compare_joined(self, commit: Commit, side: ParentSide, followed: Followed) -> None:
        """Compare a removed record with the record that lists its id, and had a file of its own before."""
        was, path = followed.was or {}, followed.was_path or ""
        is_agreed = self.versions.is_agreed(side.parent, was, commit.latest)
        if is_agreed and changed_keys(was, followed.became or {}) and not self.others.explain_absence(side, path):
            sentence = f"The file was removed; {followed.path} lists its id under formerly, but is another record."
            self.findings.add(commit, "file-removed", path, sentence, was=pairs_text(was, _SHOWN))

    def _compare_removed(self, commit: Commit, side: ParentSide, followed: Followed) -> None:
        path, was = followed.was_path or "", followed.was or {}
        if self.errors.is_copy(commit.name, side.parent, path):
            return
        if self.others.explain_absence(side, path):
            for entries in compare_files(was, None):
                self._compare_entries(commit, side, followed, entries)
        elif has_history(was) or is_reached(self.versions.facts(side.parent).agreed_for(was), commit.latest):
            number = len(entries_of(was))
            lost = "" if not number else " with its one entry" if number == 1 else f" with its {number} entries"
            sentence = f"The file was removed{lost}; no other file of its kind lists its id under formerly."
            self.findings.add(commit, "file-removed", path, sentence, was=pairs_text(was, _SHOWN))
