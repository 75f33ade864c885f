"""A lock on a file, which the operating system releases when its holder ends, for whatever reason."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from actionplan.model.errors import ActionPlanError

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_PAUSE = 0.02
"""Seconds between two attempts to take a lock."""


class HeldElsewhere(ActionPlanError):
    """Another process has held the lock for longer than the time limit."""


@contextmanager
def locked(path: str, *, mode: int, seconds: float) -> Iterator[None]:
    """Hold a lock.

    Args:
        path: the lock's file, which is made if missing, and stays; a link is not followed.
        mode: the permissions of a new file, regardless of the user's mask.
        seconds: how long to wait while another process holds the lock.

    Raises:
        HeldElsewhere: another process held it for longer.
        OSError: the file cannot be opened or locked.
    """
    handle = _opened(path, mode)
    try:
        deadline = time.monotonic() + seconds
        while not _take(handle):
            if time.monotonic() >= deadline:
                raise HeldElsewhere(path)
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)  # which releases the lock


def _opened(path: str, mode: int) -> int:
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with suppress(FileExistsError):
        handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, mode)
        if hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        return handle
    return os.open(path, flags)
