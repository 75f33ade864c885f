"""A save that is killed, or meets a full disk, leaves the complete old or new file."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actionplan.storage import save as saving
from actionplan.storage.save import FileEdit, SaveError, save
from conftest import ACTION, PlanMaker, Runner, dedented

OLD = dedented(ACTION).encode()
NEW = OLD + b'\n[[status]]\non = 2024-03-05\nnote = "' + b"Two schools left. " * 1000 + b'"\n'

KILLED = """
import os, signal, sys
from actionplan.storage.save import FileEdit, save

root, wanted, new = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "new"
steps = 0

def watched(name, arguments):
    global steps
    if name.startswith(("os.", "tempfile.", "open", "fcntl.")) and not sys.is_finalizing():
        steps += 1
        if steps == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

def kill_after(real):
    def call(*arguments, **options):
        result = real(*arguments, **options)
        watched("os.", ())
        return result
    return call

path = os.path.join(root, "actions", "1.1.toml")
before = None if new else open(path, "rb").read()
after = sys.stdin.buffer.read()
for name in ("replace", "fsync", "chmod", "unlink", "close"):
    setattr(os, name, kill_after(getattr(os, name)))
sys.addaudithook(watched)
save(root, [FileEdit(path=path, before=before, after=after)])
os._exit(0)
"""
"""Saves one file, and kills itself at a step: before it asks the system for something, or after a change on disk."""


def saved_until(plan: Path, step: int, *, new: bool = False) -> int:
    """Save in a process that is killed at a step, and give its exit code: 0 where it got to its end before."""
    arguments = [sys.executable, "-c", KILLED, str(plan), str(step), "new" if new else "old"]
    return subprocess.run(arguments, input=NEW, check=False, stdout=subprocess.DEVNULL).returncode


def leftovers(plan: Path) -> list[str]:
    return [name for name in os.listdir(plan / "actions") if name.startswith(saving._PREFIX)]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
@pytest.mark.parametrize("new", [False, True], ids=["a file that is there", "a new file"])
def test_a_save_killed_at_any_step_leaves_the_old_file_or_the_new_one(make_plan: PlanMaker, new: bool) -> None:
    plan = make_plan()
    path = plan / "actions" / "1.1.toml"
    found: set[bytes | None] = set()
    has_leftovers = False

    for step in range(1, 100):
        path.unlink() if new else path.write_bytes(OLD)
        code = saved_until(plan, step, new=new)
        now = path.read_bytes() if path.exists() else None
        found.add(now)
        assert now in (None if new else OLD, NEW)
        has_leftovers = has_leftovers or bool(leftovers(plan))

        save(str(plan), [FileEdit(path=str(path), before=now, after=b"# the next save\n")])
        assert path.read_bytes() == b"# the next save\n"
        assert leftovers(plan) == []
        if code == 0:
            break
        assert code == -signal.SIGKILL

    assert step > 10
    assert found == {None if new else OLD, NEW}
    assert has_leftovers


# A full disk


def full_at(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that finds the disk full."""

    def call(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return call


@pytest.mark.parametrize("step", ["write", "flush", "fsync"])
def test_a_full_disk_leaves_the_old_file(make_plan: PlanMaker, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    plan = make_plan()
    path = plan / "actions" / "1.1.toml"
    make_full(monkeypatch, step)

    with pytest.raises(SaveError, match=r"^nothing was written: No space left on device$"):
        save(str(plan), [FileEdit(path=str(path), before=OLD, after=NEW)])

    assert path.read_bytes() == OLD
    assert leftovers(plan) == []


@pytest.mark.parametrize("step", ["write", "flush", "fsync"])
def test_the_command_says_that_the_disk_is_full(
    make_plan: PlanMaker, actionplan: Runner, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    plan = make_plan()
    make_full(monkeypatch, step)

    ran = actionplan("update", "1.1", "--note", "Two schools left", "--by", "hcc", "--plan", plan)

    assert (ran.code, ran.out, ran.err) == (2, "", "Error: nothing was written: No space left on device\n")
    assert (plan / "actions" / "1.1.toml").read_bytes() == OLD
    assert leftovers(plan) == []


def make_full(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Let the disk be full from when a file's bytes are written, flushed from the program, or flushed to the disk."""
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full_at(os.fsync))
        return
    real = os.fdopen

    def opened(*arguments: Any, **options: Any) -> Any:
        file = real(*arguments, **options)
        return FullFile(file, step) if "w" in arguments[1] else file

    monkeypatch.setattr(os, "fdopen", opened)


class FullFile:
    """A file on a disk that is found full at one of the steps of writing."""

    def __init__(self, file: Any, step: str) -> None:
        self.file = file
        setattr(self, step, full_at(getattr(file, step)))

    def __enter__(self) -> "FullFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


LIMITED = """
import resource, signal, sys
from actionplan.cli.main import run

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on sizes are of POSIX systems")
def test_a_file_that_may_not_grow_so_large_stays_as_it_was(make_plan: PlanMaker, tmp_path: Path) -> None:
    plan = make_plan()
    update = [
        "update",
        "1.1",
        "--note",
        "Two schools left. " * 1000,
        "--accept",
        "P132",
        "--by",
        "hcc",
        "--plan",
        str(plan),
    ]

    ran = subprocess.run([sys.executable, "-c", LIMITED, *update], capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "Error: nothing was written: File too large\n")
    assert (plan / "actions" / "1.1.toml").read_bytes() == OLD
    assert leftovers(plan) == []
