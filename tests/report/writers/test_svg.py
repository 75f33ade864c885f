"""Drawings: one set of shapes for pages, where a style colours them, and for files of their own."""

import re
from xml.etree import ElementTree

import pytest

from actionplan.report.pictures.marks import hatched
from actionplan.report.pictures.slip import KEY
from actionplan.report.words import STATE_WORDS
from actionplan.report.writers import svg

SIGNS = [svg.sign(f"state:{state}") for state in svg._STATES] + [svg.sign(f"colour:{name}") for name in svg._COLOURS]


@pytest.mark.parametrize("shapes", [*SIGNS, *(sign.shapes for sign in KEY)])
def test_a_file_of_its_own_needs_no_style_sheet_and_no_pattern(shapes):
    root = ElementTree.fromstring(svg.standalone(shapes, 22, 14))
    assert not [each for each in root.iter() if each.get("class") or each.tag.endswith(("style", "pattern"))]
    assert all("url(" not in value for each in root.iter() for value in each.attrib.values())


def test_classes_become_the_colours_of_print():
    shapes = '<path class="f-none s-late dashed"/><text class="end bold">class=&quot;f-late&quot;</text>'
    root = ElementTree.fromstring(svg.standalone(shapes, 10, 10))
    path, text = root
    assert path.attrib == {"fill": "none", "stroke": "#7d1148", "stroke-dasharray": "6 4"}
    assert text.attrib == {"text-anchor": "end", "font-weight": "700"}
    assert text.text == 'class="f-late"'


def test_a_sign_may_have_a_blank_at_its_right():
    assert 'width="22" height="16" viewBox="0 0 22 16"' in svg.standalone(svg.sign("state:complete"), 22, 16)


@pytest.mark.parametrize("size", [(20, 6), (6, 20), (2, 6), (0, 6), (160.5, 128)])
def test_lines_of_a_hatch_stay_in_its_box(size):
    shapes = hatched(10, 4, *size)
    ends = [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", shapes)]
    assert all(10 <= x <= 10 + size[0] and 4 <= y <= 4 + size[1] for x, y in ends)
    assert bool(ends) == (size[0] > 2)


def test_every_state_has_a_sign_of_its_own():
    signs = [svg.sign(f"state:{state or 'not-reported'}") for state in STATE_WORDS]
    assert len(set(signs)) == len(STATE_WORDS)
    assert svg.sign("state:unheard-of") == svg.sign("state:not-reported")
