"""What changed in a plan between two versions of its files, in words, for each of its records."""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from actionplan.git.snapshot import load_rev
from actionplan.model.kinds import FOLDERS, plan_path, record_path
from actionplan.model.records import Plan
from actionplan.model.view import Portfolio
from actionplan.report.since_sentences import sentences
from actionplan.summary.changes.since import difference

_LONGEST_NUMBER: Final = 30
"""The longest number before the title of a record at the beginning of a sentence."""


@frozen
class Changed:
    """What changed in one file of a plan.

    Attributes:
        name: what readers call the record.
        sentences: what changed, each without the name.
    """

    name: str
    sentences: Sequence[str] = ()


def plan_in(commit: str | None, root: str) -> Plan | None:
    """Return a plan as a commit has it; None where it has no such plan, or none that can be read.

    Args:
        commit: the commit's full name; None for none.
        root: the plan's folder.

    Raises:
        GitError: git cannot read the commit.
        NoPlan: the commit has no plan there.
    """
    plans = load_rev(commit, root).portfolio.plans if commit is not None else ()
    return plans[0] if plans else None


def changed(before: Plan | None, after: Plan, day: date) -> Mapping[str, Changed]:
    """Return what changed in each file of a plan, by its path from the plan's folder, separated by ``/``.

    Args:
        before: the earlier version; None for none.
        after: the later version.
        day: the day as at which both are compared.
    """
    old = Portfolio(plans=(before,) if before is not None else ())
    changes = difference(old.at(day), Portfolio(plans=(after,)).at(day))
    found: dict[str, Changed] = {}
    for change, sentence in zip(changes, sentences(changes, after), strict=True):
        path = file_of(change.kind, change.record)
        number, title, said = sentence.partition(f"{change.title}: ")
        if not title or len(number) > _LONGEST_NUMBER:
            number, said = "", sentence
        name = f"{number}{change.title}" if change.kind in FOLDERS else "The plan itself"
        earlier = found[path].sentences if path in found else ()
        found[path] = Changed(name, (*earlier, said[:1].upper() + said[1:]))
    return found


def file_of(kind: str, record: str) -> str:
    """Return the path of a record's file from the plan's folder, separated by ``/``.

    Args:
        kind: its kind; any other word for the plan itself.
        record: its id.
    """
    path = record_path("", kind, record) if kind in FOLDERS else plan_path("")
    return path.replace(os.sep, "/").lstrip("/")
