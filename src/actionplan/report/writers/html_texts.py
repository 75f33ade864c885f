"""Texts as HTML: escaped, with the signs of their roles, and with links where there are pages to lead to."""

import re
from collections.abc import Callable
from html import escape

from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers import svg

Address = Callable[[PageLink], str]
"""Returns the address of a page, from the page that is written; empty if there is no such page."""

_WEB = re.compile(r"(?i)https?://[a-z0-9.-]+(?::\d+)?(?:[/?#][!-~\u00a0-\ud7ff]*)?")
"""The web addresses to which a page may lead; any other text is shown and leads nowhere."""


def nowhere(_: PageLink) -> str:
    """Return no address: a page of one file leads to no other page of ours."""
    return ""


def text(inline: Inline, to: Address = nowhere) -> str:
    """Return a text as HTML.

    Args:
        inline: the text.
        to: gives the address of a page that it leads to.
    """
    parts = inline if isinstance(inline, tuple) else (inline,)
    return "".join(escaped(part) if isinstance(part, str) else _span(part, to) for part in parts).strip()


def escaped(words: str) -> str:
    """Return words on one line as HTML."""
    return escape(part_of_line(words))


def _span(span: Span, to: Address) -> str:
    inner = _with_role(span)
    if span.link is None:
        return inner
    href = to(span.link) if isinstance(span.link, PageLink) else _web_address(span.link)
    return f'<a href="{escape(href)}">{inner}</a>' if href else inner


def _web_address(link: str) -> str:
    return link if _WEB.fullmatch(link) else ""


def _with_role(span: Span) -> str:
    if span.role == "code":
        return f"<code>{escape(code_line(span.text))}</code>"
    words = escaped(span.text)
    if span.role == "strong":
        return f"<strong>{words}</strong>"
    if not span.role or span.role == "colour:":
        return words
    name = escape(span.role.replace(":", "-"))
    sign = svg.sign(span.role)
    return f'<span class="{name}{" sign" if sign else ""}">{sign}{words}</span>'
