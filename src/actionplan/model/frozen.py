"""How every record and result is made: frozen and slotted by attrs, and quick to define."""

from typing import TYPE_CHECKING, Any

__all__ = ["frozen"]

if TYPE_CHECKING:
    from attrs import frozen  # type checkers know attrs' own decorator, and ours means the same
else:
    import attrs

    def frozen(kind: type | None = None, *, kw_only: bool = False) -> Any:
        """Make a class frozen, as `attrs.frozen` does.

        attrs writes and compiles methods for each class as it is defined. A command defines a hundred classes and
        compares, hashes and shows few of them; so here those three methods are written when one of them is first
        called, which halves the cost of a class.

        Args:
            kind: the class; None where the decorator is called with options.
            kw_only: whether fields can be given by name alone.
        """
        if kind is None:
            return lambda kind: frozen(kind, kw_only=kw_only)
        made = attrs.frozen(kind, kw_only=kw_only, eq=False, repr=False)
        for method in _WRITTEN_LATER:
            setattr(made, method.__name__, method)
        return made

    def _write_methods(kind: type) -> None:
        """Have attrs write the methods of a class that were left for later."""
        fields = {
            field.name: attrs.field(eq=field.eq, hash=field.hash, repr=field.repr) for field in attrs.fields(kind)
        }
        like = attrs.make_class(kind.__name__, fields, frozen=True)
        for method in _WRITTEN_LATER:
            setattr(kind, method.__name__, like.__dict__[method.__name__])

    def __eq__(self: object, other: object) -> Any:  # noqa: N807  # a method, for every class
        _write_methods(type(self))
        return type(self).__eq__(self, other)

    def __hash__(self: object) -> int:  # noqa: N807
        _write_methods(type(self))
        return hash(self)

    def __repr__(self: object) -> str:  # noqa: N807
        _write_methods(type(self))
        return repr(self)

    _WRITTEN_LATER = (__eq__, __hash__, __repr__)
