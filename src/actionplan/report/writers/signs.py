"""Signs and styles of a screen; a sign never stands without its word."""

from collections.abc import Mapping

from attrs import frozen

from actionplan.model.vocabulary import State

STATE_STYLES: Mapping[State | None, str] = {
    "not-started": "",
    "in-progress": "cyan",
    "complete": "green",
    "verified": "bold green",
    "suspended": "magenta",
    "cancelled": "dim",
    None: "yellow",
}


@frozen(kw_only=True)
class Signs:
    """The signs that a screen can show.

    Attributes:
        states: a sign for each state.
        colours: a sign for each colour of a rating, each of another shape.
        bar: a finished and an open part of a bar.
        late: what stands before a number of days late.
    """

    states: Mapping[State | None, str]
    colours: Mapping[str | None, str]
    bar: tuple[str, str]
    late: str


UNICODE = Signs(
    states={
        "not-started": "○",
        "in-progress": "◐",
        "complete": "●",
        "verified": "✔",
        "suspended": "‖",
        "cancelled": "✕",
        None: "?",
    },
    colours={"red": "■", "amber": "▲", "green": "●", "blue": "◆", "grey": "◇", None: "·"},
    bar=("█", "░"),
    late="▲",
)
ASCII = Signs(
    states={
        "not-started": "o",
        "in-progress": ">",
        "complete": "*",
        "verified": "V",
        "suspended": "=",
        "cancelled": "x",
        None: "?",
    },
    colours={"red": "#", "amber": "!", "green": "*", "blue": "+", "grey": "-", None: "."},
    bar=("#", "."),
    late="!",
)
"""For consoles that cannot show more, such as some of Windows'."""

COLOUR_STYLES: Mapping[str | None, str] = {
    "red": "red",
    "amber": "yellow",
    "green": "green",
    "blue": "blue",
    "grey": "bright_black",
    None: "",
}
