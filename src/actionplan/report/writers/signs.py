"""Signs and styles of a screen: each sign has one meaning, and always a word beside it."""

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
        colours: a sign for each colour of a rating, each with its own shape.
        bar: the signs of the finished and the open part of a bar.
        late: the sign before a number of days overdue.
    """

    states: Mapping[State | None, str]
    colours: Mapping[str | None, str]
    bar: tuple[str, str]
    late: str


UNICODE = Signs(
    states={
        "not-started": "○",
        "in-progress": "◐",
        "complete": "◉",
        "verified": "✔",
        "suspended": "‖",
        "cancelled": "✕",
        None: "?",
    },
    colours={"red": "■", "amber": "▲", "green": "●", "blue": "◆", "grey": "◇", None: "·"},
    bar=("█", "░"),
    late="!",
)
ASCII = Signs(
    states={
        "not-started": "o",
        "in-progress": ">",
        "complete": "*",
        "verified": "V",
        "suspended": "|",
        "cancelled": "x",
        None: "?",
    },
    colours={"red": "#", "amber": "^", "green": "+", "blue": "%", "grey": "~", None: "."},
    bar=("=", "-"),
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
