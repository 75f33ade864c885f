"""Decide whether a change only fixes what had no meaning: an unknown key, a wrong type, a name that nobody has.

What the program could read is history, and only an entry changes it. What it could not read stated nothing, and no
entry can correct it, so it may be fixed in its place. An audit lists such a correction, but not as a finding.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from actionplan.git.log import CommitLog
from actionplan.model.kinds import PARTS, PLAN_FILE
from actionplan.model.matching import Table, content
from actionplan.model.presets import PRESETS
from actionplan.model.problem import KeyPath, Problem
from actionplan.model.records import Plan
from actionplan.rules.checks import check_plan
from actionplan.storage.filesystem import Snapshot
from actionplan.storage.leftovers import original_of
from actionplan.storage.load import load_plan

_WITHOUT_MEANING = ("E1", "E2", "E302", "E303", "E307", "E308", "E311", "E505", "W313")
"""Rules about values without a possible meaning: a wrong type, a name that nobody has, a day that cannot be."""


class Errors:
    """The values without meaning in versions of a plan's files, looked up only where a change needs an explanation."""

    def __init__(self, log: CommitLog) -> None:
        """Look them up in a history."""
        self._log = log
        self._known: dict[str, Mapping[str, Mapping[KeyPath, str]]] = {}
        self._declared: set[str] = set()

    def declare(self, plan: Table) -> None:
        """Remember the names that a version of ``plan.toml`` declares.

        What had a meaning once does not lose it: otherwise an owner could be changed after its body was taken out.
        """
        for key in ("bodies", "ratings", "terms"):
            declared = plan.get(key)
            self._declared.update(declared if isinstance(declared, Mapping) else ())
        preset = plan.get("rating_preset")
        self._declared.update(name for known, each in PRESETS.items() if known == preset for name in each.ratings)

    def at(self, commit: str | None, path: str, day: date | None, table: Table) -> frozenset[KeyPath]:
        """Return the places of the values without meaning in a file of a commit; a missing key is one of its table.

        Args:
            commit: the commit; None for none.
            path: the file, from the plan's folder.
            day: the day on which they were fixed.
            table: the file's table there.
        """
        if commit is None or day is None:
            return frozenset()
        if commit not in self._known:
            self._known[commit] = self._places(commit, day)
        found = self._known[commit].get(path, {})
        return frozenset(
            # The value of an unknown key may be any name: it is the key that has no meaning.
            keys
            for keys, code in found.items()
            if code == "E101" or not self._is_declared(_value_at(table, keys))
        )

    def _is_declared(self, value: object) -> bool:
        return isinstance(value, str) and value in self._declared

    def _places(self, commit: str, day: date) -> Mapping[str, Mapping[KeyPath, str]]:
        """Return the code of each value without meaning in a commit, by its file and its place there."""
        plan, problems = self._read({name: commit for name, _ in self._log.paths(commit) if name.endswith(".toml")})
        places: dict[str, dict[KeyPath, str]] = {}
        for found in (*problems, *(check_plan(plan, day) if plan is not None else ())):
            if found.code.startswith(_WITHOUT_MEANING) and found.code != "E208":
                places.setdefault(found.where.path.removeprefix("./"), {})[found.where.keys] = found.code
        return places

    def is_copy(self, commit: str, parent: str | None, path: str) -> bool:
        """Return whether a removed file was a copy of a record that has all that it had.

        Args:
            commit: the commit that removed it.
            parent: the commit before; None for none.
            path: the file, from the plan's folder.
        """
        folder, _, name = path.rpartition("/")
        records = [each for each, _ in self._log.paths(commit) if each.startswith(f"{folder}/")]
        original = original_of(name, [each[len(folder) + 1 :].removesuffix(".toml") for each in records])
        if original is None or parent is None:
            return False
        plan, problems = self._read({PLAN_FILE: commit, f"{folder}/{original}.toml": commit, path: parent})
        return plan is not None and not plan.unread and any(each.code == "E010" for each in problems)

    def _read(self, commits: Mapping[str, str]) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Return the plan that some files make, and the problems of reading them.

        Args:
            commits: for each file, the commit from which it is taken; one that does not have it is passed over.
        """
        names = {path: self._log.content_name(commit, path) for path, commit in commits.items()}
        contents = {path: self._log.content(name) for path, name in names.items() if name is not None}
        snapshot = Snapshot("", {path: data for path, data in contents.items() if data is not None})
        return load_plan(".", snapshot)[:2]


def _value_at(table: Any, keys: KeyPath) -> Any:
    """Return the value at a place of a table; None where there is none."""
    value = table
    for key in keys:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def only_fixes(was: Any, became: Any, wrong: Collection[KeyPath], at: KeyPath = ()) -> bool:
    """Return whether two versions of a value differ only in values without meaning.

    Args:
        was: the older version.
        became: the newer one; None where it is gone.
        wrong: the places of the values without meaning in the older version of the file.
        at: the place of the value.
    """
    if content(was) == content(became):
        return True
    if isinstance(was, Mapping) and isinstance(became, Mapping):
        return all(
            only_fixes(was[key], became.get(key), wrong, (*at, key))
            if key in was
            else _may_add(key, was, became, wrong, at)
            for key in {**was, **became}
        )
    if at in wrong:
        return True
    if not isinstance(was, list) or not isinstance(became, list | None):
        return False
    became = became or []
    if len(was) == len(became):
        pairs = enumerate(zip(was, became, strict=True))
        return all(only_fixes(old, new, wrong, (*at, place)) for place, (old, new) in pairs)
    kept = [old for place, old in enumerate(was) if not any(each[: len(at) + 1] == (*at, place) for each in wrong)]
    return content(kept) == content(became)


def _may_add(key: str, was: Any, became: Any, wrong: Collection[KeyPath], at: KeyPath) -> bool:
    """Return whether a key may be added to a table.

    It was missing, or has the value of a key that was unknown, or names the part that an entry is about.
    """
    unknown = [content(was[each]) for each in was if (*at, each) in wrong]
    return at in wrong or (*at, key) in wrong or content(became[key]) in unknown or (bool(unknown) and key in PARTS)
