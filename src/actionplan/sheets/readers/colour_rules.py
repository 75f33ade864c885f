"""The colours that Excel gives to cells by rules: by their own words, or by those of another cell in their row."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from attrs import evolve

from actionplan.model.refused import needed
from actionplan.sheets.grid import Cell, Merged, place
from actionplan.sheets.readers.colours import hex_colour
from actionplan.sheets.readers.contents import Found

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TESTS: Final[dict[str, Callable[[str, str], bool]]] = {
    "containsText": lambda text, words: words in text,
    "beginsWith": lambda text, words: text.startswith(words),
    "endsWith": lambda text, words: text.endswith(words),
}
_EQUAL: Final = re.compile(r'=?\s*(?:"((?:[^"]|"")*)"|(-?\d+(?:\.\d+)?))\s*')
_OTHER_CELL: Final = re.compile(r'=?\s*(\$?)([A-Z]{1,3})(\$?)(\d+)\s*=\s*"((?:[^"]|"")*)"\s*')
_DRAWN: Final = {"colorScale", "dataBar", "iconSet"}


class _Rule(NamedTuple):
    """A rule: where it holds, for which cells, and the colour that it gives; None for no colour."""

    priority: int
    areas: tuple[Merged, ...]
    holds: Callable[[Cell], bool] | None
    fill: str | None


def colour(found: Found, elements: Sequence[Any], book: Any, theme: Sequence[str]) -> list[str]:
    """Colour cells as rules colour them.

    Args:
        found: the sheet; its cells are changed.
        elements: its elements ``conditionalFormatting``.
        book: the workbook in openpyxl.
        theme: the colours of its theme.

    Returns:
        The places in which rules have colours or icons that were not followed.
    """
    rules = sorted(
        (rule for element in elements for rule in _rules(found, element, book, theme)), key=lambda rule: rule.priority
    )
    for where, cell in found.cells.items():
        holding = (rule.fill for rule in rules if rule.holds and _is_in(cell, rule.areas) and rule.holds(cell))
        if fill := next(holding, None):
            found.cells[where] = evolve(cell, fill=fill)
    return list(dict.fromkeys(_place(found, rule.areas[0]) for rule in rules if rule.holds is None))


def _rules(found: Found, element: Any, book: Any, theme: Sequence[str]) -> Iterator[_Rule]:
    boundaries = needed("openpyxl.utils").range_boundaries
    areas = tuple(
        Merged(top=top, left=left, bottom=bottom, right=right)
        for left, top, right, bottom in map(boundaries, element.get("sqref", "").split())
    )
    for rule in element.iter(f"{_MAIN}cfRule") if areas else ():
        fill = _fill(rule, book, theme)
        if fill or rule.get("type") in _DRAWN:
            yield _Rule(int(rule.get("priority") or 0), areas, _test(found, rule, areas[0]), fill)


def _fill(rule: Any, book: Any, theme: Sequence[str]) -> str | None:
    formats = book._differential_styles.styles  # noqa: SLF001
    number = int(rule.get("dxfId") or -1)
    fill = formats[number].fill if 0 <= number < len(formats) else None
    if fill is None or hasattr(fill, "stop"):  # nothing, or a gradient
        return None
    palette = book._colors  # noqa: SLF001
    return hex_colour(fill.bgColor, theme, palette) or hex_colour(fill.fgColor, theme, palette)


def _test(found: Found, rule: Any, area: Merged) -> Callable[[Cell], bool] | None:
    """Return the test of a rule; None if it is another than one of words."""
    formula = rule.findtext(f"{_MAIN}formula") or ""
    if test := _TESTS.get(rule.get("type")):
        words = rule.get("text", "").casefold()
        return lambda cell: bool(words) and test(cell.text.casefold(), words)
    if rule.get("type") == "cellIs" and rule.get("operator") == "equal" and (match := _EQUAL.fullmatch(formula)):
        wanted = match[2] or match[1].replace('""', '"').casefold()
        return lambda cell: cell.text.casefold() == wanted
    if rule.get("type") == "expression" and (match := _OTHER_CELL.fullmatch(formula)):
        return _of_other_cell(found, area, match)
    return None


def _of_other_cell(found: Found, area: Merged, match: re.Match[str]) -> Callable[[Cell], bool]:
    """Return the test of a formula such as ``$F2="Red"``, which holds for the first cell and moves with the others."""
    column_fixed, letters, row_fixed, number, words = match.groups()
    column = needed("openpyxl.utils").column_index_from_string(letters)
    wanted = words.replace('""', '"').casefold()

    def holds(cell: Cell) -> bool:
        row = int(number) + (0 if row_fixed else cell.row - area.top)
        other = found.cells.get((row, column + (0 if column_fixed else cell.column - area.left)))
        return other is not None and other.text.casefold() == wanted

    return holds


def _is_in(cell: Cell, areas: Sequence[Merged]) -> bool:
    return any(area.top <= cell.row <= area.bottom and area.left <= cell.column <= area.right for area in areas)


def _place(found: Found, area: Merged) -> str:
    return place(found.name, area.top, area.left)
