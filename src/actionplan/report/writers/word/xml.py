"""Names of elements and attributes of WordprocessingML, and values of elements."""

from typing import Any, Final

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"

NAMESPACES: Final = (
    f'xmlns:w="{_WORD}" xmlns:r="{RELATION}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture"'
)


def w(name: str) -> str:
    """Return the whole name of an element or attribute: ``{http...}val`` for ``val``."""
    return f"{{{_WORD}}}{name}"


def children(element: Any, name: str) -> list[Any]:
    """Return the elements of a name directly in another one."""
    return list(element.findall(w(name)))


def value(element: Any) -> str:
    """Return the value of an element: of ``<w:name w:val="Normal"/>``, ``Normal``."""
    return str(element.get(w("val")))


def the_name(style: Any) -> str:
    """Return the name of a style; those that Word knows may have any capitals."""
    return value(style.find(w("name"))).lower()
