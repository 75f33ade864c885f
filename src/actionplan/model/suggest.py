"""The nearest word, for messages that end in "did you mean"."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that names the known word nearest to a mistyped one; empty when none is near.

    Args:
        word: the input.
        known: the words that would have been right.
    """
    from difflib import get_close_matches  # only where something was mistyped

    by_lower = {candidate.lower(): candidate for candidate in known}
    near = get_close_matches(word.lower().replace("_", "-"), by_lower, n=1, cutoff=0.65)
    near = near or get_close_matches(word.lower().replace("-", "_").replace(" ", "_"), by_lower, n=1, cutoff=0.65)
    return f'did you mean "{by_lower[near[0]]}"?' if near else ""


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
