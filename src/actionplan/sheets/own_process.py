"""Do risky work in a process of its own, with bounded memory and time, which may fail without harm to this one."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock
from traceback import format_exc
from types import ModuleType
from typing import TypeVar

from actionplan.model.errors import ActionPlanError

Result = TypeVar("Result")


class OutOfBounds(ActionPlanError):
    """The work needed more memory or time than it was given, or ended its process; ``args[0]`` says which."""


def in_own_process(work: Callable[..., Result], *args: object, seconds: float, memory: int) -> Result:
    """Call a function in a new process and return what it returns.

    Args:
        work: the function, at the top level of its module; what it takes and returns is picklable.
        args: its arguments.
        seconds: the time that it has.
        memory: the bytes of memory that it has, where the system can limit them.

    Raises:
        OutOfBounds: it ran out of memory or time, or its process ended.
        ActionPlanError: what the function raised.
    """
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, seconds, memory, work, args), daemon=True)
    with receiver:
        with sender, _nothing_as_main():
            process.start()
        try:
            if not receiver.poll(seconds):
                raise OutOfBounds(f"it took more than {seconds:g} seconds")
            result, error = receiver.recv()
        except (EOFError, OSError) as lost:
            raise OutOfBounds("the process that read it ended") from lost
        finally:
            process.kill()
            process.join()
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]  # what came through the pipe is what the function returned


def _answer(
    sender: Connection, seconds: float, memory: int, work: Callable[..., object], args: tuple[object, ...]
) -> None:
    """Send what a function returns, or what it raised."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent process, which ends this one
    _limit(seconds, memory)
    try:
        sender.send((work(*args), None))
    except (MemoryError, RecursionError):
        sender.send((None, OutOfBounds("it needs more memory than is allowed")))
    except ActionPlanError as error:
        sender.send((None, error))
    except BaseException:  # noqa: BLE001  # a mistake of ours is reported by the parent, with its traceback
        sender.send((None, RuntimeError(format_exc())))


def _limit(seconds: float, memory: int) -> None:
    """Set limits of this process, where the system has them."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, int(seconds) + 1)):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):  # macOS, or a lower limit is set already
            continue


_starting = Lock()


@contextmanager
def _nothing_as_main() -> Iterator[None]:
    """Keep the new process from running the user's script once more, as it otherwise would to find its functions."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
