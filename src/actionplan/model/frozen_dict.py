"""An immutable, hashable dict, for the tables inside records.

Python 3.15 has ``frozendict`` of its own (PEP 814); this class goes when that is the oldest Python supported.
"""

from collections.abc import Mapping
from typing import Any, Final, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that cannot be changed and can be hashed; dicts and lists inside it become immutable too.

    It is equal to a dict with the same contents, in any order.
    """

    __slots__ = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what ``dict`` takes."""
        super().__init__({key: freeze(value) for key, value in dict(*args, **kwargs).items()})

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a FrozenDict cannot be changed; make a dict of it first: dict(...)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"FrozenDict({super().__repr__()})"

    def __or__(self, other: Any) -> Any:
        return FrozenDict(super().__or__(other)) if isinstance(other, dict) else NotImplemented

    def __copy__(self) -> "FrozenDict[K, V]":
        return self

    def __deepcopy__(self, memo: object) -> "FrozenDict[K, V]":
        return self

    copy = __copy__

    def __reduce__(self) -> tuple[type["FrozenDict[K, V]"], tuple[dict[K, V]]]:
        return FrozenDict, (dict(self),)


EMPTY: Final[FrozenDict[Any, Any]] = FrozenDict()
"""The empty table, shared by all records that have none."""


def freeze(value: Any) -> Any:
    """Return a value with every list in it as a tuple and every dict as a `FrozenDict`."""
    if isinstance(value, Mapping):
        return value if type(value) is FrozenDict else FrozenDict(value)
    return tuple(map(freeze, value)) if type(value) in (list, tuple) else value  # a NamedTuple stays one
