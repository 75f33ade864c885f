"""The colours of Excel as ``#rrggbb``: of its old palette, of a theme with a tint, or stated."""

import colorsys
from collections.abc import Sequence
from typing import Any

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
"""The colours of a theme in the order of their numbers."""


def theme_colours(theme: Any) -> tuple[str, ...]:
    """Return the colours of a theme as six hexadecimal digits, in the order of their numbers.

    Args:
        theme: the root of the theme's XML; None for none.
    """
    scheme = None if theme is None else theme.find(f"{_DRAWING}themeElements/{_DRAWING}clrScheme")
    if scheme is None:
        return ()
    found = {colour.tag.removeprefix(_DRAWING): next(iter(colour), None) for colour in scheme}
    colours = (found.get(name) for name in (*_THEME_ORDER, "hlink", "folHlink"))
    return tuple("000000" if each is None else each.get("lastClr") or each.get("val") for each in colours)


def hex_colour(colour: Any, theme: Sequence[str], palette: Sequence[str]) -> str | None:
    """Return a colour of openpyxl as ``#rrggbb``; None if it has none, as with a system's own colours.

    Args:
        colour: the colour, an ``openpyxl.styles.Color``.
        theme: from `theme_colours`.
        palette: the colours that have an index.
    """
    if colour is None:
        return None
    if colour.type == "theme":
        base = theme[colour.theme] if colour.theme < len(theme) else None
    elif colour.type == "indexed":
        base = palette[colour.indexed] if colour.indexed < len(palette) else None
    else:
        base = colour.rgb if colour.type == "rgb" else None
    return None if base is None else _tinted(base[-6:], colour.tint)


def _tinted(digits: str, tint: float) -> str:
    """Return a colour made darker (a tint below 0) or lighter, as Excel does it: by its lightness alone."""
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    if tint:
        hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
        lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
