"""Plans kept in memory and read again where their files changed, so that a page is quick and never out of date."""

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from threading import Lock
from time import time_ns
from typing import Final

from attrs import define, frozen

from actionplan.git.seen import Seen, SeenDisk
from actionplan.model.kinds import FOLDERS
from actionplan.model.outlines import OUTLINES
from actionplan.model.problem import Problem, ProblemsFound
from actionplan.model.view import Portfolio
from actionplan.report.problems import reading_problems
from actionplan.storage.discovery import NoPlan, find_plans
from actionplan.storage.fingerprint import plan_digest
from actionplan.storage.iter_plans import Loaded
from actionplan.storage.load import load_plan

_SETTLED: Final = 3_000_000_000
"""Nanoseconds after which a change of a file is sure to change its time. Some disks keep times to two seconds."""

_MOST_PLANS: Final = 300
"""The most plans that are kept; of more, those asked for last."""

_Stamp = tuple[tuple[object, ...], ...]


@frozen
class Kept:
    """A plan as it was read.

    Attributes:
        loaded: the plan, and the problems met in reading it.
        seen: git's names for what was read of its files.
    """

    loaded: Loaded
    seen: Seen

    @property
    def unreadable(self) -> list[Problem]:
        """The problems for which files could not be read."""
        plan, unread = self.loaded.plan, self.loaded.unread
        portfolio = Portfolio(plans=(plan,) if plan is not None else (), unread=unread)
        return reading_problems(portfolio, self.loaded.problems)


@frozen
class Found:
    """Where plans are.

    Attributes:
        roots: the folders of plans.
        gone: what is wrong with each place that the user named and that has no plan any more.
    """

    roots: Sequence[str]
    gone: Sequence[str] = ()


@define
class _Reading:
    """What was read, and how to see whether it still holds."""

    kept: Kept
    stamp: _Stamp
    digest: str
    is_settled: bool


class PlanStore:
    """Plans by their folders.

    A plan is read again if the stamp of its files has changed: their names, numbers, sizes and times. A stamp proves
    nothing about a file that changed only just before it was read, since the next change may have the same time. So
    until its files have settled, a plan counts as unchanged only if their bytes are the same.
    """

    def __init__(self, typed: Sequence[str] = ()) -> None:
        """Begin with nothing read.

        Args:
            typed: the plans as the user named them; empty for those around the current folder.
        """
        self.typed = tuple(typed)
        self._readings: OrderedDict[str, _Reading] = OrderedDict()
        self._lock = Lock()

    def add(self, root: str) -> None:
        """Show one more plan, which has just been made.

        Args:
            root: its folder.
        """
        known = self.found().roots
        if os.path.realpath(root) not in map(os.path.realpath, known):
            self.typed = (*(self.typed or known), root)

    def found(self) -> Found:
        """Return the folders of the plans that there are now.

        Raises:
            NoPlan: there is no plan left.
        """
        if len(self.typed) < 2:
            return Found(find_plans(self.typed))
        roots, gone = dict[str, None](), list[str]()
        for each in self.typed:
            try:
                roots |= dict.fromkeys(find_plans([each]))
            except NoPlan as error:
                gone.append(str(error))
        if not roots:
            raise NoPlan("\n".join(gone))
        return Found(list(roots), gone)

    def named(self, name: str) -> Kept | None:
        """Return the first plan of a name; None if there is none.

        Args:
            name: its id.

        Raises:
            NoPlan: there is no plan at all.
            ProblemsFound: it may be one whose ``plan.toml`` cannot be read.
        """
        lost: list[Problem] = []
        for root in self.found().roots:
            kept = self.plan(root)
            if kept.loaded.plan is None:
                lost += kept.loaded.problems
            elif kept.loaded.plan.id == name:
                return kept
        if lost:
            raise ProblemsFound(tuple(lost))
        return None

    def plan(self, root: str) -> Kept:
        """Return a plan as its files have it now.

        Args:
            root: its folder.
        """
        with self._lock:
            reading = self._readings.get(root)
            if reading is None or not _holds(reading, root):
                reading = self._readings[root] = _read(root)
            self._readings.move_to_end(root)
            while len(self._readings) > _MOST_PLANS:
                self._readings.popitem(last=False)
            return reading.kept


def _holds(reading: _Reading, root: str) -> bool:
    """Return whether a plan is still as it was read; note it if its files have settled since."""
    now = time_ns()
    stamp = _stamp(root)
    if stamp != reading.stamp:
        return False
    if reading.is_settled:
        return True
    if plan_digest(root) != reading.digest:
        return False
    reading.is_settled = _is_settled(stamp, now)
    return True


def _read(root: str) -> _Reading:
    # The stamp and the digest are taken before the plan is read: a change in between is found at the next look.
    now, stamp, digest = time_ns(), _stamp(root), plan_digest(root)
    disk = SeenDisk()
    plan, problems, unread = load_plan(root, disk)
    kept = Kept(Loaded(root=root, plan=plan, problems=problems, unread=unread), disk.taken())
    return _Reading(kept, stamp, digest, is_settled=False if not stamp else _is_settled(stamp, now))


def _is_settled(stamp: _Stamp, now: int) -> bool:
    """Return whether the last change of every file is long enough ago."""
    return all(isinstance(time, int) and 0 < now - time > _SETTLED for _, *times in stamp for time in times[-2:])


def _stamp(root: str) -> _Stamp:
    """Return the names, numbers, sizes and times of what is in a plan's folders."""
    return tuple(entry for folder in ("", OUTLINES, *FOLDERS.values()) for entry in _entries(root, folder))


def _entries(root: str, folder: str) -> Iterator[tuple[object, ...]]:
    try:
        with os.scandir(os.path.join(root, folder)) as inside:
            for entry in sorted(inside, key=lambda entry: entry.name):
                try:
                    found = entry.stat()
                except OSError as error:
                    yield (folder, entry.name, error.errno, 0, 0)
                    continue
                times = (found.st_mtime_ns, found.st_ctime_ns)
                yield (folder, entry.name, found.st_ino, found.st_mode, found.st_size, *times)
    except OSError as error:
        yield (folder, error.errno, 0, 0)
