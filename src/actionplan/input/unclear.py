"""A text that is not understood, or that can be understood in several ways."""

from attrs import frozen


@frozen
class Unclear:
    """Why a text cannot be taken as a value.

    Attributes:
        reason: the reason, as part of a sentence: ``"Q3 2024" can mean two quarters``.
        choices: how to write each value that it may mean, the likeliest first, with the meaning of each in words, which
            may be empty. No choices means that nothing is near.
    """

    reason: str
    choices: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.reason}: {choices_text(self)}" if self.choices else self.reason


def choices_text(unclear: Unclear) -> str:
    """Return the choices as part of a sentence: ``2024-Q3 (July to September 2024) or ...``; empty without any."""
    return " or ".join(f"{written} ({meaning})" if meaning else written for written, meaning in unclear.choices)
