"""Whether web addresses can be reached. A plan may come from anyone, so what it can make this computer do is little.

Only ``https`` on its usual port is asked. A name is looked up once, every address it has must be public, and the
connection goes to the very address that was looked at, so that a name which changes its mind leads nowhere. Each
redirect is looked at in the same way. No cookies, no proxies, no credentials are used; no page is read, only the line
that says how the server answers.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, HTTPSConnection
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from attrs import field, frozen

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERED = frozenset({401, 403, 429})
"""Somebody is there, but talks to people only, or to those who are known."""
_MOST_REDIRECTS = 5
_AT_ONCE = 4
"""Hosts that are asked at the same time, each for one address after the other."""
_MOST_SILENT = 2
"""After so many addresses of a host without any answer, the others are not tried."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class _NotReached(Exception):
    """An address could not be reached; ``args[0]`` says why."""


class _Silent(_NotReached):
    """The host does not answer at all."""


def _looked_up(host: str) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the public internet, as does every older address that it may stand for."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped or address.sixtofour or address.teredo:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@frozen(kw_only=True)
class How:
    """How addresses are asked.

    Attributes:
        seconds: how long an address may take in all, redirects among them; looking its name up is not counted.
        look_up: gives the addresses of a name.
        is_allowed: says whether an address may be asked.
        context: makes what is needed to trust a server's certificate.
        port: the port that is asked, and the only one.
    """

    seconds: float = 15
    look_up: Callable[[str], tuple[str, ...]] = _looked_up
    is_allowed: Callable[[Address], bool] = is_public
    context: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)
    port: int = 443


HOW = How()
"""How addresses are asked unless a test says otherwise."""


def not_reached(links: Iterable[str], how: How = HOW) -> Mapping[str, str]:
    """Ask web addresses, and say of those that could not be reached why, in a few words.

    An address is reached if its server answers and does not say that it has no such page. One that asks for a password,
    or will not talk to programs, is reached.

    Args:
        links: web addresses.
        how: how they are asked.
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
    """Ask addresses of one host; one that gives no answer is not asked for everything."""
    failed: dict[str, str] = {}
    silent = 0
    for link in links:
        if silent >= _MOST_SILENT:
            failed[link] = "its server did not answer for others"
            continue
        try:
            _ask(link, how)
            silent = 0
        except _Silent as error:
            failed[link] = str(error)
            silent += 1
        except _NotReached as error:
            failed[link] = str(error)
            silent = 0
    return failed


def _ask(link: str, how: How) -> None:
    """Follow an address to an answer.

    Raises:
        _NotReached: there is none, or it leads where nothing may be asked.
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
    """Take an address apart, and refuse what is not plain ``https``."""
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
    """Look a name up, and give its addresses if all of them may be asked."""
    try:
        name = host if ":" in host else host.encode("idna").decode()
        addresses = how.look_up(name)
    except (OSError, ValueError):  # among the latter, what cannot be written as a name
        raise _Silent("no such server is known") from None
    if not addresses:
        raise _Silent("no such server is known")
    try:
        allowed = all(how.is_allowed(ipaddress.ip_address(address)) for address in addresses)
    except ValueError:  # such as an address with a zone, which only this network knows
        allowed = False
    if not allowed:
        raise _NotReached("it leads to an address that is not public")
    return addresses


def _answer(parts: SplitResult, addresses: tuple[str, ...], how: How, until: float) -> tuple[int, str | None]:
    """Ask with HEAD; where that fails in a way that GET may not, ask with GET."""
    try:
        status, location = _status(parts, addresses, "HEAD", how, until)
    except HTTPException:
        status, location = 0, None
    if status and status < 400:
        return status, location
    try:
        return _status(parts, addresses, "GET", how, until)
    except HTTPException:
        raise _NotReached("the server's answer is not understood") from None


def _status(
    parts: SplitResult, addresses: tuple[str, ...], method: str, how: How, until: float
) -> tuple[int, str | None]:
    """Ask the first address that takes a connection; the page itself is not read.

    Raises:
        HTTPException: what came back is no answer.
        _NotReached: nothing came back.
    """
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    connection = _Pinned((parts.hostname or "").encode("idna").decode(), addresses, how, until - time.monotonic())
    try:
        connection.request(method, target, headers={"User-Agent": "actionplan", "Accept": "*/*"})
        answer = connection.getresponse()
        if connection.is_late.is_set():  # a line that was cut looks like the end of the answer
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
    """A connection to addresses already looked at, which ends itself when its time is over.

    A server that sends a byte now and then never lets a socket's own timeout pass, so a timer cuts the line.
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
        """Connect to the first address that answers, and hold its certificate against the name."""
        self.timer.start()
        plain = self.first()
        self.line = plain.dup()
        self.sock = self.trust.wrap_socket(plain, server_hostname=self.host)

    def first(self) -> socket.socket:
        """Return a socket to the first address that takes a connection."""
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
        """End the connection: whoever waits for it sees it close."""
        self.is_late.set()
        line = self.line
        if line is not None:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:  # it is closed already
                return

    def close(self) -> None:
        """Close the connection and stop the timer."""
        self.timer.cancel()
        super().close()
        if self.line is not None:
            self.line.close()
            self.line = None
