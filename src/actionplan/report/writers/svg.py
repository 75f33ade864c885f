"""Signs and drawings as SVG: inside a page its style colours them, elsewhere they bring the colours of print along.

Shapes name their colours by classes: ``f-late`` fills with the colour ``late``, ``s-late`` draws lines in it. So one
drawing serves light pages, dark ones and print.
"""

import re
from collections.abc import Mapping
from html import escape

from actionplan.report.document import Drawing

LIGHT: Mapping[str, str] = {
    "paper": "#ffffff",
    "wash": "#f3f6f5",
    "ink": "#14201e",
    "ink2": "#475653",
    "rule": "#c3cecb",
    "rule2": "#788682",
    "link": "#0b5173",
    "visited": "#58327f",
    "band": "#0c3c4c",
    "onband": "#ffffff",
    "focus": "#ffd83d",
    "onfocus": "#14201e",
    "late": "#7d1148",
    "latewash": "#f9ecf2",
    "blue": "#1d5c9f",
    "green": "#1b6b40",
    "amber": "#a25a00",
    "red": "#b01e14",
    "grey": "#5b6864",
    "blue-cell": "#cfe0f2",
    "green-cell": "#cfe8d9",
    "amber-cell": "#fbe3bb",
    "red-cell": "#f8d2cd",
    "grey-cell": "#e2e8e6",
    "line1": "#0b5173",
    "line2": "#a25a00",
    "done": "#a9cbd8",
}
"""The colours of pages and print by their use. `late` is for what is worked out; red to blue are the plan's ratings."""

DARK: Mapping[str, str] = {
    "paper": "#101817",
    "wash": "#192321",
    "ink": "#eef3f1",
    "ink2": "#b0bebb",
    "rule": "#3b4a47",
    "rule2": "#84938f",
    "link": "#86c9ea",
    "visited": "#c9b0ee",
    "late": "#f59ac4",
    "latewash": "#331926",
    "blue": "#8fbdf2",
    "green": "#79d3a0",
    "amber": "#f2b84b",
    "red": "#ff9488",
    "grey": "#b3bfbc",
    "blue-cell": "#1d3a5a",
    "green-cell": "#1b4630",
    "amber-cell": "#553b0c",
    "red-cell": "#5e221c",
    "grey-cell": "#33413e",
    "line1": "#86c9ea",
    "line2": "#f2b84b",
    "done": "#2b4f5f",
}
"""The same on a dark screen, where it differs."""

WIDE, NARROW = 680, 288
"""Widths of pictures in pixels, on a page and on a telephone."""

_LOOKS: Mapping[str, tuple[str, str]] = {
    "end": ("text-anchor", "end"),
    "middle": ("text-anchor", "middle"),
    "bold": ("font-weight", "700"),
    "f-none": ("fill", "none"),
    "dashed": ("stroke-dasharray", "6 4"),
    "dotted": ("stroke-dasharray", "1.5 3.5"),
}
"""The classes of words and lines in drawings, besides those of colours."""

_TICK = '<path d="M5.2 8.2l2 2 3.6-4.2" class="s-paper" fill="none" stroke-width="1.6"/>'
_RING = '<circle cx="8" cy="8" r="5.6" class="f-none s-ink" stroke-width="1.7"/>'
_DISC = '<circle cx="8" cy="8" r="6.4" class="f-ink"/>'

_STATES: Mapping[str, str] = {
    "not-started": _RING,
    "in-progress": f'{_RING}<path d="M8 2.4a5.6 5.6 0 0 0 0 11.2z" class="f-ink"/>',
    "complete": _DISC + _TICK,
    "verified": f'<circle cx="8" cy="8" r="7.2" class="f-none s-ink" stroke-width="1.2"/>'
    f'<circle cx="8" cy="8" r="5.2" class="f-ink"/>{_TICK}',
    "suspended": f'{_RING}<path d="M6.4 5.4v5.2M9.6 5.4v5.2" class="s-ink" stroke-width="1.7"/>',
    "cancelled": f'{_RING}<path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" class="s-ink" stroke-width="1.6"/>',
    "replaced": f'{_RING}<path d="M4.8 8h5.6M8.4 5.8L10.8 8l-2.4 2.2" class="f-none s-ink" stroke-width="1.5"/>',
    "stood-down": f'{_RING}<path d="M5 6.4h6L8 11z" class="f-none s-ink" stroke-width="1.5"/>',
    "": '<circle cx="8" cy="8" r="6" class="f-none s-ink" stroke-width="1.5" stroke-dasharray="2.6 2.1"/>'
    '<path d="M6.3 6.4c.2-2.2 3.5-2 3.3 0-.1 1.2-1.6 1.2-1.6 2.5M8 10.4v1.3" class="f-none s-ink" stroke-width="1.4"/>',
}
"""A ring for each state of an action, in ink and never coloured; under an empty name, that none was reported."""

_COLOURS: Mapping[str, str] = {
    "blue": '<path d="M8 1.2L14.8 8 8 14.8 1.2 8z"{}/>',
    "green": '<circle cx="8" cy="8" r="6.2"{}/>',
    "amber": '<path d="M8 1.8l6.8 12.2H1.2z"{}/>',
    "red": '<path d="M2 2h12v12H2z"{}/>',
    "grey": '<path d="M4.6 2.2h6.8L14.8 8l-3.4 5.8H4.6L1.2 8z"{}/>',
}
"""A shape for each colour of a rating, without its classes."""


def colour_shape(colour: str | None) -> str:
    """Return the shape of a rating, 16 by 16 pixels, with ``{}`` where its classes belong.

    Args:
        colour: the colour; None, or one that we do not know, has the shape of grey.
    """
    return _COLOURS.get(colour or "", _COLOURS["grey"])


def sign(role: str) -> str:
    """Return the sign of a role as an SVG element with nothing to say of its own; empty if the role has none.

    Args:
        role: the role of a `Span`, such as ``state:complete`` or ``colour:amber``.
    """
    kind, _, value = role.partition(":")
    if kind == "state":
        shapes = _STATES.get(value, _STATES[""])
    elif kind in ("colour", "mark") and value:
        shapes = colour_shape(value).format(f' class="f-{value if value in _COLOURS else "ink"}"')
    else:
        return ""
    return f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shapes}</svg>'


def standalone(shapes: str, width: int, height: int) -> str:
    """Return shapes as an SVG file of its own, in the colours of print.

    Classes become attributes, since Word and others know no style sheets in drawings.

    Args:
        shapes: the shapes, as in a `Drawing`, or the whole of a `sign`.
        width: its width in pixels; that of a sign may be more than its height, for a blank at its right.
        height: its height.
    """
    inner = shapes.partition(">")[2].removesuffix("</svg>") if shapes.startswith("<svg") else shapes
    box = f"0 0 {16 * width / height:g} 16" if shapes.startswith("<svg") else f"0 0 {width} {height}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{box}" '
        f'font-family="Liberation Sans, Arial, sans-serif" font-size="13" fill="{LIGHT["ink"]}">'
        f"{_CLASSES.sub(_attributes, inner)}</svg>"
    )


_CLASSES = re.compile(r'(<[^<>]*) class="([^"]*)"')


def _attributes(found: re.Match[str]) -> str:
    begin, names = found.groups()
    return begin + "".join(f' {name}="{value}"' for name, value in map(_attribute, names.split()))


def _attribute(name: str) -> tuple[str, str]:
    """Return the attribute that a class stands for, and its value in print."""
    if name in _LOOKS:
        return _LOOKS[name]
    kind, _, colour = name.partition("-")
    return {"f": "fill", "s": "stroke"}[kind], LIGHT[colour]


def inline(drawing: Drawing, alt: str) -> str:
    """Return a drawing for a page: once for wide pages and once for narrow ones, of which the style shows one.

    Args:
        drawing: the drawing.
        alt: what it shows, in words; empty if words beside it say the same.
    """
    sizes = [("wide", drawing.wide, WIDE, drawing.wide_height)]
    if drawing.narrow:
        sizes.append(("narrow", drawing.narrow, NARROW, drawing.narrow_height))
    if drawing.width is not None:
        sizes = [("small", drawing.wide, drawing.width, drawing.wide_height)]
    named = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return "".join(
        f'<svg class="drawing {name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" {named} '
        f'focusable="false">{shapes}</svg>'
        for name, shapes, width, height in sizes
    )


def variables() -> str:
    """Return the colours as variables of a style sheet, and the rules that let shapes use them."""
    return (
        f":root{{{_declared(LIGHT)}}}@media screen and (prefers-color-scheme:dark){{:root{{{_declared(DARK)}}}}}"
        + "".join(f".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}" for name in LIGHT)
        + "".join(f"svg .{name}{{{key}:{value}}}" for name, (key, value) in _LOOKS.items())
    )


def _declared(colours: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())
