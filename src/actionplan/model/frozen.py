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
        compares, hashes and shows few of them; so here what compares and hashes is written when it is first called, and
        one function shows them all, which halves the cost of a class.

        Args:
            kind: the class; None where the decorator is called with options.
            kw_only: whether fields can be given by name alone.
        """
        if kind is None:
            return lambda kind: frozen(kind, kw_only=kw_only)
        made = attrs.frozen(kind, kw_only=kw_only, eq=False, repr=False)
        made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _shown
        return made

    def _write_methods(kind: type) -> None:
        """Have attrs write the methods of a class that were left for later."""
        fields = {field.name: attrs.field(eq=field.eq, hash=field.hash) for field in attrs.fields(kind)}
        like = attrs.make_class(kind.__name__, fields, frozen=True, repr=False)
        kind.__eq__, kind.__hash__ = like.__eq__, like.__hash__

    def _equal(self: object, other: object) -> Any:
        _write_methods(type(self))
        return type(self).__eq__(self, other)

    def _hash(self: object) -> int:
        _write_methods(type(self))
        return hash(self)

    def _shown(self: object) -> str:
        kind = type(self)
        values = [f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(kind) if field.repr]
        return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(values)})"
