"""Compare new entries with the commit that added them, and new redaction markers with the entries that they replace."""

from collections.abc import Callable, Sequence
from functools import partial

from attrs import field, frozen

from actionplan.edit.redaction import is_redaction
from actionplan.git.audit.commit_dates import date_mismatch, redaction_mismatch, was_copied
from actionplan.git.audit.compare import PlacedTable, entries_of
from actionplan.git.audit.findings import Findings, pairs_text, title
from actionplan.git.audit.versions import Versions, id_of, paths_of
from actionplan.git.log import Commit
from actionplan.model.matching import Table, content, unnamed_content


@frozen(kw_only=True)
class NewEntries:
    """Examine the entries that commits added.

    Attributes:
        versions: the files of all commits.
        head: the full name of the last commit.
        findings: the findings to add to.
        redacted: the redactions to add to.
        seen: for each id in small letters, every entry that a version of its record had, by its part and content.
        markers: new redaction markers, with the paths of their records, and the function that lists one as a redaction
            of an entry that no commit has.
    """

    versions: Versions
    head: str
    findings: Findings
    redacted: Findings
    seen: dict[str, dict[tuple[str, str], Table]] = field(factory=dict)
    markers: list[tuple[PlacedTable, Sequence[str], Callable[[], None]]] = field(factory=list)

    def examine(self, commit: Commit, path: str, became: Table, new: Sequence[PlacedTable]) -> None:
        """Examine new entries of a file; one that was in an earlier version is not new.

        Args:
            commit: the commit that added them.
            path: the file, from the plan's folder.
            became: its table in the commit.
            new: the entries.
        """
        paths = paths_of(path, became)
        ids = [id_of(name).casefold() for name in paths]
        facts, now = self.versions.facts(commit.name), self.versions.facts(self.head)
        for entry in new:
            if any((entry.part, unnamed_content(entry.entry)) in self.seen.get(name, ()) for name in ids):
                continue
            mismatch = date_mismatch(entry.entry, commit.day, facts, now)
            if mismatch is not None:
                sentence, days = f"{title(entry)} {mismatch}.", pairs_text(entry.entry, ["on", "recorded"])
                self.findings.add(commit, "recorded-otherwise", path, sentence, entry=entry, became=days)
            if "redacted" in entry.entry and not was_copied(entry.entry, facts, now):
                self.examine_redaction(commit, path, entry, entry)
                self.markers.append((entry, paths, partial(self._list, commit, path, entry)))
        self.seen.setdefault(ids[0], {}).update(
            ((entry.part, unnamed_content(entry.entry)), entry.entry) for entry in entries_of(became)
        )

    def examine_redaction(self, commit: Commit, path: str, was: PlacedTable, became: PlacedTable) -> None:
        """Compare the day of a redaction with the commit's.

        Args:
            commit: the commit that redacted an entry.
            path: its file, from the plan's folder.
            was: the entry.
            became: its redaction marker.
        """
        mismatch = redaction_mismatch(became.entry, commit.day)
        if mismatch is not None:
            days = pairs_text(became.entry, ["on", "redacted"])
            self.findings.add(commit, "recorded-otherwise", path, f"{title(was)} {mismatch}.", entry=was, became=days)

    def finish(self) -> None:
        """List the redaction markers of entries that no commit has, also on a branch that was read later."""
        for marker, paths, report in self.markers:
            there = {content(entry.entry) for entry in self.versions.entries_at(self.head, paths)}
            known = (table for path in paths for table in self.seen.get(id_of(path).casefold(), {}).values())
            if not any(is_redaction(was, marker.entry, marker.part) for was in known if content(was) not in there):
                report()

    def _list(self, commit: Commit, path: str, marker: PlacedTable) -> None:
        sentence = f"{title(marker)} was redacted before it was committed: no commit has its text."
        self.redacted.add(commit, "entry-redacted", path, sentence, entry=marker, became=pairs_text(marker.entry))
