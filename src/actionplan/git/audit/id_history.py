"""Whether an id ever meant two things: a file made anew under it, or one that stands beside its own successor."""

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from actionplan.git.audit.compare import has_history
from actionplan.git.audit.findings import Findings, pairs_text
from actionplan.git.audit.parents import Side, is_new_everywhere
from actionplan.git.audit.versions import Versions, former_ids, id_of, ident, is_reached, is_record, is_restored
from actionplan.git.log import Commit, History
from actionplan.model.kinds import FOLDERS
from actionplan.model.matching import Table


@frozen
class _Gone:
    """A record that left: the commit after which it was not there, and what it last was."""

    commit: str
    table: Table


@frozen
class Identities:
    """What has been met so far of ids that were given up."""

    history: History
    versions: Versions
    gone: dict[str, list[_Gone]] = field(factory=dict)
    claims: dict[str, dict[str, None]] = field(factory=dict)

    def restored(self, commit: Commit, path: str, made: Table) -> Table | None:
        """Return the record that was there before, where a file is made anew and is the same thing; else None."""
        before = self._gone_before(commit, path)
        return before.table if before is not None and is_restored(before.table, made) else None

    def examine(self, commit: Commit, sides: Sequence[Side], findings: Findings) -> None:
        """Look at the ids that a commit uses, and keep those that it gives up."""
        told: set[str] = set()
        for taken, heir in self._new_claims(commit, sides):
            told.add(taken)
            sentence = f"The id {id_of(taken)} was used again: {heir} names it under formerly as its own."
            table = self.versions.at(commit.name, taken) or {}
            findings.add(commit, "id-used-again", taken, sentence, became=pairs_text(table, ["title"]))
        for path in self._made(sides):
            before = self._gone_before(commit, path)
            made = self.versions.at(commit.name, path)
            if path in told or before is None or made is None or is_restored(before.table, made):
                continue
            sentence = f"The id {id_of(path)} was used again, for something else than before."
            was, became = pairs_text(before.table, ["title"]), pairs_text(made, ["title"])
            findings.add(commit, "id-used-again", path, sentence, was=was, became=became)
        self._keep_gone(commit, sides)

    def _made(self, sides: Sequence[Side]) -> Iterator[str]:
        """Yield the records that are new, and were not called otherwise before."""
        for followed in sides[0].followed:
            if followed.path is not None and followed.was_path is None and is_new_everywhere(followed.path, sides):
                yield followed.path

    def _gone_before(self, commit: Commit, path: str) -> _Gone | None:
        known = self.gone.get(ident(id_of(path)), [])
        return next((gone for gone in reversed(known) if self.history.is_ancestor(gone.commit, commit.name)), None)

    def _keep_gone(self, commit: Commit, sides: Sequence[Side]) -> None:
        for side in sides:
            for path, change in side.changes.items():
                if change.became is not None or not is_record(path):
                    continue
                was = self.versions.table(path, change.was) or {}
                agreed = self.versions.facts(side.parent).agreed_for(was)
                if has_history(was) or is_reached(agreed, commit.day):
                    self.gone.setdefault(ident(id_of(path)), []).append(_Gone(commit.name, was))

    def _new_claims(self, commit: Commit, sides: Sequence[Side]) -> Iterator[tuple[str, str]]:
        """Yield each file whose id another record has as a former one, where no parent had the two together."""
        for taken, heir in dict.fromkeys(self._candidates(sides)):
            together = [self._are_together(where, taken, heir) for where in (commit.name, *commit.parents)]
            if together[0] and not any(together[1:]):
                yield taken, heir

    def _candidates(self, sides: Sequence[Side]) -> Iterator[tuple[str, str]]:
        for side in sides:
            for followed in side.followed:
                if followed.path is None:
                    continue
                for name in set(former_ids(followed.became)) - set(former_ids(followed.was)):
                    self.claims.setdefault(ident(name), {})[followed.path] = None
                    yield from ((f"{folder}/{name}.toml", followed.path) for folder in FOLDERS.values())
        for side in sides:
            for path, change in side.changes.items():
                if change.was is None and is_record(path):
                    yield from ((path, heir) for heir in self.claims.get(ident(id_of(path)), ()))

    def _are_together(self, commit: str, taken: str, heir: str) -> bool:
        claimed = {ident(name) for name in former_ids(self.versions.at(commit, heir))}
        return taken != heir and ident(id_of(taken)) in claimed and self.versions.at(commit, taken) is not None
