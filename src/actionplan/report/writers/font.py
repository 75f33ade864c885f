"""What a font file says: which characters it has, and how wide they are."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from struct import unpack_from

FONTS = files(__package__).joinpath("fonts")
"""Liberation Sans, which has the widths of Arial: the fonts of PDF files, by which columns are measured everywhere."""


@cache
def advances(*, bold: bool = False) -> Mapping[int, float]:
    """Return the width of each character of Liberation Sans, by its code point, as a part of the size of the font.

    Args:
        bold: whether those of the bold font are wanted.
    """
    font = FONTS.joinpath(f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf").read_bytes()
    entries = (unpack_from(">4sIII", font, 12 + 16 * at) for at in range(_number(font, 4)))
    tables = {tag: begin for tag, _, begin, _ in entries}
    size, measured = _number(font, tables[b"head"] + 18), _number(font, tables[b"hhea"] + 34)
    return {
        point: _number(font, tables[b"hmtx"] + 4 * min(glyph, measured - 1)) / size
        for point, glyph in _glyphs(font, tables[b"cmap"])
    }


def _number(font: bytes, at: int) -> int:
    number: int = unpack_from(">H", font, at)[0]
    return number


def _glyphs(font: bytes, begin: int) -> Iterator[tuple[int, int]]:
    """Yield each code point with its glyph, from the first table in format 4, which lists them in segments."""
    parts = (begin + unpack_from(">I", font, begin + 8 + 8 * at)[0] for at in range(_number(font, begin + 2)))
    table = next(part for part in parts if _number(font, part) == 4)
    size = _number(font, table + 6)
    lasts, firsts, deltas, offsets = (
        unpack_from(f">{size // 2}H", font, table + at) for at in (14, 16 + size, 16 + 2 * size, 16 + 3 * size)
    )
    for at, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        place = table + 16 + 3 * size + 2 * at + offset
        for point in range(first, last + 1):
            glyph = _number(font, place + 2 * (point - first)) if offset else point
            if (glyph + delta) % 0x10000:
                yield point, (glyph + delta) % 0x10000
