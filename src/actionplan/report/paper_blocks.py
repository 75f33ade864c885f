"""Blocks that only papers have: a head, a first sentence, a warning, large numbers."""

from attrs import frozen

from actionplan.report.inline import Inline


@frozen
class Logo:
    """The logo of a body.

    Attributes:
        data: the file.
        media_type: its type, ``image/svg+xml``, ``image/png`` or ``image/jpeg``.
        alt: what it shows, in words.
    """

    data: bytes
    media_type: str
    alt: str


@frozen
class TitleBlock:
    """The head of a paper, with its only heading of level 1.

    Attributes:
        title: the title.
        kicker: the kind of paper and the body that it is for; above the title.
        facts: names with their values, such as the day.
        marking: a protective marking, shown on each page; empty for none.
        logo: the logo; None for none.
    """

    title: str
    kicker: str = ""
    facts: tuple[tuple[str, Inline], ...] = ()
    marking: str = ""
    logo: Logo | None = None


@frozen
class Headline:
    """The first sentence of a paper, which sums it up so that minutes can quote it."""

    text: Inline


@frozen
class Notice:
    """A paragraph that must not be missed, with a bar at its side.

    Attributes:
        title: its first words, in bold.
        text: the rest; empty for none.
        is_gap: whether it marks a place that the author has still to fill in; otherwise it is a warning.
    """

    title: str
    text: Inline = ""
    is_gap: bool = False


@frozen
class Count:
    """A number in large figures.

    Attributes:
        number: the number.
        words: what is counted.
        of: the number of which it is a part, in words such as ``of 64``; empty for none.
    """

    number: str
    words: str
    of: str = ""


@frozen
class Counts:
    """Up to four numbers in a row."""

    counts: tuple[Count, ...]
