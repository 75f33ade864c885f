"""Save files so that a reader, a crash or a full disk leaves the old file or the new one, never a part of either."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import count

from attrs import evolve, frozen

from actionplan.model.errors import ActionPlanError
from actionplan.model.problem import Problem
from actionplan.storage.lock import HeldElsewhere, locked
from actionplan.storage.toml import Unreadable, is_inside, read_bytes

LOCK_FILE = ".actionplan.lock"
"""The file that is locked while files of a plan are replaced. The operating system releases the lock when its holder
ends, for whatever reason. The empty file stays."""

LOCK_SECONDS = 10.0
"""How long a save waits for another one to finish."""

_PREFIX = ".actionplan-"
_NUMBERS = count()
"""With the number of the process they make names of temporary files that no other process uses."""


class SaveError(ActionPlanError):
    """A file could not be saved, and has not changed; ``args[0]`` is the reason."""


class ChangedMeanwhile(SaveError):
    """A file has changed since it was read, so the prepared change no longer fits."""


@frozen(kw_only=True)
class FileEdit:
    """One file to replace, make or remove.

    Attributes:
        path: the file; a link is followed if it stays in the plan's folder.
        before: its bytes as read; None if there must be no such file yet.
        after: its new bytes; None to remove it.
    """

    path: str
    before: bytes | None
    after: bytes | None


@frozen(kw_only=True)
class Prepared:
    """Changes that are ready to be saved, and the problems that they would bring.

    Attributes:
        root: the plan's folder.
        changes: the files.
        blocks: for each file, its new text.
        problems: problems that the changes would bring, with positions in the new files.
        to_confirm: what the command line asks the user to confirm before it saves the changes: facts that may be
            mistakes, such as progress that falls, and what looks like personal data. From Python nothing is asked.
        already: ids of records to which an entry was not added because they have it already.
        redacted: ids of records to which an entry was not added because it has been redacted there.
    """

    root: str
    changes: tuple[FileEdit, ...]
    blocks: tuple[str, ...]
    problems: tuple[Problem, ...]
    already: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    to_confirm: tuple[Problem, ...] = ()


def save(root: str, changes: Sequence[FileEdit]) -> None:
    """Replace, make or remove files of one plan: all of them, or none.

    Args:
        root: the plan's folder, which is locked meanwhile.
        changes: the files.

    Raises:
        ChangedMeanwhile: a file has changed since it was read.
        SaveError: another process holds the lock for too long, the disk is full, the folder is not writable, or a file
            is read-only, leads out of the plan, or is no ordinary file.
    """
    with locked_plan(root):
        save_locked(root, changes)


def save_locked(root: str, changes: Sequence[FileEdit]) -> None:
    """Save as `save` does, in a plan that the caller has locked.

    Each new file is written beside the old one and flushed to disk before any is renamed into place. If a rename fails,
    those already made are taken back, and so are new folders.
    """
    # Links are followed once, so that one that appears later is replaced and not followed.
    changes = [evolve(change, path=_target(root, change)) for change in changes]
    with folders_only_if_saved(os.path.dirname(change.path) for change in changes):
        _replace_all(changes)


@contextmanager
def folders_only_if_saved(folders: Iterable[str]) -> Iterator[None]:
    """Remove folders again, with a lock file in them, if they did not exist before the block and it fails.

    Args:
        folders: the folders that the block makes, with those above them.
    """
    missing = set()
    above = list(map(os.path.abspath, folders))
    while above := [folder for folder in above if not os.path.lexists(folder)]:
        missing.update(above)
        above = list(map(os.path.dirname, above))
    try:
        yield
    except BaseException:
        for folder in sorted(missing, key=len, reverse=True):
            with suppress(OSError):
                os.unlink(os.path.join(folder, LOCK_FILE))
            with suppress(OSError):
                os.rmdir(folder)
        raise


def _replace_all(changes: Sequence[FileEdit]) -> None:
    staged: list[str] = []
    done: list[FileEdit] = []
    try:
        _sweep(changes)
        # Removals come last: a file that moves is in its new place before it leaves the old one.
        written = [change for change in changes if change.after is not None]
        for change in written:
            staged.append(_staged(change))  # noqa: PERF401  # one by one: those made are known if the next fails
        for change, temporary in zip(written, staged, strict=True):
            os.replace(temporary, change.path)
            done.append(change)
        for change in changes:
            if change.after is None:
                os.unlink(change.path)
                done.append(change)
        _flush_folders(changes)
    except BaseException as error:
        _take_back(done)
        if isinstance(error, OSError):
            raise SaveError(_reason(error)) from error
        raise
    finally:
        for temporary in staged:
            with suppress(OSError):
                os.unlink(temporary)


@contextmanager
def locked_plan(root: str, seconds: float | None = None) -> Iterator[None]:
    """Lock a plan against other saves.

    Args:
        root: the plan's folder.
        seconds: how long to wait for another save to finish; None means `LOCK_SECONDS`.

    Raises:
        SaveError: the wait was too long, or the folder is not writable.
    """
    seconds = LOCK_SECONDS if seconds is None else seconds
    with ExitStack() as held:
        try:
            # Anyone who may write to the folder may lock it, whoever made the lock file.
            mode = 0o644 | (os.stat(root).st_mode & 0o022)
            held.enter_context(locked(os.path.join(root, LOCK_FILE), mode=mode, seconds=seconds))
        except HeldElsewhere as error:
            raise SaveError(
                f"another actionplan has been writing to {root} for {seconds:g} seconds: try again"
            ) from error
        except OSError as error:
            raise SaveError(_reason(error)) from error
        yield


def _target(root: str, change: FileEdit) -> str:
    """Return the file that a change replaces, with links followed, after checking that it is as it was read."""
    path = change.path
    place = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    target = os.path.realpath(place)
    if not (is_inside(place, root) and is_inside(target, root)):
        raise SaveError(f"nothing was written: {path} leads out of the plan, to {target}")
    try:
        now = read_bytes(path, inside=root) if os.path.lexists(path) else None
        is_writable = now is None or (os.stat(target).st_mode & 0o222 and os.access(target, os.W_OK))
    except Unreadable as error:
        raise SaveError(f"nothing was written: {path}: {error.problem.message}") from error
    except OSError as error:
        raise SaveError(_reason(error)) from error
    if now != change.before:
        what = "was made" if change.before is None else "was removed" if now is None else "was changed"
        raise ChangedMeanwhile(f"{path} {what} by someone else meanwhile; nothing was written: try again")
    if not is_writable:
        raise SaveError(f"nothing was written: {path} is read-only. If it may be changed, make it writable first")
    return target if change.after is not None else place


def _staged(change: FileEdit) -> str:
    """Write the new bytes to a temporary file in the same folder, with the old file's mode, and return its path."""
    assert change.after is not None
    folder = os.path.dirname(change.path)
    temporary = os.path.join(folder, f"{_PREFIX}{os.getpid()}-{next(_NUMBERS)}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(change))
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def _mode(change: FileEdit) -> int:
    if change.before is not None:
        return os.stat(change.path).st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sweep(changes: Sequence[FileEdit]) -> None:
    """Remove temporary files of a save that was killed; while we hold the lock, no other save is running."""
    for folder in _folders(changes):
        for name in os.listdir(folder):
            if name.startswith(_PREFIX) and name.endswith(".tmp"):
                with suppress(OSError):  # one that cannot be removed is in nobody's way
                    os.unlink(os.path.join(folder, name))


def _folders(changes: Sequence[FileEdit]) -> set[str]:
    folders = {os.path.dirname(change.path) for change in changes}
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
    return folders


def _flush_folders(changes: Sequence[FileEdit]) -> None:
    """Flush the folders, so that the renames survive a power cut; Windows cannot do this."""
    if os.name != "posix":
        return
    for folder in _folders(changes):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _take_back(done: Sequence[FileEdit]) -> None:
    for change in done:
        with suppress(OSError):
            if change.before is None:
                os.unlink(change.path)
            else:
                os.replace(_staged(FileEdit(path=change.path, before=change.after, after=change.before)), change.path)


def _reason(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return f"nothing was written: {error.strerror or error}{where}"
