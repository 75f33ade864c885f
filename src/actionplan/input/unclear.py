"""A text that is not understood, or that can be understood in several ways."""

from collections.abc import Callable
from typing import NamedTuple


class Unclear(NamedTuple):
    """Why a text cannot be taken as a value.

    Attributes:
        reason: the reason, as part of a sentence: ``"Q3 2024" can mean two quarters``.
        choices: how to write each value that it may mean, the likeliest first, with the meaning of each in words, which
            may be empty. No choices means that nothing is near.
        is_guess: whether the choices are only spelt in a similar way.
    """

    reason: str
    choices: tuple[tuple[str, str], ...] = ()
    is_guess: bool = False


def explained(unclear: Unclear, otherwise: str = "", *, quoted: Callable[[str], str] = str) -> str:
    """Return the reason, and what to write: ``"soon" is not a date: write 2024-10-01``.

    Args:
        unclear: what is unclear.
        otherwise: what to write if nothing is near; empty to say only the reason then.
        quoted: how a choice is written here.
    """
    advice = suggestion(unclear, quoted=quoted) or (f"write {otherwise}" if otherwise else "")
    return f"{unclear.reason}: {advice}" if advice else unclear.reason


def suggestion(unclear: Unclear, *, quoted: Callable[[str], str] = str) -> str:
    """Return what to write, as part of a sentence; empty if nothing is near.

    Args:
        unclear: what is unclear.
        quoted: how a choice is written here.
    """
    if not unclear.choices:
        return ""
    in_quotes = '"{}"'.format
    choices = choices_text(unclear, quoted=in_quotes if unclear.is_guess else quoted)
    return f"did you mean {choices}?" if unclear.is_guess else f"write {choices}"


def choices_text(unclear: Unclear, *, quoted: Callable[[str], str] = str) -> str:
    """Return the choices as part of a sentence: ``2024-Q3 (July to September 2024) or ...``; empty without any.

    Args:
        unclear: what is unclear.
        quoted: how a choice is written here.
    """
    shown = ((quoted(text), meaning) for text, meaning in unclear.choices)
    return " or ".join(f"{text} ({meaning})" if meaning else text for text, meaning in shown)
