"""A file is read in a process of its own: what is wrong with it is explained, and harms nothing."""

import pytest

from actionplan.sheets import UnreadableFile, read
from actionplan.sheets.own_process import OutOfBounds, in_own_process


def test_a_file_is_named_after_its_path_and_known_by_its_digest(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_bytes(b"Ref,Title\n1.1,Hire\n")
    book = read(file)
    assert (book.name, book.format, [sheet.name for sheet in book.sheets]) == ("plan.csv", "csv", ["plan"])
    assert book == read(file.read_bytes(), "plan.csv")


def test_what_is_wrong_comes_from_the_other_process():
    with pytest.raises(UnreadableFile, match=r"^sent\.xls: it is a workbook of an old Excel.*Save As"):
        read(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "sent.xls")


def use_memory(count):
    return len(bytes(count))


def wait(seconds):
    import time

    time.sleep(seconds)


def end(code):
    import os

    os._exit(code)


@pytest.mark.parametrize(
    ("work", "argument", "seconds", "said"),
    [(use_memory, 2_000_000_000, 60, "more memory"), (wait, 90, 0.1, "more than 0.1 seconds"), (end, 134, 60, "ended")],
)
def test_a_process_that_runs_away_ends_alone(work, argument, seconds, said):
    with pytest.raises(OutOfBounds, match=said):
        in_own_process(work, argument, seconds=seconds, memory=1_000_000_000)
