"""Run whole processes, one round after another over all of them, and say what each took.

Only what is small is imported here: the peak memory of a child reads no lower than that of the process that starts it.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

WARM = 10.0
"""Seconds: a first run that is shorter warms up and is not counted; in a longer one that makes no difference."""


class Work(NamedTuple):
    """A command that is measured.

    Attributes:
        name: its row, such as ``status L``.
        words: the program and its arguments.
        at: the folder in which it runs.
        setting: environment variables beside those of all.
        removed: files and folders that are deleted before each run, such as a cache that must be cold.
        restored: files that are put back before each run, each with the file whose bytes it gets.
        codes: the exit codes with which it may end.
        says: a text, and the least number of times that it must be in the output; None to check nothing.
    """

    name: str
    words: Sequence[str]
    at: Path
    setting: Mapping[str, str] = {}
    removed: Sequence[Path] = ()
    restored: Mapping[Path, Path] = {}
    codes: frozenset[int] = frozenset({0})
    says: tuple[str, int] | None = None


class Run(NamedTuple):
    """What one run took.

    Attributes:
        wall: seconds by the clock.
        cpu: seconds of processors, with those of the processes that it started.
        peak: MB of memory of the largest of its processes.
        is_whole: False if it was stopped because it took too long.
    """

    wall: float
    cpu: float
    peak: float
    is_whole: bool = True


class Patience(NamedTuple):
    """How long measuring may take.

    Attributes:
        rounds: runs of each command at most.
        seconds: a command that has run for so many seconds in all is not run again.
        limit: seconds after which a run is stopped.
    """

    rounds: int
    seconds: float
    limit: float


class Failed(Exception):
    """A command ended otherwise than it should."""


def surroundings(scratch: Path, within: Path) -> dict[str, str]:
    """Return the environment in which everything is measured: the user's settings kept out, compiled files kept.

    Args:
        scratch: a folder in which programs find no settings, and may leave files.
        within: the folder that holds all data; no repository around it is found.
    """
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "TMPDIR"}}
    places = {name: str(scratch) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    return {**kept, **places, "GIT_CEILING_DIRECTORIES": str(within), "GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1"}


def run(work: Work, environment: Mapping[str, str], output: Path, limit: float) -> Run:
    """Run a command once.

    Args:
        work: the command.
        environment: as from `surroundings`.
        output: the file that its output is written to.
        limit: seconds after which it is stopped.

    Raises:
        Failed: if it ends with another exit code, or does not say what it should.
    """
    for path in work.removed:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for path, original in work.restored.items():
        shutil.copyfile(original, path)
    with output.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [*work.words],
            cwd=work.at,
            env={**environment, **work.setting},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        stopper = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        stopper.start()
        _, ended, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        stopper.cancel()
    process.returncode = os.waitstatus_to_exitcode(ended)
    _raise_if_wrong(work, process.returncode, output)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, process.returncode != -signal.SIGKILL)


def _raise_if_wrong(work: Work, code: int, output: Path) -> None:
    if code == -signal.SIGKILL:
        return
    word, times = work.says or ("\n", 0)
    # Line by line: what this process holds is the least that any peak can read
    with output.open(encoding="utf-8", errors="replace", newline="\n") as said:
        is_said = sum(line.count(word) for line in said) >= times
        said.seek(0)
        begins = said.read(600)
    if code not in work.codes or not is_said:
        raise Failed(f"{work.name}: {' '.join(work.words)[:300]}\nended with {code} and said:\n{begins}")


def rounds(
    works: Iterable[Work], environment: Mapping[str, str], scratch: Path, patience: Patience
) -> Iterator[tuple[str, Run]]:
    """Run all commands, then all of them again, and so on; give each run that counts as it ends.

    Args:
        works: the commands. One that fails is named on stderr and not run again.
        environment: as from `surroundings`.
        scratch: a folder for their output.
        patience: how often and how long.
    """
    left = {work.name: work for work in works}
    spent = dict.fromkeys(left, 0.0)
    for number in range(patience.rounds + 1):
        print(f"round {number or 'to warm up'}: {len(left)} commands", file=sys.stderr)
        for name, work in list(left.items()):
            try:
                ran = run(work, environment, scratch / "output", patience.limit)
            except (Failed, OSError) as error:
                print(f"left out: {error}", file=sys.stderr)
                del left[name]
                continue
            spent[name] += ran.wall
            if number or ran.wall > WARM:
                yield name, ran
            if (spent[name] > patience.seconds and (number or ran.wall > WARM)) or not ran.is_whole:
                del left[name]
