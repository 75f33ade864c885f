"""Whether web addresses can be reached: asked of a server of this test's own, since no test goes out on the network."""

import ipaddress
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
import trustme

from actionplan.storage.url_check import How, is_public, not_reached

PRIVATE = "https://private.example/secret"


class Handler(BaseHTTPRequestHandler):
    """A server whose paths say how it answers."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[tuple[str, str]]] = []

    def answer(self, status, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": "0", "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def do_HEAD(self):
        self.asked.append((self.command, self.path))
        name = self.path.strip("/")
        if name.isdigit():
            self.answer(int(name))
        elif name == "only-get":
            self.answer(200 if self.command == "GET" else 405)
        elif name == "round":
            self.answer(302, Location="/round")
        elif name.startswith("to-"):
            self.answer(301, Location=TARGETS[name])
        elif name == "drip":
            self.drip()
        elif name == "garbage":
            self.wfile.write(b"this is no answer\r\n\r\n")
        elif name == "huge" and self.command == "GET":
            self.huge()
        elif name == "long-line":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n")
        else:
            self.answer(405 if name == "huge" else 200)
        self.close_connection = True

    do_GET = do_HEAD  # noqa: N815  # the server's own names

    def drip(self):
        """Send a byte now and then, so that no single wait is long."""
        try:
            for byte in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            return

    def huge(self):
        """Send a page without end; whoever reads it never comes back."""
        self.answer(200, **{"Content-Length": str(10**15)})
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def log_message(self, *arguments):
        """Print nothing."""


class Server(ThreadingHTTPServer):
    """A server that says nothing of clients that hang up on it."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """Print nothing."""


TARGETS = {
    "to-page": "/200",
    "to-private": PRIVATE,
    "to-plain": "http://council.example/200",
    "to-nothing": "https://[",
    "to-404": "404",
    "to-file": "file:///etc/passwd",
}


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def port(authority):
    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("council.example").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def ask(authority, port):
    """Return a function that says why paths of the server cannot be reached; the guard lets it alone be asked."""

    def context():
        made = ssl.create_default_context()
        authority.configure_trust(made)
        return made

    names = {"council.example": ("127.0.0.1",), "private.example": ("10.1.2.3",), "other.example": ("127.0.0.1",)}

    def look_up(host):
        if host not in names:
            raise socket.gaierror
        return names[host]

    how = How(
        seconds=1,
        look_up=look_up,
        is_allowed=lambda address: is_public(address) or str(address) == "127.0.0.1",
        context=context,
        port=port,
    )
    Handler.asked.clear()
    return lambda *links: [not_reached([link], how).get(link) for link in links]


def on_the_server(*paths):
    return [f"https://council.example/{path}" for path in paths]


def test_what_is_there_is_reached(ask):
    assert ask(*on_the_server("200", "to-page", "only-get", "200?q=a b", "é")) == [None] * 5
    assert ("HEAD", "/200") in Handler.asked
    assert ("GET", "/200") not in Handler.asked


def test_a_server_that_talks_to_people_only_is_there(ask):
    assert ask(*on_the_server("401", "403", "429")) == [None] * 3


def test_a_missing_page_is_reported(ask):
    gone = "the server answers 404 (no such page)"
    assert ask(*on_the_server("404", "500", "to-404")) == [gone, "the server answers 500", gone]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("to-private", "it leads to an address that is not public"),
        ("to-plain", "it leads to an address that is not https"),
        ("to-file", "it leads to an address that is not https"),
        ("to-nothing", "it leads on to something that is no address"),
        ("round", "it leads from one address to another without end"),
        ("garbage", "the server's answer is not understood"),
        ("long-line", "the server's answer is not understood"),
    ],
)
def test_what_leads_astray(ask, path, why):
    assert ask(*on_the_server(path)) == [why]


@pytest.mark.parametrize(
    ("link", "why"),
    [
        (PRIVATE, "it leads to an address that is not public"),
        ("https://council.example:22/", "it names port 22, which is not asked"),
        ("https://user:word@council.example/200", "it is no plain web address"),
        ("https:///200", "it is no plain web address"),
        ("https://[::1/", "it is no web address"),
        ("https://nowhere.example/", "no such server is known"),
        (f"https://{'a' * 70}.example/", "no such server is known"),
        ("https://other.example/200", "its certificate is not valid"),
    ],
)
def test_what_is_not_even_asked(ask, link, why):
    assert ask(link) == [why]
    assert Handler.asked == []


def test_slow_and_huge_answers_cost_no_more_than_their_time(ask):
    started = time.monotonic()
    assert ask(*on_the_server("huge", "drip")) == [None, "no answer within 1 seconds"]
    assert time.monotonic() - started < 4


def test_the_address_that_was_checked_is_the_one_that_is_requested(ask, authority, port):
    """A name that gives a public address first and a private one later is looked up once."""
    answers = iter([("127.0.0.1",), ("10.1.2.3",)])
    context = ssl.create_default_context()
    authority.configure_trust(context)
    how = How(look_up=lambda _: next(answers), is_allowed=lambda _: True, context=lambda: context, port=port)
    (link,) = on_the_server("200")
    assert not_reached([link], how) == {}
    assert next(answers) == ("10.1.2.3",)


def test_a_name_with_one_private_address_is_not_asked_at_all(port):
    how = How(look_up=lambda _: ("93.184.215.14", "10.1.2.3"), port=port)
    assert list(not_reached(["https://council.example/"], how).values()) == [
        "it leads to an address that is not public"
    ]


def test_a_host_that_never_answers_is_not_asked_for_everything():
    tried = []

    def look_up(host):
        tried.append(host)
        raise socket.gaierror

    links = [f"https://nowhere.example/{number}" for number in range(5)]
    reasons = not_reached(links, How(look_up=look_up))
    assert list(reasons) == links
    assert len(tried) == 2
    assert reasons[links[4]] == "its server did not answer for others"


def test_a_closed_port_is_no_connection(authority):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    how = How(look_up=lambda _: ("127.0.0.1",), is_allowed=lambda _: True, port=port, seconds=1)
    assert list(not_reached(["https://council.example/"], how).values()) == ["no connection"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "::ffff:8.8.8.8", "2002:0a00:0001::1", "2001:db8::1", "64:ff9b::10.0.0.1", "fec0::1", "192.0.0.8", "192.0.0.9",
        "192.88.99.1", "3fff::1", "2001:20::1", "5f00::1", "64:ff9b:1::1", "100::1", "4000::1", "::7f00:1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8"])
def test_addresses_that_are_public(address):
    assert is_public(ipaddress.ip_address(address))
