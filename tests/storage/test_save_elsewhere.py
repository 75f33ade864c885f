"""What was put in a file's place between reading and saving is not written to, not waited for, and named."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from actionplan.edit.append import append_status
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.storage import save as saving
from actionplan.storage.save import LOCK_FILE, ChangedMeanwhile, FileEdit, SaveError, locked_plan, save
from conftest import PlanMaker, Runner

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes need POSIX")

Swap = Callable[[Path, Path], None]
"""Puts something in the place of a plan's file; the second path is a file outside, with the same bytes."""


def link(path: Path, outside: Path) -> None:
    path.unlink()
    path.symlink_to(outside)


def link_to_nothing(path: Path, outside: Path) -> None:
    path.unlink()
    path.symlink_to(outside.parent / "new")


def folder_link(path: Path, outside: Path) -> None:
    path.parent.rename(path.parent.with_name("was"))
    path.parent.symlink_to(outside.parent)


def folder_link_and_link_back(path: Path, outside: Path) -> None:
    folder_link(path, outside)
    outside.unlink()
    outside.symlink_to(path.parent.with_name("was") / path.name)


def link_over_a_link(path: Path, outside: Path) -> None:
    path.unlink()
    (path.parent / "inner.toml").symlink_to(outside)
    path.symlink_to("inner.toml")


def link_in_a_circle(path: Path, _: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def pipe(path: Path, _: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_to_a_pipe(path: Path, _: Path) -> None:
    path.unlink()
    os.mkfifo(path.parent / "pipe")
    path.symlink_to("pipe")


def folder(path: Path, _: Path) -> None:
    path.unlink()
    path.mkdir()


def device(path: Path, _: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def read_only(path: Path, _: Path) -> None:
    path.chmod(0o444)


def local_socket(path: Path, _: Path) -> None:
    path.unlink()
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket must be short
        server.bind(path.name)
        os.chdir(here)


SWAPS: dict[Swap, str] = {
    link: "leads out of the plan",
    link_to_nothing: "leads out of the plan",
    link_over_a_link: "leads out of the plan",
    folder_link: "leads out of the plan",
    folder_link_and_link_back: "leads out of the plan",
    link_in_a_circle: "round in a circle",
    device: "leads out of the plan",
    pipe: "not an ordinary file",
    link_to_a_pipe: "not an ordinary file",
    local_socket: "not an ordinary file",
    folder: "this is a folder",
    read_only: "is read-only. If it may be changed, make it writable first",
}


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    """Return a file of a plan, and one outside with the same bytes."""
    inside, outside = tmp_path / "p/actions/1.1.toml", tmp_path / "outside/1.1.toml"
    for path in (inside, outside):
        path.parent.mkdir(parents=True)
        path.write_text("old\n")
    return inside, outside


def as_changed(path: Path) -> tuple[int, ...]:
    """Return what `lstat` says of a path, without the time at which it was last read."""
    found = os.lstat(path)
    return found.st_ino, found.st_mode, found.st_nlink, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize("swap", SWAPS, ids=lambda swap: swap.__name__)
@pytest.mark.parametrize("after", [b"new\n", None], ids=["written", "removed"])
def test_what_took_the_place_of_a_file_is_left_alone(place: tuple[Path, Path], swap: Swap, after: bytes | None) -> None:
    inside, outside = place
    root = inside.parent.parent
    swap(inside, outside)
    before = as_changed(inside)
    with pytest.raises(SaveError, match="nothing was written") as refused:
        save(str(root), [FileEdit(path=str(inside), before=b"old\n", after=after)])
    assert SWAPS[swap] in str(refused.value)
    assert as_changed(inside) == before
    assert [path.name for path in outside.parent.iterdir()] == ["1.1.toml"]
    assert outside.read_text() == "old\n"
    with locked_plan(str(root), 0):
        pass


@pytest.mark.parametrize("swap", [link_to_nothing, folder_link], ids=lambda swap: swap.__name__)
def test_a_new_file_is_not_made_outside(place: tuple[Path, Path], swap: Swap) -> None:
    inside, outside = place
    swap(inside, outside)
    for name in ("1.1.toml", "1.2.toml"):
        with pytest.raises(SaveError) if name == "1.1.toml" or swap is folder_link else pytest.MonkeyPatch.context():
            path = str(inside.with_name(name))
            save(str(inside.parent.parent), [FileEdit(path=path, before=None, after=b"new\n")])
    assert [path.name for path in outside.parent.iterdir()] == ["1.1.toml"]


def test_a_link_that_appears_after_the_check_is_replaced_and_not_followed(
    place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = place
    real = os.fsync

    def swapping(handle: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        link(inside, outside)

    monkeypatch.setattr(os, "fsync", swapping)
    save(str(inside.parent.parent), [FileEdit(path=str(inside), before=b"old\n", after=b"new\n")])
    assert (outside.read_text(), inside.read_text()) == ("old\n", "new\n")


def test_two_names_of_one_file_outside_are_parted(place: tuple[Path, Path]) -> None:
    """A hard link cannot be seen from inside; the file outside keeps its bytes."""
    inside, outside = place
    inside.unlink()
    os.link(outside, inside)
    save(str(inside.parent.parent), [FileEdit(path=str(inside), before=b"old\n", after=b"new\n")])
    assert (outside.read_text(), inside.read_text()) == ("old\n", "new\n")


def test_the_same_bytes_in_another_file_of_the_plan_may_be_saved(place: tuple[Path, Path]) -> None:
    inside, _ = place
    inside.rename(inside.with_name("kept.toml"))
    inside.symlink_to("kept.toml")
    save(str(inside.parent.parent), [FileEdit(path=str(inside), before=b"old\n", after=b"new\n")])
    assert inside.is_symlink()
    assert inside.with_name("kept.toml").read_text() == "new\n"


@pytest.mark.parametrize("what", ["a folder", "a pipe", "a link"])
def test_something_else_in_place_of_the_lock_or_of_temporary_files(place: tuple[Path, Path], what: str) -> None:
    inside, outside = place
    root = inside.parent.parent
    for path in (root / LOCK_FILE, inside.parent / ".actionplan-1-1.tmp"):
        if what == "a folder":
            path.mkdir()
        elif what == "a pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(outside)
    with suppress(SaveError):
        save(str(root), [FileEdit(path=str(inside), before=b"old\n", after=b"new\n")])
    assert inside.read_text() == ("new\n" if what == "a pipe" else "old\n")
    assert outside.read_text() == "old\n"


def test_an_update_gives_the_reason(
    make_plan: PlanMaker, actionplan: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = make_plan()
    path = root / "actions/1.1.toml"
    (tmp_path / "outside.toml").write_bytes(path.read_bytes())
    real = saving.locked_plan

    def swapping(root: str) -> object:
        link(path, tmp_path / "outside.toml")
        return real(root)

    monkeypatch.setattr(saving, "locked_plan", swapping)
    before = (tmp_path / "outside.toml").read_bytes()
    ran = actionplan("update", "1.1", "--plan", root, "--progress", "60", "--by", "hcc")
    assert (ran.code, "leads out of the plan" in " ".join(ran.err.split())) == (2, True)
    assert (tmp_path / "outside.toml").read_bytes() == before


def test_a_read_only_record_is_not_changed_by_any_command(make_plan: PlanMaker, actionplan: Runner) -> None:
    root = make_plan()
    path = root / "actions/1.1.toml"
    path.chmod(0o444)
    before = path.read_bytes()
    for line in (
        "update 1.1 --progress 60 --by hcc",
        "redate 1.1 2025-03-31 --reason Late --by hcc --approved board:2024-07-01 --yes",
        "renumber 1.1 1.2",
    ):
        ran = actionplan(*line.split(), "--plan", root)
        assert (ran.code, "read-only" in ran.err, ran.out) == (2, True, ""), line
    entry = ActionEntry(on=PlanDate.parse("2024-06-03"), by=Id("hcc"), progress=60)
    with pytest.raises(SaveError, match="read-only"):
        append_status(str(root), "1.1", entry, today=date(2024, 6, 3))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["1.1.toml"]
    path.chmod(0o644)
    assert actionplan("update", "1.1", "--plan", root, "--progress", "60", "--by", "hcc").code == 0


def test_a_file_that_someone_else_removed_is_not_taken_for_an_empty_one(place: tuple[Path, Path]) -> None:
    inside, _ = place
    inside.write_text("")
    with pytest.raises(ChangedMeanwhile):
        save(str(inside.parent.parent), [FileEdit(path=str(inside), before=None, after=b"new\n")])
