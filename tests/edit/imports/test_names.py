"""References, bodies, ratings and areas as sheets name them."""

import pytest

from actionplan.edit.imports.areas import AreasFound, is_area_name
from actionplan.edit.imports.bodies import BodiesFound, kind_of_body
from actionplan.edit.imports.ratings import own_rating, rating_in
from actionplan.edit.imports.refs import Group, id_of, with_ids
from actionplan.model.bodies import Body
from actionplan.model.ids import Id


@pytest.mark.parametrize(
    ("ref", "identifier"),
    [
        ("1.1", "1.1"), ("1.1.1", "1.1.1"), ("3.01.02", "3.01.02"), ("PA1/4", "PA1-4"), ("Action 7", "7"),
        ("1.1.", "1.1"), ("A1 (b)", "A1-b"), ("15 DR 05", "15-DR-05"), ("No. 3", "3"), ("\u2014", ""), ("con", ""),
    ],
)  # fmt: skip
def test_an_id_from_a_reference(ref, identifier):
    assert id_of(ref) == identifier


def ids(*refs):
    return [(each.id, each.remark) for each in with_ids([Group(rows=(), ref=ref) for ref in refs], set())]


def test_a_spreadsheet_turns_the_tenth_into_the_first():
    assert ids("1.1", "1.9", "1.1")[2] == ("1.10", "1.1 comes after 1.9, so it is read as 1.10")


def test_a_reference_that_is_not_there_or_is_there_twice():
    assert ids("1.1", "", "1.1") == [
        ("1.1", ""), ("1.1-a", "has no reference"), ("1.1-b", "has the reference 1.1 of another action"),
    ]  # fmt: skip
    assert ids("", "") == [("1", ""), ("2", "")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Anyshire County Council", "council"), ("HCC", "council"), ("NHS Anyshire ICB", "icb"), ("DfE", "government"),
        ("Anyshire Parent Carer Forum", "parent-carer-forum"), ("North NHS Foundation Trust", "provider"),
        ("SEND Improvement Board", "board"), ("Partners", "other"),
    ],
)  # fmt: skip
def test_the_kind_of_a_body_if_that_is_certain(name, kind):
    assert kind_of_body(name) == kind


@pytest.mark.parametrize(
    ("text", "bodies", "roles"),
    [
        ("HCC / ICB", ["hcc", "icb"], []),
        ("HCC and ICB", ["hcc", "icb"], []),
        ("Head of SEND (HCC)", ["hcc"], ["Head of SEND"]),
        ("Jane Smith, ICB", ["icb"], ["Jane Smith"]),
        ("DCO\nHCC", ["hcc"], ["DCO"]),
        ("Herts Council", ["hcc"], []),
    ],
)
def test_the_bodies_and_roles_that_a_cell_names(text, bodies, roles):
    known = BodiesFound({Id("hcc"): Body(name="HCC", kind="council", aliases=("Herts Council",))})
    named = known.named_in(text)
    assert (list(named.bodies), list(named.roles)) == (bodies, roles)


def test_a_new_body_has_its_name_its_alias_and_its_kind():
    found = BodiesFound({})
    assert found.body("Anyshire Integrated Care Board (AICB)") == "aicb"
    assert found.bodies[Id("aicb")] == Body(name="Anyshire Integrated Care Board", kind="icb")
    assert found.body("anyshire integrated care board") == "aicb"
    assert found.made == ["aicb"]


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("Red", ("red", "Red", "red", "")), ("G", ("green", "Green", "green", "")), ("b", ("blue", "Blue", "blue", "")),
        ("AMBER - slipping", ("amber", "Amber", "amber", "slipping")),
        ("Amber/Red", ("amber-red", "Amber/Red", None, "")),
        ("Green (improving)", ("green", "Green", "green", "improving")), ("A board was set up", None),
        ("Greenwich", None),
        ("On track", None),
    ],
)  # fmt: skip
def test_a_rating_as_word_or_letter(text, rating):
    assert rating_in(text) == rating


def test_a_rating_of_a_councils_own():
    assert own_rating("On track") == ("on-track", "On track", None, "")
    assert own_rating("We will finish this in the summer") is None


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Priority 1: Leaders have data", ("A1", "Leaders have data", "Priority 1", "other")),
        ("Priority Action 2 \u2013 Waits", ("A2", "Waits", "Priority Action 2", "priority-action")),
        ("PA3 Training", ("PA3", "Training", None, "priority-action")),
        ("Area for improvement 4", ("A4", "Area for improvement 4", "Area for improvement 4", "improvement")),
        ("1. Data", ("A1", "Data", "1", "other")),
        ("Leadership", ("A1", "Leadership", None, "other")),
    ],
)
def test_an_area_from_its_name(text, area):
    found = AreasFound(None, {"1"})
    made = found.areas[found.named(text)]
    assert (made.id, made.title, made.ref, made.kind) == area


def test_an_area_is_known_again_by_its_number():
    found = AreasFound(None, set())
    assert found.named("Priority 1") == found.named("Priority 1: Data") == found.named("priority 1: data") == "A1"
    assert found.areas[Id("A1")].title == "Data"


def test_an_area_has_no_id_of_an_action():
    assert AreasFound(None, {"a1"}).named("Data") == "A1-2"


@pytest.mark.parametrize(
    ("sheet", "is_area"), [("Sheet1", False), ("Action plan", False), ("Leadership", True), ("v2.1", False)]
)
def test_the_name_of_a_sheet_may_be_an_area(sheet, is_area):
    assert is_area_name(sheet) is is_area
