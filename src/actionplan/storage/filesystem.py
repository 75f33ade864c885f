"""The file systems that plans are read from: the disk, or a snapshot such as a commit."""

import errno
import os
import posixpath
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, Protocol

from actionplan.model.errors import ActionPlanError
from actionplan.model.problem import Location, problem
from actionplan.storage.toml import MAX_BYTES, Unreadable, is_inside, read_bytes, too_large

Oddity = Literal["link", "submodule", "too-large", "not-read"]
"""Why a snapshot has no bytes of a file; ``not-read`` means that no plan uses it."""


class FolderEntry(NamedTuple):
    """One name in a folder: whether it is a folder or a link to one, and whether it is a link."""

    name: str
    is_folder: bool
    is_link: bool


class Files(Protocol):
    """The operations that reading a plan needs."""

    def exists(self, path: str) -> bool:
        """Return whether the path exists; a broken link exists too."""

    def is_folder(self, path: str) -> bool:
        """Return whether this is a folder."""

    def is_file(self, path: str) -> bool:
        """Return whether this is an ordinary file."""

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder; raises OSError where it cannot be listed."""

    def scan(self, folder: str) -> list[FolderEntry]:
        """Return the entries of a folder; raises OSError if it cannot be listed."""

    def real(self, path: str) -> str:
        """Return a path with all links followed."""

    def leads_out(self, path: str, root: str) -> str | None:
        """Return the target of a link that leaves a plan's folder; None for anything else."""

    def read(self, path: str, *, inside: str | None = None) -> bytes:
        """Return a file's bytes; raises Unreadable. Links may not lead out of ``inside``."""


class Disk:
    """The files as they are on the disk now."""

    exists = staticmethod(os.path.lexists)
    is_folder = staticmethod(os.path.isdir)
    is_file = staticmethod(os.path.isfile)
    read = staticmethod(read_bytes)

    @staticmethod
    def real(path: str) -> str:
        """Return a path with all links followed."""
        return os.path.realpath(path)

    @staticmethod
    def scan(folder: str) -> list[FolderEntry]:
        """Return the entries of a folder; raises OSError if it cannot be listed."""
        with os.scandir(folder) as entries:
            return [FolderEntry(entry.name, _is_folder(entry), entry.is_symlink()) for entry in entries]

    @staticmethod
    def names(folder: str) -> list[str]:
        """Return the names in a folder; raises OSError where it cannot be listed."""
        return os.listdir(folder)

    @staticmethod
    def leads_out(path: str, root: str) -> str | None:
        """Return the target of a link that leaves a plan's folder; None for anything else."""
        if not os.path.islink(path):
            return None
        target = os.path.realpath(path)
        return None if is_inside(target, root) else target


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


DISK: Final[Files] = Disk()
"""The disk."""


class ReadOnce(Disk):
    """The files on the disk, each read at most once, so that every result is made from the same bytes."""

    def __init__(self, contents: Mapping[str, bytes] | None = None) -> None:
        """Begin with no file read, or with the bytes of some files that count as read.

        Args:
            contents: their bytes by their paths.
        """
        self._contents: dict[str, bytes] = dict(contents or {})

    def with_file(self, path: str, data: bytes) -> "ReadOnce":
        """Return the same files, of which one has other bytes."""
        return ReadOnce({**self._contents, path: data})

    def read(self, path: str, *, inside: str | None = None) -> bytes:
        """Return a file's bytes; raises Unreadable. Links may not lead out of ``inside``."""
        if path not in self._contents:
            self._contents[path] = read_bytes(path, inside=inside)
        return self._contents[path]


class LinkNotFollowed(ActionPlanError, OSError):
    """A snapshot has a link where a folder belongs."""


class Snapshot:
    """Files as they were at some time. Paths begin with a label, so that they are not mistaken for present files."""

    def __init__(self, label: str, contents: Mapping[str, bytes | Oddity]) -> None:
        """Make a snapshot.

        Args:
            label: the beginning of every path, such as ``38fb2620c1d2e3f4a5b6:``.
            contents: for each path, without the label, the file's bytes or why there are none; ``/`` is the separator.
        """
        self.label = label
        self.contents = dict(contents)
        self._folders: dict[str, dict[str, None]] = {"": {}}
        for path in self.contents:
            self._place(path)

    def _place(self, path: str) -> None:
        is_known = False
        while not is_known:
            above, _, name = path.rpartition("/")
            is_known = above in self._folders
            self._folders.setdefault(above, {})[name] = None
            path = above

    def path(self, key: str) -> str:
        """Return the path of a file or folder with its label; the top is ``.``, so that a name can be joined to it."""
        return self.label + (key or ".")

    def key(self, path: str) -> str:
        """Return a path without its label."""
        key = posixpath.normpath(path.removeprefix(self.label).replace(os.sep, "/"))
        return "" if key == "." else key

    def exists(self, path: str) -> bool:
        """Return whether the path exists."""
        return self.key(path) in self.contents or self.is_folder(path)

    def is_folder(self, path: str) -> bool:
        """Return whether this is a folder."""
        return self.key(path) in self._folders

    def is_file(self, path: str) -> bool:
        """Return whether this is an ordinary file."""
        return self.contents.get(self.key(path), "link") not in ("link", "submodule")

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder; raises OSError if it is not a folder."""
        key = self.key(folder)
        if key in self._folders:
            return list(self._folders[key])
        if key not in self.contents:
            raise FileNotFoundError(errno.ENOENT, "there is no such folder")
        if self.is_file(folder):
            raise NotADirectoryError(errno.ENOTDIR, "this is a file")
        if self.contents[key] == "link":
            raise LinkNotFollowed(errno.ELOOP, _LINK)
        raise OSError(errno.EINVAL, _SUBMODULE)

    def scan(self, folder: str) -> list[FolderEntry]:
        """Return the entries of a folder; raises OSError if it is not a folder."""
        return [FolderEntry(name, self.is_folder(os.path.join(folder, name)), False) for name in self.names(folder)]

    def real(self, path: str) -> str:
        """Return the path itself: links are never followed."""
        return path

    def leads_out(self, path: str, root: str) -> None:
        """Return None: links are never followed."""

    def read(self, path: str, *, inside: str | None = None) -> bytes:  # noqa: ARG002  # no link is followed
        """Return a file's bytes; raises Unreadable if it is not an ordinary file, or too large."""
        found = self.contents.get(self.key(path))
        if isinstance(found, bytes) and len(found) <= MAX_BYTES:
            return found
        if found == "too-large" or isinstance(found, bytes):
            raise too_large(path)
        missing = "this is a folder" if self.is_folder(path) else "there is no such file"
        message = {"link": _LINK, "submodule": _SUBMODULE}.get(found or "", missing)
        code = "E005" if found == "link" else "E004"
        raise Unreadable(problem(code, message, Location(path=path), expected="a TOML file"))


_LINK = "this is a link, and links are not followed in a commit"
_SUBMODULE = "this is another repository (a submodule), and those are not read"
