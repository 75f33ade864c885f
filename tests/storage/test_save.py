"""Files are replaced whole: their mode and links stay, and what cannot be saved leaves everything as it was."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from actionplan.storage import save as saving
from actionplan.storage.save import ChangedMeanwhile, FileEdit, SaveError, save


def change(path: Path, after: str, before: str | None = "old\n") -> FileEdit:
    return FileEdit(path=str(path), before=None if before is None else before.encode(), after=after.encode())


def old_file(folder: Path, name: str = "1.1.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("old\n")
    return path


def left_in(folder: Path) -> list[str]:
    """Return the files of a folder other than the lock's."""
    return sorted(name for name in os.listdir(folder) if name != saving.LOCK_FILE)


@pytest.fixture
def lock_held_elsewhere(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Yield another process that holds the lock of the plan in `tmp_path`, until it is killed."""
    program = (
        "import sys, time\n"
        "from actionplan.storage.save import locked_plan\n"
        "with locked_plan(sys.argv[1]):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
        holder.kill()


# What stays as it was


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = old_file(tmp_path)

    save(str(tmp_path), [change(path, "new\n")])

    assert path.read_text() == "new\n"
    assert left_in(tmp_path) == ["1.1.toml"]


def test_the_file_keeps_its_mode(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    path.chmod(0o640)

    save(str(tmp_path), [change(path, "new\n")])

    assert path.stat().st_mode & 0o7777 == 0o640


def test_a_new_file_gets_the_mode_that_the_user_wants(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        save(str(tmp_path), [change(tmp_path / "actions" / "2.1.toml", "new\n", before=None)])
    finally:
        os.umask(mask)

    assert (tmp_path / "actions" / "2.1.toml").stat().st_mode & 0o7777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = old_file(tmp_path, "elsewhere/1.1.toml")
    link = tmp_path / "1.1.toml"
    link.symlink_to(Path("elsewhere", "1.1.toml"))

    save(str(tmp_path), [change(link, "new\n")])

    assert link.is_symlink()
    assert target.read_text() == "new\n"


def test_the_lock_is_free_afterwards(tmp_path: Path) -> None:
    path = old_file(tmp_path)

    for number in range(3):
        before = path.read_text()
        save(str(tmp_path), [change(path, f"{number}\n", before=before)])

    assert path.read_text() == "2\n"


# Someone else was quicker


def test_what_was_changed_since_it_was_read_is_not_replaced(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    path.write_text("someone else's\n")

    with pytest.raises(
        ChangedMeanwhile, match=r"1\.1\.toml was changed by someone else meanwhile; nothing was written"
    ):
        save(str(tmp_path), [change(path, "new\n")])

    assert path.read_text() == "someone else's\n"


def test_what_was_removed_since_it_was_read_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(ChangedMeanwhile, match="was removed by someone else"):
        save(str(tmp_path), [change(tmp_path / "1.1.toml", "new\n")])

    assert left_in(tmp_path) == []


def test_a_new_file_replaces_none_that_is_there(tmp_path: Path) -> None:
    path = old_file(tmp_path)

    with pytest.raises(ChangedMeanwhile, match="was made by someone else"):
        save(str(tmp_path), [change(path, "new\n", before=None)])

    assert path.read_text() == "old\n"


def test_one_stale_file_stops_all(tmp_path: Path) -> None:
    first, second = old_file(tmp_path, "a.toml"), old_file(tmp_path, "b.toml")
    second.write_text("someone else's\n")

    with pytest.raises(ChangedMeanwhile):
        save(str(tmp_path), [change(first, "new\n"), change(second, "new\n")])

    assert first.read_text() == "old\n"
    assert left_in(tmp_path) == ["a.toml", "b.toml"]


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "1.1.toml").mkdir()

    with pytest.raises(SaveError, match=r"nothing was written: .*1\.1\.toml: this is a folder"):
        save(str(tmp_path), [change(tmp_path / "1.1.toml", "new\n")])


# The lock


def test_a_lock_held_for_too_long_is_a_plain_message(
    tmp_path: Path, lock_held_elsewhere: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "LOCK_SECONDS", 0.1)
    path = old_file(tmp_path)

    with pytest.raises(SaveError, match=r"another actionplan has been writing to .* seconds: try again"):
        save(str(tmp_path), [change(path, "new\n")])

    assert path.read_text() == "old\n"


def test_a_lock_whose_holder_was_killed_holds_nobody_up(
    tmp_path: Path, lock_held_elsewhere: "subprocess.Popen[str]"
) -> None:
    path = old_file(tmp_path)
    lock_held_elsewhere.kill()
    lock_held_elsewhere.wait()

    save(str(tmp_path), [change(path, "new\n")])

    assert path.read_text() == "new\n"


def test_a_file_that_cannot_be_locked_is_reported(tmp_path: Path) -> None:
    (tmp_path / saving.LOCK_FILE).mkdir()
    path = old_file(tmp_path)

    with pytest.raises(SaveError, match="nothing was written: Is a directory"):
        save(str(tmp_path), [change(path, "new\n")])


# What a save that was killed left behind


def test_leftovers_are_swept_and_nothing_else(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    for name in (".actionplan-x1.tmp", ".actionplan-notes.toml", "x.tmp", ".gitignore"):
        (tmp_path / name).write_text("half")

    save(str(tmp_path), [change(path, "new\n")])

    assert left_in(tmp_path) == [".actionplan-notes.toml", ".gitignore", "1.1.toml", "x.tmp"]


# Several files: all or none


def failing_at(number: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that fails once, when it is called for the given time, as a full disk would."""
    calls = iter(range(1, 1000))

    def call(*arguments: Any) -> Any:
        if next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments)

    return call


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_if_one_of_several_files_cannot_be_replaced_none_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    first, second = old_file(tmp_path, "a.toml"), old_file(tmp_path, "b.toml")
    new = tmp_path / "c.toml"
    changes = [change(first, "new\n"), change(new, "new\n", before=None), change(second, "new\n")]
    monkeypatch.setattr(os, step, failing_at(number, getattr(os, step)))

    with pytest.raises(SaveError, match="nothing was written: No space left on device"):
        save(str(tmp_path), changes)

    assert (first.read_text(), second.read_text()) == ("old\n", "old\n")
    assert left_in(tmp_path) == ["a.toml", "b.toml"]


def test_a_new_file_that_cannot_stay_is_taken_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, other = tmp_path / "a.toml", old_file(tmp_path, "b.toml")
    monkeypatch.setattr(os, "replace", failing_at(2, os.replace))

    with pytest.raises(SaveError):
        save(str(tmp_path), [change(new, "new\n", before=None), change(other, "new\n")])

    assert left_in(tmp_path) == ["b.toml"]


def test_stopping_halfway_takes_back_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = old_file(tmp_path, "a.toml"), old_file(tmp_path, "b.toml")
    real = os.replace

    def stopped(source: str, target: str) -> None:
        if target.endswith("b.toml"):
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", stopped)

    with pytest.raises(KeyboardInterrupt):
        save(str(tmp_path), [change(first, "new\n"), change(second, "new\n")])

    assert (first.read_text(), second.read_text()) == ("old\n", "old\n")
    assert left_in(tmp_path) == ["a.toml", "b.toml"]


# Where a folder cannot be flushed


def test_windows_is_not_asked_to_flush_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_file(tmp_path)
    flushed: list[str] = []

    def folders(changes: object) -> set[str]:
        flushed.append(os.name)
        return set()

    monkeypatch.setattr(saving, "_folders", folders)
    for name in ("nt", "posix"):
        monkeypatch.setattr(os, "name", name)
        saving._flush_folders([change(path, "new\n")])

    assert flushed == ["posix"]


def test_a_system_that_refuses_to_flush_a_folder_does_not_stop_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_file(tmp_path)
    monkeypatch.setattr(os, "fsync", failing_at(2, os.fsync))

    save(str(tmp_path), [change(path, "new\n")])

    assert path.read_text() == "new\n"
