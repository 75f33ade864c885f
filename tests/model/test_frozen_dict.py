"""Tables inside records cannot be changed."""

import copy
import pickle

import pytest

from actionplan.model.frozen_dict import FrozenDict, freeze


def test_it_is_equal_to_a_dict_and_hashes_whatever_its_order() -> None:
    assert FrozenDict(a=1, b=2) == {"b": 2, "a": 1}
    assert hash(FrozenDict(a=1, b=2)) == hash(FrozenDict(b=2, a=1))


def test_lists_and_dicts_inside_become_immutable_too() -> None:
    assert freeze({"a": [1, {"b": [2]}]}) == FrozenDict(a=(1, FrozenDict(b=(2,))))
    hash(FrozenDict(a=[1, {"b": [2]}]))


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.__setitem__("a", 2),
        lambda table: table.__delitem__("a"),
        lambda table: table.__ior__({"a": 2}),
        lambda table: table.update(a=2),
        lambda table: table.setdefault("b", 2),
        lambda table: table.pop("a"),
        lambda table: table.popitem(),
        lambda table: table.clear(),
    ],
)
def test_every_change_is_refused(change) -> None:
    table: FrozenDict[str, object] = FrozenDict(a=1)
    with pytest.raises(TypeError, match="cannot be changed"):
        change(table)
    assert table == {"a": 1}


def test_copies_and_pickles_are_equal() -> None:
    table: FrozenDict[str, object] = FrozenDict(a=[1, {"b": 2}])
    assert pickle.loads(pickle.dumps(table)) == table
    assert copy.deepcopy(table) == copy.copy(table) == table.copy() == table
    assert isinstance(table | {"c": 3}, FrozenDict)
    assert table | {"c": 3} == {"a": (1, {"b": 2}), "c": 3}
