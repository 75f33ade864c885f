"""Signs and styles of a screen: each sign has one meaning, and always a word beside it."""

from collections.abc import Mapping

from attrs import frozen

from actionplan.model.vocabulary import ShownState

_STATES: Mapping[ShownState | None, tuple[str, str, str]] = {
    "not-started": ("○", "o", ""),
    "in-progress": ("◐", ">", "cyan"),
    "complete": ("◉", "*", "green"),
    "verified": ("✔", "V", "bold green"),
    "suspended": ("‖", "|", "magenta"),
    "cancelled": ("✕", "x", "dim"),
    "replaced": ("⇢", "/", "dim"),
    "stood-down": ("▽", "v", "dim"),
    None: ("?", "?", "yellow"),
}
"""The sign of each state, its sign in ASCII, and its style."""

_COLOURS: Mapping[str | None, tuple[str, str, str]] = {
    "red": ("■", "#", "red"),
    "amber": ("▲", "^", "yellow"),
    "green": ("●", "+", "green"),
    "blue": ("◆", "%", "blue"),
    "grey": ("◇", "~", "bright_black"),
    None: ("·", ".", ""),
}
"""The same of each colour of a rating; each sign has its own shape."""

STATE_STYLES = {state: style for state, (_, _, style) in _STATES.items()}
COLOUR_STYLES = {colour: style for colour, (_, _, style) in _COLOURS.items()}


@frozen(kw_only=True)
class Signs:
    """The signs that a screen can show.

    Attributes:
        states: a sign for each state.
        colours: a sign for each colour of a rating.
        bar: the signs of the finished and the open part of a bar.
        late: the sign before a number of days overdue.
    """

    states: Mapping[ShownState | None, str]
    colours: Mapping[str | None, str]
    bar: tuple[str, str]
    late: str = "!"


UNICODE, ASCII = (
    Signs(
        states={state: signs[column] for state, signs in _STATES.items()},
        colours={colour: signs[column] for colour, signs in _COLOURS.items()},
        bar=bar,
    )
    for column, bar in enumerate((("█", "░"), ("=", "-")))
)
"""The signs of most screens, and those for consoles that cannot show more than ASCII, such as some of Windows'."""
