"""One picture of each kind, of Northshire as at 15 January 2026: its words, and its drawing as golden files."""

from datetime import date

import pytest

from actionplan import load
from actionplan.model.ids import Id
from actionplan.model.text import short_name
from actionplan.report.document import Column, Table
from actionplan.report.papers.material import Material, PaperSelection
from actionplan.report.pictures.burn_up import burn_up
from actionplan.report.pictures.chain import chain
from actionplan.report.pictures.ladder import ladder
from actionplan.report.pictures.matrix import matrix_picture
from actionplan.report.pictures.measure import measure_picture
from actionplan.report.pictures.months import month_strip
from actionplan.report.pictures.strip import area_strip
from actionplan.report.pictures.timeline import timeline
from actionplan.report.writers import svg, terminal
from actionplan.report.writers.styled import Screen
from actionplan.summary.history import action_story
from conftest import REPOSITORY
from drawn import assert_readable, sizes

DAY = date(2026, 1, 15)
TABLE = Table((Column("Action"),), (("the table of the section",),))


@pytest.fixture(scope="module")
def pictures():
    """Return one picture of each kind."""
    plan = load(REPOSITORY / "examples" / "northshire-send").plans[0]
    made = Material(plan=plan, as_at=DAY, selection=PaperSelection(kind="board"))
    status, bodies = made.status, plan.bodies
    [area] = [each for each in status.areas if each.id == "PA1"]
    [action] = [each for each in plan.actions if each.id == "1.3"]
    [measure] = [each for each in made.measures.measures if each.id == "plans-in-20-weeks"]
    story = action_story(plan, action, DAY)
    moved = [change.entry.on.last for change in story.changes if change.field == "due"]
    return {
        "timeline": timeline(short_name(area), [each for each in status.actions if each.area == "PA1"], TABLE, DAY),
        "measure": measure_picture(measure, DAY),
        "burn-up": burn_up(status.actions, DAY),
        "strip": area_strip(status.areas, made.ratings, status.ratings, bodies, DAY),
        "months": month_strip(made.ratings[Id("1.3")], status.ratings, bodies, moved, DAY),
        "ladder": ladder(story, TABLE, DAY),
        "matrix": matrix_picture(made.risks),
        "chain": chain(made.dependencies),
    }


NAMES = ("timeline", "measure", "burn-up", "strip", "months", "ladder", "matrix", "chain")


@pytest.mark.parametrize("name", NAMES)
def test_whole_pictures(golden, pictures, name):
    picture = pictures[name]
    for (shapes, width, height), size in zip(sizes(picture.drawing), ("wide", "narrow"), strict=True):
        golden(f"pictures/{name}-{size}.svg", svg.standalone(shapes, width, height).replace("><", ">\n<") + "\n")
    golden(f"pictures/{name}.txt", terminal.write([picture], Screen(width=100)))
    assert_readable(picture)


def test_a_screen_of_eighty_columns_has_no_picture_in_characters(pictures):
    narrow, ascii_only = (
        terminal.write([pictures["timeline"]], screen) for screen in (Screen(), Screen(width=100, unicode=False))
    )
    assert "├" not in narrow
    assert "[---" in ascii_only
    assert ascii_only.isascii()
