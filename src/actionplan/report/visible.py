"""Make texts safe to show: nothing in them controls a terminal."""

import unicodedata


def visible(text: str) -> str:
    """Return a text in which characters that would control a terminal or reorder the line are shown as codes.

    These are control characters, those that set the direction of writing, and codes that are no characters and may not
    be in a page: ``<U+202E>``. Line ends are kept.
    """
    if text.isprintable():  # true of nearly every text, and quick
        return text
    return "".join(
        f"<U+{ord(character):04X}>" if character != "\n" and _is_shown_as_code(character) else character
        for character in text
    )


def _is_shown_as_code(character: str) -> bool:
    is_no_character = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return is_no_character or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
