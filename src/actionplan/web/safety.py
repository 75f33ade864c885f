"""What protects the view from other pages in the same browser: hosts, origins, sizes and what a page may load."""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

NAMES: Final = ("127.0.0.1", "localhost")
"""The names by which this machine calls itself. A page elsewhere that has its own name point here is refused."""

MOST_BYTES: Final = 10_000_000
"""The largest request that is read, in bytes."""

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load: our style sheet, our script and pictures of our own, and nothing written into it."""

_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none, a browser would not say from where a form of ours comes
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


def protect(app: Flask) -> None:
    """Have every request checked before it is answered, and every answer say what a page may do."""
    app.config["TRUSTED_HOSTS"] = list(NAMES)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.before_request(_refuse_strangers)
    app.after_request(_say_limits)


def _refuse_strangers() -> None:
    """Refuse what another site sent. A link from elsewhere may open a page, but may not do anything else.

    An address that a person clicked is a navigation at the top of the window, which reads and changes nothing.
    """
    if (length := request.content_length) is not None and length > MOST_BYTES:
        abort(413)
    site = request.headers.get("Sec-Fetch-Site", "none")
    is_opened = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    if site not in ("none", "same-origin") and not (is_opened and request.headers.get("Sec-Fetch-Dest") == "document"):
        abort(403)
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def _say_limits(answer: Response) -> Response:
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.pop("Server", None)
    return answer
