"""The styles of OpenDocument: backgrounds, struck words, and how far dates are shown."""

import re
from typing import Any

from attrs import define, field, frozen

from actionplan.sheets.readers.xml_names import attribute, child_at, kind


@frozen(kw_only=True)
class Style:
    """A style; None for what it leaves to its parent.

    Attributes:
        parent: the name of the style that it goes on from; empty for none.
        fill: the colour of a background as ``#rrggbb``; "transparent" for none.
        struck: whether words are struck out.
        data: the name of the style of dates and numbers.
        by_text: styles for cells with certain texts.
        hidden: true if a sheet of this style is hidden.
    """

    parent: str = ""
    fill: str | None = None
    struck: bool | None = None
    data: str | None = None
    by_text: tuple[tuple[str, str], ...] = ()
    hidden: bool = False


@define
class Styles:
    """The styles of a document by family and name, and of each style of dates the parts of a date that it shows."""

    named: dict[tuple[str, str], Style] = field(factory=dict)
    dates: dict[str, frozenset[str]] = field(factory=dict)


def add_style(styles: Styles, element: Any) -> None:
    """Read a style.

    Args:
        styles: those read so far.
        element: a ``style:style`` or a ``number:date-style``.
    """
    if kind(element) == "date-style":
        styles.dates[attribute(element, "name")] = frozenset(map(kind, element))
        return
    strike = child_at(element, "text-properties")
    lines = [attribute(strike, f"text-line-through-{which}") for which in ("style", "type")]
    fill = attribute(child_at(element, "table-cell-properties"), "background-color").lower()
    conditions = [
        (re.fullmatch(r'cell-content\(\)="(.*)"', attribute(each, "condition")), attribute(each, "apply-style-name"))
        for each in element
        if kind(each) == "map"
    ]
    styles.named[attribute(element, "family"), attribute(element, "name")] = Style(
        parent=attribute(element, "parent-style-name"),
        fill=fill or None,
        struck=None if not any(lines) else "none" not in lines,
        data=attribute(element, "data-style-name") or None,
        by_text=tuple((match[1].replace('""', '"'), name) for match, name in conditions if match),
        hidden=attribute(child_at(element, "table-properties"), "display") == "false",
    )


def lineage(styles: Styles, family: str, name: str) -> list[Style]:
    """Return a style, its parent, the parent of that, and so on."""
    found: list[Style] = []
    while (style := styles.named.get((family, name))) is not None and style not in found:
        found.append(style)
        name = style.parent
    return found


def fill_of(styles: Styles, name: str, text: str) -> str | None:
    """Return the background of a cell.

    Args:
        styles: the styles.
        name: the style of the cell.
        text: its text, by which it may be coloured.
    """
    chain = lineage(styles, "table-cell", name)
    applied = next((other for each in chain for words, other in each.by_text if words == text), None)
    chain = [*(lineage(styles, "table-cell", applied) if applied else ()), *chain]
    fill = next((each.fill for each in chain if each.fill is not None), None)
    return fill if fill and fill.startswith("#") else None


def is_struck(styles: Styles, family: str, name: str, *, otherwise: bool = False) -> bool:
    """Return whether a style strikes words out; ``otherwise`` if it says nothing of that."""
    stated = (each.struck for each in lineage(styles, family, name) if each.struck is not None)
    return next(stated, otherwise)


def date_parts(styles: Styles, name: str) -> frozenset[str]:
    """Return the parts of a date that cells of a style show, such as "day"; none if it says nothing of that."""
    data = next((each.data for each in lineage(styles, "table-cell", name) if each.data), "")
    return styles.dates.get(data, frozenset())
