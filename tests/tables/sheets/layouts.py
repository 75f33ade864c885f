"""All layouts: ``python tests/tables/sheets/layouts.py FOLDER`` writes them as files, to open and see."""

import sys
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tables.sheets import documents, systems, texts, trackers
from tables.sheets.layout import Layout

LAYOUTS: Final[tuple[Layout, ...]] = tuple(
    each
    for module in (trackers, systems, documents, texts)
    for each in vars(module).values()
    if isinstance(each, Layout)
)


def write(folder: Path) -> list[Path]:
    """Write every layout into a folder, which is made if it is not there.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / layout.name for layout in LAYOUTS]
    for path, layout in zip(paths, LAYOUTS, strict=True):
        path.write_bytes(layout.make())
    return paths


if __name__ == "__main__":
    print(*write(Path(sys.argv[1])), sep="\n")
