"""Start the view on this machine: a free port, one copy for each plan, and a browser once it answers."""

import json
import os
import socket
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from threading import Timer
from typing import TYPE_CHECKING, Final

from actionplan.model.refused import Refused, needed
from actionplan.web.safety import MOST_BYTES

if TYPE_CHECKING:
    from flask import Flask

HOST: Final = "127.0.0.1"
"""Only this machine. There is no option for elsewhere: the view has no passwords."""

PORT: Final = 8427
"""The first port that is tried; it is nobody else's."""

_TRIES: Final = 50


def listen(first: int) -> socket.socket:
    """Return a socket that listens on the first free port from a number on.

    Args:
        first: the port to begin with.

    Raises:
        Refused: none of 50 ports is free.
    """
    for port in range(first, min(first + _TRIES, 65_536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows would let two programs have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        elif sys.platform != "win32":  # a port that was closed a moment ago is free
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise Refused(f"no port from {first} to {first + _TRIES - 1} is free: choose another with --port")


def address(listener: socket.socket) -> str:
    """Return the address of the view."""
    return f"http://{HOST}:{listener.getsockname()[1]}/"


def serve(app: "Flask", listener: socket.socket) -> None:
    """Answer requests until the program is interrupted."""
    waitress = needed("waitress")
    server = waitress.create_server(
        app, sockets=[listener], threads=4, channel_timeout=30, max_request_body_size=MOST_BYTES
    )
    try:
        server.run()
    finally:
        server.close()


def open_now(where: str) -> None:
    """Open an address in the user's browser. Where there is none, nothing happens: the address is printed too."""
    with suppress(Exception):
        webbrowser.open(where)


def open_soon(where: str) -> None:
    """Open an address once the program has had time to answer there."""
    timer = Timer(0.2, open_now, (where,))
    timer.daemon = True
    timer.start()


@contextmanager
def noted(roots: Sequence[str], where: str) -> Iterator[None]:
    """Keep a note of where the view of some plans is, as long as it runs."""
    path = _note_path(roots)
    with suppress(OSError), open(path, "w", encoding="utf-8") as file:
        json.dump({"address": where, "process": os.getpid()}, file)
    try:
        yield
    finally:
        with suppress(OSError):
            os.unlink(path)


def running(roots: Sequence[str]) -> str | None:
    """Return the address of a view of the same plans that is running; None if there is none."""
    try:
        with open(_note_path(roots), encoding="utf-8") as file:
            where = str(json.load(file)["address"])
        port = int(where.rstrip("/").rpartition(":")[2])
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(f"HEAD / HTTP/1.0\r\nHost: {HOST}:{port}\r\n\r\n".encode())
            is_ours = b"frame-ancestors" in connection.recv(4096)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return where if is_ours else None


def _note_path(roots: Sequence[str]) -> str:
    names = "\0".join(sorted(os.path.realpath(root) for root in roots))
    return os.path.join(own_folder("state"), f"view-{sha256(names.encode()).hexdigest()[:16]}.json")


def own_folder(purpose: str) -> str:
    """Return the user's own folder for what programs note (``state``), or for what they keep (``data``)."""
    platformdirs = needed("platformdirs")
    of = {"state": platformdirs.user_state_dir, "data": platformdirs.user_data_dir}[purpose]
    return str(of("actionplan", ensure_exists=True))
