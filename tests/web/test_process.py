"""``actionplan serve`` as a program: where it listens, what a second copy says, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from actionplan.web import server
from conftest import REPOSITORY

NORTH = "examples/northshire-send"


@pytest.fixture
def serve(tmp_path) -> Iterator:
    """Return a function that starts a view, and returns the process and the address that it printed."""
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "-m", "actionplan", "serve", *arguments],
            cwd=REPOSITORY,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        return process, found[0] if found else line

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_it_prints_where_it_is_says_so_to_a_second_copy_and_ends_at_once(serve):
    taken = server.listen(9500)
    port = taken.getsockname()[1]
    first, where = serve(NORTH, "--port", str(port))
    assert int(where.rstrip("/").rpartition(":")[2]) > port
    with urlopen(where) as answer:
        assert b"What needs doing" in answer.read()
    second, again = serve(NORTH)
    assert again == where
    assert second.wait(20) == 0
    first.send_signal(signal.SIGINT)
    _, errors = first.communicate(timeout=20)
    assert first.returncode in (0, 130)
    assert "Traceback" not in errors
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(where.rstrip("/").rpartition(":")[2]))).close()
    third, _ = serve(NORTH, "--port", str(port))
    assert third.poll() is None
    taken.close()


def test_outside_a_plan_it_is_refused_and_nothing_listens(actionplan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = actionplan("serve")
    assert (ran.code, ran.out) == (2, "")
    assert "no plan here" in ran.err
    assert actionplan("serve", "nowhere").code == 2


@pytest.mark.parametrize("port", ["80", "65536", "-1", "x"])
def test_a_port_that_is_none_for_it_is_refused(actionplan, port):
    ran = actionplan("serve", NORTH, "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert "--port" in ran.err


def test_one_page_is_printed_for_scripts(actionplan, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    ran = actionplan("serve", NORTH, "--get", "/northshire-send/actions?when=overdue")
    assert ran.code == 0
    assert ran.out.startswith("<!DOCTYPE html>")
    assert "What needs doing" in actionplan("serve", NORTH, "--get", "/").out


def test_a_page_that_is_not_there_is_no_success(actionplan, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    assert actionplan("serve", NORTH, "--get", "/northshire-send/actions/99").code == 2
