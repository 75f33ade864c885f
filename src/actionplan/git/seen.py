"""The files on the disk, with a note of what was read, so that a report can be compared with a commit."""

from collections.abc import Mapping

from actionplan.git.objects import object_name
from actionplan.storage.filesystem import Disk
from actionplan.storage.toml import read_bytes

Seen = Mapping[str, frozenset[str]]
"""For each file that was read, the names that git would have for its content; see `content_names`."""


class SeenDisk(Disk):
    """The files on the disk. It notes git's names for what was read of each."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._seen: dict[str, frozenset[str]] = {}

    def read(self, path: str, *, inside: str | None = None) -> bytes:
        """Return a file's bytes; raises Unreadable. Links may not lead out of ``inside``."""
        data = read_bytes(path, inside=inside)
        self._seen[path] = content_names(data)
        return data

    def taken(self) -> Seen:
        """Return what was read since this was last called."""
        seen, self._seen = self._seen, {}
        return seen


def content_names(data: bytes) -> frozenset[str]:
    """Return the names that git would have for a content, in repositories of either kind.

    Among them are those with the line endings that git stores, since git may write others into a folder.
    """
    texts = {data, data.replace(b"\r\n", b"\n")}
    return frozenset(object_name(b"blob", text, length) for text in texts for length in (40, 64))
