"""Whole processes are run as asked, and what goes wrong is not counted."""

import sys

import pytest

from measuring import Failed, Patience, Work, rounds, run, surroundings


@pytest.fixture
def work(tmp_path):
    """Return a function that makes a row of a line of Python."""

    def make(code, name="row", **more):
        return Work(name, (sys.executable, "-c", code), tmp_path, **more)

    return make


@pytest.fixture
def ran(tmp_path):
    """Return a function that runs a row once."""

    def once(work, limit=60.0):
        return run(work, surroundings(tmp_path, tmp_path), tmp_path / "output", limit)

    return once


def test_a_run_has_a_time_and_a_peak(work, ran):
    found = ran(work("print('3 entries')", says=("entries", 1)))
    assert found.is_whole
    assert found.wall > 0
    assert found.peak > 1


def test_an_unexpected_end_or_answer_is_a_failure(work, ran):
    with pytest.raises(Failed, match="ended with 3"):
        ran(work("raise SystemExit(3)"))
    with pytest.raises(Failed, match="ended with 0"):
        ran(work("print('a')", says=("a", 2)))
    assert ran(work("raise SystemExit(1)", codes=frozenset({0, 1}))).is_whole


def test_what_takes_too_long_is_stopped(work, ran):
    assert not ran(work("import time; time.sleep(60)"), limit=0.2).is_whole


def test_caches_are_cold_and_files_as_they_were_before_each_run(work, ran, tmp_path):
    (tmp_path / "cache").write_text("warm")
    (tmp_path / "plan").write_text("one")
    code = "import os; print(os.path.exists('cache'), open('plan').read()); open('plan', 'a').write(' two')"
    again = work(
        code, removed=(tmp_path / "cache",), restored={tmp_path / "copy": tmp_path / "plan"}, says=("False", 1)
    )
    ran(again)
    assert (tmp_path / "copy").read_text() == "one"


def test_settings_of_the_user_are_kept_out(work, ran, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("ACTIONPLAN_BY", "council")
    code = "import os; print({'PYTHONDONTWRITEBYTECODE', 'ACTIONPLAN_BY'} & set(os.environ), os.environ['HOME'])"
    ran(work(code, says=(f"set() {tmp_path}", 1)))


def test_rounds_go_over_all_and_the_first_only_warms_up(work, tmp_path, capsys):
    asked = [work("pass", "a"), work("raise SystemExit(2)", "bad"), work("pass", "b")]
    found = rounds(asked, surroundings(tmp_path, tmp_path), tmp_path, Patience(rounds=2, seconds=60, limit=60))
    assert [name for name, _ in found] == ["a", "b", "a", "b"]
    assert "left out: bad" in capsys.readouterr().err
