"""Texts of reports: words with roles, whose looks only the writers know."""

from collections.abc import Iterable, Iterator

from attrs import frozen


@frozen
class PageLink:
    """A page that a text leads to, where there are pages: of a record, a body, a meeting, or a list of these.

    Attributes:
        kind: the kind of page, such as ``action``, ``body`` or ``measures``; see `report.pages`.
        id: what it is about; empty for a page of which a plan has one.
        plan: the id of the plan; empty for the plan that the document is about.
        only: what limits a list, as an address says it: ``when=overdue``; empty for the whole list. Pages that cannot
            be limited lead to the whole list.
    """

    kind: str
    id: str = ""
    plan: str = ""
    only: str = ""


_PLURALS = {"body": "bodies"}


def in_address(kind: str) -> str:
    """Return what an address calls pages of a kind of which there are several: ``actions``, ``bodies``."""
    return _PLURALS.get(kind, f"{kind}s")


def kind_in_address(name: str) -> str:
    """Return the kind of page that a part of an address names, as `in_address` has it."""
    return next((kind for kind, many in _PLURALS.items() if many == name), name.removesuffix("s"))


@frozen
class Span:
    """A part of a text with a role.

    Attributes:
        text: the words.
        role: its meaning, never its look: ``strong``, ``quiet``, ``late``, ``alert`` (wants attention) and
            ``warning`` (wants some); ``state:complete``, ``colour:amber`` (the colour of a rating or level) and
            ``mark:amber`` (the same, as a sign without its word); ``code`` (blanks are kept). Empty for plain
            text.
        ascii: the text on a screen that can show ASCII only; None for the same text.
        link: where it leads on a web page: to a page of ours, or to a web address; None for nowhere. Paper and screens
            show the text alone.
    """

    text: str
    role: str = ""
    ascii: str | None = None
    link: PageLink | str | None = None


Inline = str | Span | tuple[str | Span, ...]
"""A text: a string, a span, or several of them one after the other."""


def texts(inline: Inline) -> Iterator[Span]:
    """Return the parts of a text, each as a span."""
    return (part if isinstance(part, Span) else Span(part) for part in _parts(inline))


def _parts(inline: Inline) -> tuple[str | Span, ...]:
    return inline if isinstance(inline, tuple) else (inline,)


def plain(inline: Inline) -> str:
    """Return a text without its roles."""
    if isinstance(inline, str):
        return inline
    return "".join(part if isinstance(part, str) else part.text for part in _parts(inline))


def joined(parts: Iterable[Inline], between: str = ", ") -> Inline:
    """Return texts as one, with a separator between them; empty ones are left out."""
    spans: list[str | Span] = []
    for part in parts:
        if plain(part):
            if spans:
                spans.append(between)
            spans += part if isinstance(part, tuple) else (part,)
    return tuple(spans)
