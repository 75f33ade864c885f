"""What is around every page: the head with the ways to other pages, and the foot that says what it was made from."""

from collections.abc import Iterable, Sequence
from html import escape

from attrs import frozen

from actionplan.report.document import Block, Document, Table, titled
from actionplan.report.inline import Inline, PageLink, plain
from actionplan.report.titles import title_block, title_words
from actionplan.report.writers.html_blocks import body
from actionplan.report.writers.html_texts import Address, escaped, text
from actionplan.site.addresses import SCRIPT, STYLE, between, path_of


@frozen(kw_only=True)
class Frame:
    """What the pages of a plan have in common.

    Attributes:
        name: what the site is called at the top: the title of the plan.
        ways: the kinds of the main pages, each with what leads there, in words.
        foot: the sentences of the foot.
        more: what leads to other pages, in the foot.
        notice: what must be known before anything else; empty for nothing.
        feed: the path of the feed with what is new; empty for none.
        is_internal: whether the pages show what is not for the public; each then says so.
    """

    name: Inline
    ways: Sequence[tuple[str, str]]
    foot: Sequence[Inline]
    more: Sequence[Inline]
    notice: Inline = ""
    feed: str = ""
    is_internal: bool = False


def page(document: Document, frame: Frame, about: PageLink, under: str, trail: Sequence[Inline], to: Address) -> bytes:
    """Return a page of the site.

    Args:
        document: what it shows.
        frame: what is around it.
        about: what it is about, with its plan.
        under: the kind of the main page that it is or is under; empty for none.
        trail: what leads to the pages above it, the highest first.
        to: gives the address of a page that a text leads to.
    """
    blocks, path = titled(document, ""), path_of(about)
    title = title_words(title_block(blocks))
    name = text(frame.name)
    return _PAGE.format(
        title=escaped(title) if name in escaped(title) else f"{escaped(title)} - {name}",
        style=between(path, STYLE),
        more_head=(_UNLISTED if frame.is_internal else "") + _feed(frame, path) + _script(blocks, path),
        notice="".join(f'<div class="partial"><p>{text(each)}</p></div>\n' for each in _notices(frame)),
        name=text(frame.name, to),
        ways=_ways(frame.ways, under, about.kind if not about.id else "", to),
        trail=_trail(trail, to),
        body=body(blocks, to),
        foot="\n".join(f"<p>{text(each, to)}</p>" for each in frame.foot if plain(each)),
        more="\n".join(f"<li>{text(each, to)}</li>" for each in frame.more),
    ).encode()


def _notices(frame: Frame) -> Iterable[Inline]:
    """Return what must be known before anything else."""
    return [each for each in (_INTERNAL if frame.is_internal else "", frame.notice) if plain(each)]


_INTERNAL = "Not for the public: these pages show what the plan keeps to itself."
_UNLISTED = '<meta name="robots" content="noindex">\n'


def _feed(frame: Frame, path: str) -> str:
    if not frame.feed:
        return ""
    address = between(path, frame.feed)
    return f'<link rel="alternate" type="application/atom+xml" title="What is new" href="{address}">\n'


def _script(blocks: Iterable[Block], path: str) -> str:
    """Return what loads the script that narrows tables, where there is one to narrow."""
    if not any(isinstance(block, Table) and block.filters for block in blocks):
        return ""
    return f'<script src="{between(path, SCRIPT)}" defer></script>\n'


def _ways(ways: Iterable[tuple[str, str]], kind: str, page: str, to: Address) -> str:
    """Return what leads to the main pages; the page itself and the one that it is under are marked."""
    current = {kind: ' aria-current="true"', page: ' aria-current="page"'}
    items = ((to(PageLink(each)), current.get(each, ""), words) for each, words in ways)
    return "\n".join(f'<li><a href="{escape(href)}"{here}>{escaped(words)}</a></li>' for href, here, words in items)


def _trail(trail: Sequence[Inline], to: Address) -> str:
    if not trail:
        return ""
    items = "".join(f"<li>{text(each, to)}</li>" for each in trail)
    return f'<nav class="trail" aria-label="You are here"><ol>{items}</ol></nav>\n'


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="made by actionplan">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
{more_head}</head>
<body class="site">
<a class="skip" href="#main">Skip to the content</a>
{notice}<header class="band"><div class="wrap">
<p class="name">{name}</p>
<nav aria-label="Main pages"><ul>
{ways}
</ul></nav>
</div></header>
<div class="wrap">
{trail}<main id="main" tabindex="-1">
{body}
</main>
</div>
<footer class="foot"><div class="wrap">
{foot}
<ul>
{more}
</ul>
</div></footer>
</body>
</html>
"""


def leading_on(title: str, path: str) -> bytes:
    """Return a page that leads on to another at once, for a site with one plan.

    Args:
        title: the title of the other page.
        path: its path from the folder of the site.
    """
    return _LEADING_ON.format(title=escaped(title), path=escape(path)).encode()


_LEADING_ON = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="made by actionplan">
<meta http-equiv="refresh" content="0; url={path}">
<title>{title}</title>
</head>
<body>
<main><h1>{title}</h1><p><a href="{path}">Go on to the plan</a></p></main>
</body>
</html>
"""
