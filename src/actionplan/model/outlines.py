"""The outline of a paper: which sections it has, in which order and under which titles."""

from typing import Final, Literal

from attrs import frozen

from actionplan.model.checked import checked
from actionplan.model.dates import PlanDate

SectionName = Literal[
    "actions",
    "action-tables",
    "appendices",
    "areas",
    "asks",
    "author",
    "background",
    "background-papers",
    "burn-up",
    "chain",
    "changes",
    "counts",
    "dependencies",
    "done",
    "due-next",
    "families",
    "headline",
    "impact",
    "implications",
    "jargon",
    "measure-pictures",
    "measures",
    "moved-dates",
    "off-course",
    "overtaken",
    "owners",
    "paper-head",
    "promises",
    "purpose",
    "questions",
    "rating-strip",
    "recommendations",
    "requests",
    "resolutions",
    "risk-matrix",
    "risks",
    "text",
    "timelines",
    "upcoming",
    "voted-for",
]
"""The sections that an outline may name."""

WITH_TEXT: Final = frozenset[SectionName]({"author", "text"})
"""The sections that take a text."""

WITH_MOST: Final = frozenset[SectionName](
    {"asks", "families", "measure-pictures", "off-course", "questions", "upcoming"}
)
"""The sections that can be limited to a number of items."""

KINDS: Final = ("highlight", "board", "scrutiny", "stocktake", "public", "paper")
"""Our kinds of papers."""

STATEMENT: Final = "accessibility"
"""The outline of the accessibility statement of a plan's pages, which a council completes in an outline of its own."""


@checked
@frozen(kw_only=True, repr=False)
class OutlineSection:
    """One section of an outline.

    Attributes:
        section: which section.
        title: its title; None for one that belongs to the section before it.
        text: for ``text``, the text itself, a paragraph after each blank line, and a list of lines that begin with
            ``- ``; for ``author``, what the author has to write there; None for other sections.
        most: the most items, for a section that can be limited; None for its own number.
        beside: whether the next section is put beside it, where the page is wide enough.
    """

    section: SectionName
    title: str | None = None
    text: str | None = None
    most: int | None = None
    beside: bool = False


@checked
@frozen(kw_only=True, repr=False)
class Ask:
    """What a body is asked to decide, in words that somebody has confirmed.

    Attributes:
        text: the request, which begins with a verb: "Name an owner for 4.12".
        confirmed: when it was confirmed. It counts for papers from that day up to the next meeting.
    """

    text: str
    confirmed: PlanDate


@checked
@frozen(kw_only=True, repr=False)
class Appendix:
    """A paper that goes with another one, as a file of its own.

    Attributes:
        kind: which kind of paper it is.
        title: what it is called in the list of appendices; None for the name of the kind.
    """

    kind: str
    title: str | None = None


OUTLINES: Final = "reports"
"""The folder of a plan that has its outlines."""


@checked
@frozen(kw_only=True, repr=False)
class Outline:
    """The outline of a paper: ``reports/NAME.toml`` in a plan's folder.

    Attributes:
        name: what the paper is called; None for the name of the kind that the file changes.
        numbered: whether its titles are numbered.
        for_all: whether it is for everyone, so that it names no body and no meeting.
        one_page: whether it is to fit on one page of A4: of what is limited, it then has fewer items where need be.
        sections: its sections, in order; empty for those of the kind that the file changes.
        asks: what the body is asked to decide, as confirmed for one meeting after another.
        appendices: the papers that go with it, lettered from A, each in a file beside it.
    """

    name: str | None = None
    numbered: bool = False
    for_all: bool = False
    one_page: bool = False
    sections: tuple[OutlineSection, ...] = ()
    asks: tuple[Ask, ...] = ()
    appendices: tuple[Appendix, ...] = ()
