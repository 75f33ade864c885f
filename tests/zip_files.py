"""ZIP files, of which workbooks and documents are kinds, with parts changed."""

import io
import zipfile


def changed(data: bytes, **parts: str | bytes) -> bytes:
    """Return a ZIP file with parts added or replaced; ``__`` in their names is a slash, ``_`` a dot."""
    named = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, part in named.items():
            new.writestr(name, part)
    return file.getvalue()


def zipped(**parts: str | bytes) -> bytes:
    """Return a ZIP file of some parts, named as in `changed`."""
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    return changed(empty.getvalue(), **parts)
