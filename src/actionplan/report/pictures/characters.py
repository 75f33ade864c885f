"""Pictures in characters, for a wide screen: time as a line of 48 places, numbers as a row of bars."""

from collections.abc import Iterable, Sequence

from actionplan.report.inline import Inline, Span

PLACES = 48
"""Places of a screen from the first day to the last."""

FIRST, NOW, ADDED, LATE, DONE, TODAY = ("├", "["), ("┤", "]"), ("─", "-"), ("═", "="), ("▪", "f"), ("│", ":")
"""The character of each mark, and the one for a screen that has ASCII only."""

_MEANINGS = (
    (FIRST, "first date"),
    (NOW, "date now"),
    (ADDED, "time added"),
    (LATE, "overdue"),
    (DONE, "finished"),
    (TODAY, "day of this report"),
)

Mark = tuple[str, str]


def track(spans: Iterable[tuple[int, int, Mark]], label: str) -> Span:
    """Return a line of time.

    Args:
        spans: the first and the last place of each mark; a later mark covers an earlier one.
        label: the words before the line.
    """
    lines = [[" "] * PLACES, [" "] * PLACES]
    for begin, end, mark in spans:
        for line, character in zip(lines, mark, strict=True):
            line[begin : end + 1] = character * (end + 1 - begin)
    text, ascii_only = (f"{label}  {''.join(line)}" for line in lines)
    return Span(text, "code", ascii=ascii_only)


def meanings() -> Inline:
    """Return what the characters of a line of time mean."""
    text, ascii_only = (", ".join(f"{mark[at]} {words}" for mark, words in _MEANINGS) for at in (0, 1))
    return Span(text, "quiet", ascii=ascii_only)


_BARS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[float], top: float) -> Span:
    """Return numbers as a row of bars, from 0 at the bottom; for a screen of ASCII, as digits up to 9.

    Args:
        values: the numbers, 0 or above.
        top: the number to which a full bar belongs.
    """
    shares = [min(max(value / top, 0), 1) if top else 0 for value in values]
    bars = "".join(_BARS[round(share * (len(_BARS) - 1))] for share in shares)
    return Span(bars, "code", ascii="".join(str(round(share * 9)) for share in shares))
