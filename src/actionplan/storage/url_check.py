"""Check whether web addresses can be reached. A plan may come from anyone, so the requests it can cause are limited.

Only ``https`` on its usual port is used. A name is looked up once, all its addresses must be public, and the connection
is made to the address that was checked, so that a changed name record has no effect. Each redirect is checked in the
same way. No cookies, proxies or credentials are used. Only the status line of the answer is read, not the page.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from attrs import field, frozen

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERED = frozenset({401, 403, 429})
"""Statuses of servers that exist but refuse programs or unknown users."""
_MOST_REDIRECTS = 5
_AT_ONCE = 4
"""The number of hosts that are asked at the same time; the addresses of one host are asked one after the other."""
_MOST_SILENT = 2
"""After so many addresses of a host without an answer, the others are not tried."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""The only IPv6 addresses that are given out to the public."""
_SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001:20::/28", "3fff::/20")))
"""Addresses for special purposes that Python counts as public, at least in some versions."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class _NotReached(Exception):
    """An address could not be reached; ``args[0]`` is the reason."""


class _Silent(_NotReached):
    """The host does not answer."""


def _looked_up(host: str) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: Address) -> bool:
    """Return whether an address is on the public internet, and so is every IPv4 address that it may represent."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _UNICAST or address.sixtofour or address.teredo:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@frozen(kw_only=True)
class How:
    """The settings of requests.

    Attributes:
        seconds: the time limit for an address, including redirects but not the look-up of its name.
        look_up: returns the addresses of a name.
        is_allowed: returns whether an address may be asked.
        context: makes the settings for trusting a server's certificate.
        port: the only port that is used.
    """

    seconds: float = 15
    look_up: Callable[[str], tuple[str, ...]] = _looked_up
    is_allowed: Callable[[Address], bool] = is_public
    context: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)
    port: int = 443


HOW = How()
"""The default settings."""


def not_reached(links: Iterable[str], how: How = HOW) -> Mapping[str, str]:
    """Return the web addresses that could not be reached, each with the reason in a few words.

    An address is reached if its server answers, other than that there is no such page. A server that asks for a
    password, or refuses programs, is reached.

    Args:
        links: web addresses.
        how: the settings of requests.
    """
    by_host: dict[str, list[str]] = {}
    for link in dict.fromkeys(links):
        by_host.setdefault(_host_of(link), []).append(link)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = pool.map(lambda group: _asked_in_turn(group, how), by_host.values())
        failed = {link: reason for group in found for link, reason in group.items()}
    return {link: failed[link] for group in by_host.values() for link in group if link in failed}


def _host_of(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def _asked_in_turn(links: list[str], how: How) -> dict[str, str]:
    """Ask addresses of one host, and stop if it does not answer."""
    failed: dict[str, str] = {}
    silent = 0
    for link in links:
        if silent >= _MOST_SILENT:
            failed[link] = "its server did not answer for others"
            continue
        try:
            _ask(link, how)
            silent = 0
        except _NotReached as error:
            failed[link] = str(error)
            silent = silent + 1 if isinstance(error, _Silent) else 0
    return failed


def _ask(link: str, how: How) -> None:
    """Follow an address and its redirects to an answer.

    Raises:
        _NotReached: there is no answer, or an address that may not be asked.
    """
    until = time.monotonic() + how.seconds
    for _ in range(_MOST_REDIRECTS + 1):
        parts = _parts(link, how)
        addresses = _allowed(parts.hostname or "", how)
        status, location = _answer(parts, addresses, how, until)
        if status not in _REDIRECTS or location is None:
            if status >= 400 and status not in _ANSWERED:
                raise _NotReached(f"the server answers {status}{' (no such page)' if status in (404, 410) else ''}")
            return
        try:
            link = urljoin(link, location)
        except ValueError:
            raise _NotReached("it leads on to something that is no address") from None
    raise _NotReached("it leads from one address to another without end")


def _parts(link: str, how: How) -> SplitResult:
    """Return the parts of an address; refuse all but plain ``https``."""
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        raise _NotReached("it is no web address") from None
    if parts.scheme.lower() != "https":
        raise _NotReached("it leads to an address that is not https")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise _NotReached("it is no plain web address")
    if port not in (None, how.port):
        raise _NotReached(f"it names port {port}, which is not asked")
    return parts


def _allowed(host: str, how: How) -> tuple[str, ...]:
    """Return the addresses of a name if all of them may be asked."""
    addresses: tuple[str, ...] = ()
    with suppress(OSError, ValueError):  # a ValueError means that the name is not valid
        addresses = how.look_up(host if ":" in host else host.encode("idna").decode())
    if not addresses:
        raise _Silent("no such server is known")
    try:
        allowed = all(how.is_allowed(ipaddress.ip_address(address)) for address in addresses)
    except ValueError:  # such as an address with a zone, which is local to a network
        allowed = False
    if not allowed:
        raise _NotReached("it leads to an address that is not public")
    return addresses


def _answer(parts: SplitResult, addresses: tuple[str, ...], how: How, until: float) -> tuple[int, str | None]:
    """Ask with HEAD, and again with GET if the server does not support HEAD."""
    for method in ("HEAD", "GET"):
        with suppress(HTTPException):
            status, location = _status(parts, addresses, method, how, until)
            if status < 400 or method == "GET":
                return status, location
    raise _NotReached("the server's answer is not understood")


def _status(
    parts: SplitResult, addresses: tuple[str, ...], method: str, how: How, until: float
) -> tuple[int, str | None]:
    """Ask the first address that accepts a connection; the page itself is not read.

    Raises:
        HTTPException: the answer is not valid.
        _NotReached: there was no answer.
    """
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    connection = _Pinned((parts.hostname or "").encode("idna").decode(), addresses, how, until - time.monotonic())
    try:
        connection.request(method, target, headers={"User-Agent": "actionplan", "Accept": "*/*"})
        answer = connection.getresponse()
        if connection.is_late.is_set():  # a closed connection looks like the end of the answer
            raise TimeoutError
        location = answer.getheader("Location")
        return answer.status, location and location.encode("latin-1", "replace").decode("utf-8", "replace")
    except ssl.SSLCertVerificationError:
        raise _NotReached("its certificate is not valid") from None
    except (OSError, HTTPException) as error:
        if connection.is_late.is_set() or isinstance(error, TimeoutError):
            raise _Silent(f"no answer within {how.seconds:g} seconds") from None
        if isinstance(error, OSError) and not isinstance(error, HTTPException):
            raise _Silent("no connection") from None
        raise
    finally:
        connection.close()


class _Pinned(HTTPSConnection):
    """A connection to addresses already checked, with a total time limit.

    A server that sends a byte now and then never triggers a socket's own timeout, so a timer closes the connection.
    """

    def __init__(self, host: str, addresses: tuple[str, ...], how: How, seconds: float) -> None:
        self.seconds = max(seconds, 0.01)
        self.trust = how.context()
        super().__init__(host, how.port, timeout=self.seconds, context=self.trust)
        self.addresses = addresses
        self.is_late = threading.Event()
        self.line: socket.socket | None = None
        self.timer = threading.Timer(self.seconds, self.cut)
        self.timer.daemon = True

    def connect(self) -> None:
        """Connect to the first address that answers, and check its certificate against the name."""
        self.timer.start()
        plain = self.first()
        self.line = plain.dup()
        self.sock = self.trust.wrap_socket(plain, server_hostname=self.host)

    def first(self) -> socket.socket:
        """Return a socket to the first address that accepts a connection."""
        failed: OSError = OSError("no address")
        for address in self.addresses:
            if self.is_late.is_set():
                break
            try:
                return socket.create_connection((address, self.port), timeout=self.seconds)
            except TimeoutError as error:
                self.is_late.set()
                failed = error
            except OSError as error:
                failed = error
        raise failed

    def cut(self) -> None:
        """Close the connection; threads that wait for it are woken."""
        self.is_late.set()
        line = self.line
        if line is not None:
            with suppress(OSError):  # it is closed already
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection and stop the timer."""
        self.timer.cancel()
        super().close()
        if self.line is not None:
            self.line.close()
            self.line = None
