"""Compare two versions of ``plan.toml``: the days of agreement, and what the dates of records mean."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.git.audit.compare import AGREED_WITH_THE_HEAD, FREE, entries_of
from actionplan.git.audit.findings import Findings, pairs_text
from actionplan.git.audit.parents import AgreedDate, Followed, OtherParents, ParentSide
from actionplan.git.audit.versions import VersionFacts, Versions, is_reached
from actionplan.git.log import Commit
from actionplan.model.dates import last_day
from actionplan.model.kinds import PLAN_FILE
from actionplan.model.matching import content

DATES: Mapping[str, tuple[str, AgreedDate]] = {
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


Days = tuple[date | None, date | None] | None
"""The first and last day that a text means as a date; None where it is no date."""


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
        for key in DATES:
            self._compare_date(commit, side, followed, key)
        self._compare_meanings(commit, side)

    def _compare_date(self, commit: Commit, side: ParentSide, followed: Followed, key: str) -> None:
        was, became = followed.was or {}, followed.became or {}
        facts = self.versions.facts(side.parent)
        sentence, agreed = protection(key, facts, self.versions.facts(commit.name))
        if (
            content(was.get(key)) == content(became.get(key))
            or not is_reached(agreed(facts, was), commit.latest)
            or self.others.explain_head(side, followed, key, agreed, commit.latest)
        ):
            return
        if not self.findings.is_put_back(PLAN_FILE, key, was.get(key), became.get(key)):
            before, after = pairs_text(was, [key]), pairs_text(became, [key])
            self.findings.add(commit, "agreement-moved", PLAN_FILE, sentence, key, was=before, became=after)

    def _compare_meanings(self, commit: Commit, side: ParentSide) -> None:
        """Compare what texts such as ``autumn-2024`` mean as dates, if something agreed or reported has them."""
        became = self.versions.facts(commit.name)
        for text, before, after in moved_dates(self.versions, side.parent, became, commit.latest):
            if self._has_this_meaning(commit, side, text, after):
                continue
            if self.findings.is_put_back(PLAN_FILE, text, before, after):
                continue
            meant, means = _days_text(text, before), _days_text(text, after)
            self.findings.add(commit, "dates-moved", PLAN_FILE, dates_moved(text), text, was=meant, became=means)

    def _has_this_meaning(self, commit: Commit, side: ParentSide, text: str, after: object) -> bool:
        """Return whether another parent of a merge explains what a text means now.

        That parent's own change was examined if the text was in use before it.
        """
        return any(
            self.versions.facts(base).means(text) == after or text in dates_in_use(self.versions, base, commit.latest)
            for other in side.others
            if self.versions.facts(other).means(text) == after
            for base in self.others.bases(side, other)
        )


def protection(key: str, before: VersionFacts, after: VersionFacts) -> tuple[str, AgreedDate]:
    """Return the sentence for a change of a day of agreement, and the date from which it may not change.

    Args:
        key: one of `DATES`.
        before: the facts of the plan file before the change.
        after: its facts after it.
    """
    if key != "kept_since" or before.kept_since is not None:
        return DATES[key]
    kept, started = last_day(after.kept_since), before.started
    is_old = kept is None or started is None or kept <= started
    return _ADDED, (lambda _facts, _table: None) if is_old else DATES["agreed"][1]


def moved_dates(
    versions: Versions, commit: str | None, after: VersionFacts, day: date | None
) -> Iterator[tuple[str, Days, Days]]:
    """Yield each text that is in use as a date and gets another meaning, with the old days and the new ones.

    Args:
        versions: the files of all commits.
        commit: the commit before the change.
        after: the facts of the plan file after it.
        day: the day of the change.
    """
    before = versions.facts(commit)
    if before.calendar == after.calendar:
        return
    for text in sorted(dates_in_use(versions, commit, day)):
        was, became = before.means(text), after.means(text)
        if _is_possible(was) and was != became:
            yield text, was, became


def dates_moved(text: str) -> str:
    """Return the sentence for a text in use as a date that gets another meaning."""
    return f'"{text}" means other days than when dates were agreed or reported by it.'


def dates_in_use(versions: Versions, commit: str | None, day: date | None) -> set[str]:
    """Return the texts in all that was agreed or reported by a commit; some of them are dates."""
    if commit is None:
        return set()
    facts = versions.facts(commit)
    found: list[Any] = [when.text for when in (facts.agreed, facts.kept_since) if when and is_reached(when, day)]
    for _, table in versions.records(commit):
        is_agreed = versions.is_agreed(commit, table, day)
        found += [value for key, value in table.items() if is_agreed and key not in FREE]
        found += [entry.entry for entry in entries_of(table) if is_agreed or entry.part not in AGREED_WITH_THE_HEAD]
    return {text for value in found for text in _texts(value)}


def _is_possible(days: Days) -> bool:
    """Return whether days are possible: a term that ends before it begins may be fixed."""
    return days is not None and (days[0] is None or days[1] is None or days[0] <= days[1])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _texts(inner))


def _days_text(text: str, days: Days) -> str:
    return f"{text} = {days[0]} to {days[1]}" if days is not None else ""
