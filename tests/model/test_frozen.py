"""Records are what attrs' own decorator makes of them; only the time at which methods are written differs."""

import copy
import pickle
import weakref
from typing import Any

import attrs
import pytest
from attrs import frozen


@frozen
class Point:
    x: int
    y: int = 0
    seen: bool = attrs.field(default=False, eq=False, repr=False)


@frozen(kw_only=True)
class Named(Point):
    name: str = "n"


@frozen
class Holder:
    table: dict[str, Any]


def test_equal_values_are_equal_and_hash_alike():
    assert Point(1) == Point(1, 0, seen=True)
    assert Point(1) != Point(2)
    assert hash(Point(1)) == hash(Point(1, 0, seen=True))
    assert {Point(1), Point(1), Point(2)} == {Point(1), Point(2)}


def test_another_class_is_never_equal():
    assert Named(x=1) != Point(1)
    assert Point(1) != Named(x=1)


def test_each_class_shows_its_own_name_and_fields():
    assert repr(Point(1)) == "Point(x=1, y=0)"
    assert repr(Named(x=1)) == "Named(x=1, y=0, name='n')"


def test_nothing_can_be_changed_or_added():
    point = Point(1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        point.z = 2  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")
    assert attrs.evolve(point, x=2) == Point(2)


def test_what_holds_a_table_has_no_hash_but_compares():
    assert Holder({}) == Holder({})
    with pytest.raises(TypeError):
        hash(Holder({}))


def test_what_attrs_knows_of_a_class_is_there_before_anything_was_made_of_it():
    @frozen(kw_only=True)
    class Late(Point):
        """A class of which there is no record yet."""

        z: int = attrs.field(default=3)

    assert [field.name for field in attrs.fields(Late)] == ["x", "y", "seen", "z"]
    assert attrs.fields(Late).z.default == 3
    assert Late.__doc__ == "A class of which there is no record yet."
    assert Late(x=1) == Late(x=1, z=3)


def test_what_must_be_given_must_be_given():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]


def test_records_can_be_copied_and_sent_to_another_process():
    named = Named(x=1, name="m")
    assert pickle.loads(pickle.dumps(named)) == named
    assert copy.deepcopy(named) == named
    assert weakref.ref(named)() is named


def test_their_fields_are_matched_by_place():
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
