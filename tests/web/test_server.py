"""The view starts on a free port of this machine only, and there is one for each plan."""

import datetime as dt
import socket
import threading
from contextlib import closing
from http.client import HTTPConnection

import pytest

from actionplan.model.refused import Refused
from actionplan.web import server
from actionplan.web.app import make_app
from actionplan.web.store import PlanStore


@pytest.fixture
def running():
    listener = server.listen(server.PORT + 700)
    app = make_app(PlanStore(["examples/northshire-send"]), lambda: dt.date(2026, 1, 15))
    thread = threading.Thread(target=server.serve, args=(app, listener), daemon=True)
    thread.start()
    return server.address(listener)


def test_it_listens_on_this_machine_only():
    listener = server.listen(server.PORT + 600)
    assert listener.getsockname()[0] == "127.0.0.1"
    listener.close()


def test_the_next_free_port_is_used():
    first = server.listen(server.PORT + 500)
    second = server.listen(first.getsockname()[1])
    assert second.getsockname()[1] > first.getsockname()[1]
    first.close()
    second.close()


def test_without_a_free_port_it_says_so(monkeypatch):
    monkeypatch.setattr(server, "_TRIES", 1)
    first = server.listen(server.PORT + 400)
    with pytest.raises(Refused, match="choose another with --port"):
        server.listen(first.getsockname()[1])
    first.close()


def test_a_view_answers_and_its_note_says_where(running, tmp_path, monkeypatch):
    monkeypatch.setattr(server, "own_folder", lambda _: str(tmp_path))
    with server.noted(["a", "b"], running):
        assert server.running(["b", "a"]) == running
        assert server.running(["a"]) is None
    assert server.running(["a", "b"]) is None


def test_a_note_of_a_view_that_died_counts_for_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "own_folder", lambda _: str(tmp_path))
    listener = server.listen(server.PORT + 300)
    with server.noted(["a"], server.address(listener)):
        listener.close()
        assert server.running(["a"]) is None


def test_another_program_on_the_noted_port_is_not_taken_for_ours(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "own_folder", lambda _: str(tmp_path))
    listener = server.listen(server.PORT + 200)
    where = server.address(listener)

    def answer():
        connection, _ = listener.accept()
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
        connection.close()

    threading.Thread(target=answer, daemon=True).start()
    with server.noted(["a"], where):
        assert server.running(["a"]) is None
    listener.close()


def ask(where, path="/", **headers):
    connection = HTTPConnection(where.removeprefix("http://").rstrip("/"), timeout=5)
    with closing(connection):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer


def test_a_foreign_host_gets_nothing(running):
    assert ask(running, Host="plan.example").status == 400


def test_slow_clients_do_not_keep_others_waiting(running):
    port = int(running.rstrip("/").rpartition(":")[2])
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    for each in slow:
        each.sendall(b"GET / HTTP/1.1\r\nHost: 127")
    assert ask(running, "/help").status == 200
    for each in slow:
        each.close()
