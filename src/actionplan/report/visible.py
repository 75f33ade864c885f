"""Make texts safe to show: nothing in them controls a terminal."""

import unicodedata


def visible(text: str) -> str:
    """Return a text in which characters that would control a terminal or reorder the line are shown as codes.

    These are control characters, and those that set the direction of writing: ``<U+202E>``. Line ends are kept.
    """
    if text.isprintable():  # true of nearly every text, and quick
        return text
    return "".join(
        f"<U+{ord(character):04X}>"
        if character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else character
        for character in text
    )
