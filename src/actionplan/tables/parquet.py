"""Plans to a folder of Parquet files: a table a folder, a plan a part of it. Only plans that changed are written."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from glob import escape as glob_escape
from glob import glob
from itertools import chain
from typing import Final

from attrs import evolve, frozen

from actionplan.model.ids import Id
from actionplan.model.kinds import EXPORT_LIST
from actionplan.model.problem import Problem
from actionplan.model.records import Unread
from actionplan.model.refused import Refused, needed
from actionplan.storage.collecting import without_collecting
from actionplan.storage.fingerprint import plan_digest, plan_stamp
from actionplan.storage.iter_plans import Loaded, each_plan
from actionplan.storage.lock import HeldElsewhere, locked
from actionplan.storage.save import LOCK_FILE, LOCK_SECONDS
from actionplan.tables.arrow import arrow_tables
from actionplan.tables.export_folder import (
    PART_FILE,
    Export,
    ExportedPlan,
    is_whole,
    part_path,
    read_list,
    refuse_oddities,
    write_list,
)
from actionplan.tables.registry import TABLES, shape

_ASIDE: Final = ".new"
"""Where new files wait until all of them are there."""


@frozen(kw_only=True)
class Exported:
    """What an export did.

    Attributes:
        written: ids of the plans whose tables were written.
        unchanged: ids of those that were left alone, since nothing had changed.
        removed: ids of plans that are no longer among those exported.
        tables: how many files were written.
        problems: what was met in reading the plans that were read.
        unread: the files that could not be read, and so are missing.
    """

    written: tuple[Id, ...]
    unchanged: tuple[Id, ...]
    removed: tuple[Id, ...]
    tables: int
    problems: tuple[Problem, ...]
    unread: tuple[Unread, ...]


@frozen(kw_only=True)
class _Staged:
    """A plan whose new files wait aside.

    Attributes:
        root: its folder.
        aside: where they wait.
        id: the plan's id; None where its ``plan.toml`` cannot be read.
        files: the size of each of its tables.
        problems: what was met in reading it.
        unread: the files that could not be read.
    """

    root: str
    aside: str
    id: Id | None
    files: Mapping[str, int]
    problems: tuple[Problem, ...]
    unread: tuple[Unread, ...]


Watch = Callable[[Iterable[_Staged], int], Iterable[_Staged]]
"""Is called for each plan as its tables are made, with the number of plans."""


def export_parquet(folder: str, roots: Sequence[str], watch: Watch = lambda staged, _: staged) -> Exported:
    """Make a folder hold the tables of some plans, and of no others.

    New files are written aside, and put in place when all of them are there.

    Args:
        folder: the folder; made if it is not there.
        roots: the plans' folders.
        watch: called for each plan, so that progress can be shown.

    Raises:
        Refused: the folder holds something else, two plans have one id, or a figure does not fit.
        NotInstalled: pyarrow is not there.
        OSError: the folder cannot be written to.
    """
    needed("pyarrow.parquet")
    _prepare(folder)
    with _locked(folder):
        before = read_list(folder) or Export(shape=shape(), plans={})
        aside = os.path.join(folder, _ASIDE)
        shutil.rmtree(aside, ignore_errors=True)
        try:
            return _export(folder, aside, roots, before, watch)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _prepare(folder: str) -> None:
    """Make the folder, or make sure that it may be written to."""
    if read_list(folder) is None:
        if os.path.lexists(folder) and not (os.path.isdir(folder) and all(map(_is_ours, os.listdir(folder)))):
            raise Refused(f"{folder} holds something else, which an export must not touch: choose another folder")
        os.makedirs(folder, exist_ok=True)
    refuse_oddities(folder)
    with open(os.path.join(folder, ".gitignore"), "w", encoding="ascii") as file:
        file.write("*\n")  # tables can be made again at any time, and so do not belong into git


def _is_ours(name: str) -> bool:
    """Return whether a file is one that an export has before its list, or leaves if it is killed while writing that."""
    return name in (LOCK_FILE, ".gitignore", _ASIDE) or name.startswith(f".{EXPORT_LIST}.")


@contextmanager
def _locked(folder: str) -> Iterator[None]:
    try:
        with locked(os.path.join(folder, LOCK_FILE), mode=0o644, seconds=LOCK_SECONDS):
            yield
    except HeldElsewhere as error:
        raise Refused(f"another actionplan is exporting to {folder}: try again when it has finished") from error


def _export(folder: str, aside: str, roots: Sequence[str], before: Export, watch: Watch) -> Exported:
    # What files are is found out before they are read: if one changes meanwhile, the next export sees it.
    known = {root: _look(folder, root, before) for root in roots}
    kept = [(name, plan) for name, plan in known.values() if name is not None]
    wanted = [root for root, (name, plan) in known.items() if name is None or plan.unread]
    stage = partial(_stage, {root: f"{aside}/{n}" for n, root in enumerate(wanted)})
    staged = list(watch(each_plan(wanted, stage), len(wanted)))
    changed = [(plan.id, plan) for plan in staged if plan.id is not None and known[plan.root][0] is None]
    after = _list_after(folder, staged, kept, [(name, known[plan.root][1], plan) for name, plan in changed])
    if changed or after != before:
        write_list(folder, evolve(after, plans=dict(kept), is_finished=False))
        _put_all(folder, before, after, changed)
    return Exported(
        written=tuple(dict(changed)),
        unchanged=tuple(dict(kept)),
        removed=tuple(name for name in before.plans if name not in after.plans),
        tables=sum(len(plan.files) for _, plan in changed),
        problems=tuple(chain.from_iterable(plan.problems for plan in staged)),
        unread=tuple(chain.from_iterable(plan.unread for plan in staged)),
    )


def _put_all(folder: str, before: Export, after: Export, changed: Iterable[tuple[Id, _Staged]]) -> None:
    """Put the new files in place, remove those of plans that are gone, and write the finished list."""
    for name, plan in changed:
        _put(folder, name, plan)
    _sweep(folder, after, {table.name for table in TABLES}.union(*(plan.files for plan in before.plans.values())))
    write_list(folder, after)


def _list_after(
    folder: str,
    staged: Iterable[_Staged],
    kept: Sequence[tuple[Id, ExportedPlan]],
    changed: Iterable[tuple[Id, ExportedPlan, _Staged]],
) -> Export:
    """Return the list of the export once all files are in place.

    Args:
        folder: the folder of the export.
        staged: the plans that were read.
        kept: the plans whose tables stay as they are, with their ids.
        changed: the id of each plan with new tables, the plan as it was before it was read, and its new files.
    """
    made = [
        (name, evolve(plan, unread=tuple(lost.path for lost in new.unread), files=new.files))
        for name, plan, new in changed
    ]
    _refuse_twice((name, os.path.normpath(os.path.join(folder, plan.folder))) for name, plan in (*kept, *made))
    lost = tuple(unread.path for plan in staged if plan.id is None for unread in plan.unread)
    return Export(shape=shape(), plans=dict((*kept, *made)), unread=lost)


def _look(folder: str, root: str, before: Export) -> tuple[Id | None, ExportedPlan]:
    """Return a plan's folder as it is now, with the id and files of the exported plan that is made of the very same.

    Where the export has no such plan, the id is None, and there are no files.
    """
    stamp = plan_stamp(root)  # before the digest: what changes in between must not look as if it had been read
    now = ExportedPlan(folder=os.path.relpath(root, folder), digest=plan_digest(root), stamp=stamp, unread=(), files={})
    if before.shape == shape():
        for name, plan in before.plans.items():
            if plan.digest == now.digest and is_whole(folder, name, plan):
                return name, evolve(now, unread=plan.unread, files=plan.files)
    return None, now


def _stage(asides: Mapping[str, str], loaded: Loaded) -> _Staged:
    """Write the tables of a plan aside; those without a row have no file."""
    aside = asides[loaded.root]
    plan = loaded.plan
    files: dict[str, int] = {}
    if plan is not None:
        write = needed("pyarrow.parquet").write_table
        os.makedirs(aside)
        with without_collecting():
            for name, table in arrow_tables(plan).items():
                if table.num_rows:
                    path = os.path.join(aside, name)
                    write(table, path, compression="zstd", store_schema=False)
                    files[name] = os.path.getsize(path)
    unread = (*loaded.unread, *(plan.unread if plan is not None else ()))
    paths = {lost.path for lost in unread}
    problems = tuple(found for found in loaded.problems if found.where.path in paths)
    return _Staged(
        root=loaded.root, aside=aside, id=plan.id if plan else None, files=files, problems=problems, unread=unread
    )


def _refuse_twice(plans: Iterable[tuple[Id, str]]) -> None:
    """Refuse two plans of one id, or of two that some systems take for one."""
    seen: dict[str, str] = {}
    for name, folder in plans:
        other = seen.setdefault(name.casefold(), folder)
        if other != folder:
            raise Refused(
                f'two of these plans have the id "{name}": {other} and {folder}. Give one of them another, or export '
                "it elsewhere"
            )


def _put(folder: str, name: Id, plan: _Staged) -> None:
    """Put the new files of a plan in place."""
    for table in plan.files:
        target = part_path(folder, table, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(os.path.join(plan.aside, table), target)


def _sweep(folder: str, export: Export, tables: Iterable[str]) -> None:
    """Remove files in our places that are not on the list, such as the tables of a plan that is gone."""
    wanted = {part_path(folder, name, plan) for plan, entry in export.plans.items() for name in entry.files}
    for table in tables:
        for path in glob(os.path.join(glob_escape(folder), table, "plan=*", PART_FILE)):
            if path not in wanted:
                os.unlink(path)
                with suppress(OSError):  # whatever else is there stays
                    os.rmdir(os.path.dirname(path))
                    os.rmdir(os.path.join(folder, table))
