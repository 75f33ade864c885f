"""Compare two versions of ``plan.toml``: the days of agreement, and what the dates of records mean."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.git.audit.compare import AGREED_WITH_THE_HEAD, FREE, entries_of
from actionplan.git.audit.findings import Findings, pairs_text
from actionplan.git.audit.parents import AgreedDate, Followed, OtherParents, ParentSide
from actionplan.git.audit.versions import Versions, is_reached
from actionplan.git.log import Commit
from actionplan.model.dates import last_day
from actionplan.model.kinds import PLAN_FILE
from actionplan.model.matching import content

_DATES: Mapping[str, tuple[str, AgreedDate]] = {
    "agreed": (
        "The day on which the plan was agreed was changed after that day.",
        lambda facts, _table: facts.agreed,
    ),
    "kept_since": (
        "The day from which the plan is kept in files was changed after that day.",
        lambda facts, _table: facts.kept_since,
    ),
}
"""Keys of ``plan.toml`` that other findings depend on: the sentence for a change, and the date that protects a key."""

_ADDED = "kept_since was added after the plan was agreed, with a day after the plan's first commit."


@frozen(kw_only=True)
class PlanFileAudit:
    """Compare a plan's own file with its versions in the parents of a commit.

    Attributes:
        versions: the files of all commits.
        others: decides what the other parents of a merge explain.
        findings: the findings to add to.
    """

    versions: Versions
    others: OtherParents
    findings: Findings

    def compare(self, commit: Commit, side: ParentSide) -> None:
        """Add the findings about a commit, compared with one of its parents."""
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
        followed = Followed(was_path=PLAN_FILE, was=was, path=PLAN_FILE, became=became)
        for key in _DATES:
            self._compare_date(commit, side, followed, key)
        self._compare_meanings(commit, side)

    def _compare_date(self, commit: Commit, side: ParentSide, followed: Followed, key: str) -> None:
        was, became = followed.was or {}, followed.became or {}
        (sentence, agreed), facts = _DATES[key], self.versions.facts(side.parent)
        if content(was.get(key)) == content(became.get(key)):
            return
        if key == "kept_since" and facts.kept_since is None:
            kept, started = last_day(self.versions.facts(commit.name).kept_since), self.versions.started
            if kept is None or started is None or kept <= started:
                return
            sentence, agreed = _ADDED, _DATES["agreed"][1]
        if not is_reached(agreed(facts, was), commit.latest) or self.others.explain_head(
            side, followed, key, agreed, commit.latest
        ):
            return
        if not self.findings.is_put_back(PLAN_FILE, key, was.get(key), became.get(key)):
            before, after = pairs_text(was, [key]), pairs_text(became, [key])
            self.findings.add(commit, "agreement-moved", PLAN_FILE, sentence, key, was=before, became=after)

    def _compare_meanings(self, commit: Commit, side: ParentSide) -> None:
        """Compare what texts such as ``autumn-2024`` mean as dates, if something agreed or reported has them."""
        was, became = self.versions.facts(side.parent), self.versions.facts(commit.name)
        if was.calendar == became.calendar:
            return
        for text in sorted(self._dates_in_use(side.parent, commit.latest)):
            before, after = was.means(text), became.means(text)
            if not _is_possible(before) or before == after or self._has_this_meaning(commit, side, text, after):
                continue
            if self.findings.is_put_back(PLAN_FILE, text, before, after):
                continue
            sentence = f'"{text}" means other days than when dates were agreed or reported by it.'
            meant, means = _days_text(text, before), _days_text(text, after)
            self.findings.add(commit, "dates-moved", PLAN_FILE, sentence, text, was=meant, became=means)

    def _has_this_meaning(self, commit: Commit, side: ParentSide, text: str, after: object) -> bool:
        """Return whether another parent of a merge explains what a text means now.

        That parent's own change was examined if the text was in use before it.
        """
        return any(
            self.versions.facts(base).means(text) == after or text in self._dates_in_use(base, commit.latest)
            for other in side.others
            if self.versions.facts(other).means(text) == after
            for base in self.others.bases(side, other)
        )

    def _dates_in_use(self, commit: str | None, day: date | None) -> set[str]:
        """Return the texts in all that was agreed or reported by a commit; some of them are dates."""
        if commit is None:
            return set()
        facts = self.versions.facts(commit)
        found: list[Any] = [when.text for when in (facts.agreed, facts.kept_since) if when and is_reached(when, day)]
        for _, table in self.versions.records(commit):
            is_agreed = self.versions.is_agreed(commit, table, day)
            found += [value for key, value in table.items() if is_agreed and key not in FREE]
            found += [entry.entry for entry in entries_of(table) if is_agreed or entry.part not in AGREED_WITH_THE_HEAD]
        return {text for value in found for text in _texts(value)}


def _is_possible(days: tuple[date | None, date | None] | None) -> bool:
    """Return whether days are possible: a term that ends before it begins may be fixed."""
    return days is not None and (days[0] is None or days[1] is None or days[0] <= days[1])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _texts(inner))


def _days_text(text: str, days: tuple[date | None, date | None] | None) -> str:
    return f"{text} = {days[0]} to {days[1]}" if days is not None else ""
