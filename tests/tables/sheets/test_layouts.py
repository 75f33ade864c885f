"""The layouts are made the same way each time, and a reader finds in each what it should contain."""

import pytest

from actionplan.sheets.reading import read_here
from tables.sheets.layouts import LAYOUTS


def test_the_names_differ():
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_read_with_every_ref_and_colour_of_it(layout):
    data = layout.make()
    assert data == layout.make()
    book = read_here(data, layout.name)
    lines = {line for sheet in book.sheets for cell in sheet.cells for line in cell.text.split("\n")}
    words = {word.strip(":") for line in lines for word in (line, *line.split())}
    assert not layout.expected.has_refs or set(layout.expected.refs) - words == set()
    fills = {cell.fill for sheet in book.sheets for cell in sheet.cells}
    assert set(layout.expected.fills.values()) <= fills
