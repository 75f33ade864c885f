"""How every record and result is made: frozen and slotted by attrs, and not before one is needed."""

from typing import TYPE_CHECKING, Any

__all__ = ["frozen"]

if TYPE_CHECKING:
    from attrs import frozen  # type checkers know attrs' own decorator, and ours means the same
else:
    from inspect import get_annotations

    import attrs

    def frozen(kind: type | None = None, *, kw_only: bool = False) -> Any:
        """Make a class frozen, as `attrs.frozen` does.

        attrs writes and compiles methods for each class as it is defined, which takes longer than all else that a
        command does before it begins: it defines a hundred classes, and makes records of a few. So a class is given
        slots here, and attrs is asked for the rest when it is first used: for its fields and for how one is made when
        either is wanted, for how two are compared when two are.

        Args:
            kind: the class; None where the decorator is called with options.
            kw_only: whether fields can be given by name alone.
        """
        if kind is None:
            return lambda kind: frozen(kind, kw_only=kw_only)
        names = tuple(get_annotations(kind))
        body = {name: value for name, value in vars(kind).items() if name not in (*names, "__dict__", "__weakref__")}
        body["__slots__"] = names if kind.__base__ is not object else (*names, "__weakref__")
        made = type(kind)(kind.__name__, kind.__bases__, body | _SHARED)
        made.__attrs_attrs__ = later = _Later(made, kind, kw_only)

        def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807  # until attrs has written its own
            later.write()
            made.__init__(self, *values, **named)

        made.__init__ = __init__
        return made

    class _Later:
        """What attrs knows of a class, from the moment at which it is asked."""

        def __init__(self, made: type, kind: type, kw_only: bool) -> None:
            self.made, self.kind, self.kw_only = made, kind, kw_only

        def __get__(self, _: object, owner: type) -> Any:
            self.write()
            return owner.__attrs_attrs__

        def write(self) -> None:
            """Have attrs write what belongs to the class."""
            twin = attrs.frozen(self.kind, kw_only=self.kw_only, eq=False, repr=False)
            for name in _WRITTEN & set(vars(twin)):
                setattr(self.made, name, vars(twin)[name])

    def _write_comparison(kind: type) -> None:
        fields = {field.name: attrs.field(eq=field.eq, hash=field.hash) for field in attrs.fields(kind)}
        like = attrs.make_class(kind.__name__, fields, frozen=True, repr=False, order=False)
        kind.__eq__, kind.__hash__ = like.__eq__, like.__hash__

    def _equal(self: object, other: object) -> Any:
        _write_comparison(type(self))
        return type(self).__eq__(self, other)

    def _hash(self: object) -> int:
        _write_comparison(type(self))
        return hash(self)

    def _shown(self: object) -> str:
        kind = type(self)
        values = [f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(kind) if field.repr]
        return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(values)})"

    def _refused(*_: object) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def _state(self: object) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}

    def _restore(self: object, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)

    _SHARED = {
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__setattr__": _refused,
        "__delattr__": _refused,
        "__getstate__": _state,
        "__setstate__": _restore,
    }
    """What every class has from the beginning."""

    _WRITTEN = {"__attrs_attrs__", "__attrs_props__", "__init__", "__match_args__", "__replace__"}
    """What attrs writes for a class, that we take over from the twin that it makes."""
