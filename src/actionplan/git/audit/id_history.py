"""Find ids that were used twice: by a new record, or by a record beside the one that was renumbered from that id."""

from collections.abc import Collection, Iterator, Sequence

from attrs import field, frozen

from actionplan.git.audit.compare import has_history
from actionplan.git.audit.findings import Findings, pairs_text
from actionplan.git.audit.parents import ParentSide, is_new_record
from actionplan.git.audit.versions import Versions, id_of, is_reached, is_record, is_restored, paths_of
from actionplan.git.log import Commit, CommitLog
from actionplan.merge.former_ids import former_ids
from actionplan.model.kinds import FOLDERS
from actionplan.model.matching import Table


@frozen
class IdHistory:
    """The ids that commits gave up, by id in small letters.

    Attributes:
        log: the commits.
        versions: the files.
        gone: the removed records that had an id: the commit that removed each, and its last version.
        claims: the paths of the records that list an id under ``formerly``.
    """

    log: CommitLog
    versions: Versions
    gone: dict[str, list[tuple[str, Table]]] = field(factory=dict)
    claims: dict[str, dict[str, None]] = field(factory=dict)

    def restored(self, commit: Commit, path: str, made: Table) -> Table | None:
        """Return the removed record that a new file restores; None where it is another record."""
        before = self._gone_before(commit, path)
        return before if before is not None and is_restored(before, made) else None

    def examine(self, commit: Commit, sides: Sequence[ParentSide], findings: Findings) -> None:
        """Report the ids that a commit uses again, and keep those that it gives up."""
        reported: set[str] = set()
        for taken, heir in self._new_claims(commit, sides):
            reported.add(taken)
            sentence = f"The id {id_of(taken)} was used again: {heir} lists it under formerly."
            table = self.versions.at(commit.name, taken) or {}
            findings.add(commit, "id-used-again", taken, sentence, became=pairs_text(table, ["title"]))
        for path in [followed.path for followed in sides[0].followed if is_new_record(followed, sides)]:
            before = self._gone_before(commit, path or "")
            made = self.versions.at(commit.name, path or "")
            if path is None or path in reported or before is None or made is None or is_restored(before, made):
                continue
            sentence = f"The id {id_of(path)} was used again, for a different record."
            was, became = pairs_text(before, ["title"]), pairs_text(made, ["title"])
            findings.add(commit, "id-used-again", path, sentence, was=was, became=became)
        self._keep_gone(commit, sides)

    def are_of_others(self, commit: Commit, ids: Collection[str]) -> bool:
        """Return whether records of a commit have or had some ids, so that another one need not list them."""
        if not ids:
            return False
        every = {
            id_of(each).casefold()
            for path, table in self.versions.records(commit.name)
            for each in paths_of(path, table)
        }
        return {name.casefold() for name in ids} <= every

    def _gone_before(self, commit: Commit, path: str) -> Table | None:
        """Return the last version of the record that had the id of a file and was removed before a commit."""
        known = reversed(self.gone.get(id_of(path).casefold(), []))
        return next((table for remover, table in known if self.log.is_ancestor(remover, commit.name)), None)

    def _keep_gone(self, commit: Commit, sides: Sequence[ParentSide]) -> None:
        for side in sides:
            for path, change in side.changes.items():
                if change.became is not None or not is_record(path):
                    continue
                was = self.versions.table(path, change.was) or {}
                agreed = self.versions.facts(side.parent).agreed_for(was)
                if has_history(was) or is_reached(agreed, commit.latest):
                    self.gone.setdefault(id_of(path).casefold(), []).append((commit.name, was))

    def _new_claims(self, commit: Commit, sides: Sequence[ParentSide]) -> Iterator[tuple[str, str]]:
        """Yield each file whose id another record lists as a former one, if no parent had both."""
        for taken, heir in dict.fromkeys(self._candidates(sides)):
            together = [self._are_together(where, taken, heir) for where in (commit.name, *commit.parents)]
            if together[0] and not any(together[1:]) and not self._met(commit, taken, heir):
                yield taken, heir

    def _met(self, commit: Commit, taken: str, heir: str) -> bool:
        """Return whether a merge brought together two records of one id, neither of which could know of the other."""
        return any(
            self.versions.at(one, taken) is not None
            and self._has_claim(other, taken, heir)
            and not any(
                self.versions.at(base, taken) is not None or self._has_claim(base, taken, heir)
                for base in self.log.bases(one, other)
            )
            for one in commit.parents
            for other in commit.parents
        )

    def _candidates(self, sides: Sequence[ParentSide]) -> Iterator[tuple[str, str]]:
        """Yield possible pairs of a file and the record that lists its id, where this commit changed one of them."""
        for side in sides:
            for followed in side.followed:
                if followed.path is None:
                    continue
                for name in set(former_ids(followed.became or {})) - set(former_ids(followed.was or {})):
                    self.claims.setdefault(name.casefold(), {})[followed.path] = None
                    yield from ((f"{folder}/{name}.toml", followed.path) for folder in FOLDERS.values())
        for side in sides:
            for path, change in side.changes.items():
                if change.was is None and is_record(path):
                    yield from ((path, heir) for heir in self.claims.get(id_of(path).casefold(), ()))

    def _are_together(self, commit: str, taken: str, heir: str) -> bool:
        return taken != heir and self._has_claim(commit, taken, heir) and self.versions.at(commit, taken) is not None

    def _has_claim(self, commit: str, taken: str, heir: str) -> bool:
        claimed = {name.casefold() for name in former_ids(self.versions.at(commit, heir) or {})}
        return id_of(taken).casefold() in claimed
