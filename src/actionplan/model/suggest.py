"""The nearest word, for messages that end in "did you mean"."""

from collections.abc import Callable, Iterable
from functools import partial

HINTS = 100
"""For how many words of one file a near word is searched. Nobody mistypes more, and a made file may have thousands."""


def for_the_first(hint: Callable[[str], str], most: int = HINTS) -> Callable[[str], str]:
    """Return a function that gives the hint for a word as `hint` does, but an empty one once it was asked for many.

    Args:
        hint: returns the hint for a word.
        most: for how many different words it is asked.
    """
    answers: dict[str, str] = {}

    def limited(word: str) -> str:
        if word not in answers and len(answers) < most:
            answers[word] = hint(word)
        return answers.get(word, "")

    return limited


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that names the known word nearest to a mistyped one; empty when none is near.

    Args:
        word: the input.
        known: the words that would have been right.
    """
    from difflib import get_close_matches  # only where something was mistyped

    by_lower = {candidate.lower(): candidate for candidate in known}
    word = word.lower()
    spellings = dict.fromkeys((word.replace("_", "-"), word.replace("-", "_").replace(" ", "_")))
    near = (get_close_matches(spelling, by_lower, n=1, cutoff=0.65) for spelling in spellings)
    found = next(filter(None, near), None)
    return f'did you mean "{by_lower[found[0]]}"?' if found else ""


def nearest_of(known: Iterable[str]) -> Callable[[str], str]:
    """Return a function that gives the nearest of these words, as `did_you_mean` does, for the first words only."""
    return for_the_first(partial(did_you_mean, known=tuple(known)))


def hint(word: str, known: Iterable[str]) -> str:
    """Return a sentence that names the known word nearest to an unknown one, or else lists the known words.

    Args:
        word: the input.
        known: the words that would have been right.
    """
    known = list(known)
    nearest = did_you_mean(word, known)
    return nearest.replace("did", "Did", 1) or f"There are: {listed(known) or 'none yet'}."


def listed(words: Iterable[str], *, most: int = 12) -> str:
    """Return words as a list for a sentence, cut short where there are many."""
    every = list(words)
    shown = ", ".join(every[:most])
    return f"{shown} and {len(every) - most} more" if len(every) > most else shown
