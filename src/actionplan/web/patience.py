"""Answers of git for pages, which are kept while nothing changes and waited for only for a moment."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from attrs import define

Answer = TypeVar("Answer")

SECONDS: Final = 2.0
"""How long a page waits for git. Its answers usually take a few hundredths."""

_FAILED_SECONDS: Final = 10.0
"""How long a failure counts as the answer: git may be installed, or its disk come back, and no file shows it."""


class Late(Exception):
    """The answer is not there yet."""


@define
class _Asked:
    stamp: Hashable
    answer: "Future[Any]"
    since: float


class Patience(Generic[Answer]):
    """Answers by keys, each asked for again when its stamp changes."""

    def __init__(self) -> None:
        """Begin with none."""
        self._asked: dict[Hashable, _Asked] = {}
        self._lock = Lock()

    def get(self, key: Hashable, stamp: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return an answer, which is waited for only when it is asked for first.

        Args:
            key: what is asked.
            stamp: what changes when the answer may have changed.
            make: finds the answer; it goes on when nobody waits for it any more.

        Raises:
            Late: it takes longer.
            Exception: whatever ``make`` raised.
        """
        with self._lock:
            asked = self._asked.get(key)
            if asked is None or not _holds(asked, stamp):
                asked = self._asked[key] = _Asked(stamp, Future(), monotonic())
                Thread(target=_answer, args=(asked.answer, make), daemon=True).start()
        remaining = asked.since + SECONDS - monotonic()
        try:
            return asked.answer.result(max(remaining, 0.0))  # type: ignore[no-any-return]
        except TimeoutError as error:
            if asked.answer.done():  # git itself was too late
                raise
            raise Late from error


def _holds(asked: _Asked, stamp: Hashable) -> bool:
    """Return whether an answer is still to be used, or to be waited for."""
    if not asked.answer.done():  # of a git that hangs nothing more is asked
        return asked.stamp == stamp or monotonic() - asked.since > SECONDS
    if asked.answer.exception() is not None and monotonic() - asked.since > _FAILED_SECONDS:
        return False
    return asked.stamp == stamp


def _answer(answer: "Future[Any]", make: Callable[[], Any]) -> None:
    try:
        answer.set_result(make())
    except Exception as error:  # noqa: BLE001  # it belongs to whoever waits
        answer.set_exception(error)
