"""Pack the parts of a file into a zip, the same bytes for the same parts."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


def packed(parts: Mapping[str, bytes], plain: str = "") -> bytes:
    """Return a zip of some parts, with fixed dates.

    Args:
        parts: the parts by name, in order.
        plain: the name of the part that is not compressed; empty for none.
    """
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name, data in parts.items():
            entry = ZipInfo(name)
            entry.compress_type, entry.create_system = ZIP_STORED if name == plain else ZIP_DEFLATED, 3
            file.writestr(entry, data)
    return made.getvalue()
