"""What a layout is: a file made as councils make theirs, and what a careful reader finds in it."""

from collections.abc import Callable, Mapping

from attrs import frozen


@frozen(kw_only=True)
class Expected:
    """What a careful reader finds in a file.

    Attributes:
        refs: the refs of all actions that are shown, as printed, in order.
        has_refs: false if the file has no refs, and those above count its actions.
        areas: the titles of all areas, in order.
        values: for a ref and a field what the plan's file says of it: ids, and dates as they are written there. A `due`
            is the current date, `original_due` the date first agreed. Only the fields that the layout is about.
        entries: for a ref the dated paragraphs of its progress: the day in ISO 8601, and the words.
        fills: for a ref the colour of its rating where only a colour says it.
        unclear: the cells that nobody can read for certain, such as ``Actions!F12``.
        left_out: refs in rows that are hidden or struck out as a whole, which no reader of the sheet sees.
    """

    refs: tuple[str, ...]
    has_refs: bool = True
    areas: tuple[str, ...] = ()
    values: Mapping[tuple[str, str], str] = {}
    entries: Mapping[str, tuple[tuple[str, str], ...]] = {}
    fills: Mapping[str, str] = {}
    unclear: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@frozen(kw_only=True)
class Layout:
    """A file with its difficulties.

    Attributes:
        name: the file's name, by whose ending its format is known.
        after: whose layout it follows.
        make: makes its bytes, the same ones each time.
        expected: what is in it.
        mapping: a mapping file in TOML, if nobody could read it without knowing how.
    """

    name: str
    after: str
    make: Callable[[], bytes]
    expected: Expected
    mapping: str = ""
