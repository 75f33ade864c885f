"""Pictures of cells and boxes: ratings over time, the matrix of risks, chains of actions."""

from datetime import date
from typing import Any

import pytest

from actionplan import load
from actionplan.report.inline import plain
from actionplan.report.papers.material import Material, PaperSelection
from actionplan.report.papers.pictures import holding_up, ratings_over_time, risk_matrix
from actionplan.report.pictures.months import month_strip
from conftest import AREA, PLAN, dedented
from drawn import assert_readable, shapes, sizes, words

DAY = date(2025, 6, 1)


def material(folder, day=DAY):
    return Material(plan=load(folder).plans[0], as_at=day, selection=PaperSelection(kind="board"))


def rated(*given):
    return "".join(f'[[status]]\non = {day}\nby = "board"\nrating = "{rating}"\n' for day, rating in given)


def test_a_strip_has_new_ratings_solid_and_old_ones_hollow(make_plan):
    areas = {
        "areas/PA1.toml": dedented(AREA) + rated(("2024-11-07", "green"), ("2025-02-06", "red")),
        "areas/PA2.toml": AREA,
    }
    picture: Any
    [picture] = ratings_over_time(material(make_plan(areas)))
    assert picture.caption == "The last rating was given on 6 Feb 2025, to 1 of 2 areas; 1 has never been rated"
    assert picture.alt == "Ratings by quarters. PA1: Green, then Red; PA2: never rated."
    assert picture.table.rows == (
        ("Oct to Dec 2024", "Green", "not rated"),
        ("Jan to Mar 2025", "Red", "not rated"),
        ("to 1 Jun 2025", "Red, as before", "not rated"),
    )
    found = words(picture.drawing.wide)
    assert (found.count("Green"), found.count("Red"), found.count("as before")) == (1, 1, 1)
    hollow = [shape for shape in shapes(picture.drawing.narrow) if shape.looks == {"f-none", "s-rule2"}]
    assert len(hollow) == 2  # the frame of the cell and the shape in it
    assert_readable(picture)


def test_one_rating_is_no_strip(make_plan):
    assert (
        list(ratings_over_time(material(make_plan({"areas/PA1.toml": dedented(AREA) + rated(("2024-11-07", "red"))}))))
        == []
    )


def test_ratings_of_one_quarter_are_no_strip(make_plan):
    area = dedented(AREA) + rated(("2025-04-07", "green"), ("2025-05-06", "red"))
    assert list(ratings_over_time(material(make_plan({"areas/PA1.toml": area})))) == []


def test_a_strip_has_the_last_eight_quarters(make_plan):
    area = dedented(AREA) + rated(("2019-11-07", "green"), ("2025-02-06", "red"))
    picture: Any
    [picture] = ratings_over_time(material(make_plan({"areas/PA1.toml": area})))
    assert [plain(row[0]) for row in picture.table.rows][::7] == ["Jul to Sep 2023", "to 1 Jun 2025"]
    assert plain(picture.table.rows[0][1]) == "Green, as before"
    assert_readable(picture)


def test_two_ratings_of_one_colour_have_two_shapes(make_plan):
    ratings = '[ratings.bad]\nlabel = "Bad"\nmeaning = "worse"\ncolour = "red"\n'
    area = dedented(AREA) + rated(("2024-11-07", "bad"), ("2025-02-06", "red"))
    picture: Any
    [picture] = ratings_over_time(material(make_plan({"plan.toml": dedented(PLAN) + ratings, "areas/PA1.toml": area})))
    signs = {sign.words: sign.shapes for sign in picture.key}
    assert signs["Bad"] != signs["Red"]


def test_a_strip_of_months_has_those_of_moves_in_bold(make_plan):
    action = 'title = "Build it"\nareas = ["PA1"]\n' + rated(("2025-03-07", "green"), ("2025-05-06", "red"))
    made = material(make_plan({"actions/1.1.toml": action}))
    picture: Any = month_strip(made.ratings["1.1"], made.status.ratings, made.plan.bodies, [date(2025, 4, 2)], DAY)
    assert picture.caption == "Rated in 2 of the last 4 months, last as Red"
    assert (picture.note, picture.key[-1].words) == (
        "Rated by Improvement Board.",
        "Month in which the date was moved",
    )
    assert picture.table.rows == (
        ("Mar 2025", "Green", "not moved"),
        ("Apr 2025", "Green, as before", "moved"),
        ("May 2025", "Red", "not moved"),
        ("Jun 2025", "Red, as before", "not moved"),
    )
    bold = [shape.text for shape in shapes(picture.drawing.wide) if "bold" in shape.looks]
    assert bold == ["Apr"]
    assert_readable(picture)


SCALE = """
[risk_scale]
likelihood = ["rare", "likely"]
impact = ["slight", "severe"]
levels = [{ label = "High", at_least = 4, colour = "red" }, { label = "Low", at_least = 1, colour = "green" }]
"""


def risk(title, likelihood, impact, more=""):
    return f'title = "{title}"\nresidual = {{ likelihood = {likelihood}, impact = {impact} }}\n{more}'


@pytest.fixture
def matrix(make_plan):
    """Return a function that gives the section with the matrix of some risks."""

    def made(*risks, scale=SCALE):
        files = {f"risks/R{at}.toml": text for at, text in enumerate(risks, 1)}
        return list(risk_matrix(material(make_plan({"plan.toml": dedented(PLAN) + scale, **files}))))

    return made


def test_a_matrix_has_score_and_level_in_every_cell(matrix):
    happened = '[[status]]\non = 2025-01-01\nby = "hcc"\nstate = "happened"\n'
    picture: Any
    [picture] = matrix(
        risk("No staff", 2, 2), risk("No money", 1, 2), risk("It rains", 2, 2, happened), 'title = "New"'
    )
    assert picture.caption == "1 of 2 open risks with a score is High; 1 more has none; R3 has happened"
    assert picture.alt == "Matrix of 2 open risks. The highest score is 4, of R1."
    for text, _, _ in sizes(picture.drawing):
        found = shapes(text)
        assert [shape.text for shape in found if {"end", "f-ink2"} <= shape.looks] == ["2", "4", "1", "2"]
        assert [shape.text for shape in found if "bold" in shape.looks] == ["R1", "R2"]
        assert len([shape for shape in found if shape.looks in ({"f-red"}, {"f-green"})]) == 4
    assert [tuple(map(plain, row)) for row in picture.table.rows] == [
        ("R1 No staff", "2 likely", "2 severe", "4", "High"),
        ("R2 No money", "1 rare", "2 severe", "2", "Low"),
    ]
    assert_readable(picture)


def test_without_a_scale_or_a_score_there_is_no_matrix(matrix):
    assert matrix(risk("No staff", 2, 2), scale="") == []
    assert matrix('title = "New"') == []


def test_many_risks_of_one_cell_all_have_their_number(matrix):
    picture: Any
    [picture] = matrix(*[risk("No staff", 2, 2)] * 12)
    for text, _, _ in sizes(picture.drawing):
        named = " ".join(shape.text for shape in shapes(text) if "bold" in shape.looks)
        assert named.replace(",", "").split() == [f"R{at}" for at in range(1, 13)]
    assert_readable(picture)


def waiting(title, due, *after):
    names = ", ".join(f'"{name}"' for name in after)
    return f'title = "{title}"\nareas = ["PA1"]\nowner = "hcc"\ndue = {due}\nafter = [{names}]\n'


@pytest.fixture
def chains(make_plan):
    """Return a function that gives the section with the chains of some actions."""

    def made(*actions):
        files = {f"actions/1.{at}.toml": text for at, text in enumerate(actions, 1)}
        return list(holding_up(material(make_plan(files))))

    return made


def test_a_chain_has_a_box_for_each_action_and_an_arrow_between_two(chains):
    picture: Any
    [picture] = chains(
        waiting("Sign the contract", "2025-05-01"),
        waiting("Hire therapists", "2025-08-01", "1.1"),
        waiting("See children", "2025-09-01", "1.2"),
    )
    assert picture.caption == "1.1 Sign the contract, overdue by 31 days, holds up 2 other actions"
    assert picture.alt == "1.1 holds up 1.2 and 1.3."
    assert [tuple(map(plain, row)) for row in picture.table.rows] == [
        ("1.1 Sign the contract", "County Council", "overdue by 31 days", "no open action"),
        ("1.2 Hire therapists", "County Council", "due 1 Aug 2025", "1.1"),
        ("1.3 See children", "County Council", "due 1 Sep 2025", "1.2"),
    ]
    for text, _, _ in sizes(picture.drawing):
        found = shapes(text)
        boxes = [shape for shape in found if shape.tag == "rect"]
        heads = [shape for shape in found if shape.looks == {"f-ink"} and shape.tag == "path"]
        assert (len(boxes), len(heads)) == (3, 2)
        assert sum("s-late" in box.looks for box in boxes) == 1
    assert_readable(picture)


def test_an_action_that_waits_for_two_is_drawn_once(chains):
    picture: Any
    [picture] = chains(
        waiting("Sign the contract", "2025-05-01"),
        waiting("Find a building", "2025-05-01"),
        waiting("See children", "2025-09-01", "1.1", "1.2"),
    )
    assert picture.caption == "2 overdue actions hold up 1 other action"
    assert words(picture.drawing.wide).count("See children") == 1
    assert plain(picture.table.rows[1][3]) == "1.1 and 1.2"


def test_nothing_held_up_is_no_chain_and_a_circle_does_no_harm(chains):
    assert chains(waiting("Sign the contract", "2025-05-01")) == []
    picture: Any
    [picture] = chains(waiting("One", "2025-05-01", "1.2"), waiting("Other", "2025-05-01", "1.1"))
    assert_readable(picture)
